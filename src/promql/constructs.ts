/** Language features that some supported version of Prometheus lacks, named as in messages. */
export interface Construct {
  readonly words: string;
  /** The first version that accepts it. Undefined: the oldest supported one. */
  readonly since?: string;
  /** The first version that no longer accepts it. */
  readonly until?: string;
  /** The feature flag that it requires. */
  readonly flag?: string;
  /** The first version in which it requires the flag. Undefined: from the beginning. */
  readonly flagSince?: string;
  /** The first version that accepts it without the flag. */
  readonly stable?: string;
}

export const EXPERIMENTAL_FUNCTIONS = 'promql-experimental-functions';

/**
 * The syntax that depends on the version. Functions have a separate table.
 * @see https://github.com/prometheus/prometheus/tree/main/promql/parser (lex.go and generated_parser.y of v0.45 to v0.316)
 */
export const CONSTRUCTS = {
  quotedNames: { words: 'a name in quotes, like {"my.metric"},', since: '2.51' },
  quotedGrouping: { words: 'a label in quotes, like by ("my_label"),', since: '2.55' },
  wideGrouping: { words: 'a label with special characters, like by ("my.label"),', since: '2.55', flag: 'utf8-names', stable: '3.0' },
  colonGrouping: { words: 'a label with ":"', since: '2.55', flag: 'utf8-names', stable: '3.0' },
  unquotedNames: { words: 'an unquoted name with "." or other special characters', since: '3.16', flag: 'promql-unquoted-utf8-names' },
  underscores: { words: 'a number with "_"', since: '2.54' },
  numberAsDuration: { words: 'a number as a duration, like [300],', since: '2.54' },
  durationAsNumber: { words: 'a duration as a number, like "> 5m",', since: '2.54' },
  zeroDuration: { words: 'a duration of 0', since: '3.4' },
  zeroRange: { words: 'a range of 0', since: '2.54', until: '3.4' },
  hugeDuration: { words: 'a duration longer than 292 years', since: '2.54', until: '3.4' },
  signedBrackets: { words: 'an offset in brackets', since: '3.4' },
  signedDuration: { words: 'a duration with a sign, like [+5m],', since: '3.4' },
  durationExpression: { words: 'a calculated duration, like [2 * 5m],', since: '3.4', flag: 'promql-duration-expr', stable: '3.16' },
  stepInDuration: { words: 'step() as a duration', since: '3.6', flag: 'promql-duration-expr', flagSince: '3.12', stable: '3.16' },
  rangeInDuration: { words: 'range() as a duration', since: '3.10', flag: 'promql-duration-expr', flagSince: '3.12', stable: '3.16' },
  minMaxInDuration: { words: 'min() or max() as a duration', since: '3.6', until: '3.13' },
  minMaxOfInDuration: { words: 'min_of() or max_of() as a duration', since: '3.13', flag: 'promql-duration-expr', stable: '3.16' },
  calculatedSubquery: { words: 'a subquery over step() or range()', since: '3.16' },
  extendedRange: { words: '"anchored" or "smoothed"', since: '3.7', flag: 'promql-extended-range-selectors', stable: '3.16' },
  fill: { words: 'fill(), fill_left() or fill_right()', since: '3.10', flag: 'promql-binop-fill-modifiers' },
  trim: { words: '"</" or ">/"', since: '3.11' },
  rangeAfterStartOrEnd: { words: 'a range after "@ start()" or a calculated offset', until: '3.15' },
} as const satisfies Readonly<Record<string, Construct>>;

export type ConstructName = keyof typeof CONSTRUCTS;
