import { isSameAggregation, isSameGrouping, isSameMatcher } from './equal-mutants';
import { AlertRow } from '../../src/manifest/prometheus-rule';

/** An alert with one change. Its cases must detect it, or nothing tests that part. */
export interface Mutant {
  readonly what: string;
  readonly rule: AlertRow;
}

const STRICTNESS: { readonly [operator: string]: string } = { '>': '>=', '>=': '>', '<': '<=', '<=': '<', '==': '!=', '!=': '==' };
const OPPOSITE: { readonly [operator: string]: string } = { '>': '<', '>=': '<', '<': '>', '<=': '>' };
const AGGREGATION: { readonly [name: string]: string } = { max: 'min', min: 'max', sum: 'max', count: 'sum', group: 'sum', avg: 'max', stdvar: 'max' };

/** The text with a replaced part. */
const spliced = (text: string, at: number, length: number, by: string) => text.slice(0, at) + by + text.slice(at + length);

/** All replacements of the matches of a pattern. */
function replaced({ expr, ...rule }: AlertRow, kind: string, pattern: RegExp, replace: (found: RegExpExecArray) => readonly string[]): Mutant[] {
  return [...expr.matchAll(pattern)].flatMap(found => replace(found).map(by => ({
    what: `${kind}: ${found[0].trim()} becomes ${by.trim()} at ${found.index}`,
    rule: { ...rule, expr: spliced(expr, found.index, found[0].length, by) },
  })));
}

/**
 * One mutant for each comparison in both directions, each label of by() and on(), each matcher except those of the job and the name, each
 * aggregation, and `for` halved and doubled. Mutants that are always equivalent to the alert are excluded.
 */
export function mutantsOf(rule: AlertRow): Mutant[] {
  return [
    ...replaced(rule, 'comparison', / (>=|<=|==|!=|>|<) /g, ([, operator]) => [STRICTNESS[operator], OPPOSITE[operator]].flatMap(by => by === undefined ? [] : [` ${by} `])),
    ...replaced(rule, 'aggregation', /\b(max|min|sum|count|group|avg|stdvar)(?= (?:by|without) \()/g, ({ 1: name, index }) => isSameAggregation(rule, index) ? [] : [AGGREGATION[name]]),
    ...replaced(rule, 'label', /\b(by|on) \(([^)]+)\)/g, ({ 1: word, 2: labels, index }) =>
      without(labels.split(', ')).filter(left => !isSameGrouping(rule, index, left)).map(left => `${word} (${left.join(', ')})`)),
    ...everywhere(rule),
    ...replaced(rule, 'matcher', /(?<=[{,])(?!job=|__name__=)([a-z_]+)(?:=~|!~|!=|=)"[^"]*"/g, ({ 1: label, index }) => isSameMatcher(rule, index, label) ? [] : [`${label}=~".*"`]),
    ...waits(rule),
  ];
}

const MATCHER = /(?<=[{,])(?!job=|__name__=|metrics_path)([a-z_]+)(?:=~|!~|!=|=)"[^"]*"/g;

/** A matcher that both sides of a join have can be removed from one of them, so it is removed from all at once. */
function everywhere(rule: AlertRow): Mutant[] {
  const repeated = [...rule.expr.matchAll(MATCHER)].filter(({ 1: label, index }) => isSameMatcher(rule, index, label)).map(([matcher, label]) => [matcher, label] as const);
  return [...new Map(repeated)].map(([matcher, label]) => ({ what: `matcher: ${matcher} is nowhere`, rule: { ...rule, expr: rule.expr.replaceAll(matcher, `${label}=~".*"`) } }));
}

/** All lists of these labels without one of them. */
const without = (labels: readonly string[]) => labels.map((_, at) => labels.filter((__, other) => other !== at));

function waits(rule: AlertRow): Mutant[] {
  if (rule.for === undefined) { return []; }
  const [, amount, unit] = /^(\d+)([a-z]+)$/.exec(rule.for)!;
  const seconds = Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86_400 } as { [unit: string]: number })[unit];
  return [seconds / 2, seconds * 2].map(other => ({ what: `for: ${rule.for} becomes ${other}s`, rule: { ...rule, for: `${other}s` } }));
}
