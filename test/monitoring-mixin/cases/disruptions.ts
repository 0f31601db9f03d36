import { AlertCase, api, GROWS, Input, ksm, kubelet, of, ON, POD } from '../alert-case';

const UP: Input = { [ksm('up', 'instance="ksm:8080"')]: ON };
const manager = (metric: string, labels = '') => of('kube-controller-manager')(metric, `namespace="kube-system",instance="10.0.0.9:10257"${labels === '' ? '' : `,${labels}`}`);
const MANAGER_UP: Input = { [manager('up')]: ON };

const reasonOf = (reason: string, labels = `${POD},uid="u"`, more = '') => ksm('kube_pod_status_disruption_reason', `${labels},reason="${reason}"${more}`);
const disrupted = (reason: string, from: string): Input => ({ [reasonOf(reason)]: from, ...UP });

/** Pods of one Deployment, spread over nodes, of which the first are evicted after 20 minutes. */
function evicted(count: number, running: number, nodes: number, namespace = 'shop'): Input {
  const pods = Array.from({ length: running }, (_, i) => `namespace="${namespace}",pod="p${i}",uid="u${i}"`);
  return {
    ...Object.fromEntries(pods.flatMap((pod, i) => [
      [ksm('kube_pod_status_phase', `${pod},phase="Running"`), ON],
      [ksm('kube_pod_info', `${pod},node="n${Math.floor(i * nodes / running)}",created_by_kind="ReplicaSet",created_by_name="web-5d"`), ON],
      [ksm('kube_pod_owner', `${pod},owner_kind="ReplicaSet",owner_name="web-5d",owner_is_controller="true"`), ON],
    ])),
    ...Object.fromEntries(pods.slice(0, count).map((pod, i) => [reasonOf('EvictionByEvictionAPI', pod), `_x${20 + i % 2} 1x2`])),
    [ksm('kube_replicaset_owner', `namespace="${namespace}",replicaset="web-5d",owner_kind="Deployment",owner_name="web",owner_is_controller="true"`)]: ON,
    ...UP,
  };
}

