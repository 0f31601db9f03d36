import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { EndpointObjects, NodeSource, Platform, PrometheusStackProps } from '../../src';
import { aStack } from '../support/stack';
import { aChart, aNode, errorsOf, noticesOf } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const NODES = NodeSource.of([aNode('a', '10.0.0.1')]);
const DIGEST = `sha256:${'ab'.repeat(32)}`;

// the id, what is rejected, and a part of the message that contains the cure
const REFUSED: readonly (readonly [id: string, props: PrometheusStackProps, cure: string])[] = [
  // report 001: no object refers to a port without a listener, and no probe requests it
  ['prometheus/listen-local-service', { prometheus: { listenLocal: true } }, 'set "authProxy: true", or "service: false"'],
  ['prometheus/listen-local-distroless', { prometheus: { listenLocal: true, authProxy: true, distroless: true } }, 'use the image without "-distroless" (remove "distroless")'],
  ['prometheus/listen-local-distroless', { prometheus: { listenLocal: true, authProxy: true, image: `registry:5000/prometheus:v3.15.0-distroless@${DIGEST}` } }, 'use the image without "-distroless"'],
  ['prometheus/listen-local-tls', { prometheus: { listenLocal: true, authProxy: true, tls: { secretName: 'tls' } } }, 'use "authProxyTlsSecretName"'],
  ['prometheus/listen-local-reloader-probes', { operator: { version: '0.74.0', configReloaderProbes: true }, prometheus: { listenLocal: true, authProxy: true } }, 'use 0.75.0 or newer'],
  ['prometheus/tls-reloader-probes', { operator: { configReloaderProbes: true }, prometheus: { tls: { secretName: 'tls' } } }, '"configReloaderProbes: false" of the operator'],
  ['alertmanager/tls-reloader-probes', { operator: { configReloaderProbes: true }, alertmanager: { tls: { secretName: 'tls' } } }, '"configReloaderProbes: false" of the operator'],
  ['prometheus/auth-proxy-bypassed', { prometheus: { authProxy: true } }, 'set "listenLocal: true"'],
  ['prometheus/distroless-version', { prometheus: { distroless: true, version: '3.9.1' } }, '3.10.0 or newer'],
  ['prometheus/operator-too-old', { operator: { version: '0.76.2' }, prometheus: { version: '3.0.0' } }, 'or remove "version"'],

  // what is kept
  ['manifest/size', { prometheus: { storage: { size: Size.kibibytes(100) } } }, 'use the size of a volume, such as Size.gibibytes(100)'],
  ['manifest/access-mode', { prometheus: { storage: { size: Size.gibibytes(1), accessModes: ['RWO'] } } }, 'ReadWriteOnce'],

  // versions
  ['versions/malformed', { kubernetesVersion: 'latest' }, 'write it like "1.37.0"'],
  ['versions/unsupported', { operator: { version: '0.69.1' } }, '0.70.0'],
  ['versions/unsupported', { prometheus: { version: '2.44.0' } }, '2.45.0'],
  ['versions/unsupported', { alertmanager: { version: '0.24.0' } }, '0.25.0'],
  ['versions/unsupported', { nodeExporter: { version: '1.4.0' } }, '1.5.0'],
  ['versions/feature-gate', { operator: { version: '0.80.1', featureGates: { PrometheusShardRetentionPolicy: true } } }, 'it requires 0.81.0 or newer'],
  ['versions/feature-gate', { operator: { version: '0.79.0', featureGates: { Sharding: true } } }, 'use one of "PrometheusAgentDaemonSet"'],
  ['versions/feature-gate', { operator: { version: '0.74.0', featureGates: { toString: true } } }, 'which prometheus-operator 0.74.0 does not know'],
  ['versions/image-registry', { imageRegistry: 'https://mirror.example.org' }, 'without "https://"'],
  ['versions/image-digest', { nodeExporter: { imageDigest: 'v1' } }, '64 hexadecimal digits'],
  ['versions/image-digest', { operator: { configReloaderImageDigest: 'v1' } }, '64 hexadecimal digits'],

  // platforms
  ['control-plane/impossible', { platform: Platform.EKS, controlPlane: { scheduler: true } }, 'remove it'],
  ['control-plane/impossible', { platform: Platform.GKE, controlPlane: { kubeProxy: true } }, 'Dataplane V2'],
  ['control-plane/impossible', { platform: Platform.GKE_AUTOPILOT, controlPlane: { dns: true } }, 'kube-system'],
  ['control-plane/outside-pods', { platform: Platform.K3S, controlPlane: { etcd: true } }, '"etcdAddresses"'],
  ['control-plane/no-kubelet-service', { nodes: NODES, controlPlane: { kubelet: true } }, 'use NodeEndpoints'],

  // namespaces
  ['manifest/namespace-missing', { namespace: undefined }, 'set "namespace" here or on the chart'],
  ['manifest/namespace-lists', { namespaces: ['a'], allNamespaces: true }, 'remove one of them'],
  ['prometheus-stack/component-namespace', { alertmanager: { namespace: 'alerting' } }, 'remove it, or create the component with its own construct'],
  ['prometheus-stack/component-namespace', { mixin: { namespace: 'rules' } }, 'remove it, or create the component with its own construct'],
  ['prometheus-stack/operator-namespaces', { prometheus: { namespaces: ['team-a'] } }, 'add them to "namespaces" of the stack'],
  ['prometheus-stack/operator-namespaces', { alertmanager: { allNamespaces: true } }, 'all of them'],
  ['manifest/namespace-lists', { operator: { namespaces: ['a'], allNamespaces: true } }, 'remove one of them'],
  ['manifest/namespace-lists', { allNamespaces: true, prometheus: { namespaces: ['a'] } }, 'remove one of them'],
  ['manifest/namespace-lists', { allNamespaces: true, alertmanager: { namespaces: ['a'] } }, 'remove one of them'],
  ['manifest/namespace-name', { namespaces: ['team-*'] }, 'lower-case letters'],
  ['manifest/namespace-name', { prometheus: { clientNamespaces: ['A'] } }, 'lower-case letters'],
  ['prometheus-operator/kubelet-service', { operator: { kubeletService: 'kubelet' } }, 'like "kube-system/kubelet"'],
  ['prometheus-stack/kubelet-twice', { nodes: NODES, operator: { kubeletService: 'kube-system/kubelet' } }, 'remove one of them'],
  ['prometheus-stack/endpoints-only', { nodes: NODES, nodeEndpoints: { objects: EndpointObjects.ENDPOINTS } }, 'remove it, or use BOTH'],

  // secrets
  ['manifest/reference', { alertmanager: { configSecret: 'route:\n  receiver: team\n' } }, 'write the name, not the content, in lower-case letters, digits, hyphens and dots'],
  ['manifest/reference', { prometheus: { tls: { secretName: '-----BEGIN PRIVATE KEY-----' } } }, 'write the name, not the content, in lower-case letters, digits, hyphens and dots'],
  ['validation/plain-secret', { prometheus: { externalUrl: 'https://admin:hunter2@prometheus.example.org' } }, '"spec.externalUrl" has a secret in plain text (a password in a URL)'],
  ['validation/plain-secret', { alertmanager: { externalUrl: 'https://admin:hunter2@alerts.example.org/x' } }, 'spec.externalUrl'],

  // what does nothing
  ['prometheus-stack/options-of-disabled', { nodeExporterEnabled: false, nodeExporter: { port: 9101 } }, '"nodeExporterEnabled" is false'],
  ['prometheus-stack/options-of-disabled', { operatorEnabled: false, operator: { version: '0.93.0', memory: '1Gi' } }, '"operatorEnabled" is false'],
  ['prometheus-stack/options-of-disabled', { nodeEndpoints: {} }, 'it requires "nodes"'],
  ['prometheus/service-options', { prometheus: { listenLocal: true, service: false, serviceOptions: { type: 'NodePort' } } }, 'remove one of them'],
  ['manifest/service-type', { prometheus: { serviceOptions: { type: 'Headless' } } }, 'ClusterIP, NodePort, LoadBalancer'],
  ['manifest/service-type', { alertmanager: { serviceOptions: { loadBalancerClass: 'x' } } }, 'loadBalancerClass and loadBalancerSourceRanges require the type LoadBalancer'],

  // values
  ['manifest/url', { prometheus: { externalUrl: 'prometheus.example.org' } }, 'like "https://prometheus.example.org"'],
  ['manifest/url', { alertmanager: { externalUrl: 'https://admin:hunter2@alerts.example.org/x?y' } }, '//…@alerts'],
  ['scrape/timeout', { prometheus: { scrapeInterval: Duration.seconds(10), scrapeTimeout: Duration.seconds(20) } }, 'use at most 10s'],
  ['scrape/timeout', { controlPlane: { interval: Duration.seconds(10), scrapeTimeout: Duration.seconds(20) } }, 'use at most 10s'],
  ['manifest/number', { prometheus: { replicas: 0 } }, '"replicas" is 0'],
  ['manifest/number', { prometheus: { limits: { sampleLimit: 0.5 } } }, '"limits.sampleLimit" is 0.5'],
  ['manifest/number', { prometheus: { query: { maxSamples: 0 } } }, '"query.maxSamples" is 0'],
  ['manifest/number', { nodeExporter: { port: 70000 } }, '"port" is 70000'],
  ['manifest/quantity', { prometheus: { memory: '2 GB' } }, 'write it like'],
  ['manifest/quantity', { operator: { configReloaderCpu: '10 m' } }, '"configReloaderCpu"'],
  ['manifest/label', { commonLabels: { team: 'a b' } }, '"commonLabels"'],
  ['prometheus/external-label', { prometheus: { externalLabels: { 'a-b': 'x' } } }, 'letters, digits and "_"'],
  ['prometheus/external-label', { prometheus: { externalLabels: { prometheus_replica: 'x' } } }, 'the operator sets this label'],
  ['prometheus/external-label', { prometheus: { externalLabels: { cluster: '' } } }, 'set a value'],
  ['prometheus/external-label', { prometheus: { externalLabels: { cluster: '$NAME' } } }, 'Prometheus expands "$" from its environment'],
  ['prometheus/external-label', { prometheus: { externalLabels: { __cluster: 'x' } } }, '[test/Monitoring/Prometheus] "externalLabels" has "__cluster"'],
  ['manifest/log', { prometheus: { logLevel: 'trace' } }, 'debug, info, warn, error'],
  ['manifest/log', { prometheus: { logFormat: 'text' } }, 'logfmt, json'],
  ['manifest/log', { alertmanager: { logLevel: 'trace' } }, 'debug, info, warn, error'],
  ['manifest/log', { alertmanager: { logFormat: 'text' } }, 'logfmt, json'],
  ['manifest/log', { operator: { logLevel: 'trace' } }, 'all, debug, info, warn, error, none'],
  ['manifest/log', { operator: { logFormat: 'text' } }, 'logfmt, json'],
  ['node-exporter/collector', { nodeExporter: { enableCollectors: ['--collector.systemd'] } }, 'like "systemd"'],
  ['node-exporter/collector', { nodeExporter: { enableCollectors: ['wifi'] } }, '"disableCollectors" also has it'],
  ['prometheus-operator-crds/file-unreadable', { crds: { path: 'not-there' } }, 'use the files of the operator\'s release, such as example/prometheus-operator-crd of its repository'],
];

