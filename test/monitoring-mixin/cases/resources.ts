import { AlertCase, cadvisor, CONTAINER, growth, Input, ksm, ON, POD, share } from '../alert-case';

const requested = (resource: string, amount: string): Input => ({
  [ksm('kube_pod_container_resource_requests', `${CONTAINER},resource="${resource}"`)]: amount,
  [ksm('kube_pod_status_phase', `${POD},phase="Running"`)]: ON,
  [ksm('kube_node_status_allocatable', `node="a",resource="${resource}"`)]: '4x600',
  [ksm('kube_node_status_allocatable', `node="b",resource="${resource}"`)]: '4x600',
});
const QUOTA = 'namespace="shop",resourcequota="q",resource="cpu"';
const quota = (used: number): Input => ({ [ksm('kube_resourcequota', `${QUOTA},type="used"`)]: `${used}x600`, [ksm('kube_resourcequota', `${QUOTA},type="hard"`)]: '100x600' });

export const RESOURCES: readonly AlertCase[] = [
  { alert: 'CpuOvercommitted', fires: requested('cpu', '5x600'), quiet: requested('cpu', '3x600') },
  { alert: 'MemoryOvercommitted', fires: requested('memory', '5x600'), quiet: requested('memory', '3x600') },
  { alert: 'QuotaAlmostUsed', fires: quota(95), quiet: quota(89) },
  { alert: 'QuotaAlmostUsed', what: 'used up is another alert', fires: quota(91), quiet: quota(100) },
  { alert: 'QuotaUsedUp', fires: quota(100), quiet: quota(99) },
  growth('ContainerCpuThrottled', cadvisor('container_cpu_cfs_throttled_periods_total', CONTAINER), cadvisor('container_cpu_cfs_periods_total', CONTAINER), 260, 240),
  share('ContainerMemoryNearLimit', cadvisor('container_memory_working_set_bytes', CONTAINER), ksm('kube_pod_container_resource_limits', `${CONTAINER},resource="memory"`), 96, 94),
];
