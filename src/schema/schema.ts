import { compilePattern } from './pattern';
import { nodeOf } from '../upstream/load';
import { JsonValue, NodeAttributes, NodeReference, NodeType, SchemaIndex, SchemaNode } from '../upstream/schema-index';

/** When a field exists: from `since` up to, but not including, `until`. Undefined without such a bound. */
export interface Lifetime {
  readonly since?: string;
  readonly until?: string;
}

/** A position of the schema of one version, compiled for checks. Children are compiled when a value is first found there. */
export class Schema {
  public readonly type: NodeType | undefined;
  public readonly isIntOrString: boolean;
  public readonly keepsUnknown: boolean;
  public readonly format: string | undefined;
  public readonly required: readonly string[] | undefined;
  public readonly listKeys: readonly string[] | undefined;
  public readonly isSet: boolean;
  public readonly enumeration: readonly JsonValue[] | undefined;
  public readonly rules: readonly string[] | undefined;
  public readonly default: JsonValue | undefined;
  public readonly attributes: NodeAttributes;
  /** The pattern as written, for messages. */
  public readonly patternText: string | undefined;
  /** Whether a string has constraints other than its type. */
  public readonly hasTextRules: boolean;
  private readonly fieldEntries: Map<string, number | Schema> | undefined;
  private itemSchema: Schema | undefined;
  private valueSchema: Schema | undefined;
  private matcher: ((text: string) => boolean) | undefined;

  public constructor(private readonly set: SchemaSet, private readonly node: SchemaNode) {
    const own = attributesAt(node, set.at);
    const { pool } = set.index;
    this.attributes = own;
    this.type = own.t;
    this.isIntOrString = own.ios === 1;
    this.keepsUnknown = own.any === 1;
    this.format = own.f;
    this.required = own.r;
    this.listKeys = own.k;
    this.isSet = own.set === 1;
    this.enumeration = own.e === undefined ? undefined : pool[own.e] as readonly JsonValue[];
    this.rules = own.c?.map(at => pool[at] as string);
    this.default = own.d;
    this.patternText = own.p === undefined ? undefined : pool[own.p] as string;
    this.hasTextRules = (own.p ?? own.e ?? own.nl ?? own.xl ?? own.f) !== undefined;
    this.fieldEntries = node.o && fieldsAt(node.o, set.at);
  }

  /** Whether its fields are fixed. A map accepts any. */
  public get hasFields(): boolean {
    return this.fieldEntries !== undefined;
  }

  /** The names of the fields of this version. */
  public get names(): string[] {
    return [...this.fieldEntries?.keys() ?? []];
  }

  /** The schema of a field; undefined if this version has no such field. */
  public field(name: string): Schema | undefined {
    const entry = this.fieldEntries?.get(name);
    if (typeof entry !== 'number') { return entry; }
    const schema = this.set.node(entry);
    this.fieldEntries!.set(name, schema);
    return schema;
  }

  /** The same, case-insensitive, as Go's decoder accepts names. */
  public fieldInAnyCase(name: string): Schema | undefined {
    const small = name.toLowerCase();
    const found = this.names.find(each => each.toLowerCase() === small);
    return found === undefined ? undefined : this.field(found);
  }

  /** When a field that this version lacks exists. Undefined if no version has it. */
  public lifetimeOf(name: string): Lifetime | undefined {
    const reference = this.node.o && Object.hasOwn(this.node.o, name) ? this.node.o[name] : undefined;
    return reference === undefined ? undefined : lifetimeAt(reference, this.set);
  }

  public get items(): Schema | undefined {
    const { i } = this.attributes;
    return i === undefined ? undefined : this.itemSchema ??= this.set.node(i);
  }

  public get values(): Schema | undefined {
    const { m } = this.attributes;
    return m === undefined ? undefined : this.valueSchema ??= this.set.node(m);
  }

  public matches(text: string): boolean {
    return this.patternText === undefined || (this.matcher ??= compilePattern(this.patternText))(text);
  }
}

/** All schemas of one version. */
export class SchemaSet {
  private readonly schemas: (Schema | undefined)[] = [];
  private readonly roots = new Map<string, Schema | undefined>();

  public constructor(public readonly index: SchemaIndex, public readonly at: number) {}

  /** The schema of a kind, `group/version/Kind`; undefined if this version does not have it. */
  public root(key: string): Schema | undefined {
    if (!this.roots.has(key)) {
      const reference = Object.hasOwn(this.index.kinds, key) ? this.index.kinds[key] : undefined;
      const node = reference === undefined ? undefined : nodeAt(reference, this.at);
      this.roots.set(key, node === undefined ? undefined : this.node(node));
    }
    return this.roots.get(key);
  }

  public node(number: number): Schema {
    return this.schemas[number] ??= new Schema(this, nodeOf(this.index, number) ?? damaged(number));
  }
}

function damaged(number: number): never {
  throw new Error(`the schema index is damaged: it has no node ${number}; reinstall the package cdk8s-prometheus`);
}

const sets = new WeakMap<SchemaIndex, (SchemaSet | undefined)[]>();

/** The schemas of a version, compiled once. */
export function schemasOf(index: SchemaIndex, at: number): SchemaSet {
  let known = sets.get(index);
  if (!known) { sets.set(index, known = []); }
  return known[at] ??= new SchemaSet(index, at);
}

function attributesAt(node: SchemaNode, at: number): NodeAttributes {
  return node.was?.find(([until]) => at < until)?.[1] ?? node;
}

/** A Map, because a field may have the name of an inherited property, such as `constructor`. */
function fieldsAt(fields: Readonly<Record<string, NodeReference>>, at: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of Object.keys(fields)) {
    const node = nodeAt(fields[name], at);
    if (node !== undefined) { found.set(name, node); }
  }
  return found;
}

/** The node of a reference, if the version is in one of its ranges. */
function nodeAt(reference: NodeReference, at: number): number | undefined {
  if (typeof reference === 'number') { return reference; }
  for (let i = 1; i < reference.length; i += 2) {
    if (at >= reference[i] && (reference[i + 1] === undefined || at < reference[i + 1])) { return reference[0]; }
  }
  return undefined;
}

/** The next version that has what this one lacks, or else the version that removed it. */
export function lifetimeAt(reference: NodeReference, { index: { versions }, at }: SchemaSet): Lifetime {
  if (typeof reference === 'number') { return {}; }
  const next = reference.findIndex((since, i) => i % 2 === 1 && since > at);
  if (next > 0) { return { since: versions[reference[next]] }; }
  const last = reference.filter((until, i) => i > 0 && i % 2 === 0 && until <= at).at(-1);
  return last === undefined ? {} : { until: versions[last] };
}
