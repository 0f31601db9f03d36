import { Duration } from 'cdk8s';
import { Alertmanager, AlertIntegration, AlertmanagerConfig, AlertmanagerProps, AlertRoute, AlertRouting, AlertRoutingProps, PrometheusStack, ScrapeGraph } from '../../src';
import { QUIET } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SECRET = { secretName: 'alerting', key: 'k' };
const TEAM: AlertRoutingProps = {
  route: {
    receiver: 'default',
    groupBy: ['namespace'],
    routes: [
      { receiver: 'nobody', matchers: ['severity="none"'] },
      { receiver: 'pager', matchers: ['severity="critical"'], continueMatching: true, repeatInterval: Duration.hours(1) },
      { receiver: 'shop', matchers: ['team=~"shop|web"'], routes: [{ matchers: ['env!="prod"'], receiver: 'nobody' }, { matchers: ['severity="critical"'] }] },
    ],
  },
  receivers: [
    { name: 'default', integrations: [AlertIntegration.slack({ apiUrl: SECRET, channel: '#alerts' })] }, { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: SECRET })] },
    { name: 'shop', integrations: [AlertIntegration.webhook({ url: 'http://hook.shop.svc/alerts' })] }, { name: 'nobody' },
  ],
};

describe('the receivers that an alert reaches', () => {
  const routing = new AlertRouting(TEAM);

  test.each<[{ [label: string]: string }, string[]]>([
    [{ alertname: 'X' }, ['default']],
    [{ severity: 'none' }, ['nobody']],
    [{ severity: 'none', team: 'shop', env: 'prod' }, ['nobody']],
    [{ severity: 'critical' }, ['pager']],
    [{ severity: 'critical', team: 'shop', env: 'prod' }, ['pager', 'shop']],
    [{ severity: 'warning', team: 'web', env: 'prod' }, ['shop']],
    // a missing label is empty, and so not "prod"
    [{ team: 'web' }, ['nobody']],
    [{ team: 'webshop' }, ['default']],
  ])('%j: %j', (labels, receivers) => expect(routing.receiversFor(labels)).toEqual(receivers));

  test('a dot does not match a newline, unless a flag is set', () => {
    const of = (pattern: string) => new AlertRouting({ ...TEAM, route: { receiver: 'default', routes: [{ receiver: 'pager', matchers: [`a=~"${pattern}"`] }] } }).receiversFor({ a: 'b\nc' });
    expect([of('b.c'), of('(?s)b.c'), of('b\\nc')]).toEqual([['default'], ['pager'], ['pager']]);
  });

  test('labels can have any name', () => expect(new AlertRouting({ ...TEAM, route: { receiver: 'default', routes: [{ receiver: 'pager', matchers: ['constructor!=""'] }] } }).receiversFor({})).toEqual(['default']));
});

function made(routing: AlertRoutingProps, props: AlertmanagerProps = {}) {
  const chart = aChart('monitoring');
  new Alertmanager(chart, 'Alertmanager', { routing: new AlertRouting(routing), ...props });
  return chart;
}

test('the routing of an Alertmanager is for all namespaces, in a separate object', () => {
  const objects = synth(made(TEAM));
  const { metadata, spec } = theOne(objects, 'AlertmanagerConfig');
  expect(metadata).toMatchObject({ name: 'alertmanager-main', namespace: 'monitoring' });
  expect(theOne(objects, 'Alertmanager').spec.alertmanagerConfiguration).toEqual({ name: 'alertmanager-main' });
  expect(spec.route.routes[1]).toEqual({ receiver: 'pager', matchers: [{ name: 'severity', matchType: '=', value: 'critical' }], continue: true, repeatInterval: '1h' });
  expect(spec.receivers).toEqual([
    { name: 'default', slackConfigs: [{ apiURL: { name: 'alerting', key: 'k' }, channel: '#alerts' }] },
    { name: 'pager', pagerdutyConfigs: [{ routingKey: { name: 'alerting', key: 'k' } }] },
    { name: 'shop', webhookConfigs: [{ url: 'http://hook.shop.svc/alerts' }] },
    { name: 'nobody' },
  ]);
});

