import { SourceObject, clustersOf, manifestsOf } from '../../src/scrape-graph/clusters';
import { graphOf } from '../../src/scrape-graph/graph';
import { isImplied } from '../../src/scrape-graph/implied';
import { asManifests, keyOf, kindOf, listOf, nameOf, textsOf, whyUnusable } from '../../src/scrape-graph/manifest';
import { isClusterScoped, withNamespace } from '../../src/scrape-graph/scopes';
import { BINDING, deployment, explain, meta, monitor, policy, prometheus, service } from '../support/scrape-graph';

describe('a kind', () => {
  test.each<[string, unknown, string]>([
    ['Service', 'v1', 'Service'],
    ['Service', undefined, 'Service'],
    ['Service', 'serving.knative.dev/v1', 'Service.serving.knative.dev'],
    ['Ingress', 'networking.k8s.io/v1', 'Ingress'],
    ['Ingress', 'extensions/v1beta1', 'Ingress'],
    ['Ingress', 'config.openshift.io/v1', 'Ingress.config.openshift.io'],
    ['NetworkPolicy', 'extensions/v1beta1', 'NetworkPolicy.extensions'],
    ['Deployment', 'apps.kruise.io/v1', 'Deployment'],
    ['Prometheus', 'monitoring.coreos.com/v1', 'Prometheus'],
    ['Prometheus', 'example.org/v1', 'Prometheus.example.org'],
    ['toString', 'example.org/v1', 'toString'],
  ])('%s of %s is %s', (kind, apiVersion, expected) => expect(kindOf(kind, apiVersion)).toBe(expected));

  // kinds of which others have one of the same name, with the group in which Kubernetes and the operator have theirs
  test.each<[string, readonly string[]]>([
    ['v1', ['Service', 'Endpoints', 'ConfigMap', 'Secret', 'Namespace', 'Node', 'ServiceAccount']],
    ['discovery.k8s.io/v1', ['EndpointSlice']],
    ['networking.k8s.io/v1', ['Ingress', 'NetworkPolicy']],
    ['rbac.authorization.k8s.io/v1', ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']],
    ['monitoring.coreos.com/v1', ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler', 'ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule', 'AlertmanagerConfig']],
  ])('of %s is itself, and of another group another one: %j', (apiVersion, kinds) => {
    expect(kinds.map(kind => kindOf(kind, apiVersion))).toEqual(kinds);
    expect(kinds.map(kind => kindOf(kind, 'example.org/v1'))).toEqual(kinds.map(kind => `${kind}.example.org`));
  });
});

describe('a value that is called an object', () => {
  const object = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, ...fields });

  test.each<[string, unknown, string | undefined]>([
    ['one', object({}), undefined],
    ['nothing', null, undefined],
    ['a list', [object({ kind: 5 })], undefined],
    ['without a version', { kind: 5 }, undefined],
    ['without a kind', { apiVersion: 'v1' }, undefined],
    ['a kind that is a list', object({ kind: ['a'] }), '"kind" is an array, not a string'],
    ['a kind that is null', object({ kind: null }), '"kind" is null, not a string'],
    ['a kind that is a map', object({ kind: {} }), '"kind" is a map, not a string'],
    ['a kind that is a boolean', object({ kind: true }), '"kind" is the boolean true, not a string'],
    ['a kind with a space', object({ kind: 'a b' }), '"kind" is "a b", which is not a valid kind'],
    ['a kind that SOPS encrypted', object({ kind: 'ENC[AES256_GCM,data:GSR5a+pN,type:str]' }), 'it is encrypted with SOPS: decrypt it first'],
    ['a kind that ends with a dash', object({ kind: 'A-' }), '"kind" is "A-", which is not a valid kind'],
    ['a kind that begins with a digit', object({ kind: '1A' }), '"kind" is "1A", which is not a valid kind'],
    ['a kind of one letter', object({ kind: 'A' }), undefined],
    ['a kind with a dash', object({ kind: 'a-1' }), undefined],
    ['without metadata', object({ metadata: undefined }), undefined],
    ['metadata that is null', object({ metadata: null }), undefined],
    ['metadata that is text', object({ metadata: 'x' }), undefined],
    ['a name that is null', object({ metadata: { name: null } }), undefined],
    ['a name that is a number', object({ metadata: { name: 5 } }), '"metadata.name" of the Secret is the number 5, not a string'],
    ['a namespace that is a number', object({ metadata: { name: 'a', namespace: 5 } }), '"metadata.namespace" of the Secret is the number 5, not a string'],
  ])('%s', (_, value, expected) => expect(whyUnusable(value)).toBe(expected));

  test('is read only with its known fields', () => {
    const given = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'b', labels: { c: 'd', e: 5 }, annotations: { f: 'g' } }, data: { h: 'i' } };
    expect(asManifests([given])).toEqual([{ ...given, spec: {}, raw: given, metadata: { name: 'a', namespace: 'b', labels: { c: 'd' }, annotations: { f: 'g' } } }]);
    expect(asManifests([{ kind: 'Secret', metadata: { name: 'a' }, spec: 'x' }])[0].spec).toEqual({});
    expect(asManifests([{ kind: 'Secret', metadata: { name: 'a' }, spec: null }])[0].spec).toEqual({});
    expect(asManifests([{ kind: 'Secret', metadata: { name: 'a', namespace: null } }])[0].metadata).not.toHaveProperty('namespace');
    expect(asManifests([null, 5, 'x', {}, { kind: 'Secret' }, { kind: 'Secret', metadata: {} }, { kind: '1', metadata: { name: 'a' } }, { kind: 'Secret', metadata: { name: 5 } }])).toEqual([]);
  });

  test('may be a List', () => {
    expect(asManifests([{ kind: 'List', items: [{ kind: 'Secret', metadata: { name: 'a' } }, { kind: 'SecretList', items: [{ kind: 'Secret', metadata: { name: 'b' } }] }] }]).map(nameOf)).toEqual(['Secret a', 'Secret b']);
    expect(asManifests([{ kind: 'Basket', metadata: { name: 'c' }, items: [{ kind: 'Secret', metadata: { name: 'a' } }] }]).map(nameOf)).toEqual(['Basket c']);
    expect(asManifests([{ kind: 'AllowList', metadata: { name: 'c' }, items: 'x' }]).map(nameOf)).toEqual(['AllowList c']);
  });

  test('has a name and a key', () => {
    const [own, open] = asManifests([{ kind: 'Secret', metadata: { name: 'a', namespace: 'b' } }, { kind: 'Secret', metadata: { name: 'a' } }]);
    expect([nameOf(own), nameOf(open), keyOf(own), keyOf(open)]).toEqual(['Secret b/a', 'Secret a', 'Secret b a', 'Secret  a']);
  });
});

