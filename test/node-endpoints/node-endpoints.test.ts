import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { EndpointObjects, IpFamily, NodeAddressPriority, NodeDescription, NodeEndpoints, NodeEndpointsOptions, NodeSource, SkippedNodesPolicy } from '../../src';
import { addressRefusal } from '../../src/net/ip-address';
import { ComponentVersion } from '../../src/versions/component-version';
import { cases } from '../support/cases';
import { oddAddresses } from '../support/odd-addresses';
import { Random } from '../support/random';
import { aChart, aNode, errorsOf, manyNodes, noticesOf, ofKind, synth, theOne } from '../support/synth';

const QUIET = { operatorVersion: '0.93.0' };

function kubelet(nodes: NodeDescription[], options: NodeEndpointsOptions = {}) {
  const chart = aChart('kube-system');
  return { chart, construct: new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.of(nodes), ...QUIET, ...options }) };
}

function objectsOf(nodes: NodeDescription[], options?: NodeEndpointsOptions) {
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try { return synth(kubelet(nodes, options).chart); } finally { spy.mockRestore(); }
}

function manifestsOf({ service, endpoints, endpointSlices, serviceMonitor }: NodeEndpoints) {
  return [service, ...endpoints ? [endpoints] : [], ...endpointSlices, serviceMonitor].map(object => object.toJson());
}

const TWO = [aNode('a', '10.0.0.1'), aNode('b', '10.0.0.2')];

