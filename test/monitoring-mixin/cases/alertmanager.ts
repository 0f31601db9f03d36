import { AlertCase, Input, OFF, ON } from '../alert-case';
import { lasting, replaced } from '../timing';

type Series = (metric: string, labels?: string) => string;

/** A member of an Alertmanager of three, as the stack scrapes it. */
const member = (pod: string, where = 'cluster="a",namespace="monitoring",service="alertmanager-main"', instance = `10.0.0.${pod}:9093`): Series => (metric, labels = '') =>
  `${metric}{job="alertmanager",${where},pod="alertmanager-main-${pod}",container="alertmanager",endpoint="web",instance="${instance}"${labels && `,${labels}`}}`;

/** The config reloader beside it, in the same job. */
const reloader = (pod: string): Series => metric =>
  `${metric}{job="alertmanager",cluster="a",namespace="monitoring",service="alertmanager-main",pod="alertmanager-main-${pod}",container="config-reloader",endpoint="reloader-web",instance="10.0.0.${pod}:8080"}`;

/** What tells Alertmanagers apart: each differs in one label from the first. */
const GROUPS = [
  'cluster="a",namespace="monitoring",service="alertmanager-main"', 'cluster="b",namespace="monitoring",service="alertmanager-main"',
  'cluster="a",namespace="team",service="alertmanager-main"', 'cluster="a",namespace="monitoring",service="alertmanager-other"',
];

const all = (make: (series: Series) => Input, ...series: Series[]): Input => Object.assign({}, ...series.map(make));
const everywhere = (make: (series: Series) => Input) => all(make, ...GROUPS.flatMap(where => [member('0', where), member('1', where)]));

/** One alert for each member, or for each group of members. */
const each = (alert: string, count: number, ill: (series: Series) => Input, well: (series: Series) => Input): AlertCase =>
  ({ alert, what: 'one for each', count, fires: everywhere(ill), quiet: everywhere(well) });

const gauge = (metric: string, value: string) => (series: Series): Input => ({ [series(metric)]: value });
const gauges = (metric: string, ...values: string[]): Input => Object.assign({}, ...values.map((value, at) => gauge(metric, value)(member(`${at}`))));
const instances = (metric: string) => (instance: string) => member('0', GROUPS[0], instance)(metric);

const RELOADED = 'alertmanager_config_last_reload_successful';
const MEMBERS = 'alertmanager_cluster_members';
const PEERS = 'alertmanager_cluster_failed_peers';
const HASH = 'alertmanager_config_hash';
const START = 'process_start_time_seconds';

const RELOAD: readonly AlertCase[] = [
  each('AlertmanagerFailedReload', 8, gauge(RELOADED, OFF), gauge(RELOADED, ON)),
  lasting({ alert: 'AlertmanagerFailedReload', minutes: 10, window: 5, changes: { [member('0')(RELOADED)]: ['1', '0'] } }),
  { alert: 'AlertmanagerFailedReload', what: 'scrapes fail', at: '38m', fires: gauges(RELOADED, '0x27 _ 0 _ 0x600'), quiet: gauges(RELOADED, '1x25 0x3 1x600') },
  { alert: 'AlertmanagerFailedReload', what: 'although its pod is replaced', at: '47m', count: 1, fires: replaced(instances(RELOADED), '1x31 0x7', '0'), quiet: replaced(instances(RELOADED), '1x39', '1') },
];

