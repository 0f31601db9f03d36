const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const LETTERS = ['K', 'M', 'G', 'T', 'P', 'E'];

/**
 * A quantity of Kubernetes, `100Gi`, or a size of Prometheus, `200GB`, which uses powers of 1024 for all units. Undefined if it is neither.
 */
export function bytesOf(size: unknown): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(String(size ?? '')) ?? [];
  if (digits === undefined) { return undefined; }
  const isOfPrometheus = unit.endsWith('B');
  const name = unit.replace(/i?B$/, '');
  const power = BINARY.indexOf(unit) >= 0 ? BINARY.indexOf(unit) + 1 : LETTERS.indexOf(name.toUpperCase()) + 1;
  if (power === 0 && name !== '') { return undefined; }
  const base = isOfPrometheus || BINARY.includes(unit) ? 1024 : 1000;
  return Number(digits) * base ** power;
}
