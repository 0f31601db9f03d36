import { dnsLabel, Given, HELP } from './arguments';
import { argumentsOf, Status, Terminal } from './command';
import { inWords, readDocuments } from '../files/documents';
import { appText } from '../migrate/app-text';
import { knownReleases } from '../migrate/chart-keys';
import { isMap } from '../migrate/convert';
import { migrateValues } from '../migrate/migrate';
import { Release } from '../migrate/part';
import { fails, reportText } from '../migrate/report';
import { oneLine } from '../scrape-graph/views/control-characters';

/** What the command can do. The releases of the chart are read only where they are shown. */
export const migrateUsage = (): string => `Usage: cdk8s-prometheus migrate [OPTION]... VALUES

The values of a release of kube-prometheus-stack as a program of this library, on stdout; what became of each value, on stderr. The keys of the
releases ${knownReleases()} of the chart are known.

  --release NAME        name of the release, from which names of workloads and volumes are made; kube-prometheus-stack by default
  --namespace NAME      its namespace; monitoring by default
  --json                the program and the values as one object
  -h, --help            this text
  --                    all that follows is a path

Each value is one of: same (the same here), mapped (an option or code), different (what changes, and how to keep the old behavior), unsupported
(it cannot be done), unknown (the chart has no such key).

Exit status: 0 success; 1 values that are unsupported or unknown; 2 usage error, or nothing could be read.
`;

const OPTIONS = {
  release: { type: 'string', default: 'kube-prometheus-stack' },
  namespace: { type: 'string', default: 'monitoring' },
  json: { type: 'boolean' },
} as const;

interface Asked {
  readonly files: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly isJson: boolean;
}

/** `cdk8s-prometheus migrate`. Returns the exit status. */
export function migrateCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'migrate', usage: migrateUsage, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : migrate(asked, terminal);
}

function askedOf({ values, paths: files }: Given<typeof OPTIONS & typeof HELP>): Asked {
  if (files.length === 0) { throw new Error('migrate needs the file with the values of the release'); }
  return { files, release: dnsLabel('release', values.release), namespace: dnsLabel('namespace', values.namespace), isJson: values.json };
}

/** The values of a release, and what is said of the release. */
interface Read {
  readonly values: unknown;
  readonly release: Release;
  readonly notes: readonly string[];
}

/** The one place that knows which forms values have. */
function readValues({ files, release: name, namespace }: Asked): Read {
  if (files.length > 1) { throw new Error('migrate takes one file: merge those of the release with "helm get values RELEASE"'); }
  const [file] = files;
  const read = readDocuments(file);
  if ('problem' in read) { throw new Error(`${file}: ${inWords(read.problem)}`); }
  const [values] = read.documents;
  if (read.documents.length > 1 || !isMap(values)) {
    throw new Error(`${file}: values are one map of keys, as "helm get values RELEASE" prints them`);
  }
  return { values, release: { name, namespace }, notes: [] };
}

function migrate(asked: Asked, { out, err, hasColors = false }: Terminal): Status {
  const { values, release, notes } = readValues(asked);
  const migration = migrateValues(values, release);
  const app = appText(migration, values, release);
  if (asked.isJson) {
    out(`${JSON.stringify({ app, values: migration.values, warnings: migration.warnings }, undefined, 2)}\n`);
  } else {
    out(app);
    for (const note of notes) { err(`note: ${oneLine(note)}\n`); }
    err(reportText(migration, hasColors));
  }
  return fails(migration) ? 1 : 0;
}
