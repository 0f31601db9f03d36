/** What an expression, or an argument, is. */
export type ValueType = 'scalar' | 'vector' | 'range' | 'string';

/** What a function takes and gives. */
export interface Signature {
  readonly takes: readonly ValueType[];
  /** How many of the last arguments may be left out; `many` repeats the last one without end. */
  readonly optional?: number | 'many';
  readonly gives: ValueType;
}

const of = (gives: ValueType, ...takes: ValueType[]): Signature => ({ gives, takes });
const all = (names: string, signature: Signature): [string, Signature][] => names.split(' ').map(name => [name, signature]);

/**
 * THE table of functions, experimental ones too.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...all('abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp', of('vector', 'vector')),
  ...all('histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar', of('vector', 'vector')),
  ...all('rate irate increase delta idelta deriv changes resets absent_over_time avg_over_time min_over_time max_over_time sum_over_time count_over_time stddev_over_time stdvar_over_time last_over_time '
    + 'first_over_time present_over_time mad_over_time ts_of_min_over_time ts_of_max_over_time ts_of_last_over_time ts_of_first_over_time', of('vector', 'range')),
  ...all('day_of_month day_of_week day_of_year days_in_month hour minute month year', { gives: 'vector', takes: ['vector'], optional: 1 }),
  ...all('sort_by_label sort_by_label_desc', { gives: 'vector', takes: ['vector', 'string'], optional: 'many' }),
  ...all('time pi', of('scalar')),
  ['step', of('scalar')],
  ['range', of('scalar')],
  ['scalar', of('scalar', 'vector')],
  ['vector', of('vector', 'scalar')],
  ['clamp', of('vector', 'vector', 'scalar', 'scalar')],
  ['clamp_max', of('vector', 'vector', 'scalar')],
  ['clamp_min', of('vector', 'vector', 'scalar')],
  ['round', { gives: 'vector', takes: ['vector', 'scalar'], optional: 1 }],
  ['histogram_quantile', of('vector', 'scalar', 'vector')],
  ['histogram_quantiles', { gives: 'vector', takes: ['vector', 'string', 'scalar'], optional: 'many' }],
  ['histogram_fraction', of('vector', 'scalar', 'scalar', 'vector')],
  ['quantile_over_time', of('vector', 'scalar', 'range')],
  ['predict_linear', of('vector', 'range', 'scalar')],
  ['double_exponential_smoothing', of('vector', 'range', 'scalar', 'scalar')],
  ['label_replace', of('vector', 'vector', 'string', 'string', 'string', 'string')],
  ['label_join', { gives: 'vector', takes: ['vector', 'string', 'string', 'string'], optional: 'many' }],
  ['info', { gives: 'vector', takes: ['vector', 'vector'], optional: 1 }],
]);

/** The functions whose result says nothing of a gauge: what grows and begins again is a counter. */
export const OF_COUNTERS: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'resets']);

/** What an aggregation takes before its vector. */
export const AGGREGATION_PARAMETERS: { readonly [operator: string]: ValueType } = {
  topk: 'scalar', bottomk: 'scalar', quantile: 'scalar', limitk: 'scalar', limit_ratio: 'scalar', count_values: 'string',
};
