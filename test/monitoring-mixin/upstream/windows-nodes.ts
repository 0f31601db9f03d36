import { UpstreamRow, UpstreamRows } from './row';

const row = (why: string) => (upstream: string): UpstreamRow => ({ upstream, verdict: 'declined', why });
const optional = row('No rule or panel of ours reads it.');
const renamed = row('Reads the name that windows-exporter has since 0.31.');

/** Of kube-prometheus-stack with `windowsMonitoring.enabled`: none of its rules is an alert. All series are on request. */
const NODES: readonly UpstreamRow[] = [
  renamed('node:windows_node:sum'),
  optional('node:windows_node_num_cpu:sum'),
  ...[':', 'node:'].map(each => row('The share of five minutes: one minute holds two samples at most.')(`${each}windows_node_cpu_utilisation:avg1m`)),
  ...[':windows_node_memory_utilisation:', ':windows_node_memory_MemTotal_bytes:sum', 'node:windows_node_memory_bytes_total:sum', 'node:windows_node_memory_utilisation:'].map(renamed),
  row('The share of the cluster, where upstream adds all clusters.')('node:windows_node_memory_utilisation:ratio'),
  ...[
    ':windows_node_memory_MemFreeCached_bytes:sum', 'node:windows_node_memory_totalCached_bytes:sum', 'node:windows_node_memory_bytes_available:sum', 'node:windows_node_memory_swap_io_pages:irate',
    'node:windows_node_filesystem_usage:', 'node:windows_node_filesystem_avail:',
    ...['disk_utilisation:avg', 'net_utilisation:sum', 'net_saturation:sum'].flatMap(what => [':', 'node:'].map(each => `${each}windows_node_${what}_irate`)),
  ].map(optional),
];

const CONTAINERS: readonly UpstreamRow[] = [
  'windows_pod_container_available', 'windows_container_total_runtime', 'windows_container_memory_usage', 'windows_container_private_working_set_usage',
  'windows_container_network_received_bytes_total', 'windows_container_network_transmitted_bytes_total',
  ...['memory', 'cpu_cores'].flatMap(what => ['request', 'limit'].map(kind => `kube_pod_windows_container_resource_${what}_${kind}`)),
  'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate',
].map(optional);

export const WINDOWS_NODES: UpstreamRows = { alerts: [], records: [...NODES, ...CONTAINERS], renamed: [] };