const inClusters = (...inputs: Input[]): Input => Object.assign({}, ...inputs.map((input, at) =>
  Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{cluster="${'ab'[at]}",`), values])))) as Input;

/** Finished pods, and those that wait for a node. */
const others = (phase: string, count: number): Input => Object.fromEntries(Array.from({ length: count }, (_, i) => `namespace="shop",pod="o${i}",uid="o${i}"`).flatMap(pod => [
  [ksm('kube_pod_status_phase', `${pod},phase="Running"`), '0x600'],
  [ksm('kube_pod_status_phase', `${pod},phase="${phase}"`), ON],
  [ksm('kube_pod_info', `${pod},node="${phase === 'Pending' ? '' : 'n0'}",created_by_kind="Job",created_by_name="report"`), ON],
]));

/** The same pods of a DaemonSet. */
const ofDaemonSet = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace(/(_kind=)"ReplicaSet"/, '$1"DaemonSet"').replace('"web-5d"', '"web"'), values]));

/** A second kube-state-metrics has started, and sees the pods before they run. */
const lagging = (input: Input): Input => ({
  ...Object.fromEntries(Object.entries(input).filter(([series]) => series.includes('phase="Running"')).map(([series]) => [series.replace('{', '{instance="new:8080",'), '0x600'])), ...input,
});

const SURGES: readonly AlertCase[] = [
  ['not a quarter', evicted(21, 80, 40), evicted(20, 80, 40)],
  ['not ten', evicted(11, 20, 10), evicted(10, 20, 10)],
  ['not what two nodes have', evicted(31, 45, 3), evicted(30, 45, 3)],
  ['finished pods do not run', { ...evicted(30, 60, 6), ...others('Succeeded', 100) }, evicted(12, 60, 30)],
  ['pods without a node are on none', evicted(30, 60, 6), { ...evicted(30, 45, 3), ...others('Pending', 1) }],
  ['though one of two kube-state-metrics lags', lagging(evicted(30, 60, 6)), lagging(evicted(12, 60, 30))],
  ['nor what two nodes have, though one of two kube-state-metrics lags', lagging(evicted(31, 45, 3)), lagging(evicted(30, 45, 3))],
].map(([what, fires, quiet]) => ({ alert: 'PodsDisrupted', what, at: '23m', count: 1, fires, quiet }) as AlertCase);

const CLUSTERS: readonly AlertCase[] = [
  { alert: 'PodsDisrupted', what: 'in each of two clusters', at: '23m', count: 2, fires: inClusters(evicted(30, 60, 6), evicted(20, 40, 8)), quiet: inClusters(evicted(30, 45, 3), evicted(12, 60, 30)) },
  { alert: 'PodsDisrupted', what: 'in one of two clusters', at: '23m', count: 1, fires: inClusters(evicted(30, 60, 6), evicted(9, 60, 6)), quiet: inClusters(evicted(12, 60, 30), evicted(9, 20, 6)) },
  { alert: 'WorkloadDisrupted', what: 'in each of two clusters', at: '23m', count: 2, fires: inClusters(evicted(3, 4, 2), evicted(4, 5, 2)), quiet: inClusters(evicted(2, 4, 2), evicted(2, 4, 2)) },
  { alert: 'WorkloadDisrupted', what: 'in one of two clusters', at: '23m', count: 1, fires: inClusters(evicted(3, 4, 2), evicted(2, 4, 2)), quiet: inClusters(evicted(2, 4, 2), evicted(1, 4, 2)) },
];

/** A node that is removed after 21 minutes with its pods; the pod garbage collector deletes them. */
const removed = (kind: string, collected: number, more: Input = {}): Input => ({
  [ksm('kube_pod_info', 'namespace="kube-system",pod="proxy-1",uid="d1",node="n1",created_by_kind="DaemonSet"')]: '1x21 stale',
  [ksm('kube_pod_info', 'namespace="kube-system",pod="proxy-2",uid="d2",node="n2",created_by_kind="DaemonSet"')]: ON,
  [ksm('kube_pod_info', 'namespace="shop",pod="web-1",uid="u1",node="n1",created_by_kind="ReplicaSet"')]: '1x21 stale',
  [manager('pod_gc_collector_force_delete_pods_total', `exported_namespace="kube-system",reason="${kind}"`)]: '0x21 1x600',
  [manager('pod_gc_collector_force_delete_pods_total', `exported_namespace="shop",reason="${kind}"`)]: `0x21 ${collected}x600`,
  ...UP,
  ...MANAGER_UP,
  ...more,
});

const unschedulable = (node: string) => ksm('kube_node_spec_unschedulable', `node="${node}"`);
const tainted = (key: string, values: string, node = 'n1'): Input => ({ [ksm('kube_node_spec_taint', `node="${node}",key="${key}",value="",effect="NoSchedule"`)]: values });
const podOf = (node: string, i: number) => `namespace="shop",pod="${node}-${i}",uid="${node}-${i}"`;
const podOn = (node: string, i: number, kind = 'ReplicaSet') => ksm('kube_pod_info', `${podOf(node, i)},node="${node}",created_by_kind="${kind}",created_by_name="web-5d"`);
/** Some pods of a node, from the first on, that have begun to end, or that have ended. */
const ending = (node: string, count: number): Input => Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_deletion_timestamp', podOf(node, i)), '_x18 1140x3 stale']));
const ended = (node: string, count: number): Input => Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_status_phase', `${podOf(node, i)},phase="Failed"`), '0x15 1x5 stale']));

/** A Node object that is deleted after 20 minutes; two minutes later the pod garbage collector has deleted its pods. kube-controller-manager is not scraped. */
const lostNode = (node: string, pods: number, more: Input = {}, values = '1x21 stale'): Input => ({
  [unschedulable(node)]: '0x19 stale',
  [podOn(node, 99, 'DaemonSet')]: '1x21 stale',
  ...Object.fromEntries(Array.from({ length: pods }, (_, i) => [podOn(node, i), values])),
  ...more,
});
/** The same, with another node that stays. */
const lost = (pods: number, more: Input = {}): Input => ({ ...lostNode('n1', pods), [unschedulable('n2')]: '0x600', [podOn('n2', 0)]: ON, ...UP, ...more });
/** The same, with a label in every series, as of another cluster or another kube-state-metrics. */
const withLabel = (input: Input, label: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace(/}$/, `,${label}}`), values]));

/** The same of a pod of another namespace. */
const inBank = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('namespace="shop"', 'namespace="bank"').replace('uid="u"', 'uid="v"'), values]));

/** A pod of a node. */
const lostOn = (node: string, reason: string, name = 'a'): Input => {
  const pod = `namespace="shop",pod="${name}-${node}",uid="${name}-${node}"`;
  return { [reasonOf(reason, pod)]: '_x20 1x600', [ksm('kube_pod_info', `${pod},node="${node}",created_by_kind="ReplicaSet",created_by_name="web-5d"`)]: ON, ...UP };
};

/** Pods that only the counter of the pod garbage collector knows. */
const counted = (count: number): Input => ({ [manager('pod_gc_collector_force_delete_pods_total', 'exported_namespace="shop",reason="orphaned"')]: `0x21 ${count}x600`, ...UP, ...MANAGER_UP });

const EVICTIONS = 'resource="pods",subresource="eviction",verb="POST"';
const blocked = (values: string): Input => ({ [api('apiserver_request_total', `${EVICTIONS},code="429"`)]: values, [api('up')]: ON });
const preempted = (labels: string, more = '') => reasonOf('PreemptionByScheduler', labels, more);

export const DISRUPTIONS: readonly AlertCase[] = [
  ...SURGES,
  ...CLUSTERS,
  { alert: 'WorkloadDisrupted', what: 'not a half', at: '23m', count: 1, fires: evicted(4, 6, 3), quiet: evicted(3, 6, 3) },
  { alert: 'WorkloadDisrupted', what: 'a DaemonSet has its pods where its nodes are', at: '23m', count: 1, fires: evicted(3, 4, 2), quiet: ofDaemonSet(evicted(3, 4, 2)) },
  { alert: 'PodsEndedByKubelet', what: 'as soon as it has waited', at: '21m', interval: '30s', fires: disrupted('TerminationByKubelet', '_x40 1x600'), quiet: disrupted('TerminationByKubelet', '_x41 1x600') },
  { alert: 'PodsLostWithNode', what: 'as soon as it has waited', at: '21m', interval: '30s', fires: disrupted('DeletionByPodGC', '_x40 1x600'), quiet: disrupted('DeletionByPodGC', '_x41 1x600') },
  {
    alert: 'PodsEndedByKubelet',
    what: 'of each namespace of each cluster',
    at: '23m',
    count: 4,
    fires: inClusters(...[0, 1].map(() => ({ ...disrupted('TerminationByKubelet', '_x20 1x600'), ...inBank(disrupted('TerminationByKubelet', '_x20 1x600')) }))),
    quiet: inClusters(disrupted('EvictionByEvictionAPI', '_x20 1x600'), disrupted('EvictionByEvictionAPI', '_x20 1x600')),
  },
  {
    alert: 'PodsLostWithNode',
    what: 'of each node of each cluster, and for each cause',
    at: '23m',
    count: 6,
    fires: inClusters(...[0, 1].map(() => ({ ...lostOn('n1', 'DeletionByPodGC'), ...lostOn('n2', 'DeletionByPodGC'), ...lostOn('n1', 'DeletionByTaintManager', 'b') }))),
    quiet: inClusters(lostOn('n1', 'EvictionByEvictionAPI'), lostOn('n2', 'EvictionByEvictionAPI')),
  },
  {
    alert: 'PodsLostWithNode',
    what: 'in each of two clusters, though only the counter knows the pods',
    at: '24m',
    count: 2,
    fires: inClusters(counted(12), counted(12)),
    quiet: inClusters(counted(5), counted(5)),
  },
  { alert: 'PodsPreempted', what: 'as soon as it has waited', at: '21m', interval: '30s', fires: disrupted('PreemptionByScheduler', '_x40 1x600'), quiet: disrupted('PreemptionByScheduler', '_x41 1x600') },
  {
    alert: 'EvictionsBlocked',
    what: 'in each of two clusters, half an hour long',
    at: '44m',
    count: 2,
    fires: inClusters(blocked(GROWS), blocked(GROWS)),
    quiet: inClusters(blocked('0x25 1+1x600'), blocked('0x25 1+1x600')),
  },
  { alert: 'PodsDisrupted', what: 'a share of the pods, whatever their number', at: '23m', fires: evicted(30, 60, 6), quiet: evicted(30, 200, 6) },
  { alert: 'PodsDisrupted', what: 'a node of a small cluster is drained', at: '23m', fires: evicted(36, 45, 3), quiet: evicted(15, 45, 3) },
  { alert: 'PodsDisrupted', what: 'a few pods are no surge', at: '23m', fires: evicted(12, 24, 6), quiet: evicted(8, 12, 6) },
  {
    alert: 'PodsDisrupted',
    what: 'two kube-state-metrics during a rollout',
    at: '23m',
    count: 1,
    fires: { ...evicted(30, 60, 6), ...Object.fromEntries(Object.entries(evicted(30, 60, 6)).map(([series, values]) => [series.replace(/instance="ksm:8080"/, '').replace(/,?}$/, ',instance="new:8080"}'), values])) },
    quiet: evicted(10, 60, 6),
  },
  { alert: 'WorkloadDisrupted', at: '23m', count: 1, fires: evicted(3, 4, 2), quiet: evicted(2, 4, 2) },
  { alert: 'WorkloadDisrupted', what: 'one pod of one, and two of three, are an ordinary drain', at: '23m', fires: evicted(3, 3, 3), quiet: { ...evicted(1, 1, 1, 'single'), ...evicted(2, 3, 3) } },

  { alert: 'PodsEndedByKubelet', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('EvictionByEvictionAPI', '_x20 1x600') },
  { alert: 'PodsEndedByKubelet', what: 'one that failed long ago is not new', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x5 1x600') },
  {
    alert: 'PodsEndedByKubelet',
    what: 'one that failed long ago is not new after a gap',
    at: '26m',
    fires: disrupted('TerminationByKubelet', '_x22 1x600'),
    quiet: { [reasonOf('TerminationByKubelet')]: '1x20 stale 1x600', [ksm('up', 'instance="ksm:8080"')]: '1x20 0 1x600', [ksm('up', 'instance="other:8080"')]: ON },
  },
  {
    alert: 'PodsEndedByKubelet',
    what: 'a pod of a DaemonSet that is replaced before a scrape',
    at: '24m',
    fires: { [kubelet('kubelet_evictions', 'eviction_signal="memory.available"')]: '_x22 1x600', [kubelet('up')]: ON, ...UP },
    quiet: { [kubelet('kubelet_evictions', 'eviction_signal="memory.available"')]: '3x600', [kubelet('up')]: ON, ...UP },
  },
  {
    alert: 'PodsEndedByKubelet',
    what: 'for a critical pod; a shutdown of a kubelet is not an end of a pod',
    at: '24m',
    count: 1,
    fires: { [kubelet('kubelet_preemptions', 'preemption_signal="cpu"')]: '0x22 1x600', [kubelet('up')]: ON, ...UP },
    quiet: { [kubelet('kubelet_graceful_shutdown_start_time_seconds')]: '0x22 1320x600', [kubelet('up')]: ON, ...UP },
  },
  { alert: 'PodsPreempted', at: '22m', fires: disrupted('PreemptionByScheduler', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  {
    alert: 'PodsPreempted',
    what: 'one alert for a namespace, in each cluster',
    at: '22m',
    count: 2,
    fires: Object.fromEntries(['a', 'b'].flatMap(cluster => [
      [preempted('namespace="shop",pod="p1",uid="1"', `,cluster="${cluster}"`), '_x20 1x600'], [preempted('namespace="shop",pod="p2",uid="2"', `,cluster="${cluster}"`), '_x20 1x600'],
      [ksm('up', `cluster="${cluster}"`), ON],
    ])),
    quiet: disrupted('EvictionByEvictionAPI', '_x20 1x600'),
  },

  { alert: 'PodsLostWithNode', at: '22m', fires: disrupted('DeletionByPodGC', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  { alert: 'PodsLostWithNode', what: 'the taint manager', at: '22m', fires: disrupted('DeletionByTaintManager', '_x20 1x600'), quiet: disrupted('EvictionByEvictionAPI', '_x20 1x600') },
  { alert: 'PodsLostWithNode', what: 'no scrape sees what the pod garbage collector deletes; a scale-down orphans the DaemonSet pods', at: '24m', fires: removed('orphaned', 1), quiet: removed('orphaned', 0) },
  { alert: 'PodsLostWithNode', what: 'finished pods are cleaned up', at: '24m', fires: removed('out-of-service', 1), quiet: { ...removed('terminated', 40), ...removed('unscheduled', 3) } },
  {
    alert: 'PodsLostWithNode',
    what: 'pods that only the counter knows',
    at: '24m',
    fires: { [manager('pod_gc_collector_force_delete_pods_total', 'exported_namespace="shop",reason="orphaned"')]: '0x21 12x600', ...UP, ...MANAGER_UP },
    quiet: { [manager('pod_gc_collector_force_delete_pods_total', 'exported_namespace="kube-system",reason="orphaned"')]: '0x21 4x600', ...UP, ...MANAGER_UP },
  },
  {
    alert: 'PodsLostWithNode',
    what: 'the taint manager, of pods that end before they are seen',
    at: '24m',
    fires: { [manager('taint_eviction_controller_pod_deletions_total')]: '0x21 3x600', ...UP, ...MANAGER_UP },
    quiet: { [manager('taint_eviction_controller_pod_deletions_total')]: '3x600', ...UP, ...MANAGER_UP },
  },

  { alert: 'PodsLostWithNode', what: 'a Node object is deleted, and nobody has drained it', at: '24m', count: 1, fires: lost(3), quiet: lost(0) },
  { alert: 'PodsLostWithNode', what: 'one pod that ends with its node, as each does on Fargate', at: '24m', fires: lost(2), quiet: lost(1) },
  {
    alert: 'PodsLostWithNode',
    what: 'the nodes were cordoned, disrupted by Karpenter, removed by the cluster autoscaler, or about to be',
    at: '24m',
    count: 1,
    fires: lost(3, { ...tainted('example.org/gpu', '1x19 stale'), ...tainted('node.kubernetes.io/not-ready', '_x16 1x3 stale') }),
    quiet: {
      ...lost(0),
      ...lostNode('cordoned', 3, { [unschedulable('cordoned')]: '0x15 1x3 stale' }),
      ...lostNode('karpenter', 3, tainted('karpenter.sh/disrupted', '_x16 1x3 stale', 'karpenter')),
      ...lostNode('removed', 3, tainted('ToBeDeletedByClusterAutoscaler', '_x16 1x3 stale', 'removed')),
      ...lostNode('candidate', 3, tainted('DeletionCandidateOfClusterAutoscaler', '_x10 1x9 stale', 'candidate')),
    },
  },
  {
    alert: 'PodsLostWithNode',
    what: 'the pods, or all but one, had begun to end or had ended',
    at: '24m',
    fires: lost(3, ending('n1', 1)),
    quiet: {
      ...lost(0),
      ...lostNode('ending', 3, ending('ending', 3)),
      ...lostNode('ending-but-one', 3, ending('ending-but-one', 2)),
      ...lostNode('ended', 3, ended('ended', 3)),
      ...lostNode('ended-but-one', 3, ended('ended-but-one', 2)),
    },
  },
  {
    alert: 'PodsLostWithNode',
    what: 'the Node object is there again; the node stays with other pods; it was empty before it went; its pods are still there',
    at: '24m',
    fires: lost(3, ended('n1', 1)),
    quiet: {
      ...lost(0),
      ...lostNode('back', 3, { [unschedulable('back')]: '0x19 stale 0x600' }),
      ...lostNode('stays', 3, { [unschedulable('stays')]: '0x600', [podOn('stays', 3)]: ON, [podOn('stays', 4)]: ON }),
      ...lostNode('empty', 3, {}, '1x15 stale'),
      ...lostNode('not-collected', 3, {}, ON),
    },
  },
  { alert: 'PodsLostWithNode', what: 'nodes are not collected', at: '24m', fires: lost(3), quiet: lost(3, { [unschedulable('n1')]: '_x600', [unschedulable('n2')]: '_x600' }) },
  {
    alert: 'PodsLostWithNode',
    what: 'kube-state-metrics was on the node, and starts elsewhere; without it nothing is known',
    at: '25m',
    fires: lost(3, {
      [unschedulable('n2')]: '0x19 stale stale 0x600',
      [podOn('n2', 0)]: '1x19 stale stale 1x600',
      [ksm('up', 'instance="ksm:8080"')]: '1x19 0 0 stale',
      [ksm('up', 'instance="new:8080"')]: '_x22 1x600',
    }),
    quiet: lost(3, { [unschedulable('n2')]: '0x19 stale', [podOn('n2', 0)]: '1x21 stale', [ksm('up', 'instance="ksm:8080"')]: '1x20 0x600' }),
  },
  { alert: 'PodsLostWithNode', what: 'kube-state-metrics has just started and shows no node yet', at: '24m', fires: lost(3), quiet: lost(3, { [unschedulable('n2')]: '0x19 stale' }) },
  {
    alert: 'PodsLostWithNode',
    what: 'a shard of kube-state-metrics is missing, and with it what it shows',
    at: '24m',
    fires: lost(3, { [ksm('up', 'instance="shard-1:8080"')]: ON }),
    quiet: lost(3, { [ksm('up', 'instance="shard-1:8080"')]: '1x19 stale' }),
  },
  {
    alert: 'PodsLostWithNode',
    what: 'two kube-state-metrics during a rollout: one alert',
    at: '24m',
    count: 1,
    fires: { ...lost(3), ...withLabel(lost(3), 'service="other"') },
    quiet: lost(1),
  },
  {
    alert: 'PodsLostWithNode',
    what: 'two clusters whose nodes have one name',
    at: '24m',
    count: 1,
    fires: { ...withLabel(lost(3), 'cluster="a"'), ...withLabel({ ...lost(0), ...lostNode('n1', 3, { [unschedulable('n1')]: '0x600' }, ON) }, 'cluster="b"') },
    quiet: { ...withLabel(lost(1), 'cluster="a"'), ...withLabel(lost(1), 'cluster="b"') },
  },
  {
    alert: 'PodsLostWithNode',
    what: 'both the counter and kube-state-metrics know the pods: one alert',
    at: '24m',
    count: 1,
    fires: { ...lost(3), ...MANAGER_UP, [manager('pod_gc_collector_force_delete_pods_total', 'exported_namespace="shop",reason="orphaned"')]: '0x21 4x600' },
    quiet: { ...lost(0), ...MANAGER_UP, [manager('pod_gc_collector_force_delete_pods_total', 'exported_namespace="shop",reason="orphaned"')]: '0x21 1x600' },
  },

  {
    alert: 'EvictionsBlocked',
    fires: { [api('apiserver_request_total', `${EVICTIONS},code="429"`)]: GROWS, [api('up')]: ON },
    quiet: { [api('apiserver_request_total', `${EVICTIONS},code="201"`)]: GROWS, [api('up')]: ON },
  },
  {
    alert: 'EvictionsBlocked',
    what: 'a drain that waits a moment for new pods',
    fires: { [api('apiserver_request_total', `${EVICTIONS},code="429"`)]: GROWS, [api('up')]: ON },
    quiet: { [api('apiserver_request_total', `${EVICTIONS},code="429"`)]: '0x20 1+1x10 11x600', [api('up')]: ON },
  },
];
