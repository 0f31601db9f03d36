import { checkManifest } from '../../src/admission/check-manifest';
import { ClusterState } from '../../src/scrape-graph/cluster-state';
import { asManifests } from '../../src/scrape-graph/manifest';
import { discover } from '../../src/scrape-graph/targets/discovery';
import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';

// Differences that the real operator and the real Prometheus have shown, in `npm run conformance -- scrape-graph`.

const by = (role: string) => [prometheus({ serviceDiscoveryRole: role }), BINDING];
const addressesOf = (...objects: object[]) => explain(objects).scrapes.flatMap(({ addresses }) => addresses).sort();

describe('slices that somebody writes', () => {
  const slice = (labels: object = {}, address = '203.0.113.9') => ({
    kind: 'EndpointSlice', ...meta('web-a', { 'kubernetes.io/service-name': 'web', ...labels }), addressType: 'IPv4', ports: [{ name: 'metrics', port: 9100 }], endpoints: [{ addresses: [address] }],
  });

  test('exist in addition to those of the pods that the Service selects', () => {
    expect(addressesOf(...by('EndpointSlice'), monitor(), service(), deployment(), slice())).toEqual(['203.0.113.9:9100', '<pod IP>:8080']);
  });

  test('replace them in a dump, in which a controller has written them', () => {
    expect(addressesOf(...by('EndpointSlice'), monitor(), service(), deployment(), slice({ 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' }))).toEqual(['203.0.113.9:9100']);
  });

  test('exist in addition to mirrored ones', () => {
    const endpoints = { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.8' }], ports: [{ name: 'metrics', port: 9100 }] }] };
    expect(addressesOf(...by('EndpointSlice'), monitor(), service({ selector: undefined }), endpoints, slice())).toEqual(['203.0.113.8:9100', '203.0.113.9:9100']);
  });
});

describe('Endpoints of a Service that selects pods', () => {
  const endpoints = (more: object = {}) => ({ kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.8', ...more }], ports: [{ name: 'metrics', port: 9100 }] }] });
  const ofPod = { targetRef: { kind: 'Pod', name: 'web-1', namespace: 'shop' } };

  test.each<[string, object[], string[]]>([
    ['somebody writes them: a controller writes the pods over them', [deployment(), endpoints()], ['<pod IP>:8080']],
    ['of a dump, with the pods that they had', [deployment(), endpoints(ofPod)], ['203.0.113.8:9100']],
    ['the pods are not here', [endpoints()], ['203.0.113.8:9100']],
    ['the pods do not have the port', [deployment('web', { app: 'web' }, []), endpoints()], []],
  ])('%s', (_, objects, addresses) => {
    for (const role of ['Endpoints', 'EndpointSlice']) { expect([role, addressesOf(...by(role), monitor(), service(), ...objects)]).toEqual([role, addresses]); }
  });
});

// pkg/registry/core/service/storage/alloc.go of Kubernetes 1.37: a headless Service without a selector requires both families
describe('IPv6 addresses of a Service without a selector', () => {
  const node = (address: string) => ({ kind: 'Node', metadata: { name: 'n' }, status: { addresses: [{ type: 'Hostname', address: 'n' }, { type: 'InternalIP', address }] } });
  const endpoints = { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '2001:db8::1' }], ports: [{ name: 'metrics', port: 9100 }] }] };
  const found = (spec: object, ...more: object[]) => addressesOf(...by('EndpointSlice'), monitor(), service({ selector: undefined, ...spec }), endpoints, ...more);

  test.each<[string, object, object[], boolean]>([
    ['headless, in a cluster of IPv4', { clusterIP: 'None' }, [node('10.0.0.1')], false],
    ['headless, in a cluster of IPv6', { clusterIP: 'None' }, [node('2001:db8::2')], true],
    ['headless, in a cluster that is not known', { clusterIP: 'None' }, [], true],
    ['headless, of one family', { clusterIP: 'None', ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] }, [node('10.0.0.1')], true],
    ['headless, of IPv6 first', { clusterIP: 'None', ipFamilies: ['IPv6', 'IPv4'] }, [node('10.0.0.1')], true],
    ['headless, of IPv4 first', { clusterIP: 'None', ipFamilies: ['IPv4'] }, [], false],
    ['with an address', {}, [node('10.0.0.1')], true],
  ])('%s', (_, spec, more, isFound) => expect(found(spec, ...more)).toEqual(isFound ? ['[2001:db8::1]:9100'] : []));
});

describe('the Services of operators', () => {
  const own = (matchLabels: object, port: string) => ({ ...monitor({ selector: { matchLabels }, endpoints: [{ port }] }), ...meta('own', {}, 'monitoring') });
  const server = (kind: string, spec: object = {}) => ({ kind, ...meta('x', {}, 'monitoring'), spec });

  // makeStatefulSetService in pkg/alertmanager/statefulset.go and pkg/thanos/statefulset.go of prometheus-operator 0.94.1
  test.each([
    ['Alertmanager', { 'operated-alertmanager': 'true' }, 'web', ['<pod IP>:9093']],
    ['Alertmanager', { 'operated-alertmanager': 'true' }, 'tcp-mesh', ['<pod IP>:9094']],
    ['Alertmanager', { 'operated-alertmanager': 'true' }, 'udp-mesh', ['<pod IP>:9094']],
    ['ThanosRuler', { 'operated-thanos-ruler': 'true' }, 'web', ['<pod IP>:10902']],
    ['ThanosRuler', { 'operated-thanos-ruler': 'true' }, 'grpc', ['<pod IP>:10901']],
    ['Prometheus', { 'operated-prometheus': 'true' }, 'grpc', []],
  ])('%s with %j has the port %s', (kind, labels, port, addresses) => expect(addressesOf(prometheus(), BINDING, server(kind), own(labels, port))).toEqual(addresses));

  test.each(['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'])('%s with its own Service has no other one', kind => {
    const labels = { 'managed-by': 'prometheus-operator' };
    const names = (spec: object) => explain([{ ...prometheus({ serviceName: 'mine' }) }, BINDING, server(kind, spec), own(labels, '')]).scrapes.map(({ service: name }) => name);
    expect(names({}).length).toBeGreaterThan(0);
    expect(names({ serviceName: 'mine' })).toEqual([]);
  });
});

test('a namespace that is named twice is used once', () => {
  const found = (...namespaces: string[]) => discover({ kind: 'kubernetes', role: 'pod', namespaces, selectors: [], withNode: false }, new ClusterState(asManifests([deployment()]))).length;
  expect([found('shop'), found('shop', 'shop'), found('elsewhere')]).toEqual([1, 1, 0]);
});

// https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job
describe('what makes no pods', () => {
  const own = (kind: string, spec: object) => ({ ...deployment(), kind, spec: kind === 'CronJob' ? { ...spec, jobTemplate: { spec: deployment().spec } } : { ...deployment().spec, ...spec } });

  test.each<[string, object, boolean]>([
    ['Deployment', { replicas: 0 }, false], ['ReplicationController', { replicas: 0 }, false], ['Job', { suspend: true }, false], ['Job', { parallelism: 0 }, false], ['CronJob', { suspend: true }, false],
    ['Deployment', { replicas: 1 }, true], ['Job', { suspend: false, parallelism: 2 }, true], ['CronJob', {}, true], ['Deployment', { parallelism: 0, suspend: true }, true],
  ])('%s %j: %s', (kind, spec, isThere) => expect(addressesOf(prometheus(), BINDING, monitor(), service(), own(kind, spec))).toEqual(isThere ? ['<pod IP>:8080'] : []));

  test('the pods of a ReplicationController are named like those of a ReplicaSet', () => {
    expect(explain([prometheus(), BINDING, monitor(), service(), own('ReplicationController', {})]).scrapes[0].labels!.pod).toBe('web-*');
  });
});

describe('images', () => {
  const pod = (image?: string) => ({ containers: [{ name: 'a', ...image !== undefined && { image } }] });
  const isRejected = (manifest: object) => checkManifest(manifest, { versions: { operator: [], kubernetes: [] } }).isRejected;
  const rows: [string | undefined, boolean][] = [[undefined, true], ['', true], ['example.org/App:1', false], ['app:1', false]];

  // validateContainers in pkg/apis/core/validation/validation.go of Kubernetes 1.37: an image is required; only the kubelet checks its
  // format
  test.each(rows)('%j', (image, expected) => {
    const template = { metadata: { labels: { a: 'b' } }, spec: pod(image) };
    expect(isRejected({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: pod(image) })).toBe(expected);
    expect(isRejected({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { selector: { matchLabels: { a: 'b' } }, template } })).toBe(expected);
  });
});

test('a Prometheus that possibly selects a monitor, and would reject it, has no target of it', () => {
  const perhaps = prometheus({ serviceMonitorNamespaceSelector: { matchLabels: { tier: 'a' } }, scrapeClasses: [{ name: 'known' }] });
  const own = (scrapeClass: string) => ({ apiVersion: 'monitoring.coreos.com/v1', ...monitor({ scrapeClass }) });
  const scrapes = (scrapeClass: string) => explain([perhaps, BINDING, own(scrapeClass), service(), deployment()]).scrapes.length;
  expect([scrapes('known'), scrapes('other')]).toEqual([1, 0]);
});

test('a finding about the targets of one Prometheus does not explain why another one has none', () => {
  const other = { ...prometheus({ serviceDiscoveryRole: 'Endpoints' }), ...meta('other', {}, 'monitoring') };
  const slice = {
    kind: 'EndpointSlice', ...meta('web-a', { 'kubernetes.io/service-name': 'web' }), addressType: 'IPv4', ports: [{ name: 'metrics', port: 9100 }], endpoints: [{ addresses: ['203.0.113.9'] }],
  };
  const twice = monitor({ endpoints: [{ port: 'metrics' }, { port: 'metric.' }] });
  const { problems, scrapes } = explain([...by('EndpointSlice'), other, twice, service({ selector: undefined }), slice]);
  expect(scrapes.flatMap(({ by: names }) => names)).toContain('Prometheus monitoring/main');
  expect(problems.map(({ id }) => id).sort()).toEqual(['scrape-graph/no-sample-limit', 'scrape-graph/no-target', 'scrape-graph/scraped-twice']);
  expect(problems.find(({ id }) => id === 'scrape-graph/no-target')!.message).toContain('Prometheus monitoring/other');
});
