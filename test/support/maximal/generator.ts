import { GROUPS, NEEDS } from './groups';
import { SKIPPED, valueFor } from './values';
import { Schema } from '../../../src/schema/schema';

/** A value of JSON. */
export type Json = any;

/** `spec.remoteWrite[].tlsConfig.ca.secret.key`; `{}` stands for the value of a map. */
export type Path = string;

/** Every field below a schema, except those that a table excludes. */
export function pathsOf(schema: Schema, path: Path): Path[] {
  const below = (next: Schema | undefined, at: Path) => next ? pathsOf(next, at) : [];
  return [
    ...schema.names.flatMap(name => {
      const at = `${path}.${name}`;
      return isSkipped(at) ? [] : [at, ...pathsOf(schema.field(name)!, at)];
    }),
    ...below(schema.items, `${path}[]`), ...below(schema.values, `${path}{}`),
  ];
}

export function isSkipped(path: Path): boolean {
  return SKIPPED.some(({ at }) => at.test(path));
}

/** The fields that a value has. */
export function coveredBy(value: Json, path: Path, schema: Schema | undefined): Path[] {
  if (Array.isArray(value)) { return value.flatMap(each => coveredBy(each, `${path}[]`, schema?.items)); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([name, field]) => {
    const at = schema && !schema.hasFields ? `${path}{}` : `${path}.${name}`;
    return [...schema?.hasFields === false ? [] : [at], ...coveredBy(field, at, schema?.field(name) ?? schema?.values)];
  });
}

/** Creates values until each field has occurred. */
export class Generator {
  private readonly missing: Set<Path>;
  private readonly counts = new Map<Path, number>();

  public constructor(private readonly schema: Schema, private readonly root: Path) {
    this.missing = new Set(pathsOf(schema, root));
  }

  public get left(): readonly Path[] {
    return [...this.missing];
  }

  /** The next value, with as many of the missing fields as can be combined. */
  public next(): Json {
    return this.object(this.schema, this.root);
  }

  private value(schema: Schema, path: Path): Json {
    const fixed = valueFor(path, this.count(path), schema);
    if (fixed !== undefined) {
      for (const at of coveredBy(fixed, path, schema)) { this.missing.delete(at); }
      return fixed;
    }
    if (schema.items) { return this.list(schema, path); }
    if (schema.values) { return { x: this.value(schema.values, `${path}{}`) }; }
    if (schema.hasFields) { return this.object(schema, path); }
    return scalar(schema, path);
  }

  /** As many entries as necessary to include each field: alternatives are in several entries. */
  private list(schema: Schema, path: Path): Json[] {
    const at = `${path}[]`;
    const entries = [this.value(schema.items!, at)];
    let before = -1;
    while (this.isMissing(at) && entries.length < 60 && before !== this.missing.size) {
      before = this.missing.size;
      entries.push(this.value(schema.items!, at));
    }
    return entries;
  }

  private object(schema: Schema, path: Path): Json {
    const names = schema.names.filter(name => !isSkipped(`${path}.${name}`));
    const dropped = new Set(GROUPS.filter(({ where }) => where === undefined || where.test(path))
      .map(({ of }) => of.map(alternative => alternative.filter(name => names.includes(name))).filter(alternative => alternative.length > 0))
      .filter(of => of.length > 1).flatMap(of => this.without(of, path, schema.required ?? [])));
    const chosen = names.filter(name => !dropped.has(name));
    const isComplete = (name: string) => NEEDS.every(({ field, needs }) => field !== name || needs.some(need => chosen.includes(need)));
    const made: Record<string, Json> = {};
    for (const name of chosen.filter(isComplete)) {
      const at = `${path}.${name}`;
      this.missing.delete(at);
      const value = this.value(schema.field(name)!, at);
      if (value !== undefined) { made[name] = value; }
    }
    return made;
  }

  /** The fields of the other alternatives: the first with missing fields is kept. */
  private without(of: readonly (readonly string[])[], path: Path, required: readonly string[]): string[] {
    const wanted = of.find(names => names.some(name => required.includes(name))) ?? of.find(names => names.some(name => this.missing.has(`${path}.${name}`) || this.isMissing(`${path}.${name}`))) ?? of[0];
    return of.filter(names => names !== wanted).flat().filter(name => !wanted.includes(name));
  }

  private isMissing(path: Path): boolean {
    for (const each of this.missing) { if (each.startsWith(path) && each.length > path.length && '.[{'.includes(each[path.length])) { return true; } }
    return false;
  }

  private count(path: Path): number {
    const count = this.counts.get(path) ?? 0;
    this.counts.set(path, count + 1);
    return count;
  }
}


function scalar(schema: Schema, path: Path): Json {
  const { attributes: { min = 1, max = Infinity }, type, format, enumeration } = schema;
  if (enumeration) { return enumeration[0]; }
  if (type === 'b') { return true; }
  if (schema.isIntOrString) { return schema.patternText ? '1' : 1; }
  if (type === 'i' || type === 'n') { return Math.min(Math.max(min, 1), max); }
  if (format === 'quantity') { return '1'; }
  if (format === 'date-time') { return '2026-01-31T12:00:00Z'; }
  if (format === 'byte') { return 'eA=='; }
  if (type === 's' || type === undefined) {
    const fitting = ['x', '1m', '1h', '10MB', 'https://maximal.example', '1', '1d', 'monday', 'january', '12:00', '2026', 'abc', 'abort', '/x.yaml'].find(text => schema.matches(text));
    if (fitting === undefined) { throw new Error(`no value for ${path}: ${schema.patternText}`); }
    return fitting;
  }
  return {};
}
