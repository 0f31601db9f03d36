import { Edit, edited, treeOf } from '../promql/expression-edits';
import { readSelector } from '../promql/selector';

/** The queries of an indicator. */
export type IndicatorQueries =
  | { readonly kind: 'events'; readonly total: string; readonly errors?: string; readonly good?: string }
  | { readonly kind: 'latency'; readonly histogram: string; readonly isNative: boolean; readonly bound: number }
  | { readonly kind: 'ratio'; readonly query: string };

/** `$window` and `${window}`. `{{.window}}` is the format of sloth. */
const WINDOW = /\$(?:window\b|\{window\})|\{\{\s*\.window\s*\}\}/g;

export function hasWindow(text: string): boolean {
  return text.search(WINDOW) >= 0;
}

export function withWindow(text: string, window: string): string {
  return text.replace(WINDOW, () => window);
}

/** Bad events and all events in a window, per second. */
export interface EventRates {
  readonly errors: (window: string) => string;
  readonly total: (window: string) => string;
}

/** Undefined for an indicator that is already a ratio. */
export function ratesOf(queries: IndicatorQueries, grouping: readonly string[]): EventRates | undefined {
  switch (queries.kind) {
    case 'events': return eventRates(queries, grouping);
    case 'latency': return queries.isNative ? nativeRates(queries, grouping) : classicRates(queries, grouping);
    case 'ratio': return undefined;
  }
}

/** NaN is filtered out: it would make every average NaN. */
export function ratioOf(query: string, window: string): string {
  return `(${withWindow(query.trim(), window)}) >= 0`;
}

function eventRates({ total, errors, good }: Extract<IndicatorQueries, { kind: 'events' }>, grouping: readonly string[]): EventRates {
  const all = (window: string) => rateOf(total, window, grouping);
  // events that never happened have no series
  const orNone = (part: string, window: string) => `(${rateOf(part, window, grouping)} or 0 * ${all(window)})`;
  // two counters of one target are not always scraped at the same moment
  const bad = (window: string) => errors === undefined
    ? `clamp_min(${all(window)} - ${orNone(good ?? total, window)}, 0)`
    : orNone(errors, window);
  return { total: all, errors: bad };
}

function classicRates({ histogram, bound }: Extract<IndicatorQueries, { kind: 'latency' }>, grouping: readonly string[]): EventRates {
  const total = (window: string) => rateOf(suffixed(histogram, '_count'), window, grouping);
  const fast = (window: string) => rateOf(suffixed(histogram, '_bucket', boundMatcher(bound)), window, grouping);
  // a missing bucket must not count as slow events: then there is no ratio, and the alert on missing data fires
  return { total, errors: window => `clamp_min(${total(window)} - ${fast(window)}, 0)` };
}

function nativeRates({ histogram, bound }: Extract<IndicatorQueries, { kind: 'latency' }>, grouping: readonly string[]): EventRates {
  const all = (window: string) => rateOf(histogram, window, grouping);
  const total = (window: string) => `histogram_count(${all(window)})`;
  return {
    total, errors: window => `((1 - histogram_fraction(-Inf, ${bound}, ${all(window)})) * (${total(window)} > 0) or 0 * ${total(window)})`,
  };
}

/** From Prometheus 3.0 on a bound of 1 is stored as "1.0". Before, as the target exposes it. */
export function boundMatcher(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}|${bound}\\\\.0"` : `le="${bound}"`;
}

/** A selector becomes a sum of rates. An expression is unchanged. */
function rateOf(text: string, window: string, grouping: readonly string[]): string {
  if (hasWindow(text)) { return `(${withWindow(text.trim(), window)})`; }
  const by = grouping.length === 0 ? '' : ` by (${grouping.join(', ')}) `;
  return `sum${by}(rate(${text.trim()}[${window}]))`;
}

/** `x{a="b"}` becomes `x_bucket{a="b",le="0.3"}`. Anything other than a selector by metric name is unchanged, and reported. */
function suffixed(selector: string, suffix: string, matcher?: string): string {
  const root = treeOf(selector);
  const name = root?.children.find(child => child.name === 'Identifier');
  if (!root || !name) { return selector; }
  const matchers = root.children.find(child => child.name === 'LabelMatchers');
  const edits: Edit[] = [{ from: name.to, to: name.to, text: `${suffix}${matcher !== undefined && !matchers ? `{${matcher}}` : ''}` }];
  if (matcher !== undefined && matchers) {
    const isEmpty = matchers.children.length === 0;
    edits.push({ from: matchers.from + 1, to: matchers.from + 1, text: `${matcher}${isEmpty ? '' : ','}` });
  }
  return edited(selector, edits);
}

/**
 * Why a text is neither a selector nor an expression with a window. Undefined if it is one. Whether an expression can be parsed is checked
 * with the rules.
 */
export function whyNoEvents(text: string): string | undefined {
  if (hasWindow(text)) { return undefined; }
  const read = readSelector(text);
  return 'why' in read ? `${read.why}; use a selector of a counter, or an expression with "$window" as its range` : undefined;
}

/** Why a text is not a histogram selector. Undefined if it is one. */
export function whyNoHistogram(text: string): string | undefined {
  const read = readSelector(text);
  if ('why' in read) { return read.why; }
  const name = treeOf(text)?.children.find(child => child.name === 'Identifier');
  if (!name) { return 'it has no metric name: use a selector such as http_request_duration_seconds{job="checkout"}'; }
  const [suffix] = /_(?:bucket|count|sum)$/.exec(text.slice(name.from, name.to)) ?? [];
  return suffix === undefined ? undefined : `it ends with "${suffix}": remove this suffix, which the rules add`;
}
