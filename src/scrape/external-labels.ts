/**
 * Why Prometheus or Thanos rejects an external label. Undefined if it is valid.
 * @param taken those that the operator sets itself
 */
export function whyNoExternalLabel(name: string, value: unknown, taken: readonly string[]): string | undefined {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name.length > 128) { return 'use letters, digits and "_", and do not begin with a digit'; }
  if (name.startsWith('__')) { return 'names that begin with "__" are reserved for Prometheus'; }
  if (taken.includes(name)) { return 'the operator sets this label'; }
  if (typeof value !== 'string' || value === '') { return 'an empty label has no effect: set a value'; }
  return /\$(\{|\w)/.test(value) ? 'Prometheus expands "$" from its environment: remove it' : undefined;
}
