import { checkExpression, metricsIn, selectorsIn } from '../../src/promql/expression';
import { mayHave, resultLabels } from '../../src/promql/result-labels';

const whyOf = (text: string) => checkExpression(text).problems.map(({ kind, why }) => `${kind}: ${why}`);

test.each([
  'up', '1', 'sum(up)', 'sum by (job) (rate(http_requests_total[5m])) / on (job) group_left (team) owner > 0.5', 'topk(3, up)', 'count_values("v", up)', '-up', '(up)',
  'histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))', 'predict_linear(x[6h], 86400) < 0', 'max_over_time(sum(up)[1h:5m])', 'up offset 5m', 'up @ end()', 'absent(up{job="a"})',
  'label_replace(up, "a", "$1", "b", "(.*)")', 'vector(1)', 'time() - x > 5', '1 > bool 2', 'round(x)', 'round(x, 5)', 'hour()', 'sort_by_label(x, "a", "b")', 'x and y unless z or vector(0)',
  'increase(kubelet_evictions[5m])', 'rate(x_total[$__rate_interval])'.replace('$__rate_interval', '5m'), 'delta(x_bytes[5m])', 'histogram_quantiles(x, "q", 0.5, 0.9)', 'scalar(x) * 2', 'limitk(2, x)',
])('%s is well', text => expect(whyOf(text)).toEqual([]));

test.each([
  ['sum(', 'syntax: "(" at character 4 is not closed'],
  ['rate(up[5m]', 'syntax: "(" at character 5 is not closed'],
  ['', 'syntax: it is empty'],
  ['up{', 'syntax'],
  ['rates(x[5m])', 'syntax: function rates() does not exist'],
  ['1 + average(x)', 'syntax: function average() does not exist'],
  ['rate(foo)', 'type: rate() requires a range, like x[5m], but foo is an instant vector'],
  ['avg_over_time(sum(up))', 'type: avg_over_time() requires a range, like x[5m]'],
  ['abs(up[5m])', 'type: abs() requires an instant vector, but up[5m] is a range, like x[5m]'],
  ['sum(1)', 'type: sum() requires an instant vector, but 1 is a number'],
  ['rate(x[5m], 2)', 'type: rate() has 2 arguments, but requires 1'],
  ['clamp(x, 1)', 'type: clamp() has 2 arguments, but requires 3'],
  ['round(x, 1, 2)', 'but requires 1 to 2'],
  ['label_join(x, "a")', 'but requires 3 or more'],
  ['topk(x)', 'type: topk() has 1 arguments, but requires 2'],
  ['quantile("a", x)', 'type: quantile() requires a number, but "a" is a string'],
  ['x[5m] > 1', 'type: ">" requires numbers or instant vectors, but x[5m] is a range'],
  ['x + "a"', 'but "a" is a string'],
  ['1 and x', 'type: "and" requires instant vectors on both sides, but has a number'],
  ['1 > 2', 'type: ">" between two numbers must be "> bool"'],
  ['{job=~".*"}', 'type: {job=~".*"} matches all series'],
  ['sum({})', 'at least one matcher must not match the empty string'],
  ['up{job=~"a("}', 'regex: "a(" is not a valid RE2 regular expression'],
  ['up{job!~"(?=a)"}', 'regex'],
  ['label_replace(x, "a", "$1", "b", "(")', 'evaluation'],
  ['rate(node_memory_free_bytes[5m])', 'doubt: rate() is for counters, but node_memory_free_bytes is named like a gauge: use delta() or deriv()'],
  ['sum(increase(x_info[5m]))', 'doubt'],
  ['max_over_time(5[1h:5m])', 'type: a subquery requires an instant vector, but 5 is a number'],
])('%s: %s', (text, why) => expect(whyOf(text).join('\n')).toContain(why));

test('hostile text ends', () => {
  for (const text of ['('.repeat(9_000), '-'.repeat(9_000), `${'sum('.repeat(2_000)}up${')'.repeat(2_000)}`, 'a+'.repeat(4_900), 'x'.repeat(20_000), '\u0000', `up{a=~"${'(a+)+'.repeat(100)}"}`]) {
    expect(Array.isArray(checkExpression(text).problems)).toBe(true);
    expect(mayHave(resultLabels(text), 'a')).toBe(true);
    expect(selectorsIn(text).length).toBeGreaterThanOrEqual(0);
  }
});

test('the metrics of an expression are those that it names', () => {
  expect(metricsIn('sum(rate(b_total{x="y"}[5m])) / on() a or {__name__=~"c.*"} or {__name__="a"}')).toEqual(['a', 'b_total']);
  expect(metricsIn('sum(')).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['up', ['a', 'instance'], []],
  ['up{a=""}', ['b'], ['a']],
  ['sum by (a, b) (up)', ['a', 'b'], ['c']],
  ['sum(up)', [], ['a']],
  ['sum without (a) (up)', ['b'], ['a']],
  ['sum by (a) (sum by (b) (up))', [], ['a', 'b']],
  ['topk(3, sum by (a) (up))', ['a'], ['b']],
  ['count_values by (a) ("v", up)', ['a', 'v'], ['b']],
  ['rate(x{a=""}[5m])', ['b'], ['a']],
  ['histogram_quantile(0.9, sum by (le, a) (rate(x[5m])))', ['a'], ['le']],
  ['absent(up{a="b", c=~"d"})', ['a'], ['c', 'instance']],
  ['label_replace(sum(up), "a", "$1", "b", "")', ['a'], ['b']],
  ['vector(1)', [], ['a']], ['time()', [], ['a']],
  ['sum by (a) (x) / on (a) group_left (c) y', ['a', 'c'], ['b']],
  ['x * on (a) group_right sum by (a) (y)', ['a'], ['b']],
  ['x / on (a, b) y', ['a', 'b'], ['c']],
  ['x / ignoring (a) y', ['b'], ['a']],
  ['sum by (a, b) (x) and y', ['a', 'b'], ['c']],
  ['x unless sum(y)', ['a'], []],
  ['sum by (a) (x) or sum by (b) (y)', ['a', 'b'], ['c']],
  ['sum by (a) (x) or y', ['a', 'c'], []],
  ['sum by (a) (x) > 5', ['a'], ['b']],
  ['5 < sum by (a) (x)', ['a'], ['b']],
  ['sum by (a) (x) > x', ['a'], ['b']],
  ['-sum by (a) (x)', ['a'], ['b']],
  ['time() - max by (a) (x) > 5', ['a'], ['b']],
  ['(1 + -scalar(y)) * sum by (a) (x)', ['a'], ['b']],
  ['max_over_time(sum by (a) (x)[1h:5m])', ['a'], ['b']],
])('the result of %s may have %j, and not %j', (text, has, lacks) => {
  const labels = resultLabels(text);
  expect(has.map(label => mayHave(labels, label))).toEqual(has.map(() => true));
  expect(lacks.map(label => mayHave(labels, label))).toEqual(lacks.map(() => false));
});
