import { NodeSource } from '../../../src';
import { call, disconnect, get, installCrds, kubectl, mustApply, namespace, pinned, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { stackOf } from '../support/stack';
import { within } from '../support/wait';

// How the default operator handles nodes with several addresses, with the arguments that the library writes for it.
const [version] = pinned('PROMETHEUS_OPERATOR');
const GOOD: { readonly [node: string]: readonly string[] } = { 'one': ['10.0.1.1'], 'two-of-a-family': ['10.0.1.2', '10.0.1.3'], 'dual-stack': ['10.0.1.4', 'fd00::4'] };
const LINK_LOCAL = { 'link-local': ['169.254.7.7'] };

async function createNodes(nodes: typeof GOOD): Promise<void> {
  const now = new Date().toISOString();
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '', lastHeartbeatTime: now, lastTransitionTime: now }];
  for (const [name, addresses] of Object.entries(nodes)) {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
    await call('POST', '/api/v1/nodes', node);
    const { status } = await call('PUT', `/api/v1/nodes/${name}/status`, { ...node, status: { addresses: addresses.map(address => ({ type: 'InternalIP', address })), conditions } });
    expect([name, status]).toEqual([name, 200]);
  }
}

/** The arguments of the operator of a stack, which keeps a Service of the kubelets. */
function argumentsOf(where: string): string[] {
  const operator = stackOf(where, { operator: { version, kubeletService: `${where}/kubelet` } }).find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!;
  return operator.spec.template.spec.containers[0].args.filter((argument: string) => /^--kubelet-/.test(argument));
}

/** Node and address of each endpoint in its slices. */
const kept = (where: string): string[] => get('endpointslices', '-n', where).items.flatMap(({ endpoints }: any) => (endpoints ?? []).map(({ nodeName, addresses }: any) => `${nodeName} ${addresses[0]}`)).sort();

async function withOperator(where: string, look: (operator: Program) => Promise<void>): Promise<void> {
  const operator = new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28443', '--web.enable-tls=false', `--namespaces=${where}`, ...argumentsOf(where)]);
  try {
    await look(operator);
  } finally {
    await operator.stop();
    kubectl(['delete', 'namespace', where, '--wait=false']);
  }
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(version);
  kubectl(['delete', 'nodes', '--all']);
  await createNodes(GOOD);
});
afterAll(() => {
  kubectl(['delete', 'nodes', '--all']);
  removeCrds();
  disconnect();
});

test('a node with two addresses of one family is one target; one with both families is one target in each', async () => {
  const where = namespace('kubelet-addresses');
  await withOperator(where, operator => within(60, 'the slices', () =>
    expect(kept(where)).toEqual(['dual-stack 10.0.1.4', 'dual-stack fd00::4', 'one 10.0.1.1', 'two-of-a-family 10.0.1.2']), () => operator.log));
}, 120_000);

test('one node with a link-local address removes all kubelets of that operator; with "nodes" only that node is missing', async () => {
  const where = namespace('kubelet-link-local');
  await createNodes(LINK_LOCAL);
  await withOperator(where, async operator => {
    await within(60, 'the API server refuses it', () => expect(operator.log).toMatch(/169\.254\.7\.7.*may not be in the link-local range/), () => operator.log);
    expect(kept(where).filter(endpoint => !endpoint.includes(':'))).toEqual([]);
  });
  const all = Object.entries({ ...GOOD, ...LINK_LOCAL }).map(([name, internalIps]) => ({ name, internalIps: [...internalIps], ready: true }));
  const ours = namespace('kubelet-nodes');
  mustApply(stackOf(ours, { operator: { version }, nodes: NodeSource.of(all) }).filter(({ kind, metadata }) => kind === 'EndpointSlice' && metadata.namespace === ours));
  expect(kept(ours).map(endpoint => endpoint.split(' ')[0])).toEqual(['dual-stack', 'one', 'two-of-a-family']);
  kubectl(['delete', 'namespace', ours, '--wait=false']);
}, 120_000);
