import { ClusterState } from '../../src/scrape-graph/cluster-state';
import { asManifests } from '../../src/scrape-graph/manifest';
import { discover } from '../../src/scrape-graph/targets/discovery';
import { Role } from '../../src/scrape-graph/targets/scrape-job';
import { meta } from '../support/scrape-graph';

// The names of the labels, and what each means: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config

interface Options { readonly namespaces?: readonly string[]; readonly withNode?: boolean; readonly selectors?: readonly { readonly role: string; readonly labels: object }[] }

const targets = (role: Role, objects: readonly object[], { withNode = false, selectors = [], namespaces = ['shop'] }: Options = {}) =>
  discover({ kind: 'kubernetes', role, namespaces, selectors, withNode }, new ClusterState(asManifests(objects)));
/** The labels of each target, without the common beginning of their names. */
const labels = (role: Role, objects: readonly object[], options?: Options) =>
  targets(role, objects, options).map(found => Object.fromEntries(Object.entries(found.labels.all()).map(([name, value]) => [name.replace(/^__meta_kubernetes_/, ''), value])));
const addresses = (role: Role, objects: readonly object[], options?: Options) => targets(role, objects, options).map(found => found.labels.get('__address__'));

const named = (name: string, labelled: object = {}, annotations: object = {}, namespace = 'shop') => ({ metadata: { name, namespace, labels: labelled, annotations } });
const POD = {
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' }, annotations: { 'a/b': 'c' }, uid: 'u-1', ownerReferences: [{ kind: 'Node', name: 'x' }, { kind: 'ReplicaSet', name: 'web-5d4', controller: true }] },
  spec: {
    nodeName: 'node-a',
    containers: [
      { name: 'app', image: 'web:1', ports: [{ name: 'metrics', containerPort: 8080 }, { containerPort: 8081, protocol: 'UDP' }] },
      { name: 'sidecar', image: 'side:2' },
    ],
    initContainers: [{ name: 'first', image: 'init:3', ports: [{ name: 'early', containerPort: 7070 }] }],
  },
  status: {
    phase: 'Running',
    podIP: '10.0.0.1',
    hostIP: '10.1.0.1',
    conditions: [{ type: 'Initialized', status: 'True' }, { type: 'Ready', status: 'False' }],
    containerStatuses: [{ name: 'app', containerID: 'containerd://1' }],
    initContainerStatuses: [{ name: 'first', containerID: 'containerd://3' }],
  },
};
const OF_POD = {
  pod_name: 'web-1',
  pod_label_app_kubernetes_io_name: 'web',
  pod_labelpresent_app_kubernetes_io_name: 'true',
  pod_annotation_a_b: 'c',
  pod_annotationpresent_a_b: 'true',
  pod_ip: '10.0.0.1',
  pod_ready: 'false',
  pod_phase: 'Running',
  pod_node_name: 'node-a',
  pod_host_ip: '10.1.0.1',
  pod_uid: 'u-1',
  pod_controller_kind: 'ReplicaSet',
  pod_controller_name: 'web-5d4',
};
const NODE = {
  kind: 'Node',
  metadata: { name: 'node-a', labels: { 'topology.kubernetes.io/zone': 'z1' }, annotations: { x: 'y' } },
  spec: { providerID: 'aws:///i-1' },
  status: {
    addresses: [{ type: 'Hostname', address: 'node-a.example.org' }, { type: 'InternalIP', address: '10.1.0.1' }, { type: 'InternalIP', address: 'fd00::1' }],
    conditions: [{ type: 'Ready', status: 'True' }, { type: 'DiskPressure', status: 'Unknown' }],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
  },
};
const OF_NODE = { node_name: 'node-a', node_label_topology_kubernetes_io_zone: 'z1', node_labelpresent_topology_kubernetes_io_zone: 'true', node_annotation_x: 'y', node_annotationpresent_x: 'true' };

