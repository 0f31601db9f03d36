import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MonitoringMixin, MonitoringMixinProps } from '../../src';
import { named } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'boards-'));
const PANEL = { type: 'timeseries', title: 'Requests', datasource: { type: 'prometheus', uid: '${datasource}' }, gridPos: { x: 0, y: 0, w: 12, h: 8 }, targets: [{ expr: 'sum(rate(shop_requests_total[$__rate_interval]))' }] };
const aBoard = (more: object = {}) => ({ uid: 'shop', title: 'Shop', schemaVersion: 41, panels: [PANEL], ...more });

function written(...boards: object[]): string {
  const into = folder();
  boards.forEach((board, at) => fs.writeFileSync(path.join(into, `${at}.json`), JSON.stringify(board)));
  return into;
}

function made(dashboardFiles: string[], props: MonitoringMixinProps = {}) {
  const chart = aChart('monitoring');
  return { chart, mixin: new MonitoringMixin(chart, 'Mixin', { dashboardFiles, ...props }) };
}

const withPanel = (more: object) => aBoard({ panels: [{ ...PANEL, ...more }] });
const withExpr = (expr: string) => withPanel({ targets: [{ expr }] });

describe('dashboards of files', () => {
  test('are added to those of the mixin, from a file or a folder', () => {
    const { chart, mixin } = made([written(aBoard(), aBoard({ uid: 'cart', title: 'Cart' })), path.join(written(aBoard({ uid: 'pay' })), '0.json')], { dashboards: true });
    expect(Object.keys(mixin.dashboards)).toEqual(expect.arrayContaining(['cluster', 'shop', 'cart', 'pay']));
    const { metadata, data } = named(synth(chart), 'ConfigMap', 'mixin-dashboard-shop');
    expect([metadata.labels.grafana_dashboard, Object.keys(data)]).toEqual(['1', ['shop.json']]);
    expect(JSON.parse(data['shop.json'])).toEqual(aBoard());
    expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
  });

  test('are created without those of the mixin, too', () => {
    expect(Object.keys(made([written(aBoard())]).mixin.dashboards)).toEqual(['shop']);
  });

  test('are selected by name, and have only the folder of the user', () => {
    const { chart, mixin } = made([written(aBoard(), aBoard({ uid: 'cart' }))], { dashboards: true, dashboardOptions: { only: ['cart', 'pod'] } });
    expect(Object.keys(mixin.dashboards)).toEqual(['pod', 'cart']);
    expect(named(synth(chart), 'ConfigMap', 'mixin-dashboard-cart').metadata.annotations).toBeUndefined();
    expect(errorsOf(made([written(aBoard())], { dashboardOptions: { exclude: ['shops'] } }).chart)).toContain('did you mean "shop"?');
  });

  test('have the values of their inputs', () => {
    const board = aBoard({ __inputs: [{ name: 'DS', type: 'datasource' }], panels: [{ ...PANEL, datasource: { type: 'prometheus', uid: '${DS}' } }] });
    expect(noticesOf(made([written(board)]).chart).join()).toContain('[monitoring-mixin/dashboard-input]');
    const { chart } = made([written(board)], { dashboardOptions: { inputs: { DS: 'prometheus' } } });
    expect(noticesOf(chart)).toEqual([]);
    expect(named(synth(chart), 'ConfigMap', 'mixin-dashboard-shop').data['shop.json']).not.toContain('${DS}');
  });
});

test.each<[string, object, string]>([
  ['Prometheus', { name: 'DS', type: 'datasource', pluginId: 'prometheus' }, 'inputs: { DS: \'prometheus\' }'],
  ['another data source', { name: 'DS', type: 'datasource', pluginId: 'grafana-azure-monitor-datasource' }, 'inputs: { DS: \'<uid of your data source grafana-azure-monitor-datasource>\' }'],
  ['a constant', { name: 'ORG', type: 'constant', value: 'it\'s' }, 'inputs: { ORG: \'it\\\'s\' }'],
])('the warning for an input of %s contains an example value', (_, input, text) => {
  expect(noticesOf(made([written(aBoard({ __inputs: [input] }))]).chart).join()).toContain(text);
});

// uid: pkg/services/dashboards/errors.go of Grafana, "uid too long, max 40 characters" and "uid contains illegal characters"; size: core.MaxSecretSize of Kubernetes
test.each<[string, object[], string]>([
  ['a uid that is too long', [aBoard({ uid: 'x'.repeat(41) })], '"uid" has 41 characters; at most 40 are allowed'],
  ['a uid with other characters', [aBoard({ uid: 'my shop' })], '"uid" is "my shop": use letters, digits, "-" and "_"'],
  ['a uid that is not a string', [aBoard({ uid: 7 })], '"uid" is "7", which is not a string'],
  ['a uid of this library', [aBoard({ uid: 'cdk8s-prometheus-pod' })], 'which a dashboard of this library also has'],
  ['a uid twice', [aBoard(), aBoard()], '"uid" is "shop", which'],
  ['a name of this library', [aBoard({ uid: 'pod' })], 'its dashboard has the name "pod", which another one also has'],
  ['more than a ConfigMap holds', [aBoard({ description: 'x'.repeat(1_100_000) })], 'and at most 1048576 fit into a ConfigMap: split it, or remove panels'],
  ['rules', [{ groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'up == 0' }] }] }], 'use MonitoringMixin.fromFile()'],
  ['nothing that is a dashboard', [{ a: 1 }], 'monitoring-mixin/file-unreadable'],
])('%s is an error', (_, boards, text) => {
  expect(errorsOf(made([written(...boards)], { dashboards: true }).chart)).toContain(text);
});

