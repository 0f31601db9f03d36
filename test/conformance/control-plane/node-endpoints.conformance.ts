import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { EndpointObjects, NodeEndpoints, NodeEndpointsOptions, NodeSource } from '../../../src';
import { errorsOf, Manifest, manyNodes, synth } from '../../support/synth';
import { apply, call, disconnect, get, installCrds, kubectl, kubernetesMinor, mustApply, mustKubectl, namespace, pinned, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { versionsOfTier } from '../support/tier';
import { within } from '../support/wait';

const NODES: { readonly [name: string]: { readonly addresses: readonly string[]; readonly external?: string; readonly isUsable: boolean } } = {
  'good-1': { addresses: ['10.0.0.1'], isUsable: true },
  'good-2': { addresses: ['10.0.0.2', 'fd00::2'], isUsable: true },
  'external-only': { addresses: ['<nil>'], external: '203.0.113.9', isUsable: true },
  'nil': { addresses: ['<nil>'], isUsable: false },
  'empty': { addresses: [''], isUsable: false },
  'link-local': { addresses: ['169.254.7.7'], isUsable: false },
  'loopback': { addresses: ['127.0.0.1'], isUsable: false },
};
const USABLE = Object.keys(NODES).filter(name => NODES[name].isUsable).sort();

/** Nodes as the apiserver stores them: it validates none of their addresses. */
async function createNodes(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { addresses, external } = NODES[name];
    await call('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name } });
    const status = {
      addresses: [...addresses.map(address => ({ type: 'InternalIP', address })), ...external ? [{ type: 'ExternalIP', address: external }] : []],
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '', lastHeartbeatTime: new Date().toISOString(), lastTransitionTime: new Date().toISOString() }],
    };
    const answer = await call('PUT', `/api/v1/nodes/${name}/status`, { apiVersion: 'v1', kind: 'Node', metadata: { name }, status });
    expect([name, answer.status]).toEqual([name, 200]);
  }
}
const deleteNodes = () => kubectl(['delete', 'nodes', '--all']);

/** Our objects, from the output of `kubectl get nodes`. */
function ours(where: string, options: NodeEndpointsOptions = {}): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'nodes-'));
  try {
    writeFileSync(join(folder, 'nodes.json'), mustKubectl(['get', 'nodes', '-o', 'json']));
    const chart = new Chart(new App(), 'kubelet', { namespace: where });
    const { skippedNodes } = new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.fromFile(join(folder, 'nodes.json')), ...options });
    expect(skippedNodes.map(({ nodeName }) => nodeName)).toEqual(Object.keys(NODES).filter(name => !NODES[name].isUsable).sort());
    return synth(chart);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(disconnect);

describe('a naive Endpoints object', () => {
  const post = (addresses: readonly string[]) => call('POST', '/api/v1/namespaces/default/endpoints?dryRun=All', {
    apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'naive' }, subsets: [{ addresses: addresses.map(ip => ({ ip })), ports: [{ name: 'https-metrics', port: 10250 }] }],
  });

  test('is rejected as a whole because of one address (the field report)', async () => {
    const { status, body } = await post(['10.0.0.1', '<nil>', '10.0.0.2']);
    expect(status).toBe(422);
    expect(body.message).toContain('subsets[0].addresses[1].ip: Invalid value: "<nil>"');
    expect((await post(['10.0.0.1', '10.0.0.2'])).status).toBe(201);
  });

  test('is rejected with an empty subset, which this library never writes', async () => {
    const { status, body } = await post([]);
    expect([status, body.message]).toEqual([422, expect.stringContaining('must specify `addresses` or `notReadyAddresses`')]);
  });

  test('a slice of 1,001 endpoints is rejected', async () => {
    const endpoints = manyNodes(1001).map(({ internalIps }) => ({ addresses: internalIps }));
    const slice = (count: number) => call('POST', '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?dryRun=All', {
      apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'x' }, addressType: 'IPv4', endpoints: endpoints.slice(0, count), ports: [],
    });
    expect([(await slice(1000)).status, (await slice(1001)).status]).toEqual([201, 422]);
  });
});

