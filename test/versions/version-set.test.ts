import * as fs from 'fs';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import {
  AdapterRules, BlackboxExporter, ComponentDefaults, ConfigReloaderSidecar, Fleet, GlobalView, Grafana, GrafanaDatasource, KubeStateMetrics, MetricsServer,
  MonitoringMixin, OAuth2Proxy, PrometheusAdapter, PrometheusStack, PrometheusStackProps, Pushgateway, ReloadMethod, ReloaderVolume, ThanosCompactor, ThanosEndpoint,
  ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore, VersionSet, WebhookCertificate, WindowsExporter,
} from '../../src';
import { COMPONENTS } from '../../src/versions/capabilities';
import { ComponentVersion } from '../../src/versions/component-version';
import { Release, RELEASES, SET_NAMES, versionIn } from '../../src/versions/releases';
import { checkVersionSet } from '../../src/versions/retired-sets';
import { noticesOf, ofKind, synth } from '../support/synth';

const { upgrading } = require('../support/versions-md');

const ROOT = join(__dirname, '..', '..');
const SETS = SET_NAMES.map(name => [name, (VersionSet as any)[`V${name.replace('-', '_')}`] as VersionSet] as const);

/** The content of a set never changes: a new pin is a new set. */
const PINS: { readonly [set: string]: { readonly [component: string]: string } } = {
  '2026-11': {
    prometheusOperator: '0.94.1',
    prometheus: '3.16.0',
    prometheus2: '2.55.1',
    alertmanager: '0.35.0',
    thanos: '0.42.4',
    nodeExporter: '1.12.1',
    grafana: '13.2.0',
    dashboardSidecar: '2.10.1',
    oauth2Proxy: '7.15.6',
    windowsExporter: '0.31.8',
    blackboxExporter: '0.28.0',
    configReloader: '0.94.1',
    admissionWebhook: '0.94.1',
    kubeStateMetrics: '2.20.0',
    kubeRbacProxy: '0.22.1',
    pushgateway: '1.11.3',
    metricsServer: '0.9.0',
    prometheusAdapter: '0.12.0',
  },
  // prometheus-community/helm-charts, tag kube-prometheus-stack-77.1.3 (2025-09-01), and of the same day charts/prometheus-blackbox-exporter (0.27.0), charts/kube-state-metrics
  // (kube-rbac-proxy 0.19.1), charts/prometheus-pushgateway (1.11.1), charts/prometheus-adapter (0.12.0), metrics-server's newest
  // tag (0.8.0, 2025-07-03), grafana/helm-charts charts/grafana 9.4.4 (sidecar 1.30.10), oauth2-proxy/manifests (7.12.0)
  '2025-09': {
    prometheusOperator: '0.85.0',
    prometheus: '3.5.0',
    prometheus2: '2.55.1',
    alertmanager: '0.28.1',
    thanos: '0.39.2',
    nodeExporter: '1.9.1',
    grafana: '12.1.1',
    dashboardSidecar: '1.30.10',
    oauth2Proxy: '7.12.0',
    windowsExporter: '0.31.2',
    blackboxExporter: '0.27.0',
    configReloader: '0.85.0',
    admissionWebhook: '0.85.0',
    kubeStateMetrics: '2.16.0',
    kubeRbacProxy: '0.19.1',
    pushgateway: '1.11.1',
    metricsServer: '0.8.0',
    prometheusAdapter: '0.12.0',
  },
};

const bucket = { secretName: 'bucket', key: 'objstore.yml' };
const storage = { size: Size.gibibytes(10) };

/** A stack with everything, and everything that can be next to it. */
function everything(props: PrometheusStackProps): { readonly chart: Chart; readonly stack: PrometheusStack } {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', {
    kubernetesVersion: '1.34',
    windowsExporter: { name: 'windows' },
    admissionWebhook: { certificate: WebhookCertificate.selfSigned() },
    ...props,
    prometheus: { externalLabels: { cluster: 'eu-1' }, storage, listenLocal: true, authProxy: true, authProxyTlsSecretName: 'proxy-tls', thanos: { objectStorage: bucket }, ...props.prometheus },
    alertmanager: { configSecret: 'alertmanager-config' },
    kubeStateMetrics: { authProxy: true, ...props.kubeStateMetrics },
  });
  new Grafana(chart, 'Grafana', { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })] });
  new BlackboxExporter(chart, 'Blackbox');
  const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos:10901')] });
  new ThanosStore(chart, 'Store', { objectStorage: bucket });
  new ThanosCompactor(chart, 'Compactor', { objectStorage: bucket, storage });
  new ThanosReceive(chart, 'Receive', { storage });
  new ThanosRuler(chart, 'Ruler', { query });
  new Pushgateway(chart, 'Pushgateway');
  const queryApi = { serviceName: 'prometheus-main', namespace: 'monitoring', port: 9090 };
  new PrometheusAdapter(chart, 'Adapter', { prometheus: stack.prometheus!.queryApi ?? queryApi, rules: [AdapterRules.gauge({ series: 'queue_length' })] });
  new MetricsServer(chart, 'MetricsServer', { namespace: 'kube-system' });
  const login = { secretName: 'login' };
  new OAuth2Proxy(chart, 'Login', { ui: stack.alertmanager!.webUi, issuerUrl: 'https://login.example.org', host: 'alerts.example.org', secret: login, emailDomains: ['example.org'] });
  return { chart, stack };
}

