import { UpstreamRow, UpstreamRows } from './row';

const OPTION = 'No rule or panel of ours reads it.';
const RENAMED = 'Reads the name that windows-exporter has since 0.31.';

/** Of kube-prometheus-stack with `windowsMonitoring.enabled`. All are on request; none of upstream's rules for Windows is an alert. */
const NODES: readonly UpstreamRow[] = [
  { upstream: 'node:windows_node:sum', verdict: 'declined', why: RENAMED },
  ...['node:windows_node_num_cpu:sum', ':windows_node_cpu_utilisation:avg1m', 'node:windows_node_cpu_utilisation:avg1m'],
  ...[':windows_node_memory_utilisation:', ':windows_node_memory_MemTotal_bytes:sum', 'node:windows_node_memory_bytes_total:sum', 'node:windows_node_memory_utilisation:']
    .map((upstream): UpstreamRow => ({ upstream, verdict: 'declined', why: RENAMED })),
  ':windows_node_memory_MemFreeCached_bytes:sum', 'node:windows_node_memory_totalCached_bytes:sum', 'node:windows_node_memory_bytes_available:sum',
  { upstream: 'node:windows_node_memory_utilisation:ratio', verdict: 'declined', why: 'The share of the cluster, where upstream adds all clusters.' } as const,
  'node:windows_node_memory_swap_io_pages:irate', ':windows_node_disk_utilisation:avg_irate', 'node:windows_node_disk_utilisation:avg_irate',
  'node:windows_node_filesystem_usage:', 'node:windows_node_filesystem_avail:', ':windows_node_net_utilisation:sum_irate', 'node:windows_node_net_utilisation:sum_irate',
  ':windows_node_net_saturation:sum_irate', 'node:windows_node_net_saturation:sum_irate',
].map(row => typeof row === 'string' ? { upstream: row, verdict: 'declined', why: OPTION } : row);

const CONTAINERS: readonly UpstreamRow[] = [
  'windows_pod_container_available', 'windows_container_total_runtime', 'windows_container_memory_usage', 'windows_container_private_working_set_usage',
  'windows_container_network_received_bytes_total', 'windows_container_network_transmitted_bytes_total',
  ...['memory', 'cpu_cores'].flatMap(what => ['request', 'limit'].map(kind => `kube_pod_windows_container_resource_${what}_${kind}`)),
  'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate',
].map(upstream => ({ upstream, verdict: 'declined', why: OPTION }));

export const WINDOWS_NODES: UpstreamRows = { alerts: [], records: [...NODES, ...CONTAINERS], renamed: [] };
