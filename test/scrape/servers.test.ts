import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { createNetworkPolicy } from '../../src/manifest/network-policy';
import { resolvePod } from '../../src/manifest/pod';
import { ServingCertificate } from '../../src/manifest/serving-certificate';
import { createAggregatedServer, servingArguments } from '../../src/scrape/aggregated-server';
import { allowClients, servedBehind } from '../../src/scrape/clients';
import { createReplicaServices } from '../../src/scrape/replica-services';
import { targetEndpoint } from '../../src/scrape/target-endpoint';
import { createWebServer, WebServer } from '../../src/scrape/web-server';
import { aChart, errorsOf, Manifest, ofKind, synth, theOne } from '../support/synth';

const SELECTOR = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'main' };
const LABELS = { ...SELECTOR, 'app.kubernetes.io/managed-by': 'cdk8s-prometheus', 'app.kubernetes.io/version': '1.0', 'team': 'a' };
const METADATA = { name: 'main', namespace: 'shop', labels: LABELS };

describe('a server that serves HTTP', () => {
  const pod = (serviceAccountName: string) => ({ serviceAccountName, containers: [{ name: 'web', image: 'web:1' }] });
  const BASE: WebServer = { identity: { name: 'web', instance: 'main', version: '1.0' }, name: 'main', namespace: 'shop', labels: { team: 'a' }, container: 'web', replicas: 1, port: { name: 'http', port: 8080 }, pod };
  const objectsOf = (more: Partial<WebServer> = {}): Manifest[] => {
    const chart = aChart('shop');
    createWebServer(chart, { ...BASE, ...more });
    return synth(chart);
  };
  const HTTP = { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' };

  test('is an account, a Service, a Deployment and a monitor', () => {
    expect(objectsOf()).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false },
      { apiVersion: 'v1', kind: 'Service', metadata: METADATA, spec: { selector: SELECTOR, ports: [HTTP] } },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: METADATA, spec: { replicas: 1, selector: { matchLabels: SELECTOR }, template: { metadata: { labels: LABELS }, spec: pod('main') } } },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: METADATA,
        spec: { jobLabel: 'app.kubernetes.io/name', selector: { matchLabels: SELECTOR }, endpoints: [{ port: 'http' }] },
      },
    ]);
  });

  test('with several replicas keeps one when a node is drained', () => {
    expect(ofKind(objectsOf(), 'PodDisruptionBudget')).toEqual([]);
    expect(theOne(objectsOf({ replicas: 2 }), 'PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: SELECTOR } });
  });

  test('has a policy if clients are given', () => {
    expect(ofKind(objectsOf(), 'NetworkPolicy')).toEqual([]);
    expect(theOne(objectsOf({ ingress: [{ ports: [8080] }] }), 'NetworkPolicy').spec).toEqual({ podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 8080, protocol: 'TCP' }] }] });
  });

  test('has its metrics at its path', () => {
    const objects = objectsOf({ metrics: { name: 'metrics', port: 9090 }, endpoint: { path: '/m', port: 'ignored' } });
    expect(theOne(objects, 'Service').spec.ports).toEqual([HTTP, { name: 'metrics', port: 9090, targetPort: 'metrics', protocol: 'TCP' }]);
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints).toEqual([{ path: '/m', port: 'metrics' }]);
  });

  test('runs as an existing account, or as its own with annotations', () => {
    const own = objectsOf({ serviceAccountName: 'own' });
    expect([ofKind(own, 'ServiceAccount'), theOne(own, 'Deployment').spec.template.spec.serviceAccountName]).toEqual([[], 'own']);
    expect(theOne(objectsOf({ serviceAccountAnnotations: { a: 'b' } }), 'ServiceAccount').metadata.annotations).toEqual({ a: 'b' });
    expect(theOne(objectsOf({ serviceAccountAnnotations: {} }), 'ServiceAccount').metadata).toEqual(METADATA);
  });

  test('with a volume for one pod is replaced as a whole; annotations recreate pods', () => {
    expect([theOne(objectsOf(), 'Deployment').spec.strategy, theOne(objectsOf({ isExclusive: true }), 'Deployment').spec.strategy]).toEqual([undefined, { type: 'Recreate' }]);
    expect(theOne(objectsOf({ podAnnotations: { a: 'b' } }), 'Deployment').spec.template.metadata.annotations).toEqual({ a: 'b' });
  });

  test.each<[object, Partial<WebServer>, string]>([
    [{ port: 8080 }, {}, ''], [{ port: 9090 }, {}, '9090'], [{ port: 9090 }, { metrics: { name: 'metrics', port: 9090 } }, ''],
    [{ port: 8080, scheme: 'HTTPS' }, {}, 'HTTPS'], [{ port: 8080, scheme: 'HTTPS' }, { isHttps: true }, ''], [{ port: 8080 }, { isHttps: true }, 'HTTPS'],
  ])('its probes are compared with its ports: %j with %j', (httpGet, more, message) => {
    const chart = aChart('shop');
    createWebServer(chart, { ...BASE, ...more, pod: name => ({ serviceAccountName: name, containers: [{ name: 'web', image: 'web:1', livenessProbe: { httpGet: { path: '/', ...httpGet } } }] }) });
    expect(message === '' ? errorsOf(chart) : errorsOf(chart).includes(message)).toBe(message === '' ? '' : true);
  });
});

