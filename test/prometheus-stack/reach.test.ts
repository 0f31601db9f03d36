import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, Size } from 'cdk8s';
import {
  BlackboxExporter, AdapterRules, ComponentDefaults, ConfigReloaderSidecar, FederatedCluster, Grafana, GrafanaDatasource, KubeStateMetrics, MetricsServer,
  OAuth2Proxy, Prometheus, PrometheusAdapter, PrometheusStack, PrometheusStackProps, Pushgateway, ReloadMethod, ReloaderVolume, StorageOptions,
  ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore, WebIngress, WindowsExporter,
} from '../../src';
import { structOf } from '../../src/validation/option-types';
import { Manifest, noticesOf, ofKind, synth } from '../support/synth';

const SETTINGS: PrometheusStackProps = {
  imageRegistry: 'registry.example.org/mirror',
  imagePullSecrets: ['registry'],
  priorityClassName: 'monitoring',
  commonLabels: { team: 'sre' },
  commonAnnotations: { 'example.org/owner': 'sre' },
  nodeSelector: { pool: 'monitoring' },
  tolerations: [{ key: 'monitoring', operator: 'Exists' }],
  prometheus: { externalLabels: { cluster: 'eu-1' } },
  alertmanager: { configSecret: 'alertmanager-config' },
};
const storage: StorageOptions = { size: Size.gibibytes(10) };
const bucket = { secretName: 'bucket', key: 'objstore.yml' };
const datasources = [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })];
const admin = { secretName: 'grafana-admin' };

/** All components that can be next to a stack. */
function makeAll(chart: Chart, { prometheus }: PrometheusStack): void {
  new Grafana(chart, 'Grafana', { admin, datasources: [GrafanaDatasource.prometheus(prometheus!.queryApi!)] });
  new BlackboxExporter(chart, 'Blackbox');
  new WindowsExporter(chart, 'Windows', { name: 'windows' });
  new Pushgateway(chart, 'Pushgateway');
  new MetricsServer(chart, 'MetricsServer');
  new PrometheusAdapter(chart, 'Adapter', { prometheus: prometheus!.queryApi!, rules: [AdapterRules.gauge({ series: 'queue_length' })] });
  const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos:10901')] });
  new ThanosStore(chart, 'Store', { objectStorage: bucket });
  new ThanosCompactor(chart, 'Compactor', { objectStorage: bucket, storage });
  new ThanosReceive(chart, 'Receive', { storage });
  new ThanosRuler(chart, 'Ruler', { query });
  const proxy = new OAuth2Proxy(chart, 'Login', {
    ui: prometheus!.webUi!, issuerUrl: 'https://login.example.org', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'],
  });
  new WebIngress(chart, 'Ingress', { ui: proxy.webUi, host: 'prometheus.example.org', controllerNamespace: 'ingress-nginx', tlsSecretName: 'prometheus-tls' });
  new FederatedCluster(chart, 'Federate', { cluster: 'eu-2', target: { ips: ['10.0.0.1'], port: 9090 }, match: ['{job="x"}'] });
}

function chartWith(props: PrometheusStackProps = SETTINGS): { readonly chart: Chart; readonly stack: PrometheusStack } {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  return { chart, stack: new PrometheusStack(chart, 'Monitoring', props) };
}

/** The pod of a workload, or of the workload that the operator creates. */
function podOf({ kind, spec }: Manifest): any {
  if (['ThanosRuler', 'Prometheus', 'Alertmanager'].includes(kind)) { return { ...spec, labels: spec.podMetadata?.labels }; }
  return spec?.template && { ...spec.template.spec, labels: spec.template.metadata.labels };
}
const podsOf = (objects: readonly Manifest[]) => objects.map(object => ({ name: `${object.kind} ${object.metadata.name}`, pod: podOf(object) })).filter(({ pod }) => pod !== undefined);

