import { receiversFor, Route } from '../../src/promql/alert-routes';
import { Matcher } from '../../src/promql/matcher';

const route = (receiver: string | undefined, matchers: readonly [string, Matcher['operator'], string][] = [], routes: readonly Route[] = [], continues = false): Route =>
  ({ receiver, matchers: matchers.map(([label, operator, value]) => ({ label, operator, value })), continues, routes });

// https://prometheus.io/docs/alerting/latest/configuration/#route
const TREE = route('default', [], [
  route('a', [['team', '=', 'a']], [route(undefined, [['severity', '=~', 'page|critical']]), route('a-mail', [['severity', '=', 'info']])]),
  route('log', [['log', '!=', '']], [], true),
  route('b', [['team', '=~', 'b.*']]),
  route('empty', [['team', '=', ''], ['other', '!~', 'x.*']]),
]);

test.each<[{ [label: string]: string }, string[]]>([
  [{ team: 'a' }, ['a']],
  [{ team: 'a', severity: 'page' }, ['a']],
  [{ team: 'a', severity: 'info' }, ['a-mail']],
  [{ team: 'b1' }, ['b']],
  [{ team: 'c' }, ['default']],
  [{ team: 'b', log: 'yes' }, ['log', 'b']],
  [{ team: 'c', log: 'yes' }, ['log']],
  [{}, ['empty']],
  [{ other: 'xy' }, ['default']],
  [{ log: 'yes' }, ['log', 'empty']],
])('an alert with %j reaches %j', (labels, receivers) => expect(receiversFor(TREE, labels)).toEqual(receivers));

test('each receiver is there once', () => {
  expect(receiversFor(route('x', [], [route('y', [], [], true), route('y', [], [], true), route(undefined)]), {})).toEqual(['y', 'x']);
});

test('without any receiver it is the empty one', () => expect(receiversFor(route(undefined), {})).toEqual(['']));

test('a dot in a pattern does not match a newline', () => {
  expect(receiversFor(route('x', [], [route('y', [['a', '=~', 'b.c']])]), { a: 'b\nc' })).toEqual(['x']);
  expect(receiversFor(route('x', [], [route('y', [['a', '!~', 'b.c']])]), { a: 'b\nc' })).toEqual(['y']);
  expect(receiversFor(route('x', [], [route('y', [['a', '=', 'b.c']])]), { a: 'b.c' })).toEqual(['y']);
});

test('an invalid pattern matches nothing, and a property of every JavaScript object is not a label', () => {
  expect(receiversFor(route('x', [], [route('y', [['a', '=~', '[']])]), { a: '[' })).toEqual(['x']);
  expect(receiversFor(route('x', [], [route('y', [['constructor', '=', '']])]), {})).toEqual(['y']);
});
