/**
 * Why Prometheus or Thanos cannot have an external label; undefined where they can.
 * @param taken those that the operator sets itself
 */
export function whyNoExternalLabel(name: string, value: unknown, taken: readonly string[]): string | undefined {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name.length > 128) { return 'a name is letters, digits and "_", and does not begin with a digit'; }
  if (name.startsWith('__')) { return 'names that begin with "__" are Prometheus\' own'; }
  if (taken.includes(name)) { return 'the operator sets it itself'; }
  if (typeof value !== 'string' || value === '') { return 'an empty label is the same as none: give it a value'; }
  return /\$(\{|\w)/.test(value) ? 'Prometheus expands "$" from its environment: write it without' : undefined;
}
