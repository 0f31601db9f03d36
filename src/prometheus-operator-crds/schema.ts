/** The most that `kubectl apply` may write into an object's last-applied annotation. */
export const ANNOTATIONS_LIMIT = 262_144;

/**
 * A schema without descriptions: three quarters of a definition are text. A property that is called `description` is one of the resource's own
 * fields, and stays.
 */
export function withoutDescriptions(value: unknown, isMapOfFields = false): unknown {
  if (Array.isArray(value)) { return value.map(each => withoutDescriptions(each)); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value)
    .filter(([key, field]) => isMapOfFields || key !== 'description' || typeof field !== 'string')
    .map(([key, field]) => [key, withoutDescriptions(field, !isMapOfFields && key === 'properties')]));
}

/** How long the annotation of `kubectl apply` would be: the object as JSON. */
export function appliedBytes(manifest: object): number {
  return Buffer.byteLength(JSON.stringify(manifest)) + 1;
}
