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

/** Labels of a target that differ while it is replaced. */
const OF_TARGETS = ['instance', 'pod', 'service'];

/** Zeros where there are values. */
const zeros = (values: string) => values.trim().split(/\s+/).map(each => /^(?:_|stale)/.test(each) ? each : each.replace(/^[^x]+/, '0')).join(' ');

const labeled = (series: string, label: string) => {
  const others = series.replace(new RegExp(`([{,])${label}="[^"]*",?`), '$1').replace(/,\}$/, '}');
  return others.includes('{') ? others.replace('{', `{${label}="10.9.9.9:1"${others.includes('{}') ? '' : ','}`) : `${others}{${label}="10.9.9.9:1"}`;
};

/** The same object reported by a second exporter, which has only zeros: it has just started, or sees nothing. Of two values the larger one counts, so it changes nothing. */
export function besideZeros(each: AlertCase): readonly AlertCase[] {
  const exprs = exprsOf(each);
  const grouped = exprs.flatMap(expr => [...expr.matchAll(/\b(?:by|on|group_left) \(([^)]*)\)/g)].flatMap(([, labels]) => labels.split(', ')));
  const label = OF_TARGETS.find(name => !grouped.includes(name));
  const largest = exprs.map(largestOf);
  const isLargest = (series: string) => largest.every(names => names.has(/^[^{]+/.exec(series)![0]));
  const beside = (input: Input): Input => label === undefined ? input : {
    ...Object.fromEntries(Object.entries(input).filter(([series]) => isLargest(series)).map(([series, values]) => [labeled(series, label), zeros(values)])), ...input,
  };
  const [fires, quiet] = [beside(each.fires), beside(each.quiet)];
  const isSame = Object.keys(fires).length === Object.keys(each.fires).length && Object.keys(quiet).length === Object.keys(each.quiet).length;
  return isSame || /clusters?\b/.test(each.what ?? '') ? [] : [{ ...each, what: [each.what, 'beside zeros'].filter(Boolean).join(', '), fires, quiet }];
}

export const alsoBesideZeros = (cases: readonly AlertCase[]): readonly AlertCase[] => [...cases, ...cases.flatMap(besideZeros)];