/** `image` to `version`, without the `v`. */
function tagsOf({ images }: PrometheusStack): { [image: string]: string } {
  return Object.fromEntries(images.map(image => image.split(/:v?(?=\d)/) as [string, string]));
}

describe.each(SETS)('set %s', (name, set) => {
  it('keeps its pins unchanged, one for each component', () => {
    expect(set.components).toEqual(PINS[name]);
    expect(Object.keys(set.components).sort()).toEqual(Object.keys(RELEASES).sort());
  });

  it('sets the versions of every image in the stack and near it, and no others', () => {
    const tags = tagsOf(everything({ versions: set }).stack);
    const pins = Object.fromEntries(Object.entries(PINS[name]).filter(([release]) => release !== 'prometheus2').map(([release, version]) => [RELEASES[release as Release].image, version]));
    expect(Object.keys(tags).length).toBeGreaterThanOrEqual(17);
    expect(tags).toEqual(Object.fromEntries(Object.keys(tags).map(image => [image, pins[image]])));
  });

  it('is a set of supported versions that work together: nothing is reported', () => {
    const notices = noticesOf(everything({ versions: set }).chart).map(text => /\[([^\]]+)\]$/.exec(text)![1]);
    expect([...new Set(notices)].filter(rule => rule.startsWith('versions/') || rule.startsWith('admission/'))).toEqual([]);
  });

  it('has only supported components', () => {
    const parsed = Object.keys(COMPONENTS).filter(component => Object.hasOwn(RELEASES, component))
      .flatMap(component => ComponentVersion.parse(component as 'prometheus', 'version', versionIn(component as Release, set)).findings);
    expect(parsed).toEqual([]);
  });

  it('is built by the test bed, except components that cannot run there', () => {
    const env = fs.readFileSync(join(ROOT, 'test', 'conformance', 'bed', 'versions.env'), 'utf8');
    const pinned = (variable: string) => new RegExp(`^${variable}="([^"]*)"`, 'm').exec(env)![1].split(' ').map(version => version.replace(/^v0\.(\d)(\d\d)\.(\d+)$/, (_, a, b, c) => `v${a}.${Number(b)}.${c}`));
    const built: [Release, string][] = [['prometheusOperator', 'PROMETHEUS_OPERATOR'], ['prometheus', 'PROMETHEUS'], ['alertmanager', 'ALERTMANAGER'], ['nodeExporter', 'NODE_EXPORTER'], ['kubeStateMetrics', 'KUBE_STATE_METRICS']];
    for (const [release, variable] of built) { expect([release, pinned(variable)]).toEqual([release, expect.arrayContaining([`v${versionIn(release, set)}`])]); }
  });
});

it('every component takes its version and its images from the set', () => {
  const folder = join(ROOT, 'src');
  const files = (fs.readdirSync(folder, { recursive: true }) as string[]).map(name => name.replace(/\\/g, '/')).filter(name => name.endsWith('.ts') && !name.startsWith('versions/'));
  const lines = files.flatMap(name => fs.readFileSync(join(folder, name), 'utf8').split('\n').map(line => `${name}: ${line.trim()}`));
  // without a program that sets a version, manifests are read as if the newest operator processed them
  expect(lines.filter(line => /RELEASES[.[]/.test(line) && !line.startsWith('scrape-graph/operator-version.ts'))).toEqual([]);
  const images = lines.filter(line => line.includes('imageOf(') && !line.startsWith('migrate/')); // migrate reads images of others
  expect(images.length).toBeGreaterThan(15);
  // the operator's default base images have no tag
  expect(images.filter(line => !/\bversions?\b/.test(line) && !line.startsWith('prometheus-operator/arguments.ts'))).toEqual([]);
});

it('each set has a member, and the newest is first', () => {
  expect(Object.keys(VersionSet).map(member => (VersionSet as any)[member].name)).toEqual([...SET_NAMES]);
  expect([...SET_NAMES].sort().reverse()).toEqual([...SET_NAMES]);
  expect(Object.keys(PINS)).toEqual([...SET_NAMES]);
});

it('without `versions` the newest set is used, byte for byte', () => {
  expect(synth(everything({}).chart)).toEqual(synth(everything({ versions: VersionSet.V2026_11 }).chart));
});

it('all that depends on a version follows the set: arguments, fields, the versions that the operator reads', () => {
  const objects = synth(everything({ versions: VersionSet.V2025_09 }).chart);
  expect(ofKind(objects, 'Prometheus')[0].spec).toMatchObject({ version: 'v3.5.0', thanos: { version: 'v0.39.2' } });
  expect(ofKind(objects, 'Alertmanager')[0].spec.version).toBe('v0.28.1');
  const webhook = ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name.includes('webhook'))!;
  expect(webhook.spec.template.spec.containers[0].args.join(' ')).not.toContain('--name-validation-scheme');
});

