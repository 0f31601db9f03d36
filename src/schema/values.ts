import type { Schema } from './schema';
import { isMap } from '../values/json';

/** Whether a map has a field. Null counts as missing. */
export function isPresent(map: object, name: string): boolean {
  if (!Object.hasOwn(map, name)) { return false; }
  const value: unknown = (map as any)[name];
  return value !== undefined && value !== null;
}

const LONGEST = 60;

/** A value on one line, bounded. Maps and lists are only described. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) { return value.length === 0 ? '[]' : `a list of ${value.length}`; }
  if (isMap(value)) { return Object.keys(value).length === 0 ? '{}' : 'a map'; }
  if (typeof value === 'string') { return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value); }
  return String(value);
}

const TYPES = { o: 'a map', a: 'a list', s: 'a string', i: 'an integer', n: 'a number', b: 'true or false' } as const;

export function nameOfType({ type, format, isIntOrString }: Pick<Schema, 'type' | 'format' | 'isIntOrString'>): string {
  if (isIntOrString) { return 'an integer or a string'; }
  if (format === 'quantity') { return 'a quantity such as "500m" or "2Gi"'; }
  if (format === 'date-time') { return 'a time such as "2026-01-31T12:00:00Z"'; }
  if (format === 'byte') { return 'a string in base64'; }
  return type === undefined ? 'any value' : TYPES[type];
}
