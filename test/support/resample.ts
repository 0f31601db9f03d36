/** A value in promtool's shorthand. Undefined is no sample. */
type Value = string | undefined;

/** `0+1x3 _x2 5` as one value for each interval. Undefined if it is not a number, such as a native histogram. */
export function expanded(text: string): Value[] | undefined {
  if (text.includes('{{')) { return undefined; }
  return text.trim().split(/\s+/).flatMap((piece): Value[] => {
    const omitted = /^_(?:x(\d+))?$/.exec(piece);
    if (omitted) { return Array.from({ length: Number(omitted[1] ?? 1) }, () => undefined); }
    const series = /^([^x]+?)(?:([+-][\d.e]+))?x(\d+)$/.exec(piece);
    if (!series) { return [piece]; }
    const [, first, step = '0', count] = series;
    return Array.from({ length: Number(count) + 1 }, (_, at) => step === '0' ? first : String(Number(first) + at * Number(step)));
  });
}

/**
 * The same signal with another scrape interval. Between two values the first one is kept; a counter grows evenly, because otherwise its
 * rate would change.
 * @returns undefined where it turns faster than it is scraped, so that no rule can see it
 */
export function resampled(text: string, from: number, to: number, until: number, isCounter = false): string | undefined {
  const values = expanded(text);
  if (!values || (to > from && turns(values))) { return undefined; }
  const count = Math.floor(Math.min(until, (values.length - 1) * from) / to) + 1;
  return Array.from({ length: count }, (_, at) => valueAt(values, at * to / from, isCounter) ?? '_').join(' ');
}

function valueAt(values: readonly Value[], position: number, isCounter: boolean): Value {
  const before = Math.floor(position);
  const [now, next] = [Number(values[before]), Number(values[before + 1])];
  return isCounter && position > before && next > now ? String(now + (next - now) * (position - before)) : values[before];
}

/** Whether it rises and falls from one value to the next. */
function turns(values: readonly Value[]): boolean {
  const steps = values.slice(1).map((value, at) => Number(value) - Number(values[at]));
  return steps.some((step, at) => step * (steps[at + 1] ?? 0) < 0);
}