describe('the common settings of a stack', () => {
  const { chart, stack } = chartWith();
  makeAll(chart, stack);
  const objects = synth(chart);
  const pods = podsOf(objects);

  it('apply to the pods of each component in its chart', () => {
    expect(pods).toHaveLength(17);
    for (const { name, pod } of pods) {
      expect([name, pod.imagePullSecrets, pod.priorityClassName, pod.labels?.team]).toEqual([name, [{ name: 'registry' }], 'monitoring', 'sre']);
    }
  });

  it('reaches each image', () => {
    expect(stack.images.filter(image => !image.startsWith('registry.example.org/mirror/'))).toEqual([]);
    expect(stack.images.map(image => image.replace(/^registry.example.org\/mirror\/|:.*/g, '')).sort()).toEqual([
      'brancz/kube-rbac-proxy', 'grafana/grafana', 'kiwigrid/k8s-sidecar', 'kube-state-metrics/kube-state-metrics', 'metrics-server/metrics-server', 'oauth2-proxy/oauth2-proxy',
      'prometheus-adapter/prometheus-adapter', 'prometheus-community/windows-exporter',
      'prometheus-operator/prometheus-config-reloader', 'prometheus-operator/prometheus-operator', 'prometheus/alertmanager', 'prometheus/blackbox-exporter', 'prometheus/node-exporter',
      'prometheus/prometheus', 'prometheus/pushgateway', 'thanos/thanos',
    ].filter(image => image !== 'brancz/kube-rbac-proxy'));
  });

  it('apply to the labels and annotations of every object', () => {
    const without = objects.filter(({ metadata }) => metadata.labels?.team !== 'sre' || metadata.annotations?.['example.org/owner'] !== 'sre');
    expect(without.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  it('exclude node selection and tolerations of components on every node', () => {
    const onEvery = ['DaemonSet node-exporter', 'DaemonSet windows'];
    for (const { name, pod } of pods.filter(each => !onEvery.includes(each.name))) {
      expect([name, pod.nodeSelector, pod.tolerations]).toEqual([name, { pool: 'monitoring' }, [{ key: 'monitoring', operator: 'Exists' }]]);
    }
    for (const { pod } of pods.filter(each => onEvery.includes(each.name))) { expect(pod.tolerations).toEqual([{ operator: 'Exists' }]); }
  });

  it('are replaced by a component\'s own settings; labels are merged', () => {
    const { chart: own } = chartWith();
    new Grafana(own, 'Grafana', { admin, datasources, imageRegistry: 'other.example.org', labels: { team: 'web', part: 'ui' } });
    const [{ pod }] = podsOf(synth(own)).filter(({ name }) => name === 'Deployment grafana');
    expect([pod.containers[0].image, pod.labels.team, pod.labels.part, pod.priorityClassName]).toEqual(['other.example.org/grafana/grafana:13.2.0', 'web', 'ui', 'monitoring']);
  });

  it('apply to a config reloader in a workload', () => {
    const { chart: own } = chartWith();
    const reload = ReloadMethod.http({ port: 9000 });
    const sidecar = new ConfigReloaderSidecar(own, 'Reloader', { reload, watchedDirs: ['/config'], volumes: [ReloaderVolume.emptyDir('config', '/config')] });
    expect(sidecar.container.image).toMatch(/^registry\.example\.org\/mirror\/prometheus-operator\/prometheus-config-reloader:/);
  });

  it('with NetworkPolicies off, no component has one', () => {
    const { chart: own, stack: open } = chartWith({ ...SETTINGS, networkPolicy: false });
    new Grafana(own, 'Grafana', { admin, datasources });
    new BlackboxExporter(own, 'Blackbox');
    expect(ofKind(synth(own), 'NetworkPolicy')).toEqual([]);
    expect(open.defaults.networkPolicy).toBe(false);
  });
});

it('each construct with pod options has the settings of its stack', () => {
  const folder = path.join(__dirname, '..', '..', 'src');
  const sources = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).map(name => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n');
  const ofPods = [...sources.matchAll(/checkOptions\(this, '(\w+)', \w+, \w+\)/g)].map(([, struct]) => struct).filter(struct => structOf(struct)?.has('imagePullSecrets'));
  const without = ofPods.filter(struct => !sources.includes(`withDefaults(this, '${struct}'`));
  expect(ofPods.length).toBeGreaterThan(14);
  expect(without).toEqual(['PrometheusStackProps']);
});

describe('several stacks and charts', () => {
  it('a component belongs to the stack of its parent construct', () => {
    const app = new App();
    const chart = new Chart(app, 'all', { namespace: 'a' });
    const images = ['a', 'b'].map(name => {
      const part = new Chart(chart, name, { namespace: name });
      const stack = new PrometheusStack(part, 'Monitoring', { ...SETTINGS, imageRegistry: `${name}.example.org`, prometheus: { externalLabels: { cluster: name } } });
      new Grafana(part, 'Grafana', { admin, datasources });
      return stack.images.filter(image => image.includes('grafana/grafana:'));
    });
    expect(images).toEqual([['a.example.org/grafana/grafana:13.2.0'], ['b.example.org/grafana/grafana:13.2.0']]);
  });

  it('a component in another chart is reported once, with the settings that it lacks', () => {
    const app = new App();
    new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { imageRegistry: 'registry.example.org', imagePullSecrets: ['registry'] });
    const other = new Chart(app, 'dashboards', { namespace: 'dashboards' });
    new Grafana(other, 'Grafana', { admin, datasources });
    new BlackboxExporter(other, 'Blackbox', { imageRegistry: 'registry.example.org' });
    expect(noticesOf(other).filter(notice => notice.includes('not-reached'))).toEqual([
      '[monitoring/Monitoring] "imageRegistry", "imagePullSecrets" of the stack do not reach dashboards/Grafana, dashboards/Blackbox, which are in another chart: '
      + 'call ComponentDefaults.inherit(chart, stack) before you create them, or set the options there [prometheus-stack/not-reached]',
    ]);
  });

  it('ComponentDefaults give another chart the settings of the stack, and its images', () => {
    const app = new App();
    const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', SETTINGS);
    const other = new Chart(app, 'dashboards', { namespace: 'dashboards' });
    ComponentDefaults.set(other, stack.defaults);
    new Grafana(other, 'Grafana', { admin, datasources });
    expect(stack.images).toContain('registry.example.org/mirror/grafana/grafana:13.2.0');
    expect(noticesOf(other).filter(notice => notice.includes('not-reached'))).toEqual([]);
  });

  it('inherit passes them on from the stack itself, or from a scope near it: no copy of the settings is needed', () => {
    for (const sourceOf of [(stack: PrometheusStack) => stack, (stack: PrometheusStack) => Chart.of(stack)]) {
      const app = new App();
      ComponentDefaults.set(app, { labels: { team: 'sre' } });
      const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', SETTINGS);
      const other = new Chart(app, 'dashboards', { namespace: 'dashboards' });
      ComponentDefaults.set(other, { labels: { part: 'boards' } });
      ComponentDefaults.inherit(other, sourceOf(stack));
      expect(ComponentDefaults.of(other)).toEqual({ ...stack.defaults, labels: { ...stack.defaults.labels, part: 'boards' } });
      new Grafana(other, 'Grafana', { admin, datasources });
      expect(stack.images).toContain('registry.example.org/mirror/grafana/grafana:13.2.0');
      expect(noticesOf(other).filter(notice => notice.includes('not-reached'))).toEqual([]);
    }
  });

  it('inherit from a scope without a stack makes no component a part of one', () => {
    const app = new App();
    const [one, other] = ['one', 'other'].map(name => new Chart(app, name, { namespace: name }));
    ComponentDefaults.set(one, { imageRegistry: 'registry.example.org' });
    ComponentDefaults.inherit(other, one);
    expect(ComponentDefaults.of(other)).toEqual({ imageRegistry: 'registry.example.org' });
    const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring');
    new Grafana(other, 'Grafana', { admin, datasources });
    expect(stack.images.filter(image => image.includes('grafana'))).toEqual([]);
  });

  it('a component that was created before the stack is reported', () => {
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    new KubeStateMetrics(chart, 'Metrics', { name: 'other' });
    new PrometheusStack(chart, 'Monitoring', { priorityClassName: 'monitoring' });
    expect(noticesOf(chart).find(notice => notice.includes('not-reached'))).toContain('"priorityClassName" of the stack do not reach monitoring/Metrics, which were created before the stack: create them after the stack, or set the options there');
  });

  it('ComponentDefaults of an app apply to the stacks themselves', () => {
    const app = new App();
    ComponentDefaults.set(app, { imageRegistry: 'registry.example.org', labels: { team: 'sre' } });
    const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { commonLabels: { part: 'metrics' } });
    expect(stack.images.every(image => image.startsWith('registry.example.org/'))).toBe(true);
    expect(stack.defaults.labels).toEqual({ team: 'sre', part: 'metrics' });
  });
});

describe('stack.secrets', () => {
  it('lists each Secret that must exist, with its namespace and keys, and none that the app creates', () => {
    const { chart, stack } = chartWith();
    makeAll(chart, stack);
    expect(stack.secrets.map(({ namespace, name, keys, isOptional }) => [`${namespace}/${name}`, keys, isOptional])).toEqual([
      ['monitoring-node-exporter/registry', ['.dockerconfigjson'], false],
      ['monitoring/alertmanager-config', ['alertmanager.yaml'], false],
      ['monitoring/bucket', ['objstore.yml'], false],
      ['monitoring/grafana-admin', ['admin-password', 'admin-user'], false],
      ['monitoring/login', ['client-id', 'client-secret', 'cookie-secret'], false],
      ['monitoring/prometheus-tls', ['tls.crt', 'tls.key'], false],
      ['monitoring/registry', ['.dockerconfigjson'], false],
    ]);
    expect(stack.secrets.find(({ name }) => name === 'grafana-admin')?.by).toEqual(['Deployment monitoring/grafana']);
  });
});

describe('the selection of a stack', () => {
  beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
  afterEach(() => jest.restoreAllMocks());

  const selecting = () => chartWith({ ...SETTINGS, prometheus: { ...SETTINGS.prometheus, selection: { matchLabels: { release: 'main' } } } });
  const monitorOf = (chart: Chart, name: string) => ofKind(synth(chart), 'ServiceMonitor').find(({ metadata }) => metadata.name === name)!.metadata.labels;

  test('includes the monitors of nearby components: each has the labels', () => {
    const { chart, stack } = selecting();
    makeAll(chart, stack);
    const monitors = ofKind(synth(chart), 'ServiceMonitor');
    expect(monitors.length).toBeGreaterThan(12);
    // a component without pods may be for another Prometheus
    expect(monitors.filter(({ metadata }) => metadata.labels.release !== 'main').map(({ metadata }) => metadata.name)).toEqual(['federate-eu-2']);
  });

  test('labels of the component take precedence, and a separate Prometheus selects for itself', () => {
    const { chart } = selecting();
    new Grafana(chart, 'Grafana', { admin, datasources, labels: { release: 'other' } });
    new Prometheus(chart, 'Second', { name: 'second', selection: { matchLabels: { team: 'shop' } }, storage, externalLabels: { cluster: 'eu-1' } });
    expect(monitorOf(chart, 'grafana').release).toBe('other');
    expect(monitorOf(chart, 'prometheus-second')).toMatchObject({ team: 'shop' });
    expect(monitorOf(chart, 'prometheus-second').release).toBeUndefined();
  });
});
