import { readFileSync } from 'fs';
import { join } from 'path';
import { ScrapeGraph } from './scrape-graph/scrape-graph';

const USAGE = `Usage: cdk8s-prometheus explain [--format FORMAT] PATH...

  explain   what is scraped by whom, and what is wrong, of manifests in files and folders

  --format  text (for reading, the default), json (for machines), mermaid (for a README), html (a page)
  --json    the same as --format json
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
    for (const line of graph.unreadable) { err(`left out: ${line}\n`); }
    return graph.unreadable.length > 0 ? 2 : graph.hasErrors ? 1 : 0;
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return 2;
  }
}

function readArguments([command, ...rest]: readonly string[]): { readonly format: string; readonly paths: string[] } | { readonly why: string } {
  let format = 'text';
  const paths: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const [option, inline] = rest[at].split(/=(.*)/s);
    if (option === '--json') { format = 'json'; } else if (option === '--format') { format = inline ?? rest[++at] ?? ''; } else if (option.startsWith('-')) { return { why: `there is no option ${option}\n` }; } else { paths.push(rest[at]); }
  }
  if (!Object.keys(FORMATS).includes(format)) { return { why: `--format is one of ${Object.keys(FORMATS).join(', ')}, not ${JSON.stringify(format)}\n` }; }
  return command !== 'explain' || paths.length === 0 ? { why: '' } : { format, paths };
}
