import { Context, GroupDefinition, RecordDefinition } from '../definition';

/** What every version is brought to: pods that were disrupted in the last five minutes. */
export const DISRUPTIONS = 'pod_disruption:increase5m';

/** A cause, by the reason of the condition DisruptionTarget, and who brings it about. */
interface Cause {
  readonly cause: string;
  readonly initiator: string;
}

/**
 * THE priority: a pod that has had several of these reasons counts once, for the first of them. Whoever wanted the place comes before who took the pod away: a preempted pod
 * ends by its kubelet, and an evicted one on a lost node by the collector of pods.
 */
export const CAUSES: readonly Cause[] = [
  { cause: 'PreemptionByScheduler', initiator: 'scheduler' },
  { cause: 'DeletionByTaintManager', initiator: 'taint-manager' },
  { cause: 'EvictionByEvictionAPI', initiator: 'eviction-api' },
  { cause: 'DeletionByPodGC', initiator: 'pod-gc' },
  { cause: 'TerminationByKubelet', initiator: 'kubelet' },
  { cause: 'Other', initiator: 'unknown' },
];

const EVICTIONS = 'resource="pods",subresource="eviction"';

const POD = ['namespace', 'pod', 'uid'] as const;

/** Pods that have come to have one of these reasons, and had none of all five minutes ago. What was there when kube-state-metrics was not scraped yet is not new. */
function appeared(metric: string, reasons: readonly string[], before: readonly string[], all: readonly string[], { ksm, by, on, cluster }: Context): string {
  const oneOf = (names: readonly string[]) => names.length === 1 ? `reason="${names[0]}"` : `reason=~"${names.join('|')}"`;
  const had = (names: readonly string[]) => `max_over_time(${metric}{${ksm},${oneOf(names)}}[5m]) == 1`;
  return `count ${by('namespace')} (count ${by(...POD)} (${had(reasons)}`
    + `${before.length > 0 ? ` unless ${on(...POD)} (${had(before)})` : ''} unless ${on(...POD)} ${metric}{${ksm},${oneOf(all)}} offset 5m == 1) and on (${cluster}) count by (${cluster}) (up{${ksm}} offset 5m == 1))`;
}

/**
 * What a counter has counted in five minutes. One that is new begins with what has happened, which increase() does not see;
 * so where its target was there already, its value counts.
 */
function counted(metric: string, selector: string, target: string, labels: readonly string[], { by }: Context): string {
  const series = `${metric}{${selector}}`;
  return `sum ${by(...labels)} (${series} unless ${series} offset 5m and on (job, instance) up{${target}} offset 5m == 1 or round(increase(${series}[5m])))`;
}

const apiServer = ({ apiServer: selector }: Context) => `${selector},metrics_path!="/metrics/slis"`;

const evictions = (context: Context) => counted('apiserver_request_total', `${apiServer(context)},${EVICTIONS},code="201"`, apiServer(context), [], context);

const row = (cause: string, expr: RecordDefinition['expr'], when: RecordDefinition['when']): RecordDefinition => ({
  record: DISRUPTIONS, labels: { cause, initiator: CAUSES.find(each => each.cause === cause)!.initiator }, expr, when,
});

const hasMetric = ({ kubeStateMetrics }: Context) => kubeStateMetrics.has('podDisruptionReason');

/**
 * From 2.20 on: the condition itself, with the namespace. A pod that ends sooner than the next scrape was never seen; of evictions the apiserver has counted it, and its namespace
 * is not known.
 */
const byCondition: RecordDefinition[] = CAUSES.map(({ cause }, at) => row(cause, context => {
  const seen = appeared('kube_pod_status_disruption_reason', [cause], CAUSES.slice(0, at).map(each => each.cause), CAUSES.map(each => each.cause), context);
  const unseen = `${evictions(context)} - (sum ${context.by()} (${seen}) or 0 * ${evictions(context)}) > 0`;
  return cause === 'EvictionByEvictionAPI' && context.jobs.apiServer !== undefined ? `${seen} or ${unseen}` : seen;
}, hasMetric));

