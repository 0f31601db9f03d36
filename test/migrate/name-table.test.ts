import { CHART_RULES } from '../../src/migrate/chart-rules';
import { MIXIN_ALERTS, hasAlertsAlone } from '../../src/migrate/mixin-alerts';
import { nameHere, ON_REQUEST } from '../../src/migrate/name-table';
import { COMPATIBLE } from '../../src/monitoring-mixin/compatible/compatible-series';
import { DASHBOARDS } from '../../src/monitoring-mixin/dashboards';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import upstream from '../data/upstream-rule-names.json';
import { oursIn, UPSTREAM_PARTS } from '../monitoring-mixin/upstream/all';

const names = (kind: 'alerts' | 'records') => UPSTREAM_PARTS.flatMap(part => part[kind]);

test('every alert of upstream has the names in docs/upstream-rules.md', () => {
  expect(Object.fromEntries(names('alerts').map(({ upstream: name }) => [name, nameHere('alert', name)?.names])))
    .toEqual(Object.fromEntries(names('alerts').map(row => [row.upstream, oursIn(row)])));
  expect(names('alerts').length).toBe(140);
});

test('every recorded series of upstream has the names in docs/upstream-rules.md, or is recorded on request', () => {
  const onRequest = COMPATIBLE.map(({ name }) => name);
  for (const row of names('records')) {
    const here = nameHere('record', row.upstream);
    if (onRequest.includes(row.upstream)) { expect([row.upstream, here?.outcome]).toEqual([row.upstream, 'on request']); } else { expect([row.upstream, here?.names]).toEqual([row.upstream, oursIn(row)]); }
  }
  expect(ON_REQUEST).toEqual(onRequest);
});

test('names that upstream does not have are the user\'s own', () => {
  expect([nameHere('alert', 'CheckoutErrors'), nameHere('record', 'job:checkout:rate5m'), nameHere('alert', 'toString'), nameHere('record', 'constructor')]).toEqual([undefined, undefined, undefined, undefined]);
});

test('an alert that is split here lists its alerts, and a renamed one has its new name', () => {
  expect(nameHere('alert', 'KubeContainerWaiting')).toEqual({ outcome: 'split', names: ['KubeContainerWaiting', 'PodImagePullFailing'], note: 'replaced by several alerts: KubeContainerWaiting, PodImagePullFailing' });
  expect(nameHere('record', 'count:up1')).toEqual({ outcome: 'renamed', names: ['job:up:sum'], note: 'replaced by job:up:sum: change the queries that use it' });
  // kube-prometheus-stack 45 to 53
  expect(nameHere('record', 'cluster_quantile:scheduler_binding_duration_seconds:histogram_quantile')?.outcome).toBe('gone');
});

test('the alerts of the table are those of the mixin, with their groups and levels', () => {
  const made = GROUPS.flatMap(({ name, alerts = [] }) => [...new Set(alerts.map(({ alert }) => alert))].map(alert => ({
    alert, group: name, levels: [...new Set(alerts.filter(each => each.alert === alert).map(({ severity }) => severity))],
  })));
  expect(MIXIN_ALERTS).toEqual(made);
  const shown = new Set(DASHBOARDS.flatMap(({ groups }) => groups));
  for (const { name, records = [] } of GROUPS) { expect([name, hasAlertsAlone(name)]).toEqual([name, records.length === 0 && !shown.has(name)]); }
});

test('the keys of the chart enable all its rules, and no others', () => {
  const ofChart = (list: readonly string[] | object) => Object.entries(list).filter(([, by]) => by.includes('kube-prometheus-stack')).map(([name]) => name).sort();
  const alerts = Object.fromEntries(Object.entries(upstream.alerts).map(([name, { by }]) => [name, by]));
  expect([...new Set(CHART_RULES.flatMap(each => each.alerts))].sort()).toEqual(ofChart(alerts));
  const records = new Set(CHART_RULES.filter(({ key }) => key !== 'windows').flatMap(each => each.records));
  expect(ofChart(upstream.records).filter(name => !records.has(name) && !CHART_RULES.find(({ key }) => key === 'windows')!.records.includes(name))).toEqual([]);
  expect(CHART_RULES.find(({ key }) => key === 'network')).toEqual({ key: 'network', alerts: ['NodeNetworkInterfaceFlapping'], records: [] });
});
