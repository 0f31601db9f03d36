import { dnsLabel, Given, HELP } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { inWords, readDocuments } from '../files/documents';
import { appText } from '../migrate/app-text';
import { isMap } from '../migrate/convert';
import { MigratedValue, migrateValues } from '../migrate/migrate';
import { shown } from '../validation/rule';

export const MIGRATE_USAGE = `Usage: cdk8s-prometheus migrate [OPTION]... VALUES

The values of a release of kube-prometheus-stack as an app, on stdout; the outcome of each value, on stderr.

  --release NAME        name of the release, from which names of workloads and volumes are made; kube-prometheus-stack by default
  --namespace NAME      its namespace; monitoring by default
  --json                the app and the values as one object
  -h, --help            this text
  --                    all that follows is a path

Exit status: 0 success; 1 values that could not be migrated; 2 usage error, or nothing could be read.
`;

const OPTIONS = {
  release: { type: 'string', default: 'kube-prometheus-stack' },
  namespace: { type: 'string', default: 'monitoring' },
  json: { type: 'boolean' },
} as const;

interface Asked {
  readonly path: string;
  readonly release: string;
  readonly namespace: string;
  readonly isJson: boolean;
}

/** `cdk8s-prometheus migrate`. Returns the exit status. */
export function migrateCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'migrate', usage: () => MIGRATE_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : migrate(asked, terminal);
}

function askedOf({ values, paths }: Given<typeof OPTIONS & typeof HELP>): Asked {
  if (paths.length === 0) { throw new Error('migrate needs the file with the values of the release'); }
  if (paths.length > 1) { throw new Error('migrate takes one file: merge those of the release with "helm get values RELEASE"'); }
  return { path: paths[0], release: dnsLabel('release', values.release), namespace: dnsLabel('namespace', values.namespace), isJson: values.json };
}

function migrate({ path, release, namespace, isJson }: Asked, { out, err, hasColors = false }: Terminal): Status {
  const read = readDocuments(path);
  if ('problem' in read) {
    err(`${boundedLine(`${path}: ${inWords(read.problem)}`)}\n`);
    return 2;
  }
  if (read.documents.length > 1 || !isMap(read.documents[0])) {
    err(`${boundedLine(`${path}: values are one map of keys, as "helm get values RELEASE" prints them`)}\n`);
    return 2;
  }
  const [values] = read.documents;
  const migration = migrateValues(values);
  const app = appText(migration, values, { name: release, namespace });
  if (isJson) { out(`${JSON.stringify({ app, values: migration.values }, undefined, 2)}\n`); } else {
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
