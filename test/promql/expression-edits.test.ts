import { edited, nodesOf, readable, treeOf, withLabels } from '../../src/promql/expression-edits';

test('parts are replaced at their positions, in any order', () => {
  expect(edited('abcdef', [{ from: 4, to: 5, text: 'XYZ' }, { from: 1, to: 2, text: '' }, { from: 3, to: 3, text: '-' }])).toBe('ac-dXYZf');
  expect(edited('abc', [])).toBe('abc');
});

test.each(['a[$__rate_interval]', 'a[${__interval}]', '$__range + $__x', '$x ${y} ${_z} 5m', '${__}'])('Grafana\'s intervals in %s are read as durations of the same length', text => {
  const read = readable(text);
  expect([read.length, read.replace(/0*5m/g, 'D')]).toEqual([text.length, text.replace(/\$__\w+|\$\{__\w+\}|5m/g, 'D')]);
  expect(text.includes('$__') || text.includes('${__i') ? read : undefined).not.toBe(text);
});

test('all nodes of a tree are returned, the root first', () => {
  expect(nodesOf(treeOf('sum(a)')!).map(({ name }) => name)).toEqual(['AggregateExpr', 'AggregateOp', 'FunctionCallBody', 'VectorSelector', 'Identifier']);
  expect(treeOf('rate(a[$__rate_interval])')?.name).toBe('FunctionCall');
  expect(treeOf('sum(')).toBeUndefined();
});

test.each<[string, string[], string]>([
  ['sum by (cluster) (a)', ['region'], 'sum by (cluster, region) (a)'],
  ['sum by (x, cluster, y) (a)', ['region', 'zone'], 'sum by (x, cluster, region, zone, y) (a)'],
  ['sum by (cluster, region) (a)', ['region'], 'sum by (cluster, region) (a)'],
  ['sum by (cluster, region) (a)', ['region', 'zone'], 'sum by (cluster, zone, region) (a)'],
  ['sum by (x) (a)', ['region'], 'sum by (x) (a)'],
  ['sum without (cluster) (a)', ['region'], 'sum without (cluster) (a)'],
  ['a / on (cluster) b', ['region'], 'a / on (cluster, region) b'],
  ['a / ignoring (cluster) b', ['region'], 'a / ignoring (cluster) b'],
  ['a / on (x) group_left (cluster) b', ['region'], 'a / on (x) group_left (cluster) b'],
  ['sum by (cluster) (a) / on (cluster) sum by (cluster) (b)', ['region'], 'sum by (cluster, region) (a) / on (cluster, region) sum by (cluster, region) (b)'],
  ['sum by (cluster) (rate(a[$__rate_interval]))', ['region'], 'sum by (cluster, region) (rate(a[$__rate_interval]))'],
  ['sum by (cluster) (a)', [], 'sum by (cluster) (a)'],
  ['sum by (cluster) (', ['region'], 'sum by (cluster) ('],
])('%s with %j: %s', (text, labels, expected) => expect(withLabels(text, 'cluster', labels)).toBe(expected));
