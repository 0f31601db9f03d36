import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import {
  AdapterRules, AlertIntegration, AlertRouting, BlackboxExporter, ComponentDefaults, Grafana, GrafanaDatasource, MetricsServer, OAuth2Proxy, Platform, Probe,
  PrometheusAdapter, PrometheusStack, PrometheusStackProps, Pushgateway, RestrictEgressOptions, ScrapeGraph, ThanosEndpoint, ThanosQuery,
  ThanosReceive, ThanosRuler, ThanosStore,
} from '../../src';
import { named, QUIET } from '../support/stack';
import { errorsOf, Manifest, noticesOf, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

interface Given {
  readonly props?: PrometheusStackProps;
  /** Fields of the custom resource, by a patch. */
  readonly patch?: object;
  readonly objects?: readonly any[];
  readonly options?: RestrictEgressOptions;
}

function aStack({ props = {}, patch, objects = [], options }: Given) {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', { ...QUIET, ...props, prometheus: { ...QUIET.prometheus, ...props.prometheus } });
  for (const [field, value] of Object.entries(patch ?? {})) { stack.prometheus!.customResource.addJsonPatch(JsonPatch.add(`/spec/${field}`, value)); }
  for (const [at, object] of objects.entries()) { new ApiObject(chart, `object-${at}`, { ...object, metadata: { name: `object-${at}`, namespace: 'monitoring', ...object.metadata } }); }
  stack.restrictEgress(options);
  return chart;
}

/** `monitoring app=web: 8080`: the pods and ports to which the policy allows Prometheus to connect. */
function rulesOf(chart: Chart): string[] {
  return rulesIn(named(synth(chart), 'NetworkPolicy', 'prometheus-main-egress'));
}

function rulesIn({ spec: { egress } }: Manifest): string[] {
  return egress.map(({ to, ports }: any) => `${to?.map(peerText).join('|') ?? '*'}: ${ports?.map(({ port, protocol }: any) => `${port}${protocol === 'UDP' ? '/udp' : ''}`).join() ?? 'all'}`);
}

function peerText({ ipBlock, namespaceSelector, podSelector }: any): string {
  if (ipBlock) { return ipBlock.cidr; }
  const labels = Object.entries(podSelector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return [namespaceSelector?.matchLabels['kubernetes.io/metadata.name'], ...labels].join(' ');
}

let bare: readonly string[];
beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  bare = rulesOf(aStack({}));
});

/** The rules that an object, an option or a field adds to those of a default stack. */
const added = (given: Given): string[] => rulesOf(aStack(given)).filter(rule => !bare.includes(rule));

const CLIENT = { clientId: { secret: { name: 'client', key: 'id' } }, clientSecret: { name: 'client', key: 'secret' } };
const monitorOf = (kind: string, spec: object) => ({ apiVersion: `monitoring.coreos.com/${kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1'}`, kind, spec });
const workload = (name: string, port: number, portName = 'http') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'far' },
  spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image: 'example.org/c:1', ports: [{ name: portName, containerPort: port }] }] } } },
});
const service = (name: string, port: number, targetPort: string | number, more: object = {}) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'far' }, spec: { selector: { app: name }, ports: [{ name: 'http', port, targetPort }], ...more },
});