test.each<[unknown, object]>([[{ a: 'b' }, { a: 'b' }], [{ a: 'b', c: 5, d: null }, { a: 'b' }], [null, {}], ['x', {}], [['a'], { 0: 'a' }], [undefined, {}]])('the texts of %j are %j', (value, expected) => expect(textsOf(value)).toEqual(expected));

test.each<[unknown, unknown[]]>([[[1, 'a'], [1, 'a']], [[null, 1, undefined], [1]], [[undefined], []], ['x', []], [undefined, []], [{ length: 1 }, []]])('the list of %j is %j', (value, expected) => expect(listOf(value)).toEqual(expected));

describe('a namespace for objects without one', () => {
  const moved = (object: object) => withNamespace(asManifests([object])[0], 'shop');

  test('applies to them, also when their references are read', () => {
    const found = moved({ kind: 'Secret', metadata: { name: 'a', labels: { b: 'c' } } });
    expect([nameOf(found), found.raw.metadata]).toEqual(['Secret shop/a', { name: 'a', labels: { b: 'c' }, namespace: 'shop' }]);
    expect(nameOf(moved({ kind: 'Secret', metadata: { name: 'a', namespace: 'own' } }))).toBe('Secret own/a');
  });

  // https://kubernetes.io/docs/reference/kubernetes-api/ : kinds without a namespace
  test.each([
    'APIService', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ComponentStatus', 'CSIDriver', 'CSINode', 'CustomResourceDefinition', 'FlowSchema', 'IngressClass', 'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'Namespace', 'Node', 'PersistentVolume', 'PodSecurityPolicy', 'PriorityClass', 'PriorityLevelConfiguration', 'RuntimeClass', 'StorageClass',
    'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration', 'VolumeAttachment', 'VolumeAttributesClass',
  ])('does not apply to a %s', kind => {
    expect(isClusterScoped(kind)).toBe(true);
    expect(nameOf(moved({ kind, metadata: { name: 'a' } }))).toBe(`${kind} a`);
  });
});

