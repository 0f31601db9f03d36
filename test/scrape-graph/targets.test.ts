import { relabelTraced, RelabelStep } from '../../src/scrape/relabeling';
import { Labels } from '../../src/scrape-graph/manifest';
import { canonicalDuration } from '../../src/scrape-graph/targets/targets';
import { millisecondsOf } from '../../src/values/durations';
import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';

const relabel = (labels: Labels, steps: readonly RelabelStep[]) => relabelTraced(labels, steps).labels;
const CHOOSES_ALL = Object.fromEntries(['podMonitor', 'probe', 'scrapeConfig'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]));
const everything = (spec: object = {}) => [prometheus({ ...CHOOSES_ALL, ...spec }), BINDING];
const scrapesOf = (...objects: object[]) => explain(objects).scrapes;
const addressesOf = (...objects: object[]) => scrapesOf(...objects).flatMap(({ addresses }) => addresses);
const labelsOf = (spec: object, labels: { [key: string]: string } = { app: 'web', tier: 'front' }) => scrapesOf(monitor(spec), service({}, labels), deployment())[0].labels;

test('a ServiceMonitor, its Service and the pods of a Deployment, whose addresses are unknown', () => {
  expect(scrapesOf(...everything(), monitor(), service(), deployment())).toEqual([{
    job: 'serviceMonitor/shop/web/0',
    by: ['Prometheus monitoring/main'],
    monitor: 'ServiceMonitor shop/web',
    service: 'Service shop/web',
    workload: 'Deployment shop/web',
    port: 'metrics',
    path: '/metrics',
    interval: '30s',
    addresses: ['<pod IP>:8080'],
    labels: { container: 'app', endpoint: 'metrics', instance: '<pod IP>:8080', job: 'web', namespace: 'shop', pod: 'web-*', service: 'web' },
  }]);
});

describe('labels of targets', () => {
  test('the job is the Service, or the label in jobLabel', () => {
    expect(labelsOf({ jobLabel: 'tier' })!.job).toBe('front');
    expect(labelsOf({ jobLabel: 'none' })!.job).toBe('web');
    expect(labelsOf({ jobLabel: 'tier' }, { app: 'web', tier: '' })!.job).toBe('web');
  });

  test('labels of Service and pod are copied', () => expect(labelsOf({ targetLabels: ['tier'], podTargetLabels: ['app'] })).toMatchObject({ tier: 'front', app: 'web' }));

  test('relabelings are applied like in Prometheus, and may drop all', () => {
    const relabelings = [
      { sourceLabels: ['__meta_kubernetes_service_label_tier'], targetLabel: 'tier', regex: '(.)(.*)', replacement: '$2$1' },
      { action: 'labeldrop', regex: 'service|container|pod' }, { sourceLabels: ['__scheme__', 'namespace'], separator: '/', targetLabel: 'both' },
    ];
    expect(labelsOf({ endpoints: [{ port: 'metrics', relabelings }] })).toEqual({ both: 'http/shop', endpoint: 'metrics', instance: '<pod IP>:8080', job: 'web', namespace: 'shop', tier: 'rontf' });
    expect(labelsOf({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: 'web' }] }] })).toBeUndefined();
  });

  test('pod names are like those of controllers, so that patterns match them', () => {
    const byName = (kind: string) => scrapesOf(monitor({ endpoints: [{ port: 'metrics', relabelings: [{ sourceLabels: ['pod'], regex: '(web-[a-z0-9]{10}-[a-z0-9]{5}|web-[a-z0-9]{5}|web-0)', targetLabel: 'like', replacement: 'one' }] }] }), service(), { ...deployment(), kind })[0].labels!;
    for (const kind of ['Deployment', 'DaemonSet', 'StatefulSet']) { expect([kind, byName(kind).like]).toEqual([kind, 'one']); }
    expect(byName('StatefulSet').pod).toBe('web-0');
  });

  test('the Prometheus adds its own: podTargetLabels, a scrape class, the enforced namespace', () => {
    const spec = { podTargetLabels: ['app'], scrapeClasses: [{ name: 'x', default: true, relabelings: [{ targetLabel: 'class', replacement: 'x' }] }], enforcedNamespaceLabel: 'tenant' };
    expect(scrapesOf(...everything(spec), monitor(), service(), deployment())[0].labels).toMatchObject({ app: 'web', class: 'x', tenant: 'shop' });
  });
});

