import { DASHBOARD_DATASOURCE, DASHBOARD_FILE } from './rules';
import { inWords, readDocuments } from '../files/documents';
import { inputsIn } from '../manifest/dashboard';
import { finding, Finding } from '../validation/rule';
import { isMap } from '../values/json';

type Json = Readonly<Record<string, unknown>>;

/** A datasource of a Grafana. */
export interface KnownDatasource {
  readonly type: string;
  readonly uid: string;
  readonly name: string;
}

/** The dashboard of a file, or why the file is invalid. Never throws. */
export function readDashboard(path: string): { readonly dashboard: Json } | { readonly why: string } {
  const read = readDocuments(path);
  if ('problem' in read) { return { why: inWords(read.problem) }; }
  const [first, ...more] = read.documents;
  if (more.length > 0) { return { why: `it has ${more.length + 1} documents: write one dashboard per file` }; }
  // an export from Grafana's API nests the dashboard next to its metadata
  const value = isMap(first) && isMap(first.dashboard) ? first.dashboard : first;
  if (isMap(value) && typeof value.apiVersion === 'string') {
    return { why: `it is a resource of ${value.apiVersion}: export the classic model, which all versions read` };
  }
  const isDashboard = isMap(value) && typeof value.title === 'string' && Array.isArray(value.panels ?? value.rows);
  return isDashboard ? { dashboard: value } : { why: 'it has no "title" and no "panels": export the dashboard as JSON' };
}

/** Maximum size of a ConfigMap. */
const MOST_BYTES = 1024 * 1024;

/** The problem if a dashboard is too large for a ConfigMap. */
export function checkSize(path: string, json: string): Finding[] {
  const bytes = Buffer.byteLength(json);
  return bytes <= MOST_BYTES
    ? []
    : [finding(
      DASHBOARD_FILE, { path, why: `it has ${bytes} bytes, and at most ${MOST_BYTES} fit into a ConfigMap: split it, or remove panels` },
    )];
}

/**
 * The values of the inputs of a dashboard, and the datasources that it refers to and that do not exist.
 * @param given values by the names of the inputs
 */
export function filledDashboard(path: string, dashboard: Json, known: readonly KnownDatasource[], given: Readonly<Record<string, string>>) {
  const asked = inputsIn(dashboard.__inputs) as readonly Json[];
  const inputs = Object.fromEntries([
    ...asked.flatMap(input => {
      const value = valueOf(input, known);
      return typeof input.name === 'string' && value !== undefined ? [[input.name, value] as const] : [];
    }),
    ...Object.entries(given),
  ]);
  const variables = new Set(variablesOf(dashboard));
  const isFilled = (reference: string) => {
    const name = /^\$\{?(\w+)\}?$/.exec(reference)?.[1];
    return name === undefined
      ? known.length === 0 || isKnown(reference, known)
      : Object.hasOwn(inputs, name) || variables.has(name) || name === 'datasource';
  };
  const missing = [...new Set(datasourcesIn(dashboard))].filter(reference => !isFilled(reference));
  const findings: Finding[] = missing.map(datasource => finding(
    DASHBOARD_DATASOURCE, { path, datasource, known: known.map(({ uid }) => uid) },
  ));
  return { inputs, findings };
}

/** Replacement of an input: for a datasource the first of its type, for a constant its own value. */
function valueOf({ type, pluginId, value }: Json, known: readonly KnownDatasource[]): string | undefined {
  if (type === 'constant') { return typeof value === 'string' ? value : undefined; }
  if (type !== 'datasource') { return undefined; }
  return pluginId === EXPRESSIONS ? EXPRESSIONS : known.find(each => each.type === pluginId)?.uid;
}

/** The datasource of expressions, by type and uid. */
const EXPRESSIONS = '__expr__';

/** Datasources that every Grafana has, by uid or name, with their types. */
const BUILT_IN: ReadonlySet<string> = new Set(['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --', EXPRESSIONS, 'default', '']);
const TYPES_BUILT_IN: ReadonlySet<unknown> = new Set(['datasource', 'grafana', 'mixed', EXPRESSIONS]);

function isKnown(reference: string, known: readonly KnownDatasource[]): boolean {
  return BUILT_IN.has(reference) || reference.includes('$') || known.some(({ uid, name }) => uid === reference || name === reference);
}

function variablesOf({ templating }: Json): string[] {
  const list = isMap(templating) && Array.isArray(templating.list) ? templating.list : [];
  return list.flatMap(each => isMap(each) && typeof each.name === 'string' ? [each.name] : []);
}

/** Each `datasource`: a name, a uid, or an object with a uid. */
function datasourcesIn(value: unknown, depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > 30) { return []; }
  if (Array.isArray(value)) { return value.flatMap(each => datasourcesIn(each, depth + 1)); }
  return Object.entries(value).flatMap(([field, each]): string[] => {
    if (field !== 'datasource') { return datasourcesIn(each, depth + 1); }
    if (typeof each === 'string') { return [each]; }
    return isMap(each) && typeof each.uid === 'string' && !TYPES_BUILT_IN.has(each.type) ? [each.uid] : [];
  });
}
