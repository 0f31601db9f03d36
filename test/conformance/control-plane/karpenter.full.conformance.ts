import { get, installCrdsOf, kubectl, mustApply, mustKubectl, namespace, removeCrds } from '../support/cluster';
import { DisruptionObserver, setStatus } from '../support/disruptions';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The real Karpenter, whose kwok provider creates nodes without machines; real kube-state-metrics; a real Prometheus with our rules. No
// kubelet ends a pod, so each stays as Karpenter leaves it.
const NAMESPACE = 'karpenter-pods';
const KARPENTER = 28290;
const observer = new DisruptionObserver({ namespace: NAMESPACE, versions: ['v2.15.0', 'v2.20.0'], port: 28270, karpenter: `127.0.0.1:${KARPENTER}` });
let karpenter: Program | undefined;
const log = () => [
  kubectl(['get', 'nodepools,nodeclaims', '-o', 'wide']).output,
  kubectl(['get', 'events', '--sort-by=.lastTimestamp']).output.split('\n').slice(-40).join('\n'),
  karpenter?.log.split('\n').filter(line => !line.includes('Starting')).slice(-40).join('\n'),
  observer.log,
].join('\n');

const NODE_CLASS = { apiVersion: 'karpenter.kwok.sh/v1alpha1', kind: 'KWOKNodeClass', metadata: { name: 'default' } };
const specOf = (instanceType: string) => ({
  nodeClassRef: { group: 'karpenter.kwok.sh', kind: 'KWOKNodeClass', name: 'default' },
  requirements: [
    { key: 'node.kubernetes.io/instance-type', operator: 'In', values: [instanceType] },
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
  ],
});
const SMALL = 'c-4x-amd64-linux';
const LARGE = 'c-8x-amd64-linux';

interface Claim {
  readonly name: string;
  readonly spec?: object;
  readonly pool?: string;
  /** Karpenter never evicts such a pod. */
  readonly isProtected?: boolean;
  readonly nodeSelector?: object;
}

/** Drift and consolidation are decisions about a NodePool; both nodes are not disrupted until the targets have been up for a window. */
const DRIFT = 'drift';
const CONSOLIDATION = 'consolidation';
const poolOf = (name: string, instanceType = SMALL, disruption: object = { consolidationPolicy: 'WhenEmpty', consolidateAfter: 'Never' }) => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name },
  spec: { template: { spec: { ...specOf(instanceType), expireAfter: 'Never' } }, disruption: { budgets: [{ nodes: '100%' }], ...disruption } },
});

/** A node for each reason for which Karpenter removes it. */
const ENDED: readonly Claim[] = [
  { name: 'deleted' },
  { name: 'expired', spec: { expireAfter: '45s' } },
  // the pod waits until the node has expired
  { name: 'forced', spec: { terminationGracePeriod: '30s' }, isProtected: true },
  // a pod that fits on no other node, so that Karpenter creates a replacement before it removes the node
  { name: 'drifted', pool: DRIFT, nodeSelector: { 'karpenter.sh/nodepool': DRIFT } },
  { name: 'consolidated', pool: CONSOLIDATION },
];
/** A node with room for the pod of the other node. */
const CLAIMS: readonly Claim[] = [...ENDED, { name: 'stays', pool: CONSOLIDATION, isProtected: true }];

const claim = ({ name, spec, pool }: Claim) => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodeClaim',
  metadata: { name, ...pool !== undefined && { labels: { 'karpenter.sh/nodepool': pool } } },
  spec: { ...specOf(SMALL), resources: { requests: { cpu: '1' } }, ...spec },
});
const pod = ({ name, isProtected, nodeSelector }: Claim) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE, ...isProtected && { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } } },
  spec: {
    nodeName: nodeOf(name),
    terminationGracePeriodSeconds: 600,
    ...nodeSelector && { nodeSelector },
    containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10', resources: { requests: { cpu: '100m' } } }],
  },
});

const nodeOf = (name: string): string => get('nodeclaim', name).status?.nodeName ?? '';

const NOT_READY = 'node.kubernetes.io/not-ready';

/**
 * In place of a kubelet, and of the node lifecycle controller, which this level of the bed does not run. Karpenter does not drain a node that is not ready and whose machine
 * is gone. It never disrupts a node that is not initialized, as is each one with the taint that the apiserver gives every new node.
 */
function heartbeat(): void {
  const now = new Date().toISOString();
  const status = { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '', lastHeartbeatTime: now, lastTransitionTime: now }] };
  const nodes: any[] = get('nodes').items.filter(({ spec }: any) => spec.providerID?.startsWith('kwok://'));
  for (const { metadata: { name }, spec: { taints = [] } } of nodes) {
    kubectl(['patch', 'node', name, '--subresource=status', '--type=strategic', '-p', JSON.stringify({ status })]);
    if (taints.some(({ key }: any) => key === NOT_READY)) { kubectl(['taint', 'node', name, `${NOT_READY}-`]); }
  }
}
let beats: NodeJS.Timeout | undefined;

