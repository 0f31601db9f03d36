import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import {
  DashboardTarget, Grafana, GrafanaDashboard, GrafanaDashboardProps, GrafanaDatasource, GrafanaOperatorDatasource, GrafanaProps, MonitoringMixin, PrometheusStack, ScrapeGraph,
  ServiceLevelObjective, SloIndicator,
} from '../../src';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

let folder: string;
beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const PROMETHEUS = GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' });
const LOKI = GrafanaDatasource.loki('http://loki:3100', { uid: 'logs' });
const PROPS: GrafanaProps = { admin: { secretName: 'grafana-admin' }, datasources: [PROMETHEUS], storage: { size: Size.gibibytes(1) } };
const boardsIn = (objects: readonly Manifest[]) => ofKind(objects, 'ConfigMap').filter(({ metadata }) => metadata.name.includes('dashboard'));

describe('one object decides where dashboards are', () => {
  test('a Grafana, a mixin, an objective and a file with the same target agree', () => {
    const app = new App();
    const target = DashboardTarget.sidecar({ namespace: 'boards', label: 'team_dashboard', labelValue: 'yes', folderAnnotation: 'k8s-sidecar-target-directory' });
    const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new PrometheusStack(monitoring, 'Monitoring', { mixin: { dashboards: true, dashboardTarget: target.withFolder('Kubernetes') } });
    new ServiceLevelObjective(monitoring, 'Slo', {
      service: 'checkout', objective: 99.9, indicator: SloIndicator.events({ total: 'requests_total', errors: 'errors_total' }), dashboardTarget: target.withFolder('Objectives'),
    });
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ title: 'A', panels: [] }));
    new GrafanaDashboard(monitoring, 'File', { path: join(folder, 'a.json'), dashboardTarget: target });
    const grafana = new Chart(app, 'grafana', { namespace: 'grafana' });
    new Grafana(grafana, 'Grafana', { ...PROPS, dashboardTarget: target });
    const boards = boardsIn(synth(monitoring));
    expect(boards.length).toBeGreaterThan(8);
    for (const { metadata } of boards) {
      expect([metadata.namespace, metadata.labels.team_dashboard]).toEqual(['boards', 'yes']);
    }
    expect(new Set(boards.map(({ metadata }) => metadata.annotations?.['k8s-sidecar-target-directory']))).toEqual(new Set(['Kubernetes', 'Objectives', undefined]));
    const [, sidecar] = theOne(synth(grafana), 'Deployment').spec.template.spec.containers;
    expect(Object.fromEntries(sidecar.env.map(({ name, value }: any) => [name, value]))).toMatchObject({
      LABEL: 'team_dashboard', LABEL_VALUE: 'yes', NAMESPACE: 'boards,grafana', FOLDER_ANNOTATION: 'k8s-sidecar-target-directory', UNIQUE_FILENAMES: 'true',
    });
    expect(ofKind(synth(grafana), 'Role').map(({ metadata }) => metadata.namespace)).toEqual(['boards', 'grafana']);
    expect(ScrapeGraph.of(app).problems.filter(each => each.includes('is not read by the sidecar'))).toEqual([]);
  });

  test('dashboards for a Grafana are in its namespace', () => {
    const app = new App();
    const { dashboardTarget } = new Grafana(new Chart(app, 'grafana', { namespace: 'grafana' }), 'Grafana', { ...PROPS, dashboards: { label: 'boards', labelValue: 'a' } });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new MonitoringMixin(chart, 'Mixin', { dashboards: true, dashboardTarget });
    expect(new Set(boardsIn(synth(chart)).map(({ metadata }) => `${metadata.namespace} ${metadata.labels.boards}`))).toEqual(new Set(['grafana a']));
  });

  test('dashboards of the user that no sidecar reads are reported', () => {
    const app = new App();
    new Grafana(new Chart(app, 'grafana', { namespace: 'grafana' }), 'Grafana', PROPS);
    new MonitoringMixin(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Mixin', { dashboards: true });
    expect(ScrapeGraph.of(app).problems.filter(each => each.includes('is not read by the sidecar of Deployment grafana/grafana: it reads only namespace grafana')).length).toBeGreaterThan(7);
  });

  test('grafana-operator gets the selector, also with expressions, the folder and permission to cross namespaces', () => {
    const target = DashboardTarget.grafanaOperator({
      matchLabels: { dashboards: 'grafana' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['prod'] }], allowCrossNamespaceImport: true, folder: 'Kubernetes', namespace: 'boards',
    });
    const chart = aChart('monitoring');
    new MonitoringMixin(chart, 'Mixin', { dashboards: true, dashboardTarget: target });
    new GrafanaOperatorDatasource(chart, 'Datasource', { datasource: PROMETHEUS, dashboardTarget: target });
    const instanceSelector = { matchLabels: { dashboards: 'grafana' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['prod'] }] };
    const objects = synth(chart);
    for (const { metadata, spec } of ofKind(objects, 'GrafanaDashboard')) {
      expect(metadata.namespace).toBe('boards');
      expect(spec).toMatchObject({ instanceSelector, folder: 'Kubernetes', allowCrossNamespaceImport: true });
    }
    expect(theOne(objects, 'GrafanaDatasource')).toMatchObject({ metadata: { namespace: 'boards' }, spec: { instanceSelector, allowCrossNamespaceImport: true } });
    expect(ofKind(objects, 'ConfigMap')).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['manifest/dashboard-target', { dashboardNamespace: 'a' }, '"dashboardNamespace" is set together with "dashboardTarget"'],
    ['manifest/dashboard-target', { dashboardLabels: { a: 'b' } }, 'remove "dashboardLabels"'],
    ['manifest/dashboard-target', { grafanaSelector: { a: 'b' } }, 'remove "grafanaSelector"'],
    ['manifest/dashboard-target', { dashboardOptions: { folderAnnotation: 'a' } }, 'remove "dashboardOptions.folderAnnotation"'],
  ])('%s: %#', (id, props, cure) => {
    const chart = aChart('monitoring');
    new MonitoringMixin(chart, 'Mixin', { dashboards: true, dashboardTarget: DashboardTarget.sidecar(), ...props });
    expect(errorsOf(chart)).toContain(`[${id}]`);
    expect(errorsOf(chart)).toContain(cure);
  });

  test('a Grafana with two targets, or with one of grafana-operator, is an error', () => {
    const errors = (props: Partial<GrafanaProps>) => {
      const chart = aChart('monitoring');
      new Grafana(chart, 'Grafana', { ...PROPS, ...props });
      return errorsOf(chart);
    };
    expect(errors({ dashboardTarget: DashboardTarget.sidecar(), dashboards: { label: 'a' } })).toContain('remove "dashboards.label"');
    expect(errors({ dashboardTarget: DashboardTarget.grafanaOperator({}) })).toContain('[grafana/dashboards-of-operator]');
    expect(errors({ dashboardTarget: DashboardTarget.sidecar({ namespace: 'boards' }), dashboards: { namespaces: ['shop'] } })).toBe('');
  });

  test.each([
    [{}, '[test/Datasource] no Grafana is selected for the datasource'], [{ dashboardTarget: DashboardTarget.sidecar() }, '[test/Datasource] "dashboardTarget" is for a sidecar'],
    [{ dashboardTarget: DashboardTarget.grafanaOperator({}), grafanaSelector: { a: 'b' } }, '[test/Datasource] "dashboardTarget" is set together with a selector'],
  ])('a datasource without exactly one selector is an error: %#', (props, cure) => {
    const chart = aChart('monitoring');
    new GrafanaOperatorDatasource(chart, 'Datasource', { datasource: PROMETHEUS, ...props });
    expect(errorsOf(chart)).toContain(cure);
  });
});