test.each(REFUSED)('%s: %j', (id, props, cure) => {
  const errors = errorsOf(aStack(props, aChart('namespace' in props ? undefined : 'monitoring')).chart);
  expect(errors).toContain(`[${id}]`);
  expect(errors.split('\n').find(line => line.includes(`[${id}]`))).toContain(cure);
  expect(errors).not.toMatch(/hunter2/); // a secret is never repeated
});

test('options for an external operator: its version and its kubelet Service', () => {
  const { chart, stack } = aStack({ operatorEnabled: false, operator: { version: '0.85.0', kubeletService: 'kube-system/kubelet', configReloaderProbes: true } });
  expect(errorsOf(chart)).toBe('');
  expect(stack.controlPlane!.jobs).toContain('kubelet');
});

test('an error names its construct', () => {
  expect(errorsOf(aStack({ alertmanager: { logLevel: 'trace' } }).chart)).toContain('[test/Monitoring/Alertmanager]');
});

test('all problems are reported together', () => {
  const errors = errorsOf(aStack({ kubernetesVersion: 'x', prometheus: { listenLocal: true, replicas: 0 }, nodeExporter: { port: 0 } }).chart);
  for (const id of ['versions/malformed', 'prometheus/listen-local-service', 'manifest/number']) { expect(errors).toContain(`[${id}]`); }
});

