import { parseArgs } from 'util';
import { ChangeKind, CHANGE_KINDS, checkKinds, KINDS } from '../diff/change';
import { withRevision } from '../diff/git-files';
import { MonitoringDiff } from '../diff/monitoring-diff';
import { diffAsSarif } from '../diff/views/sarif';
import { ReadText } from '../files/documents';
import { Cluster, clustersOf } from '../scrape-graph/clusters';
import { ClusterScale, PODS_A_NODE } from '../scrape-graph/costs';
import { readFolder } from '../scrape-graph/folder';
import { oneLine } from '../scrape-graph/views/control-characters';

export const DIFF_USAGE = `Usage: cdk8s-prometheus diff [OPTION]... OLD NEW
       cdk8s-prometheus diff [OPTION]... --git REVISION -- PATH...

What a change does to monitoring: targets, alerts and data that are lost, series with other labels, updates that are rejected. OLD and NEW are
files or folders of manifests of any tool; "-" is standard input. With --git, the old manifests are those of a revision, at the same paths.

  --format FORMAT       text (the default), markdown (for a pull request), json, sarif (code scanning)
  --fail-on KINDS       kinds of changes that make the exit status 1, with commas between them; "loss" is all kinds that lose something;
                        none by default
  --git REVISION        the old manifests are those of this revision of git
  --one-cluster         all objects are for one cluster, even if some are there more than once
  --namespace NAME      the namespace of objects that name none
  --nodes NUMBER        number of nodes: adds estimated costs: series, samples per second, memory
  --pods NUMBER         number of pods, with --nodes; 30 per node by default
  -h, --help            this text

Kinds: ${CHANGE_KINDS.join(', ')}.

Exit status: 0 success; 1 a change of --fail-on; 2 usage error, or nothing could be read.
`;

type Print = (text: string) => void;

interface Tools {
  readonly version: string;
  readonly readInput?: () => ReadText;
}

const OPTIONS = {
  'format': { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: '' },
  'git': { type: 'string' },
  'one-cluster': { type: 'boolean', default: false },
  'namespace': { type: 'string' },
  'nodes': { type: 'string' },
  'pods': { type: 'string' },
  'help': { type: 'boolean', short: 'h', default: false },
} as const;
const FORMATS = ['text', 'markdown', 'json', 'sarif'];

interface Asked {
  readonly format: string;
  readonly failOn: readonly ChangeKind[];
  readonly git?: string;
  readonly oneCluster: boolean;
  readonly namespace?: string;
  readonly scale?: ClusterScale;
  readonly paths: readonly string[];
}

/** `cdk8s-prometheus diff`. Returns the exit status. */
export function diffCommand(args: readonly string[], out: Print, err: Print, tools: Tools): number {
  let asked: Asked | 'help';
  try {
    asked = readArguments(args);
  } catch (error) {
    err(`${oneLine((error as Error).message.split('. To specify')[0])}\n${DIFF_USAGE}`);
    return 2;
  }
  if (asked === 'help') {
    out(DIFF_USAGE);
    return 0;
  }
  return compare(asked, out, err, tools);
}

function readArguments(args: readonly string[]): Asked | 'help' {
  const { values, positionals: paths } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  if (values.help) { return 'help'; }
  const { format, git, namespace } = values;
  if (!FORMATS.includes(format)) { throw new Error(`--format is ${JSON.stringify(format)}, not one of ${FORMATS.join(', ')}`); }
  if (git === undefined && paths.length !== 2) { throw new Error(`diff takes two paths, the old and the new one, and got ${paths.length}`); }
  if (git !== undefined && paths.length === 0) { throw new Error('--git needs the paths that it compares: "--git main -- dist/"'); }
  if (git !== undefined && paths.includes('-')) { throw new Error('--git compares files, not standard input'); }
  if (paths[0] === '-' && paths[1] === '-') { throw new Error('standard input can be the old or the new manifests, not both'); }
  const scale = scaleOf(values.nodes, values.pods);
  return {
    format,
    paths,
    oneCluster: values['one-cluster'],
    failOn: kindsOf(values['fail-on']),
    ...git !== undefined && { git },
    ...namespace !== undefined && { namespace },
    ...scale && { scale },
  };
}

function scaleOf(nodes: string | undefined, pods: string | undefined): ClusterScale | undefined {
  const numbers = Object.entries({ nodes, pods });
  const wrong = numbers.find(([, value]) => value !== undefined && !/^[1-9]\d{0,6}$/.test(value));
  if (wrong) { throw new Error(`--${wrong[0]} is ${JSON.stringify(wrong[1])}, not a number`); }
  if (nodes === undefined && pods !== undefined) { throw new Error('--pods needs --nodes'); }
  return nodes === undefined ? undefined : { nodes: Number(nodes), pods: pods === undefined ? Number(nodes) * PODS_A_NODE : Number(pods) };
}

function kindsOf(text: string): ChangeKind[] {
  const names = text.split(',').map(name => name.trim()).filter(name => name !== '');
  checkKinds(names.filter(name => name !== 'loss'));
  return CHANGE_KINDS.filter(kind => names.includes(kind) || names.includes('loss') && KINDS[kind].weight === 'loss');
}

function compare(asked: Asked, out: Print, err: Print, { version, readInput }: Tools): number {
  const { format, failOn, git, paths, oneCluster, namespace, scale } = asked;
  let isEmpty = true;
  const clustersAt = (side: string, given: readonly string[]): Cluster[] => {
    const read = readFolder(given, { ...namespace !== undefined && { namespace }, ...readInput && { readInput } });
    for (const line of read.unreadable) { err(`left out of the ${side} manifests: ${oneLine(line)}\n`); }
    for (const line of read.notes) { err(`note: ${side}: ${oneLine(line)}\n`); }
    isEmpty &&= read.given.length === 0;
    return clustersOf(read.given, { oneCluster });
  };
  const diff = git === undefined
    ? MonitoringDiff._of(clustersAt('old', [paths[0]]), clustersAt('new', [paths[1]]), scale)
    : withRevision(git, paths, old => MonitoringDiff._of(clustersAt('old', old), clustersAt('new', paths), scale));
  if (isEmpty) { throw new Error('there is no manifest in what is read'); }
  out(viewOf(diff, format, version));
  return diff._clusters.some(({ changes }) => changes.some(({ kind }) => failOn.includes(kind))) ? 1 : 0;
}

function viewOf(diff: MonitoringDiff, format: string, version: string): string {
  switch (format) {
    case 'markdown': return diff.asMarkdown();
    case 'json': return diff.asJson();
    case 'sarif': return diffAsSarif(diff._clusters, version);
    default: return diff.asText();
  }
}