describe('the role pod', () => {
  test('has a target for each port of each container, and one without a port for a container without ports', () => {
    const app = { pod_container_name: 'app', pod_container_image: 'web:1', pod_container_init: 'false', pod_container_id: 'containerd://1' };
    expect(labels('pod', [POD])).toEqual([
      { namespace: 'shop', __address__: '10.0.0.1:8080', ...OF_POD, ...app, pod_container_port_name: 'metrics', pod_container_port_number: '8080', pod_container_port_protocol: 'TCP' },
      { namespace: 'shop', __address__: '10.0.0.1:8081', ...OF_POD, ...app, pod_container_port_number: '8081', pod_container_port_protocol: 'UDP' },
      { namespace: 'shop', __address__: '10.0.0.1', ...OF_POD, pod_container_name: 'sidecar', pod_container_image: 'side:2', pod_container_init: 'false' },
      {
        namespace: 'shop',
        __address__: '10.0.0.1:7070',
        ...OF_POD,
        pod_container_name: 'first',
        pod_container_image: 'init:3',
        pod_container_init: 'true',
        pod_container_id: 'containerd://3',
        pod_container_port_name: 'early',
        pod_container_port_number: '7070',
        pod_container_port_protocol: 'TCP',
      },
    ]);
  });

  test('has none for a pod without an address; without a condition the readiness is "unknown"', () => {
    expect(labels('pod', [{ ...POD, status: { phase: 'Pending' } }])).toEqual([]);
    expect(labels('pod', [{ ...POD, status: { phase: 'Running', podIP: '10.0.0.1' } }])[0].pod_ready).toBe('unknown');
  });

  test('has IPv6 addresses in brackets', () => {
    expect(addresses('pod', [{ ...POD, status: { ...POD.status, podIP: 'fd00::7' } }])).toEqual(['[fd00::7]:8080', '[fd00::7]:8081', 'fd00::7', '[fd00::7]:7070']);
  });

  test('has the labels of its node on request; none if its node is not among known nodes', () => {
    expect(labels('pod', [POD, NODE], { withNode: true })[0]).toMatchObject(OF_NODE);
    expect(labels('pod', [POD, NODE])[0]).not.toHaveProperty('node_name');
    expect(labels('pod', [POD], { withNode: true })).toHaveLength(4);
    expect(labels('pod', [POD, { ...NODE, metadata: { name: 'other' } }], { withNode: true })).toEqual([]);
    expect(labels('pod', [POD, { ...NODE, metadata: { name: 'other' } }])).toHaveLength(4);
  });

  test('discovers pods by labels', () => {
    const asked = (labelled: object, role = 'pod') => addresses('pod', [POD], { selectors: [{ role, labels: labelled }] }).length;
    expect(asked({ matchLabels: { 'app.kubernetes.io/name': 'web' } })).toBe(4);
    expect(asked({ matchLabels: { 'app.kubernetes.io/name': 'api' } })).toBe(0);
    expect(asked({ matchLabels: { 'app.kubernetes.io/name': 'api' } }, 'service')).toBe(4);
  });
});

describe('the role service', () => {
  const service = (spec: object, more: object = {}) => ({ kind: 'Service', ...named('web', { app: 'web' }, { a: 'b' }), spec, ...more });
  const OF_SERVICE = { namespace: 'shop', service_name: 'web', service_label_app: 'web', service_labelpresent_app: 'true', service_annotation_a: 'b', service_annotationpresent_a: 'true' };

  test('has a target for each port, with the name of the Service as the address', () => {
    expect(labels('service', [service({ clusterIP: '10.96.0.7', externalName: 'not.used', loadBalancerIP: '198.51.100.1', ports: [{ name: 'http', port: 80 }, { port: 53, protocol: 'UDP' }] })])).toEqual([
      { ...OF_SERVICE, __address__: 'web.shop.svc:80', service_port_name: 'http', service_port_number: '80', service_port_protocol: 'TCP', service_type: 'ClusterIP', service_cluster_ip: '10.96.0.7' },
      { ...OF_SERVICE, __address__: 'web.shop.svc:53', service_port_number: '53', service_port_protocol: 'UDP', service_type: 'ClusterIP', service_cluster_ip: '10.96.0.7' },
    ]);
  });

  test('of an ExternalName Service has the external name instead of a cluster address', () => {
    expect(labels('service', [service({ type: 'ExternalName', externalName: 'far.example.org', clusterIP: '10.96.0.7', ports: [{ port: 80 }] })])).toEqual([
      { ...OF_SERVICE, __address__: 'web.shop.svc:80', service_port_number: '80', service_port_protocol: 'TCP', service_type: 'ExternalName', service_external_name: 'far.example.org' },
    ]);
  });

  test('of a load balancer has its addresses, or the requested one', () => {
    const of = (status: object) => labels('service', [service({ type: 'LoadBalancer', loadBalancerIP: '198.51.100.1', ports: [{ port: 80 }] }, { status })])[0].service_loadbalancer_ip;
    expect(of({ loadBalancer: { ingress: [{ ip: '198.51.100.7' }, { hostname: 'x' }, { ip: '198.51.100.8' }] } })).toBe('198.51.100.7,198.51.100.8');
    expect(of({})).toBe('198.51.100.1');
  });

  test('discovers Services by labels, in named namespaces', () => {
    const all = [service({ ports: [{ port: 80 }] }), { kind: 'Service', ...named('other', {}, {}, 'b'), spec: { ports: [{ port: 81 }] } }];
    expect(addresses('service', all, { namespaces: ['b', 'shop', 'b'] })).toEqual(['other.b.svc:81', 'web.shop.svc:80']);
    expect(addresses('service', all, { namespaces: ['b', 'shop'], selectors: [{ role: 'service', labels: { matchLabels: { app: 'web' } } }] })).toEqual(['web.shop.svc:80']);
    expect(discover({ kind: 'kubernetes', role: 'service', selectors: [], withNode: false }, new ClusterState(asManifests(all))).map(({ labels: found }) => found.get('__address__'))).toEqual(['web.shop.svc:80', 'other.b.svc:81']);
  });
});

