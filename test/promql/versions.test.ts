import { readFileSync } from 'fs';
import { join } from 'path';
import { checkExpression } from '../../src/promql/expression';

/**
 * The result of the parsers of eleven releases of Prometheus for each expression: `+` accepted, `-` rejected, `?` depends on how the
 * program configures names. First without feature flags, then with all of them. About half of the expressions are inputs of upstream's own
 * test of its parser.
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/promql/parser/parse_test.go
 */
interface Corpus {
  readonly versions: readonly string[];
  readonly expressions: readonly (readonly [expression: string, plain: string, flags: string])[];
}

const { versions, expressions }: Corpus = JSON.parse(readFileSync(join(__dirname, 'expressions.json'), 'utf8'));
const REFUSED = ['syntax', 'type', 'regex', 'version'];

const isAccepted = (text: string, prometheus?: string, features?: readonly string[]) =>
  !checkExpression(text, { prometheus, features }).problems.some(({ kind }) => REFUSED.includes(kind));

/** With `?` if upstream has no result. */
const verdict = (text: string, upstream: string, features?: readonly string[]) =>
  versions.map((version, at) => {
    if (upstream[at] === '?') { return '?'; }
    return isAccepted(text, version, features) ? '+' : '-';
  }).join('');

test('the expressions are many, good and bad', () => {
  const good = expressions.filter(([, , flags]) => flags.includes('+')).length;
  expect([expressions.length >= 500, good >= 250, expressions.length - good >= 150]).toEqual([true, true, true]);
});

test.each(expressions)('%j is accepted by those versions of Prometheus that accept it', (text, plain, flags) => {
  expect([verdict(text, plain, []), verdict(text, flags)]).toEqual([plain, flags]);
});

test('an expression that one version accepts is accepted if the version is unknown', () => {
  const wrong = expressions.filter(([text, , flags]) => flags.includes('+') !== isAccepted(text) && !flags.includes('?'));
  expect(wrong).toEqual([]);
});

test.each([
  ['integral(x[5m])', { prometheus: '3.5.0' }, 'integral() requires Prometheus 3.16 or newer; the version is 3.5.0'],
  ['integral(x[5m])', { prometheus: 'v3.16.0', features: [] }, 'integral() requires the feature flag promql-experimental-functions; the version is 3.16.0'],
  ['holt_winters(x[5m], 1, 1)', { prometheus: '3.0.0' }, 'holt_winters() is not in Prometheus 3.0 and newer; the version is 3.0.0'],
  ['x[5m] smoothed', { prometheus: '3.15.0', features: [] }, 'requires the feature flag promql-extended-range-selectors, or Prometheus 3.16 or newer; the version is 3.15.0'],
  ['x[300]', { prometheus: '2.53.0' }, 'a number as a duration, like [300], requires Prometheus 2.54 or newer; the version is 2.53.0'],
  ['{"a.b"}', { prometheus: '2.50.0' }, 'requires Prometheus 2.51 or newer; the version is 2.50.0'],
  ['integral(holt_winters(x[5m], 1, 1)[5m:])', {}, 'holt_winters() is not in Prometheus 3.0 and newer'],
])('%s, read by %j: %s', (text, reader, why) => {
  expect(checkExpression(text, reader).problems).toEqual([{ kind: 'version', why: expect.stringContaining(why) }]);
});

test.each(['3.17.0', '4.0.0', 'main', '', '3'])('an unknown version, %j, is not a reason for an error', prometheus => {
  expect(checkExpression('rate(x[5m] smoothed) > 5m and sum by ("a.b") (y) == first_over_time(z[300])', { prometheus }).problems).toEqual([]);
});

test('an expression that is too large or too deep to parse is neither valid nor invalid', () => {
  expect(checkExpression(`x${' + x'.repeat(60_000)}`)).toEqual({ problems: [] });
  expect(checkExpression(`${'('.repeat(600)}x${')'.repeat(600)}`)).toEqual({ problems: [] });
  expect(checkExpression(`x${' + x'.repeat(1_000)}`)).toEqual({ problems: [] });
  expect(checkExpression(`x${' + x'.repeat(300)}`).type).toBe('vector');
});