const MESH: readonly AlertCase[] = [
  { alert: 'AlertmanagerMembersInconsistent', what: 'a cluster of three has two parts', count: 3, fires: gauges(MEMBERS, '2x600', '2x600', '1x600'), quiet: gauges(MEMBERS, '3x600', '3x600', '3x600') },
  each('AlertmanagerMembersInconsistent', 8, gauge(MEMBERS, '1x600'), gauge(MEMBERS, '2x600')),
  lasting({ alert: 'AlertmanagerMembersInconsistent', minutes: 15, window: 5, changes: { [member('0')(MEMBERS)]: ['2', '1'] }, others: { [member('1')(MEMBERS)]: '2x600' } }),
  { alert: 'AlertmanagerMembersInconsistent', what: 'a scrape fails', at: '38m', fires: gauges(MEMBERS, '1x32 _ 1x600', '2x600'), quiet: gauges(MEMBERS, '2 2 1 2 '.repeat(60).trim(), '2x600') },
  {
    // each replaced pod is one member, not two
    alert: 'AlertmanagerMembersInconsistent',
    what: 'pods are replaced',
    at: '34m',
    fires: { [member('0')(MEMBERS)]: '1x600', [member('1')(MEMBERS)]: '2x600' },
    quiet: Object.assign({}, ...[0, 1, 2, 3, 4].map(at => ({ [instances(MEMBERS)(`10.1.0.${at}:9093`)]: `_x${10 + at * 4} 2x4 stale` })), { [instances(MEMBERS)('10.1.0.9:9093')]: '_x30 2x600', [member('1')(MEMBERS)]: '2x600' }),
  },
  {
    alert: 'AlertmanagerMembersInconsistent',
    what: 'although its pod is replaced',
    at: '48m',
    count: 1,
    fires: { ...replaced(instances(MEMBERS), '1x39', '1'), [member('1')(MEMBERS)]: '2x600' },
    quiet: { ...replaced(instances(MEMBERS), '2x39', '2'), [member('1')(MEMBERS)]: '2x600' },
  },
  { alert: 'AlertmanagerClusterFailedPeers', fires: gauges(PEERS, '1x600', '0x600'), quiet: gauges(PEERS, '0x600', '0x600'), count: 1 },
  each('AlertmanagerClusterFailedPeers', 8, gauge(PEERS, '1x600'), gauge(PEERS, '0x600')),
  lasting({ alert: 'AlertmanagerClusterFailedPeers', minutes: 15, changes: { [member('0')(PEERS)]: ['0', '1'] } }),
  { alert: 'AlertmanagerClusterFailedPeers', what: 'although its pod is replaced', at: '48m', count: 1, fires: replaced(instances(PEERS), '0x31 1x7', '1'), quiet: replaced(instances(PEERS), '0x39', '0') },
  { alert: 'AlertmanagerClusterFailedPeers', what: 'a scrape fails', at: '38m', fires: gauges(PEERS, '1x32 _ 1x600'), quiet: gauges(PEERS, '0x32 _ 0x600') },
  { alert: 'AlertmanagerConfigInconsistent', count: 1, fires: gauges(HASH, '7e13x600', '7e13x600', '8e13x600'), quiet: gauges(HASH, '7e13x600', '7e13x600', '7e13x600') },
  {
    alert: 'AlertmanagerConfigInconsistent',
    what: 'for each Alertmanager, whose configurations differ from those of others',
    count: 4,
    fires: Object.assign({}, ...GROUPS.map(where => ({ [member('0', where)(HASH)]: '7e13x600', [member('1', where)(HASH)]: '8e13x600' }))),
    quiet: Object.assign({}, ...GROUPS.map((where, at) => ({ [member('0', where)(HASH)]: `${at}e13x600`, [member('1', where)(HASH)]: `${at}e13x600` }))),
  },
  lasting({ alert: 'AlertmanagerConfigInconsistent', minutes: 20, changes: { [member('0')(HASH)]: ['7e13', '8e13'] }, others: { [member('1')(HASH)]: '7e13x600' } }),
  { alert: 'AlertmanagerConfigInconsistent', what: 'a scrape fails', at: '44m', fires: gauges(HASH, '7e13x32 _ 7e13x600', '8e13x600'), quiet: gauges(HASH, '7e13x32 _ 7e13x600', '7e13x600') },
];

const WARNING = 'AlertmanagerFailedToSendAlerts';
const CRITICAL = 'AlertmanagerClusterFailedToSendAlerts';

/** What one member sent and could not send. Each reason is exposed from the start, with 0. */
const sending = (series: Series, sent: number, failed: number, integration = 'slack', receiver = ''): Input => {
  const labels = `integration="${integration}"${receiver && `,receiver_name="${receiver}"`}`;
  return {
    [series('alertmanager_notifications_total', labels)]: `0+${sent}x600`,
    [series('alertmanager_notifications_failed_total', `${labels},reason="other"`)]: '0x600',
    [series('alertmanager_notifications_failed_total', `${labels},reason="clientError"`)]: `0+${failed / 2}x600`,
    [series('alertmanager_notifications_failed_total', `${labels},reason="serverError"`)]: `0+${failed / 2}x600`,
  };
};