describe('objects', () => {
  test.each([
    [undefined, undefined, ['Service', 'Endpoints', 'EndpointSlice', 'ServiceMonitor']],
    ['1.32', undefined, ['Service', 'Endpoints', 'EndpointSlice', 'ServiceMonitor']],
    ['1.33', undefined, ['Service', 'EndpointSlice', 'ServiceMonitor']],
    ['1.36', EndpointObjects.BOTH, ['Service', 'Endpoints', 'EndpointSlice', 'ServiceMonitor']],
    ['1.36', EndpointObjects.ENDPOINTS, ['Service', 'Endpoints', 'ServiceMonitor']],
    ['1.28', EndpointObjects.SLICES, ['Service', 'EndpointSlice', 'ServiceMonitor']],
  ])('Kubernetes %s and objects %s make %j', (kubernetesVersion, objects, kinds) => {
    expect(objectsOf(TWO, { kubernetesVersion, objects }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('are available on the construct', () => {
    const { construct } = kubelet(TWO);
    expect(manifestsOf(construct).map(({ kind }) => kind))
      .toEqual(['Service', 'Endpoints', 'EndpointSlice', 'ServiceMonitor']);
    expect(construct.node.defaultChild).toBe(construct.service);
  });

  test('Endpoints have the label against mirroring exactly if the construct creates slices', () => {
    const label = (objects: EndpointObjects) => theOne(objectsOf(TWO, { objects }), 'Endpoints').metadata.labels['endpointslice.kubernetes.io/skip-mirror'];
    expect([label(EndpointObjects.BOTH), label(EndpointObjects.ENDPOINTS)]).toEqual(['true', undefined]);
  });

  test('the Service is headless, without a selector, and SingleStack, since Prometheus 3.11 drops targets otherwise', () => {
    const { spec } = theOne(objectsOf(TWO), 'Service');
    expect(spec).toEqual({
      type: 'ClusterIP', clusterIP: 'None', ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'], ports: [{ name: 'https-metrics', port: 10250, protocol: 'TCP' }],
    });
  });

  test.each([
    [[aNode('a', 'fd00::1')], undefined, 'IPv6'],
    [[aNode('a', 'fd00::1'), aNode('b', '10.0.0.1')], undefined, 'IPv4'],
    [[aNode('a', 'fd00::1')], IpFamily.IPV4, 'IPv4'],
    [[aNode('a', '10.0.0.1', 'fd00::1')], IpFamily.IPV6, 'IPv6'],
  ])('the family of the Service for %j and ipFamily %s is %s', (nodes, ipFamily, family) => {
    expect(theOne(objectsOf(nodes, { ipFamily }), 'Service').spec.ipFamilies).toEqual([family]);
  });

  test('names, ports and labels agree between Service, Endpoints, slices and ServiceMonitor', () => {
    const objects = objectsOf([...TWO, aNode('c', 'fd00::1')], { name: 'nodes', port: 10260 });
    const [service, monitor] = [theOne(objects, 'Service'), theOne(objects, 'ServiceMonitor')];
    expect(theOne(objects, 'Endpoints').metadata.name).toBe(service.metadata.name);
    const port = service.spec.ports[0];
    expect(theOne(objects, 'Endpoints').subsets[0].ports).toEqual([port]);
    for (const slice of ofKind(objects, 'EndpointSlice')) {
      expect(slice.metadata.labels['kubernetes.io/service-name']).toBe(service.metadata.name);
      expect(slice.metadata.labels['endpointslice.kubernetes.io/managed-by']).toBe('cdk8s-prometheus');
      expect(slice.ports).toEqual([port]);
    }
    expect(service.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(monitor.spec.endpoints.map((endpoint: any) => endpoint.port)).toEqual([port.name, port.name, port.name]);
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['kube-system']));
  });

  test('the job is named kubelet, by a label that no monitor of upstream selects', () => {
    const objects = objectsOf(TWO);
    const { labels } = theOne(objects, 'Service').metadata;
    expect(labels[theOne(objects, 'ServiceMonitor').spec.jobLabel]).toBe('kubelet');
    expect(labels['k8s-app']).toBeUndefined();
    expect(labels['app.kubernetes.io/name']).not.toBe('kubelet');
  });

  test('the default name is not the one that prometheus-operator manages', () => {
    expect(theOne(objectsOf(TWO), 'Service').metadata.name).toBe('kubelet-nodes');
  });

  test('the kubelet is scraped over HTTPS with the service account\'s token, and its own labels take precedence', () => {
    const { endpoints } = theOne(objectsOf(TWO, { interval: Duration.seconds(30), scrapeTimeout: Duration.seconds(10) }), 'ServiceMonitor').spec;
    expect(endpoints.map(({ path }: any) => path)).toEqual(['/metrics', '/metrics/cadvisor', '/metrics/probes']);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({
        scheme: 'https', honorLabels: true, interval: '30s', scrapeTimeout: '10s', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', tlsConfig: { insecureSkipVerify: true },
      });
    }
    expect(theOne(objectsOf(TWO, { insecureSkipVerify: false }), 'ServiceMonitor').spec.endpoints[0].tlsConfig.insecureSkipVerify).toBe(false);
  });

  test('labels of the user are on every object and in no selector', () => {
    const objects = objectsOf(TWO, { labels: { 'release': 'monitoring', 'app.kubernetes.io/name': 'x' } });
    for (const { metadata } of objects) { expect(metadata.labels).toMatchObject({ 'release': 'monitoring', 'app.kubernetes.io/name': 'node-endpoints' }); }
    expect(theOne(objects, 'ServiceMonitor').spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'node-endpoints', 'app.kubernetes.io/instance': 'kubelet-nodes' });
  });

  test.each([['0.85.0', undefined], ['0.86.0', 'EndpointSlice'], [undefined, undefined]])('with prometheus-operator %s the ServiceMonitor has serviceDiscoveryRole %s', (operatorVersion, role) => {
    expect(theOne(objectsOf(TWO, { operatorVersion }), 'ServiceMonitor').spec.serviceDiscoveryRole).toBe(role);
  });

  test('Endpoints without slices are discovered as Endpoints', () => {
    expect(theOne(objectsOf(TWO, { objects: EndpointObjects.ENDPOINTS }), 'ServiceMonitor').spec.serviceDiscoveryRole).toBe('Endpoints');
  });

  test('the preferred address type can be set', () => {
    const nodes = [{ name: 'a', internalIps: ['10.0.0.1'], externalIps: ['203.0.113.1'] }];
    expect(theOne(objectsOf(nodes, { addressPriority: NodeAddressPriority.EXTERNAL }), 'EndpointSlice').endpoints[0].addresses).toEqual(['203.0.113.1']);
  });
});

describe('skipped nodes', () => {
  const nodes = [...TWO, aNode('c', '<nil>'), aNode('d', '169.254.7.7')];

  test('are reported in three places: on the construct, on stderr, and on the Service', () => {
    const { chart, construct } = kubelet(nodes);
    const reasons = ['InternalIP "<nil>" is not an IP address', 'InternalIP "169.254.7.7" is link-local'];
    expect(construct.skippedNodes).toEqual([
      { nodeName: 'c', reason: reasons[0], addresses: ['<nil>'] },
      { nodeName: 'd', reason: reasons[1], addresses: ['169.254.7.7'] },
    ]);
    expect(noticesOf(chart)).toEqual([`[test/Kubelet] 2 of 4 nodes are not monitored: "c" (${reasons[0]}), "d" (${reasons[1]}) [node-endpoints/skipped-nodes]`]);
    expect(construct.service.toJson().metadata.annotations).toEqual({ 'cdk8s-prometheus/skipped-nodes': `c: ${reasons[0]}\nd: ${reasons[1]}` });
  });

  test('none: no notice, no annotation', () => {
    const { chart, construct } = kubelet(TWO);
    expect(noticesOf(chart)).toEqual([]);
    expect(construct.service.toJson().metadata.annotations).toBeUndefined();
  });

  test('thousands of them, with addresses of any length, do not overflow the annotations', () => {
    const bad = manyNodes(5000).map(node => ({ ...node, internalIps: ['x'.repeat(10_000)] }));
    const annotation: string = theOne(objectsOf([...bad, aNode('good', '10.0.0.1')]), 'Service').metadata.annotations['cdk8s-prometheus/skipped-nodes'];
    expect(annotation.length).toBeLessThan(100_000);
    expect(annotation).toMatch(/and 4900 more$/);
  });

  test.each([
    [SkippedNodesPolicy.warn(), false],
    [SkippedNodesPolicy.fail(), true],
    [SkippedNodesPolicy.failAbove(0), true],
    [SkippedNodesPolicy.failAbove(49.9), true],
    [SkippedNodesPolicy.failAbove(50), false],
  ])('2 of 4 under the policy %j fail the synthesis: %s', (skippedNodes, fails) => {
    const { chart } = kubelet(nodes, { skippedNodes });
    jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(errorsOf(chart).includes('[node-endpoints/too-many-skipped]')).toBe(fails);
  });

  test('if all are skipped: an error with the reasons, unless an empty cluster is allowed', () => {
    expect(errorsOf(kubelet([aNode('a', '<nil>')]).chart)).toMatch(/none of the 1 nodes has a usable address: "a" \(InternalIP "<nil>" is not an IP address\).*"allowEmpty".*\[node-endpoints\/no-usable-node\]/);
    expect(errorsOf(kubelet([]).chart)).toContain('[test/Kubelet] there are no nodes');
    const objects = objectsOf([aNode('a', '<nil>')], { allowEmpty: true });
    expect(ofKind(objects, 'EndpointSlice')).toEqual([]);
    expect(theOne(objects, 'Endpoints')).not.toHaveProperty('subsets');
  });
});

describe('limits', () => {
  test('Endpoints larger than a request to etcd are an error that recommends slices', () => {
    const error = errorsOf(kubelet(manyNodes(30_000)).chart);
    expect(error).toContain('[test/Kubelet] an Endpoints object of 30000 nodes has 1744884 bytes, more than etcd\'s request limit of 1572864');
    expect(error).toContain('EndpointObjects.SLICES');
  });

  test('slices can contain any number of nodes', () => {
    const { chart, construct } = kubelet(manyNodes(20_000), { objects: EndpointObjects.SLICES });
    expect(errorsOf(chart)).toBe('');
    expect(construct.endpointSlices.length).toBeGreaterThanOrEqual(40);
  });

  test('above 1,000 addresses without slices of the construct, the mirrored slices would be incomplete: a warning', () => {
    const mirroring = (count: number, objects: EndpointObjects) => noticesOf(kubelet(manyNodes(count), { objects }).chart).filter(text => text.includes('mirroring-truncates')).length;
    expect([mirroring(1000, EndpointObjects.ENDPOINTS), mirroring(1001, EndpointObjects.ENDPOINTS), mirroring(1001, EndpointObjects.BOTH)]).toEqual([0, 1, 0]);
  });

  test('objects that are too large for client-side apply are a warning with the cure', () => {
    const notices = noticesOf(kubelet(manyNodes(4000), { objects: EndpointObjects.BOTH }).chart);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/Endpoints "kubelet-nodes" cannot be applied with client-side "kubectl apply"/);
  });
});

