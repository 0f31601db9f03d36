import { App, Chart, Size } from 'cdk8s';
import {
  Alertmanager, BlackboxExporter, ComponentDefaults, ComponentDefaultsOptions, FsGroupChangePolicy, Grafana, GrafanaDatasource,
  KubeStateMetrics, NodeExporter, OAuth2Proxy, PodSecurityOptions, Prometheus, PrometheusAgent, PrometheusStack,
  PrometheusStackProps, RemoteWrite, ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore,
  WebhookCertificate, WindowsExporter,
} from '../../src';
import { errorsOf, Manifest, noticesOf, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const storage = { size: Size.gibibytes(10) };
const remoteWrite = [RemoteWrite.mimir({ name: 'mimir', endpoint: 'https://mimir.example.org', tenant: 'a' })];
const bucket = { secretName: 'bucket', key: 'objstore.yml' };
const admin = { secretName: 'grafana-admin' };

function chartWith(props: PrometheusStackProps = {}): { readonly chart: Chart; readonly stack: PrometheusStack } {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', {
    alertmanager: { configSecret: 'alertmanager-config' }, admissionWebhook: { certificate: WebhookCertificate.selfSigned() }, agent: { name: 'agent', remoteWrite, replicas: 1 }, prometheus: {}, prometheusEnabled: true, ...props,
  });
  return { chart, stack };
}

/** Each construct with pods, next to a stack. */
function makeAll(chart: Chart, { prometheus }: PrometheusStack): void {
  new Grafana(chart, 'Grafana', { admin, datasources: [GrafanaDatasource.prometheus(prometheus!.queryApi!)] });
  new BlackboxExporter(chart, 'Blackbox');
  const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos:10901')] });
  new ThanosStore(chart, 'Store', { objectStorage: bucket });
  new ThanosCompactor(chart, 'Compactor', { objectStorage: bucket, storage });
  new ThanosReceive(chart, 'Receive', { storage });
  new ThanosRuler(chart, 'Ruler', { query });
  new OAuth2Proxy(chart, 'Login', { ui: prometheus!.webUi!, issuerUrl: 'https://login.example.org', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'] });
  new WindowsExporter(chart, 'Windows', { name: 'windows' });
}

/** The security contexts of all pods, by what makes them. */
function contextsOf(chart: Chart): Map<string, any> {
  const contextOf = ({ kind, spec }: Manifest) => ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].includes(kind) ? spec.securityContext : spec?.template?.spec?.securityContext;
  return new Map(synth(chart).flatMap(object => {
    const context = contextOf(object);
    return context === undefined ? [] : [[`${object.kind} ${object.metadata.name}`, context] as const];
  }));
}

const NAMES = [
  'Alertmanager main', 'DaemonSet node-exporter', 'DaemonSet windows', 'Deployment blackbox-exporter', 'Deployment grafana', 'Deployment kube-state-metrics', 'Deployment prometheus-main-login',
  'Deployment prometheus-operator', 'Deployment prometheus-operator-admission-webhook', 'Deployment thanos-query', 'Prometheus main', 'PrometheusAgent agent', 'StatefulSet thanos-compact',
  'StatefulSet thanos-receive', 'StatefulSet thanos-store', 'ThanosRuler main',
];
const RESTRICTED = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

test('each pod is restricted, and has fixed IDs by default', () => {
  const { chart, stack } = chartWith();
  makeAll(chart, stack);
  const contexts = contextsOf(chart);
  expect([...contexts.keys()].sort()).toEqual(NAMES);
  for (const [name, context] of contexts) {
    const id = name === 'Deployment grafana' ? 472 : 65534;
    if (name !== 'DaemonSet windows') { expect([name, context]).toEqual([name, expect.objectContaining({ ...RESTRICTED, runAsUser: id, runAsGroup: id })]); }
  }
});

test('with IDs of the platform no pod of a stack sets an ID, as OpenShift requires', () => {
  const { chart, stack } = chartWith({ podSecurity: { idsFromPlatform: true } });
  makeAll(chart, stack);
  const contexts = contextsOf(chart);
  contexts.delete('DaemonSet windows');
  expect([...contexts].filter(([, { runAsUser, runAsGroup, fsGroup }]) => runAsUser !== undefined || runAsGroup !== undefined || fsGroup !== undefined)).toEqual([]);
  for (const context of contexts.values()) { expect(context).toEqual(expect.objectContaining(RESTRICTED)); }
  expect(stack.defaults.podSecurity).toEqual({ idsFromPlatform: true });
});

test('each field of a stack reaches each pod', () => {
  const podSecurity: PodSecurityOptions = {
    runAsUser: 1001, runAsGroup: 1002, fsGroup: 1003, fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH, supplementalGroups: [1004], seccompLocalhostProfile: 'profiles/monitoring.json',
  };
  const { chart, stack } = chartWith({ podSecurity });
  makeAll(chart, stack);
  for (const [name, context] of contextsOf(chart)) {
    if (name === 'DaemonSet windows') { continue; }
    expect([name, context]).toEqual([name, {
      runAsNonRoot: true,
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/monitoring.json' },
      runAsUser: 1001,
      runAsGroup: 1002,
      fsGroup: 1003,
      fsGroupChangePolicy: 'OnRootMismatch',
      supplementalGroups: [1004],
    }]);
  }
});

describe('a component takes precedence over its stack', () => {
  const grafanaWith = (outer: PodSecurityOptions, own: PodSecurityOptions | undefined) => {
    const { chart } = chartWith({ podSecurity: outer });
    new Grafana(chart, 'Grafana', { admin, datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })], podSecurity: own });
    return contextsOf(chart).get('Deployment grafana');
  };

  test.each<[string, PodSecurityOptions, PodSecurityOptions | undefined, object]>([
    ['field by field', { runAsUser: 1001, supplementalGroups: [7] }, { runAsUser: 2001 }, { runAsUser: 2001, runAsGroup: 472, fsGroup: 472, supplementalGroups: [7] }],
    ['an own ID ends that the platform assigns them', { idsFromPlatform: true, supplementalGroups: [7] }, { runAsUser: 2001 }, { runAsUser: 2001, runAsGroup: 472, fsGroup: 472, supplementalGroups: [7] }],
    ['IDs of the platform end those of the stack', { runAsUser: 1001, fsGroup: 3, supplementalGroups: [7] }, { idsFromPlatform: true }, { supplementalGroups: [7] }],
    ['fixed IDs again', { idsFromPlatform: true }, { idsFromPlatform: false }, { runAsUser: 472, runAsGroup: 472, fsGroup: 472 }],
    ['nothing of its own', { runAsUser: 1001 }, undefined, { runAsUser: 1001, runAsGroup: 472, fsGroup: 472 }],
  ])('%s', (_, outer, own, expected) => {
    expect(grafanaWith(outer, own)).toEqual({ ...RESTRICTED, ...expected });
  });

  test('in a part of the stack, too', () => {
    const { chart } = chartWith({ podSecurity: { runAsUser: 1001 }, kubeStateMetrics: { podSecurity: { runAsUser: 2001 } }, prometheus: { podSecurity: { fsGroup: 9 } } });
    const contexts = contextsOf(chart);
    expect(contexts.get('Deployment kube-state-metrics').runAsUser).toBe(2001);
    expect(contexts.get('Prometheus main')).toEqual(expect.objectContaining({ runAsUser: 1001, fsGroup: 9 }));
    expect(contexts.get('DaemonSet node-exporter').runAsUser).toBe(1001);
  });
});

