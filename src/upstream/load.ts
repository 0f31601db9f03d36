import * as fs from 'fs';
import { join } from 'path';
import { ChartKeys } from './chart-keys';
import { UpstreamFacts } from './facts';
import { MetricIndex } from './metric-index';
import { OptionsTable } from './options-table';
import { SchemaIndex, SchemaNode } from './schema-index';

/** The folder `data/` of the package: next to lib/ in the package, and two levels above this file in the sources. */
const FOLDERS = [join(__dirname, '..', 'data'), join(__dirname, '..', '..', 'data')];

/** Reads a data file once, on first use. */
export function lazily<T>(file: string, keys: readonly (keyof T & string)[], folders: readonly string[] = FOLDERS): () => T {
  let data: T | undefined;
  return () => data ??= read<T>(file, keys, folders);
}

/** The schemas of the kinds of prometheus-operator (monitoring.coreos.com). */
export const operatorSchemas = lazily<SchemaIndex>('operator-schemas.json', ['versions', 'kinds', 'pool', 'nodes']);

/**
 * The schemas of Kubernetes' own kinds, from OpenAPI. The API server rejects unknown fields and wrong types. It does not enforce `r`: a
 * missing field has its zero value, which is often valid (`podSelector` of a NetworkPolicy). Defaults are not included (`protocol` of a
 * port, which is part of a list key).
 */
export const kubernetesSchemas = lazily<SchemaIndex>('kubernetes-schemas.json', ['versions', 'kinds', 'pool', 'nodes']);

/** Feature gates, functions and aggregation operators. */
export const upstream = lazily<UpstreamFacts>('upstream.json', ['featureGates', 'functions', 'aggregators']);

/** The options of each construct, from jsii's assembly. */
export const optionsTable = lazily<OptionsTable>('options.json', ['structs', 'enums', 'classes']);

/** The metrics of exporters and components. */
export const metricIndex = lazily<MetricIndex>('metrics.json', ['components', 'groups', 'successors']);

/** The keys of the values of kube-prometheus-stack. */
export const chartKeys = lazily<ChartKeys>('chart-keys.json', ['versions', 'keys']);

function read<T>(file: string, keys: readonly (keyof T & string)[], folders: readonly string[]): T {
  const found = folders.map(folder => join(folder, file)).find(each => fs.existsSync(each));
  if (found === undefined) { throw new Error(`data/${file} of cdk8s-prometheus does not exist: reinstall the package`); }
  const data = parsed(found);
  const missing = keys.filter(key => typeof data !== 'object' || data === null || !(key in data));
  if (missing.length > 0) { throw new Error(`${found} is damaged: it has no "${missing[0]}"; reinstall the package cdk8s-prometheus`); }
  return data as T;
}

function parsed(file: string): unknown {
  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch (error) {
      throw new Error(`${file} is damaged: ${(error as Error).message}; reinstall the package cdk8s-prometheus`);
    }
  };
  const text = fs.readFileSync(file, 'utf8');
  return withLateNodes(text, parse) ?? parse(text);
}

/** Parses a node of an index whose nodes are still text. Undefined if the node does not exist. */
type ReadNode = (number: number) => SchemaNode | undefined;

const readers = new WeakMap<object, ReadNode>();

/** A node of an index. */
export function nodeOf(index: SchemaIndex, number: number): SchemaNode | undefined {
  const readNode = readers.get(index);
  return readNode ? readNode(number) : index.nodes[number];
}

const NODES = '"nodes":[\n';
const END = ']}';

/**
 * An index with one node per line. An object needs few of the nodes, so each is parsed on first use. Undefined if the text has another
 * format.
 */
function withLateNodes(text: string, parse: (json: string) => unknown): unknown {
  const start = text.indexOf(NODES);
  const body = start < 0 ? '' : text.slice(start + NODES.length).trimEnd();
  if (!body.endsWith(END)) { return undefined; }
  const lines = body.slice(0, -END.length).split('\n');
  const found: (SchemaNode | undefined)[] = [];
  const readNode: ReadNode = number => {
    const line = lines[number];
    return line === undefined ? undefined : found[number] ??= parse(line.endsWith(',') ? line.slice(0, -1) : line) as SchemaNode;
  };
  const index = parse(`${text.slice(0, start)}"nodes":[]}`) as object;
  Object.defineProperty(index, 'nodes', { enumerable: true, get: () => lines.map((_, number) => readNode(number)) });
  readers.set(index, readNode);
  return index;
}
