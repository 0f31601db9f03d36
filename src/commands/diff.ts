import { existsSync } from 'fs';
import { dnsLabel, ReadArguments, HELP, oneOf, scaleOf } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { ChangeKind, CHANGE_KINDS, checkKinds, KINDS } from '../diff/change';
import { withRevision } from '../diff/git-files';
import { MonitoringDiff } from '../diff/monitoring-diff';
import { diffAsSarif } from '../diff/views/sarif';
import { isPipe } from '../files/documents';
import { Cluster, clustersOf } from '../scrape-graph/clusters';
import { ClusterScale } from '../scrape-graph/costs';
import { readFolder } from '../scrape-graph/folder';

export const DIFF_USAGE = `Usage: cdk8s-prometheus diff [OPTION]... OLD NEW
       cdk8s-prometheus diff [OPTION]... --git REVISION -- PATH...

Shows how a change affects monitoring: targets, alerts and data that are lost, series whose labels change, updates that the API \
server rejects.
OLD and NEW are files or folders of manifests from any tool; "-" is standard input. With --git, the old manifests are the same paths in a
revision.

  --format FORMAT       text (the default), markdown (for a pull request), json, sarif (code scanning)
  --fail-on KINDS       exit with status 1 if there are changes of these kinds, separated by commas; "loss" means all kinds that lose
                        something; none by default
  --git REVISION        read the old manifests from this Git revision
  --one-cluster         treat all objects as one cluster, even if some are defined more than once
  --namespace NAME      namespace of objects without one
  --nodes NUMBER        number of nodes; adds estimated costs: series, samples per second, memory
  --pods NUMBER         number of pods, with --nodes; 30 per node by default
  -h, --help            show this help
  --                    treat all following arguments as paths

Kinds: ${CHANGE_KINDS.join(', ')}.

Exit status: 0 success; 1 changes of --fail-on found; 2 usage or read error.
`;

const OPTIONS = {
  'format': { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: '' },
  'git': { type: 'string' },
  'one-cluster': { type: 'boolean' },
  'namespace': { type: 'string' },
  'nodes': { type: 'string' },
  'pods': { type: 'string' },
} as const;
const FORMATS = ['text', 'markdown', 'json', 'sarif'] as const;

interface Arguments {
  readonly format: typeof FORMATS[number];
  readonly failOn: readonly ChangeKind[];
  readonly git?: string;
  readonly oneCluster: boolean;
  readonly namespace?: string;
  readonly scale?: ClusterScale;
  readonly paths: readonly string[];
}

/** `cdk8s-prometheus diff`. Returns the exit status. */
export function diffCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'diff', usage: () => DIFF_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : diffOf(asked, terminal);
}

function askedOf({ values, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  const { git, namespace } = values;
  const format = oneOf('format', values.format, FORMATS);
  const failOn = kindsOf(values['fail-on']);
  const scale = scaleOf(values);
  if (git === undefined && paths.length !== 2) { throw new Error(`diff requires two paths, OLD and NEW, and got ${paths.length}`); }
  if (git !== undefined && paths.length === 0) { throw new Error('--git requires the paths to compare: "--git main -- dist/"'); }
  if (git !== undefined && paths.some(path => path === '-' || existsSync(path) && isPipe(path))) {
    throw new Error('--git compares files, not standard input or pipes');
  }
  if (paths[0] === '-' && paths[1] === '-') { throw new Error('standard input can be the old or the new manifests, not both'); }
  return {
    format,
    paths,
    failOn,
    oneCluster: values['one-cluster'],
    ...git !== undefined && { git },
    ...namespace !== undefined && { namespace: dnsLabel('namespace', namespace) },
    ...scale && { scale },
  };
}

function kindsOf(text: string): ChangeKind[] {
  const names = text.split(',').map(name => name.trim()).filter(name => name !== '');
  checkKinds(names.filter(name => name !== 'loss'));
  return CHANGE_KINDS.filter(kind => names.includes(kind) || names.includes('loss') && KINDS[kind].weight === 'loss');
}

function diffOf(asked: Arguments, { out, err, version, readInput }: Terminal): Status {
  const { format, failOn, git, paths, oneCluster, namespace, scale } = asked;
  let isEmpty = true;
  const clustersAt = (side: string, given: readonly string[]): Cluster[] => {
    const read = readFolder(given, { ...namespace !== undefined && { namespace }, ...readInput && { readInput } });
    for (const line of read.unreadable) { err(`skipped in the ${side} manifests: ${boundedLine(line)}\n`); }
    for (const line of read.notes) { err(`note: ${side}: ${boundedLine(line)}\n`); }
    isEmpty &&= read.given.length === 0;
    return clustersOf(read.given, { oneCluster });
  };
  const diff = git === undefined
    ? MonitoringDiff._of(clustersAt('old', [paths[0]]), clustersAt('new', [paths[1]]), scale)
    : withRevision(git, paths, old => MonitoringDiff._of(clustersAt('old', old), clustersAt('new', paths), scale));
  if (isEmpty) { throw new Error('the input contains no manifest'); }
  out(viewOf(diff, format, version));
  return diff._clusters.some(({ changes }) => changes.some(({ kind }) => failOn.includes(kind))) ? 1 : 0;
}

function viewOf(diff: MonitoringDiff, format: Arguments['format'], version: string): string {
  switch (format) {
    case 'markdown': return diff.asMarkdown();
    case 'json': return diff.asJson();
    case 'sarif': return diffAsSarif(diff._clusters, version);
    case 'text': return diff.asText();
  }
}
