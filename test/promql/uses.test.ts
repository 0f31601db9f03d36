import { comparesWithZero, selectorsIn, UsedSelector, usedSelectorsIn } from '../../src/promql/expression';
import { functionNames, functionOf } from '../../src/promql/functions';
import { isTrivial, matches, matcherText, whyNotPatterns } from '../../src/promql/matcher';
import { Availability, versionNumber, whyUnavailable } from '../../src/promql/reader';
import { readPattern, whyNoPattern } from '../../src/promql/regex';
import { mayHave, resultLabels } from '../../src/promql/result-labels';
import { searchPattern } from '../../src/promql/search-pattern';
import { unquote } from '../../src/promql/string-literal';
import { readTokens, secondsOf } from '../../src/promql/tokens';

const shown = (selectors: readonly UsedSelector[]) => selectors.map(({ matchers, isAlternative }) => [matchers[0].value, isAlternative]);

test.each<[string, [string, boolean][]]>([
  ['a', [['a', false]]],
  ['a + b', [['a', false], ['b', false]]],
  ['a or b', [['a', true], ['b', true]]],
  ['a and b', [['a', false], ['b', false]]],
  ['a or vector(0)', [['a', false]]],
  ['sum(rate(a[5m])) or (b + c)', [['a', true], ['b', true], ['c', true]]],
  ['sum(a) or sum by (x) (b)', [['a', true], ['b', true]]],
  ['(a or b) / c', [['a', true], ['b', true], ['c', false]]],
  ['a or b or vector(1)', [['a', true], ['b', true]]],
  ['1', []],
  ['a +', []],
])('the selectors of %s, and whether others exist: %j', (text, expected) => expect(shown(usedSelectorsIn(text))).toEqual(expected));

test.each<[string, string[]]>([
  ['a unless b', ['b']], ['a unless on (x) (b + c)', ['b', 'c']], ['(a unless b) + c', ['b']], ['a and b', []], ['(a or b) unless c', ['c']], ['c unless (a or b)', ['a', 'b']], ['sum(a unless b)', ['b']], ['a unless b unless c', ['b', 'c']],
])('without the series of %s the expression loses nothing: %j', (text, expected) => {
  expect(usedSelectorsIn(text).filter(({ isExclusion }) => isExclusion).map(({ matchers }) => matchers[0].value)).toEqual(expected);
});

test('an expression that cannot be read has no selectors', () => {
  expect([selectorsIn('sum('), usedSelectorsIn('sum('), comparesWithZero('a == 0 +', 'a')]).toEqual([[], [], false]);
  expect(selectorsIn('rate(a{b="c"}[5m]) / d')).toEqual([[{ label: '__name__', operator: '=', value: 'a' }, { label: 'b', operator: '=', value: 'c' }], [{ label: '__name__', operator: '=', value: 'd' }]]);
});

test.each<[string, boolean]>([
  ['a == 0', true], ['0 == a', true], ['sum by (x) (a) == 0', true], ['a == 0.0', true], ['(b and a == 0) or c', true], ['absent(a)', true], ['absent_over_time(a[5m])', true], ['absent(b + a)', true],
  ['{__name__="a", x="y"} == 0', true], ['b / a == 0', true],
  ['a', false], ['a == 1', false], ['a > 0', false], ['a != 0', false], ['a + 0', false], ['b == 0', false], ['b == 0 and a', false], ['absent(b) and a', false], ['count(a)', false], ['absentee(a)', false],
  ['{__name__=~"a"} == 0', false], ['{x="a"} == 0', false], ['a == b', false], ['my_absent(a)', false],
])('%s tests whether any series of a exists: %s', (text, expected) => expect(comparesWithZero(text, 'a')).toBe(expected));

// https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals and https://go.dev/ref/spec#String_literals
test.each<[string, string]>([
  ['"a"', 'a'], ['\'a\'', 'a'], ['`a\\n`', 'a\\n'], ['`a`', 'a'], ['""', ''], ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\\'"', '\x07\b\f\n\r\t\v\\"\''],
  ['"\\x41\\101\\u00e4\\U0001F600"', 'AAä😀'], ['"\\x4"', '\\x4'], ['"\\u00e"', '\\u00e'], ['"\\q"', '\\q'], ['"x41"', 'x41'], ['"\\U00110000"', '\u{10ffff}'], ['"\\1011"', 'A1'], ['"\\x411"', 'A1'], ['"\\n\\\n"', '\n\\\n'],
])('%s is %j', (literal, text) => expect(unquote(literal)).toBe(text));

