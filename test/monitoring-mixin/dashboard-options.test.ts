import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Duration } from 'cdk8s';
import { GrafanaBoardOptions, MonitoringMixin, MonitoringMixinProps, ScrapeGraph, ServiceLevelObjective, SloIndicator } from '../../src';
import { aStack, named, stackObjects } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function chartOf(dashboardOptions: GrafanaBoardOptions, props: MonitoringMixinProps = {}) {
  const chart = aChart('monitoring');
  new MonitoringMixin(chart, 'Mixin', { dashboards: true, dashboardOptions, ...props });
  return chart;
}
const mapsOf = (options: GrafanaBoardOptions, props: MonitoringMixinProps = {}) => ofKind(synth(chartOf(options, props)), 'ConfigMap');
const boardOf = ({ data }: Manifest) => JSON.parse(String(Object.values(data)[0]));
const customOf = (options: GrafanaBoardOptions) => ofKind(synth(chartOf(options, { grafanaSelector: { dashboards: 'grafana' } })), 'GrafanaDashboard');

/** @see https://github.com/kiwigrid/k8s-sidecar#configuration-environment-variables for FOLDER_ANNOTATION */
describe('a folder', () => {
  test('is an annotation of each ConfigMap, which the sidecar reads', () => {
    const maps = mapsOf({ folder: 'Kubernetes' });
    expect(maps.length).toBeGreaterThan(15);
    for (const { metadata } of maps) { expect(metadata.annotations).toEqual({ grafana_folder: 'Kubernetes' }); }
    expect(mapsOf({ folder: 'Kubernetes', folderAnnotation: 'k8s-sidecar-target-directory' })[0].metadata.annotations).toEqual({ 'k8s-sidecar-target-directory': 'Kubernetes' });
  });

  test('is that of the dashboard if no option is set', () => {
    expect(new Set(mapsOf({}).map(({ metadata }) => metadata.annotations.grafana_folder))).toEqual(new Set(['Kubernetes', 'Control plane', 'Monitoring']));
    expect(named(synth(chartOf({})), 'ConfigMap', 'mixin-dashboard-apiserver').metadata.annotations).toEqual({ grafana_folder: 'Control plane' });
    expect(customOf({}).map(({ spec }) => spec.folder)).toContain('Monitoring');
  });

  /** @see https://grafana.github.io/grafana-operator/docs/examples/dashboard_with_custom_folder/readme */
  test('of grafana-operator is a field, like the import from another namespace', () => {
    for (const { spec, metadata } of customOf({ folder: 'Kubernetes', allowCrossNamespaceImport: true })) {
      expect(spec).toMatchObject({ folder: 'Kubernetes', allowCrossNamespaceImport: true, instanceSelector: { matchLabels: { dashboards: 'grafana' } } });
      expect(metadata.annotations).toBeUndefined();
    }
    expect(Object.keys(customOf({})[0].spec)).toEqual(['folder', 'instanceSelector', 'json']);
  });
});

/** @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
describe('how Grafana shows dashboards', () => {
  test('is changed for all of them', () => {
    for (const map of mapsOf({ timezone: 'utc', refresh: Duration.seconds(30), editable: true, tags: ['team-a'] })) {
      expect(boardOf(map)).toMatchObject({ timezone: 'utc', refresh: '30s', editable: true, tags: expect.arrayContaining(['cdk8s-prometheus', 'team-a']) });
    }
  });

  test('changes nothing else, and nothing if no option is set', () => {
    const [plain] = mapsOf({}).map(boardOf);
    expect(plain).toMatchObject({ timezone: 'browser', refresh: '1m', editable: false, tags: ['cdk8s-prometheus'] });
    expect(boardOf(mapsOf({ timezone: 'Europe/Berlin' })[0])).toEqual({ ...plain, timezone: 'Europe/Berlin' });
    expect(mapsOf({})[0].data).toEqual(ofKind(stackObjects({ mixin: { dashboards: true, dashboardOptions: { folder: 'a' } } }), 'ConfigMap')[0].data);
  });

  test.each([[0, ''], [10, '10s'], [90, '90s'], [300, '5m'], [3600, '1h'], [86_400, '24h']])('%d seconds are %j', (seconds, text) => {
    expect(boardOf(mapsOf({ refresh: Duration.seconds(seconds) })[0]).refresh).toBe(text);
  });

  test('is changed for dashboards of files, too', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'board-')), 'board.json');
    fs.writeFileSync(file, JSON.stringify({ title: 'Loki', uid: 'loki', tags: ['loki'], timezone: 'utc', panels: [] }));
    const chart = aChart('monitoring');
    MonitoringMixin.fromFile(chart, 'Loki', file, { dashboardOptions: { folder: 'Logs', timezone: '', tags: ['loki', 'team-a'] } });
    MonitoringMixin.fromFile(chart, 'Other', file, { name: 'other', dashboardOptions: { exclude: ['loki'] } });
    const map = theOne(synth(chart), 'ConfigMap');
    expect(map.metadata).toMatchObject({ name: 'imported-loki', annotations: { grafana_folder: 'Logs' } });
    expect(boardOf(map)).toEqual({ title: 'Loki', uid: 'loki', tags: ['loki', 'team-a'], timezone: '', panels: [] });
  });

  test('is changed for the dashboard of an objective, too', () => {
    const chart = aChart('monitoring');
    new ServiceLevelObjective(chart, 'Slo', {
      service: 'shop', name: 'requests', objective: 99.9, indicator: SloIndicator.events({ total: 'requests_total', errors: 'errors_total' }), dashboardOptions: { folder: 'SLOs', refresh: Duration.minutes(5) },
    });
    const map = theOne(synth(chart), 'ConfigMap');
    expect(map.metadata.annotations).toEqual({ grafana_folder: 'SLOs' });
    expect(boardOf(map).refresh).toBe('5m');
  });
});

/** @see https://grafana.com/docs/grafana/latest/dashboards/share-dashboards-panels/#export-a-dashboard-as-json */
describe('a dashboard that was exported from grafana.com', () => {
  const EXPORTED = {
    __inputs: [{ name: 'DS_PROMETHEUS', label: 'Prometheus', type: 'datasource', pluginId: 'prometheus' }, { name: 'VAR_JOB', type: 'constant', value: 'node' }],
    title: 'Node',
    uid: 'node',
    panels: [{ title: 'a', type: 'stat', datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' }, targets: [{ expr: 'up{job="${VAR_JOB}",instance="$instance"}' }] }],
  };
  function imported(dashboardOptions: GrafanaBoardOptions) {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'board-')), 'board.json');
    fs.writeFileSync(file, JSON.stringify(EXPORTED));
    const chart = aChart('monitoring');
    MonitoringMixin.fromFile(chart, 'Node', file, { dashboardOptions });
    return chart;
  }

  test('has the values of its inputs', () => {
    const chart = imported({ inputs: { DS_PROMETHEUS: 'prometheus', VAR_JOB: 'node-exporter' } });
    expect(boardOf(theOne(synth(chart), 'ConfigMap'))).toEqual({
      title: 'Node',
      uid: 'node',
      panels: [{ title: 'a', type: 'stat', datasource: { type: 'prometheus', uid: 'prometheus' }, targets: [{ expr: 'up{job="node-exporter",instance="$instance"}' }] }],
    });
    expect(noticesOf(chart).join()).not.toContain('dashboard-input');
  });

  test('and a warning for each input without a value', () => {
    const chart = imported({ inputs: { VAR_JOB: 'node' } });
    expect(boardOf(theOne(synth(chart), 'ConfigMap')).__inputs).toEqual([EXPORTED.__inputs[0]]);
    const notices = noticesOf(imported({ inputs: { VAR_JOB: 'node' } })).join();
    expect(notices).toContain('has the input "DS_PROMETHEUS"');
    expect(notices).not.toContain('"VAR_JOB"');
    expect(noticesOf(imported({ exclude: ['node'] })).join()).not.toContain('dashboard-input');
  });
});

