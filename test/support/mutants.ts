import { Random } from './random';
import { Manifest } from './synth';

/** One change of an object, with a name for reproduction. */
export interface Mutant {
  readonly sort: string;
  readonly at: string;
  readonly object: Manifest;
}

type Path = readonly (string | number)[];

/** All paths in a value, including its root. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) { return [path]; }
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap(key => places((value as any)[key], [...path, key]))];
}

export const valueAt = (value: any, path: Path): any => path.reduce((at, key) => at?.[key], value);

/** A copy with another value at one path. `undefined` removes it. */
function changed(value: any, [key, ...rest]: Path, to: unknown): any {
  if (key === undefined) { return to; }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const next = changed(copy[key], rest, to);
  if (next === undefined && Array.isArray(copy)) { copy.splice(key as number, 1); } else if (next === undefined) { delete copy[key]; } else { copy[key] = next; }
  return copy;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Another spelling of a name: a letter dropped, doubled or swapped, another case, a plural. */
function misspelt(name: string, random: Random): string {
  const at = random.int(Math.max(1, name.length - 1));
  const other = random.pick([
    `${name.slice(0, at)}${name.slice(at + 1)}x`, `${name.slice(0, at)}${name[at] ?? 'x'}${name.slice(at)}`, name.toUpperCase(), `${name}s`,
    `${name.slice(0, at)}${name[at + 1] ?? ''}${name[at] ?? ''}${name.slice(at + 2)}`, name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
  ]);
  return other === name ? `${name}x` : other;
}

const OTHERS: readonly unknown[] = [
  'text', '', ' ', '5', '5m', '1h30m', '0', '-1', 'true', '10MB', '1.5Gi', '2026-11-25T00:00:00Z', 'https://x.example', 'a\nb', 'ä',
  0, 1, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 40, 100000, true, false, null, [], {}, ['a'], [1], [null], [{}], { a: 'b' }, { a: 1 }, { name: 'x' }, { name: 'x', key: 'y' }, { matchLabels: { a: 'b' } },
];

/**
 * A change of an object below `spec`, and sometimes in its metadata. It uses no schema; `fields` are names from other objects, some of
 * which are valid here.
 */
export function mutantOf(object: Manifest, random: Random, fields: readonly string[]): Mutant {
  const isMeta = random.int(20) === 0;
  const all = places(object.spec).map(path => ['spec', ...path]).concat(isMeta ? places(object.metadata).map(path => ['metadata', ...path]) : []);
  const inner = all.filter(path => path.length > 1 && path[1] !== 'name' && path[1] !== 'namespace');
  const maps = all.filter(path => isMap(valueAt(object, path)));
  const lists = all.filter(path => Array.isArray(valueAt(object, path)) && valueAt(object, path).length > 0);
  const path = random.pick(inner);
  const parent = random.pick(maps);
  const list = lists.length > 0 ? random.pick(lists) : path;
  const made = (sort: string, at: Path, to: unknown): Mutant => ({ sort, at: at.join('.'), object: changed(object, at, to) });
  const key = (from: Path) => random.pick(Object.keys(valueAt(object, from)).concat('x'));
  switch (random.int(13)) {
    case 0: return made('a field that nobody knows', [...parent, misspelt(random.pick(fields), random)], random.pick(OTHERS));
    case 1: return made('a field of another place', [...parent, random.pick(fields)], random.pick(OTHERS));
    case 2: return made('null', path, null);
    case 3: return made('removed', path, undefined);
    case 4: return made('twice', [...list, valueAt(object, list)?.length ?? 0], valueAt(object, list)?.[0] ?? 'x');
    case 5: return made('null in a list', [...list, 0], null);
    case 6: return made('a name misspelt', [...parent, misspelt(key(parent), random)], 'x');
    case 7: return made('a text changed', path, typeof valueAt(object, path) === 'string' ? `${valueAt(object, path)}${random.pick(['x', ' ', '!', '5', '\n'])}` : String(valueAt(object, path)));
    case 8: return made('a list instead', path, [valueAt(object, path)]);
    case 9: return made('a map instead', path, { x: valueAt(object, path) });
    case 10: return made('a number changed', path, typeof valueAt(object, path) === 'number' ? random.pick([-1, 1.5, 2 ** 31, 2 ** 33, -valueAt(object, path)]) : random.int(3));
    default: return made('another value', path, random.pick(OTHERS));
  }
}

/** The names of all fields of objects. */
export function fieldsOf(objects: readonly Manifest[]): string[] {
  return [...new Set(objects.flatMap(object => places(object.spec).flatMap(path => path.filter((key): key is string => typeof key === 'string'))))].sort();
}
