/**
 * Recorded series of kube-prometheus-stack with a window of five minutes in their name: third-party dashboards, autoscalers and alerts use
 * this name. Longer windows always contain four samples.
 */
export const UPSTREAM_WINDOWS: readonly string[] = [
  'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m',
  'apiserver_request:burnrate5m',
  'code_resource:apiserver_request_total:rate5m',
  'instance:node_cpu_utilisation:rate5m',
  'instance:node_vmstat_pgmajfault:rate5m',
  'instance_device:node_disk_io_time_seconds:rate5m',
  'instance_device:node_disk_io_time_weighted_seconds:rate5m',
  ...[
    'receive', 'transmit',
  ].flatMap(way => [
    'bytes_excluding_lo', 'drop_excluding_lo', 'bytes_physical', 'drop_physical',
  ].map(what => `instance:node_network_${way}_${what}:rate5m`)),
  'node:node_cpu_utilization:ratio_rate5m',
  'cluster:node_cpu:ratio_rate5m',
];