beforeAll(async () => {
  namespace(NAMESPACE, 'privileged');
  installCrdsOf('KARPENTER_CRDS', 'pkg/apis/crds', 'kwok/apis/crds');
  mustApply([NODE_CLASS, poolOf(DRIFT), poolOf(CONSOLIDATION)]);
  karpenter = new Program('env', [`KUBECONFIG=${process.env.KUBECONFIG}`, 'DISABLE_LEADER_ELECTION=true', `METRICS_PORT=${KARPENTER}`, 'HEALTH_PROBE_PORT=28292', 'SYSTEM_NAMESPACE=kube-system', 'KUBERNETES_MIN_VERSION=1.19.0-0', 'karpenter']);
  await observer.start();
  mustApply(CLAIMS.map(claim));
  await within(60, 'each NodeClaim has its node', () => expect(CLAIMS.map(({ name }) => nodeOf(name)).every(node => node !== '')).toBe(true), log);
  heartbeat();
  beats = setInterval(heartbeat, 5_000);
  mustApply(CLAIMS.map(pod));
  for (const { name } of CLAIMS) { setStatus(name, NAMESPACE, { phase: 'Running', startTime: new Date().toISOString() }); }
  await observer.aWindowIsOver();
  mustKubectl(['delete', 'nodeclaim', 'deleted', 'forced', '--wait=false']);
  mustApply([poolOf(DRIFT, LARGE), poolOf(CONSOLIDATION, SMALL, { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '0s' })]);
  await within(150, 'all pods are being deleted', () => expect(ENDED.filter(({ name }) => get('pod', name, '-n', NAMESPACE).metadata.deletionTimestamp === undefined)).toEqual([]), log);
  await new Promise(resolve => setTimeout(resolve, 8_000));
}, 340_000);
afterAll(async () => {
  clearInterval(beats);
  kubectl(['delete', 'pods', '--all', '-n', NAMESPACE, '--force', '--grace-period=0']);
  await karpenter?.stop();
  await observer.stop();
  for (const { metadata } of get('nodeclaims').items) { kubectl(['patch', 'nodeclaim', metadata.name, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']); }
  for (const { metadata } of get('nodes').items.filter(({ spec }: any) => spec.providerID?.startsWith('kwok://'))) {
    kubectl(['delete', 'node', metadata.name, '--wait=false']);
    kubectl(['patch', 'node', metadata.name, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
  }
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  removeCrds();
}, 60_000);

const EVICTED = 'EvictionByEvictionAPI karpenter';
const byName = (version: string) => observer.podsOf(version, 'cause', 'initiator');
const EVICTIONS = { consolidated: EVICTED, deleted: EVICTED, drifted: EVICTED, expired: EVICTED };

test('Karpenter taints the node, and evicts with the Eviction API; pods that it force-deletes have no condition', () => {
  const conditionOf = (name: string) => get('pod', name, '-n', NAMESPACE).status.conditions?.find(({ type }: any) => type === 'DisruptionTarget')?.reason;
  expect(Object.fromEntries(ENDED.map(({ name }) => [name, conditionOf(name)]))).toEqual({
    consolidated: 'EvictionByEvictionAPI', deleted: 'EvictionByEvictionAPI', drifted: 'EvictionByEvictionAPI', expired: 'EvictionByEvictionAPI', forced: undefined,
  });
  for (const { name } of ENDED) { expect(get('node', nodeOf(name)).spec.taints.map(({ key }: any) => key)).toContain('karpenter.sh/disrupted'); }
});

test('the node of a pod that Karpenter does not disrupt is not tainted', () => {
  expect((get('node', nodeOf('stays')).spec.taints ?? []).map(({ key }: any) => key)).not.toContain('karpenter.sh/disrupted');
});

test('Karpenter has replaced the drifted node, whose pod fits nowhere else, but not the other node', () => {
  const pools: string[] = get('nodeclaims').items.filter(({ metadata }: any) => !CLAIMS.some(({ name }) => name === metadata.name)).map(({ metadata }: any) => metadata.labels['karpenter.sh/nodepool']);
  expect(pools).toEqual([DRIFT]);
});

test('2.20: evictions by Karpenter have its name; 1.13 does not count pods that it force-deletes', async () => {
  expect(await byName('v2.20.0')).toEqual(EVICTIONS);
});

test('2.15: all pods that Karpenter deletes count as its evictions', async () => {
  expect(await byName('v2.15.0')).toEqual({ ...EVICTIONS, forced: EVICTED });
});

test('the NodePool tells why Karpenter removed a node', async () => {
  const series = observer.recordOf('v2.20.0', 'nodepool_reason:karpenter_nodeclaims_disrupted:increase5m');
  const found = await observer.query(`max by (nodepool, reason) (max_over_time(${series}[3m])) > 0`);
  // a NodeClaim without a NodePool has no such label here, and a manual deletion is not counted
  expect(found.map(({ metric, value }) => `${metric.nodepool ?? 'none'} ${metric.reason} ${value[1]}`).sort()).toEqual(['consolidation underutilized 1', 'drift drifted 1', 'none expired 1']);
});

test('Karpenter exposes the counters that the rules read', async () => {
  expect((await observer.query('sum(karpenter_pods_eviction_requests_total{code="200"})')).map(({ value }) => value[1])).toEqual(['4']);
  expect((await observer.query('sum by (reason) (karpenter_pods_drained_total)')).map(({ metric, value }) => [metric.reason, value[1]]).sort()).toEqual([['Drifted', '1'], ['Forceful Termination', '2'], ['Underutilized', '1']]);
});
