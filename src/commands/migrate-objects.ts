import { parseArgs } from 'util';
import { ReadText } from '../files/documents';
import { appText } from '../migrate/app-text';
import { Migration } from '../migrate/migrate';
import { convertObjects, ConvertedObjects } from '../migrate/objects/objects';
import { fails, reportText } from '../migrate/report';
import { clustersOf } from '../scrape-graph/clusters';
import { readFolder } from '../scrape-graph/folder';
import { oneLine } from '../scrape-graph/views/control-characters';
import { shown } from '../validation/rule';

const ORIGINS = ['kube-prometheus', 'rancher-monitoring', 'objects'];

export const OBJECTS_USAGE = `Usage: cdk8s-prometheus migrate --from ORIGIN [OPTION]... PATH...

The objects of a rendered stack as a program of this library, on stdout; what became of each field and object, on stderr. PATH are files and
folders: manifests/ of kube-prometheus, the output of "helm get manifest rancher-monitoring", or objects of any other stack of the
prometheus-operator; "-" is standard input. Objects that are not part of the stack are taken over as they are.

  --from ORIGIN         ${ORIGINS.join(', ')} (any other)
  --namespace NAME      the namespace of objects that name none
  --json                the program and the results as one object
  -h, --help            this text

Exit status: 0 success; 1 fields that are unsupported; 2 usage error, or nothing could be read.
`;

type Print = (text: string) => void;

interface Tools {
  readonly hasColors?: boolean;
  readonly readInput?: () => ReadText;
}

const OPTIONS = {
  from: { type: 'string' },
  namespace: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface Asked {
  readonly origin: string;
  readonly namespace?: string;
  readonly isJson: boolean;
  readonly paths: readonly string[];
}

/** `cdk8s-prometheus migrate --from`. Returns the exit status. */
export function migrateObjectsCommand(args: readonly string[], out: Print, err: Print, tools: Tools = {}): number {
  let asked: Asked | 'help';
  try {
    asked = readArguments(args);
  } catch (error) {
    err(`${oneLine((error as Error).message.split('. To specify')[0])}\n${OBJECTS_USAGE}`);
    return 2;
  }
  if (asked === 'help') {
    out(OBJECTS_USAGE);
    return 0;
  }
  return migrate(asked, out, err, tools);
}

function readArguments(args: readonly string[]): Asked | 'help' {
  const { values, positionals: paths } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  if (values.help) { return 'help'; }
  const { from = '', namespace, json: isJson } = values;
  if (!ORIGINS.includes(from)) { throw new Error(`--from is ${JSON.stringify(from)}, not one of ${ORIGINS.join(', ')}; without it, "migrate" reads values of kube-prometheus-stack`); }
  if (paths.length === 0) { throw new Error('migrate --from needs the files or folders with the objects'); }
  return { origin: from, isJson, paths, ...namespace !== undefined && { namespace } };
}

function migrate({ origin, namespace, isJson, paths }: Asked, out: Print, err: Print, { hasColors = false, readInput }: Tools): number {
  const read = readFolder(paths, { ...namespace !== undefined && { namespace }, ...readInput && { readInput } });
  for (const line of read.unreadable) { err(`left out: ${oneLine(line)}\n`); }
  for (const line of read.notes) { err(`note: ${oneLine(line)}\n`); }
  if (read.given.length === 0) { throw new Error(`there is no object in ${paths.map(path => shown(path)).join(', ')}`); }
  const [cluster] = clustersOf(read.given, { oneCluster: true });
  const converted = convertObjects(cluster);
  const migration = migrationOf(converted);
  const app = appText(migration, {}, converted.release, titleOf(origin, converted));
  if (isJson) {
    out(`${JSON.stringify({ app, values: migration.values, warnings: migration.warnings }, undefined, 2)}\n`);
  } else {
    out(app);
    err(reportText(migration, hasColors));
  }
  return fails(migration) ? 1 : 0;
}

function migrationOf({ options, statements, warnings, values }: ConvertedObjects): Migration {
  return { options: new Map(options), statements, values, warnings: [...new Set(warnings)] };
}

function titleOf(origin: string, { release: { namespace } }: ConvertedObjects): string {
  const what = origin === 'objects' ? 'The monitoring stack' : `The objects of ${origin}`;
  return `${what} in the namespace ${JSON.stringify(namespace)}, as "cdk8s-prometheus migrate" wrote it.`;
}
