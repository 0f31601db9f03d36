/** Verified in kube-state-metrics 2.20.0: the only value in the code of the metric is `Value: 1`. In internal/store: */
const OF_OBJECTS: { readonly [metric: string]: string } = {
  kube_job_owner: 'job.go',
  kube_node_info: 'node.go',
  kube_node_spec_taint: 'node.go',
  kube_persistentvolumeclaim_access_mode: 'persistentvolumeclaim.go',
  kube_persistentvolumeclaim_labels: 'persistentvolumeclaim.go',
  kube_pod_container_status_last_terminated_reason: 'pod.go',
  kube_pod_container_status_terminated_reason: 'pod.go',
  kube_pod_container_status_waiting_reason: 'pod.go',
  kube_pod_info: 'pod.go',
  kube_pod_owner: 'pod.go',
  kube_pod_spec_volumes_persistentvolumeclaims_info: 'pod.go',
  kube_pod_status_disruption_reason: 'pod.go',
  kube_replicaset_owner: 'replicaset.go',
  kube_statefulset_status_current_revision: 'statefulset.go',
  kube_statefulset_status_update_revision: 'statefulset.go',
};

const OTHERS: { readonly [metric: string]: string } = {
  // Kubernetes 1.37.2: NodeName.WithLabelValues(string(name)).Set(1)
  'kubelet_node_name': 'pkg/kubelet/metrics/metrics.go',
  // recorded here: the maximum of kube_pod_owner, times one owner of a ReplicaSet or a Job
  'namespace_workload_pod:kube_pod_owner:relabel': 'src/monitoring-mixin/groups/workload-owners.ts',
};

/**
 * Metrics that are 1 or do not exist, and the source of that fact: their information is in labels. The maximum and the minimum of such
 * values are equal.
 */
export const ALWAYS_ONE: { readonly [metric: string]: string } = { ...OF_OBJECTS, ...OTHERS };

export const isAlwaysOne = (metric: string) => Object.hasOwn(ALWAYS_ONE, metric);