describe('clusters', () => {
  const given = (origin: string, object: any, isPartial = false): SourceObject => ({ origin, key: keyOf(asManifests([object])[0]), isPartial, read: () => object });
  const secret = (name: string, value = 'x', namespace: string | null = 'shop') => ({ kind: 'Secret', metadata: { name, ...namespace !== null && { namespace } }, value });
  const names = (...all: SourceObject[]) => clustersOf(all).map(({ name, common, given: own }) => `${name ?? '-'}: ${own.map(({ key }) => key).join(', ')}${common === undefined ? '' : ` (${common})`}`);

  test('are separate if they define the same Prometheus; parts without one belong to all', () => {
    expect(names(given('us', prometheus()), given('eu', prometheus()), given('eu', secret('a')), given('all', secret('b')))).toEqual([
      'eu: Prometheus monitoring main, Secret shop a, Secret shop b (Prometheus monitoring/main)', 'us: Prometheus monitoring main, Secret shop b (Prometheus monitoring/main)',
    ]);
    expect(names(given('us', { ...prometheus(), kind: 'PrometheusAgent' }), given('eu', { ...prometheus(), kind: 'PrometheusAgent' }))).toHaveLength(2);
  });

  test('are separate if they have most of their objects in common, but not the same', () => {
    const two = (origin: string, value: string) => [given(origin, secret('a', value)), given(origin, secret('b', value))];
    expect(names(...two('eu', '1'), ...two('us', '2'))).toHaveLength(2);
    expect(names(...two('eu', '1'), ...two('us', '1'))).toHaveLength(1);
    expect(names(...two('eu', '1'), ...two('us', '2').slice(1))).toHaveLength(1);
    expect(names(...two('eu', '1'), given('eu', secret('c')), given('eu', secret('d')), ...two('us', '2'), given('us', secret('e')), given('us', secret('f')))).toHaveLength(1);
    expect(names(...two('eu', '1'), given('eu', secret('c')), ...two('us', '2'), given('us', secret('e')), given('us', secret('f')))).toHaveLength(2);
  });

  test('are not separated by Namespaces, definitions, and cluster-scoped objects', () => {
    for (const object of [secret('a', '1', null), { kind: 'Namespace', metadata: { name: 'a', namespace: 'x' } }, { kind: 'CustomResourceDefinition', metadata: { name: 'a', namespace: 'x' } }]) {
      expect(names(given('eu', object), given('eu', { ...object, metadata: { ...object.metadata, name: 'b' } }), given('us', { ...object, value: 2 }), given('us', { ...object, metadata: { ...object.metadata, name: 'b' }, value: 2 }))).toHaveLength(1);
    }
  });

  test('are one on request, or if one part has both', () => {
    expect(clustersOf([given('eu', prometheus()), given('us', prometheus())], { oneCluster: true })).toHaveLength(1);
    expect(names(given('eu', prometheus()), given('eu', prometheus()))).toHaveLength(1);
    expect(clustersOf([])).toEqual([{ given: [] }]);
  });

  test('read common objects once', () => {
    let count = 0;
    const shared: SourceObject = { origin: 'all', key: 'Secret shop b', read: () => { count += 1; return secret('b'); } };
    clustersOf([given('us', prometheus()), given('eu', prometheus()), shared]).forEach(cluster => manifestsOf(cluster));
    expect(count).toBe(1);
  });

  const twice = (...all: SourceObject[]) => manifestsOf({ given: all }).problems.map(({ finding }) => finding.message.replace(/ defined more than once.*is used/, ''));

  test('have each object once', () => {
    expect(twice(given('a', secret('b', '1')), given('a', secret('b', '2')), given('a', secret('a', '1')), given('a', secret('a', '2')), given('a', secret('a', '3')))).toEqual([
      '2 objects are: Secret shop/a, Secret shop/b; pass the manifests of one cluster at a time [scrape-graph/object-twice]',
    ]);
    expect(twice(given('a', secret('b', '1')), given('a', secret('b', '2')))).toEqual(['1 object is: Secret shop/b; pass the manifests of one cluster at a time [scrape-graph/object-twice]']);
    expect(twice(given('a', secret('b', '1')), given('a', secret('b', '1')))).toEqual([]);
    expect(twice(given('a', secret('b', '1', null)), given('a', secret('b', '2', null)))).toEqual([]);
    expect(twice(given('a', secret('b', '1')), given('a', secret('b', '2'), true))).toEqual([]);
  });
});

