/** Days of a month, in the operator's format. */
interface Days {
  readonly start: number;
  readonly end: number;
}

/** The shortest month. A range that ends before it begins in such a month is rejected. */
const SHORTEST = 28;

/**
 * A day of the month or a range: `1`, `1:5`, `-1`. Undefined if it is invalid, or if Alertmanager rejects it.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1alpha1/validation.go
 */
export function readDays(text: string): Days | undefined {
  const [, first, last = first] = /^(-?\d{1,2})(?::(-?\d{1,2}))?$/.exec(text) ?? [];
  if (first === undefined) { return undefined; }
  const [start, end] = [Number(first), Number(last)];
  const isDay = (day: number) => day !== 0 && Math.abs(day) <= 31;
  const counted = (day: number) => day < 0 ? SHORTEST + day : day;
  const isForward = !(start < 0 && end > 0) && counted(start) <= counted(end);
  return isDay(start) && isDay(end) && isForward ? { start, end } : undefined;
}