const before026 = (series: Series, failed: number): Input => ({
  [series('alertmanager_notifications_total', 'integration="slack"')]: '0+1000x600', [series('alertmanager_notifications_failed_total', 'integration="slack"')]: `0+${failed}x600`,
});

const failing = (alert: string, minutes: number): AlertCase => lasting({
  alert,
  minutes,
  changes: { [member('0')('alertmanager_notifications_failed_total', 'integration="slack",reason="serverError"')]: ['0', '900+900'] },
  others: {
    [member('0')('alertmanager_notifications_total', 'integration="slack"')]: '0+1000x600',
    [member('0')('alertmanager_notifications_failed_total', 'integration="slack",reason="other"')]: '0x600',
  },
});

const SENDING: readonly AlertCase[] = [WARNING, CRITICAL].flatMap((alert): AlertCase[] => [
  { alert, fires: sending(member('0'), 1000, 11), quiet: sending(member('0'), 1000, 10) },
  { alert, what: 'before 0.26', fires: before026(member('0'), 11), quiet: before026(member('0'), 10) },
  { alert, what: 'all of them fail', fires: sending(member('0'), 10, 10), quiet: sending(member('0'), 10, 0) },
  failing(alert, 5),
  { alert, what: 'for each integration', count: 2, fires: { ...sending(member('0'), 10, 10), ...sending(member('0'), 10, 10, 'email') }, quiet: { ...sending(member('0'), 10, 0), ...sending(member('0'), 10, 0, 'email') } },
  {
    alert,
    what: 'with the names of receivers: one of two is enough',
    count: 1,
    fires: { ...sending(member('0'), 1000, 100, 'slack', 'a'), ...sending(member('0'), 1000000, 0, 'slack', 'b') },
    quiet: { ...sending(member('0'), 1000, 0, 'slack', 'a'), ...sending(member('0'), 1000, 0, 'slack', 'b') },
  },
]).concat([
  each(WARNING, 8, series => sending(series, 10, 10), series => sending(series, 10, 0)),
  each(CRITICAL, 4, series => sending(series, 10, 10), series => sending(series, 10, 0)),
  {
    alert: WARNING,
    what: 'one of three fails',
    count: 1,
    fires: { ...sending(member('0'), 10, 10), ...sending(member('1'), 10, 0), ...sending(member('2'), 10, 0) },
    quiet: { ...sending(member('0'), 10, 0), ...sending(member('1'), 10, 0), ...sending(member('2'), 10, 0) },
  },
  {
    alert: CRITICAL,
    what: 'each of three fails, not one or two of them',
    count: 1,
    fires: { ...sending(member('0'), 10, 10), ...sending(member('1'), 10, 1), ...sending(member('2'), 10, 2) },
    quiet: { ...sending(member('0'), 10, 10), ...sending(member('1'), 10, 10), ...sending(member('2'), 10, 0) },
  },
  {
    alert: CRITICAL,
    what: 'members that send nothing have no say',
    fires: { ...sending(member('0'), 10, 10), ...sending(member('1'), 0, 0), ...sending(member('2'), 0, 0) },
    quiet: { ...sending(member('0'), 0, 0), ...sending(member('1'), 0, 0) },
  },
]);

const UP = 'up';
const DOWN = 'AlertmanagerClusterDown';
const three = (...values: string[]): Input => ({ ...gauges(UP, ...values), ...all(series => ({ [series(UP)]: ON }), ...values.map((_, at) => reloader(`${at}`))) });
const bare = (pod: string) => `up{job="alertmanager",namespace="monitoring",service="alertmanager-main",pod="alertmanager-main-${pod}",instance="10.0.0.${pod}:9093"}`;