test('a file that does not exist is an error', () => expect(errorsOf(made(['no-such-folder']).chart)).toContain('"no-such-folder" cannot be read'));

test.each<[string, object, string]>([
  ['a fixed data source', withPanel({ datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } }), 'panels use the data source "P1809F7CD0C75ACF3", which does not exist in another Grafana'],
  ['a data source by name', withPanel({ datasource: 'Prometheus' }), 'panels use the data source "Prometheus"'],
  ['a panel outside of the grid', withPanel({ gridPos: { x: 20, y: 0, w: 8, h: 8 } }), 'panel "Requests" ends in column 28, and the grid has 24'],
  ['a panel without a type', withPanel({ type: undefined }), 'panel "Requests" has no "type"'],
  ['a query that cannot be parsed', withExpr('sum(rate(x[5m])'), '[monitoring-mixin/file-doubt]'],
  ['a metric that its program does not have', withExpr('kube_pod_state{pod="$pod"}'), 'panels read kube_pod_state, which no supported release of kube-state-metrics exposes: correct the name, or remove the panels'],
  ['a metric that has a successor', withExpr('kubelet_running_pod_count'), 'use kubelet_running_pods'],
  ['more than "kubectl apply" keeps', aBoard({ description: 'x'.repeat(300_000) }), 'apply it with "--server-side"'],
])('%s is a warning', (_, board, text) => {
  const { chart } = made([written(board)]);
  expect(noticesOf(chart).join()).toContain(text);
  expect(errorsOf(chart)).toBe('');
});

/** As Grafana 13 exports it. */
const ofElements = (elements: object, more: object = {}) => ({ title: 'Shop', elements, layout: { kind: 'GridLayout', spec: { items: [] } }, variables: [], ...more });
const asPanel = (query: object) => ({ kind: 'Panel', spec: { id: 1, title: 'Requests', data: { kind: 'QueryGroup', spec: { queries: [{ kind: 'PanelQuery', spec: { refId: 'A', ...query } }] } }, vizConfig: { kind: 'VizConfig', group: 'timeseries', version: '13.1.0', spec: {} } } });
const ofQuery = (expr: string, group = 'prometheus', more: object = {}) => ({ query: { kind: 'DataQuery', group, version: 'v0', spec: { expr }, ...more } });
const resource = (spec: object, version = 'v2') => ({ apiVersion: `dashboard.grafana.app/${version}`, kind: 'Dashboard', metadata: { name: 'shop', annotations: {} }, spec });
const V2 = 'it has the format v2 ("elements"), which Grafana before 13.2 does not read from a file';