describe('wrong props', () => {
  test.each<[NodeEndpointsOptions, string]>([
    [{ port: 0 }, '"port" is 0'],
    [{ port: 70000 }, '"port" is 70000'],
    [{ maxEndpointsPerSlice: 99 }, '[test/Kubelet] "maxEndpointsPerSlice" is 99: use a whole number from 100 to 1000, or remove it for the default, 500'],
    [{ maxEndpointsPerSlice: 1001 }, '[node-endpoints/slice-size]'],
    [{ kubernetesVersion: 'latest' }, '"kubernetesVersion" is "latest", which is not a version'],
    [{ kubernetesVersion: '1.20' }, 'the oldest supported version of kubernetes is 1.28.0'],
    [{ operatorVersion: 'x' }, '"operatorVersion" is "x"'],
    [{ labels: { 'a b': 'c' } }, '"labels" has the label "a b"'],
    [{ name: 'Kubelet' }, 'the name "Kubelet" of a Service'],
    [{ namespace: 'a/b' }, '"namespace" is "a/b"'],
    [{ skippedNodes: SkippedNodesPolicy.failAbove(101) }, '[test/Kubelet] "SkippedNodesPolicy.failAbove" got 101: use a percentage from 0 to 100'],
    [{ skippedNodes: SkippedNodesPolicy.failAbove(NaN) }, 'got NaN'],
    [{ interval: Duration.seconds(10), scrapeTimeout: Duration.seconds(11) }, '"scrapeTimeout" (11s) is longer than "interval" (10s)'],
  ])('%j is an error at synth', (options, text) => {
    const error = errorsOf(kubelet(TWO, options).chart);
    expect(error).toContain(text);
    expect(error).toContain('[test/Kubelet');
  });

  test('all problems are reported at once', () => {
    const error = errorsOf(kubelet(TWO, { port: 0, maxEndpointsPerSlice: 1, kubernetesVersion: 'x', labels: { '': '' } }).chart);
    for (const id of ['versions/malformed', 'manifest/label', 'node-endpoints/slice-size', 'node-endpoints/port']) { expect(error).toContain(`[${id}]`); }
  });

  test('only slices, and an unknown or old operator: a notice', () => {
    const notices = (options: NodeEndpointsOptions) => noticesOf(kubelet(TWO, { objects: EndpointObjects.SLICES, ...options }).chart).map(text => text.replace(/.*(\[.*\])$/, '$1'));
    expect(notices({ operatorVersion: undefined })).toEqual(['[node-endpoints/discovery-role]']);
    expect(notices({ operatorVersion: '0.85.0' })).toEqual(['[node-endpoints/discovery-role]']);
    expect(notices({ operatorVersion: '0.86.0' })).toEqual([]);
    expect(noticesOf(kubelet(TWO, { operatorVersion: undefined }).chart)).toEqual([]);
  });

  test('an invalid file makes the synthesis fail with only its own error, not also with missing nodes', () => {
    const chart = aChart();
    new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.fromFile('no-such-file.json') });
    expect(errorsOf(chart)).toContain('[test/Kubelet] cannot read the nodes file "no-such-file.json"');
    expect(errorsOf(chart).split('\n')).toHaveLength(2);
  });

  test('two of them in one chart need two names', () => {
    const chart = aChart();
    new NodeEndpoints(chart, 'A', { nodes: NodeSource.of(TWO) });
    new NodeEndpoints(chart, 'B', { nodes: NodeSource.of(TWO) });
    expect(errorsOf(chart)).toContain('[test/B/Resource] Service "kubelet-nodes" is already created by "test/A/Resource" in the same chart: rename one of them, or move it to another chart');
  });
});

