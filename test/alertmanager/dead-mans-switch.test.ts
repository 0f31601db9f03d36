import { Duration } from 'cdk8s';
import { Alertmanager, AlertDeadMansSwitch, AlertIntegration, AlertRoute, AlertRouting, AlertRoutingProps } from '../../src';
import { readDays } from '../../src/alertmanager/days-of-month';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const URL = { secretName: 'alerting', key: 'healthchecks' };
const hook = (name: string) => ({ name, integrations: [AlertIntegration.webhook({ url: `http://${name}.shop.svc` })] });
const BASE: AlertRoutingProps = {
  route: { receiver: 'chat', groupBy: ['namespace'], routes: [{ receiver: 'nobody', matchers: ['severity="none"'] }, { receiver: 'pager', matchers: ['severity="critical"'] }] },
  receivers: [hook('chat'), hook('pager'), { name: 'nobody' }],
};

function made(props: AlertRoutingProps) {
  const chart = aChart('monitoring');
  new Alertmanager(chart, 'Alertmanager', { routing: new AlertRouting(props) });
  return chart;
}

const specOf = (props: AlertRoutingProps) => theOne(synth(made(props)), 'AlertmanagerConfig').spec;

describe('a dead man\'s switch', () => {
  const routing = new AlertRouting({ ...BASE, deadMansSwitch: { url: URL } });

  test.each<[{ [label: string]: string }, string[]]>([
    [{ alertname: 'Watchdog', severity: 'none' }, ['dead-mans-switch']],
    [{ alertname: 'InfoInhibitor', severity: 'none' }, ['nobody']],
    [{ alertname: 'X', severity: 'critical' }, ['pager']],
    [{ alertname: 'X' }, ['chat']],
  ])('%j: %j', (labels, receivers) => expect(routing.receiversFor(labels)).toEqual(receivers));

  test('without it Watchdog is routed by its severity', () => expect(new AlertRouting(BASE).receiversFor({ alertname: 'Watchdog', severity: 'none' })).toEqual(['nobody']));

  test('its route is the first one, does not wait, and repeats at every group interval', () => {
    const { route, receivers } = specOf({ ...BASE, deadMansSwitch: { url: URL } });
    expect(route.routes.map(({ receiver }: any) => receiver)).toEqual(['dead-mans-switch', 'nobody', 'pager']);
    expect(route.routes[0]).toEqual({
      receiver: 'dead-mans-switch', matchers: [{ name: 'alertname', matchType: '=', value: 'Watchdog' }], groupBy: ['...'], groupWait: '0s', groupInterval: '1m', repeatInterval: '30s',
    });
    expect(receivers[3]).toEqual({ name: 'dead-mans-switch', webhookConfigs: [{ urlSecret: { name: 'alerting', key: 'healthchecks' }, sendResolved: false }] });
  });

  test('the operator accepts it', () => {
    const chart = made({ ...BASE, deadMansSwitch: { url: URL } });
    expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
  });

  test('with another alert, another interval, and a proxy', () => {
    const { route, receivers } = specOf({ ...BASE, deadMansSwitch: { url: URL, alertName: 'AlwaysFiring', interval: Duration.minutes(5), receiver: 'snitch', http: { proxyUrl: 'http://proxy:3128' } } });
    expect(route.routes[0]).toMatchObject({ receiver: 'snitch', matchers: [{ value: 'AlwaysFiring' }], groupInterval: '5m', repeatInterval: '150s' });
    expect(receivers[3]).toMatchObject({ name: 'snitch', webhookConfigs: [{ httpConfig: { proxyUrl: 'http://proxy:3128' } }] });
  });

  test.each<[string, Partial<AlertDeadMansSwitch>, string]>([
    ['a receiver of another one', { receiver: 'chat' }, '"receivers" also has "chat"'],
    ['no name', { receiver: '' }, '"receiver" is empty'],
    ['no alert', { alertName: '' }, '"alertName" is empty'],
    ['no time', { interval: Duration.millis(1) }, 'deadMansSwitch.interval'],
  ])('%s is an error', (_, options, message) => expect(errorsOf(made({ ...BASE, deadMansSwitch: { url: URL, ...options } }))).toContain(message));

  test('paths in messages are those of the options, not shifted by its route', () => {
    const routes: AlertRoute[] = [{ receiver: 'pgaer', matchers: ['a=b'] }];
    expect(errorsOf(made({ ...BASE, route: { receiver: 'chat', routes }, deadMansSwitch: { url: URL } }))).toContain('route.routes[0]');
  });
});