test('ComponentDefaults reach constructs without a stack', () => {
  const chart = new Chart(new App(), 'own', { namespace: 'own' });
  const defaults: ComponentDefaultsOptions = { podSecurity: { idsFromPlatform: true } };
  ComponentDefaults.set(chart, defaults);
  new KubeStateMetrics(chart, 'Ksm');
  new NodeExporter(chart, 'Nodes');
  new Prometheus(chart, 'Prometheus');
  new Alertmanager(chart, 'Alertmanager', { configSecret: 'a' });
  new PrometheusAgent(chart, 'Agent', { name: 'agent', remoteWrite, replicas: 1 });
  expect([...contextsOf(chart).values()]).toEqual(new Array(5).fill(RESTRICTED));
});

test('what the stack does not reach is reported', () => {
  const app = new App();
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { podSecurity: { idsFromPlatform: true } });
  const other = new Chart(app, 'probes', { namespace: 'probes' });
  new BlackboxExporter(other, 'Blackbox');
  new BlackboxExporter(other, 'Own', { name: 'own', podSecurity: { idsFromPlatform: true } });
  expect(noticesOf(other).filter(text => text.includes('not-reached'))).toEqual([expect.stringContaining('"podSecurity" of the stack do not reach probes/Blackbox, which are in another chart')]);
});

test.each<[PodSecurityOptions, string]>([
  [{ runAsUser: 0 }, '"podSecurity.runAsUser" is 0: it must be a whole number from 1 to 2147483647'],
  [{ runAsGroup: -1 }, '"podSecurity.runAsGroup" is -1'],
  [{ fsGroup: 2_147_483_648 }, '"podSecurity.fsGroup" is 2147483648'],
  [{ supplementalGroups: [1, 1.5] }, '"podSecurity.supplementalGroups[1]" is 1.5'],
  [{ idsFromPlatform: true, fsGroup: 1 }, 'remove "idsFromPlatform" if you assign IDs, or remove the IDs [manifest/ids-from-platform]'],
  [{ seccompLocalhostProfile: '/profiles/a.json' }, '"podSecurity.seccompLocalhostProfile" is "/profiles/a.json"'],
  [{ seccompLocalhostProfile: 'a/../b.json' }, '[manifest/seccomp-profile]'],
])('%j is an error', (podSecurity, message) => {
  expect(errorsOf(chartWith({ podSecurity }).chart)).toContain(message);
  const chart = new Chart(new App(), 'own', { namespace: 'own' });
  new NodeExporter(chart, 'Nodes', { podSecurity });
  expect(errorsOf(chart)).toContain(message);
});

test('"spec" may complete the security context, but not contradict an option', () => {
  const merged = chartWith({ podSecurity: { fsGroup: 5 }, prometheus: { spec: { securityContext: { seLinuxOptions: { level: 's0' }, runAsUser: 7 } } } });
  expect(contextsOf(merged.chart).get('Prometheus main')).toEqual({ ...RESTRICTED, runAsUser: 7, runAsGroup: 65534, fsGroup: 5, seLinuxOptions: { level: 's0' } });
  const twice = chartWith({ podSecurity: { fsGroup: 5 }, prometheus: { spec: { securityContext: { fsGroup: 6 } } } });
  expect(errorsOf(twice.chart)).toContain('"spec.securityContext.fsGroup" is written by the option "podSecurity.fsGroup"');
});

test('on Windows it is an error, and the option of a stack has no effect', () => {
  const own = new Chart(new App(), 'own', { namespace: 'own' });
  new WindowsExporter(own, 'Windows', { podSecurity: { runAsUser: 5 } });
  expect(errorsOf(own)).toContain('"podSecurity" has "runAsUser", which host-process pods on Windows do not support: remove "podSecurity" [windows-exporter/pod-security]');
  const { chart } = chartWith({ podSecurity: { runAsUser: 5 }, windowsExporter: {} });
  expect(contextsOf(chart).get('DaemonSet windows-exporter')).toEqual({ windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } });
});