describe('what finds what', () => {
  const pod = (status: object) => ({ kind: 'Pod', ...meta('web-1', { app: 'web' }), spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }, { name: 'admin', containerPort: 8081 }] }] }, status });
  const running = pod({ phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] });
  const byHand = { ...service({ selector: undefined, ports: [{ name: 'metrics', port: 9100 }] }) };
  const slice = { kind: 'EndpointSlice', ...meta('web-1', { 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' }), addressType: 'IPv4', ports: [{ name: 'metrics', port: 9100 }], endpoints: [{ addresses: ['203.0.113.9'] }] };
  const endpoints = { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'metrics', port: 9100 }] }] };

  test('an existing pod has its address; an ended pod, or one without an address, is not a target', () => {
    expect(addressesOf(monitor(), service(), running)).toEqual(['10.0.0.1:8080']);
    expect(addressesOf(monitor(), service(), pod({ phase: 'Succeeded', podIP: '10.0.0.1' }))).toEqual([]);
    expect(addressesOf(monitor(), service(), pod({ phase: 'Pending' }))).toEqual([]);
  });

  test.each([[{}], ['8080x'], [70000], [-1], [8080.5], [null]])('the API server rejects the port %j: no address has it', port => {
    const broken = deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: port }]);
    expect(addressesOf(monitor(), service(), broken)).toEqual([]);
    expect(addressesOf(monitor(), service({ ports: [{ name: 'metrics', port }] }), deployment()).filter(each => !each.endsWith(':8080'))).toEqual([]);
    expect(addressesOf({ kind: 'ScrapeConfig', ...meta('s'), spec: { kubernetesSDConfigs: [{ role: 'Service' }] } }, service({ ports: [{ name: 'metrics', port }] }), ...everything())
      .filter(each => each.startsWith('web.'))).toEqual([]);
  });

  test('a targetPort finds ports of the pods that the Service does not have; without a port all are found', () => {
    expect(addressesOf(monitor({ endpoints: [{ targetPort: 'admin' }] }), service(), running)).toEqual(['10.0.0.1:8081']);
    expect(addressesOf(monitor({ endpoints: [{}] }), service(), running).sort()).toEqual(['10.0.0.1:8080', '10.0.0.1:8081']);
  });

  test('an EndpointSlice alone is found only by the role EndpointSlice; Endpoints are found by both, because they are mirrored', () => {
    expect(addressesOf(...everything(), monitor(), byHand, slice)).toEqual([]);
    expect(addressesOf(...everything({ serviceDiscoveryRole: 'EndpointSlice' }), monitor(), byHand, slice)).toEqual(['203.0.113.9:9100']);
    expect(addressesOf(...everything(), monitor({ serviceDiscoveryRole: 'EndpointSlice' }), byHand, slice)).toEqual(['203.0.113.9:9100']);
    for (const serviceDiscoveryRole of ['Endpoints', 'EndpointSlice']) { expect(addressesOf(...everything({ serviceDiscoveryRole }), monitor(), byHand, endpoints)).toEqual(['203.0.113.9:9100']); }
  });

  test('in a dump with both for a Service, each target is found once', () => {
    for (const serviceDiscoveryRole of ['Endpoints', 'EndpointSlice']) { expect(addressesOf(...everything({ serviceDiscoveryRole }), monitor(), byHand, endpoints, slice)).toEqual(['203.0.113.9:9100']); }
    const twice = scrapesOf(...everything({ serviceDiscoveryRole: 'EndpointSlice' }), monitor(), byHand, { ...endpoints, subsets: [{ ...endpoints.subsets[0], addresses: [{ ip: '203.0.113.8' }] }] }, slice);
    expect(twice.flatMap(({ addresses }) => addresses)).toEqual(['203.0.113.9:9100']);
  });

  test('ended pods are dropped, unless the monitor keeps them', () => {
    const over = { ...endpoints, subsets: [{ ...endpoints.subsets[0], addresses: [{ ip: '10.0.0.1', targetRef: { kind: 'Pod', name: 'web-1', namespace: 'shop' } }] }] };
    const found = (filterRunning?: boolean) => addressesOf(monitor({ endpoints: [{ port: 'metrics', filterRunning }] }), byHand, over, pod({ phase: 'Failed', podIP: '10.0.0.1' }));
    expect([found(), found(false)]).toEqual([[], ['10.0.0.1:9100']]);
  });

  test('a value with a dot is a pattern, as the operator writes it', () => {
    expect(addressesOf(monitor({ selector: { matchLabels: { app: 'v1.2' } } }), service({}, { app: 'v1x2' }), running)).toEqual(['10.0.0.1:8080']);
  });

  test('a port of an init container belongs to a Service only if the container keeps running', () => {
    const first = (restartPolicy?: string) => ({ ...running, spec: { containers: [{ name: 'app' }], initContainers: [{ name: 'first', restartPolicy, ports: [{ name: 'metrics', containerPort: 6060 }] }] } });
    expect(addressesOf(monitor(), service(), first())).toEqual([]);
    expect(addressesOf(monitor(), service(), first('Always'))).toEqual(['10.0.0.1:6060']);
  });

  test('a Prometheus that listens on loopback has no port that a Service could find', () => {
    const of = (spec: object) => addressesOf(...everything(spec), monitor({ namespaceSelector: { matchNames: ['monitoring'] } }), {
      ...service({ selector: { prometheus: 'main' }, ports: [{ name: 'metrics', port: 9090, targetPort: 'web' }] }), ...meta('web', { app: 'web' }, 'monitoring'),
    });
    expect(of({})).toEqual(['<pod IP>:9090']);
    expect(of({ listenLocal: true })).toEqual([]);
  });

  test('a PodMonitor finds the pods themselves', () => {
    const own = { kind: 'PodMonitor', ...meta('pods'), spec: { selector: {}, podMetricsEndpoints: [{ port: 'admin' }] } };
    expect(scrapesOf(...everything(), own, running)).toMatchObject([{ job: 'podMonitor/shop/pods/0', addresses: ['10.0.0.1:8081'], labels: { job: 'shop/pods', pod: 'web-1' } }]);
  });

  test('a Probe finds static targets and Ingresses', () => {
    const probe = (name: string, targets: object) => ({ kind: 'Probe', ...meta(name), spec: { prober: { url: 'blackbox:9115' }, targets } });
    const ingress = { kind: 'Ingress', ...meta('shop'), spec: { tls: [{ hosts: ['*.example.org'] }], rules: [{ host: 'shop.example.org', http: { paths: [{ path: '/cart' }] } }, { host: 'example.org' }] } };
    expect(scrapesOf(...everything(), probe('static', { staticConfig: { static: ['https://example.org'] } }))).toMatchObject([{ path: '/probe', addresses: ['blackbox:9115'], labels: { instance: 'https://example.org', namespace: 'shop' } }]);
    expect(explain([...everything(), probe('all', { ingress: { selector: {} } }), ingress]).scrapes).toMatchObject([{ targets: 2, labels: { ingress: 'shop' } }]);
  });

  test('a ScrapeConfig has static targets, objects, and discoveries elsewhere', () => {
    const config = (spec: object) => ({ kind: 'ScrapeConfig', ...meta('config'), spec });
    expect(addressesOf(...everything(), config({ staticConfigs: [{ targets: ['example.org:9100'] }] }))).toEqual(['example.org:9100']);
    // an empty label does not exist: the job's value stays
    const [{ labels }] = scrapesOf(...everything(), config({ staticConfigs: [{ targets: ['example.org:9100'], labels: { job: '', team: 'a' } }] }));
    expect([labels!.job !== '' && labels!.job !== undefined, labels!.team]).toEqual([true, 'a']);
    expect(addressesOf(...everything(), config({ kubernetesSDConfigs: [{ role: 'Service', namespaces: { names: ['shop'] } }] }), service())).toEqual(['web.shop.svc:80']);
    const node = { kind: 'Node', metadata: { name: 'a', labels: { zone: 'x' } }, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.9' }], daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } } };
    const nodes = (label: string) => config({ kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Node', label }] }] });
    expect(addressesOf(...everything(), nodes('zone in (x,y),!old'), node)).toEqual(['10.0.0.9:10250']);
    expect(addressesOf(...everything(), nodes('zone!=x'), node)).toEqual([]);
    expect(scrapesOf(...everything(), config({ consulSDConfigs: [{ server: 'x' }] }))).toMatchObject([{ elsewhere: ['consulSDConfigs'], addresses: [] }]);
  });

  test('in a dump of a cluster the pods are the existing ones, not those that their owner would create', () => {
    const owned = { ...running, metadata: { ...running.metadata, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }] } };
    const replicaSet = { ...deployment(), kind: 'ReplicaSet', metadata: { name: 'web-abc', namespace: 'shop', ownerReferences: [{ kind: 'Deployment', name: 'web' }] } };
    expect(addressesOf(monitor(), service(), deployment(), replicaSet, owned)).toEqual(['10.0.0.1:8080']);
  });
});

