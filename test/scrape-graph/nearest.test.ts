import { LabelSet } from '../../src/scrape/label-set';
import { cureOf, nearestPods, nearestService } from '../../src/scrape-graph/checks/nearest';
import { exportersOf } from '../../src/scrape-graph/exporters';

const object = (kind: string, name: string, more: object = {}, labels: object = {}, namespace = 'shop'): any => ({ kind, metadata: { name, namespace, labels }, ...more });
const service = (name: string, labels: object, namespace = 'shop', ports: object[] = [{ name: 'metrics', port: 80 }]) => object('Service', name, { spec: { ports } }, labels, namespace);
const monitor = (matchLabels: object, name = 'web') => object('ServiceMonitor', name, { spec: { selector: { matchLabels }, endpoints: [{ port: 'metrics' }] } });

describe('the most similar Service', () => {
  const nearest = (matchLabels: object, ...services: any[]) =>
    nearestService(monitor(matchLabels), ((namespace: string) => namespace === 'shop') as any, [], { ofKind: () => services } as any);

  test.each<[object, any[], string]>([
    [{ app: 'web' }, [], 'no Service exists in the namespaces that it selects'],
    [{ app: 'web' }, [service('a', { app: 'x' }, 'other')], 'no Service exists in the namespaces that it selects'],
    [{ app: 'web' }, [service('a', { app: 'web' }, 'other')], 'Service other/a has these labels, but is in a namespace that the monitor does not select: add the namespace to "namespaceSelector"'],
    [{ app: 'web' }, [service('a', { app: 'other' }), service('b', {})], 'Service shop/a has app=other, not app=web'],
    [{ app: 'web' }, [service('a', { x: 'y' })], 'no Service in the namespaces that it selects has the label "app"'],
    [{ app: 'web', tier: 'b' }, [service('a', { x: 'y' })], 'no Service in the namespaces that it selects has the label "app" or "tier"'],
    [{ app: 'web' }, [service('a', { name: 'web' })], 'Service shop/a has no label "app"'],
    [{ app: 'web' }, [service('web-1', {})], 'Service shop/web-1 has no label "app"'],
    [{ app: 'web' }, [service('web', {}), service('a', {})], 'Service shop/web has no label "app"'],
    [{ app: 'web', tier: 'b' }, [service('a', {}), service('b', { app: 'web' })], 'Service shop/b has no label "tier"'],
    [{ app: 'web' }, [service('b', { app: 'x' }), service('a', { app: 'y' })], 'Service shop/a has app=y, not app=web'],
    [{ app: 'web' }, [service('a', { app: 'x' }, 'shop', []), service('b', { app: 'y' })], 'Service shop/b has app=y, not app=web'],
  ])('to %j', (matchLabels, services, expected) => expect(nearest(matchLabels, ...services)).toBe(expected));

  test('is in another namespace, which a Prometheus may ignore', () => {
    const ignoring = object('Prometheus', 'main', { spec: { ignoreNamespaceSelectors: true } }, {}, 'monitoring');
    expect(cureOf(monitor({}), [ignoring])).toBe('Prometheus monitoring/main has "ignoreNamespaceSelectors": move ServiceMonitor shop/web to that namespace');
    expect(cureOf(monitor({}), [object('Prometheus', 'main', { spec: {} })])).toBe('add the namespace to "namespaceSelector"');
  });
});

describe('the most similar pods', () => {
  const pod = (name: string, labels: object, more: object = {}) => ({ workload: { ...object('Deployment', name), ...more }, labels });

  test.each<[any[], string]>([
    [[], 'its namespace has no workload'],
    [[pod('a', { app: 'web' }, { isImplied: true })], 'its namespace has no workload'],
    [[pod('a', { x: 'y' })], 'no pods in its namespace have this label'],
    [[pod('a', { app: 'other' })], 'the pods of Deployment shop/a have app=other'],
    [[pod('a', { name: 'web' })], 'the pods of Deployment shop/a have name=web'],
    [[pod('b', { app: 'x' }), pod('a', { app: 'y' })], 'the pods of Deployment shop/a have app=y'],
    [[pod('a', { x: 'y' }), pod('b', { app: 'web' })], 'the pods of Deployment shop/b have app=web'],
  ])('%#: %s', (pods, expected) => expect(nearestPods({ app: 'web' }, 'shop', { podsIn: () => pods } as any)).toBe(expected));
});

