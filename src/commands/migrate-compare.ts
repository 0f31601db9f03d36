import { dnsLabel, ReadArguments, HELP, oneOf } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { inWords, readDocuments } from '../files/documents';
import { compareMove } from '../migrate/compare/compare';
import { decidedByValues, Decision, decisionsOf, withDecisions } from '../migrate/compare/decisions';
import { Compared, isUndecided } from '../migrate/compare/finding';
import { UPSTREAM_NAMES } from '../migrate/compare/names';
import { compareAsJson, compareAsMarkdown, compareAsText } from '../migrate/compare/views';
import { migrateValues } from '../migrate/migrate';
import { clustersOf } from '../scrape-graph/clusters';
import { readFolder } from '../scrape-graph/folder';
import { shown } from '../validation/rule';

export const COMPARE_USAGE = `Usage: cdk8s-prometheus migrate --compare [OPTION]... OLD NEW

Shows what a migration keeps. OLD is the manifests of the old stack, as "helm template" or "helm get manifest" prints them, or a folder \
of them.
NEW is the output of the new program: dist/. "-" is standard input. Each target, alert, recorded series, route, Service, dashboard, \
permission
and version is reported as kept, renamed, changed, gone or new.

  --format FORMAT       text (the default), markdown, json
  --all                 also list what is kept and what is new, which is otherwise only counted
  --decided FILE        YAML file that lists what may be gone, with the reason: \
{ component: { etcd: "the control plane is managed" }, alert: { "KubeProxy*": "..." } }
  --values FILE         values of the release: what "migrate" reports as different or unsupported counts as decided
  --release NAME        name of the release, with --values; kube-prometheus-stack by default
  --namespace NAME      namespace of objects without one
  -h, --help            show this help
  --                    treat all following arguments as paths

Exit status: 0 everything that is gone is decided; 1 something is gone without a decision; 2 usage or read error.
`;

const OPTIONS = {
  compare: { type: 'boolean' },
  format: { type: 'string', default: 'text' },
  json: { type: 'boolean' },
  all: { type: 'boolean' },
  decided: { type: 'string' },
  values: { type: 'string' },
  release: { type: 'string', default: 'kube-prometheus-stack' },
  namespace: { type: 'string' },
} as const;
const FORMATS = ['text', 'markdown', 'json'] as const;

interface Arguments {
  readonly format: typeof FORMATS[number];
  readonly isFull: boolean;
  readonly decided?: string;
  readonly values?: string;
  readonly release: string;
  readonly namespace?: string;
  readonly old: string;
  readonly now: string;
}

/** `cdk8s-prometheus migrate --compare`. Returns the exit status. */
export function migrateCompareCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'migrate --compare', usage: () => COMPARE_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : moveOf(asked, terminal);
}

function askedOf({ values, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  const { decided, values: file, namespace } = values;
  if (paths.length !== 2) { throw new Error(`migrate --compare requires two paths, OLD and NEW, and got ${paths.length}`); }
  if (paths[0] === '-' && paths[1] === '-') { throw new Error('standard input can be the old or the new manifests, not both'); }
  return {
    format: values.json ? 'json' : oneOf('format', values.format, FORMATS),
    isFull: values.all,
    old: paths[0],
    now: paths[1],
    release: dnsLabel('release', values.release),
    ...decided !== undefined && { decided },
    ...file !== undefined && { values: file },
    ...namespace !== undefined && { namespace: dnsLabel('namespace', namespace) },
  };
}

function moveOf(asked: Arguments, { out, err, readInput }: Terminal): Status {
  const decisions = asked.decided === undefined ? [] : decisionsOf(documentOf(asked.decided));
  const options = asked.namespace === undefined ? {} : { namespace: asked.namespace };
  const [old, now] = [['old', asked.old], ['new', asked.now]].map(([side, path]) => {
    const read = readFolder([path], { ...options, ...readInput && { readInput } });
    for (const line of read.unreadable) { err(`skipped in the ${side} manifests: ${boundedLine(line)}\n`); }
    for (const line of read.notes) { err(`note: ${side}: ${boundedLine(line)}\n`); }
    if (read.given.length === 0) { throw new Error(`the ${side} path contains no manifest: ${shown(path)}`); }
    return clustersOf(read.given, { oneCluster: true })[0];
  });
  const found = compareMove(old, now, UPSTREAM_NAMES);
  const { all, unused } = marked(found, decisions, asked);
  for (const { scope, pattern } of unused) {
    err(`note: the decision on ${shown(pattern)} of ${scope} has no effect: nothing that matches it is gone\n`);
  }
  out(viewOf(all, asked));
  return all.some(isUndecided) ? 1 : 0;
}

function marked(
  found: readonly Compared[], decisions: readonly Decision[], { values, release, namespace = 'monitoring' }: Arguments,
): ReturnType<typeof withDecisions> {
  const own = withDecisions(found, decisions);
  return values === undefined
    ? own
    : { ...own, all: decidedByValues(own.all, migrateValues(documentOf(values), { name: release, namespace }).values) };
}

/** @throws an error message if it is not a folder or file of manifests */
function documentOf(path: string): unknown {
  const read = readDocuments(path);
  if ('problem' in read) { throw new Error(`${path}: ${inWords(read.problem)}`); }
  return read.documents[0] ?? {};
}

function viewOf(all: readonly Compared[], { format, isFull }: Arguments): string {
  switch (format) {
    case 'markdown': return compareAsMarkdown(all, { isFull });
    case 'json': return compareAsJson(all);
    case 'text': return compareAsText(all, { isFull });
  }
}