describe('a server behind an APIService', () => {
  const objectsOf = (more: object = {}): Manifest[] => {
    const chart = aChart('shop');
    createAggregatedServer(chart, {
      identity: { name: 'web', instance: 'main', version: '1.0' },
      metadata: METADATA,
      image: 'web:1',
      replicas: 1,
      port: 6443,
      hostNetwork: false,
      pod: resolvePod({}, { cpu: '10m', memory: '20Mi' }),
      certificate: ServingCertificate.generated(),
      args: ['--secure-port=6443'],
      apis: [{ group: 'metrics.k8s.io', version: 'v1beta1' } as any],
      reads: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      serves: [],
      networkPolicy: true,
      ...more,
    });
    return synth(chart);
  };
  const podOf = (more: object = {}) => theOne(objectsOf(more), 'Deployment').spec.template.spec;

  test('reads the cluster, and reviews tokens and access at the API server', () => {
    const objects = objectsOf();
    expect(objects.map(({ kind, metadata: { name, namespace = '' } }) => `${kind} ${namespace}/${name}`)).toEqual([
      'ServiceAccount shop/main', 'ClusterRole /shop-main', 'ClusterRoleBinding /shop-main', 'ClusterRoleBinding /shop-main-auth-delegator', 'RoleBinding kube-system/shop-main-auth-reader',
      'NetworkPolicy shop/main', 'Service shop/main', 'Deployment shop/main', 'APIService /v1beta1.metrics.k8s.io', 'ServiceMonitor shop/main',
    ]);
    expect(theOne(objects, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    const subjects = [{ kind: 'ServiceAccount', name: 'main', namespace: 'shop' }];
    expect(ofKind(objects, 'ClusterRoleBinding')[1]).toMatchObject({ roleRef: { kind: 'ClusterRole', name: 'system:auth-delegator' }, subjects });
    expect(theOne(objects, 'RoleBinding')).toMatchObject({ roleRef: { kind: 'Role', name: 'extension-apiserver-authentication-reader' }, subjects });
  });

  test('accepts connections from everywhere, because the API server is not a pod', () => {
    expect(theOne(objectsOf(), 'NetworkPolicy').spec).toEqual({ podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 6443, protocol: 'TCP' }] }] });
    expect([ofKind(objectsOf({ networkPolicy: false }), 'NetworkPolicy'), ofKind(objectsOf({ hostNetwork: true }), 'NetworkPolicy')]).toEqual([[], []]);
  });

  test('has a Service on 443, and is scraped with the token of Prometheus', () => {
    const objects = objectsOf();
    expect(theOne(objects, 'Service').spec).toEqual({ selector: SELECTOR, ports: [{ name: 'https', port: 443, targetPort: 'https', protocol: 'TCP', appProtocol: 'https' }] });
    expect(theOne(objects, 'ServiceMonitor').spec).toEqual({
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: SELECTOR },
      endpoints: [{ port: 'https', scheme: 'https', tlsConfig: { insecureSkipVerify: true }, bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' }],
    });
  });

  test('users who may read objects may read its APIs', () => {
    const serves = [{ apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'] }];
    const readers = ofKind(objectsOf({ serves }), 'ClusterRole')[1];
    expect(readers).toMatchObject({ metadata: { name: 'shop-main-reader' }, rules: serves });
    expect(readers.metadata.labels).toEqual({
      ...LABELS, 'rbac.authorization.k8s.io/aggregate-to-view': 'true', 'rbac.authorization.k8s.io/aggregate-to-edit': 'true', 'rbac.authorization.k8s.io/aggregate-to-admin': 'true',
    });
  });

  test('its pod has one port, two probes, and a folder for its certificate', () => {
    const { containers: [container], volumes, ...pod } = podOf();
    expect(pod).toMatchObject({ serviceAccountName: 'main', automountServiceAccountToken: true, securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534 } });
    expect([pod.hostNetwork, pod.dnsPolicy, pod.topologySpreadConstraints, pod.affinity]).toEqual([undefined, undefined, undefined, undefined]);
    expect(container).toMatchObject({
      name: 'web',
      image: 'web:1',
      args: ['--secure-port=6443'],
      ports: [{ name: 'https', containerPort: 6443, protocol: 'TCP' }],
      terminationMessagePolicy: 'FallbackToLogsOnError',
      readinessProbe: { httpGet: { path: '/readyz', port: 6443, scheme: 'HTTPS' }, periodSeconds: 10 },
      livenessProbe: { httpGet: { path: '/livez', port: 6443, scheme: 'HTTPS' }, periodSeconds: 30, timeoutSeconds: 5 },
      resources: { requests: { cpu: '10m', memory: '20Mi' } },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
    expect(container.ports[0].hostPort).toBeUndefined();
    expect([container.volumeMounts, volumes]).toEqual([[{ name: 'tmp', mountPath: '/tmp' }], [{ name: 'tmp', emptyDir: {} }]]);
  });

  test('on the network of the node it uses the cluster\'s DNS', () => {
    expect(podOf({ hostNetwork: true })).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet', containers: [{ ports: [{ hostPort: 6443 }] }] });
  });

  test('several replicas are spread, and one remains when a node is drained', () => {
    const objects = objectsOf({ replicas: 2 });
    expect(theOne(objects, 'PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: SELECTOR } });
    expect(theOne(objects, 'Deployment').spec).toMatchObject({ replicas: 2, selector: { matchLabels: SELECTOR }, template: { metadata: { labels: LABELS } } });
    expect(JSON.stringify(theOne(objects, 'Deployment').spec.template.spec)).toContain('kubernetes.io/hostname');
  });

  test('has the certificate of a Secret, and additional read-only volumes', () => {
    const volumes = [{ name: 'config', source: { configMap: { name: 'c' } }, mountPath: '/etc/c' }];
    const certificate = ServingCertificate.secret('tls', 'Y2E=');
    const pod = podOf({ certificate, volumes, podAnnotations: { a: 'b' } });
    expect(pod.volumes).toEqual([{ name: 'config', configMap: { name: 'c' } }, { name: 'certificate', secret: { secretName: 'tls' } }]);
    expect(pod.containers[0].volumeMounts).toEqual([{ name: 'config', mountPath: '/etc/c', readOnly: true }, { name: 'certificate', mountPath: '/etc/serving-certificate', readOnly: true }]);
    expect(theOne(objectsOf({ podAnnotations: { a: 'b' } }), 'Deployment').spec.template.metadata.annotations).toEqual({ a: 'b' });
    const objects = objectsOf({ certificate });
    expect(theOne(objects, 'APIService').spec).toMatchObject({ caBundle: 'Y2E=', service: { name: 'main', namespace: 'shop' } });
    // the CA of an existing Secret need not be in it
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ insecureSkipVerify: true });
    expect([ofKind(objects, 'Certificate'), ofKind(objects, 'Issuer')]).toEqual([[], []]);
  });

  test('has a certificate of cert-manager, from its own or another issuer', () => {
    const own = objectsOf({ certificate: ServingCertificate.selfSigned() });
    expect(ofKind(own, 'Issuer')).toHaveLength(1);
    expect(theOne(own, 'Certificate').spec.dnsNames).toEqual(['main.shop.svc', 'main.shop', 'main']);
    expect(theOne(own, 'APIService').metadata.annotations).toEqual({ 'cert-manager.io/inject-ca-from': 'shop/main' });
    expect(theOne(own, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toMatchObject({ serverName: 'main.shop.svc' });
    expect(ofKind(objectsOf({ certificate: ServingCertificate.issuer('x') }), 'Issuer')).toEqual([]);
  });

  test('its flags say where the certificate is', () => {
    expect(servingArguments(ServingCertificate.generated(), 'main', 6443)).toEqual(['--secure-port=6443', '--cert-dir=/tmp']);
    expect(servingArguments(ServingCertificate.secret('tls', 'x'), 'main', 6443)).toEqual([
      '--secure-port=6443', '--tls-cert-file=/etc/serving-certificate/tls.crt', '--tls-private-key-file=/etc/serving-certificate/tls.key',
    ]);
  });
});

test('each pod of a StatefulSet has a Service with the name of the pod', () => {
  const chart = aChart('shop');
  const ui = { serviceName: 'p', namespace: 'shop', port: 9090, podLabels: { app: 'p' }, podPort: 9090, externalUrl: 'https://x' };
  const { services, uis } = createReplicaServices(chart, { pods: ['p-0', 'p-1'], name: 'prometheus', namespace: 'shop', labels: { team: 'a' }, port: { name: 'web', port: 9090, targetPort: 'web' }, ui });
  const podLabels = (name: string) => ({ 'app': 'p', 'statefulset.kubernetes.io/pod-name': name });
  expect(services.map(({ name }) => name)).toEqual(['p-0', 'p-1']);
  expect(uis).toEqual(['p-0', 'p-1'].map(name => ({ serviceName: name, namespace: 'shop', port: 9090, podLabels: podLabels(name), podPort: 9090 })));
  expect(synth(chart)).toEqual(['p-0', 'p-1'].map(name => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'shop',
      labels: { 'team': 'a', 'app.kubernetes.io/component': 'web', 'app.kubernetes.io/managed-by': 'cdk8s-prometheus', 'app.kubernetes.io/name': 'prometheus-replica', 'app.kubernetes.io/instance': name },
    },
    spec: { selector: podLabels(name), ports: [{ name: 'web', port: 9090, targetPort: 'web', protocol: 'TCP' }] },
  })));
});

describe('clients of a server with a NetworkPolicy', () => {
  const served = (namespaces: (string | undefined)[] = ['shop'], ...patches: JsonPatch[]) => {
    const chart = aChart('shop');
    const policy = createNetworkPolicy(chart, 'NetworkPolicy', METADATA, SELECTOR, [{ ports: [80], from: [] } as any]);
    policy.addJsonPatch(JsonPatch.add('/spec/ingress/0/from', []), ...patches);
    const reference = { serviceName: 'main', namespace: 'shop' };
    servedBehind(chart, reference, policy, namespaces);
    return { chart, reference, from: () => theOne(synth(chart), 'NetworkPolicy').spec.ingress[0].from };
  };
  const of = (namespace: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } });

  test('may connect from their namespace, which is listed once', () => {
    const { chart, reference, from } = served([undefined, 'shop']);
    for (const namespace of ['a', 'b', 'a', 'shop', undefined]) { allowClients(chart, reference, namespace); }
    expect(from()).toEqual([of('a'), of('b')]);
  });

  test('do not change rules that a patch has replaced', () => {
    const { chart, reference, from } = served(['shop'], JsonPatch.replace('/spec/ingress', [{ ports: [] }]));
    allowClients(chart, reference, 'a');
    expect(from()).toBeUndefined();
    const gone = served(['shop'], JsonPatch.remove('/spec/ingress'));
    expect(() => allowClients(gone.chart, gone.reference, 'a')).not.toThrow();
    const empty = served(['shop'], JsonPatch.replace('/spec/ingress', []));
    expect(() => allowClients(empty.chart, empty.reference, 'a')).not.toThrow();
  });

  test('of a server outside of the app, or without a policy, need nothing', () => {
    const chart = aChart('shop');
    const reference = { serviceName: 'main', namespace: 'shop' };
    servedBehind(chart, reference, undefined, []);
    expect(() => { allowClients(chart, reference, 'a'); allowClients(chart, { serviceName: 'other' }, 'a'); }).not.toThrow();
  });

  test('find it by a copy, too, which Python passes', () => {
    const { chart, reference, from } = served();
    allowClients(new Chart(chart.node.root, 'clients'), { ...reference }, 'a');
    expect(from()).toEqual([of('a')]);
  });

  test('are allowed by neither of two servers with one name in other charts, because these may be for two clusters', () => {
    const { chart, reference, from } = served();
    const other = new Chart(chart.node.root, 'other');
    servedBehind(other, { ...reference }, undefined, []);
    allowClients(new Chart(chart.node.root, 'clients'), { ...reference }, 'a');
    expect(from()).toEqual([]);
    allowClients(chart, { ...reference }, 'a');
    expect(from()).toEqual([of('a')]);
  });
});

test('an endpoint behind a Service with TLS has its name; one of pods has none', () => {
  const service = new ApiObject(aChart('shop'), 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } });
  const options = { tls: { secretName: 't' }, path: '/m', filterRunning: false, bearerTokenFile: '/token', scheme: 'http' };
  const common = { path: '/m', filterRunning: false, bearerTokenFile: '/token' };
  expect(targetEndpoint(options, service)).toMatchObject({ ...common, scheme: 'https', tlsConfig: { ca: { secret: { name: 't', key: 'ca.crt' } }, serverName: 'web.shop.svc' } });
  expect([targetEndpoint(options), targetEndpoint({ ...options, tls: undefined }, service)]).toEqual([expect.objectContaining({ ...common, scheme: 'http' }), expect.objectContaining({ ...common, scheme: 'http' })]);
  expect([targetEndpoint(options).tlsConfig, targetEndpoint({ path: '/m' }, service).tlsConfig]).toEqual([undefined, undefined]);
});
