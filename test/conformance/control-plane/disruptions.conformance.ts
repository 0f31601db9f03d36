import { kubectl, mustApply, mustKubectl, namespace } from '../support/cluster';
import { DisruptionObserver, setStatus as setStatusIn, WINDOW_SECONDS } from '../support/disruptions';
import { IS_FULL } from '../support/tier';

// Pods after every kind of disruption, read by real versions of kube-state-metrics, and a real Prometheus with our rules.
const NAMESPACE = 'disruptions';
const NODE = 'ghost';
const OLD = ['v2.13.0', 'v2.15.0', ...IS_FULL ? ['v2.16.0', 'v2.18.0'] : []];
const VERSIONS = [...OLD, ...IS_FULL ? ['v2.19.1'] : [], 'v2.20.0'];
const observer = new DisruptionObserver({ namespace: NAMESPACE, versions: VERSIONS, port: 28180 });

/** The reason of the condition; what the kubelet also sets; the reason of a container; later changes of the condition. */
const STATES: readonly { readonly pod: string; readonly reason?: string; readonly statusReason?: string; readonly terminated?: string; readonly later?: string }[] = [
  { pod: 'preempted', reason: 'PreemptionByScheduler', later: 'TerminationByKubelet' },
  { pod: 'tainted', reason: 'DeletionByTaintManager' },
  { pod: 'collected', reason: 'DeletionByPodGC' },
  { pod: 'short-of-memory', reason: 'TerminationByKubelet', statusReason: 'Evicted' },
  { pod: 'preempted-by-critical', reason: 'TerminationByKubelet', statusReason: 'Preempting' },
  { pod: 'not-admitted', statusReason: 'UnexpectedAdmissionError' },
  { pod: 'killed', statusReason: '', terminated: 'OOMKilled' },
  { pod: 'short-of-memory-and-killed', reason: 'TerminationByKubelet', statusReason: 'Evicted', terminated: 'OOMKilled' },
];
const EVICTED = 'drained';

/** The Node object is deleted, and then its pods, as by the pod garbage collector. The node was not drained. */
const LOST_NODE = 'ghost-lost';
const LOST = ['lost-1', 'lost-2'];

/** Nodes that were drained in different ways. */
const DRAINED: readonly { readonly node: string; readonly spec: object; readonly initiator: string }[] = [
  { node: 'ghost-karpenter', spec: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] }, initiator: 'karpenter' },
  { node: 'ghost-autoscaler', spec: { unschedulable: true, taints: [{ key: 'ToBeDeletedByClusterAutoscaler', value: '1', effect: 'NoSchedule' }] }, initiator: 'cluster-autoscaler' },
  { node: 'ghost-drain', spec: { unschedulable: true }, initiator: 'drain' },
];
const podOf = (node: string) => `on-${node}`;
const EVICTIONS = [EVICTED, ...DRAINED.map(({ node }) => podOf(node))];

const condition = (reason: string) => ({ type: 'DisruptionTarget', status: 'True', reason, message: 'test', lastTransitionTime: new Date().toISOString() });
const setStatus = (pod: string, status: object) => setStatusIn(pod, NAMESPACE, status);
const aPod = (name: string, nodeName = NODE) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE },
  spec: { nodeName, terminationGracePeriodSeconds: 600, tolerations: [{ operator: 'Exists' }], containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }] },
});

beforeAll(async () => {
  namespace(NAMESPACE, 'privileged');
  const nodes = [{ node: NODE, spec: {} }, { node: LOST_NODE, spec: {} }, ...DRAINED].map(({ node, spec }) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: node }, spec }));
  mustApply([
    ...nodes,
    ...[...STATES.map(({ pod }) => pod), EVICTED].map(pod => aPod(pod)),
    ...DRAINED.map(({ node }) => aPod(podOf(node), node)),
    ...LOST.map(pod => aPod(pod, LOST_NODE)),
  ]);
  for (const pod of [...STATES.map(each => each.pod), ...EVICTIONS, ...LOST]) { setStatus(pod, { phase: 'Running' }); }
  await observer.start();
  await observer.aWindowIsOver();
  for (const { pod, reason, statusReason, terminated } of STATES) {
    setStatus(pod, {
      ...reason !== undefined && { conditions: [condition(reason)] },
      ...statusReason !== undefined && { reason: statusReason, phase: 'Failed' },
      ...terminated !== undefined && { containerStatuses: [{ name: 'app', image: '', imageID: '', ready: false, restartCount: 0, state: { terminated: { exitCode: 137, reason: terminated } } }] },
    });
  }
  for (const pod of EVICTIONS) {
    mustKubectl(['create', '--raw', `/api/v1/namespaces/${NAMESPACE}/pods/${pod}/eviction`, '-f', '-'], JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: NAMESPACE } }));
  }
  mustKubectl(['delete', 'node', LOST_NODE]);
  mustKubectl(['delete', 'pods', ...LOST, '-n', NAMESPACE, '--force', '--grace-period=0']);
  await new Promise(resolve => setTimeout(resolve, 5000));
  for (const { pod, later } of STATES) { if (later !== undefined) { setStatus(pod, { conditions: [condition(later)] }); } }
  await new Promise(resolve => setTimeout(resolve, (WINDOW_SECONDS + 10) * 1000));
}, 240_000);
afterAll(async () => {
  await observer.stop();
  kubectl(['delete', 'pods', '--all', '-n', NAMESPACE, '--force', '--grace-period=0']);
  kubectl(['delete', 'node', '--ignore-not-found', NODE, LOST_NODE, ...DRAINED.map(({ node }) => node)]);
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
}, 60_000);

