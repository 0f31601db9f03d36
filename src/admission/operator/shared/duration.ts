const PATTERN = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNITS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1];
/** Durations that overflow Go's nanoseconds. */
const LONGEST = 9_223_372_036_854;

/**
 * A duration in milliseconds, in the format of Prometheus and the operator: units from large to small, each once. Undefined if invalid.
 * @see https://github.com/prometheus/common/blob/main/model/time.go
 */
export function durationOf(text: string): number | undefined {
  if (text === '0') { return 0; }
  const parts = text === '' || text.length > 100 ? null : PATTERN.exec(text);
  if (!parts) { return undefined; }
  const sum = UNITS.reduce((total, unit, at) => total + unit * Number(parts[at + 1] ?? 0), 0);
  return sum > LONGEST ? undefined : sum;
}
