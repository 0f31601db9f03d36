import { objectsOf, PlanObject } from '../migrate/plan/objects';
import { planOf } from '../migrate/plan/plan';
import { Manager } from '../migrate/plan/step';
import { planText } from '../migrate/plan/text';
import { readFolder } from '../scrape-graph/folder';
import { oneLine } from '../scrape-graph/views/control-characters';

export const MANAGERS: readonly Manager[] = ['helm', 'argocd', 'flux'];

export interface PlanArguments {
  /** The manifests of the release: what `helm get manifest` prints. */
  readonly manifest: string;
  /** Files and folders of the program. */
  readonly paths: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly managedBy: Manager;
  /** The key of the chart in the values of an umbrella chart. */
  readonly umbrella?: string;
  readonly isJson: boolean;
}

type Print = (text: string) => void;

/** `cdk8s-prometheus migrate --plan`. Returns the exit status: 1 if something must be decided first. Throws if nothing can be read. */
export function planCommand({ manifest, paths, release, namespace, managedBy, umbrella, isJson }: PlanArguments, out: Print, err: Print): number {
  const read = (path: readonly string[]) => objectsAt(path, namespace, err);
  const input = { release: { name: release, namespace }, manager: managedBy, chart: read([manifest]), ours: read(paths), ...umbrella !== undefined && { prefix: umbrella } };
  const plan = planOf(input, { manifest, dist: paths });
  out(isJson ? `${JSON.stringify(plan, undefined, 2)}\n` : planText(plan));
  return plan.warnings.length > 0 ? 1 : 0;
}

function objectsAt(paths: readonly string[], namespace: string, err: Print): PlanObject[] {
  const { given, unreadable } = readFolder(paths);
  for (const line of unreadable) { err(`left out: ${oneLine(line)}\n`); }
  const objects = objectsOf(given.map(each => each.read()), namespace);
  if (objects.length === 0) { throw new Error(`${paths.join(', ')}: there is no manifest in it`); }
  return objects;
}
