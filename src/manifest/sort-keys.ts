/** The same value, with the keys of its objects in cdk8s' order. */
export function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(sortKeys) as T; }
  if (typeof value !== 'object' || value === null) { return value; }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(fields.sort(([a], [b]) => a < b ? -1 : 1).map(([key, field]) => [key, sortKeys(field)])) as T;
}
