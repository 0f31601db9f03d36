import { existsSync, statSync } from 'fs';
import { dnsLabel, Given, HELP, oneOf } from './arguments';
import { argumentsOf, boundedLine, Status, Terminal } from './command';
import { isPipe, parseDocuments, readDescriptor, readText, ReadText } from '../files/documents';
import { appText } from '../migrate/app-text';
import { Migration } from '../migrate/migrate';
import { convertObjects, ConvertedObjects } from '../migrate/objects/objects';
import { migrateRancherValues, RANCHER_RELEASE } from '../migrate/rancher/values';
import { isFailed, reportText } from '../migrate/report';
import { clustersOf } from '../scrape-graph/clusters';
import { STANDARD_INPUT } from '../scrape-graph/file-list';
import { readFolder } from '../scrape-graph/folder';
import { shown as quoted } from '../validation/rule';
import { masked } from '../validation/secret-texts';
import { isMap } from '../values/json';

const ORIGINS = ['kube-prometheus', 'rancher-monitoring', 'objects'] as const;

export const OBJECTS_USAGE = `Usage: cdk8s-prometheus migrate --from ORIGIN [OPTION]... PATH...

The objects of a rendered stack as a program of this library, on stdout; what became of each field and object, on stderr. PATH are files and
folders: manifests/ of kube-prometheus, the output of "helm get manifest rancher-monitoring" or the file of its values, or objects of any
other stack of the prometheus-operator; "-" is standard input. Objects that are not part of the stack are taken over as they are.

  --from ORIGIN         ${ORIGINS.join(', ')} (any other)
  --namespace NAME      the namespace of objects that name none
  --json                the program and the results as one object
  -h, --help            this text
  --                    all that follows is a path

Exit status: 0 success; 1 fields that are unsupported; 2 usage error, or nothing could be read.
`;

const OPTIONS = {
  from: { type: 'string', default: '' },
  namespace: { type: 'string' },
  json: { type: 'boolean' },
} as const;

interface Asked {
  readonly origin: typeof ORIGINS[number];
  readonly namespace?: string;
  readonly isJson: boolean;
  readonly paths: readonly string[];
}

/** `cdk8s-prometheus migrate --from`. Returns the exit status. */
export function migrateObjectsCommand(args: readonly string[], terminal: Terminal): Status {
  const asked = argumentsOf({ name: 'migrate --from', usage: () => OBJECTS_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : migrate(asked, terminal);
}

function askedOf({ values: { from, namespace, json: isJson }, paths }: Given<typeof OPTIONS & typeof HELP>): Asked {
  const origin = oneOf('from', from, ORIGINS);
  if (paths.length === 0) { throw new Error('migrate --from needs the files or folders with the objects'); }
  return { origin, isJson, paths, ...namespace !== undefined && { namespace: dnsLabel('namespace', namespace) } };
}

function migrate({ origin, namespace, isJson, paths }: Asked, { out, err, hasColors = false, readInput }: Terminal): Status {
  // a stream is read once, whatever it turns out to be
  const streamed = origin === 'rancher-monitoring' && paths.length === 1 ? streamAt(paths[0], readInput) : undefined;
  const values = origin === 'rancher-monitoring' && paths.length === 1 ? valuesAt(paths[0], streamed) : undefined;
  if (values !== undefined) {
    const converted = migrateRancherValues(values);
    const title = `The values of rancher-monitoring in the namespace ${JSON.stringify(RANCHER_RELEASE.namespace)}, as "cdk8s-prometheus migrate" wrote it.`;
    return shown(converted.migration, appText(converted.migration, converted.values, RANCHER_RELEASE, title), isJson, { out, err, hasColors });
  }
  const input = streamed ? { readInput: () => streamed } : readInput && { readInput };
  const read = readFolder(streamed ? [STANDARD_INPUT] : paths, { ...namespace !== undefined && { namespace }, ...input });
  for (const line of read.unreadable) { err(`left out: ${boundedLine(line)}\n`); }
  for (const line of read.notes) { err(`note: ${boundedLine(line)}\n`); }
  if (read.given.length === 0) { throw new Error(`there is no object in ${paths.map(path => quoted(path)).join(', ')}`); }
  const [cluster] = clustersOf(read.given, { oneCluster: true });
  const converted = convertObjects(cluster);
  const migration = migrationOf(converted);
  const app = appText(migration, {}, converted.release, titleOf(origin, converted));
  return shown(migration, app, isJson, { out, err, hasColors });
}

/** What standard input or a pipe has. */
function streamAt(path: string, readInput: () => ReadText = () => readDescriptor(0)): ReadText | undefined {
  if (path === STANDARD_INPUT) { return readInput(); }
  return existsSync(path) && isPipe(path) ? readText(path) : undefined;
}

/** A file of values: one map that is no object. */
function valuesAt(path: string, streamed: ReadText | undefined): unknown {
  const text = streamed ?? (isFile(path) ? readText(path) : undefined);
  const read = !text || 'problem' in text ? undefined : parseDocuments(text.text);
  if (!read || 'problem' in read || read.documents.length > 1) { return undefined; }
  const [values] = read.documents;
  return isMap(values) && values.kind === undefined && values.apiVersion === undefined ? values : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function shown(migration: Migration, app: string, isJson: boolean, { out, err, hasColors = false }: Pick<Terminal, 'out' | 'err' | 'hasColors'>): Status {
  if (isJson) {
    out(masked(`${JSON.stringify({ app, values: migration.values, warnings: migration.warnings }, undefined, 2)}\n`));
  } else {
    out(app);
    err(reportText(migration, hasColors));
  }
  return isFailed(migration) ? 1 : 0;
}

function migrationOf({ options, statements, warnings, values }: ConvertedObjects): Migration {
  return { options: new Map(options), statements, values, warnings: [...new Set(warnings)] };
}

function titleOf(origin: string, { release: { namespace } }: ConvertedObjects): string {
  const what = origin === 'objects' ? 'The monitoring stack' : `The objects of ${origin}`;
  return `${what} in the namespace ${JSON.stringify(namespace)}, as "cdk8s-prometheus migrate" wrote it.`;
}