test('dashboards of all namespaces need a ClusterRole', () => {
  const chart = aChart('monitoring');
  const grafana = new Grafana(chart, 'Grafana', { ...PROPS, dashboards: { allNamespaces: true } });
  const objects = synth(chart);
  expect(theOne(objects, 'ClusterRole')).toMatchObject({ metadata: { name: 'monitoring-grafana' }, rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }] });
  expect(ofKind(objects, 'Role')).toEqual([]);
  expect(grafana.clusterRole!.name).toBe('monitoring-grafana');
  expect(theOne(objects, 'Deployment').spec.template.spec.containers[1].env).toContainEqual({ name: 'NAMESPACE', value: 'ALL' });
});

/** As Grafana exports a dashboard "for sharing externally". */
const EXPORTED = {
  __inputs: [
    { name: 'DS_PROMETHEUS', label: 'Prometheus', description: '', type: 'datasource', pluginId: 'prometheus', pluginName: 'Prometheus' },
    { name: 'DS_LOGS', label: 'Loki', description: '', type: 'datasource', pluginId: 'loki', pluginName: 'Loki' },
    { name: 'VAR_JOB', type: 'constant', label: 'job', value: 'node-exporter', description: '' },
  ],
  __requires: [{ type: 'datasource', id: 'prometheus', name: 'Prometheus', version: '1.0.0' }],
  title: 'Nodes',
  uid: 'rYdddlPWk',
  panels: [
    { title: 'CPU', datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' }, targets: [{ expr: 'up{job="${VAR_JOB}"}', datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' } }] },
    { title: 'Logs', datasource: '${DS_LOGS}' }, { title: 'Here', datasource: '-- Grafana --' }, { title: 'Chosen', datasource: { uid: '$source' } },
  ],
  templating: { list: [{ name: 'source', type: 'datasource', query: 'prometheus' }] },
};

