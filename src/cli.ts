import { readFileSync } from 'fs';
import { join } from 'path';
import { ScrapeGraph } from './scrape-graph/scrape-graph';

const USAGE = `Usage: cdk8s-prometheus explain [--json] PATH...

  explain   what is scraped by whom, and what is wrong, of manifests in files and folders

  --json      for machines
  --help      this
  --version   the version of the package

Ends with 0, with 1 where something surely does not work, with 2 where it was called wrongly or a file cannot be read.
`;

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
  const [command, ...rest] = args.filter(arg => arg !== '--json');
  const unknown = rest.find(arg => arg.startsWith('-'));
  if (command !== 'explain' || rest.length === 0 || unknown !== undefined) {
    err(unknown === undefined ? USAGE : `there is no option ${unknown}\n${USAGE}`);
    return 2;
  }
  try {
    const graph = ScrapeGraph.fromFiles(rest);
    out(args.includes('--json') ? graph.explainAsJson() : graph.explain());
    for (const line of graph.unreadable) { err(`left out: ${line}\n`); }
    return graph.unreadable.length > 0 ? 2 : graph.hasErrors ? 1 : 0;
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return 2;
  }
}
