import { graphOf } from '../../src/scrape-graph/graph';
import { asManifests } from '../../src/scrape-graph/manifest';
import { routedReceivers, routingOf } from '../../src/scrape-graph/routes';
import { meta } from '../support/scrape-graph';

const SELECTS = { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} };
const alertmanager = (spec: object = {}) => ({ kind: 'Alertmanager', ...meta('main', {}, 'monitoring'), spec: { ...SELECTS, ...spec } });
const file = (text: string) => ({ kind: 'Secret', ...meta('alertmanager-main', {}, 'monitoring'), stringData: { 'alertmanager.yaml': text } });
const BASE = file('route: {receiver: base}\nreceivers: [{name: base, webhook_configs: [{url: "http://a"}]}]');
const config = (route: object, namespace = 'shop', name = 'team', receivers: object[] = [{ name: 'r', webhookConfigs: [{}], slackConfigs: [{}], emailConfigs: [] }]) =>
  ({ kind: 'AlertmanagerConfig', ...meta(name, {}, namespace), spec: { route, receivers } });

function routed(...objects: object[]) {
  const graph = graphOf(asManifests(objects));
  return routingOf(graph.world.ofKind('Alertmanager')[0], graph);
}
const reached = (labels: { [name: string]: string }, ...objects: object[]) => routedReceivers(routed(...objects)!, labels);

// https://prometheus-operator.dev/docs/developer/alerting/
describe('an AlertmanagerConfig of a namespace', () => {
  test('gets only alerts of its namespace, before all other routes, and continues', () => {
    const objects = [alertmanager(), BASE, config({ receiver: 'r' })];
    expect(reached({ namespace: 'shop' }, ...objects)).toEqual(['shop/team/r']);
    expect(reached({ namespace: 'other' }, ...objects)).toEqual(['base']);
    expect(reached({ namespace: 'shop' }, ...objects, config({ receiver: 'r' }, 'shop', 'other'))).toEqual(['shop/other/r', 'shop/team/r']);
  });

  test('has its receivers with full names, and the number of their integrations', () => {
    const routing = routed(alertmanager(), BASE, config({ receiver: 'r' }))!;
    expect([[...routing.receivers], routing.isShared]).toEqual([[['base', 1], ['shop/team/r', 2]], true]);
  });

  test.each<[object, string, string[]]>([
    [{}, 'shop', ['base']], [{ type: 'None' }, 'shop', ['shop/team/r']], [{ type: 'OnNamespace' }, 'shop', ['base']],
    [{ type: 'OnNamespaceExceptForAlertmanagerNamespace' }, 'monitoring', ['monitoring/team/r']], [{ type: 'OnNamespaceExceptForAlertmanagerNamespace' }, 'shop', ['base']], [{ type: 'OnNamespace' }, 'monitoring', ['base']],
  ])('with the strategy %j in %s gets alerts without a namespace: %j', (alertmanagerConfigMatcherStrategy, namespace, expected) => {
    expect(reached({ a: 'b' }, alertmanager({ alertmanagerConfigMatcherStrategy }), BASE, config({ receiver: 'r' }, namespace))).toEqual(expected);
  });

  test.each<[object, string, boolean]>([
    [{ name: 'a', value: 'b' }, 'b', true], [{ name: 'a', value: 'b' }, 'bb', false], [{ name: 'a', value: 'b.*', regex: true }, 'bb', true], [{ name: 'a', value: 'b.*', regex: false }, 'bb', false], [{ name: 'a', value: 'b', matchType: '!=' }, 'c', true],
    [{ name: 'a', value: 'b', matchType: '!=' }, 'b', false], [{ name: 'a', value: 'b.*', matchType: '=~' }, 'bb', true], [{ name: 'a', value: 'b.*', matchType: '!~' }, 'bb', false], [{ name: 'a', value: 'b.*', matchType: '=', regex: true }, 'bb', false],
    [{ name: 'a', value: 'b', matchType: 'other' }, 'b', true],
  ])('matches %j against %s: %s', (matcher, value, expected) => {
    expect(reached({ namespace: 'shop', a: value }, alertmanager(), BASE, config({ receiver: 'r', matchers: [matcher] }))).toEqual(expected ? ['shop/team/r'] : ['base']);
  });

  test('has child routes, which inherit the receiver, and may continue', () => {
    const to = (a: string, route: object) => reached({ namespace: 'shop', a }, alertmanager(), BASE, config(route));
    const child = (value: string, more: object) => ({ matchers: [{ name: 'a', value }], ...more });
    expect(to('b', { receiver: 'r', routes: [child('b', { receiver: 's' })] })).toEqual(['shop/team/s']);
    expect(to('c', { receiver: 'r', routes: [child('b', { receiver: 's' })] })).toEqual(['shop/team/r']);
    expect(to('b', { receiver: 'r', routes: [child('b', {})] })).toEqual(['shop/team/r']);
    expect(to('b', { receiver: 'r', routes: [child('b', { receiver: 's', continue: true }), child('b', { receiver: 't' })] })).toEqual(['shop/team/s', 'shop/team/t']);
    expect(to('b', { receiver: 'r', routes: [child('b', { receiver: 's' }), child('b', { receiver: 't' })] })).toEqual(['shop/team/s']);
  });

  test('without a route changes nothing', () => {
    const none = { kind: 'AlertmanagerConfig', ...meta('team'), spec: { receivers: [{ name: 'r' }] } };
    const routing = routed(alertmanager(), BASE, none)!;
    expect([[...routing.receivers.keys()], routing.isShared]).toEqual([['base'], false]);
    expect(reached({ namespace: 'shop' }, alertmanager(), BASE, { ...none, spec: { route: null } })).toEqual(['base']);
  });
});

describe('an AlertmanagerConfig that is the whole configuration', () => {
  const whole = alertmanager({ alertmanagerConfiguration: { name: 'team' } });

  test('has all alerts, once', () => {
    expect(reached({ namespace: 'other' }, whole, config({ receiver: 'r' }, 'monitoring'))).toEqual(['monitoring/team/r']);
    expect(routed(whole, config({ receiver: 'r' }, 'monitoring'))!.isShared).toBe(false);
    expect(reached({ namespace: 'shop' }, whole, config({ receiver: 'r' }, 'monitoring'), config({ receiver: 'r' }))).toEqual(['shop/team/r']);
  });

  test('is unknown if it does not exist here', () => {
    expect(routed(whole)).toBe(undefined);
    expect(routed(whole, config({ receiver: 'r' }, 'other'))).toBe(undefined);
    expect(routed(whole, BASE)).toBe(undefined);
  });
});

describe("Alertmanager's own file", () => {
  test.each<[string, object[]]>([
    ['is not here', []], ['has no route', [file('receivers: []')]], ['has a route that is none', [file('route: x')]], ['has a route that is null', [file('route: null')]], ['is no YAML', [file('route: [')]], ['is empty', [file('')]],
    ['has another key', [{ kind: 'Secret', ...meta('alertmanager-main', {}, 'monitoring'), stringData: { 'other.yaml': 'route: {receiver: a}' } }]],
  ])('is unknown if it %s', (_, objects) => expect(routed(alertmanager(), ...objects)).toBe(undefined));

  test('with matchers that cannot be parsed has no such route', () => expect(reached({ a: 'b' }, alertmanager(), file('route: {receiver: base, routes: [{receiver: x, matchers: ["a=b", "("]}]}'))).toEqual(['x']));
});
