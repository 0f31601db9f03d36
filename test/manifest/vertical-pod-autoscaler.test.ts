import { Chart, Size } from 'cdk8s';
import {
  Alertmanager, BlackboxExporter, ComponentDefaults, Grafana, GrafanaDatasource, KubeStateMetrics, NodeExporter, Prometheus, PrometheusAgent, PrometheusStack,
  PrometheusStackProps, Pushgateway, RemoteWrite, ThanosEndpoint, ThanosQuery,
  ThanosRuler, VerticalPodAutoscalerMode, VerticalPodAutoscalerOptions,
} from '../../src';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const AUTOSCALER: VerticalPodAutoscalerOptions = { mode: VerticalPodAutoscalerMode.RECREATE };
const STACK: PrometheusStackProps = { prometheus: { externalLabels: { cluster: 'a' } }, alertmanager: { configSecret: 'x' } };
const autoscalersIn = (objects: readonly Manifest[]) => ofKind(objects, 'VerticalPodAutoscaler');
const targetsOf = (objects: readonly Manifest[]) => Object.fromEntries(autoscalersIn(objects).map(({ metadata, spec: { targetRef: { apiVersion, kind, name } } }) => [metadata.name, `${apiVersion} ${kind} ${name}`]));
const containersOf = (objects: readonly Manifest[]) => Object.fromEntries(autoscalersIn(objects).map(({ metadata, spec }) => [metadata.name, spec.resourcePolicy.containerPolicies.map(({ containerName }: any) => containerName).join(' ')]));

function made(make: (chart: Chart) => void): Chart {
  const chart = aChart('monitoring');
  make(chart);
  return chart;
}
const notices = (make: (chart: Chart) => void) => { jest.restoreAllMocks(); return noticesOf(made(make)).filter(text => text.includes('vertical-pod-autoscaler')); };

test('without the option there is none', () => {
  expect(autoscalersIn(synth(made(chart => new PrometheusStack(chart, 'Stack', STACK))))).toEqual([]);
});

test('a stack has one for each of its workloads, and for the workloads that the operator creates', () => {
  const objects = synth(made(chart => {
    new PrometheusStack(chart, 'Stack', { ...STACK, verticalPodAutoscaler: {} });
    new BlackboxExporter(chart, 'Blackbox');
    new Grafana(chart, 'Grafana', { admin: { secretName: 'x' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'x', namespace: 'monitoring' })] });
  }));
  expect(targetsOf(objects)).toEqual({
    'prometheus-operator': 'apps/v1 Deployment prometheus-operator',
    'alertmanager-main': 'monitoring.coreos.com/v1 Alertmanager main',
    'prometheus-main': 'monitoring.coreos.com/v1 Prometheus main',
    'node-exporter': 'apps/v1 DaemonSet node-exporter',
    'kube-state-metrics': 'apps/v1 Deployment kube-state-metrics',
    'blackbox-exporter': 'apps/v1 Deployment blackbox-exporter',
    'grafana': 'apps/v1 Deployment grafana',
  });
  for (const { metadata, spec } of autoscalersIn(objects)) {
    expect([metadata.name, spec.updatePolicy]).toEqual([metadata.name, { updateMode: 'Off' }]);
    expect(spec.resourcePolicy.containerPolicies[1]).toEqual({ containerName: '*', mode: 'Off' });
  }
  expect(containersOf(objects)).toMatchObject({ 'prometheus-main': 'prometheus *', 'alertmanager-main': 'alertmanager *', 'grafana': 'grafana *' });
  expect(autoscalersIn(objects).map(({ metadata }) => metadata.namespace)).toContain('monitoring-node-exporter');
});