test.each<[string, PrometheusStackProps, string]>([
  ['prometheus-stack/reloader-probes-off', { operator: { version: '0.74.0' }, prometheus: { listenLocal: true, authProxy: true } }, 'its probes are replaced by probes in the Prometheus'],
  ['prometheus-stack/endpoints-deprecated', { kubernetesVersion: '1.33', operator: { version: '0.76.0' } }, 'use 0.77.0 or newer'],
  ['prometheus-stack/node-addresses', { operator: { version: '0.76.2' } }, 'or set "nodes"'],
  ['prometheus-operator/kubelets-twice', { operator: { version: '0.93.0' } }, 'use 0.93.1 or newer'],
  ['prometheus-stack/no-cluster-name', { prometheus: { externalLabels: {} } }, 'cluster: \'eu-1\''],
  ['prometheus/no-storage', {}, 'Size.gibibytes(100)'],
  ['prometheus/retention-size', { prometheus: { storage: { size: Size.gibibytes(100) }, retentionSize: Size.gibibytes(100) } }, 'at most 97280Mi'],
  ['prometheus/retention-size', { prometheus: { storage: { size: Size.gibibytes(100) }, retentionSize: Size.gibibytes(96) } }, '"storage.size" is 100Gi'],
  ['alertmanager/no-configuration', { alertmanager: { configSecret: undefined } }, 'or "configSecret" to the Secret with "alertmanager.yaml"'],
])('%s is said: %j', (id, props, cure) => {
  const { chart } = aStack(props);
  expect(noticesOf(chart).find(text => text.includes(`[${id}]`))).toContain(cure);
});