describe('objects with an unknown namespace', () => {
  const open = (object: any) => { const { namespace: _, ...metadata } = object.metadata; return { ...object, metadata }; };

  test('are treated as if they were in one namespace', () => {
    const { scrapes, problems } = explain([prometheus(), BINDING, monitor(), service(), deployment()].map(object => object === BINDING ? object : open(object)));
    expect(problems).toEqual([]);
    expect(scrapes).toMatchObject([{ job: 'serviceMonitor/<namespace>/web/0', by: ['Prometheus main'], monitor: 'ServiceMonitor web', service: 'Service web', workload: 'Deployment web' }]);
  });

  test('may be in the namespace that a monitor selects', () => {
    expect(explain([prometheus(), BINDING, monitor(), open(service()), open(deployment())]).problems).toEqual([]);
    expect(explain([prometheus(), BINDING, open(monitor()), service(), deployment()]).scrapes).toHaveLength(1);
    expect(explain([prometheus(), BINDING, monitor({ namespaceSelector: { any: true } }), open(service()), open(deployment())]).scrapes).toHaveLength(1);
  });

  test('may be the pods of a Service, and the Services of pods', () => {
    expect(explain([prometheus(), BINDING, monitor(), service(), open(deployment())]).problems).toEqual([]);
    expect(explain([monitor({ namespaceSelector: { any: true } }), open(service()), deployment()]).problems).toEqual([]);
    expect(explain([monitor({ namespaceSelector: { any: true } }), open(service()), deployment('other', { app: 'api' })]).problems.map(({ id }) => id)).toContain('scrape-graph/no-pods');
  });

  test('have policies that apply to each other', () => {
    expect(explain([prometheus(), BINDING, monitor(), service(), deployment()].map(object => object === BINDING ? object : open(object)).concat(open(policy()))).problems.map(({ id }) => id)).toContain('scrape-graph/network-denies');
  });
});