test('every integration is written with the operator\'s field names', () => {
  const integrations = [
    AlertIntegration.email({ to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp.example.org:587', authUsername: 'b', authPassword: SECRET, requireTls: true, sendResolved: true }),
    AlertIntegration.opsgenie({ apiKey: SECRET, priority: 'P2' }), AlertIntegration.teams({ webhookUrl: SECRET }), AlertIntegration.discord({ apiUrl: SECRET }),
    AlertIntegration.telegram({ botToken: SECRET, chatId: -5 }), AlertIntegration.webhook({ urlSecret: SECRET, maxAlerts: 10 }), AlertIntegration.webhook({ url: 'https://hook.example.org' }),
  ];
  const key = { name: 'alerting', key: 'k' };
  const chart = made({ route: { receiver: 'all' }, receivers: [{ name: 'all', integrations }] });
  expect(errorsOf(chart)).toBe('');
  expect(theOne(synth(chart), 'AlertmanagerConfig').spec.receivers).toEqual([{
    name: 'all',
    emailConfigs: [{ to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp.example.org:587', authUsername: 'b', authPassword: key, requireTLS: true, sendResolved: true }],
    opsgenieConfigs: [{ apiKey: key, priority: 'P2' }],
    msteamsv2Configs: [{ webhookURL: key }],
    discordConfigs: [{ apiURL: key }],
    telegramConfigs: [{ botToken: key, chatID: -5 }],
    webhookConfigs: [{ urlSecret: key, maxAlerts: 10 }, { url: 'https://hook.example.org' }],
  }]);
});

test('inhibitions and times', () => {
  const { spec } = theOne(synth(made({
    ...TEAM,
    inhibitions: [{ sourceMatchers: ['severity="critical"'], targetMatchers: ['severity=~"warning|info"'], equal: ['namespace'] }],
    timeIntervals: [{ name: 'office', ranges: [{ startTime: '09:00', endTime: '17:00', weekdays: ['monday:friday'] }, { weekdays: ['sunday'] }, { endTime: '06:00' }, { startTime: '22:00' }] }],
    route: { receiver: 'default', routes: [{ receiver: 'pager', activeTimeIntervals: ['office'], groupBy: ['...'] }] },
  })), 'AlertmanagerConfig');
  expect(spec.inhibitRules).toEqual([{
    sourceMatch: [{ name: 'severity', matchType: '=', value: 'critical' }], targetMatch: [{ name: 'severity', matchType: '=~', value: 'warning|info' }], equal: ['namespace'],
  }]);
  expect(spec.muteTimeIntervals).toEqual([{
    name: 'office',
    timeIntervals: [{ times: [{ startTime: '09:00', endTime: '17:00' }], weekdays: ['monday:friday'] }, { weekdays: ['sunday'] }, { times: [{ startTime: '00:00', endTime: '06:00' }] },
      // Alertmanager's end of the day, which is not in the range: with 23:59 the last minute would be missing
      { times: [{ startTime: '22:00', endTime: '24:00' }] }],
  }]);
  expect(spec.route.routes).toEqual([{ receiver: 'pager', groupBy: ['...'], activeTimeIntervals: ['office'] }]);
});

test('the routing of a namespace is an AlertmanagerConfig there', () => {
  const chart = aChart('shop');
  new AlertmanagerConfig(chart, 'Routing', { routing: new AlertRouting(TEAM), labels: { team: 'shop' } });
  expect(errorsOf(chart)).toBe('');
  expect(theOne(synth(chart), 'AlertmanagerConfig').metadata).toEqual({ name: 'routing', namespace: 'shop', labels: { team: 'shop' } });
});

const route = (first: Partial<AlertRoute>): AlertRoutingProps => ({ ...TEAM, route: { receiver: 'default', ...first } });
const child = (...routes: AlertRoute[]) => route({ routes });
const integration = (...integrations: AlertIntegration[]): AlertRoutingProps => ({ route: { receiver: 'a' }, receivers: [{ name: 'a', integrations }] });
const times = (startTime?: string, endTime?: string, weekdays?: string[]): AlertRoutingProps => ({ ...TEAM, timeIntervals: [{ name: 't', ranges: [{ startTime, endTime, weekdays }] }] });
const inhibition = (sourceMatchers: string[], targetMatchers: string[], equal?: string[]): AlertRoutingProps =>
  ({ ...TEAM, inhibitions: [{ sourceMatchers, targetMatchers, equal }] });

test.each<[string, AlertRoutingProps, string]>([
  ['routing', route({ receiver: undefined }), 'the first route has no "receiver"'],
  ['routing', route({ receiver: 'pgaer' }), 'receiver "pgaer" does not exist: use one of "default", "pager", "shop", "nobody"'],
  ['routing', route({ matchers: ['a=b'] }), 'move them to a route below it'],
  ['routing', route({ continueMatching: true }), 'remove it'],
  ['routing', { ...route({ muteTimeIntervals: ['t'] }), timeIntervals: [{ name: 't', ranges: [{}] }] }, 'move them to a route below it'],
  ['routing', child({ receiver: 'x' }), 'route.routes[0]'],
  ['routing', child({ matchers: ['severity'] }), '"severity" is not a matcher: write one like \'severity="critical"\''],
  ['routing', child({ matchers: ['a=~"("'] }), '"(" is not a valid RE2 regular expression'],
  ['routing', child({ matchers: ['a=b'], muteTimeIntervals: ['night'] }), 'add it to "timeIntervals"'],
  ['routing', child({ matchers: ['a=b'], groupBy: ['a-b'] }), '"groupBy" has "a-b", which is not a valid label name'],
  ['routing', child({ matchers: ['a=b'], groupBy: ['...', 'a'] }), '[test/Alertmanager] "routing" is invalid at route.routes[0]'],
  ['number', child({ matchers: ['a=b'], repeatInterval: Duration.millis(0) }), 'repeatInterval'],
  ['route-unreached', child({ receiver: 'pager' }, { receiver: 'shop', matchers: ['a=b'] }), '[test/Alertmanager] no alert reaches route.routes[1]: route.routes[0] matches all alerts'],
  ['routing', { ...TEAM, receivers: [...TEAM.receivers, { name: 'pager' }] }, 'two entries have the name "pager"'],
  ['routing', { ...TEAM, receivers: [...TEAM.receivers, { name: '' }] }, 'an entry has no name: add one'],
  ['routing', { ...TEAM, timeIntervals: [{ name: 't', ranges: [] }, { name: 't', ranges: [] }] }, 'two entries have the name "t"'],
  ['routing', inhibition([], ['a=b']), 'without "sourceMatchers" every alert is a source'],
  ['routing', inhibition(['a=b'], []), 'without "targetMatchers" the rule mutes every alert'],
  ['routing', inhibition(['a=b'], ['c'], ['d']), 'inhibitions[0].targetMatchers'],
  ['routing', inhibition(['a=b'], ['c=d'], ['d e']), '"d e" is not a valid label name'],
  ['routing', times('9:00'), '"9:00" is not a valid time: write it like "09:00"'],
  ['routing', times('09:00', '24:01'), '"24:01" is not a valid time'],
  ['routing', times('22:00', '06:00'), 'use two ranges for a time over midnight'],
  ['routing', times('09:00', '09:00'), 'is not before "endTime"'],
  ['routing', times(undefined, undefined, ['mon']), '"mon" is neither a weekday nor a range of weekdays'],
  ['routing', times(undefined, undefined, ['friday:sunday']), 'write it like "monday:friday" (the week begins on sunday)'],
  ['routing', integration(AlertIntegration.webhook({})), 'neither of "url" and "urlSecret"'],
  ['routing', integration(AlertIntegration.webhook({ url: 'https://a', urlSecret: SECRET })), 'both of "url" and "urlSecret"'],
  ['routing', integration(AlertIntegration.email({ to: 'a', from: 'b', smarthost: 'smtp' })), '"smtp.example.org:587"'],
  ['reference', integration(AlertIntegration.slack({ apiUrl: { secretName: 'a b', key: 'k' } })), 'receivers[0].integrations[0].apiURL'],
  ['url', integration(AlertIntegration.webhook({ url: 'hook' })), 'receivers[0].integrations[0].url'],
])('%s is refused: %j', (id, routing, cure) => {
  const line = errorsOf(made(routing)).split('\n').find(each => new RegExp(`\\[\\w+/${id}\\]`).test(each));
  expect(line).toContain(cure);
});

test('a route that matches everything may be the last one, or continue', () => {
  expect(errorsOf(made(child({ matchers: ['a=b'] }, { receiver: 'shop' })))).toBe('');
  expect(errorsOf(made(child({ receiver: 'pager', continueMatching: true }, { receiver: 'shop', matchers: ['a=b'] })))).toBe('');
});

test('the whole configuration can come from only one place', () => {
  expect(errorsOf(made(TEAM, { configSecret: 'x' }))).toContain('[alertmanager/routing-twice]');
  expect(noticesOf(made(TEAM)).join()).not.toContain('no-configuration');
});

test.each([['0.81.0', '0.34.2', true], ['0.82.0', '0.27.0', true], ['0.82.0', '0.28.0', false]])('Microsoft Teams with operator %s and Alertmanager %s: rejected %s', (operatorVersion, version, isRefused) => {
  const said = errorsOf(made(integration(AlertIntegration.teams({ webhookUrl: SECRET })), { operatorVersion, version }));
  expect(said.includes('[alertmanager/teams-version]')).toBe(isRefused);
});

test('the explanation of a stack shows how many alerts reach each receiver, and which alerts reach none', () => {
  const explained = (routing: AlertRoutingProps) => {
    const chart = aChart('monitoring');
    new PrometheusStack(chart, 'Monitoring', { ...QUIET, alertmanager: { ...QUIET.alertmanager, configSecret: undefined, routing: new AlertRouting(routing) } });
    const graph = ScrapeGraph.of(chart);
    const [{ prometheuses: [{ alerts: [{ receivers }] }] }] = JSON.parse(graph.explainAsJson());
    return { receivers, problems: graph.problems.filter(line => line.includes('receiver')) };
  };
  const well = explained({ route: { receiver: 'all', routes: [{ receiver: 'pager', matchers: ['severity="critical"'] }] }, receivers: ['all', 'pager'].map(name => ({ name, integrations: [AlertIntegration.slack({ apiUrl: SECRET })] })) });
  expect(Object.keys(well.receivers)).toEqual(['monitoring/alertmanager-main/all', 'monitoring/alertmanager-main/pager']);
  expect(well.receivers['monitoring/alertmanager-main/pager']).toBeGreaterThan(10);
  expect(well.problems).toEqual([]);
  const silent = explained({ route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] });
  expect(silent.problems.join()).toContain('[scrape-graph/silent-receiver]');
});

test('the routing of a stack adds one object', () => {
  const chart = aChart('monitoring');
  new PrometheusStack(chart, 'Monitoring', { ...QUIET, alertmanager: { routing: new AlertRouting(TEAM) } });
  expect(ofKind(synth(chart), 'AlertmanagerConfig')).toHaveLength(1);
});