const AVAILABLE: readonly AlertCase[] = [
  { alert: DOWN, what: 'two of three, whose config reloaders are up', count: 1, fires: three(OFF, OFF, ON), quiet: three(OFF, ON, ON) },
  { alert: DOWN, what: 'one of two', fires: three(OFF, ON), quiet: three(ON, ON) },
  { alert: DOWN, what: 'the only one, not its config reloader', fires: three(OFF), quiet: { ...gauges(UP, ON), [reloader('0')(UP)]: OFF } },
  { alert: DOWN, what: 'a pod with an IPv4 and an IPv6 target is one member', fires: { ...gauges(UP, OFF, ON), [member('1', GROUPS[0], '[fd00::1]:9093')(UP)]: ON }, quiet: { ...gauges(UP, OFF, ON, ON), [member('0', GROUPS[0], '[fd00::1]:9093')(UP)]: OFF } },
  { alert: DOWN, what: 'up for half of the time', interval: '30s', fires: gauges(UP, '1 0 0 '.repeat(60).trim()), quiet: gauges(UP, '1 0 '.repeat(60).trim()) },
  { alert: DOWN, what: 'targets have no label container', fires: { [bare('0')]: OFF, [bare('1')]: OFF, [bare('2')]: ON }, quiet: { [bare('0')]: OFF, [bare('1')]: ON, [bare('2')]: ON } },
  each(DOWN, 4, gauge(UP, OFF), gauge(UP, ON)),
  lasting({ alert: DOWN, minutes: 5, window: 2, changes: { [member('0')(UP)]: ['1', '0'] } }),
  { alert: DOWN, what: 'up for less than half of the time', fires: gauges(UP, `${'0 1 0 1 0 '.repeat(60)}0`), quiet: gauges(UP, `${'1 1 0 1 0 '.repeat(60)}1`) },
  {
    // three pods, one after another: each is up again when the next one goes
    alert: DOWN,
    what: 'a rollout with new addresses is none',
    at: '46m',
    fires: { ...replaced(instances(UP), '0x39', '0'), [member('1')(UP)]: ON },
    quiet: { ...replaced(instances(UP), '1x36 0x2', '1'), [member('1')(UP)]: ON },
  },
];

const LOOP = 'AlertmanagerClusterCrashlooping';
const starts = (minutes: number) => Array.from({ length: 120 }, (_, at) => 1000 + 60 * minutes * Math.floor(at / minutes)).join(' ');
const loop = (crashing: number, members: number, minutes = 1): Input => Object.assign({}, ...Array.from({ length: members }, (_, at) => ({
  [member(`${at}`)(START)]: at < crashing ? starts(minutes) : '1000x600', [member(`${at}`)(UP)]: ON, [reloader(`${at}`)(START)]: '1000x600', [reloader(`${at}`)(UP)]: ON,
})));

const CRASHING: readonly AlertCase[] = [
  { alert: LOOP, what: 'two of three', count: 1, fires: loop(2, 3), quiet: loop(1, 3) },
  { alert: LOOP, what: 'often', fires: loop(1, 2), quiet: loop(1, 2, 4) },
  { alert: LOOP, what: 'not every two minutes', fires: loop(1, 2), quiet: loop(1, 2, 2), isAtThreshold: true },
  { alert: LOOP, what: 'scraped every two minutes', interval: '2m', at: '40m', fires: { ...gauges(START, '1000+120x60'), ...gauges(UP, ON) }, quiet: { ...gauges(START, '1000 1120 1240 1360 '.repeat(15).trim().split(' ').map((start, at) => Number(start) + 360 * Math.floor(at / 4)).join(' ')), ...gauges(UP, ON) } },
  { alert: LOOP, what: 'not a new member with few samples', at: '20m', fires: loop(1, 1), quiet: { ...gauges(UP, ON), [member('0')(START)]: '1000 1060 _x3 1120 1120 1180x60' } },
  { alert: LOOP, what: 'not the config reloader', fires: loop(1, 1), quiet: { ...loop(0, 1), [reloader('0')(START)]: starts(1) } },
  each(LOOP, 4, series => ({ [series(START)]: starts(1), [series(UP)]: ON }), series => ({ [series(START)]: '1000x600', [series(UP)]: ON })),
  lasting({ alert: LOOP, minutes: 5, window: 4, changes: { [member('0')(START)]: ['1000', '1060+60'] }, others: { [member('0')(UP)]: ON } }),
];

export const ALERTMANAGER: readonly AlertCase[] = [...RELOAD, ...MESH, ...SENDING, ...AVAILABLE, ...CRASHING];