describe('routes by one label', () => {
  test.each<[string, AlertRoute[], object[]]>([
    ['severity', AlertRouting.routesBySeverity({ critical: 'pager', none: 'nobody' }), [{ receiver: 'pager', matchers: ['severity="critical"'] }, { receiver: 'nobody', matchers: ['severity="none"'] }]],
    ['team', AlertRouting.routesByTeam({ shop: 'chat' }), [{ receiver: 'chat', matchers: ['team="shop"'] }]],
    ['team of another label', AlertRouting.routesByTeam({ shop: 'chat' }, 'owner'), [{ receiver: 'chat', matchers: ['owner="shop"'] }]],
    ['namespace', AlertRouting.routesByNamespace({ 'kube-system': 'pager' }), [{ receiver: 'pager', matchers: ['namespace="kube-system"'] }]],
  ])('%s', (_, routes, expected) => expect(routes).toEqual(expected));

  test('they can be nested', () => {
    const shop = { receiver: 'chat', matchers: ['team="shop"'], routes: AlertRouting.routesBySeverity({ critical: 'pager' }) };
    const props = { ...BASE, route: { receiver: 'nobody', routes: [shop, ...AlertRouting.routesByNamespace({ 'kube-system': 'pager' })] } };
    const routing = new AlertRouting(props);
    expect([{ team: 'shop', severity: 'critical' }, { team: 'shop', severity: 'info' }, { namespace: 'kube-system' }, {}].map(labels => routing.receiversFor(labels as any)))
      .toEqual([['pager'], ['chat'], ['pager'], ['nobody']]);
    expect(errorsOf(made(props))).toBe('');
  });

  test('a value is compared as text, not as a pattern', () => {
    const routing = new AlertRouting({ ...BASE, route: { receiver: 'chat', routes: AlertRouting.routesByTeam({ 'a.b': 'pager', 'c"d\\e': 'nobody' }) } });
    expect(['a.b', 'axb', 'c"d\\e'].map(team => routing.receiversFor({ team }))).toEqual([['pager'], ['chat'], ['nobody']]);
  });
});

describe('days, months and years', () => {
  /** @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1alpha1/validation.go */
  test.each<[string, object | undefined]>([
    ['1', { start: 1, end: 1 }], ['1:5', { start: 1, end: 5 }], ['-3:-1', { start: -3, end: -1 }], ['15:-1', { start: 15, end: -1 }], ['31', { start: 31, end: 31 }],
    ['0', undefined], ['32', undefined], ['5:1', undefined], ['-1:5', undefined], ['28:-1', undefined], ['first', undefined], ['', undefined],
  ])('%s: %j', (text, days) => expect(readDays(text)).toEqual(days));

  const times = (daysOfMonth: string[]): AlertRoutingProps => ({
    ...BASE,
    route: { receiver: 'chat', routes: [{ receiver: 'nobody', matchers: ['severity="info"'], muteTimeIntervals: ['freeze'] }] },
    timeIntervals: [{ name: 'freeze', ranges: [{ daysOfMonth, months: ['december'], years: ['2026:2028'] }] }],
  });

  test('are written', () => {
    expect(specOf(times(['20:-1'])).muteTimeIntervals).toEqual([{ name: 'freeze', timeIntervals: [{ daysOfMonth: [{ start: 20, end: -1 }], months: ['december'], years: ['2026:2028'] }] }]);
    expect(errorsOf(made(times(['20:-1'])))).toBe('');
  });

  test('an invalid day is an error', () => expect(errorsOf(made(times(['0'])))).toContain('"0" is neither a day of the month nor a range of days'));
});
