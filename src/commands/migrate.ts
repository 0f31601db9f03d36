import { parseArgs } from 'util';
import { inWords, readDocuments, ReadText } from '../files/documents';
import { appText } from '../migrate/app-text';
import { knownReleases } from '../migrate/chart-keys';
import { isMap } from '../migrate/convert';
import { migrateValues } from '../migrate/migrate';
import { Release } from '../migrate/part';
import { fails, reportText } from '../migrate/report';
import { oneLine } from '../scrape-graph/views/control-characters';
import { isDnsLabel } from '../validation/kubernetes-names';

/** What the command can do. The releases of the chart are read only where they are shown. */
export const migrateUsage = (): string => `Usage: cdk8s-prometheus migrate [OPTION]... VALUES

The values of a release of kube-prometheus-stack as a program of this library, on stdout; what became of each value, on stderr. The keys of the
releases ${knownReleases()} of the chart are known.

  --release NAME        name of the release, from which names of workloads and volumes are made; kube-prometheus-stack by default
  --namespace NAME      its namespace; monitoring by default
  --json                the program and the values as one object
  -h, --help            this text

Each value is one of: same (the same here), mapped (an option or code), different (what changes, and how to keep the old behavior), unsupported
(it cannot be done), unknown (the chart has no such key).

Exit status: 0 success; 1 values that are unsupported or unknown; 2 usage error, or nothing could be read.
`;

type Print = (text: string) => void;

interface Tools {
  readonly hasColors?: boolean;
  readonly readInput?: () => ReadText;
}

const OPTIONS = {
  release: { type: 'string' },
  namespace: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface Asked {
  readonly files: readonly string[];
  readonly release: string;
  readonly namespace: string;
  readonly isJson: boolean;
}

/** `cdk8s-prometheus migrate`. Returns the exit status. */
export function migrateCommand(args: readonly string[], out: Print, err: Print, tools: Tools = {}): number {
  let asked: Asked | 'help';
  try {
    asked = readArguments(args);
  } catch (error) {
    err(`${oneLine((error as Error).message.split('. To specify')[0])}\n${migrateUsage()}`);
    return 2;
  }
  if (asked === 'help') {
    out(migrateUsage());
    return 0;
  }
  return migrate(asked, out, err, tools);
}

function readArguments(args: readonly string[]): Asked | 'help' {
  const { values, positionals: files } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  if (values.help) { return 'help'; }
  const { release = 'kube-prometheus-stack', namespace = 'monitoring', json: isJson } = values;
  if (!isDnsLabel(release)) { throw new Error(`--release is ${JSON.stringify(release)}, not a name of Kubernetes`); }
  if (!isDnsLabel(namespace)) { throw new Error(`--namespace is ${JSON.stringify(namespace)}, not a name of Kubernetes`); }
  if (files.length === 0) { throw new Error('migrate needs the file with the values of the release'); }
  return { files, release, namespace, isJson };
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

function migrate(asked: Asked, out: Print, err: Print, { hasColors = false }: Tools): number {
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