// VerticalPodAutoscaler 1.7.1, pkg/recommender/input/cluster_feeder.go: "should point to a topmost well-known or scalable controller";
// the scale subresources are those of the CustomResourceDefinitions of prometheus-operator 0.70.0, 0.71.0, 0.75.2 and 0.76.0
describe('the target is the topmost controller that can be scaled', () => {
  test.each<[string, string, string]>([
    ['0.76.0', 'monitoring.coreos.com/v1 Prometheus main', 'monitoring.coreos.com/v1 Alertmanager main'],
    ['0.75.2', 'monitoring.coreos.com/v1 Prometheus main', 'apps/v1 StatefulSet alertmanager-main'],
    ['0.71.0', 'monitoring.coreos.com/v1 Prometheus main', 'apps/v1 StatefulSet alertmanager-main'],
    ['0.70.0', 'apps/v1 StatefulSet prometheus-main', 'apps/v1 StatefulSet alertmanager-main'],
  ])('with operator %s', (operatorVersion, prometheus, alertmanager) => {
    const targets = targetsOf(synth(made(chart => {
      new Prometheus(chart, 'Prometheus', { operatorVersion, verticalPodAutoscaler: {}, version: '2.55.1' });
      new Alertmanager(chart, 'Alertmanager', { operatorVersion, verticalPodAutoscaler: {}, configSecret: 'x' });
    })));
    expect([targets['prometheus-main'], targets['alertmanager-main']]).toEqual([prometheus, alertmanager]);
  });

  test('a ThanosRuler cannot be scaled, an agent can', () => {
    expect(targetsOf(synth(made(chart => {
      const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('x:10901')] });
      new ThanosRuler(chart, 'Ruler', { query, verticalPodAutoscaler: {} });
      new PrometheusAgent(chart, 'Agent', { verticalPodAutoscaler: {}, remoteWrite: [RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' })], externalLabels: { cluster: 'a' } });
    })))).toEqual({ 'thanos-ruler-main': 'apps/v1 StatefulSet thanos-ruler-main', 'prometheusagent-main': 'monitoring.coreos.com/v1alpha1 PrometheusAgent main' });
  });

  // the real apiserver with the definitions of 0.73.2: GET .../scale: the spec replicas field ".spec.shards" does not exist
  test('a Prometheus sets its shards before 0.93.0, without which /scale is an error', () => {
    const shardsOf = (operatorVersion: string, verticalPodAutoscaler?: VerticalPodAutoscalerOptions, shards?: number) => {
      const objects = synth(made(chart => new Prometheus(chart, 'P', { operatorVersion, verticalPodAutoscaler, shards })));
      return theOne(objects, 'Prometheus').spec.shards;
    };
    expect([shardsOf('0.92.0'), shardsOf('0.92.0', {}), shardsOf('0.92.0', {}, 3), shardsOf('0.92.0', { enabled: false }), shardsOf('0.93.0', {})]).toEqual([undefined, 1, 3, undefined, undefined]);
  });

  test('each shard has its own StatefulSet before 0.71.0', () => {
    expect(Object.keys(targetsOf(synth(made(chart => new Prometheus(chart, 'P', { operatorVersion: '0.70.0', version: '2.55.1', shards: 3, verticalPodAutoscaler: {} }))))))
      .toEqual(['prometheus-main', 'prometheus-main-shard-1', 'prometheus-main-shard-2']);
  });
});

test('its bounds, what it controls, and its recommender', () => {
  const bounds = { minCpu: '50m', maxCpu: '4', minMemory: '256Mi', maxMemory: '8Gi' };
  const options = { ...bounds, mode: VerticalPodAutoscalerMode.INITIAL, controlledResources: ['memory'], controlsLimits: true, minReplicas: 1, recommender: 'frugal' };
  expect(theOne(synth(made(chart => new KubeStateMetrics(chart, 'K', { verticalPodAutoscaler: options }))), 'VerticalPodAutoscaler').spec).toEqual({
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'kube-state-metrics' },
    updatePolicy: { updateMode: 'Initial', minReplicas: 1 },
    resourcePolicy: {
      containerPolicies: [
        { containerName: 'kube-state-metrics', controlledResources: ['memory'], controlledValues: 'RequestsAndLimits', minAllowed: { cpu: '50m', memory: '256Mi' }, maxAllowed: { cpu: '4', memory: '8Gi' } },
        { containerName: '*', mode: 'Off' },
      ],
    },
    recommenders: [{ name: 'frugal' }],
  });
});

test('a component replaces the option of its stack, or disables it', () => {
  const objects = synth(made(chart => new PrometheusStack(chart, 'Stack', {
    ...STACK,
    verticalPodAutoscaler: AUTOSCALER,
    nodeExporter: { verticalPodAutoscaler: { enabled: false } },
    kubeStateMetrics: { verticalPodAutoscaler: { mode: VerticalPodAutoscalerMode.INITIAL } },
  })));
  expect(Object.keys(targetsOf(objects))).not.toContain('node-exporter');
  expect(autoscalersIn(objects).map(({ metadata, spec }) => `${metadata.name} ${spec.updatePolicy.updateMode}`)).toEqual(expect.arrayContaining(['kube-state-metrics Initial', 'prometheus-main Recreate']));
});

