import { dnsLabel, formatOf, ReadArguments, HELP, oneOf, scaleOf } from './arguments';
import { argumentsOf, boundedLine, Print, Status, Terminal } from './command';
import { ClusterScale } from '../scrape-graph/costs';
import { Progress } from '../scrape-graph/folder';
import { ScrapeGraph } from '../scrape-graph/scrape-graph';
import { problemsAsJson } from '../scrape-graph/views/json';
import { asJunit, FailOn, fails } from '../scrape-graph/views/junit';
import { asDiagrams } from '../scrape-graph/views/mermaid';
import { asSarif } from '../scrape-graph/views/sarif';
import { problemsAsText } from '../scrape-graph/views/text';
import { masked } from '../validation/secret-texts';

export const EXPLAIN_USAGE = `Usage: cdk8s-prometheus explain [OPTION]... PATH...

Shows what each Prometheus scrapes, and reports problems in the manifests. PATH is a file or folder; "-" is standard input.

  --format FORMAT       text (the default), json, mermaid (a diagram), html (a page), sarif (code scanning), junit (a test report)
  --json                the same as --format json
  --problems            show only the problems, as text or JSON
  --fail-on SEVERITY    exit with status 1 if there are problems of this severity or higher: error (the default), warning, never
  --one-cluster         treat all objects as one cluster, even if some are defined more than once
  --namespace NAME      namespace of objects without one, as for "kubectl apply --namespace"
  --nodes NUMBER        number of nodes; adds estimated costs: targets, series, samples per second, memory, remote write
  --pods NUMBER         number of pods, with --nodes; 30 per node by default
  -h, --help            show this help
  --                    treat all following arguments as paths

Exit status: 0 success; 1 problems found (see --fail-on); 2 usage or read error.
`;

const OPTIONS = {
  'format': { type: 'string' },
  'json': { type: 'boolean' },
  'problems': { type: 'boolean' },
  'fail-on': { type: 'string', default: 'error' },
  'one-cluster': { type: 'boolean' },
  'namespace': { type: 'string' },
  'nodes': { type: 'string' },
  'pods': { type: 'string' },
} as const;

const FORMATS = ['text', 'json', 'mermaid', 'html', 'sarif', 'junit'] as const;
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never'];

interface Arguments {
  readonly format: typeof FORMATS[number];
  readonly paths: readonly string[];
  readonly failOn: FailOn;
  readonly isProblems: boolean;
  readonly oneCluster: boolean;
  readonly scale?: ClusterScale;
  readonly namespace?: string;
}

/** `cdk8s-prometheus explain`. Returns the exit status. */
export function explainCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'explain', usage: () => EXPLAIN_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : explain(asked, terminal);
}

function askedOf({ values, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  const { json, problems: isProblems, namespace } = values;
  const format = formatOf({ json, format: values.format }, FORMATS);
  const failOn = oneOf('fail-on', values['fail-on'], FAIL_ON);
  const scale = scaleOf(values);
  if (isProblems && ['mermaid', 'html'].includes(format)) {
    throw new Error(`--problems requires the format text or json, and --format is ${format}`);
  }
  if (scale && format !== 'text') { throw new Error(`--nodes and --pods require the format text, and --format is ${format}`); }
  if (paths.length === 0) { throw new Error('explain requires files or folders with manifests; "-" is standard input'); }
  return {
    format,
    paths,
    failOn,
    isProblems,
    oneCluster: values['one-cluster'],
    ...scale && { scale },
    ...namespace !== undefined && { namespace: dnsLabel('namespace', namespace) },
  };
}

/** Smaller work ends before progress would be readable. */
const LONG = 50;

/** One line, overwritten at every percent, and deleted at the end. */
function progressOn(err: Print): Progress {
  return (what, done, total) => {
    if (total < LONG || done % Math.ceil(total / 100) !== 0) { return; }
    err(`\r\u001b[K${what}: ${done} of ${total}`);
  };
}

function explain(asked: Arguments, { out, err, version, hasProgress, readInput }: Terminal): Status {
  const { paths, failOn, scale, oneCluster, namespace } = asked;
  let graph: ScrapeGraph;
  try {
    graph = ScrapeGraph._fromFiles(paths, {
      oneCluster,
      ...hasProgress && { onProgress: progressOn(err) },
      ...namespace !== undefined && { namespace },
      ...readInput && { readInput },
    });
  } finally {
    if (hasProgress) { err('\r\u001b[K'); }
  }
  for (const line of graph.unreadable) { err(`skipped: ${boundedLine(line)}\n`); }
  for (const line of graph._notes) { err(`note: ${boundedLine(line)}\n`); }
  const view = viewOf(graph, asked, version);
  if ('why' in view) {
    err(`${boundedLine(view.why)}\n`);
    return 2;
  }
  if (view.note !== undefined) { err(`note: ${boundedLine(view.note)}\n`); }
  out(masked(view.text));
  if (scale) { out(`\n${graph.explainCosts(scale.nodes, scale.pods)}`); }
  if (graph._isEmpty && graph.unreadable.length > 0) { return 2; }
  return graph._explanations.some(({ problems }) => problems.some(({ severity }) => fails(severity, failOn))) ? 1 : 0;
}

interface View {
  readonly text: string;
  readonly note?: string;
}

function viewOf(graph: ScrapeGraph, { format, failOn, isProblems }: Arguments, version: string): View | { readonly why: string } {
  const { _explanations: explanations, unreadable } = graph;
  switch (format) {
    case 'json': return { text: isProblems ? problemsAsJson(explanations) : graph.explainAsJson() };
    case 'html': return { text: graph.explainAsHtml() };
    case 'sarif': return { text: asSarif(explanations, { version, base: process.cwd(), unreadable }) };
    case 'junit': return { text: asJunit(explanations, failOn, unreadable) };
    case 'mermaid': return asDiagrams(explanations);
    case 'text': return { text: isProblems ? problemsAsText(explanations) : graph.explain() };
  }
}
