import { Matcher, isTrivial, matches, matcherText } from '../../src/promql/matcher';
import { readSelector } from '../../src/promql/selector';

const matchersOf = (text: string) => { const read = readSelector(text); return 'matchers' in read ? read.matchers.map(matcherText) : read.why; };

test.each<[string, string[]]>([
  ['up', ['__name__="up"']],
  ['job:up:sum', ['__name__="job:up:sum"']],
  ['{__name__=~"job:.*"}', ['__name__=~"job:.*"']],
  ['up{job="kubelet", node!=\'a\',}', ['__name__="up"', 'job="kubelet"', 'node!="a"']],
  ['{"my.metric", "my.label"!~`a\\d`}', ['__name__="my.metric"', 'my.label!~"a\\\\d"']],
  ['up{a="\\n\\x41\\101\\u00e4\\"\\\\"}', ['__name__="up"', 'a="\\nAAä\\"\\\\"']],
  ['  up  # all of them', ['__name__="up"']],
  ['{}', []],
])('%j is read', (text, matchers) => expect(matchersOf(text)).toEqual(matchers));

test.each([
  ['up[5m]', 'a range is not a series selector'], ['sum(up)', 'an aggregation'], ['rate(up[5m])', 'a function'], ['up + up', 'an operation'], ['up offset 5m', 'an offset'],
  ['up @ 5', '"@"'], ['1', 'an expression'], ['up[5m:1m]', 'a subquery'], ['(up)', 'an expression'],
  ['up{job=}', 'at character 8'], ['up}', 'at character 3'], ['', 'it is empty'], ['up{job="a}', 'at character 8'], ['up up', 'at character 4'], ['x'.repeat(200_001), 'too large'],
])('%j is none: %s', (text, why) => expect(matchersOf(text)).toContain(why));

test('hostile text is refused', () => {
  for (const text of ['{'.repeat(9_000), '('.repeat(9_000), 'a{b="'.repeat(1_500), '\u0000', '{a=~"' + '(a+)+'.repeat(500) + '"']) { expect(typeof matchersOf(text)).toBe('string'); }
});

const matcher = (operator: Matcher['operator'], value: string): Matcher => ({ label: 'x', operator, value });

test.each<[Matcher['operator'], string, string, boolean | undefined]>([
  ['=', 'a', 'a', true], ['=', 'a', '', false], ['=', '', '', true], ['!=', '', '', false], ['!=', 'a', '', true],
  ['=~', 'a|b', 'b', true], ['=~', 'a|b', 'ab', false], ['=~', '.*', '', true], ['=~', '.+', '', false], ['!~', '.+', '', true], ['=~', '.', '\n', true],
  ['=~', '(?i)up', 'UP', true], ['=~', '[a', '[a', undefined], ['=~', '(?=a)a', 'a', undefined], ['=~', 'a'.repeat(1001), 'a', false], ['=~', 'a'.repeat(100_001), 'a', undefined],
])('%s %j and %j: %s', (operator, value, label, expected) => expect(matches(matcher(operator, value), label)).toBe(expected));

test.each<[Matcher['operator'], string, boolean]>([
  ['=~', '.+', true], ['=~', '.*', true], ['=~', '(.+)', true], ['!=', '', true], ['!~', '', true], ['=~', 'a.*', false], ['!~', '.+', false], ['=', '', false], ['=', 'a', false],
])('%s %j restricts nothing: %s', (operator, value, expected) => expect(isTrivial(matcher(operator, value))).toBe(expected));