/** The maximum of each cause at any time. */
async function counted(version: string): Promise<{ [cause: string]: string }> {
  const found = await observer.query(`max_over_time(sum by (cause) (${observer.recordOf(version)})[2m:1s])`);
  return Object.fromEntries(found.map(({ metric, value }) => [metric.cause, value[1]]).sort());
}

/** Each pod that is known by name: its node, cause and initiator. */
const byName = (version: string) => observer.podsOf(version, 'node', 'cause', 'initiator');

const named = (...pods: [string, string][]) => Object.fromEntries(pods);
const ofEvictions = DRAINED.map(({ node, initiator }): [string, string] => [podOf(node), `${node} EvictionByEvictionAPI ${initiator}`]);
const ofLostNode = LOST.map((pod): [string, string] => [pod, `${LOST_NODE} DeletionByPodGC pod-gc`]);
const ofKubelets: readonly [string, string][] = [
  ['short-of-memory', `${NODE} TerminationByKubelet kubelet`],
  ['short-of-memory-and-killed', `${NODE} TerminationByKubelet kubelet`],
  ['not-admitted', `${NODE} UnexpectedAdmissionError admission`],
  ['killed', `${NODE} OOMKilled oom`],
];

test('the API server has recorded why it evicts, and older versions do not expose it: the field report', async () => {
  const { status } = JSON.parse(mustKubectl(['get', 'pod', EVICTED, '-n', NAMESPACE, '-o', 'json']));
  expect(status.conditions.map(({ type, reason }: any) => `${type} ${reason}`)).toContain('DisruptionTarget EvictionByEvictionAPI');
  for (const version of OLD) { expect(await observer.query(`max_over_time(kube_pod_status_reason{job="ksm-${version}",pod="${EVICTED}"}[2m]) > 0`)).toEqual([]); }
});

test('2.20: each pod is one series, for the cause with the highest priority, with its node and its initiator', async () => {
  expect(await byName('v2.20.0')).toEqual(named(
    ['preempted', `${NODE} PreemptionByScheduler scheduler`],
    ['tainted', `${NODE} DeletionByTaintManager taint-manager`],
    ['collected', `${NODE} DeletionByPodGC pod-gc`],
    ['preempted-by-critical', `${NODE} TerminationByKubelet kubelet`],
    [EVICTED, `${NODE} EvictionByEvictionAPI eviction-api`],
    ...ofEvictions, ...ofLostNode, ...ofKubelets,
  ));
});

test('2.20: each pod counts once', async () => {
  expect(await counted('v2.20.0')).toEqual({
    DeletionByPodGC: '3', DeletionByTaintManager: '1', EvictionByEvictionAPI: '4', OOMKilled: '1', PreemptionByScheduler: '1', TerminationByKubelet: '3', UnexpectedAdmissionError: '1',
  });
});

test.each(OLD)('%s: a pod that is evicted from a drained node is known by name, and so is one that is deleted with its node', async version => {
  expect(await byName(version)).toEqual(named(...ofEvictions, ...ofLostNode, ...ofKubelets));
});

test.each(OLD)('%s: each eviction is counted once: by the API server if the pod name is unknown; that of a kubelet is read from its pod', async version => {
  expect(await counted(version)).toEqual({ DeletionByPodGC: '2', EvictionByEvictionAPI: '4', OOMKilled: '1', TerminationByKubelet: '2', UnexpectedAdmissionError: '1' });
});

(IS_FULL ? test : test.skip)('2.19: pods that were preempted, and all that kubelets have ended, have names', async () => {
  expect(await byName('v2.19.1')).toEqual(named(
    ['preempted', `${NODE} PreemptionByScheduler scheduler`], ['preempted-by-critical', `${NODE} TerminationByKubelet kubelet`], ...ofEvictions, ...ofLostNode, ...ofKubelets,
  ));
});

test('a window later there is nothing new', async () => {
  for (const version of VERSIONS) { expect(await observer.query(`${observer.recordOf(version)} > 0`)).toEqual([]); }
});

test('Prometheus evaluates all of it without an error', async () => {
  const rules = (await observer.api('rules')).groups.flatMap(({ rules: own }: any) => own);
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter(({ health }: any) => health !== 'ok').map(({ name, lastError }: any) => `${name}: ${lastError}`)).toEqual([]);
});
