import { existsSync } from 'fs';
import { dnsLabel, ReadArguments, HELP, oneOf } from './arguments';
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

Prints the steps of a migration as Markdown: the commands in order, the expected output of each check, and how to roll back each step. \
MANIFESTS
is the manifests of the release, as "helm get manifest RELEASE" prints them; PATH is the output of the program: dist/. No command is run.

  --release NAME        name of the release; kube-prometheus-stack by default
  --namespace NAME      its namespace; monitoring by default
  --managed-by TOOL     tool that installed the release: helm (the default), argocd, flux or kubectl
  --umbrella KEY        key of the chart in the values of an umbrella chart
  --json                print the plan as a JSON object
  -h, --help            show this help

Exit status: 0 success; 1 a decision is needed before the first step; 2 usage or read error.
`;

const OPTIONS = {
  'plan': { type: 'string' },
  'release': { type: 'string', default: 'kube-prometheus-stack' },
  'namespace': { type: 'string', default: 'monitoring' },
  'managed-by': { type: 'string', default: 'helm' },
  'umbrella': { type: 'string' },
  'json': { type: 'boolean' },
} as const;

interface Arguments {
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

function askedOf({ values, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  const { plan: manifest, umbrella } = values;
  if (manifest === undefined) { throw new Error('--plan requires the manifests of the release: --plan release.yaml'); }
  if (paths.length === 0) { throw new Error('migrate --plan requires the output of the program: dist/'); }
  if ([manifest, ...paths].some(path => path === '-' || existsSync(path) && isPipe(path))) {
    throw new Error('migrate --plan reads files, not standard input or pipes, because the plan names them');
  }
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

function plan({ manifest, paths, release, namespace, manager, umbrella, isJson }: Arguments, { out, err }: Terminal): Status {
  const read = (path: readonly string[]) => objectsAt(path, namespace, err);
  const input = {
    release: { name: release, namespace },
    manager,
    chart: read([manifest]),
    ours: read(paths),
    ...umbrella !== undefined && { prefix: umbrella },
  };
  const found = planOf(input, { manifest, dist: paths });
  out(isJson ? `${JSON.stringify(found, undefined, 2)}\n` : planText(found));
  return found.warnings.length > 0 ? 1 : 0;
}

function objectsAt(paths: readonly string[], namespace: string, err: Terminal['err']): PlanObject[] {
  const { given, unreadable } = readFolder(paths);
  for (const line of unreadable) { err(`skipped: ${oneLine(line)}\n`); }
  const objects = planObjects(given.map(each => each.read()), namespace);
  if (objects.length === 0) { throw new Error(`${paths.map(path => shown(path)).join(', ')} contains no manifest`); }
  return objects;
}
