import { exprsOf } from './exprs';
import { metricsIn } from '../../../src/promql/expression';
import { isAlwaysOne } from '../../support/always-one';
import { AlertCase, Input } from '../alert-case';

/** The text from here to the bracket that closes the one before it. */
function upToClosing(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; depth > 0; at += 1) { depth += { '(': 1, ')': -1 }[text[at]] ?? 0; }
  return text.slice(from, at - 1);
}

/** What looks for a zero does change with a series of zeros. */
const MINDS_ZERO = /\b(?:count by|group by|min by)\b| == 0| < | <= /;

/** The slope of zeros is larger than one that falls. */
const SLOPES = /\b(?:deriv|predict_linear)\(([a-z][a-z0-9_:]*)/g;

/** The metrics of which an expression takes the largest value. */
function largestOf(expr: string): ReadonlySet<string> {
  const found = [...expr.matchAll(/\bmax by \([^)]*\) \(/g)].map(({ index, 0: { length } }) => upToClosing(expr, index + length));
  const slopes = [...expr.matchAll(SLOPES)].map(([, name]) => name);
  return new Set(found.filter(inner => !MINDS_ZERO.test(inner)).flatMap(inner => [...metricsIn(inner)]).filter(name => !isAlwaysOne(name) && !slopes.includes(name)));
}

/** The metrics of which an expression takes the smallest value, and of which it takes nothing else. */
function smallestOf(expr: string): ReadonlySet<string> {
  const found = [...expr.matchAll(/\bmin by \([^)]*\) \((?:last_over_time\()?([a-z][a-z0-9_]*)\{/g)].map(([, name]) => name);
  return new Set(found.filter(name => expr.split(`${name}{`).length === 2));
}

/** Labels of a target that differ while it is replaced. */
const OF_TARGETS = ['instance', 'pod', 'service'];

/** Zeros where there are values. */
const zeros = (values: string) => values.trim().split(/\s+/).map(each => /^(?:_|stale)/.test(each) ? each : each.replace(/^[^x]+/, '0')).join(' ');

const labeled = (series: string, label: string) => {
  const others = series.replace(new RegExp(`([{,])${label}="[^"]*",?`), '$1').replace(/,\}$/, '}');
  return others.includes('{') ? others.replace('{', `{${label}="10.9.9.9:1"${others.includes('{}') ? '' : ','}`) : `${others}{${label}="10.9.9.9:1"}`;
};

const labelsIn = (expr: string, word: string) => [...expr.matchAll(new RegExp(`\\b(?:${word}) \\(([^)]*)\\)`, 'g'))].flatMap(([, labels]) => labels.split(', '));

/** The case with what a second exporter reports beside the first, if its target can differ in a label that the alert does not look at. */
function beside(each: AlertCase, what: string, isSecond: (series: string) => boolean, second: (values: string) => string): readonly AlertCase[] {
  const grouped = exprsOf(each).flatMap(expr => labelsIn(expr, 'by|on|group_left'));
  const label = OF_TARGETS.find(name => !grouped.includes(name));
  if (label === undefined || /clusters?\b|beside/.test(each.what ?? '')) { return []; }
  const more = (input: Input): Input => ({
    ...Object.fromEntries(Object.entries(input).filter(([series]) => isSecond(series)).map(([series, values]) => [labeled(series, label), second(values)])), ...input,
  });
  const [fires, quiet] = [more(each.fires), more(each.quiet)];
  const isSame = Object.keys(fires).length === Object.keys(each.fires).length && Object.keys(quiet).length === Object.keys(each.quiet).length;
  return isSame ? [] : [{ ...each, what: [each.what, what].filter(Boolean).join(', '), fires, quiet }];
}

const nameOf = (series: string) => /^[^{]+/.exec(series)![0];

/** A second exporter has only zeros: it has just started, or sees nothing. Of two values the larger one counts, so it changes nothing. */
function besideZeros(each: AlertCase): readonly AlertCase[] {
  const largest = exprsOf(each).map(largestOf);
  return beside(each, 'beside zeros', series => largest.every(names => names.has(nameOf(series))), zeros);
}

/** Values that are ten times as large: the smaller one counts. */
function besideMore(each: AlertCase): readonly AlertCase[] {
  const smallest = exprsOf(each).map(smallestOf);
  const more = (values: string) => values.trim().split(/\s+/).map(part => part.replace(/^\d+(?=[x+-]|$)/, first => `${10 * Number(first)}`)).join(' ');
  return beside(each, 'beside more', series => smallest.every(names => names.has(nameOf(series))), more);
}

/** Shares of sums, and nothing else. */
const IS_SHARE = /^(?:min by \([^)]*\) \()?100 \* sum by .* \/ \(?sum by /;

/** How many targets a case has: with several it holds the sums itself, and still more parts are rounded otherwise. */
const targetsOf = (input: Input) => new Set(Object.keys(input).map(series => ['instance', 'pod'].map(label => new RegExp(`[{,]${label}="([^"]*)"`).exec(series)?.[1]).join(' '))).size;

/** A second exporter has seen as much as the first: a share of sums is the same. */
function besideAsMuch(each: AlertCase): readonly AlertCase[] {
  const isShare = exprsOf(each).every(expr => IS_SHARE.test(expr) && !/ and | unless |\bon \(/.test(expr));
  return isShare && targetsOf(each.fires) === 1 ? beside(each, 'beside as much again', () => true, values => values) : [];
}

export const alsoBesideOthers = (cases: readonly AlertCase[]): readonly AlertCase[] =>
  [...cases, ...cases.flatMap(each => [...besideZeros(each), ...besideMore(each), ...besideAsMuch(each)])];
