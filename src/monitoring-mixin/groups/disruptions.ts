import { DISRUPTED_PODS, DISRUPTIONS } from './disruption-causes';
import { counted, evictionRequests, UNSEEN } from './disruption-counters';
import { BY_POD } from './disruption-pods';
import { POD_OWNER } from './workload-owners';
import { AlertDefinition, Context, GroupDefinition } from '../definition';

export { CAUSES, DISRUPTIONS } from './disruption-causes';

/** Fewer pods are not a mass disruption, however small the cluster is. */
const LEAST_PODS = 10;
const LEAST_PODS_OF_WORKLOAD = 3;

/**
 * A share of the running pods, and more than two nodes have on average: in a small cluster the drain of one node is a large share. If pods
 * have no node, only the share counts.
 */
function surge({ by, on, ksm, once }: Context, share: number): string {
  const disrupted = `sum ${by('cause')} (${DISRUPTIONS})`;
  const running = `sum ${by()} (${once(`kube_pod_status_phase{${ksm},phase="Running"}`, 'uid')})`;
  const nodes = `count ${by()} (${once(`kube_pod_info{${ksm},node!=""}`, 'node')})`;
  const ofTwoNodes = `${disrupted} <= ${on()} group_left () 2 * ${running} / ${nodes}`;
  return `${disrupted} / ${on()} group_left () ${running} > ${share} and ${disrupted} > ${LEAST_PODS} unless ${ofTwoNodes}`;
}

/** More than this share of the pods that a workload had five minutes ago. */
function workloadSurge({ by, on }: Context, share: number): string {
  const labels = ['namespace', 'workload', 'workload_type'];
  const disrupted = `sum ${by(...labels)} (${DISRUPTIONS}{workload_type!~"daemonset|staticpod|barepod|job"})`;
  const size = `count ${by(...labels)} (${POD_OWNER} offset 5m)`;
  return `${disrupted} / ${on(...labels)} ${size} > ${share} and ${disrupted} >= ${LEAST_PODS_OF_WORKLOAD}`;
}

/**
 * Deleted by the pod garbage collector: pods that are reported by name, and more than a few that only its counter reports. Those can be
 * DaemonSet pods of a removed node that kube-state-metrics never reported.
 */
function lostWithNode({ by }: Context, unknown: number): string {
  const known = `${DISRUPTIONS}{cause="DeletionByTaintManager"} or ${DISRUPTED_PODS}{cause="DeletionByPodGC"}`;
  const nameless = `${DISRUPTIONS}{cause="DeletionByPodGC",node=""}`;
  return `sum ${by('node', 'cause')} (${known}) > 0 or sum ${by('node', 'cause')} (${nameless}) > ${unknown}`;
}

const ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'PodsDisrupted',
    severity: 'warning',
    threshold: 0.25,
    expr: surge,
    summary: '{{ $value | humanizePercentage }} of the pods were disrupted in five minutes: {{ $labels.cause }}.',
    description: 'This is more than the drain of one or two nodes: workloads may have too few pods. Look for nodes that were drained, '
      + 'removed or preempted at that time.',
  },
  {
    alert: 'WorkloadDisrupted',
    severity: 'warning',
    threshold: 0.5,
    expr: workloadSurge,
    summary: '{{ $value | humanizePercentage }} of the pods of {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload }} '
      + 'were disrupted in five minutes.',
    description: 'The workload has too few pods until the new ones are ready. A PodDisruptionBudget limits how many are evicted at once. '
      + 'Create one if there is none.',
  },
  {
    alert: 'PodsEndedByKubelet',
    severity: 'warning',
    // a counter may be scraped before the pods that it counts
    for: '1m',
    expr: ({ by }) => `sum ${by('namespace')} (${DISRUPTIONS}{cause="TerminationByKubelet"}) > 0`,
    summary: 'Kubelets ended {{ $value | printf "%.0f" }} pods of {{ or $labels.namespace "unknown namespaces" }}.',
    description: 'A node is short of memory or disk, makes room for a critical pod, or shuts down. '
      + 'PodDisruptionBudgets do not protect against it.',
  },
  {
    alert: 'PodsPreempted',
    severity: 'info',
    for: '1m',
    expr: ({ by }) => `sum ${by('namespace')} (${DISRUPTIONS}{cause="PreemptionByScheduler"}) > 0`,
    summary: '{{ $value | printf "%.0f" }} pods of {{ $labels.namespace }} were preempted by pods with a higher priority.',
    description: 'The cluster has too little room for all pods. Add nodes, or lower requests of pods.',
  },
  {
    alert: 'PodsLostWithNode',
    severity: 'warning',
    for: '1m',
    threshold: 5,
    expr: lostWithNode,
    summary: '{{ $value | printf "%.0f" }} pods were deleted because their node {{ or $labels.node "(unknown)" }} does not respond or is '
      + 'gone: '
      + '{{ $labels.cause }}.',
    description: 'The pods did not end gracefully, because the node was not drained. Check the machine and its cloud instance.',
  },
  {
    alert: 'EvictionsBlocked',
    severity: 'warning',
    for: '30m',
    when: ({ jobs }) => jobs.apiServer !== undefined,
    expr: ({ by }) => `sum ${by()} (cluster_code:apiserver_eviction_requests:increase5m{code="429"}) > 0`,
    summary: 'The API server has rejected evictions for half an hour: {{ $value | printf "%.0f" }} in five minutes.',
    description: 'A PodDisruptionBudget allows no eviction: a node cannot be drained, and an upgrade or a scale-down waits. Find the '
      + 'budget with 0 allowed disruptions: "kubectl get poddisruptionbudgets --all-namespaces".',
  },
];

export const DISRUPTION: GroupDefinition = {
  name: 'disruptions',
  title: 'Disruptions',
  needs: ['kubeStateMetrics'],
  records: [
    ...BY_POD,
    ...UNSEEN,
    {
      record: 'cluster_code:apiserver_eviction_requests:increase5m',
      expr: evictionRequests,
      when: ({ jobs }) => jobs.apiServer !== undefined,
    },
    {
      record: 'nodepool_reason:karpenter_nodeclaims_disrupted:increase5m',
      expr: context =>
        counted('karpenter_nodeclaims_disrupted_total', context.karpenter, context.karpenter, ['nodepool', 'reason'], context),
      when: ({ jobs }) => jobs.karpenter !== undefined,
    },
  ],
  alerts: ALERTS,
};
