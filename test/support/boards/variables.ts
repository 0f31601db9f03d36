import { BoardJson, TargetJson, VariableJson } from './board-json';

/** Values that are selected above a dashboard. */
export interface Selection {
  readonly name: string;
  readonly isAll: boolean;
  readonly values: readonly string[];
  readonly variable: VariableJson;
}

/** The displayed time range in seconds, and the maximum number of points. */
export interface Shown {
  readonly range: number;
  readonly maxDataPoints: number;
}

/** Grafana assumes a scrape interval of 15 seconds, unless the data source sets another. */
const SCRAPE_INTERVAL = 15;

/** Steps to which an interval is rounded, in seconds. */
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** `$__interval`: the step of a range query. */
export function intervalOf({ range, maxDataPoints }: Shown): number {
  const exact = range / maxDataPoints;
  return Math.max(SCRAPE_INTERVAL, STEPS.find((step, at) => exact <= (step + (STEPS[at + 1] ?? step)) / 2) ?? STEPS[STEPS.length - 1]);
}

/** `$__rate_interval`: at least four scrapes, so that a rate has two samples even if some are missed. */
export const rateIntervalOf = (interval: number): number => Math.max(interval + SCRAPE_INTERVAL, 4 * SCRAPE_INTERVAL);

/** Seconds of `now-3h`. */
export function secondsOf(from: string): number {
  const [, count, unit] = /^now-(\d+)([smhdw])$/.exec(from) ?? [];
  if (count === undefined) { throw new Error(`not a relative time: ${from}`); }
  return Number(count) * { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }[unit as 's']!;
}

/** The data source's format of values in a regular expression matcher. */
const escapePattern = (value: string) => value.replace(/[\\^$*+?.()|[\]{}]/g, '\\\\$&').replace(/"/g, '\\"');
const escapeExact = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"');

/** A variable in an expression. Several values become alternatives. All is `allValue` if it is set. */
function written({ isAll, values, variable: { multi, includeAll, allValue } }: Selection): string {
  if (isAll && typeof allValue === 'string' && allValue !== '') { return allValue; }
  if (!multi && !includeAll) { return escapeExact(values[0] ?? ''); }
  const escaped = values.map(escapePattern);
  return escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`;
}

const VARIABLE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g;

/** The text with values of variables. Unknown variables stay unchanged, as in Grafana. */
export function interpolate(text: string, selections: readonly Selection[], shown: Shown): string {
  const interval = intervalOf(shown);
  const builtIn: { readonly [name: string]: string } = {
    __interval: `${interval}s`,
    __interval_ms: `${interval * 1000}`,
    __rate_interval: `${rateIntervalOf(interval)}s`,
    __range: `${shown.range}s`,
    __range_s: `${shown.range}`,
    __range_ms: `${shown.range * 1000}`,
  };
  return text.replace(VARIABLE, (all, plain, braced, format, old) => {
    const name: string = plain ?? braced ?? old;
    const selection = selections.find(each => each.name === name);
    if (selection) { return format === 'raw' ? selection.values.join(',') : written(selection); }
    return Object.hasOwn(builtIn, name) ? builtIn[name] : all;
  });
}

/** Names of variables in a text that are undefined. */
export function unknownIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, plain, braced, , old]) => plain ?? braced ?? old).filter(name => !/^\d+$/.test(name));
}

/** `label_values(series, label)` or `label_values(label)`. `undefined` for another query. */
export function labelValuesOf({ query }: VariableJson): { readonly series?: string; readonly label: string } | undefined {
  const text = typeof query === 'string' ? query : query?.query ?? '';
  const [, series, label] = /^label_values\((?:(.+),\s*)?([a-zA-Z_]\w*)\)$/s.exec(text.trim()) ?? [];
  return label === undefined ? undefined : { series, label };
}

/** The options of a variable: values that match its pattern, sorted. */
export function offered({ regex = '', sort = 0 }: VariableJson, values: readonly string[]): string[] {
  const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [undefined, regex, ''];
  const found = pattern === '' ? [...values] : values.flatMap(value => {
    const match = new RegExp(pattern, flags).exec(value);
    return match ? [match[1] ?? match[0]] : [];
  });
  const unique = [...new Set(found)].filter(value => value !== '');
  return sort === 0 ? unique : unique.sort((a, b) => a < b ? -1 : Number(a > b));
}

/** The queries of a board's panels, with the panel of each. */
export interface BoardQuery {
  readonly panel: string;
  readonly type: string;
  readonly target: TargetJson;
}

/** `cdk8s-prometheus-nodes` is `nodes`. */
export const shortId = ({ uid }: Pick<BoardJson, 'uid'>): string => uid.replace(/^cdk8s-prometheus-/, '');
