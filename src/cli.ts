import { readFileSync } from 'fs';
import { join } from 'path';
import { inWords, readDocuments } from './files/documents';
import { appText } from './migrate/app-text';
import { isMap } from './migrate/convert';
import { MigratedValue, migrateValues } from './migrate/migrate';
import { Progress } from './scrape-graph/folder';
import { ScrapeGraph } from './scrape-graph/scrape-graph';
import { isDnsLabel } from './validation/kubernetes-names';
import { shown } from './validation/rule';

const USAGE = `Usage: cdk8s-prometheus explain [--format FORMAT | --nodes NUMBER [--pods NUMBER]] PATH...
       cdk8s-prometheus migrate [--release NAME] [--namespace NAMESPACE] [--json] VALUES

  explain   what is scraped by whom, and what is wrong, of manifests in files and folders
  migrate   the values of a release of kube-prometheus-stack as an app, on stdout; what became of each value, on stderr

  --format     text (for reading, the default), json (for machines), mermaid (for a README), html (a page)
  --json       of explain the same as --format json; of migrate the app and the values as one object
  --nodes      how many nodes a cluster has: then also what it costs, estimated: targets, series, samples a second, memory, and what is sent
  --pods       how many pods it has; 30 a node where it is not given
  --release    the name of the release: names of workloads and volumes come of it; kube-prometheus-stack where it is not given
  --namespace  its namespace; monitoring where it is not given
  --help       this
  --version    the version of the package

Ends with 0; with 1 where something surely does not work, or values have no option; with 2 where it was called wrongly or a file cannot be read.
`;

const FORMATS: { readonly [format: string]: (graph: ScrapeGraph) => string } = {
  text: graph => graph.explain(), json: graph => graph.explainAsJson(), mermaid: graph => graph.explainAsMermaid(), html: graph => graph.explainAsHtml(),
};

type Print = (text: string) => void;

/** What a terminal at `err` can do. */
interface Terminal {
  readonly hasColors?: boolean;
  /** Whether a line can be written over, to say how far long work is. */
  readonly hasProgress?: boolean;
}

/** The command line; what it prints goes to `out`, what went wrong to `err`, and what only a person at a terminal wants to see, too. Returns the exit code. */
export function main(args: readonly string[], out: Print, err: Print, terminal: Terminal = {}): number {
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
    return read.command === 'migrate' ? migrate(read, out, err, terminal) : explain(read, out, err, terminal);
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return 2;
  }
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

function explain({ paths, format, nodes, pods }: Arguments, out: Print, err: Print, { hasProgress }: Terminal): number {
  let graph: ScrapeGraph;
  try {
    graph = ScrapeGraph._fromFiles(paths, hasProgress ? progressOn(err) : undefined);
  } finally {
    if (hasProgress) { err('\r\u001b[K'); }
  }
  out(FORMATS[format](graph));
  if (nodes !== undefined) { out(`\n${graph.explainCosts(nodes, pods)}`); }
  for (const line of graph.unreadable) { err(`left out: ${line}\n`); }
  return graph.unreadable.length > 0 ? 2 : graph.hasErrors ? 1 : 0;
}

function migrate({ paths: [path], format, release, namespace }: Arguments, out: Print, err: Print, { hasColors = false }: Terminal): number {
  const read = readDocuments(path);
  if ('problem' in read) {
    err(`${path}: ${inWords(read.problem)}\n`);
    return 2;
  }
  if (read.documents.length > 1 || !isMap(read.documents[0])) {
    err(`${path}: values are one map of keys, as "helm get values RELEASE" prints them\n`);
    return 2;
  }
  const [values] = read.documents;
  const migration = migrateValues(values);
  const app = appText(migration, values, { name: release, namespace });
  if (format === 'json') { out(`${JSON.stringify({ app, values: migration.values }, undefined, 2)}\n`); } else {
    out(app);
    err(reportText(migration.values, hasColors));
  }
  return migration.values.some(({ outcome }) => outcome === 'unsupported' || outcome === 'unknown') ? 1 : 0;
}

/** Of a terminal: green, grey, yellow, red. */
const COLORS = { mapped: 32, default: 90, unsupported: 33, unknown: 31 };

/** A line for each value, the worst last, where one looks; and how many there are of each. */
function reportText(values: readonly MigratedValue[], hasColors: boolean): string {
  const outcomes = ['default', 'mapped', 'unsupported', 'unknown'] as const;
  const paint = (outcome: MigratedValue['outcome']) => hasColors ? `\u001b[${COLORS[outcome]}m${outcome.padEnd(11)}\u001b[39m` : outcome.padEnd(11);
  const of = (outcome: MigratedValue['outcome']) => values.filter(value => value.outcome === outcome);
  const lines = outcomes.flatMap(outcome => of(outcome).map(({ path, note }) => `${paint(outcome)} ${shown(path, 200).slice(1, -1)}: ${note}\n`));
  return `${lines.join('')}\n${outcomes.map(outcome => `${of(outcome).length} ${outcome}`).join(', ')}\n`;
}

interface Arguments {
  readonly command: string;
  readonly format: string;
  readonly paths: string[];
  readonly nodes?: number;
  readonly pods?: number;
  readonly release: string;
  readonly namespace: string;
}

const OPTIONS: { readonly [command: string]: readonly string[] } = { explain: ['--format', '--json', '--nodes', '--pods'], migrate: ['--json', '--release', '--namespace'] };

function readArguments([command, ...rest]: readonly string[]): Arguments | { readonly why: string } {
  const given: Record<string, string> = {};
  const paths: string[] = [];
  if (!Object.hasOwn(OPTIONS, command ?? '')) { return { why: command === undefined || command.startsWith('-') ? '' : `there is no command ${JSON.stringify(command)}\n` }; }
  for (let at = 0; at < rest.length; at++) {
    const [option, inline] = rest[at].split(/=(.*)/s);
    if (!option.startsWith('-')) { paths.push(rest[at]); continue; }
    if (!OPTIONS[command].includes(option)) { return { why: `there is no option ${option}\n` }; }
    if (option === '--json') { given['--format'] = 'json'; } else { given[option] = inline ?? rest[++at] ?? ''; }
  }
  const { '--format': format = 'text', '--nodes': nodes, '--pods': pods, '--release': release = 'kube-prometheus-stack', '--namespace': namespace = 'monitoring' } = given;
  if (paths.length === 0) { return { why: '' }; }
  if (command === 'migrate' && paths.length > 1) { return { why: 'migrate takes one file: merge those of the release with "helm get values RELEASE"\n' }; }
  for (const [option, value] of [['--release', release], ['--namespace', namespace]]) { if (!isDnsLabel(value)) { return { why: `${option} is a name of Kubernetes, not ${JSON.stringify(value)}\n` }; } }
  if (!Object.keys(FORMATS).includes(format)) { return { why: `--format is one of ${Object.keys(FORMATS).join(', ')}, not ${JSON.stringify(format)}\n` }; }
  if ((nodes ?? pods) !== undefined && format !== 'text') { return { why: `--nodes and --pods are for the format text, not ${format}\n` }; }
  for (const [option, value] of [['--nodes', pods === undefined ? nodes : nodes ?? ''], ['--pods', pods]]) {
    if (value !== undefined && !/^[1-9]\d{0,6}$/.test(value)) { return { why: `${option} is a number, not ${JSON.stringify(value)}\n` }; }
  }
  return { command, format, paths, release, namespace, ...nodes !== undefined && { nodes: Number(nodes) }, ...pods !== undefined && { pods: Number(pods) } };
}
