import { CHART_RULES } from './chart-rules';
import { MIXIN_ALERTS } from './mixin-alerts';

/** A rule of kube-prometheus-stack or kube-prometheus. */
export type RuleKind = 'alert' | 'record';

/**
 * What happened to the name of an alert or recorded series: `kept`, `split` or `renamed` into others, recorded `on request`, or `gone`.
 */
export interface NameHere {
  readonly outcome: 'kept' | 'split' | 'renamed' | 'on request' | 'gone';
  /** Names here. */
  readonly names: readonly string[];
  /** The difference, and what to do. */
  readonly note: string;
}

/** Alerts of upstream that are several here. */
const SPLIT: Readonly<Record<string, readonly string[]>> = {
  KubeContainerWaiting: ['KubeContainerWaiting', 'PodImagePullFailing'],
  KubeDaemonSetRolloutStuck: ['KubeDaemonSetRolloutStuck', 'KubeDaemonSetNotScheduled', 'KubeDaemonSetMisScheduled'],
};

/** Recorded series of upstream with upstream's names and labels. */
const KEPT_RECORDS = new Set(('namespace_workload_pod:kube_pod_owner:relabel '
  + 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m '
  + 'node_namespace_pod_container:container_memory_working_set_bytes namespace_cpu:kube_pod_container_resource_requests:sum '
  + 'namespace_memory:kube_pod_container_resource_requests:sum namespace_cpu:kube_pod_container_resource_limits:sum '
  + 'namespace_memory:kube_pod_container_resource_limits:sum instance:node_num_cpu:sum instance:node_cpu_utilisation:rate5m '
  + 'instance:node_load1_per_cpu:ratio instance:node_memory_utilisation:ratio instance:node_vmstat_pgmajfault:rate5m '
  + 'instance_device:node_disk_io_time_seconds:rate5m instance_device:node_disk_io_time_weighted_seconds:rate5m '
  + 'instance:node_network_receive_bytes_physical:rate5m instance:node_network_transmit_bytes_physical:rate5m '
  + 'node:node_cpu_utilization:ratio_rate5m cluster:node_cpu:ratio_rate5m '
  + 'node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile apiserver_request:burnrate5m apiserver_request:burnrate30m '
  + 'apiserver_request:burnrate1h apiserver_request:burnrate2h apiserver_request:burnrate6h apiserver_request:burnrate1d '
  + 'apiserver_request:burnrate3d code_resource:apiserver_request_total:rate5m '
  + 'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile '
  + 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m').split(' '));

/** Recorded series of upstream that `compatibleSeries` of the mixin records. */
export const ON_REQUEST: readonly string[] = ('node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate '
  + 'node_namespace_pod_container:container_memory_rss '
  + 'node_namespace_pod_container:container_memory_cache node_namespace_pod_container:container_memory_swap '
  + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests '
  + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_limits '
  + 'cluster:namespace:pod_memory:active:kube_pod_container_resource_requests '
  + 'cluster:namespace:pod_memory:active:kube_pod_container_resource_limits node_namespace_pod:kube_pod_info: '
  + 'instance:node_network_receive_bytes_excluding_lo:rate5m instance:node_network_receive_drop_excluding_lo:rate5m '
  + 'instance:node_network_transmit_bytes_excluding_lo:rate5m instance:node_network_transmit_drop_excluding_lo:rate5m '
  + 'instance:node_network_receive_drop_physical:rate5m instance:node_network_transmit_drop_physical:rate5m node:node_num_cpu:sum '
  + ':node_memory_MemAvailable_bytes:sum '
  + 'node:windows_node:sum node:windows_node_num_cpu:sum :windows_node_cpu_utilisation:avg1m '
  + 'node:windows_node_cpu_utilisation:avg1m :windows_node_memory_utilisation: :windows_node_memory_MemFreeCached_bytes:sum '
  + 'node:windows_node_memory_totalCached_bytes:sum :windows_node_memory_MemTotal_bytes:sum '
  + 'node:windows_node_memory_bytes_available:sum node:windows_node_memory_bytes_total:sum '
  + 'node:windows_node_memory_utilisation:ratio node:windows_node_memory_utilisation: '
  + 'node:windows_node_memory_swap_io_pages:irate :windows_node_disk_utilisation:avg_irate '
  + 'node:windows_node_disk_utilisation:avg_irate node:windows_node_filesystem_usage: node:windows_node_filesystem_avail: '
  + ':windows_node_net_utilisation:sum_irate node:windows_node_net_utilisation:sum_irate :windows_node_net_saturation:sum_irate '
  + 'node:windows_node_net_saturation:sum_irate windows_pod_container_available windows_container_total_runtime '
  + 'windows_container_memory_usage windows_container_private_working_set_usage windows_container_network_received_bytes_total '
  + 'windows_container_network_transmitted_bytes_total kube_pod_windows_container_resource_memory_request '
  + 'kube_pod_windows_container_resource_memory_limit kube_pod_windows_container_resource_cpu_cores_request '
  + 'kube_pod_windows_container_resource_cpu_cores_limit '
  + 'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate '
  + 'code_verb:apiserver_request_total:increase1h code_verb:apiserver_request_total:increase30d '
  + 'code:apiserver_request_total:increase30d cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h '
  + 'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d '
  + 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h '
  + 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d apiserver_request:availability30d').split(' ');

/** Recorded series of upstream with another name here. */
const RENAMED_RECORDS: Readonly<Record<string, readonly string[]>> = {
  'count:up1': ['job:up:sum'],
  'count:up0': ['job:up:count', 'job:up:sum'],
  'cluster_quantile:scheduler_scheduling_attempt_duration_seconds:histogram_quantile': [
    'cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m',
  ],
};

/** Recorded series of upstream that are not recorded here. */
const GONE_RECORDS = [
  'instance:node_cpu:rate:sum', 'instance:node_network_receive_bytes:rate:sum', 'instance:node_network_transmit_bytes:rate:sum',
  'instance:node_cpu:ratio', 'cluster:node_cpu:sum_rate5m', 'cluster:node_cpu:ratio',
  'cluster_quantile:scheduler_scheduling_algorithm_duration_seconds:histogram_quantile',
  'cluster_quantile:scheduler_pod_scheduling_sli_duration_seconds:histogram_quantile',
];

const OUR_ALERTS = new Set(MIXIN_ALERTS.map(({ alert }) => alert));
const CHART_RECORDS = new Set(CHART_RULES.flatMap(({ records }) => records));

/**
 * THE table of names: what an alert or recorded series of kube-prometheus-stack (45 to 88) or kube-prometheus is here.
 * docs/upstream-rules.md has the reasons.
 * @returns undefined if upstream has no such name: the rule is the user's own
 */
export function nameHere(kind: RuleKind, name: string): NameHere | undefined {
  return kind === 'alert' ? alertHere(name) : recordHere(name);
}

function alertHere(name: string): NameHere | undefined {
  const several = Object.hasOwn(SPLIT, name) ? SPLIT[name] : undefined;
  if (several) { return { outcome: 'split', names: several, note: `replaced by several alerts: ${several.join(', ')}` }; }
  return OUR_ALERTS.has(name) ? { outcome: 'kept', names: [name], note: 'the same name' } : undefined;
}

function recordHere(name: string): NameHere | undefined {
  if (KEPT_RECORDS.has(name)) { return { outcome: 'kept', names: [name], note: 'the same name and labels' }; }
  if (ON_REQUEST.includes(name)) {
    return { outcome: 'on request', names: [name], note: `recorded with \`mixin: { compatibleSeries: ['${name}'] }\`` };
  }
  const others = Object.hasOwn(RENAMED_RECORDS, name) ? RENAMED_RECORDS[name] : undefined;
  if (others) { return { outcome: 'renamed', names: others, note: `replaced by ${others.join(' and ')}: change the queries that use it` }; }
  const isGone = GONE_RECORDS.includes(name) || CHART_RECORDS.has(name);
  return isGone ? { outcome: 'gone', names: [], note: 'not recorded: record it with PrometheusRules if something uses it' } : undefined;
}