test('the controller of a pod is the owner marked as such, in any position', () => {
  // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/: at most one reference has "controller: true"
  const owners = (...list: object[]) => {
    const pod = { kind: 'Pod', ...meta('web-1', { app: 'web' }), spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } as any;
    pod.metadata = { ...pod.metadata, ownerReferences: list };
    const relabelings = [{ sourceLabels: ['__meta_kubernetes_pod_controller_kind', '__meta_kubernetes_pod_controller_name'], targetLabel: 'controller' }];
    return scrapesOf(monitor({ endpoints: [{ port: 'metrics', relabelings }] }), service(), pod)[0].labels!.controller;
  };
  const node = { kind: 'Node', name: 'a' };
  const set = { kind: 'ReplicaSet', name: 'web-abc', controller: true };
  expect(owners(node, set)).toBe('ReplicaSet;web-abc');
  expect(owners(set, node)).toBe('ReplicaSet;web-abc');
  expect(owners({ ...node, controller: false })).toBe(';');
  expect(owners(node)).toBe(';');
});

test('targets are divided among shards as in Prometheus', () => {
  // the number is that of Prometheus' own tests
  expect(relabel({ c: 'baz' }, [{ action: 'HashMod', sourceLabels: ['c'], modulus: 1000, targetLabel: 'd' }])).toEqual({ c: 'baz', d: '976' });
});

