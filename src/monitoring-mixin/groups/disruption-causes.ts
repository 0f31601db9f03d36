/** What every version is brought to: pods that were disrupted in the last five minutes. */
export const DISRUPTIONS = 'pod_disruption:increase5m';

/** One series for each disrupted pod: namespace, pod, node, workload, cause, initiator and signal. */
export const DISRUPTED_PODS = 'namespace_pod:pod_disruption:increase5m';

/** Steps on the way there: why a pod was disrupted; on which node; by whom. */
export const POD_CAUSE = 'namespace_pod:pod_disruption_cause:increase5m';
export const POD_NODE = 'namespace_pod_node:pod_disruption_cause:increase5m';
export const POD_INITIATOR = 'namespace_pod_node:pod_disruption_initiator:increase5m';

/** Who drains a node. */
export const NODE_INITIATOR = 'node:pod_disruption_initiator:info';

/** How many pods of workloads are on a node that nobody drains. */
export const UNDRAINED = 'node:undrained_pods:count';

/** Why the kubelet of a node ends pods. */
export const KUBELET_SIGNAL = 'node:kubelet_pods_ended:increase5m';

/** A cause, and who brings it about, unless a record knows that better. */
interface Cause {
  readonly cause: string;
  readonly initiator: string;
}

/**
 * THE priority: a pod that has several of these causes counts once, for the first of them. It follows the three places of a pod's status:
 *
 * 1. The condition DisruptionTarget: whoever decides writes it before the first container ends, so it names the origin. Among conditions,
 *    who wanted the place comes before who took the pod away: a preempted pod ends by its kubelet, and an evicted pod of a lost node by the
 *    pod garbage collector.
 * 2. `status.reason`: the kubelet writes it for the whole pod when it ends or refuses the pod. It explains pods without a condition.
 * 3. The terminated reasons of containers: what happened to one process. They are often a consequence: a container of an evicted pod can be
 *    OOMKilled.
 */
export const CAUSES: readonly Cause[] = [
  { cause: 'PreemptionByScheduler', initiator: 'scheduler' },
  { cause: 'DeletionByTaintManager', initiator: 'taint-manager' },
  { cause: 'EvictionByEvictionAPI', initiator: 'eviction-api' },
  { cause: 'DeletionByPodGC', initiator: 'pod-gc' },
  { cause: 'TerminationByKubelet', initiator: 'kubelet' },
  { cause: 'Other', initiator: 'unknown' },
  { cause: 'NodeShutdown', initiator: 'node-shutdown' },
  { cause: 'UnexpectedAdmissionError', initiator: 'admission' },
  { cause: 'NodeAffinity', initiator: 'admission' },
  { cause: 'OOMKilled', initiator: 'oom' },
  { cause: 'DeletionByKarpenter', initiator: 'karpenter' },
];

/** The reasons of the condition DisruptionTarget, as kube-state-metrics has them in 2.20 and newer. */
export const CONDITIONS: readonly string[] = CAUSES.slice(0, 6).map(({ cause }) => cause);

export const initiatorOf = (cause: string): string => CAUSES.find(each => each.cause === cause)!.initiator;

/** The causes that win over this one. */
export function before(cause: string): readonly string[] {
  return CAUSES.slice(0, CAUSES.findIndex(each => each.cause === cause)).map(each => each.cause);
}
