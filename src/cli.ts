import { readFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { diffCommand } from './commands/diff';
import { migrateCommand } from './commands/migrate';
import { migrateCompareCommand } from './commands/migrate-compare';
import { migrateObjectsCommand } from './commands/migrate-objects';
import { verifyCommand } from './commands/verify';
import { ReadText } from './files/documents';
import { Progress } from './scrape-graph/folder';
import { ScrapeGraph } from './scrape-graph/scrape-graph';
import { oneLine } from './scrape-graph/views/control-characters';
import { problemsAsJson } from './scrape-graph/views/json';
import { asJunit, FailOn, fails } from './scrape-graph/views/junit';
import { asDiagrams } from './scrape-graph/views/mermaid';
import { asSarif } from './scrape-graph/views/sarif';
import { problemsAsText } from './scrape-graph/views/text';
import { isDnsLabel } from './validation/kubernetes-names';

const USAGE = `Usage: cdk8s-prometheus explain [OPTION]... PATH...
       cdk8s-prometheus diff [OPTION]... OLD NEW
       cdk8s-prometheus verify [OPTION]... --prometheus URL PATH...
       cdk8s-prometheus migrate [OPTION]... VALUES

  explain   what is scraped by which Prometheus, and what is wrong, of manifests in files and folders; of standard input where PATH is -
  diff      what a change does to monitoring: "cdk8s-prometheus diff --help"
  verify    whether a Prometheus does what the manifests say: "cdk8s-prometheus verify --help"
  migrate   the values of a release of kube-prometheus-stack as a program: "cdk8s-prometheus migrate --help"

Options of explain:
  --format FORMAT       text (the default), json, mermaid (a diagram), html (a page), sarif (code scanning), junit (a test report)
  --json                the same as --format json
  --problems            the problems alone, as text or JSON
  --fail-on SEVERITY    which problems make the exit status 1: error (the default), warning (errors too), never
  --one-cluster         all objects are for one cluster, even if some are there more than once
  --namespace NAME      the namespace of objects that name none, as for "kubectl apply --namespace"
  --nodes NUMBER        number of nodes: adds estimated costs: targets, series, samples per second, memory, remote write
  --pods NUMBER         number of pods, with --nodes; 30 per node by default

  -h, --help            this text
  --version             the version of the package
  --                    all that follows is a path

Exit status: 0 success; 1 problems found (see --fail-on); 2 usage error, or nothing could be read.
`;

type Print = (text: string) => void;

/** What a terminal at `err` can do, and what standard input is. */
interface Terminal {
  readonly hasColors?: boolean;
  /** Whether a line can be written over, to say how far long work is. */
  readonly hasProgress?: boolean;
  readonly readInput?: () => ReadText;
}

/** The commands that ask servers, and those that do not. */
export function run(args: readonly string[], out: Print, err: Print, terminal: Terminal = {}): number | Promise<number> {
  const [first, ...rest] = args;
  return first === 'verify' ? verifyCommand(rest, out, err, { ...terminal, environment: process.env }) : main(args, out, err, terminal);
}

/** The command line; what it prints goes to `out`, what went wrong to `err`, and what only a person at a terminal wants to see, too. Returns the exit code. */
export function main(args: readonly string[], out: Print, err: Print, terminal: Terminal = {}): number {
  const [first, ...rest] = args;
  if (first === 'diff') { return guarded(() => diffCommand(rest, out, err, { ...terminal, version: packageVersion() }), err); }
  if (first === 'migrate') { return guarded(() => migrating(rest)(rest, out, err, terminal), err); }
  const read = readArguments(args);
  if ('why' in read) {
    err(`${read.why}${USAGE}`);
    return 2;
  }
  if (read.command === 'help') {
    out(USAGE);
    return 0;
  }
  if (read.command === 'version') {
    out(`${packageVersion()}\n`);
    return 0;
  }
  return guarded(() => explain(read, out, err, terminal), err);
}

/** What `migrate` reads: values of the chart, objects of a stack, or both sides of a move. */
function migrating(args: readonly string[]): typeof migrateCommand {
  if (args.includes('--compare')) { return migrateCompareCommand; }
  return args.some(each => each === '--from' || each.startsWith('--from=')) ? migrateObjectsCommand : migrateCommand;
}

/** What cannot be done is said in one line. */
function guarded(work: () => number, err: Print): number {
  try {
    return work();
  } catch (error) {
    err(`${oneLine((error as Error).message)}\n`);
    return 2;
  }
}

function packageVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')).version;
}

/** Work of less is done before anybody could read how far it is. */
const LONG = 50;

/** One line, written over at every hundredth, and gone at the end. */
function progressOn(err: Print): Progress {
  return (what, done, total) => {
    if (total < LONG || done % Math.ceil(total / 100) !== 0) { return; }
    err(`\r\u001b[K${what}: ${done} of ${total}`);
  };
}