describe('the role node', () => {
  test('has its first address, the port of the kubelet, and its conditions', () => {
    expect(labels('node', [NODE])).toEqual([{
      ...OF_NODE,
      __address__: '10.1.0.1:10250',
      instance: 'node-a',
      node_provider_id: 'aws:///i-1',
      node_condition_ready: 'true',
      node_condition_diskpressure: 'unknown',
      node_address_Hostname: 'node-a.example.org',
      node_address_InternalIP: '10.1.0.1',
    }]);
  });

  // the order of nodeAddress in https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/node.go
  test('prefers addresses in this order', () => {
    const types = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'];
    types.forEach((type, at) => {
      const list = types.slice(at).reverse().map(each => ({ type: each, address: each.toLowerCase() }));
      expect(addresses('node', [{ ...NODE, status: { addresses: list } }])).toEqual([`${type.toLowerCase()}:0`]);
    });
  });

  test('has none for a node without an address, and discovers nodes by labels', () => {
    expect(labels('node', [{ ...NODE, status: {} }])).toEqual([]);
    expect(addresses('node', [NODE], { selectors: [{ role: 'node', labels: { matchLabels: { a: 'b' } } }] })).toEqual([]);
    expect(addresses('node', [NODE], { selectors: [{ role: 'node', labels: { matchLabels: { 'topology.kubernetes.io/zone': 'z1' } } }] })).toEqual(['10.1.0.1:10250']);
  });

  test('discovers all namespaces at once', () => {
    expect(addresses('node', [NODE], { namespaces: ['a', 'b'] })).toEqual(['10.1.0.1:10250']);
  });
});

describe('the role ingress', () => {
  const ingress = (spec: object) => ({ kind: 'Ingress', ...named('web', { app: 'web' }, { a: 'b' }), spec });

  test('has a target for each path of each host', () => {
    const OF_INGRESS = { namespace: 'shop', ingress_name: 'web', ingress_label_app: 'web', ingress_labelpresent_app: 'true', ingress_annotation_a: 'b', ingress_annotationpresent_a: 'true', ingress_class_name: 'nginx' };
    expect(labels('ingress', [ingress({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['a.example.org'] }],
      rules: [{ host: 'a.example.org', http: { paths: [{ path: '/x' }, { path: '' }] } }, { host: 'b.example.org' }],
    })])).toEqual([
      { ...OF_INGRESS, __address__: 'a.example.org', ingress_scheme: 'https', ingress_host: 'a.example.org', ingress_path: '/x' },
      { ...OF_INGRESS, __address__: 'a.example.org', ingress_scheme: 'https', ingress_host: 'a.example.org', ingress_path: '/' },
      { ...OF_INGRESS, __address__: 'b.example.org', ingress_scheme: 'http', ingress_host: 'b.example.org', ingress_path: '/' },
    ]);
  });

  test.each<[string, string, string]>([
    ['*.example.org', 'a.example.org', 'https'],
    ['*.example.org', 'a.b.example.org', 'http'],
    ['*.example.org', 'example.org', 'http'],
    ['*.example.org', 'localhost', 'http'],
    ['.example.org', 'a.example.org', 'http'],
    ['other.org', 'a.example.org', 'http'],
  ])('with a certificate of %s the scheme of %s is %s', (host, own, expected) => {
    expect(labels('ingress', [ingress({ tls: [{ hosts: ['x.org', host] }], rules: [{ host: own }] })])[0].ingress_scheme).toBe(expected);
  });

  test('without a host has no address, without rules no target', () => {
    expect(labels('ingress', [ingress({ rules: [{ http: { paths: [{ path: '/x' }] } }] })])[0]).not.toHaveProperty('__address__');
    expect(labels('ingress', [ingress({})])).toEqual([]);
    expect(addresses('ingress', [ingress({ rules: [{ host: 'a' }] })], { selectors: [{ role: 'ingress', labels: { matchLabels: { app: 'api' } } }] })).toEqual([]);
  });
});