describe('which dashboards are made', () => {
  const idsOf = (props: MonitoringMixinProps) => Object.keys(new MonitoringMixin(aChart('monitoring'), 'Mixin', { dashboards: true, ...props }).dashboards);

  test('dashboards can be excluded by name', () => {
    expect(idsOf({ dashboardOptions: { exclude: ['kubelet', 'apiserver'] } })).toEqual(idsOf({}).filter(id => id !== 'kubelet' && id !== 'apiserver'));
    expect(idsOf({})).toContain('kubelet');
  });

  test('only the named ones, and links lead only to these', () => {
    expect(idsOf({ dashboardOptions: { only: ['pod', 'nodes'] } })).toEqual(['nodes', 'pod']);
    const boards = mapsOf({ only: ['pod', 'nodes'] }).map(({ data }) => Object.values(data)[0]).join();
    expect(new Set([...boards.matchAll(/\/d\/([\w-]+)/g)].map(([, uid]) => uid))).toEqual(new Set(['cdk8s-prometheus-nodes', 'cdk8s-prometheus-pod']));
    expect(idsOf({ dashboardOptions: { only: ['pod', 'nodes'], exclude: ['pod'] } })).toEqual(['nodes']);
    expect(idsOf({ dashboardOptions: { only: [] } })).toEqual([]);
  });

  test('that of federation exists only if series are federated', () => {
    expect(idsOf({})).not.toContain('federation');
    expect(idsOf({ federated: [] })).not.toContain('federation');
    expect(idsOf({ federated: [{ match: ['up'] }] })).toContain('federation');
  });

  test('a stack reports no problem of its own dashboards', () => {
    const { chart } = aStack({ mixin: { dashboards: true } });
    expect(named(synth(chart), 'ConfigMap', 'mixin-dashboard-cluster')).toBeDefined();
    expect(ScrapeGraph.of(chart.node.root).problems.filter(problem => problem.includes('federation'))).toEqual([]);
  });
});

test.each<[string, GrafanaBoardOptions, string]>([
  ['manifest/dashboard-unknown', { exclude: ['kublet'] }, 'did you mean "kubelet"?'],
  ['manifest/dashboard-unknown', { only: ['nods'] }, '"dashboardOptions.only" has "nods", which is not a dashboard of this construct: did you mean "node"'],
  ['manifest/dashboard-unknown', { only: ['everything'] }, 'use "home", "clusters"'],
  ['manifest/dashboard-option', { timezone: 'Europe Berlin' }, 'use "browser"'],
  ['manifest/dashboard-option', { refresh: Duration.millis(1500) }, 'use whole seconds'],
  ['manifest/dashboard-option', { folder: '' }, 'name a folder'],
  ['manifest/dashboard-option', { allowCrossNamespaceImport: true }, 'also set "grafanaSelector"'],
  ['manifest/annotation', { folderAnnotation: 'a b' }, 'dashboardOptions.folderAnnotation'],
])('%s: %#', (id, options, cure) => {
  const errors = errorsOf(chartOf(options));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test.each(['browser', 'utc', '', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1', 'UTC'])('the time zone %j is accepted', timezone => expect(errorsOf(chartOf({ timezone }))).toBe(''));

test('a name is known even if its dashboard is not created', () => expect(errorsOf(chartOf({ exclude: ['federation'] }))).toBe(''));