test.each<PrometheusStackProps>([
  { nodes: NODES, operator: { version: '0.75.0' }, prometheus: { listenLocal: true, authProxy: true } },
  { nodes: NODES, operator: { version: '0.74.0', configReloaderProbes: false }, prometheus: { listenLocal: true, authProxy: true } },
  { kubernetesVersion: '1.32', operator: { version: '0.77.0' } },
  { operator: { version: '0.76.2' }, nodes: NODES },
  { operator: { version: '0.93.0' }, nodes: NODES },
  { operator: { version: '0.92.1' } },
  { operator: { version: '0.93.1' } },
  { prometheus: { storage: { size: Size.gibibytes(1) } } },
])('no problem of versions is reported without a cause: %j', props => {
  expect(noticesOf(aStack(props).chart).filter(text => /\[prometheus-(stack|operator)\//.test(text))).toEqual([]);
});

describe('a patch is checked like an option', () => {
  test('a field that the operator does not have', () => {
    const { chart, stack } = aStack({ operator: { version: '0.84.1' } });
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/hostUsers', false));
    stack.alertmanager!.customResource.addJsonPatch(JsonPatch.add('/spec/hostUsers', false));
    expect(errorsOf(chart).match(/"spec.hostUsers" requires prometheus-operator 0.85.0 or newer; the version is 0.84.1/g)).toHaveLength(2);
  });

  test('a field that Prometheus does not have', () => {
    const { chart, stack } = aStack({ prometheus: { version: '2.53.0' } });
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/nameValidationScheme', 'UTF8'));
    expect(errorsOf(chart)).toContain('requires prometheus 3.0.0 or newer; the version is 2.53.0: use 3.0.0 or newer, or remove the field [versions/field-too-new]');
  });

  test.each<[string, object, boolean]>([
    ['1.37', { scrapeNativeHistograms: true }, true],
    ['1.37', { scrapeNativeHistograms: true, scrapeClassicHistograms: true }, false],
    ['1.37', {}, false],
    ['1.36', { scrapeNativeHistograms: true }, false],
    ['1.36', { convertClassicHistogramsToNHCB: true }, true],
    ['1.36', { convertClassicHistogramsToNHCB: true, scrapeClassicHistograms: true }, false],
  ])('Kubernetes %s and %j: the rules of the mixin lose their buckets: %s', (kubernetesVersion, fields, isSaid) => {
    const { chart, stack } = aStack({ kubernetesVersion });
    for (const [field, value] of Object.entries(fields)) { stack.prometheus!.customResource.addJsonPatch(JsonPatch.add(`/spec/${field}`, value)); }
    expect(noticesOf(chart).some(text => text.includes('[prometheus-stack/native-histograms]'))).toBe(isSaid);
  });

  test('releases that do not work together: a Thanos sidecar that rejects the paths that the operator writes', () => {
    const thanos = { version: '0.41.0', objectStorage: { secretName: 'bucket', key: 'objstore.yml' } };
    const { chart, stack } = aStack({ operator: { version: '0.93.0' }, prometheus: { thanos } });
    expect(errorsOf(chart)).toContain('use Thanos 0.42.0 or newer, or prometheus-operator 0.94.0 or newer [versions/thanos-delayed-compaction]');
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/disableCompaction', true));
    expect(errorsOf(chart)).not.toContain('thanos-delayed-compaction');
  });

  test('a secret', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/remoteWrite', [{ url: 'https://metrics.example.org', basicAuth: { password: 'hunter2' } }]));
    expect(errorsOf(chart)).toContain('"spec.remoteWrite[0].basicAuth.password" has a secret in plain text');
  });
});

describe('with listenLocal, objects of the app that refer to an unused port are rejected', () => {
  const SELECTOR = { 'app.kubernetes.io/name': 'prometheus' };
  const service = (spec: object, name = 'mine') => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
  const backend = (name: string) => ({ service: { name, port: { number: 9090 } } });
  const ingress = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'mine' }, spec });
  const errorsWith = (objects: any[], listenLocal = true) => {
    const { chart } = aStack({ prometheus: listenLocal ? { listenLocal, authProxy: true } : {} });
    objects.forEach((object, i) => new ApiObject(chart, `Mine-${i}`, object));
    return errorsOf(chart);
  };

  test.each<[string, any[]]>([
    ['a Service by the number of the port', [service({ selector: SELECTOR, ports: [{ port: 80, targetPort: 9090 }] })]],
    ['a Service by the name of the port', [service({ selector: SELECTOR, ports: [{ port: 80, targetPort: 'web' }] })]],
    ['a Service whose port is the target\'s', [service({ selector: SELECTOR, ports: [{ port: 9090 }] })]],
    ['an Ingress to the operator\'s Service', [ingress({ rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend('prometheus-operated') }] } }] })]],
    ['an Ingress by default to the operator\'s Service', [ingress({ defaultBackend: backend('prometheus-operated') })]],
    ['a route to the operator\'s Service', [{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'mine' }, spec: { rules: [{ backendRefs: [{ name: 'prometheus-operated', port: 9090 }] }] } }]],
    ['a ServiceMonitor of the operator\'s Service', [{ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'mine' }, spec: { selector: { matchLabels: { 'operated-prometheus': 'true' } }, endpoints: [{ port: 'web' }] } }]],
  ])('%s', (_, objects) => {
    const errors = errorsWith(objects);
    expect(errors).toContain('[prometheus/listen-local-route]');
    expect(errors).toContain('"mine" (test/Mine-0)');
    expect(errors).toContain('use the Service of this construct');
    expect(errorsWith(objects, false)).toBe('');
  });

  test('a Service of a chart without a namespace, which may be applied to the same namespace', () => {
    const { chart } = aStack({ namespace: 'monitoring', prometheus: { listenLocal: true, authProxy: true } }, aChart());
    new ApiObject(chart, 'Mine', service({ selector: SELECTOR, ports: [{ port: 9090 }] }));
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-route]');
  });

  test('and also the Ingress to such a Service', () => {
    const objects = [service({ selector: SELECTOR, ports: [{ port: 9090 }] }), ingress({ defaultBackend: backend('mine') })];
    expect(errorsWith(objects).match(/\[prometheus\/listen-local-route\]/g)).toHaveLength(2);
  });

  test.each<[string, any[]]>([
    ['the proxy', [service({ selector: SELECTOR, ports: [{ port: 443, targetPort: 'auth-proxy' }] })]],
    ['other pods', [service({ selector: { app: 'web' }, ports: [{ port: 9090 }] })]],
    ['other pods of the same name elsewhere', [{ ...service({ selector: SELECTOR, ports: [{ port: 9090 }] }), metadata: { name: 'mine', namespace: 'other' } }]],
    ['the Service of the construct', [ingress({ defaultBackend: backend('prometheus-main') })]],
  ])('but not objects that refer to %s', (_, objects) => expect(errorsWith(objects)).toBe(''));
});