describe('over generated clusters with every unusual address', () => {
  const POOL = oddAddresses(11, 1500);

  function cluster(seed: number, size: number): NodeDescription[] {
    const random = new Random(seed);
    const address = (i: number) => random.next() < 0.7 ? `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` : random.pick(POOL);
    return Array.from({ length: size }, (_, i) => ({
      name: `node-${i}`,
      internalIps: Array.from({ length: random.int(3) }, () => address(i)),
      externalIps: Array.from({ length: random.int(2) }, () => address(i)),
      ready: random.pick([true, false, undefined]),
    }));
  }

  const worlds = fc.record({
    seed: fc.nat(),
    size: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 400 }) }, { weight: 1, arbitrary: fc.constantFrom(2000, 10_000) }),
    kubernetesVersion: fc.constantFrom('1.28', '1.32', '1.33', '1.35', '1.36', undefined),
    objects: fc.constantFrom(EndpointObjects.SLICES, EndpointObjects.BOTH),
    ipFamily: fc.constantFrom(undefined, IpFamily.IPV4, IpFamily.IPV6),
  });

  beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
  afterEach(() => jest.restoreAllMocks());

  test('every usable node occurs exactly once, no apiserver of that version rejects an address, and shuffled input gives the same bytes', () => {
    fc.assert(fc.property(worlds, ({ seed, size, ...options }) => {
      const nodes = cluster(seed, size);
      const { construct } = kubelet(nodes, { ...options, allowEmpty: true });
      const manifests = manifestsOf(construct);

      const inSlices = ofKind(manifests, 'EndpointSlice').flatMap(slice => slice.endpoints.map((endpoint: any) => ({ name: endpoint.nodeName, address: endpoint.addresses, field: `EndpointSlice ${slice.addressType}` })));
      const names = [...inSlices.map(({ name }) => name), ...construct.skippedNodes.map(({ nodeName }) => nodeName)];
      expect(names.sort()).toEqual(nodes.map(({ name }) => name).sort());

      // every version from the selected one on, and all of them if none is selected
      const versions = ['1.28', '1.32', '1.33', '1.35', '1.36'].map(text => ComponentVersion.parse('kubernetes', '', text).version);
      expect(inSlices.filter(({ address }) => address.length !== 1)).toEqual([]);
      const verdicts = inSlices.flatMap(({ address, field }) => versions.map(version => [address[0], addressRefusal(address[0], field, version)]));
      const refused = verdicts.filter(([, why]) => why !== undefined);
      expect(refused).toEqual([]);
      expect(new Set(inSlices.map(({ address }) => address[0])).size).toBe(inSlices.length);
      if (construct.endpoints) {
        const inEndpoints = (ofKind(manifests, 'Endpoints')[0].subsets ?? []).flatMap((subset: any) => subset.addresses.map(({ nodeName, ip }: any) => `${nodeName} ${ip}`));
        expect(inEndpoints.sort()).toEqual(inSlices.map(({ name, address }) => `${name} ${address[0]}`).sort());
      }

      const { construct: again } = kubelet(new Random(seed + 1).shuffle(nodes), { ...options, allowEmpty: true });
      expect(JSON.stringify(manifestsOf(again))).toBe(JSON.stringify(manifests));
    }), { numRuns: cases(60), seed: 3 });
  });

  test('an added or removed node changes at most two slices', () => {
    const slices = (nodes: NodeDescription[]) => new Map(kubelet(nodes, { objects: EndpointObjects.SLICES, maxEndpointsPerSlice: 100, allowEmpty: true })
      .construct.endpointSlices.map(slice => [slice.name, JSON.stringify(slice.toJson())]));
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 0, max: 1200 }), fc.nat(), (seed, size, at) => {
      const nodes = cluster(seed, size + 1);
      const [all, without] = [slices(nodes), slices(nodes.filter((_, i) => i !== at % nodes.length))];
      const changed = [...new Set([...all.keys(), ...without.keys()])].filter(name => all.get(name) !== without.get(name));
      expect(changed.length).toBeLessThanOrEqual(2);
    }), { numRuns: cases(40), seed: 5 });
  });
});