/** @see https://github.com/grafana/grafana/issues/122663 and https://github.com/grafana/grafana-operator/issues/2760 */
describe('a resource of Grafana\'s API', () => {
  const noticesFor = (board: object, props: MonitoringMixinProps = {}) => noticesOf(made([written(board)], props).chart).join('\n');

  test('around the classic format is removed: every version reads the dashboard in it', () => {
    const { chart } = made([written(resource({ title: 'Shop', schemaVersion: 41, panels: [PANEL] }, 'v1beta1'))]);
    expect(JSON.parse(named(synth(chart), 'ConfigMap', 'mixin-dashboard-shop').data['shop.json'])).toEqual({ uid: 'shop', title: 'Shop', schemaVersion: 41, panels: [PANEL] });
    expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
  });

  test('of the format v2 is written unchanged, whatever the options, and is a warning', () => {
    const board = resource(ofElements({ 'panel-1': asPanel(ofQuery('sum(rate(shop_requests_total[$__rate_interval]))')) }));
    const { chart } = made([written(board)], { dashboardOptions: { timezone: 'utc', tags: ['a'] } });
    expect(JSON.parse(named(synth(chart), 'ConfigMap', 'mixin-dashboard-shop').data['shop.json'])).toEqual(board);
    expect(noticesFor(board)).toContain(V2);
    expect(noticesFor(board, { grafanaSelector: { dashboards: 'grafana' } })).toContain('which a GrafanaDashboard does not accept: export it in the format "Classic", or use a ConfigMap');
    expect(noticesFor(ofElements({}))).toContain('0.json: dashboard "shop": it has only the "spec" of the format v2, which Grafana does not read from a file: export it in the format "Classic"');
  });

  test.each<[string, object, string]>([
    ['a query that cannot be parsed', ofQuery('sum(rate(x[5m])'), 'panel "Requests": '],
    ['a metric that its program does not have', ofQuery('kube_pod_state'), 'panels read kube_pod_state'],
    ['a fixed data source', ofQuery('up', 'prometheus', { datasource: { name: 'P1809F7CD0C75ACF3' } }), 'panels use the data source "P1809F7CD0C75ACF3"'],
    ['a fixed data source of v2alpha1', { datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' }, query: { kind: 'prometheus', spec: { expr: 'up' } } }, 'panels use the data source "P1809F7CD0C75ACF3"'],
  ])('of the format v2 with %s is another warning', (_, query, text) => expect(noticesFor(resource(ofElements({ 'panel-1': asPanel(query) })))).toContain(text));

  test.each<[string, object]>([
    ['of Loki', ofElements({ 'panel-1': asPanel(ofQuery('{app="shop"} | json', 'loki')) })],
    ['of Loki in v2alpha1', ofElements({ 'panel-1': asPanel({ query: { kind: 'loki', spec: { expr: '{app="shop"} |= "x"' } } }) })],
    ['of a variable for Loki', ofElements({ 'panel-1': asPanel(ofQuery('{app="shop"} |= "x"', 'loki', { datasource: { name: '${logs}' } })) }, { variables: [{ kind: 'DatasourceVariable', spec: { name: 'logs', pluginId: 'loki' } }] })],
    ['of a library panel', ofElements({ 'panel-1': { kind: 'LibraryPanel', spec: { id: 1, title: 'A', libraryPanel: { uid: 'a', name: 'A' } } } })],
    ['of no panel', ofElements({ 'panel-1': null, 'panel-2': { kind: 'Panel' }, 'panel-3': { spec: { data: 7, vizConfig: 'x' } } }, { variables: [null, 7, { kind: 'DatasourceVariable' }] })],
    ['of no query', ofElements({ 'panel-1': asPanel({ query: null }), 'panel-2': asPanel({ query: { spec: 7, datasource: 'x' }, datasource: 7 }) })],
  ])('%s has no other warning', (_, spec) => {
    const [first, ...others] = noticesOf(made([written(resource(spec))]).chart).filter(line => !line.includes('has no "type"'));
    expect([first.includes(V2), others]).toEqual([true, []]);
  });
});

test.each<[string, object]>([
  ['a variable as data source', withPanel({ datasource: '$datasource' })],
  ['the default data source', withPanel({ datasource: undefined })],
  ['a source of another type', withPanel({ datasource: { type: 'loki', uid: 'P8E80F9AEF21F6940' } })],
  ['Grafana\'s own', withPanel({ datasource: { type: 'datasource', uid: 'grafana' } })],
  ['mixed sources', withPanel({ datasource: { type: 'datasource', uid: '-- Mixed --' } })],
  ['a metric of an app', withExpr('sum by (le) (rate(shop_duration_seconds_bucket[5m]))')],
  ['metrics of old and new releases', withExpr('kube_pod_info or kube_pod_status_phase or kube_poddisruptionbudget_created')],
  ['the buckets of a native histogram', withExpr('histogram_quantile(0.9, rate(prometheus_http_request_duration_seconds[5m]))')],
  ['a metric whose name only begins as those of kube-state-metrics', withExpr('kube_router_service_cps')],
  ['a series that upstream records for Windows', withExpr('kube_pod_windows_container_resource_memory_limit')],
  ['a metric named after hardware', withExpr('node_hwmon_temp_crit_hyst_celsius')],
  ['a query of another source', withPanel({ datasource: { type: 'loki', uid: '${loki}' }, targets: [{ expr: '{app="shop"} | json' }] })],
  ['a query of a variable for another source', aBoard({ templating: { list: [{ name: 'logs', type: 'datasource', query: 'loki' }] }, panels: [{ ...PANEL, datasource: '$logs', targets: [{ expr: '{app="shop"} |= "x"' }] }] })],
  ['a range in seconds', withExpr('sum(increase(shop_requests_total[${__range_s}s])) / $__range_ms * ${__interval_ms}')],
  ['a subquery with a range that is a variable', withExpr('max_over_time((irate(shop_requests_total[2m]))[$__rate_interval:15s]) * avg_over_time(up[$__range:$step]) * rate(x[[[old]]])')],
  ['a variable for a whole matcher', withExpr('sum(shop_requests_total{cluster=~"$cluster.*", ${more:raw}}) + sum by ($by) (x{$more})')],
  ['a part of a date', withExpr('month() == bool vector(${__to:date:M})')],
  ['a variable in the place of a number', withExpr('topk($count, rate(shop_requests_total[$__rate_interval])) or histogram_quantile(0.$q, shop_bucket)')],
  ['a library panel', aBoard({ panels: [{ libraryPanel: { uid: 'a', name: 'A' }, gridPos: { x: 0, y: 0, w: 4, h: 4 } }] })],
  ['a dashboard without a uid', aBoard({ uid: undefined })],
  ['an empty uid, for which Grafana makes one', aBoard({ uid: '' })],
])('%s is fine', (_, board) => {
  const { chart } = made([written(board)]);
  expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
});
