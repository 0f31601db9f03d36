import { share } from '../validation/shared';

/** Maximum size of the last-applied annotation of `kubectl apply`. */
export const ANNOTATIONS_LIMIT = 262_144;

/** Fields of a schema that contain values, not schemas. */
const VALUES = ['default', 'enum', 'example'];

/**
 * A schema without descriptions, which are three quarters of a definition. A property named `description` is a schema, and stays, as do
 * values.
 */
export function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(withoutDescriptions); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value)
    .filter(([key, field]) => key !== 'description' || typeof field !== 'string')
    .map(([key, field]) => [key, VALUES.includes(key) ? field : withoutDescriptions(field)]));
}

const stripped = new WeakMap<object, unknown>();

/** The same, cached: many clusters have the same definitions. */
export function strip<T extends object>(schema: T): T {
  if (!stripped.has(schema)) { stripped.set(schema, share(withoutDescriptions(schema))); }
  return stripped.get(schema) as T;
}

/** The size of the annotation of `kubectl apply`: the object as JSON. */
export function appliedBytes(manifest: object): number {
  return Buffer.byteLength(JSON.stringify(manifest)) + 1;
}