describe('nodes with unusual addresses, which the API server stores', () => {
  beforeAll(async () => {
    installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
    deleteNodes();
    await createNodes(Object.keys(NODES));
  });
  afterAll(() => {
    deleteNodes();
    removeCrds();
  });

  test.each([EndpointObjects.SLICES, EndpointObjects.ENDPOINTS, EndpointObjects.BOTH])('ours (%s) are applied, with all nodes that can be monitored', objects => {
    const where = namespace(`nodes-${objects}`);
    mustApply(ours(where, { objects }));
    const names = objects === EndpointObjects.ENDPOINTS
      ? get('endpoints', 'kubelet-nodes', '-n', where).subsets[0].addresses.map(({ nodeName }: any) => nodeName)
      : get('endpointslices', '-n', where, '-l', 'endpointslice.kubernetes.io/managed-by=cdk8s-prometheus').items.flatMap((item: any) => item.endpoints.map(({ nodeName }: any) => nodeName));
    expect(names.sort()).toEqual(USABLE);
  });

  test('the real controller mirrors Endpoints without slices, each address once', async () => {
    const where = 'nodes-endpoints';
    await within(30, 'the mirrored slice', () => {
      const { items } = get('endpointslices', '-n', where, '-l', 'kubernetes.io/service-name=kubelet-nodes');
      const mirrored = items.flatMap(({ endpoints }: any) => endpoints).flatMap(({ addresses }: any) => addresses);
      expect(mirrored.sort()).toEqual(['10.0.0.1', '10.0.0.2', '203.0.113.9']);
    });
  });

  // 0.73.2 writes every address; 0.77.0 and newer skip what is not an address, but not what the apiserver rejects for another reason
  test.each(versionsOfTier('PROMETHEUS_OPERATOR'))('the operator %s loses all kubelets because of the same nodes', async version => {
    const where = namespace(`operator-${version.replace(/\./g, '-')}`);
    const operator = new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28443', '--web.enable-tls=false', `--namespaces=${where}`, `--kubelet-service=${where}/kubelet`]);
    try {
      await within(90, 'the operator says that its sync failed', () => {
        if (!/(S|s)ynchroniz\w+.*(E|e)ndpoints?.*failed|Invalid value/.test(operator.log)) { throw new Error('nothing yet'); }
      }, () => operator.log);
      const { ok, output } = kubectl(['get', 'endpoints', 'kubelet', '-n', where, '-o', 'jsonpath={.subsets[*].addresses[*].ip}']);
      expect(ok ? output : '').toBe('');
    } finally {
      await operator.stop();
    }
  });
});

describe('10,000 nodes', () => {
  const where = 'ten-thousand';
  const chart = new Chart(new App(), 'kubelet', { namespace: where });
  new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.of(manyNodes(10_000)), objects: EndpointObjects.SLICES, kubernetesVersion: kubernetesMinor() });

  test('the slices can really be applied (a dry run does not check the limits of etcd), with each endpoint once', () => {
    namespace(where);
    const objects = synth(chart).filter(({ kind }) => kind !== 'ServiceMonitor');
    expect(apply(objects)).toEqual([]);
    const { items } = get('endpointslices', '-n', where);
    const addresses: string[] = items.flatMap(({ endpoints }: any) => endpoints.flatMap((endpoint: any) => endpoint.addresses));
    expect([addresses.length, new Set(addresses).size]).toEqual([10_000, 10_000]);
    for (const { endpoints } of items) { expect(endpoints.length).toBeLessThanOrEqual(500); }
    kubectl(['delete', 'namespace', where, '--wait=false']);
  });

});

// names in a cloud's format
const named = (count: number) => manyNodes(count).map(node => ({ ...node, name: `ip-${node.internalIps![0].replace(/\./g, '-')}.eu-central-1.compute.internal` }));

test.each([[9_000, true], [14_000, false]])('%s nodes as one Endpoints object: our estimate and etcd agree: %s', (count, fits) => {
  const where = namespace(`endpoints-${count}`);
  const chart = new Chart(new App(), 'kubelet', { namespace: where });
  const { endpoints } = new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.of(named(count)), objects: EndpointObjects.ENDPOINTS });
  expect(errorsOf(chart).includes('[node-endpoints/endpoints-too-large]')).toBe(!fits);
  expect(apply([endpoints!.toJson()], '--dry-run=server')).toEqual([]); // which never asks etcd
  expect(apply([endpoints!.toJson()]).join().includes('request is too large')).toBe(!fits);
  kubectl(['delete', 'namespace', where, '--wait=false']);
});
