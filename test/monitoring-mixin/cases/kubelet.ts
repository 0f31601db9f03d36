import { AlertCase, flag, GROWS, growth, histogram, Input, ksm, kubelet, OFF, ON } from '../alert-case';

const CONDITION = 'node="a",condition="Ready",status="true"';
const NODE_PODS = (count: number): Input => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_info', `namespace="shop",pod="p${i}",node="a"`), ON])),
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_status_phase', `namespace="shop",pod="p${i}",phase="Running"`), ON])),
  [ksm('kube_node_status_capacity', 'node="a",resource="pods"')]: '10x600',
});

export const KUBELET: readonly AlertCase[] = [
  flag('KubeletAbsent', kubelet('up'), OFF, ON),
  flag('KubeletDown', kubelet('up'), OFF, ON),
  flag('NodeNotReady', ksm('kube_node_status_condition', CONDITION), OFF, ON),
  flag('NodeUnreachable', ksm('kube_node_spec_taint', 'node="a",key="node.kubernetes.io/unreachable",effect="NoSchedule"'), ON, '_x600'),
  flag('NodeReadinessFlapping', ksm('kube_node_status_condition', CONDITION), '0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0', '1x20 0 1x600'),
  flag('NodePressure', ksm('kube_node_status_condition', 'node="a",condition="MemoryPressure",status="true"')),
  { alert: 'NodePodsAlmostAtMax', fires: NODE_PODS(10), quiet: NODE_PODS(9) },
  {
    alert: 'KubeletPlegSlow',
    fires: histogram(le => kubelet('kubelet_pleg_relist_duration_seconds_bucket', `le="${le}"`), ['1', '10', '12'], '12'),
    quiet: histogram(le => kubelet('kubelet_pleg_relist_duration_seconds_bucket', `le="${le}"`), ['1', '10', '12'], '1'),
  },
  {
    alert: 'KubeletPodStartSlow',
    fires: histogram(le => kubelet('kubelet_pod_start_duration_seconds_bucket', `le="${le}"`), ['30', '60', '120'], '120'),
    quiet: histogram(le => kubelet('kubelet_pod_start_duration_seconds_bucket', `le="${le}"`), ['30', '60', '120'], '60'),
  },
  growth('KubeletRuntimeErrors', kubelet('kubelet_runtime_operations_errors_total', 'operation_type="pull_image"'), kubelet('kubelet_runtime_operations_total', 'operation_type="pull_image"'), 110, 90),
  flag('KubeletClientCertificateExpires', kubelet('kubelet_certificate_manager_client_ttl_seconds'), '80000x600', '90000x600'),
  flag('KubeletServerCertificateExpires', kubelet('kubelet_certificate_manager_server_ttl_seconds'), '600000x600', '610000x600'),
  flag('KubeletCertificateRenewalFailing', kubelet('kubelet_certificate_manager_client_expiration_renew_errors'), GROWS, '5x600'),
];
