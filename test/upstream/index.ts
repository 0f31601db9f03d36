import { readFileSync } from 'fs';
import { join } from 'path';
import { SchemaIndex } from '../../src/upstream/schema-index';

export const ROOT = join(__dirname, '..', '..');

/** A schema as decode.js gives it: the attributes of a node, with texts and schemas instead of numbers. */
export interface Schema {
  readonly o?: Readonly<Record<string, Schema>>;
  readonly i?: Schema;
  readonly m?: Schema;
  readonly recursive?: number;
  readonly [attribute: string]: unknown;
}

export type Schemas = Readonly<Record<string, Schema>>;

interface Decoder {
  decode(index: SchemaIndex, version: string): Schemas;
  hashOf(schemas: Schemas): string;
  unfolded(schemas: Schemas): Schemas;
  sha256(value: unknown): string;
}

export const { decode, hashOf, unfolded, sha256 } = require('../../build/sync-upstream/decode') as Decoder;

interface Hashes {
  readonly operator: Readonly<Record<string, string>>;
  readonly kubernetes: Readonly<Record<string, string>>;
  readonly upstream: string;
  readonly metrics: string;
  readonly chart: string;
}

export const HASHES = JSON.parse(readFileSync(join(ROOT, 'build', 'sync-upstream', 'hashes.json'), 'utf8')) as Hashes;

const decoded = new WeakMap<SchemaIndex, Map<string, Schemas>>();

/** The schema at a path such as `v1/Pod spec.containers[].name`, if there is one in a version; `*` is a map's value. */
export function schemaAt(index: SchemaIndex, version: string, kindAndPath: string): Schema | undefined {
  const [kind, path] = kindAndPath.split(' ');
  const versions = decoded.get(index) ?? new Map<string, Schemas>();
  decoded.set(index, versions);
  if (!versions.has(version)) { versions.set(version, decode(index, version)); }
  const steps = path === undefined ? [] : path.replaceAll('[]', '.[]').split('.');
  return steps.reduce<Schema | undefined>((schema, step) => {
    if (step === '[]') { return schema?.i; }
    return step === '*' ? schema?.m : schema?.o?.[step];
  }, versions.get(version)![kind]);
}

/** The attributes of a schema without its fields, items and values. */
export function ownAt(index: SchemaIndex, version: string, kindAndPath: string): object | undefined {
  const schema = schemaAt(index, version, kindAndPath);
  if (schema === undefined) { return undefined; }
  const { o: _fields, i: _items, m: _values, ...own } = schema;
  return own;
}

/** All numbers of an index that point to nodes or into the pool, and all attributes that occur. */
export function contentsOf({ kinds, nodes }: SchemaIndex) {
  const attributes = nodes.flatMap(({ o: _fields, was = [], ...own }) => [own, ...was.map(([, before]) => before)]);
  const references = [...Object.values(kinds), ...nodes.flatMap(({ o = {} }) => Object.values(o))];
  return {
    attributes,
    names: [...new Set(nodes.flatMap(node => [...Object.keys(node), ...(node.was ?? []).flatMap(([, before]) => Object.keys(before))]))].sort(),
    nodes: [
      ...references.map(reference => typeof reference === 'number' ? reference : reference[0]),
      ...attributes.flatMap(({ i, m }) => [i, m]).filter(number => number !== undefined),
    ],
    bounds: references.flatMap(reference => typeof reference === 'number' ? [] : [reference.slice(1)]),
    patterns: [...new Set(attributes.flatMap(({ p }) => p ?? []))],
    enums: [...new Set(attributes.flatMap(({ e }) => e ?? []))],
    rules: [...new Set(attributes.flatMap(({ c }) => c ?? []))],
  };
}