/** Before: what the control plane counts; and of kube-state-metrics the pods that a kubelet has evicted, which stay as failed ones. */
const byCounters: RecordDefinition[] = [
  row('PreemptionByScheduler', context => `${counted('scheduler_preemption_victims_sum', context.scheduler, context.scheduler, [], context)} > 0`, context => !hasMetric(context) && context.jobs.scheduler !== undefined),
  row(
    'PreemptionByScheduler',
    context => appeared('kube_pod_status_reason', ['PreemptionByScheduler'], [], ['PreemptionByScheduler'], context),
    context => !hasMetric(context) && context.jobs.scheduler === undefined && context.kubeStateMetrics.has('podPreemptionReason'),
  ),
  row(
    'DeletionByTaintManager',
    context => `${counted('taint_eviction_controller_pod_deletions_total', context.controllerManager, context.controllerManager, [], context)} > 0`,
    context => !hasMetric(context) && context.jobs.controllerManager !== undefined,
  ),
  row('EvictionByEvictionAPI', context => `${evictions(context)} > 0`, context => !hasMetric(context) && context.jobs.apiServer !== undefined),
  row(
    'DeletionByPodGC',
    context => `${counted('pod_gc_collector_force_delete_pods_total', context.controllerManager, context.controllerManager, ['namespace'], context)} > 0`,
    context => !hasMetric(context) && context.jobs.controllerManager !== undefined,
  ),
  row(
    'TerminationByKubelet',
    context => {
      const reasons = context.kubeStateMetrics.has('podPreemptionReason') ? ['Evicted', 'TerminationByKubelet'] : ['Evicted'];
      return appeared('kube_pod_status_reason', reasons, context.kubeStateMetrics.has('podPreemptionReason') ? ['PreemptionByScheduler'] : [], reasons, context);
    },
    context => !hasMetric(context),
  ),
];

export const DISRUPTION: GroupDefinition = {
  name: 'disruptions',
  title: 'Disruptions',
  needs: ['kubeStateMetrics'],
  records: [
    ...byCondition,
    ...byCounters,
    {
      record: 'cluster_code:apiserver_eviction_requests:increase5m',
      expr: context => counted('apiserver_request_total', `${apiServer(context)},${EVICTIONS}`, apiServer(context), ['code'], context),
      when: ({ jobs }) => jobs.apiServer !== undefined,
    },
    {
      record: 'nodepool_reason:karpenter_nodeclaims_disrupted:increase5m',
      expr: context => counted('karpenter_nodeclaims_disrupted_total', context.karpenter, context.karpenter, ['nodepool', 'reason'], context),
      when: ({ jobs }) => jobs.karpenter !== undefined,
    },
  ],
  alerts: [
    {
      alert: 'PodsDisrupted',
      severity: 'warning',
      threshold: 50,
      expr: ({ by }, pods) => `sum ${by('cause', 'initiator')} (${DISRUPTIONS}) > ${pods}`,
      summary: '{{ $value | printf "%.0f" }} pods were disrupted in five minutes: {{ $labels.cause }} by {{ $labels.initiator }}.',
      description: 'More than an upgrade or a consolidation usually moves: workloads may have too few pods.',
    },
    {
      alert: 'PodsEndedByKubelet',
      severity: 'warning',
      expr: ({ by }) => `sum ${by('namespace')} (${DISRUPTIONS}{cause="TerminationByKubelet"}) > 0`,
      summary: 'Kubelets have ended {{ $value | printf "%.0f" }} pods of {{ $labels.namespace }}.',
      description: 'A node is short of memory or disk, or shuts down; PodDisruptionBudgets are not asked.',
    },
    {
      alert: 'PodsPreempted',
      severity: 'info',
      expr: ({ by }) => `sum ${by('namespace')} (${DISRUPTIONS}{cause="PreemptionByScheduler"}) > 0`,
      summary: '{{ $value | printf "%.0f" }} pods of {{ $labels.namespace }} had to make room for more important ones.',
      description: 'The cluster has too little room for all.',
    },
    {
      alert: 'PodsLostWithNode',
      severity: 'warning',
      expr: ({ by }) => `sum ${by('cause')} (${DISRUPTIONS}{cause=~"DeletionByTaintManager|DeletionByPodGC"}) > 0`,
      summary: '{{ $value | printf "%.0f" }} pods were deleted, since their node is ill or gone: {{ $labels.cause }}.',
      description: 'What they did was not ended in order.',
    },
    {
      alert: 'EvictionsBlocked',
      severity: 'warning',
      for: '30m',
      when: ({ jobs }) => jobs.apiServer !== undefined,
      expr: ({ by }) => `sum ${by()} (cluster_code:apiserver_eviction_requests:increase5m{code="429"}) > 0`,
      summary: 'The apiserver has refused evictions for half an hour: {{ $value | printf "%.0f" }} in five minutes.',
      description: 'A PodDisruptionBudget allows none: a node is not drained, an upgrade does not go on.',
    },
  ],
};
