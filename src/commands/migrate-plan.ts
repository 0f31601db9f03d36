import { existsSync } from 'fs';
import { dnsLabel, Given, HELP, oneOf } from './arguments';
import { argumentsOf, Status, Terminal } from './command';
import { isPipe } from '../files/documents';
import { planObjects, PlanObject } from '../migrate/plan/objects';
import { planOf } from '../migrate/plan/plan';
import { Manager } from '../migrate/plan/step';
import { planText } from '../migrate/plan/text';
import { readFolder } from '../scrape-graph/folder';
import { oneLine } from '../validation/control-characters';
import { shown } from '../validation/rule';

const MANAGERS: readonly Manager[] = ['helm', 'argocd', 'flux', 'kubectl'];

const USAGE = `Usage: cdk8s-prometheus migrate --plan MANIFESTS [OPTION]... PATH...

The day of the move, as Markdown: commands in their order, what each check prints, and the way back of each step. MANIFESTS are those of the
release, as "helm get manifest RELEASE" prints them; PATH are those of the program: dist/. Nothing is run.

  --release NAME        name of the release; kube-prometheus-stack by default
  --namespace NAME      its namespace; monitoring by default
  --managed-by TOOL     helm (the default), argocd, flux or kubectl: what has installed the release
  --umbrella KEY        the key of the chart in the values of an umbrella chart
  --json                the plan as an object
  -h, --help            this text

Exit status: 0 success; 1 something must be decided before the first step; 2 usage error, or nothing could be read.
`;

const OPTIONS = {
  'plan': { type: 'string' },
  'release': { type: 'string', default: 'kube-prometheus-stack' },
  'namespace': { type: 'string', default: 'monitoring' },
  'managed-by': { type: 'string', default: 'helm' },
  'umbrella': { type: 'string' },
  'json': { type: 'boolean' },
} as const;

interface Asked {
  readonly manifest: string;
  readonly paths: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly manager: Manager;
  readonly umbrella?: string;
  readonly isJson: boolean;
}

/** `cdk8s-prometheus migrate --plan`. Returns the exit status. */
export function migratePlanCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'migrate --plan', usage: () => USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : plan(asked, terminal);
}

function askedOf({ values, paths }: Given<typeof OPTIONS & typeof HELP>): Asked {
  const { plan: manifest, umbrella } = values;
  if (manifest === undefined) { throw new Error('--plan needs the manifests of the release: --plan release.yaml'); }
  if (paths.length === 0) { throw new Error('migrate --plan needs the files or folders that the program has written: dist/'); }
  if ([manifest, ...paths].some(path => path === '-' || existsSync(path) && isPipe(path))) { throw new Error('migrate --plan reads files, neither standard input nor pipes: the plan names them'); }
  return {
    manifest,
    paths,
    release: dnsLabel('release', values.release),
    namespace: dnsLabel('namespace', values.namespace),
    manager: oneOf('managed-by', values['managed-by'], MANAGERS),
    isJson: values.json,
    ...umbrella !== undefined && { umbrella },
  };
}

function plan({ manifest, paths, release, namespace, manager, umbrella, isJson }: Asked, { out, err }: Terminal): Status {
  const read = (path: readonly string[]) => objectsAt(path, namespace, err);
  const input = { release: { name: release, namespace }, manager, chart: read([manifest]), ours: read(paths), ...umbrella !== undefined && { prefix: umbrella } };
  const found = planOf(input, { manifest, dist: paths });
  out(isJson ? `${JSON.stringify(found, undefined, 2)}\n` : planText(found));
  return found.warnings.length > 0 ? 1 : 0;
}

function objectsAt(paths: readonly string[], namespace: string, err: Terminal['err']): PlanObject[] {
  const { given, unreadable } = readFolder(paths);
  for (const line of unreadable) { err(`left out: ${oneLine(line)}\n`); }
  const objects = planObjects(given.map(each => each.read()), namespace);
  if (objects.length === 0) { throw new Error(`${paths.map(path => shown(path)).join(', ')}: there is no manifest in it`); }
  return objects;
}