test.each<[string, number]>([
  ['5', 5], ['1_000', 1000], ['0x1F', 31], ['1e3', 1000], ['.5', 0.5], ['1y', 31_536_000], ['1w', 604_800], ['1d', 86_400], ['1h30m', 5400], ['1m5s', 65], ['500ms', 0.5], ['1m500ms', 60.5], ['Inf', Infinity], ['inf', Infinity], ['NaN', NaN], ['nan', NaN],
])('%s is %d seconds, or this number', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

test('tokens end with one that has no text, at the end', () => {
  expect(readTokens('a[5m]')).toEqual({
    tokens: [
      { type: 'name', text: 'a', from: 0, to: 1 }, { type: '[', text: '[', from: 1, to: 2 }, { type: 'duration', text: '5m', from: 2, to: 4 }, { type: ']', text: ']', from: 4, to: 5 }, { type: 'end', text: '', from: 5, to: 5 },
    ],
  });
  expect(readTokens('a[0s]')).toMatchObject({ tokens: [{}, {}, { type: 'duration', uses: 'zeroDuration' }, {}, {}] });
  expect(readTokens('1_0 a.b x:y')).toMatchObject({ tokens: [{ type: 'number', uses: 'underscores' }, { type: 'name', uses: 'unquotedNames' }, { type: 'metric' }, {}] });
  expect(readTokens('5')).toEqual({ tokens: [{ type: 'number', text: '5', from: 0, to: 1 }, { type: 'end', text: '', from: 1, to: 1 }] });
});

// the table of functions.go, by version: https://github.com/prometheus/prometheus/blob/v3.16.0/promql/parser/functions.go
test.each<[string, object | undefined]>([
  ['rate', { args: ['matrix'], returns: 'vector', count: [1, 1] }],
  ['round', { args: ['vector', 'scalar'], returns: 'vector', count: [1, 2] }],
  ['label_join', { args: ['vector', 'string', 'string', 'string'], returns: 'vector', count: [3, Infinity] }],
  ['time', { args: [], returns: 'scalar', count: [0, 0] }],
  ['days_in_month', { args: ['vector'], returns: 'vector', count: [0, 1] }],
  ['holt_winters', { args: ['matrix', 'scalar', 'scalar'], returns: 'vector', count: [3, 3], until: '3.0.0' }],
  ['integral', { args: ['matrix', 'scalar'], returns: 'vector', count: [1, 2], since: '3.16.0', flag: 'promql-experimental-functions' }],
  ['first_over_time', { args: ['matrix'], returns: 'vector', count: [1, 1], since: '3.7.0', flag: 'promql-experimental-functions', stable: '3.14.0' }],
  ['nothing', undefined],
  ['constructor', undefined],
])('the function %s: %j', (name, expected) => {
  expect(functionOf(name)).toEqual(expected && { name, ...expected });
  expect(functionNames().includes(name)).toBe(expected !== undefined);
});

test.each<[string | undefined, number | undefined]>([
  ['3.5.0', 3005], ['v3.5.0', 3005], ['3.16', 3016], ['v3.5.0-rc.1', 3005], ['3.5-rc', 3005], ['3.5+x', 3005], ['12.345.6', 12345], ['2.45.6', 2045],
  ['', undefined], [undefined, undefined], ['3', undefined], ['main', undefined], ['x3.5.0', undefined], ['3.5x', undefined], ['3.5.x', undefined], ['1234.5.0', undefined],
])('the version %j is %s', (text, expected) => expect(versionNumber(text)).toBe(expected));

describe('syntax that a version cannot parse', () => {
  const why = (rows: Availability[], prometheus?: string, features?: string[]) => whyUnavailable(rows, { prometheus, features }).map(each => each.why);

  test.each<[Availability, string | undefined, string[] | undefined, string[]]>([
    [{}, '3.5.0', [], []],
    [{ since: '3.5.0' }, '3.5.0', [], []],
    [{ since: '3.5.0' }, 'v3.4.9', [], ['requires Prometheus 3.5 or newer; the version is 3.4.9']],
    [{ since: '3.5.1' }, '3.4.9', [], ['requires Prometheus 3.5.1 or newer; the version is 3.4.9']],
    [{ since: '13.10.0' }, '3.4.9', [], ['requires Prometheus 13.10 or newer; the version is 3.4.9']],
    [{ until: '3.0.0' }, '2.55.0', [], []],
    [{ until: '3.0.0' }, '3.0.0', [], ['is not in Prometheus 3.0 and newer; the version is 3.0.0']],
    [{ flag: 'f' }, '3.0.0', [], ['requires the feature flag f; the version is 3.0.0']],
    [{ flag: 'f' }, '3.0.0', ['f'], []],
    [{ flag: 'f' }, '3.0.0', undefined, []],
    [{ flag: 'f', stable: '3.2.0' }, '3.0.0', [], ['requires the feature flag f, or Prometheus 3.2 or newer; the version is 3.0.0']],
    [{ flag: 'f', stable: '3.2.0' }, '3.2.0', [], []],
    [{ flag: 'f', flagSince: '3.2.0' }, '3.1.0', [], []],
    [{ flag: 'f', flagSince: '3.2.0' }, '3.2.0', [], ['requires the feature flag f; the version is 3.2.0']],
    [{ since: '3.5.0' }, undefined, [], []],
    [{ until: '3.0.0' }, undefined, [], []],
    [{ flag: 'f', stable: '3.2.0' }, undefined, [], []],
    [{ flag: 'f' }, undefined, [], ['requires the feature flag f']],
  ])('%j in %s with %j: %j', (row, prometheus, features, expected) => expect(why([row], prometheus, features)).toEqual(expected));

  test('is certain without a version only if no version can parse it', () => {
    expect(why([{ since: '3.5.0' }, { until: '3.5.0' }])).toEqual(['is not in Prometheus 3.5 and newer']);
    expect(why([{ since: '3.5.0' }, { until: '3.6.0' }])).toEqual([]);
    expect(why([{ flag: 'f', stable: '3.2.0' }, { until: '3.2.0' }], undefined, [])).toEqual(['is not in Prometheus 3.2 and newer']);
    expect(why([{ flag: 'f', stable: '3.2.0' }, { until: '3.3.0' }], undefined, [])).toEqual([]);
    expect(why([])).toEqual([]);
  });
});

test.each<[string, string | undefined]>([
  ['a.*', undefined], ['(a|b)+', undefined], ['a\\.b', undefined], ['(?:a)?', undefined], ['', undefined], ['a'.repeat(600), undefined], ['[ab]', undefined],
  [')', 'unexpected ): `)`'], ['(', 'missing closing ): `(`'], ['a)(', 'unexpected ): `a)(`'], ['(a))(b', 'unexpected ): `(a))(b`'], ['*', 'missing argument to repetition operator: `*`'], ['a**', 'invalid nested repetition operator: `**`'],
  ['a|*', 'missing argument to repetition operator: `*`'], ['(*)', 'missing argument to repetition operator: `*`'], ['a\\', 'trailing backslash at end of expression'], ['(?<a', 'invalid named capture: `(?<a`'],
])('%j is not a valid pattern: %s', (pattern, why) => {
  expect(whyNoPattern(pattern)).toBe(why);
  expect(whyNotPatterns([{ label: 'x', operator: '=~', value: pattern }])).toBe(why && `${JSON.stringify(pattern)} is not a valid RE2 regular expression: ${why}`);
  expect(whyNotPatterns([{ label: 'x', operator: '=', value: pattern }, { label: 'x', operator: '!=', value: pattern }])).toBeUndefined();
  expect(whyNotPatterns([{ label: 'x', operator: '!~', value: pattern }]) === undefined).toBe(why === undefined);
});

test('of a long pattern the first 80 characters are shown', () => {
  expect(whyNotPatterns([{ label: 'x', operator: '=~', value: `${'a'.repeat(90)}[` }])).toContain(`"${'a'.repeat(80)}" is no`);
});

describe('the size of a pattern', () => {
  const isTooLarge = (pattern: string) => 'isTooLarge' in readPattern(pattern);

  test('is that of its text, times its repetitions', () => {
    expect([isTooLarge('x'.repeat(100_000)), isTooLarge('x'.repeat(100_001))]).toEqual([false, true]);
    expect([isTooLarge('(?:ab){1000}'.repeat(24)), isTooLarge('(?:ab){1000}'.repeat(26)), isTooLarge('(?:ab){2,1000}'.repeat(26))]).toEqual([false, true, true]);
    expect([isTooLarge('\\pL{1000}'.repeat(9)), isTooLarge('\\pL{1000}'.repeat(11)), isTooLarge('\\PL{1000}'.repeat(11))]).toEqual([false, true, true]);
    expect([isTooLarge('(?:(?:ab){30}){30}'.repeat(60)), isTooLarge('[abc]{1000}'.repeat(21)), isTooLarge('(?:[a-z]{100}'.repeat(300))]).toEqual([true, true, true]);
    expect(isTooLarge(`{1000}${'a'.repeat(90_000)}`)).toBe(false);
  });

  test('a name of a group is found by it', () => {
    const read = readPattern('(?P<left>a+)(?P<right>b*)');
    expect('groups' in read && [read.groups('aab'), read.groups('b'), read.matches('a')]).toEqual([{ list: ['aab', 'aa', 'b'], byName: { left: 'aa', right: 'b' } }, undefined, true]);
    const plain = readPattern('(a|b)');
    expect('groups' in plain && plain.groups('a')).toEqual({ list: ['a', 'a'], byName: {} });
    const none = readPattern('(a)?b');
    expect('groups' in none && none.groups('b')).toEqual({ list: ['b', ''], byName: {} });
  });
});

test('a pattern is searched anywhere', () => {
  expect([searchPattern('b+', 'abc'), searchPattern('^b', 'abc'), searchPattern('(a|b)$', 'ab')]).toEqual([true, false, true]);
});

test('matchers are distinguished', () => {
  expect([matches({ label: 'x', operator: '!=', value: 'a' }, 'a'), matches({ label: 'x', operator: '!~', value: 'a|b' }, 'c'), matches({ label: 'x', operator: '!~', value: '[' }, 'c')]).toEqual([false, true, undefined]);
  expect([['=~', '.*x'], ['=~', '(.*'], ['=~', '.+)'], ['!=', 'a'], ['=~', 'x.*'], ['=~', '']].map(([operator, value]) => isTrivial({ label: 'x', operator: operator as '=~', value }))).toEqual([false, true, true, false, false, false]);
  expect(matcherText({ label: 'x', operator: '!~', value: 'a"b' })).toBe('x!~"a\\"b"');
});

// https://prometheus.io/docs/prometheus/latest/querying/functions/ and .../operators/#vector-matching
test.each<[string, string[], string[]]>([
  ['vector(a)', [], ['x']], ['scalar(a{x="1"})', [], ['x']], ['pi()', [], ['x']], ['time()', [], ['x']], ['minute()', [], ['x']],
  ['a{x!=""}', ['x'], []], ['a{x=""}', [], ['x']], ['a{x=~""}', ['x'], []], ['a{x="b"}', ['x'], []],
  ['absent(a{x="1", y!="2"})', ['x'], ['y', '__name__']], ['absent(a)', [], ['x', '__name__']], ['absent_over_time(a{x="1"}[5m])', ['x'], ['y']], ['absent((a{x="1"}))', ['x'], ['y']], ['absent(a{x="1"} offset 1m)', ['x'], ['y']],
  ['absent(sum(a{x="1"}))', [], ['x']], ['absent()', [], ['x']], ['absent(a{x="1"} + b)', [], ['x']],
  ['label_replace(sum(a), "x", "$1", "y", "(.*)")', ['x'], ['y']], ['label_join(sum(a), "x", ",", "y")', ['x'], ['y']], ['label_replace(a{x=""}, "x", "1", "y", "z")', ['x'], []], ['label_replace(sum(a))', [], ['x']],
  ['label_replace(sum(a), b, "1", "y", "z")', [], ['x']], ['abs(sum by (x) (a))', ['x'], ['y']],
  ['info(sum(a))', ['x', 'y'], []], ['histogram_quantile(0.9, a)', ['x'], ['le']], ['histogram_quantile(0.9, sum by (le, x) (a))', ['x'], ['le', 'y']], ['histogram_count(sum by (le) (a))', ['le'], ['x']],
  ['topk(1, sum by (x) (a))', ['x'], ['y']], ['bottomk(1, a{x=""})', ['y'], ['x']], ['limitk(1, sum(a))', [], ['x']], ['limit_ratio(0.5, a)', ['x'], []], ['TOPK(1, a)', ['x'], []],
  ['sum()', [], ['x']], ['sum by (x) ()', ['x'], ['y']], ['topk()', ['x'], []], ['sum without (x) (a)', ['y'], ['x']], ['sum without (x) (sum by (x, y) (a))', ['y'], ['x', 'z']], ['sum by ("x.y") (a)', ['x.y'], ['x']],
  ['count_values("v", a)', ['v'], ['x']], ['count_values without (x) ("v", a)', ['v', 'y'], ['x']], ['count_values(b, a)', [], ['x']], ['sum("v", a)', [], ['v']],
  ['a and sum(b)', ['x'], []], ['sum(a) and b', [], ['x']], ['sum(a) or b', ['x'], []], ['sum by (x) (a) or sum by (y) (b)', ['x', 'y'], ['z']], ['a{x=""} or b{x=""}', ['y'], ['x']], ['a{x=""} or b', ['x'], []], ['sum by (x) (a) unless b', ['x'], ['y']],
  ['a{x="", y=""} or sum by (x) (b)', ['x', 'z'], ['y']], ['sum by (x) (b) or a{x="", y=""}', ['x', 'z'], ['y']],
  ['a + 1', ['x'], []], ['1 + sum by (x) (a)', ['x'], ['y']], ['sum by (x) (a) * scalar(b)', ['x'], ['y']], ['sum by (x) (a) * (1 + 2)', ['x'], ['y']], ['sum by (x) (a) * -1', ['x'], ['y']], ['1 + 2', [], ['x']], ['a + (1 + b)', ['x'], []], ['sum by (x) (a) + (1 + b)', ['x'], ['y']],
  ['sum by (x) (a) + b', ['x'], ['y']], ['b + sum by (x) (a)', ['x'], ['y']], ['sum by (x, y) (a) + sum by (x, z) (b)', ['x'], ['y', 'z']], ['sum by (x) (a) + b{x=""}', [], ['x']],
  ['a + on (x) b', ['x'], ['y']], ['a + on (x, y) sum by (x) (b)', ['x'], ['y']], ['sum by (x) (a) + on (x, y) b', ['x'], ['y']], ['a + ignoring (x) b', ['y'], ['x']], ['sum by (x, y) (a) + ignoring (y) b', ['x'], ['y']],
  ['sum by (x) (a) * on (x) group_left (y) b', ['x', 'y'], ['z']], ['sum by (x) (a) * on (x) group_right (y) sum by (x, z) (b)', ['x', 'y', 'z'], ['w']], ['sum by (x) (a) * on (x) group_left () b', ['x'], ['y']], ['sum by (x) (a) * on (x) group_left b', ['x'], ['y']],
  ['a{x=""} * on (y) group_left (x) b', ['x'], []], ['a + on ("x") b', ['x'], ['y']], ['(a{x=""})', ['y'], ['x']], ['-a{x=""}', ['y'], ['x']], ['a{x=""} offset 1m', ['y'], ['x']], ['"x"', [], ['x']], ['a +', ['x', 'y'], []],
])('%s: the result may have %j, and not %j', (text, has, lacks) => {
  const labels = resultLabels(text);
  expect([has.filter(label => !mayHave(labels, label)), lacks.filter(label => mayHave(labels, label))]).toEqual([[], []]);
});
