import { App, Chart } from 'cdk8s';
import { ComponentDefaults, KubeStateMetrics, PrometheusOperator, PrometheusStack, PrometheusStackProps, ResourceLimitsOptions } from '../../src';
import { resourcesOf } from '../../src/manifest/resource-limits';
import { containersOf, everyComponent, OPERATED } from '../support/every-component';
import { errorsOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const LIMITS: ResourceLimitsOptions = { memoryRatio: 2, cpuRatio: 4 };

/** Name and resources of every container, those of custom resources with them. */
function resourcesIn(props: PrometheusStackProps): Map<string, any> {
  const objects = everyComponent(props);
  const operated = objects.filter(({ kind }) => OPERATED.includes(kind)).flatMap(({ kind, metadata, spec }) => [
    [`${kind} ${metadata.name}`, spec.resources] as const,
    ...(spec.containers ?? []).map((each: any) => [`${kind} ${metadata.name}/${each.name}`, each.resources] as const),
    ...spec.thanos ? [[`${kind} ${metadata.name}/thanos-sidecar`, spec.thanos.resources] as const] : [],
  ]);
  return new Map([...containersOf(objects).map(({ name, container }) => [name, container.resources] as const), ...operated]);
}

test.each<[requests: { cpu: string; memory: string }, ratios: ResourceLimitsOptions, limits: object | undefined]>([
  [{ cpu: '100m', memory: '250Mi' }, {}, { memory: '500Mi' }],
  [{ cpu: '100m', memory: '250Mi' }, { cpuRatio: 5 }, { cpu: '500m', memory: '500Mi' }],
  // as the apiserver writes amounts: in the largest unit without a fraction
  [{ cpu: '500m', memory: '512Mi' }, { cpuRatio: 4, memoryRatio: 2 }, { cpu: '2', memory: '1Gi' }],
  [{ cpu: '2', memory: '4Gi' }, { cpuRatio: 1.5, memoryRatio: 1.5 }, { cpu: '3', memory: '6Gi' }],
  [{ cpu: '10m', memory: '25Mi' }, { cpuRatio: 1.25, memoryRatio: 1.5 }, { cpu: '13m', memory: '38Mi' }],
  [{ cpu: '0.5', memory: '100M' }, { cpuRatio: 1, memoryRatio: 1 }, { cpu: '500m', memory: '96Mi' }],
  [{ cpu: '10m', memory: '20Mi' }, { enabled: false, cpuRatio: 5 }, undefined],
  // no request, or a value that another check reports
  [{ cpu: '0', memory: '0' }, { cpuRatio: 5 }, undefined],
  [{ cpu: 'much', memory: '1 GB' }, { cpuRatio: 5 }, undefined],
])('%j with %j has the limits %j', (requests, resourceLimits, limits) => {
  expect(resourcesOf({ ...requests, resourceLimits })).toEqual({ requests, ...limits && { limits } });
});

test('"memoryLimit" replaces the ratio', () => {
  expect(resourcesOf({ cpu: '1', memory: '1Gi', memoryLimit: '3Gi', resourceLimits: LIMITS }).limits).toEqual({ cpu: '4', memory: '3Gi' });
  expect(resourcesOf({ cpu: '1', memory: '1Gi', memoryLimit: '3Gi' }).limits).toEqual({ memory: '3Gi' });
});

test('a container with a command as a probe has no CPU limit', () => {
  const http = { httpGet: { path: '/', port: 80 } };
  const requests = { cpu: '1', memory: '1Gi', resourceLimits: LIMITS };
  expect(resourcesOf(requests, http, undefined).limits).toEqual({ cpu: '4', memory: '2Gi' });
  expect(resourcesOf(requests, http, { exec: { command: ['true'] } }).limits).toEqual({ memory: '2Gi' });
});

test('by default nothing has a limit', () => {
  expect([...resourcesIn({}).values()].filter(resources => resources?.limits !== undefined)).toEqual([]);
});

test('one option of a stack sets both limits of each container of each component', () => {
  const found = resourcesIn({ resourceLimits: LIMITS });
  expect([...found.keys()].sort()).toEqual([
    'Alertmanager main', 'DaemonSet node-exporter/kube-rbac-proxy', 'DaemonSet node-exporter/node-exporter', 'DaemonSet windows/windows-exporter', 'Deployment blackbox-exporter/blackbox-exporter',
    'Deployment grafana/dashboards', 'Deployment grafana/grafana', 'Deployment kube-state-metrics/kube-rbac-proxy-metrics', 'Deployment kube-state-metrics/kube-rbac-proxy-telemetry',
    'Deployment kube-state-metrics/kube-state-metrics', 'Deployment metrics-server/metrics-server', 'Deployment prometheus-adapter/prometheus-adapter', 'Deployment prometheus-main-login/oauth2-proxy',
    'Deployment prometheus-operator-admission-webhook/admission-webhook', 'Deployment prometheus-operator/prometheus-operator', 'Deployment pushgateway/pushgateway',
    'Deployment thanos-query/thanos', 'Prometheus main', 'Prometheus main/thanos-sidecar', 'PrometheusAgent agent', 'StatefulSet thanos-compact/thanos',
    'StatefulSet thanos-receive/thanos', 'StatefulSet thanos-store/thanos', 'ThanosRuler main',
  ]);
  expect([...found].filter(([, { limits }]) => Object.keys(limits ?? {}).sort().join() !== 'cpu,memory')).toEqual([]);
  expect([found.get('Prometheus main'), found.get('Deployment grafana/dashboards'), found.get('DaemonSet node-exporter/kube-rbac-proxy')]).toEqual([
    { requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '2', memory: '8Gi' } },
    { requests: { cpu: '10m', memory: '80Mi' }, limits: { cpu: '40m', memory: '160Mi' } },
    { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '40m', memory: '40Mi' } },
  ]);
});

