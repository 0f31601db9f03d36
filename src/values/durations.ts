/** The units of durations in Prometheus' spelling, in milliseconds, the largest first. */
export const DURATION_UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['y', 31_536_000_000], ['w', 604_800_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1],
];

/** Units from large to small, each at most once. */
const ORDERED = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const ANY_ORDER = /^(\d+(y|w|d|h|ms|m|s))+$/;
/** More milliseconds than Go can count as nanoseconds in 64 bits. */
const LONGEST = 9_223_372_036_854;

/**
 * A duration in milliseconds, as Prometheus and the operator read it. Undefined if they refuse it.
 * @see https://github.com/prometheus/common/blob/main/model/time.go
 */
export function readDuration(text: string): number | undefined {
  if (text === '0') { return 0; }
  const parts = text === '' || text.length > 100 ? null : ORDERED.exec(text);
  if (!parts) { return undefined; }
  const sum = DURATION_UNITS.reduce((total, [, unit], at) => total + unit * Number(parts[at + 1] ?? 0), 0);
  return sum > LONGEST ? undefined : sum;
}

/** A duration in milliseconds, whatever the order of its units; 0 if it is not a duration. */
export function millisecondsOf(duration: string): number {
  return ANY_ORDER.test(duration) ? sumOfUnits(duration) : 0;
}

const SIZES = new Map(DURATION_UNITS);

/** The sum of all numbers with a unit in a text, in milliseconds. */
export function sumOfUnits(text: string): number {
  return [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * SIZES.get(unit)!, 0);
}