describe('restrictEgress() opens at any port', () => {
  test.each<[string, Given, string[]]>([
    ['remote write by an option', { props: { prometheus: { remoteWrite: [{ name: 'a', url: 'http://mimir.example.org:9009/push' }] } } }, ['*: 9009']],
    ['remote write by a patch', { patch: { remoteWrite: [{ url: 'http://mimir.example.org:9009/push' }] } }, ['*: 9009']],
    ['its token server', { patch: { remoteWrite: [{ url: 'https://far.example.org/', oauth2: { ...CLIENT, tokenUrl: 'https://login.example.org:8443/token' } }] } }, ['*: 443', '*: 8443']],
    ['remote read', { patch: { remoteRead: [{ url: 'http://old.example.org:19291/read' }] } }, ['*: 19291']],
    ['tracing', { patch: { tracingConfig: { endpoint: 'tempo.example.org:4317' } } }, ['*: 4317']],
    ['an address', { patch: { remoteWrite: [{ url: 'http://192.0.2.77:8480/insert' }] } }, ['192.0.2.77/32: 8480']],
    ['an address of IPv6', { patch: { remoteWrite: [{ url: 'http://[FD00::0007]:8480/insert' }] } }, ['fd00::7/128: 8480']],
    ['a Service of the app: the port of its pods', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc/push' }] }, objects: [workload('mimir', 8080), service('mimir', 80, 'http')] }, ['far app=mimir: 8080']],
    ['a Service of which the pods are not here', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc/push' }] }, objects: [service('mimir', 80, 8080)] }, ['far app=mimir: 8080']],
    ['and not the name of their port, either', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc/push' }] }, objects: [service('mimir', 80, 'http')] }, ['far app=mimir: all']],
    ['a Service that is not here: its pods listen at any port', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc:8480/push' }] } }, ['*: 8480', 'far: all']],
    ['a headless Service', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc:8080/push' }] }, objects: [workload('mimir', 8080), service('mimir', 80, 'http', { clusterIP: 'None' })] }, ['far app=mimir: 8080']],
    ['a name outside of the cluster by a Service', { patch: { remoteWrite: [{ url: 'http://mimir.far.svc:9009/push' }] }, objects: [{ ...service('mimir', 80, 80), spec: { type: 'ExternalName', externalName: 'mimir.example.org' } }] }, ['*: 9009']],
    ['the token server of a ServiceMonitor', { objects: [monitorOf('ServiceMonitor', { selector: { matchLabels: { app: 'x' } }, endpoints: [{ port: 'x', oauth2: { ...CLIENT, tokenUrl: 'https://login.example.org:8443' } }] })] }, ['*: 8443', 'monitoring: all']],
    ['the proxy of a ScrapeConfig, and not its targets', { objects: [monitorOf('ScrapeConfig', { proxyUrl: 'http://proxy.example.org:3128', staticConfigs: [{ targets: ['a.example.org:9999'] }] })] }, ['*: 3128']],
    ['Consul', { objects: [monitorOf('ScrapeConfig', { consulSDConfigs: [{ server: 'consul.example.org:8500' }] })] }, ['*: 8500']],
    ['discovery by HTTP', { objects: [monitorOf('ScrapeConfig', { httpSDConfigs: [{ url: 'http://sd.example.org:8080/' }] })] }, ['*: 8080']],
    ['static targets', { objects: [monitorOf('ScrapeConfig', { staticConfigs: [{ targets: ['a.example.org:9999', '192.0.2.9:9273', 'b.example.org'] }] })] }, ['*: 80', '*: 9999', '192.0.2.9/32: 9273']],
    ['static targets without a port, by HTTPS', { objects: [monitorOf('ScrapeConfig', { scheme: 'HTTPS', staticConfigs: [{ targets: ['b.example.org'] }] })] }, ['*: 443']],
    ['nodes, of which none is here', { objects: [monitorOf('ScrapeConfig', { kubernetesSDConfigs: [{ role: 'Node' }], relabelings: [{ targetLabel: '__address__', sourceLabels: ['__address__'], regex: '(.*):.*', replacement: '$1:9400' }] })] }, ['*: 9400']],
    ['pods of somebody else, by the number of their port', { objects: [monitorOf('PodMonitor', { selector: {}, namespaceSelector: { matchNames: ['theirs'] }, podMetricsEndpoints: [{ portNumber: 9464 }] })] }, ['theirs: 9464']],
    ['pods of somebody else, by its name', { objects: [monitorOf('PodMonitor', { selector: {}, namespaceSelector: { matchNames: ['theirs'] }, podMetricsEndpoints: [{ port: 'metrics' }] })] }, ['theirs: all']],
    ['pods of somebody else, by their labels', { objects: [monitorOf('PodMonitor', { selector: { matchLabels: { app: 'db' } }, namespaceSelector: { matchNames: ['theirs'] }, podMetricsEndpoints: [{ port: 'metrics' }] })] }, ['theirs app=db: all']],
    ['a prober by its Service', { objects: [monitorOf('Probe', { prober: { url: 'prober.far.svc:80' }, targets: { staticConfig: { static: ['https://example.org'] } } }), workload('prober', 9115), service('prober', 80, 'http')] }, ['far app=prober: 9115']],
    ['an Alertmanager elsewhere', { patch: { alerting: { alertmanagers: [{ namespace: 'alerts', name: 'am', port: 'web' }] } } }, ['alerts: all']],
    ['an Alertmanager by the number of its pods', { patch: { alerting: { alertmanagers: [{ namespace: 'far', name: 'am', port: 9095 }] } }, objects: [workload('am', 9095), service('am', 80, 'http')] }, ['far app=am: 9095']],
    ['resolvers of the pod', { patch: { dnsConfig: { nameservers: ['10.1.2.3'] } } }, ['10.1.2.3/32: 53', '10.1.2.3/32: 53/udp']],
    ['MinIO, where the Secret is here', {
      patch: { thanos: { objectStorageConfig: { name: 'bucket', key: 'x' } } },
      objects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'bucket' }, stringData: { x: 'type: S3\nconfig: {endpoint: "minio.storage.svc:9000", access_key: a}' } }],
    }, ['*: 9000', 'storage: all']],
  ])('%s', (_, given, expected) => expect(added(given).sort()).toEqual(expected));
});

test('the control plane of kubeadm is in the network of its nodes, to which pod selectors do not apply', () => {
  const props = { platform: Platform.KUBEADM, controlPlane: { etcd: true, scheduler: true, controllerManager: true, kubeProxy: true } };
  expect(rulesOf(aStack({ props })).filter(rule => /^\*: (2381|10257|10259|10249)$|kube-system [^:]*: (2381|10257|10259|10249)$/.test(rule)).sort()).toEqual(['*: 10249', '*: 10257', '*: 10259', '*: 2381']);
});

test('the control plane of OpenShift, in separate namespaces, too', () => {
  const controlPlane = { dns: true, scheduler: true, controllerManager: true, etcd: true, etcdTls: { caSecretName: 'etcd', clientSecretName: 'etcd' } };
  const chart = aStack({ props: { platform: Platform.OPENSHIFT, controlPlane } });
  expect(rulesOf(chart).filter(rule => /9979|10257|10259|openshift-dns: all/.test(rule))).toEqual(['openshift-dns: all', '*: 10257', '*: 10259', '*: 9979']);
  expect(noticesOf(chart).filter(each => each.includes('egress-unread'))).toEqual([]);
});

test('a receiver of the app that policies isolate is opened for Prometheus', () => {
  const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'far' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
  const chart = aStack({ patch: { remoteWrite: [{ url: 'http://mimir.far.svc/push' }] }, objects: [workload('mimir', 8080), service('mimir', 80, 'http'), deny] });
  const [policy] = synth(chart).filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.includes('-to-remote-write'));
  expect([policy.metadata.namespace, policy.spec.podSelector.matchLabels, policy.spec.ingress[0].ports]).toEqual(['far', { app: 'mimir' }, [{ port: 8080, protocol: 'TCP' }]]);
});

describe('DNS and the API server', () => {
  const [DNS, API] = [0, 1];
  test('pods of kube-system and NodeLocal DNSCache by default', () => {
    expect(rulesOf(aStack({})).slice(0, 2)).toEqual(['kube-system|169.254.20.10/32|10.96.0.10/32: 53,53/udp', '*: 443,6443']);
  });

  test.each<[Platform, string]>([
    [Platform.OPENSHIFT, 'kube-system|openshift-dns|169.254.20.10/32|172.30.0.10/32: 53,53/udp,5353,5353/udp'],
    [Platform.GKE, 'kube-system|169.254.20.10/32|169.254.169.254/32|34.118.224.10/32: 53,53/udp'],
    [Platform.AKS, 'kube-system|169.254.20.10/32|10.0.0.10/32|169.254.10.10/32|169.254.10.11/32: 53,53/udp'],
    [Platform.K3S, 'kube-system|169.254.20.10/32|10.43.0.10/32: 53,53/udp'],
  ])('%s has its own DNS resolvers', (platform, expected) => expect(rulesOf(aStack({ props: { platform } }))[DNS]).toBe(expected));

  test('options add others', () => {
    const options = { dnsNamespaces: ['resolvers'], dnsCidrs: ['10.1.2.3/32'], dnsPorts: [1053], apiServerPorts: [16443] };
    const rules = rulesOf(aStack({ options }));
    expect([rules[DNS], rules[API]]).toEqual(['kube-system|resolvers|169.254.20.10/32|10.96.0.10/32|10.1.2.3/32: 53,53/udp,1053,1053/udp', '*: 443,6443,16443']);
  });
});

describe('what cannot be read', () => {
  const secret = { patch: { additionalScrapeConfigs: { name: 'more', key: 'x.yaml' }, thanos: { objectStorageConfig: { name: 'bucket', key: 'y' } } } };
  const warningsIn = (given: Given) => noticesOf(aStack(given)).filter(each => each.includes('egress-unread'));

  test('is one warning that names the fields and the Secrets', () => {
    const [warning, ...more] = warningsIn(secret);
    expect(more).toEqual([]);
    expect(warning).toContain('spec.additionalScrapeConfigs of Prometheus monitoring/main (key "x.yaml" of the Secret "more"); spec.thanos.objectStorageConfig of Prometheus monitoring/main (key "y" of the Secret "bucket")');
    expect(warning).toContain('"egressPorts"');
  });

  test('does not exist for a default stack, nor if the options declare the ports', () => {
    expect(warningsIn({})).toEqual([]);
    expect(warningsIn({ ...secret, options: { egressPorts: [] } })).toEqual([]);
    expect(warningsIn({ ...secret, options: { egressCidrs: ['10.0.0.0/8'] } })).toEqual([]);
  });

  test.each<[RestrictEgressOptions, string[]]>([
    [{ egressPorts: [9000, 8500] }, ['*: 9000,8500']],
    [{ egressCidrs: ['10.0.0.0/8', 'fd00::/8'] }, ['10.0.0.0/8|fd00::/8: all']],
    [{ egressPorts: [9000], egressCidrs: ['10.0.0.0/8'] }, ['10.0.0.0/8: 9000']],
    [{ egressPorts: [] }, []],
  ])('%j opens %j', (options, expected) => expect(added({ ...secret, options })).toEqual(expected));

  test('for targets in a namespace without objects in the app, those in the network of their nodes', () => {
    const theirs = { objects: [monitorOf('PodMonitor', { selector: {}, namespaceSelector: { matchNames: ['theirs'] }, podMetricsEndpoints: [{ port: 'metrics' }] })] };
    expect(warningsIn(theirs)).toEqual([expect.stringContaining('endpoint 0 of PodMonitor monitoring/object-0 (the ports of targets in theirs that are in the network of their nodes; all others are open)')]);
  });

  test('for monitors of all namespaces, the ports of unknown targets, unless they have a number', () => {
    const everywhere = (endpoint: object) => ({ objects: [workload('web', 8080), monitorOf('PodMonitor', { selector: {}, namespaceSelector: { any: true }, podMetricsEndpoints: [endpoint] })] });
    expect(warningsIn(everywhere({ port: 'http' }))).toEqual([expect.stringContaining('endpoint 0 of PodMonitor monitoring/object-1 (the ports of targets that are not among the objects here)')]);
    expect([warningsIn(everywhere({ portNumber: 8080 })), added(everywhere({ portNumber: 8080 }))]).toEqual([[], expect.arrayContaining(['*: 8080'])]);
  });

  test('wrong options are errors', () => {
    const errors = errorsOf(aStack({ options: { egressPorts: [0], egressCidrs: ['10.0.0.0'], dnsCidrs: ['x'], dnsPorts: [99999], apiServerPorts: [1.5], dnsNamespaces: ['A'] } }));
    for (const text of ['egressPorts[0]', '"egressCidrs" has "10.0.0.0"', '"dnsCidrs" has "x"', 'dnsPorts[0]', 'apiServerPorts[0]', 'dnsNamespaces']) { expect(errors).toContain(text); }
  });
});

test('a patch after the call is an error', () => {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', QUIET);
  stack.restrictEgress();
  stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/remoteRead', [{ url: 'http://late.example.org:9009' }]));
  expect(errorsOf(chart)).toContain('[prometheus-stack/derived-early]');
});

describe('all components', () => {
  const storage = { size: Size.gibibytes(1) };
  const bucket = { secretName: 'bucket', key: 'objstore.yml' };

  /** The policies of a stack with neighbors, by name. */
  function policiesOf(options: RestrictEgressOptions = { allComponents: true }, objects: readonly any[] = []) {
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    const stack = new PrometheusStack(chart, 'Monitoring', { ...QUIET, alertmanager: { routing: new AlertRouting({ route: { receiver: 'hook' }, receivers: [{ name: 'hook', integrations: [AlertIntegration.webhook({ url: 'http://hook.example.org:8080/' })] }] }), replicas: 3 }, admissionWebhook: {} });
    const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('store.example.org:10901')] });
    new Grafana(chart, 'Grafana', { admin: { secretName: 'admin' }, datasources: [GrafanaDatasource.prometheus(query.queryApi)], settings: { smtp: { enabled: true, host: 'mail.example.org:587' } }, storage: { size: Size.gibibytes(1) } });
    const prober = new BlackboxExporter(chart, 'Blackbox');
    new Probe(chart, 'Site', { name: 'site', prober: { url: `${prober.service.name}.monitoring.svc:9115` }, targets: { staticConfig: { static: ['https://example.org:8443/'] } } });
    for (const [at, object] of objects.entries()) { new ApiObject(chart, `object-${at}`, object); }
    const made = stack.restrictEgress(options);
    const objectsOf = synth(chart);
    return { chart, made, rules: (name: string) => rulesIn(named(objectsOf, 'NetworkPolicy', name)), policies: objectsOf.filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec.policyTypes[0] === 'Egress') };
  }
  const NAMES = 'kube-system|169.254.20.10/32|10.96.0.10/32: 53,53/udp';
  const MAIN = 'app.kubernetes.io/instance';

  test('each has a policy, except those in the network of their nodes', () => {
    expect(policiesOf().policies.map(({ metadata }) => metadata.name).sort()).toEqual([
      'alertmanager-main-egress', 'blackbox-exporter-egress', 'grafana-egress', 'kube-state-metrics-egress', 'prometheus-main-egress', 'prometheus-operator-admission-webhook-egress', 'prometheus-operator-egress',
      'thanos-query-egress',
    ]);
    expect(policiesOf({}).policies.map(({ metadata }) => metadata.name)).toEqual(['prometheus-main-egress']);
  });

  test('Alertmanager reaches its other pods and its receivers', () => {
    expect(policiesOf().rules('alertmanager-main-egress')).toEqual([NAMES, 'monitoring app.kubernetes.io/name=alertmanager: 9094/udp', 'monitoring app.kubernetes.io/name=alertmanager: 9094', '*: 8080']);
  });

  test('Grafana reaches its datasources, its mail server and the API server', () => {
    expect(policiesOf().rules('grafana-egress')).toEqual([NAMES, '*: 443,6443', `monitoring ${MAIN}=thanos-query app.kubernetes.io/name=thanos-query: 10902`, '*: 587']);
  });

  test('a Thanos Query reaches its stores, a prober its targets, and neither the API server', () => {
    const { rules } = policiesOf();
    expect(rules('thanos-query-egress')).toEqual([NAMES, '*: 10901']);
    expect(rules('blackbox-exporter-egress')).toEqual([NAMES, '*: 443', '*: 8443']);
  });

  test('the operator and kube-state-metrics reach only the API server', () => {
    const { rules } = policiesOf();
    for (const name of ['prometheus-operator', 'kube-state-metrics']) { expect(rules(`${name}-egress`)).toEqual([NAMES, '*: 443,6443']); }
    expect(rules('prometheus-operator-admission-webhook-egress')).toEqual([NAMES]);
  });

  test('the graph of every component finds no blocked connection', () => {
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    const stack = new PrometheusStack(chart, 'Monitoring', { ...QUIET, admissionWebhook: {}, prometheus: { ...QUIET.prometheus, thanos: {} } });
    const { queryApi, storeApi, webUi } = stack.prometheus!;
    const receive = new ThanosReceive(chart, 'Receive', { storage, replicas: 3 });
    const store = new ThanosStore(chart, 'Store', { objectStorage: bucket });
    const query = new ThanosQuery(chart, 'Query', { endpoints: [storeApi!, receive.storeApi, store.storeApi].map(each => ThanosEndpoint.of(each)) });
    new ThanosRuler(chart, 'Ruler', { query, alertmanagers: [stack.alertmanager!.reference] });
    new PrometheusAdapter(chart, 'Adapter', { prometheus: queryApi!, rules: [AdapterRules.gauge({ series: 'queue_length' })] });
    new OAuth2Proxy(chart, 'Login', { ui: webUi!, issuerUrl: 'https://login.example.org:8443', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'] });
    new Grafana(chart, 'Grafana', { admin: { secretName: 'admin' }, datasources: [GrafanaDatasource.prometheus(query.queryApi), GrafanaDatasource.alertmanager(stack.alertmanager!.reference)], storage });
    new MetricsServer(chart, 'MetricsServer');
    new Pushgateway(chart, 'Pushgateway');
    stack.restrictEgress({ allComponents: true, egressPorts: [] });
    expect(ScrapeGraph.of(chart).problems.filter(problem => problem.includes('NetworkPolicy'))).toEqual([]);
    const objects = synth(chart);
    const rules = (name: string) => rulesIn(named(objects, 'NetworkPolicy', `${name}-egress`)).slice(1);
    const pods = (name: string, instance = name) => `monitoring app.kubernetes.io/instance=${instance} app.kubernetes.io/name=${name}`;
    expect(rules('thanos-query').sort()).toEqual([
      'monitoring app.kubernetes.io/instance=main app.kubernetes.io/managed-by=prometheus-operator app.kubernetes.io/name=thanos-ruler: 10901',
      `${pods('thanos-receive')}: 10901`, `${pods('thanos-store')}: 10901`, 'monitoring app.kubernetes.io/name=prometheus: 10901',
    ]);
    expect(rules('thanos-receive')).toEqual([`${pods('thanos-receive')}: 10901`]);
    expect(rules('thanos-ruler-main').sort()).toEqual([
      `${pods('thanos-query')}: 10902`, 'monitoring app.kubernetes.io/name=alertmanager: 9093',
    ]);
    expect(rules('prometheus-adapter')).toContain('monitoring app.kubernetes.io/instance=main app.kubernetes.io/managed-by=prometheus-operator app.kubernetes.io/name=prometheus: 9090');
    expect(rules('prometheus-main-login')).toEqual(expect.arrayContaining(['*: 8443', 'monitoring app.kubernetes.io/instance=main app.kubernetes.io/managed-by=prometheus-operator app.kubernetes.io/name=prometheus: 9090']));
    expect(rules('metrics-server')).toEqual(['*: 443,6443', '*: 10250']);
    expect(rules('pushgateway')).toEqual([]);
  });

  test('a component in another namespace has its policy there', () => {
    const app = new App();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    const stack = new PrometheusStack(chart, 'Monitoring', QUIET);
    const boards = new Chart(app, 'boards', { namespace: 'boards' });
    ComponentDefaults.set(boards, stack.defaults);
    for (const where of [chart, boards]) { new Grafana(where, 'Grafana', { admin: { secretName: 'admin' }, datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)], storage }); }
    const made = stack.restrictEgress({ allComponents: true, egressPorts: [] }).map(({ name, metadata }) => `${metadata.namespace}/${name}`);
    expect(made).toEqual(expect.arrayContaining(['monitoring/grafana-egress', 'boards/boards-grafana-egress']));
    expect(rulesIn(named(synth(chart), 'NetworkPolicy', 'boards-grafana-egress'))).toContain(
      'monitoring app.kubernetes.io/instance=main app.kubernetes.io/managed-by=prometheus-operator app.kubernetes.io/name=prometheus: 9090');
  });

  test('additional ports apply to all policies', () => {
    const { rules } = policiesOf({ allComponents: true, egressPorts: [9000] });
    for (const name of ['grafana', 'alertmanager-main', 'prometheus-main']) { expect(rules(`${name}-egress`)).toContain('*: 9000'); }
  });
});