describe('the roles endpoints and endpointslice', () => {
  const SERVICE = { kind: 'Service', ...named('web', { app: 'web' }), spec: { ports: [{ name: 'metrics', port: 80 }] } };
  const OF_SERVICE = { service_name: 'web', service_label_app: 'web', service_labelpresent_app: 'true' };
  const ENDPOINTS = {
    kind: 'Endpoints',
    ...named('web', { e: 'f' }, { g: 'h' }),
    subsets: [{
      addresses: [{ ip: '10.0.0.1', targetRef: { kind: 'Pod', name: 'web-1', namespace: 'shop' }, nodeName: 'node-a', hostname: 'web-1' }, { ip: '203.0.113.9' }],
      notReadyAddresses: [{ ip: '203.0.113.8', targetRef: { kind: 'Node', name: 'node-a' } }],
      ports: [{ name: 'metrics', port: 8080 }],
    }],
  };
  const SLICE = {
    kind: 'EndpointSlice',
    ...named('web-x', { 'kubernetes.io/service-name': 'web' }),
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.0.0.1', '10.0.0.2'], conditions: { ready: true, serving: false, terminating: true }, hostname: 'h', nodeName: 'node-a', zone: 'z1', targetRef: { kind: 'Pod', name: 'gone', namespace: 'shop' } },
      { addresses: ['10.0.0.3'] },
    ],
    ports: [{ name: 'metrics', port: 8080, protocol: 'TCP', appProtocol: 'http' }],
  };
  const CONTAINER = { pod_container_name: 'app', pod_container_image: 'web:1', pod_container_init: 'false' };

  test('have a target for each address and port, with the labels of its pod and its Service', () => {
    const set = { namespace: 'shop', endpoints_name: 'web', endpoints_label_e: 'f', endpoints_labelpresent_e: 'true', endpoints_annotation_g: 'h', endpoints_annotationpresent_g: 'true', ...OF_SERVICE };
    const port = { endpoint_port_name: 'metrics', endpoint_port_protocol: 'TCP' };
    expect(labels('endpoints', [ENDPOINTS, SERVICE, POD])).toEqual([
      {
        ...set,
        ...port,
        ...OF_POD,
        ...CONTAINER,
        __address__: '10.0.0.1:8080',
        endpoint_ready: 'true',
        endpoint_address_target_kind: 'Pod',
        endpoint_address_target_name: 'web-1',
        endpoint_node_name: 'node-a',
        endpoint_hostname: 'web-1',
        pod_container_port_name: 'metrics',
        pod_container_port_number: '8080',
        pod_container_port_protocol: 'TCP',
      },
      { ...set, ...port, __address__: '203.0.113.9:8080', endpoint_ready: 'true' },
      { ...set, ...port, __address__: '203.0.113.8:8080', endpoint_ready: 'false', endpoint_address_target_kind: 'Node', endpoint_address_target_name: 'node-a' },
      // the ports of its pods that the Service does not have, too
      { ...set, ...OF_POD, ...CONTAINER, __address__: '10.0.0.1:8081', pod_container_port_number: '8081', pod_container_port_protocol: 'UDP' },
      { ...set, ...OF_POD, __address__: '10.0.0.1:7070', pod_container_name: 'first', pod_container_image: 'init:3', pod_container_init: 'true', pod_container_port_name: 'early', pod_container_port_number: '7070', pod_container_port_protocol: 'TCP' },
    ]);
  });

  test('have the labels of a slice with other names', () => {
    const set = {
      namespace: 'shop',
      endpointslice_address_type: 'IPv4',
      endpointslice_name: 'web-x',
      endpointslice_label_kubernetes_io_service_name: 'web',
      endpointslice_labelpresent_kubernetes_io_service_name: 'true',
      ...OF_SERVICE,
      endpointslice_port: '8080',
      endpointslice_port_name: 'metrics',
      endpointslice_port_protocol: 'TCP',
      endpointslice_port_app_protocol: 'http',
    };
    const first = {
      endpointslice_endpoint_conditions_ready: 'true',
      endpointslice_endpoint_conditions_serving: 'false',
      endpointslice_endpoint_conditions_terminating: 'true',
      endpointslice_endpoint_hostname: 'h',
      endpointslice_endpoint_node_name: 'node-a',
      endpointslice_endpoint_zone: 'z1',
      endpointslice_address_target_kind: 'Pod',
      endpointslice_address_target_name: 'gone',
    };
    expect(labels('endpointslice', [SLICE, SERVICE])).toEqual([
      { ...set, ...first, __address__: '10.0.0.1:8080' },
      { ...set, ...first, __address__: '10.0.0.2:8080' },
      { ...set, __address__: '10.0.0.3:8080' },
    ]);
  });

  test('of a slice without a port have an address without one', () => {
    const [found] = labels('endpointslice', [{ ...SLICE, endpoints: [{ addresses: ['10.0.0.3'] }], ports: [{ name: 'metrics' }] }, SERVICE]);
    expect([found.__address__, found.endpointslice_port]).toEqual(['10.0.0.3', undefined]);
  });

  test('of a Service with a selector are generated from its pods', () => {
    const selecting = { ...SERVICE, spec: { selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics', appProtocol: 'http' }] } };
    const zone = { kind: 'Node', metadata: { name: 'node-a', labels: { 'topology.kubernetes.io/zone': 'z1' } } };
    expect(labels('endpointslice', [selecting, POD, zone])[0]).toMatchObject({
      endpointslice_name: 'web-x7k2m',
      endpointslice_label_app: 'web',
      endpointslice_label_kubernetes_io_service_name: 'web',
      endpointslice_endpoint_conditions_ready: 'false',
      endpointslice_endpoint_conditions_serving: 'false',
      endpointslice_endpoint_conditions_terminating: 'false',
      endpointslice_endpoint_zone: 'z1',
      endpointslice_endpoint_node_name: 'node-a',
      endpointslice_port_app_protocol: 'http',
      endpointslice_address_type: 'IPv4',
      endpointslice_address_target_kind: 'Pod',
      endpointslice_address_target_name: 'web-1',
    });
    expect(labels('endpoints', [{ ...selecting, spec: { ...selecting.spec, publishNotReadyAddresses: true } }, POD])[0].endpoint_ready).toBe('true');
    expect(labels('endpoints', [{ ...selecting, spec: { ...selecting.spec, type: 'ExternalName' } }, POD])).toEqual([]);
    expect(addresses('endpoints', [selecting, { ...POD, status: { ...POD.status, phase: 'Failed' } }])).toEqual([]);
  });

  test('have the hostname of a pod of the Service of its StatefulSet', () => {
    const set = { kind: 'StatefulSet', ...meta('db'), spec: { serviceName: 'db', template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', ports: [{ containerPort: 1 }] }] } } } };
    const of = (name: string) => labels('endpoints', [set, { kind: 'Service', ...meta(name), spec: { selector: { app: 'db' }, ports: [{ port: 1 }] } }])[0].endpoint_hostname;
    expect([of('db'), of('other')]).toEqual(['db-0', undefined]);
    const pod = { ...POD, spec: { ...POD.spec, hostname: 'first', subdomain: 'web' } };
    expect(labels('endpoints', [pod, { ...SERVICE, spec: { selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ port: 80, targetPort: 8080 }] } }])[0].endpoint_hostname).toBe('first');
  });

  test('of a port that several containers declare have the last one, and within one container the first', () => {
    const ports = [{ name: 'a', containerPort: 8080 }, { name: 'b', containerPort: 8080 }];
    const shared = { ...POD, spec: { containers: [{ name: 'one', image: 'one:1', ports }, { name: 'two', image: 'two:1', ports: [...ports].reverse() }] } };
    expect(labels('endpoints', [ENDPOINTS, SERVICE, shared])[0]).toMatchObject({ pod_container_name: 'two', pod_container_port_name: 'b' });
  });

  test('have the labels of a node on request', () => {
    const found = labels('endpoints', [ENDPOINTS, SERVICE, NODE], { withNode: true });
    expect(found.map(({ node_name: name }) => name)).toEqual(['node-a', undefined, 'node-a']);
    expect(found[0]).toMatchObject(OF_NODE);
    expect(labels('endpoints', [ENDPOINTS, SERVICE, NODE])[0]).not.toHaveProperty('node_name');
  });

  test('are discovered by labels of objects: without its labels a Service has only missing labels', () => {
    const asked = (role: string, labelled: object) => labels('endpoints', [ENDPOINTS, SERVICE], { selectors: [{ role, labels: { matchLabels: labelled } }] });
    expect(asked('endpoints', { e: 'other' })).toEqual([]);
    expect(asked('endpoints', { e: 'f' })).toHaveLength(3);
    expect(asked('service', { app: 'other' }).map(found => found.service_name)).toEqual([undefined, undefined, undefined]);
    expect(asked('service', { app: 'web' })[0].service_name).toBe('web');
  });

  // nonPrimaryIPFamilySlice in https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/endpointslice.go
  test.each<[string, object, string, object[], number]>([
    ['of the first family', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }, 'IPv4', [], 3],
    ['of the second', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }, 'IPv6', [], 0],
    ['of the second, which is required', { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6'] }, 'IPv4', [], 0],
    ['of a single stack', { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] }, 'IPv4', [], 3],
    ['of families that nobody names', { ipFamilyPolicy: 'PreferDualStack' }, 'IPv6', [], 3],
    ['of another family than the nodes', { ipFamilyPolicy: 'PreferDualStack' }, 'IPv6', [NODE], 0],
    ['of the family of the nodes', { ipFamilyPolicy: 'PreferDualStack' }, 'IPv6', [{ ...NODE, status: { addresses: [{ type: 'Hostname', address: 'x' }, { type: 'InternalIP', address: 'fd00::1' }] } }], 3],
    ['of a headless Service without a selector', { clusterIP: 'None' }, 'IPv6', [NODE], 0],
    ['of a headless Service with a selector', { clusterIP: 'None', selector: { a: 'b' } }, 'IPv6', [NODE], 3],
    ['of a Service that says nothing', {}, 'IPv6', [NODE], 3],
  ])('slices %s are used or ignored: %j, %s', (_, spec, addressType, others, expected) => {
    expect(addresses('endpointslice', [{ ...SLICE, addressType }, { ...SERVICE, spec: { ...SERVICE.spec, ...spec } }, ...others])).toHaveLength(expected);
  });

  test('slices without a Service are used, too', () => {
    expect(addresses('endpointslice', [SLICE])).toHaveLength(3);
    expect(labels('endpointslice', [SLICE])[0]).not.toHaveProperty('service_name');
  });

  test('Endpoints of leader elections have no slices, unless their Service selects pods', () => {
    const election = { ...ENDPOINTS, metadata: { ...ENDPOINTS.metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } } };
    expect(addresses('endpointslice', [election, SERVICE])).toEqual([]);
    expect(addresses('endpointslice', [ENDPOINTS, SERVICE])).toHaveLength(3);
    expect(addresses('endpointslice', [ENDPOINTS])).toEqual([]);
    expect(addresses('endpointslice', [election, { ...SERVICE, spec: { ...SERVICE.spec, selector: { a: 'b' } } }])).toHaveLength(3);
  });

  test('a controller replaces handwritten Endpoints of a Service with pods', () => {
    const selecting = { ...SERVICE, spec: { selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 8080 }] } };
    const written = { ...ENDPOINTS, subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'metrics', port: 9 }] }] };
    expect(addresses('endpoints', [written, selecting, POD])[0]).toBe('10.0.0.1:8080');
    expect(addresses('endpoints', [written, selecting])).toEqual(['203.0.113.9:9']);
    expect(addresses('endpoints', [ENDPOINTS, selecting, POD]).slice(0, 3)).toEqual(['10.0.0.1:8080', '203.0.113.9:8080', '203.0.113.8:8080']);
    expect(addresses('endpoints', [written, { ...selecting, spec: { ...selecting.spec, type: 'ExternalName' } }, POD])).toEqual(['203.0.113.9:9']);
    expect(addresses('endpoints', [{ ...written, subsets: [] }, selecting, POD])).toEqual([]);
  });
});

test('static targets have the labels of their group', () => {
  const found = discover({ kind: 'static', targets: ['a:1', 'b:2'], labels: { team: 'x', __address__: 'c:3' } }, new ClusterState([]));
  expect(found.map(({ labels: each }) => each.all())).toEqual([{ team: 'x', __address__: 'a:1' }, { team: 'x', __address__: 'b:2' }]);
  expect(discover({ kind: 'elsewhere', field: 'ec2SDConfigs' }, new ClusterState([]))).toEqual([]);
});
