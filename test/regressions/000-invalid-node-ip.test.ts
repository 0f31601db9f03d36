import { NodeEndpoints, NodeEndpointsOptions, NodeDescription, NodeSource } from '../../src';
import { aChart, aNode, ofKind, synth, theOne } from '../support/synth';

// https://github.com/prometheus-operator/prometheus-operator/issues/7479
// The report: because of one node without a valid IP, the apiserver rejects the whole kubelet Endpoints object.

function targetsOf(nodes: NodeDescription[], options: NodeEndpointsOptions = {}) {
  const chart = aChart('kube-system');
  const { skippedNodes } = new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.of(nodes), ...options });
  const objects = synth(chart);
  const targets = ofKind(objects, 'EndpointSlice').flatMap(slice => slice.endpoints.map((endpoint: any) => `${endpoint.nodeName} ${endpoint.addresses}`));
  return { targets: targets.sort(), skipped: skippedNodes.map(({ nodeName }) => nodeName), objects };
}

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test('a node whose address is "<nil>" is skipped and reported, and does not affect other nodes', () => {
  const { targets, skipped, objects } = targetsOf([aNode('a', '10.0.0.1'), aNode('b', '<nil>'), aNode('c', '10.0.0.2')]);
  expect(targets).toEqual(['a 10.0.0.1', 'c 10.0.0.2']);
  expect(skipped).toEqual(['b']);
  expect(theOne(objects, 'Endpoints').subsets[0].addresses.map(({ ip }: any) => ip)).toEqual(['10.0.0.1', '10.0.0.2']);
});

describe('problems that upstream still has', () => {
  test.each(['127.0.0.1', '::1', '0.0.0.0', '::', '169.254.7.7', 'fe80::1', '224.0.0.1', 'ff02::1', '::ffff:10.0.0.1'])(
    '1. %s parses, but the API server rejects it: skipped', address => {
      expect(targetsOf([aNode('a', '10.0.0.1'), aNode('b', address)])).toMatchObject({ targets: ['a 10.0.0.1'], skipped: ['b'] });
    });

  test('1. an IPv6 address is written in canonical form, because slices accept no other', () => {
    expect(targetsOf([aNode('a', 'FD00:0::1')]).targets).toEqual(['a fd00::1']);
  });

  test('2. if every node is invalid, no empty subset is written, which the API server rejects', () => {
    const { objects } = targetsOf([aNode('a', '<nil>')], { allowEmpty: true });
    expect(theOne(objects, 'Endpoints')).not.toHaveProperty('subsets');
    expect(() => targetsOf([aNode('a', '<nil>')])).toThrow('none of the 1 nodes has a usable address');
  });

  test('3. if every InternalIP is invalid, the ExternalIP is tried', () => {
    expect(targetsOf([{ name: 'a', internalIps: ['<nil>', '0.0.0.0'], externalIps: ['203.0.113.7'] }]).targets).toEqual(['a 203.0.113.7']);
  });

  test('4. two Ready nodes with one address are scraped once', () => {
    expect(targetsOf([aNode('a', '10.0.0.1'), aNode('b', '10.0.0.1')])).toMatchObject({ targets: ['a 10.0.0.1'], skipped: ['b'] });
  });

  test('5. one skipped node is reported, while upstream\'s alert needs eighteen', () => {
    const { objects } = targetsOf([aNode('a', '10.0.0.1'), aNode('b', '<nil>')]);
    expect(theOne(objects, 'Service').metadata.annotations['cdk8s-prometheus/skipped-nodes']).toBe('b: InternalIP "<nil>" is not an IP address');
    expect(process.emitWarning).toHaveBeenCalledWith(expect.stringContaining('1 of 2 nodes are not monitored'), 'Cdk8sPrometheusNotice');
  });
});