describe('goes before the set', () => {
  it('the version of a component', () => {
    const { stack } = everything({ versions: VersionSet.V2025_09, prometheus: { version: '3.6.0' }, kubeStateMetrics: { version: '2.17.0' } });
    expect(tagsOf(stack)).toMatchObject({ 'quay.io/prometheus/prometheus': '3.6.0', 'registry.k8s.io/kube-state-metrics/kube-state-metrics': '2.17.0', 'quay.io/prometheus/alertmanager': '0.28.1' });
  });

  it('another set of a component', () => {
    const { stack } = everything({ versions: VersionSet.V2025_09, kubeStateMetrics: { versions: VersionSet.V2026_11 } });
    expect(tagsOf(stack)).toMatchObject({ 'registry.k8s.io/kube-state-metrics/kube-state-metrics': '2.20.0', 'quay.io/prometheus/prometheus': '3.5.0' });
  });
});

it('a version that does not work with those of the set is an error', () => {
  const make = () => synth(everything({ versions: VersionSet.V2026_11, operator: { version: '0.93.0' }, prometheus: { thanos: { version: '0.41.0', objectStorage: bucket } } }).chart);
  expect(make).toThrow('writes paths that the Thanos sidecar 0.41.0 rejects');
});

describe('reaches', () => {
  const images = (chart: Chart) => JSON.stringify(synth(chart)).match(/"image":"[^"]+"/g)!.sort();

  it('constructs without a stack, by ComponentDefaults', () => {
    const chart = new Chart(new App(), 'alone', { namespace: 'alone' });
    ComponentDefaults.set(chart, { versions: VersionSet.V2025_09 });
    new KubeStateMetrics(chart, 'KubeStateMetrics');
    new WindowsExporter(chart, 'Windows', { name: 'windows' });
    expect(images(chart)).toEqual(['"image":"ghcr.io/prometheus-community/windows-exporter:0.31.2"', '"image":"registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.16.0"']);
  });

  it('a config reloader in a workload', () => {
    const chart = new Chart(new App(), 'alone', { namespace: 'alone' });
    const volumes = [ReloaderVolume.emptyDir('config', '/config')];
    const sidecar = new ConfigReloaderSidecar(chart, 'Reloader', { versions: VersionSet.V2025_09, reload: ReloadMethod.http({ port: 9000 }), watchedDirs: ['/config'], volumes });
    expect(sidecar.container.image).toBe('quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0');
  });

  it('rules that read metrics of a version', () => {
    const rules = (versions: VersionSet) => {
      const chart = new Chart(new App(), 'rules', { namespace: 'rules' });
      ComponentDefaults.set(chart, { versions });
      new MonitoringMixin(chart, 'Mixin');
      return JSON.stringify(synth(chart));
    };
    expect(rules(VersionSet.V2025_09)).not.toContain('kube_pod_status_disruption_reason');
    expect(rules(VersionSet.V2026_11)).toContain('kube_pod_status_disruption_reason');
  });

  it('each cluster of a fleet, and one cluster may have another', () => {
    const fleet = new Fleet({
      stack: { versions: VersionSet.V2025_09 },
      main: { cluster: 'main' },
      workers: [{ cluster: 'eu-1', stack: { versions: VersionSet.V2026_11 }, target: { hostname: 'eu-1.example.org' }, insecure: true }],
      globalView: GlobalView.federation({ match: ['{__name__=~"node:.*"}'] }),
    });
    const versions = fleet.clusters.flatMap(cluster => ofKind(synth(fleet.chart(cluster)), 'Prometheus').map(({ spec }) => spec.version));
    expect(versions.sort()).toEqual(['v3.16.0', 'v3.5.0']);
  });
});

it('a retired set is an error that names its successor', () => {
  const retired = Object.create(VersionSet.V2025_09, { _successor: { value: VersionSet.V2026_11 } }) as VersionSet;
  const message = '"versions" is VersionSet.V2025_09, which this release of the library no longer supports: use VersionSet.V2026_11';
  expect(checkVersionSet(retired)).toMatchObject([{ ruleId: 'versions/set-retired' }]);
  expect(() => synth(everything({ versions: retired }).chart)).toThrow(message);
  const alone = new Chart(new App(), 'alone', { namespace: 'alone' });
  new KubeStateMetrics(alone, 'KubeStateMetrics', { versions: retired });
  expect(() => synth(alone)).toThrow(message);
});

it('any other value is rejected at the call', () => {
  expect(() => everything({ versions: '2026-11' as any })).toThrow('"versions"');
});

it('docs/upgrading.md lists what each set pins', () => {
  expect(fs.readFileSync(join(ROOT, 'docs', 'upgrading.md'), 'utf8')).toBe(upgrading());
});
