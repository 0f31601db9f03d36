/*
 * Values of JSON and YAML, of which nothing is known. Each of these functions exists once; test/layering.test.ts proves it.
 */

/** A map with any values. */
export type JsonMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map; an empty one if the value is something else. */
export function mapOf(value: unknown): JsonMap {
  return isMap(value) ? value : {};
}

/** What is at a path without lists, such as `spec.web.tlsConfig`. */
export function fieldAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((map, field) => isMap(map) ? map[field] : undefined, value);
}

/** Whether a value is a map or a list. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A list; an empty one if the value is something else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The maps in a list, without its other items. */
export function mapsIn(value: unknown): JsonMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** A list without null and undefined; an empty one if the value is something else. */
export function listOf(value: unknown): readonly any[] {
  if (!Array.isArray(value)) { return []; }
  return value.some(each => each === null || each === undefined) ? value.filter(isSet) : value;
}

/** A string; the fallback if the value is something else. */
export function textOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

/** Whether a value is a string that is not empty. */
export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A string that is not empty. */
export function filledText(value: unknown): string | undefined {
  return isFilledText(value) ? value : undefined;
}

/** Whether a field has a value: an apiserver treats null as missing. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether a value sets nothing: missing, null, an empty string, list or map. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) { return value.length === 0; }
  return value === null || value === undefined || value === '' || isMap(value) && Object.keys(value).length === 0;
}

/** Whether an object has no key; it makes no list of the keys. */
export function hasNoKeys(map: object): boolean {
  for (const _key in map) { return false; }
  return true;
}

export function hasEntries(map: object | undefined): boolean {
  return map !== undefined && Object.keys(map).length > 0;
}

/** A map without the entries that are undefined. */
export function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** The value of JSON text; undefined if it is not JSON. */
export function jsonIn(text: string): any {
  try { return JSON.parse(text); } catch { return undefined; }
}
