/** A pod from the API after a disruption, and its surroundings. */
export interface DisruptedPod {
  readonly pod: string;
  readonly node: string;
  /** `status.conditions[type=DisruptionTarget].reason`. */
  readonly condition?: string;
  /** `status.reason`, which the kubelet sets. */
  readonly statusReason?: string;
  /** `status.containerStatuses[].state.terminated.reason`. */
  readonly terminated?: string;
  readonly phase: 'Running' | 'Failed';
  readonly isDeleted?: boolean;
  readonly owner?: string;
}

/**
 * `podStatusReasons` in internal/store/pod.go: of v2.13.0, v2.15.0 and v2.18.0; of v2.19.1 and v2.20.0.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.18.0/internal/store/pod.go
 */
const REASONS = ['Evicted', 'NodeAffinity', 'NodeLost', 'Shutdown', 'UnexpectedAdmissionError'];
const REASONS_2_19 = ['Evicted', 'NodeAffinity', 'NodeLost', 'PreemptionByScheduler', 'SchedulingGated', 'Shutdown', 'TerminationByKubelet', 'UnexpectedAdmissionError'];

/** `podDisruptionConditionReasons` of v2.20.0. */
const CONDITIONS = ['PreemptionByScheduler', 'DeletionByTaintManager', 'EvictionByEvictionAPI', 'DeletionByPodGC', 'TerminationByKubelet'];

const minor = (version: string) => Number(version.split('.')[1]);

/** The rows of kube_pod_status_reason and kube_pod_status_disruption_reason: [metric, reason, value]. */
export function reasonRows({ condition, statusReason, terminated }: DisruptedPod, version: string): readonly (readonly [string, string, 0 | 1])[] {
  const reasons = minor(version) >= 19 ? REASONS_2_19 : REASONS;
  // up to 2.15 createPodStatusReasonFamilyGenerator reads only p.Status.Reason; from 2.16 on getPodStatusReasonValue reads all three places
  const places = minor(version) >= 16 ? [statusReason, condition, terminated] : [statusReason];
  const rows = reasons.map(reason => ['kube_pod_status_reason', reason, places.includes(reason) ? 1 : 0] as const);
  if (minor(version) < 20) { return rows; }
  const isOther = statusReason !== undefined && !reasons.includes(statusReason);
  return [
    ...rows.filter(([,, value]) => value === 1),
    ...isOther ? [['kube_pod_status_reason', 'Other', 1] as const] : [],
    ...condition === undefined ? [] : [['kube_pod_status_disruption_reason', CONDITIONS.includes(condition) ? condition : 'Other', 1] as const],
  ];
}
