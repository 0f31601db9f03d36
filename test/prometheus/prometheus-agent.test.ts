import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { PrometheusAgent, PrometheusAgentMode, PrometheusAgentProps, PrometheusStackProps, RemoteWrite } from '../../src';
import { aStack, namesOf, operatorArguments, stackObjects } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const MIMIR = RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' });
const AGENT: PrometheusAgentProps = { remoteWrite: [MIMIR], externalLabels: { cluster: 'eu-1' } };
const BY_NODE: PrometheusAgentProps = { ...AGENT, mode: PrometheusAgentMode.DAEMON_SET, operatorFeatureGates: { PrometheusAgentDaemonSet: true } };

function chartOf(props: PrometheusAgentProps) {
  const chart = aChart('monitoring');
  return { chart, agent: new PrometheusAgent(chart, 'Agent', props) };
}
const objectsOf = (props: PrometheusAgentProps = AGENT) => synth(chartOf(props).chart);
const specOf = (props: PrometheusAgentProps = AGENT) => theOne(objectsOf(props), 'PrometheusAgent').spec;

test('without a stack it is complete, and all names match the StatefulSet that the operator creates', () => {
  expect(namesOf(objectsOf({ ...AGENT, name: 'edge' }))).toEqual([
    'ServiceAccount prom-agent-edge', 'ClusterRole monitoring-prom-agent-edge', 'ClusterRoleBinding monitoring-prom-agent-edge', 'Role prom-agent-edge', 'RoleBinding prom-agent-edge',
    'PodDisruptionBudget prom-agent-edge', 'NetworkPolicy prom-agent-edge', 'Service prom-agent-edge', 'PrometheusAgent edge', 'ServiceMonitor prom-agent-edge',
  ]);
});

test('it has the options of a Prometheus for scraping and sending, but not for rules, alerts, queries and retention', () => {
  const own = { storage: { size: Size.gibibytes(5) }, outOfOrderTimeWindow: Duration.minutes(5), scrapeInterval: Duration.minutes(1), limits: { sampleLimit: 5 } };
  const props: PrometheusAgentProps = { ...AGENT, ...own };
  expect(Object.keys(specOf(props)).sort()).toEqual([
    'affinity', 'enforcedSampleLimit', 'externalLabels', 'image', 'nodeSelector', 'podMonitorSelector', 'portName', 'probeSelector',
    'remoteWrite', 'replicas', 'resources', 'scrapeConfigSelector', 'scrapeInterval', 'securityContext', 'serviceAccountName', 'serviceDiscoveryRole',
    'serviceMonitorSelector', 'storage', 'topologySpreadConstraints', 'tsdb', 'version', 'walCompression',
  ]);
  expect(theOne(objectsOf(props), 'PrometheusAgent').apiVersion).toBe('monitoring.coreos.com/v1alpha1');
});