test('a Prometheus on loopback has no CPU limit, because its probes are commands; the proxy in front of it has one', () => {
  const found = resourcesIn({ resourceLimits: LIMITS, prometheus: { listenLocal: true } });
  expect(found.get('Prometheus main').limits).toEqual({ memory: '8Gi' });
  expect(found.get('Prometheus main/auth-proxy').limits).toEqual({ cpu: '40m', memory: '40Mi' });
});

describe('the config reloaders', () => {
  const flagsOf = (props: PrometheusStackProps) => {
    const [{ container }] = containersOf(everyComponent(props)).filter(({ name }) => name === 'Deployment prometheus-operator/prometheus-operator');
    return container.args.filter((flag: string) => /config-reloader-.*-limit/.test(flag));
  };

  test.each<[string, PrometheusStackProps, string, string]>([
    ['no option', {}, '0', '0'],
    ['memory alone', { resourceLimits: {} }, '0', '100Mi'],
    ['at least 100m of CPU, since a probe that a user adds may be a command', { resourceLimits: LIMITS }, '100m', '100Mi'],
    ['in proportion', { resourceLimits: LIMITS, operator: { configReloaderCpu: '100m', configReloaderMemory: '1Gi' } }, '400m', '2Gi'],
    ['no CPU limit if something listens on loopback', { resourceLimits: LIMITS, prometheus: { listenLocal: true } }, '0', '100Mi'],
    ['what the program says', { resourceLimits: LIMITS, operator: { configReloaderCpuLimit: '1', configReloaderMemoryLimit: '64Mi' } }, '1', '64Mi'],
  ])('%s', (_, props, cpu, memory) => {
    expect(flagsOf(props)).toEqual([`--config-reloader-cpu-limit=${cpu}`, `--config-reloader-memory-limit=${memory}`]);
  });

  test('an invalid quantity is an error', () => {
    const chart = new Chart(new App(), 'operator', { namespace: 'operator' });
    new PrometheusOperator(chart, 'Operator', { configReloaderCpuLimit: 'much', configReloaderMemoryLimit: '1 GB' });
    expect(errorsOf(chart)).toContain('"configReloaderCpuLimit" is "much"');
    expect(errorsOf(chart)).toContain('"configReloaderMemoryLimit" is "1 GB"');
  });
});

test('with a memory limit the operator passes the limit to Go', () => {
  const argsOf = (resourceLimits?: ResourceLimitsOptions) => {
    const chart = new Chart(new App(), 'operator', { namespace: 'operator' });
    new PrometheusOperator(chart, 'Operator', { resourceLimits });
    return theOne(synth(chart), 'Deployment').spec.template.spec.containers[0].args;
  };
  expect(argsOf({})).toContain('--auto-gomemlimit-ratio=0.9');
  expect(argsOf()).not.toContain('--auto-gomemlimit-ratio=0.9');
});

test('a component replaces the option of its stack as a whole, and may have no limits', () => {
  const found = resourcesIn({ resourceLimits: LIMITS, kubeStateMetrics: { resourceLimits: { memoryRatio: 3 } }, alertmanager: { resourceLimits: { enabled: false } } });
  expect(found.get('Deployment kube-state-metrics/kube-state-metrics').limits).toEqual({ memory: '750Mi' });
  expect(found.get('Alertmanager main').limits).toBeUndefined();
  expect(found.get('DaemonSet node-exporter/node-exporter').limits).toEqual({ cpu: '80m', memory: '80Mi' });
});

test('{} of a stack means no limits, and its defaults pass it on', () => {
  const app = new App();
  const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { resourceLimits: {} });
  expect(stack.defaults).toEqual({ resourceLimits: {} });
  const other = new Chart(app, 'other', { namespace: 'other' });
  ComponentDefaults.set(other, stack.defaults);
  new KubeStateMetrics(other, 'Ksm', { name: 'other' });
  expect(containersOf(synth(other))[0].container.resources.limits).toEqual({ memory: '500Mi' });
});

test.each<[ResourceLimitsOptions, string]>([
  [{ memoryRatio: 0.5 }, '"resourceLimits.memoryRatio" is 0.5: use a number from 1 to 100; 2 makes the limit twice the request [validation/limit-ratio]'],
  [{ memoryRatio: 101 }, '"resourceLimits.memoryRatio" is 101'],
  [{ cpuRatio: 0 }, '"resourceLimits.cpuRatio" is 0: use a number from 1 to 1000'],
  [{ cpuRatio: Infinity }, '"resourceLimits.cpuRatio" is Infinity'],
  [{ cpuRatio: NaN }, '"resourceLimits.cpuRatio" is NaN'],
])('%j is an error', (resourceLimits, message) => {
  const chart = new Chart(new App(), 'own', { namespace: 'own' });
  new KubeStateMetrics(chart, 'Ksm', { resourceLimits });
  expect(errorsOf(chart)).toContain(message);
});
