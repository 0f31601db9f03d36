import { readFileSync } from 'fs';
import { join } from 'path';
import { ScrapeGraph } from './scrape-graph/scrape-graph';

const USAGE = `Usage: cdk8s-prometheus explain [--format FORMAT | --nodes NUMBER [--pods NUMBER]] PATH...

  explain   what is scraped by whom, and what is wrong, of manifests in files and folders

  --format  text (for reading, the default), json (for machines), mermaid (for a README), html (a page)
  --json    the same as --format json
  --nodes   how many nodes a cluster has: then also what it costs, estimated: targets, series, samples a second, memory, and what is sent
  --pods    how many pods it has; 30 a node where it is not given
  --help    this
  --version the version of the package

Ends with 0, with 1 where something surely does not work, with 2 where it was called wrongly or a file cannot be read.
`;

const FORMATS: { readonly [format: string]: (graph: ScrapeGraph) => string } = {
  text: graph => graph.explain(), json: graph => graph.explainAsJson(), mermaid: graph => graph.explainAsMermaid(), html: graph => graph.explainAsHtml(),
};

/** The command line; what it prints goes to `out`, what went wrong to `err`. Returns the exit code. */
export function main(args: readonly string[], out: (text: string) => void, err: (text: string) => void): number {
  if (args.includes('--help')) {
    out(USAGE);
    return 0;
  }
  if (args.includes('--version')) {
    out(`${JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')).version}\n`);
    return 0;
  }
  const read = readArguments(args);
  if ('why' in read) {
    err(`${read.why}${USAGE}`);
    return 2;
  }
  try {
    const graph = ScrapeGraph.fromFiles(read.paths);
    out(FORMATS[read.format](graph));
    if (read.nodes !== undefined) { out(`\n${graph.explainCosts(read.nodes, read.pods)}`); }
    for (const line of graph.unreadable) { err(`left out: ${line}\n`); }
    return graph.unreadable.length > 0 ? 2 : graph.hasErrors ? 1 : 0;
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return 2;
  }
}

interface Arguments {
  readonly format: string;
  readonly paths: string[];
  readonly nodes?: number;
  readonly pods?: number;
}

const OPTIONS = ['--format', '--json', '--nodes', '--pods'];

function readArguments([command, ...rest]: readonly string[]): Arguments | { readonly why: string } {
  const given: Record<string, string> = {};
  const paths: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const [option, inline] = rest[at].split(/=(.*)/s);
    if (!option.startsWith('-')) { paths.push(rest[at]); continue; }
    if (!OPTIONS.includes(option)) { return { why: `there is no option ${option}\n` }; }
    if (option === '--json') { given['--format'] = 'json'; } else { given[option] = inline ?? rest[++at] ?? ''; }
  }
  const { '--format': format = 'text', '--nodes': nodes, '--pods': pods } = given;
  if (command !== 'explain' || paths.length === 0) { return { why: '' }; }
  if (!Object.keys(FORMATS).includes(format)) { return { why: `--format is one of ${Object.keys(FORMATS).join(', ')}, not ${JSON.stringify(format)}\n` }; }
  if ((nodes ?? pods) !== undefined && format !== 'text') { return { why: `--nodes and --pods are for the format text, not ${format}\n` }; }
  for (const [option, value] of [['--nodes', pods === undefined ? nodes : nodes ?? ''], ['--pods', pods]]) {
    if (value !== undefined && !/^[1-9]\d{0,6}$/.test(value)) { return { why: `${option} is a number, not ${JSON.stringify(value)}\n` }; }
  }
  return { format, paths, ...nodes !== undefined && { nodes: Number(nodes) }, ...pods !== undefined && { pods: Number(pods) } };
}