describe('a dashboard from a file', () => {
  const file = (value: unknown, name = 'Node Exporter.json') => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return join(folder, name);
  };
  const chartOf = (props: GrafanaDashboardProps) => {
    const chart = aChart('monitoring');
    new GrafanaDashboard(chart, 'Board', props);
    return chart;
  };
  const boardOf = (props: GrafanaDashboardProps) => {
    const [{ data }] = boardsIn(synth(chartOf(props)));
    return JSON.parse(String(Object.values(data)[0]));
  };

  test('replaces its inputs by datasources of the Grafana, and constants by their value', () => {
    const props = { path: file(EXPORTED), datasources: [PROMETHEUS, LOKI] };
    const { __inputs, panels } = boardOf(props);
    expect(__inputs).toBeUndefined();
    expect(panels.map(({ datasource }: any) => datasource)).toEqual([{ type: 'prometheus', uid: 'prometheus' }, 'logs', '-- Grafana --', { uid: '$source' }]);
    expect(panels[0].targets[0]).toEqual({ expr: 'up{job="node-exporter"}', datasource: { type: 'prometheus', uid: 'prometheus' } });
    expect(noticesOf(chartOf(props)).join() + errorsOf(chartOf(props))).toBe('');
  });

  test('is a ConfigMap with the label and the folder, or a GrafanaDashboard', () => {
    const path = file({ title: 'A', panels: [] });
    const [{ metadata, data }] = boardsIn(synth(chartOf({ path, labels: { team: 'a' }, dashboardTarget: DashboardTarget.sidecar({ folder: 'Nodes' }) })));
    expect(metadata).toMatchObject({ name: 'dashboard-node-exporter', namespace: 'monitoring', labels: { grafana_dashboard: '1', team: 'a' }, annotations: { grafana_folder: 'Nodes' } });
    expect(Object.keys(data)).toEqual(['node-exporter.json']);
    const { spec } = theOne(synth(chartOf({ path, dashboardTarget: DashboardTarget.grafanaOperator({ matchLabels: { a: 'b' }, folder: 'Nodes' }) })), 'GrafanaDashboard');
    expect(spec).toMatchObject({ instanceSelector: { matchLabels: { a: 'b' } }, folder: 'Nodes' });
    expect(JSON.parse(spec.json)).toEqual({ title: 'A', panels: [] });
  });

  test('is extracted from a response of Grafana\'s API', () => expect(boardOf({ path: file({ meta: {}, dashboard: { title: 'A', panels: [] } }) })).toEqual({ title: 'A', panels: [] }));

  test('has the options of other dashboards, including inputs by name', () => {
    const board = boardOf({ path: file(EXPORTED), dashboardOptions: { timezone: 'utc', tags: ['a'], inputs: { DS_PROMETHEUS: 'p', DS_LOGS: 'l' } } });
    expect(board).toMatchObject({ timezone: 'utc', tags: ['a'] });
    expect(board.panels[1].datasource).toBe('l');
  });

  test('one is created for each file of a folder', () => {
    file({ title: 'A', panels: [] }, 'a.json');
    file({ title: 'B', panels: [] }, 'b.json');
    file('no dashboard', 'README.md');
    const chart = aChart('monitoring');
    expect(GrafanaDashboard.fromFolder(chart, 'Boards', folder).map(({ dashboard }) => dashboard!.name)).toEqual(['dashboard-a', 'dashboard-b']);
    expect(errorsOf(chart)).toBe('');
    GrafanaDashboard.fromFolder(chart, 'More', join(folder, 'none'));
    expect(errorsOf(chart)).toContain('the folder cannot be read (ENOENT)');
  });

  test.each<[string, unknown, string]>([
    ['grafana/dashboard-file', '{', 'line 1'],
    ['grafana/dashboard-file', { title: 'A' }, 'it has no "title" and no "panels"'],
    ['grafana/dashboard-file', [1], 'it has no "title" and no "panels"'],
    ['grafana/dashboard-file', { apiVersion: 'dashboard.grafana.app/v2', kind: 'Dashboard', spec: {} }, 'export the classic model'],
    ['grafana/dashboard-file', { title: 'A', panels: [{ title: 'x'.repeat(1_100_000) }] }, 'and at most 1048576 fit into a ConfigMap'],
  ])('%s: %#', (id, value, text) => {
    const errors = errorsOf(chartOf({ path: file(value) }));
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(text);
  });

  test('that does not exist is an error', () => expect(errorsOf(chartOf({ path: join(folder, 'none.json') }))).toContain('[grafana/dashboard-file]'));

  test.each<[string, object, GrafanaDatasource[], string]>([
    ['an input without a datasource of its type', EXPORTED, [PROMETHEUS], '"${DS_LOGS}", and "datasources" has "prometheus"'],
    ['an input that is not declared', { title: 'A', panels: [{ datasource: '${DS_OTHER}' }] }, [], '"${DS_OTHER}", and "datasources" has none'],
    ['a uid of another Grafana', { title: 'A', panels: [{ datasource: { uid: 'P1809F7CD0C75ACF3' } }] }, [PROMETHEUS], '"P1809F7CD0C75ACF3"'],
  ])('%s is a warning', (_, value, datasources, text) => {
    const chart = chartOf({ path: file(value), datasources });
    expect(errorsOf(chart)).toBe('');
    expect(noticesOf(chart).join()).toContain(text);
  });

  test('an unknown uid is not reported if the datasources are unknown, nor is the name of a datasource', () => {
    expect(noticesOf(chartOf({ path: file({ title: 'A', panels: [{ datasource: { uid: 'P1809F7CD0C75ACF3' } }] }) }))).toEqual([]);
    expect(noticesOf(chartOf({ path: file({ title: 'A', panels: [{ datasource: 'Prometheus' }] }), datasources: [PROMETHEUS] }))).toEqual([]);
  });

  test('built-in datasources need no option: alerts, other panels, expressions', () => {
    const __inputs = [{ name: 'DS_EXPRESSION', label: 'Expression', type: 'datasource', pluginId: '__expr__' }];
    const panels = [{ datasource: { type: 'datasource', uid: 'datasource' } }, { datasource: { type: 'datasource', uid: '-- Mixed --' } }, { datasource: { type: '__expr__', uid: '${DS_EXPRESSION}' } }];
    const props = { path: file({ __inputs, title: 'A', panels }), datasources: [PROMETHEUS] };
    expect(noticesOf(chartOf(props))).toEqual([]);
    expect(boardOf(props).panels[2].datasource.uid).toBe('__expr__');
  });
});