describe('the programs behind targets', () => {
  const workload = (...images: string[]) => object('Deployment', 'web', { spec: { template: { spec: { containers: images.map(image => ({ image })) } } } });
  const exporters = (edge: object, images: string[], world: object = {}, container = '') => exportersOf({
    ...edge,
    targets: images.map(image => ({ labels: image === 'dropped' ? undefined : {}, discovered: new LabelSet({ __meta_kubernetes_pod_container_image: image, __meta_kubernetes_pod_container_name: container }) })),
  } as any, world as any)?.map(({ component, version }) => `${component} ${version}`);

  test.each<[object, string[], string[] | undefined]>([
    [{ workload: workload() }, ['quay.io/prometheus/node-exporter:v1.9.0'], ['node-exporter 1.9.0']],
    [{ workload: workload() }, ['prom/node_exporter:1.9.0', 'quay.io/prometheus/node-exporter:v1.9.0'], ['node-exporter 1.9.0']],
    [{ workload: workload() }, ['node-exporter:v1.9.0', 'etcd:3.5.1-0'], ['node-exporter 1.9.0', 'etcd 3.5.1']],
    [{ workload: workload() }, ['node-exporter:latest'], undefined],
    [{ workload: workload() }, ['node-exporter'], ['node-exporter undefined']],
    [{ workload: workload() }, ['node-exporter:v1.9.0', 'shop:1.0.0'], undefined],
    [{ workload: workload() }, ['dropped'], undefined],
    [{ workload: workload() }, [], undefined],
    [{}, ['node-exporter:v1.9.0'], undefined],
    [{ workload: workload('coredns:1.11.1', 'quay.io/brancz/kube-rbac-proxy:v0.19.1') }, ['quay.io/brancz/kube-rbac-proxy:v0.19.1'], ['coredns 1.11.1']],
    [{ workload: workload('coredns:1.11.1', 'shop:1', 'kube-rbac-proxy:v0.19.1') }, ['kube-rbac-proxy:v0.19.1'], undefined],
    [{ service: { ...object('Service', 'kubernetes', {}, {}, 'default'), isImplied: true } }, [''], ['kube-apiserver undefined']],
    [{ service: { ...object('Service', 'kubernetes', {}, {}, 'other'), isImplied: true } }, [''], undefined],
    [{ service: { ...object('Service', 'kubelet', {}, { 'k8s-app': 'kubelet' }), isImplied: true } }, [''], ['kubelet undefined']],
    [{ service: object('Service', 'kubernetes', {}, {}, 'default') }, [''], undefined],
  ])('%#: of %j', (edge, images, expected) => expect(exporters(edge, images)).toEqual(expected));

  test.each<[string, string, object | undefined, string[] | undefined]>([
    ['prometheus-main', 'prometheus', { version: 'v3.5.0' }, ['prometheus 3.5.0']],
    ['prometheus-main', 'prometheus', { image: 'quay.io/prometheus/prometheus:v3.4.1@sha256:abc', version: 'v3.5.0' }, ['prometheus 3.4.1']],
    ['prometheus-main', 'prometheus', {}, ['prometheus undefined']],
    ['prometheus-main', 'prometheus', undefined, undefined],
    ['prometheus-main', 'config-reloader', { version: 'v3.5.0' }, ['config-reloader undefined']],
    ['prometheus-main', 'shop', { version: 'v3.5.0' }, undefined],
    ['alertmanager-main', 'alertmanager', { version: '0.28.0' }, ['alertmanager 0.28.0']],
    ['thanos-ruler-main', 'prometheus', {}, undefined],
  ])('the container that the operator adds to %s with the name %s: %j', (name, container, spec, expected) => {
    const kind = name.startsWith('prometheus-') ? 'Prometheus' : 'Alertmanager';
    const world = { named: (wanted: string, namespace: string, of: string) => spec && wanted === kind && namespace === 'shop' && of === 'main' ? { kind, metadata: { name: of }, spec } : undefined };
    expect(exporters({ workload: { ...object('StatefulSet', name), isImplied: true } }, [''], world, container)).toEqual(expected);
  });
});