function explain(asked: Arguments, out: Print, err: Print, { hasProgress, readInput }: Terminal): number {
  const { paths, failOn, nodes, pods, oneCluster, namespace } = asked;
  let graph: ScrapeGraph;
  try {
    graph = ScrapeGraph._fromFiles(paths, {
      oneCluster, ...hasProgress && { tell: progressOn(err) }, ...namespace !== undefined && { namespace }, ...readInput && { readInput },
    });
  } finally {
    if (hasProgress) { err('\r\u001b[K'); }
  }
  for (const line of graph.unreadable) { err(`left out: ${oneLine(line)}\n`); }
  for (const line of graph._notes) { err(`note: ${oneLine(line)}\n`); }
  const view = viewOf(graph, asked);
  if ('why' in view) {
    err(`${view.why}\n`);
    return 2;
  }
  if (view.note !== undefined) { err(`note: ${view.note}\n`); }
  out(view.text);
  if (nodes !== undefined) { out(`\n${graph.explainCosts(nodes, pods)}`); }
  if (graph._isEmpty && graph.unreadable.length > 0) { return 2; }
  return graph._explanations.some(({ problems }) => problems.some(({ severity }) => fails(severity, failOn))) ? 1 : 0;
}

function viewOf(graph: ScrapeGraph, { format, failOn, isProblems }: Arguments): { readonly text: string; readonly note?: string } | { readonly why: string } {
  const { _explanations: explanations, unreadable } = graph;
  switch (format) {
    case 'json': return { text: isProblems ? problemsAsJson(explanations) : graph.explainAsJson() };
    case 'html': return { text: graph.explainAsHtml() };
    case 'sarif': return { text: asSarif(explanations, { version: packageVersion(), base: process.cwd(), unreadable }) };
    case 'junit': return { text: asJunit(explanations, failOn, unreadable) };
    case 'mermaid': return asDiagrams(explanations);
    default: return { text: isProblems ? problemsAsText(explanations) : graph.explain() };
  }
}

interface Arguments {
  readonly command: string;
  readonly format: string;
  readonly paths: string[];
  readonly failOn: FailOn;
  readonly isProblems: boolean;
  readonly oneCluster: boolean;
  readonly nodes?: number;
  readonly pods?: number;
  readonly namespace?: string;
}

const FORMATS = ['text', 'json', 'mermaid', 'html', 'sarif', 'junit'];
const FAIL_ON = ['error', 'warning', 'never'];
const OPTIONS = {
  'help': { type: 'boolean', short: 'h' },
  'version': { type: 'boolean' },
  'format': { type: 'string' },
  'json': { type: 'boolean' },
  'problems': { type: 'boolean' },
  'fail-on': { type: 'string' },
  'one-cluster': { type: 'boolean' },
  'namespace': { type: 'string' },
  'nodes': { type: 'string' },
  'pods': { type: 'string' },
} as const;

type Wrong = { readonly why: string };

function readArguments(args: readonly string[]): Arguments | Wrong {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    return { why: `${oneLine((error as Error).message.split('. To specify')[0])}\n` };
  }
  const { values, positionals: [command, ...paths] } = parsed;
  const { format = values.json ? 'json' : 'text', 'fail-on': failOn = 'error', nodes, pods, namespace } = values;
  const asked: Arguments = {
    command: values.help ? 'help' : values.version ? 'version' : command ?? '',
    format,
    paths,
    failOn: failOn as FailOn,
    isProblems: values.problems ?? false,
    oneCluster: values['one-cluster'] ?? false,
    ...namespace !== undefined && { namespace },
    ...nodes !== undefined && { nodes: Number(nodes) },
    ...pods !== undefined && { pods: Number(pods) },
  };
  if (values.help || values.version) { return asked; }
  const why = whyWrong(asked, { nodes, pods });
  return why === undefined ? asked : { why: why === '' ? '' : `${why}\n` };
}

/** What is wrong with arguments, in words; empty where nothing is asked for. */
function whyWrong(asked: Arguments, numbers: { readonly nodes?: string; readonly pods?: string }): string | undefined {
  const { command, format, failOn, isProblems, paths, namespace } = asked;
  if (command === '') { return ''; }
  if (command !== 'explain') { return `there is no command ${JSON.stringify(command)}`; }
  if (paths.length === 0) { return ''; }
  if (namespace !== undefined && !isDnsLabel(namespace)) { return `--namespace is ${JSON.stringify(namespace)}, not a name of Kubernetes`; }
  if (!FORMATS.includes(format)) { return `--format is ${JSON.stringify(format)}, not one of ${FORMATS.join(', ')}`; }
  if (!FAIL_ON.includes(failOn)) { return `--fail-on is ${JSON.stringify(failOn)}, not one of ${FAIL_ON.join(', ')}`; }
  if (isProblems && ['mermaid', 'html'].includes(format)) { return `--problems is for the formats text and json, not ${format}`; }
  if ((numbers.nodes ?? numbers.pods) !== undefined && format !== 'text') { return `--nodes and --pods are for the format text, not ${format}`; }
  if (numbers.pods !== undefined && numbers.nodes === undefined) { return '--pods needs --nodes'; }
  const wrong = Object.entries(numbers).find(([, value]) => value !== undefined && !/^[1-9]\d{0,6}$/.test(value));
  return wrong === undefined ? undefined : `--${wrong[0]} is ${JSON.stringify(wrong[1])}, not a number`;
}