test('the Service, the PodDisruptionBudget and the NetworkPolicy select its pods, not those of a Prometheus with the same name', () => {
  const pods = { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus-agent', 'app.kubernetes.io/instance': 'main' };
  const objects = objectsOf();
  expect(theOne(objects, 'Service').spec.selector).toEqual(pods);
  expect(theOne(objects, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual(pods);
  expect(theOne(objects, 'NetworkPolicy').spec.podSelector.matchLabels).toEqual(pods);
});

describe('on each node', () => {
  test('it has no replicas and no replica label, because a new pod has another name', () => {
    const spec = specOf(BY_NODE);
    expect(spec).toMatchObject({ mode: 'DaemonSet', replicaExternalLabelName: '', tolerations: [{ operator: 'Exists' }] });
    expect(Object.keys(spec).filter(field => /^(replicas|affinity|topologySpread|storage|shard|serviceMonitor|probe|scrapeConfig)/.test(field))).toEqual([]);
  });

  test('unsupported options may be set to false', () => expect(errorsOf(chartOf({ ...BY_NODE, authProxy: false, podDisruptionBudget: false }).chart)).toBe(''));

  test('it scrapes itself with a PodMonitor, because it reads no ServiceMonitors', () => {
    const objects = objectsOf(BY_NODE);
    expect(namesOf(objects).slice(-3)).toEqual(['NetworkPolicy prom-agent-main', 'PrometheusAgent main', 'PodMonitor prom-agent-main']);
    expect(theOne(objects, 'PodMonitor').spec).toMatchObject({ jobLabel: 'app.kubernetes.io/name', podMetricsEndpoints: [{ port: 'web' }, { port: 'reloader-web' }] });
    expect(ofKind(objectsOf({ ...BY_NODE, listenLocal: true }), 'PodMonitor')).toEqual([]);
  });
});

describe('refused', () => {
  const refusals: [string, PrometheusAgentProps, string][] = [
    ['prometheus/agent-nowhere', { remoteWrite: [] }, 'add a receiver such as RemoteWrite.mimir({ … }), or use a Prometheus'],
    ...(['replicas', 'shards', 'shardZones', 'storage', 'additionalScrapeConfigs', 'authProxy', 'podDisruptionBudget'] as const).map((prop): [string, PrometheusAgentProps, string] => [
      'prometheus/agent-daemon-set-option', {
        ...BY_NODE,
        [prop]: { replicas: 2, shards: 2, shardZones: ['a'], storage: { size: Size.gibibytes(1) }, additionalScrapeConfigs: { secretName: 'a', key: 'b' }, authProxy: true, podDisruptionBudget: true }[prop],
      }, `"${prop}" is not supported for an agent in DaemonSet mode`,
    ]),
    ['prometheus/agent-daemon-set-gate', { ...BY_NODE, operatorFeatureGates: {} }, 'set "featureGates: { PrometheusAgentDaemonSet: true }" of the operator'],
    ['prometheus/agent-daemon-set-gate', { ...BY_NODE, operatorVersion: '0.76.2' }, 'use a newer version, or mode StatefulSet'],
    ['schema/too-new', { ...AGENT, operatorVersion: '0.76.2', outOfOrderTimeWindow: Duration.minutes(5) }, '"spec.tsdb" requires prometheus-operator 0.77.0 or newer'],
    ['prometheus/shards-none', { ...AGENT, shardZones: ['a'] }, 'set "shards", or remove it'],
    ['prometheus/remote-write-shards', { ...AGENT, shards: 2 }, 'use one replica, one shard'],
    ['prometheus/listen-local-service', { ...AGENT, listenLocal: true }, 'set "authProxy: true"'],
    ['prometheus/external-label', { ...AGENT, externalLabels: { 0: 'a' } }, 'and do not begin with a digit'],
    ['manifest/size', { ...AGENT, storage: { size: Size.kibibytes(1) } }, '"storage.size"'],
  ];
  test.each(refusals)('%s: %j', (id, props, cure) => {
    const errors = errorsOf(chartOf(props).chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(cure);
  });

  test('a patch that removes the replica label by which the receiver merges replicas', () => {
    const { chart, agent } = chartOf(AGENT);
    expect(errorsOf(chart)).toBe('');
    agent.customResource.addJsonPatch(JsonPatch.add('/spec/replicaExternalLabelName', ''));
    expect(errorsOf(chart)).toContain('[prometheus/remote-write-replicas]');
  });

  test('a route to an agent on loopback', () => {
    const { chart } = chartOf({ ...AGENT, listenLocal: true, authProxy: true });
    new ApiObject(chart, 'Ingress', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'ui' }, spec: { defaultBackend: { service: { name: 'prometheus-agent-operated' } } } });
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-route]');
  });
});

describe('in a stack', () => {
  const props: PrometheusStackProps = { agent: AGENT };

  test('it replaces Prometheus: objects that need a Prometheus do not exist', () => {
    const kinds = new Set(stackObjects(props).map(({ kind }) => kind));
    expect([...kinds].filter(kind => ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'PrometheusRule'].includes(kind))).toEqual(['PrometheusAgent']);
  });

  test('with TLS the operator adds no probes to its config reloader, so this library does', () => {
    const tls = stackObjects({ agent: { ...AGENT, tls: { secretName: 'tls' } } });
    const isProbing = (objects: Manifest[]) => operatorArguments(objects).some(argument => argument.startsWith('--enable-config-reloader-probes'));
    expect([isProbing(tls), isProbing(stackObjects(props))]).toEqual([false, true]);
    expect(theOne(tls, 'PrometheusAgent').spec.containers[0].readinessProbe.httpGet.scheme).toBe('HTTPS');
  });

  test('next to a Prometheus both exist', () => {
    const kinds = stackObjects({ ...props, prometheusEnabled: true }).map(({ kind }) => kind);
    expect(kinds.filter(kind => ['Prometheus', 'PrometheusAgent', 'Alertmanager'].includes(kind)).sort()).toEqual(['Alertmanager', 'Prometheus', 'PrometheusAgent']);
  });

  test('it reports nothing, and its graph has every scrape that a Prometheus would have', () => {
    const { chart } = aStack({ ...props, agent: { ...AGENT, storage: { size: Size.gibibytes(5) } } });
    expect(noticesOf(chart)).toEqual([]);
    expect(errorsOf(chart)).toBe('');
  });

  test('all of its targets allow its connections', () => {
    const policies = ofKind(stackObjects(props), 'NetworkPolicy').filter(({ metadata }) => metadata.name !== 'prom-agent-main');
    expect(policies.length).toBeGreaterThan(1);
    for (const { spec } of policies) { expect(JSON.stringify(spec.ingress)).toContain('"app.kubernetes.io/name":"prometheus-agent"'); }
  });

  test('objects that are derived from the graph are derived for it', () => {
    const { stack } = aStack(props);
    const [egress] = stack.restrictEgress();
    expect(egress.name).toBe('prom-agent-main-egress');
    expect(egress.toJson().spec.podSelector.matchLabels).toMatchObject({ 'app.kubernetes.io/name': 'prometheus-agent' });
    expect(stack.restrictRoles().map(({ metadata }) => metadata.namespace).sort()).toEqual(['default', 'kube-system', 'monitoring', 'monitoring-node-exporter']);
  });

  test('it gets discovery permissions for added targets', () => {
    const { chart, stack } = aStack(props);
    const service = new ApiObject(chart, 'Shop', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', namespace: 'shop' }, spec: { ports: [{ name: 'web', port: 80 }] } });
    stack.addScrapeTarget(service);
    expect(stack.agent!.roles.map(({ metadata }) => metadata.namespace)).toContain('shop');
    expect(errorsOf(chart)).toBe('');
  });
});
