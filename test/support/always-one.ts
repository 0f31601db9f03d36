/**
 * Metrics of kube-state-metrics that have the value 1 or are not there: information is in their labels (docs/metrics of kube-state-metrics: "Gauge" without
 * another value). The largest and the smallest of such values are the same.
 */
const ALWAYS_ONE = [
  /^kube_[a-z]+_(?:info|owner|labels|annotations)$/, /^kube_node_spec_taint$/, /^kube_statefulset_status_(?:current|update)_revision$/,
  /^kube_pod_container_status_(?:waiting|terminated|last_terminated)_reason$/, /^kubelet_node_name$/,
];

export const isAlwaysOne = (metric: string) => ALWAYS_ONE.some(pattern => pattern.test(metric));
