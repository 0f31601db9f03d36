import { checkObject } from '../../src/schema/check-object';
import { Schema, SchemaSet } from '../../src/schema/schema';
import { Violation } from '../../src/schema/violation';
import { Dialect, Requires } from '../../src/schema/walker';
import { JsonValue, NodeAttributes, NodeReference, SchemaIndex, SchemaNode } from '../../src/upstream/schema-index';

/** A schema in literal form: with nested children, and with texts instead of indexes of a pool. */
export interface Made extends Omit<NodeAttributes, 'i' | 'm' | 'p' | 'e' | 'c'> {
  readonly fields?: Readonly<Record<string, Made>>;
  readonly items?: Made;
  readonly values?: Made;
  readonly pattern?: string;
  readonly oneOf?: readonly JsonValue[];
  readonly cel?: readonly string[];
}

/** The schema of one version. */
export function madeSchema(made: Made): Schema {
  const nodes: SchemaNode[] = [];
  const pool: (string | readonly JsonValue[])[] = ['not of this schema'];
  const inPool = <T extends string | readonly JsonValue[]>(entry: T | undefined) => entry === undefined ? undefined : pool.push(entry) - 1;
  const add = ({ fields, items, values, pattern, oneOf, cel, ...attributes }: Made): number => {
    const place = nodes.push({}) - 1;
    const o: Record<string, NodeReference> | undefined = fields && Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, add(field)]));
    const all = { ...attributes, o, i: items && add(items), m: values && add(values), p: inPool(pattern), e: inPool(oneOf), c: cel?.map(text => inPool(text)!) };
    nodes[place] = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return place;
  };
  const root = add(made);
  const index: SchemaIndex = { versions: ['1.0.0'], kinds: {}, pool, nodes };
  return new SchemaSet(index, 0).node(root);
}

/** The problems of a `spec` with this schema. */
export function wrongIn(spec: Made, value: unknown, dialect: Dialect = 'custom', requires?: Requires): Violation[] {
  return checkObject(madeSchema({ t: 'o', fields: { spec } }), { kind: 'Made', metadata: { name: 'x' }, spec: value }, dialect, requires);
}

/** `code path: what is allowed` */
export const said = (violations: readonly Violation[]): string[] => violations.map(({ code, path, allowed }) => `${code} ${path}${allowed === undefined ? '' : `: ${allowed}`}`);