test('ComponentDefaults apply to components, too', () => {
  expect(targetsOf(synth(made(chart => {
    ComponentDefaults.set(chart, { verticalPodAutoscaler: {} });
    new Pushgateway(chart, 'Pushgateway', { storage: { size: Size.gibibytes(1) } });
    new NodeExporter(chart, 'NodeExporter');
  })))).toEqual({ 'pushgateway': 'apps/v1 Deployment pushgateway', 'node-exporter': 'apps/v1 DaemonSet node-exporter' });
});

test.each<[string, VerticalPodAutoscalerOptions, string]>([
  ['an amount that is none', { maxMemory: '8 GB' }, '"verticalPodAutoscaler.maxMemory" is "8 GB"'],
  ['a minimum above the maximum', { minCpu: '2', maxCpu: '500m' }, '"verticalPodAutoscaler.minCpu" is "2": it is above "maxCpu" (500m)'],
  ['a resource that it does not control', { controlledResources: ['disk'] }, '"verticalPodAutoscaler.controlledResources" is "disk": it must be "cpu" or "memory"'],
  ['nothing to control', { controlledResources: [] }, 'it must have "cpu" or "memory"'],
  ['no replica', { minReplicas: 0 }, '"verticalPodAutoscaler.minReplicas" is 0'],
])('%s is an error', (_, verticalPodAutoscaler, message) => expect(errorsOf(made(chart => new KubeStateMetrics(chart, 'K', { verticalPodAutoscaler })))).toContain(message));

describe('contradicting options are a warning', () => {
  const blackbox = (options: object) => notices(chart => new BlackboxExporter(chart, 'B', options));

  test('the updater with its default flags never evicts a single replica', () => {
    expect(blackbox({ verticalPodAutoscaler: AUTOSCALER })).toEqual([expect.stringContaining('"blackbox-exporter" has 1 replica and the updater needs 2 unless its --min-replicas is changed: mode Recreate never changes a running pod')]);
    expect(blackbox({ verticalPodAutoscaler: { ...AUTOSCALER, minReplicas: 1 } })).toEqual([]);
    expect(blackbox({ verticalPodAutoscaler: { mode: VerticalPodAutoscalerMode.INITIAL } })).toEqual([]);
    expect(blackbox({ verticalPodAutoscaler: AUTOSCALER, replicas: 2 })).toEqual([]);
    expect(notices(chart => new NodeExporter(chart, 'N', { verticalPodAutoscaler: AUTOSCALER }))).toEqual([]);
  });

  test('options for requests in the manifest, which it replaces', () => {
    expect(blackbox({ replicas: 2, memory: '100Mi', verticalPodAutoscaler: AUTOSCALER })).toEqual([expect.stringContaining('"memory" is set, and "verticalPodAutoscaler" has mode Recreate')]);
    expect(blackbox({ replicas: 2, memory: '100Mi', verticalPodAutoscaler: { ...AUTOSCALER, controlledResources: ['cpu'] } })).toEqual([]);
    expect(blackbox({ replicas: 2, memory: '100Mi', verticalPodAutoscaler: {} })).toEqual([]);
    const ofStack = (prometheus: object) => notices(chart => new PrometheusStack(chart, 'S', { ...STACK, verticalPodAutoscaler: { ...AUTOSCALER, minReplicas: 1 }, prometheus: { externalLabels: { cluster: 'a' }, ...prometheus } }));
    expect(ofStack({})).toEqual([]);
    expect(ofStack({ memory: '4Gi' })).toEqual([expect.stringContaining('[test/S] "prometheus.memory" is set')]);
  });

  test('a request outside of its bounds', () => {
    expect(blackbox({ replicas: 2, verticalPodAutoscaler: { ...AUTOSCALER, maxMemory: '20Mi', minCpu: '1' } })).toEqual([
      expect.stringContaining('"cpu" of "blackbox-exporter" is 20m, which is below the minimum of the VerticalPodAutoscaler (1)'),
      expect.stringContaining('"memory" of "blackbox-exporter" is 40Mi, which is above the maximum of the VerticalPodAutoscaler (20Mi)'),
    ]);
  });

  test('pods that Kubernetes cannot resize', () => {
    const of = (kubernetesVersion?: string) => notices(chart => new PrometheusStack(chart, 'S', { ...STACK, kubernetesVersion, nodeExporter: { verticalPodAutoscaler: { mode: VerticalPodAutoscalerMode.IN_PLACE_OR_RECREATE } } }));
    expect(of('1.32')).toEqual([expect.stringContaining('mode InPlaceOrRecreate requires Kubernetes 1.33 or newer; the version is 1.32')]);
    expect(of('1.33')).toEqual([]);
    expect(of()).toEqual([]);
  });
});