describe('objects that are in no YAML', () => {
  const implied = (...objects: object[]) => graphOf(asManifests(objects)).world.manifests.filter(isImplied);
  const one = (name: string, ...objects: object[]): any => implied(...objects).find(manifest => nameOf(manifest) === name);
  const resource = (kind: string, spec: object = {}) => ({ kind, ...meta('main', {}, 'monitoring'), spec });
  const NONE = ['Service default/kubernetes', 'Endpoints default/kubernetes', 'Service kube-system/kube-dns', 'Pod kube-system/kube-dns'];

  test('are the API server and DNS', () => {
    expect(implied().map(nameOf).sort()).toEqual([...NONE].sort());
    expect(one('Service default/kubernetes')).toMatchObject({ metadata: { labels: { component: 'apiserver', provider: 'kubernetes' } }, spec: { ports: [{ name: 'https', port: 443, targetPort: 6443 }] } });
    expect(one('Endpoints default/kubernetes')).toMatchObject({ metadata: { labels: { component: 'apiserver', provider: 'kubernetes' } }, subsets: [{ addresses: [{ ip: '192.0.2.3' }], ports: [{ name: 'https', port: 6443 }] }] });
    expect(one('Service kube-system/kube-dns')).toMatchObject({
      metadata: { labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS' } }, spec: { selector: { 'k8s-app': 'kube-dns' }, ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53 }, { name: 'metrics', port: 9153 }] },
    });
  });

  test('do not include DNS if a Service with its label exists here', () => {
    const dns = (labels: object, namespace = 'kube-system') => ({ kind: 'Service', metadata: { name: 'rke2-dns', namespace, labels }, spec: {} });
    expect(one('Service kube-system/kube-dns', dns({ 'k8s-app': 'kube-dns' }))).toBe(undefined);
    expect(one('Service kube-system/kube-dns', dns({ 'k8s-app': 'other' }))).toBeDefined();
    expect(one('Service kube-system/kube-dns', dns({ 'k8s-app': 'kube-dns' }, 'other'))).toBeDefined();
  });

  test('do not include objects that exist here', () => {
    const own = { kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default' }, spec: {} };
    expect(implied(own).map(nameOf)).not.toContain('Service default/kubernetes');
  });

  test('include the Service of kubelets that an operator writes', () => {
    const operator = { kind: 'Deployment', ...meta('o'), spec: { template: { spec: { containers: [{ name: 'o', args: ['--kubelet-service=kube-system/kubelet'] }] } } } };
    const ports = [{ name: 'https-metrics', port: 10250 }, { name: 'http-metrics', port: 10255 }, { name: 'cadvisor', port: 4194 }];
    const labels = { 'k8s-app': 'kubelet', 'app.kubernetes.io/name': 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' };
    expect(one('Service kube-system/kubelet', operator)).toMatchObject({ metadata: { labels }, spec: { clusterIP: 'None', ports } });
    expect(one('Endpoints kube-system/kubelet', operator)).toMatchObject({ metadata: { labels }, subsets: [{ addresses: [{ ip: '192.0.2.2', targetRef: { kind: 'Node', name: 'node-0' } }], ports }] });
    for (const argument of ['--kubelet-service=kubelet', '--kubelet-service=/kubelet', 'x--kubelet-service=a/b']) {
      expect([argument, implied({ ...operator, spec: { template: { spec: { containers: [{ args: [argument] }] } } } }).length]).toEqual([argument, 4]);
    }
  });

  // pkg/prometheus/statefulset.go, pkg/alertmanager/operator.go and pkg/thanos/statefulset.go of prometheus-operator
  test.each<[string, string, string, object, string, object[], object[]]>([
    ['Prometheus', 'prometheus-main', 'prometheus-operated', { 'operated-prometheus': 'true' }, 'prometheus', [{ name: 'web', containerPort: 9090 }], [{ name: 'web', port: 9090, targetPort: 'web' }]],
    ['PrometheusAgent', 'prom-agent-main', 'prometheus-agent-operated', { 'operated-prometheus': 'true' }, 'prometheus', [{ name: 'web', containerPort: 9090 }], [{ name: 'web', port: 9090, targetPort: 'web' }]],
    ['Alertmanager', 'alertmanager-main', 'alertmanager-operated', { 'operated-alertmanager': 'true' }, 'alertmanager',
      [{ name: 'web', containerPort: 9093 }, { name: 'mesh-tcp', containerPort: 9094 }, { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' }],
      [{ name: 'web', port: 9093, targetPort: 'web' }, { name: 'tcp-mesh', port: 9094, targetPort: 'mesh-tcp' }, { name: 'udp-mesh', port: 9094, targetPort: 'mesh-udp', protocol: 'UDP' }]],
    ['ThanosRuler', 'thanos-ruler-main', 'thanos-ruler-operated', { 'operated-thanos-ruler': 'true' }, 'thanos-ruler', [{ name: 'web', containerPort: 10902 }, { name: 'grpc', containerPort: 10901 }],
      [{ name: 'web', port: 10902, targetPort: 'web' }, { name: 'grpc', port: 10901, targetPort: 'grpc' }]],
  ])('include the pods and the Service of a %s', (kind, pods, name, label, container, ports, servicePorts) => {
    const found = one(`StatefulSet monitoring/${pods}`, resource(kind));
    expect(found.spec.template.spec.containers).toEqual([{ name: container, ports }, { name: 'config-reloader', ports: [{ name: 'reloader-web', containerPort: 8080 }] }]);
    const made = one(`Service monitoring/${name}`, resource(kind));
    expect(made.spec.ports).toEqual(servicePorts);
    expect(made.metadata.labels).toMatchObject({ ...label, 'managed-by': 'prometheus-operator' });
    expect(made.spec.clusterIP).toBe('None');
    expect(made.spec.publishNotReadyAddresses).toBe(kind === 'Alertmanager' ? true : undefined);
    expect(made.spec.selector).toEqual({ 'app.kubernetes.io/name': found.spec.template.metadata.labels['app.kubernetes.io/name'] });
  });

  test.each<[string, object]>([
    ['Prometheus', { 'operator.prometheus.io/name': 'main', 'operator.prometheus.io/shard': '0', 'prometheus': 'main', 'app.kubernetes.io/name': 'prometheus' }],
    ['PrometheusAgent', { 'operator.prometheus.io/name': 'main', 'operator.prometheus.io/shard': '0', 'prometheus-agent': 'main', 'app.kubernetes.io/name': 'prometheus-agent' }],
    ['Alertmanager', { 'alertmanager': 'main', 'app.kubernetes.io/name': 'alertmanager' }],
    ['ThanosRuler', { 'thanos-ruler': 'main', 'app.kubernetes.io/name': 'thanos-ruler' }],
  ])('have the labels of a %s', (kind, labels) => {
    const [set] = implied(resource(kind, { podMetadata: { labels: { 'team': 'a', 'app.kubernetes.io/instance': 'x' } } })).filter(each => each.kind === 'StatefulSet');
    expect(set.spec.template.metadata.labels).toEqual({ ...labels, 'team': 'a', 'app.kubernetes.io/instance': 'main', 'app.kubernetes.io/managed-by': 'prometheus-operator' });
  });

  test('follow the fields of the resource', () => {
    const pods = (spec: object, kind = 'Prometheus') => one(`StatefulSet monitoring/${kind === 'Prometheus' ? 'prometheus' : 'alertmanager'}-main`, resource(kind, spec)).spec.template.spec;
    expect(pods({ portName: 'http' }).containers[0].ports).toEqual([{ name: 'http', containerPort: 9090 }]);
    expect(one('Service monitoring/prometheus-operated', resource('Prometheus', { portName: 'http' })).spec.ports).toEqual([{ name: 'http', port: 9090, targetPort: 'http' }]);
    expect(pods({ listenLocal: true }).containers[0]).toEqual({ name: 'prometheus' });
    expect(pods({ listenLocal: true }, 'Alertmanager').containers[0].ports).toHaveLength(2);
    expect(pods({ hostNetwork: true }).hostNetwork).toBe(true);
    expect(pods({})).not.toHaveProperty('hostNetwork');
    expect(pods({ initContainers: [{ name: 'a' }] }).initContainers).toEqual([{ name: 'a' }]);
    const sidecar = [{ name: 'http', containerPort: 10902 }, { name: 'grpc', containerPort: 10901 }];
    expect(pods({ thanos: {} }).containers.slice(2)).toEqual([{ name: 'thanos-sidecar', ports: sidecar }]);
    expect(pods({ thanos: null }).containers).toHaveLength(2);
    expect(pods({ thanos: {} }, 'Alertmanager').containers).toHaveLength(2);
    expect(one('Service monitoring/prometheus-operated', resource('Prometheus', { thanos: {} })).spec.ports[1]).toEqual({ name: 'grpc', port: 10901, targetPort: 'grpc' });
    expect(one('Service monitoring/prometheus-operated', resource('Prometheus', { serviceName: 'own' }))).toBe(undefined);
  });

  test('have containers that are merged by name, and their ports by number and protocol', () => {
    const containers = (...given: object[]) => one('StatefulSet monitoring/prometheus-main', resource('Prometheus', { containers: given })).spec.template.spec.containers;
    expect(containers({ name: 'extra', image: 'a:1' }).map(({ name }: any) => name)).toEqual(['prometheus', 'config-reloader', 'extra']);
    expect(containers({ name: 'prometheus', image: 'a:1', ports: [{ name: 'other', containerPort: 9090 }, { name: 'udp', containerPort: 9090, protocol: 'UDP' }] })[0]).toEqual({
      name: 'prometheus', image: 'a:1', ports: [{ name: 'other', containerPort: 9090 }, { name: 'udp', containerPort: 9090, protocol: 'UDP' }],
    });
  });

  test('include pods of Kubernetes behind Services of kube-system', () => {
    const own = (selector: object | undefined, ports: object[] = [{ name: 'http', port: 10259, targetPort: 'https', protocol: 'TCP' }]) => ({ kind: 'Service', metadata: { name: 'scheduler', namespace: 'kube-system' }, spec: { selector, ports } });
    const ports = (...given: object[]) => one('Pod kube-system/scheduler', own({ component: 'kube-scheduler' }, given)).spec.containers[0].ports;
    expect(one('Pod kube-system/scheduler', own({ component: 'kube-scheduler' })).metadata.labels).toEqual({ component: 'kube-scheduler' });
    expect(ports({ name: 'a', port: 1, targetPort: 'b' }, { name: 'c', port: 2, targetPort: 3, protocol: 'UDP' }, { name: 'd', port: 4 })).toEqual([
      { name: 'b', containerPort: 1, protocol: 'TCP' }, { name: 'c', containerPort: 3, protocol: 'UDP' }, { name: 'd', containerPort: 4, protocol: 'TCP' },
    ]);
    expect(one('Pod kube-system/scheduler', own(undefined))).toBe(undefined);
    const workload = (kind: string, labels: object) => ({ kind, metadata: { name: 'x', namespace: 'kube-system', labels }, spec: { template: { metadata: { labels } } } });
    for (const kind of ['Pod', 'DaemonSet']) {
      expect(one('Pod kube-system/scheduler', own({ component: 'kube-scheduler' }), workload(kind, { component: 'kube-scheduler' }))).toBe(undefined);
      expect(one('Pod kube-system/scheduler', own({ component: 'kube-scheduler' }), workload(kind, { component: 'other' }))).toBeDefined();
    }
  });
});