test.each<[RelabelStep, Labels | undefined]>([
  [{ sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'one' }],
  [{ sourceLabels: ['a'], targetLabel: 'b', regex: '' }, { a: 'one', b: 'one' }],
  [{ sourceLabels: ['a'], regex: 'o(?P<rest>.*)', targetLabel: 'b', replacement: '$$${rest}' }, { a: 'one', b: '$ne' }],
  [{ sourceLabels: ['a'], regex: 'two', targetLabel: 'b', replacement: 'x' }, { a: 'one' }],
  [{ targetLabel: 'a', replacement: '' }, {}],
  // Prometheus 3: any text is a name
  [{ targetLabel: 'not a label', replacement: 'x' }, { 'a': 'one', 'not a label': 'x' }],
  [{ sourceLabels: ['a'], targetLabel: '${2}', replacement: 'x' }, { a: 'one' }],
  [{ action: 'keep', sourceLabels: ['a'], regex: 'on' }, undefined], // anchored
  [{ action: 'keepequal', sourceLabels: ['a'], targetLabel: 'a' }, { a: 'one' }],
  [{ action: 'dropequal', sourceLabels: ['a'], targetLabel: 'a' }, undefined],
  [{ action: 'labelmap', regex: '(.)', replacement: 'x_$1' }, { a: 'one', x_a: 'one' }],
  [{ action: 'labelkeep', regex: 'b' }, {}],
  [{ action: 'uppercase', sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'ONE' }],
  [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'one' }],
])('relabeling by %j', (step, expected) => expect(relabel({ a: 'one' }, [step])).toEqual(expected));

test.each([['60s', '1m'], ['90s', '1m30s'], ['1h30m', '1h30m'], ['8d', '8d'], ['14d', '2w'], ['1500ms', '1s500ms'], ['x', 'x']])('Prometheus writes %s as %s', (given, written) => {
  expect(canonicalDuration(given)).toBe(written);
  expect(millisecondsOf(written)).toBe(millisecondsOf(given));
});
