/** Common result for all versions: pods that were disrupted in the last five minutes. */
export const DISRUPTIONS = 'pod_disruption:increase5m';

/** One series for each disrupted pod: namespace, pod, node, workload, cause, initiator and signal. */
export const DISRUPTED_PODS = 'namespace_pod:pod_disruption:increase5m';

/** Intermediate records: why a pod was disrupted, on which node, and by whom. */
export const POD_CAUSE = 'namespace_pod:pod_disruption_cause:increase5m';
export const POD_NODE = 'namespace_pod_node:pod_disruption_cause:increase5m';
export const POD_INITIATOR = 'namespace_pod_node:pod_disruption_initiator:increase5m';

/** The initiator of a node's drain. */
export const NODE_INITIATOR = 'node:pod_disruption_initiator:info';

/** The number of workload pods on a node that is not being drained. */
export const UNDRAINED = 'node:undrained_pods:count';

/** Why the kubelet of a node ends pods. */
export const KUBELET_SIGNAL = 'node:kubelet_pods_ended:increase5m';

/** A cause, and its initiator, unless a record has a more precise one. */
interface Cause {
  readonly cause: string;
  readonly initiator: string;
}

/**
 * Priority of causes: a pod with several of them counts once, for the first. It follows the three places of a pod's status:
 *
 * 1. The condition DisruptionTarget. The component that decides writes it before the first container ends, so it contains the origin. Among
 * conditions, the reason for the disruption comes before its executor: a preempted pod is ended by its kubelet, and an evicted pod of a
 * lost node by the pod garbage collector.
 * 2. `status.reason`: the kubelet writes it for the whole pod when it ends or rejects the pod. It explains pods without a condition.
 * 3. The termination reasons of containers, which describe one process. They are often a consequence: a container of an evicted pod can be
 * OOMKilled.
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

/** The reasons of the condition DisruptionTarget in kube-state-metrics 2.20 and newer. */
export const CONDITIONS: readonly string[] = CAUSES.slice(0, 6).map(({ cause }) => cause);

export const initiatorOf = (cause: string): string => CAUSES.find(each => each.cause === cause)!.initiator;

/** Causes with a higher priority than this one. */
export function before(cause: string): readonly string[] {
  return CAUSES.slice(0, CAUSES.findIndex(each => each.cause === cause)).map(each => each.cause);
}
