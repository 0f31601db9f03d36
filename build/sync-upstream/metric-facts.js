// Additions to the metrics that are read from the sources of programs.
'use strict';

const gauges = (...names) => Object.fromEntries(names.map(name => [`node_memory_${name}_bytes`, 'g']));
const counters = (...names) => Object.fromEntries(names.map(name => [`node_network_${name}_total`, 'c device']));

const BUILD = 'g branch,goarch,goos,goversion,revision,tags,version';

/**
 * Metrics that no source spells out: names from the kernel or Go's runtime (read from node-exporter 1.12.1 on Linux 6), and a program whose
 * source is not available as a module, limited to what rules and panels use (Grafana 12: pkg/middleware/request_metrics.go,
 * pkg/infra/metrics/metrics.go, pkg/infra/httpclient/httpclientprovider/datasource_metrics_middleware.go).
 */
const STATED = {
  // version.NewCollector of internal/metrics/metrics.go, with the name of the program
  'prometheus-operator': { prometheus_operator_build_info: BUILD },
  'config-reloader': { prometheus_config_reloader_build_info: BUILD },
  'node-exporter': {
    ...gauges('MemAvailable', 'DirectMap1G', 'Percpu', 'ShmemHugePages', 'ShmemPmdMapped', 'Zswap', 'Zswapped'),
    ...counters('receive_bytes', 'receive_packets', 'transmit_bytes', 'transmit_packets'),
    node_netstat_TcpExt_TCPSynRetrans: 'u',
  },
  go: { go_gc_gogc_percent: 'g', go_gc_gomemlimit_bytes: 'g', go_sched_gomaxprocs_threads: 'g' },
  grafana: {
    grafana_http_request_duration_seconds: 'h *,handler,method,status_code',
    grafana_build_info: 'g *,edition,goversion,revision,version',
    grafana_http_request_in_flight: 'g',
    grafana_stat_totals_dashboard: 'g',
    grafana_stat_active_users: 'g',
    grafana_datasource_request_total: 'c code,datasource,datasource_type,method',
    grafana_datasource_request_duration_seconds: 'h *,code,datasource,datasource_type,method',
  },
};

/** Replacements of metrics. */
const SUCCESSORS = {
  // CHANGELOG of Prometheus 3.7.0
  prometheus_remote_storage_highest_timestamp_in_seconds: 'prometheus_remote_storage_queue_highest_timestamp_seconds',
  // changelog of Kubernetes 1.27
  apiserver_request_slo_duration_seconds: 'apiserver_request_sli_duration_seconds',
  etcd_db_total_size_in_bytes: 'apiserver_storage_size_bytes',
  apiserver_storage_db_total_size_in_bytes: 'apiserver_storage_size_bytes',
  apiserver_storage_objects: 'apiserver_resource_objects',
  scheduler_e2e_scheduling_duration_seconds: 'scheduler_scheduling_attempt_duration_seconds',
  scheduler_scheduler_cache_size: 'scheduler_cache_size',
  kubelet_running_pod_count: 'kubelet_running_pods',
  kubelet_running_container_count: 'kubelet_running_containers',
  aggregator_unavailable_apiservice_count: 'aggregator_unavailable_apiservice_total',
  kubelet_runtime_operations_latency_microseconds: 'kubelet_runtime_operations_duration_seconds',
  // changelog of kube-state-metrics 2.0
  kube_daemonset_updated_number_scheduled: 'kube_daemonset_status_updated_number_scheduled',
  kube_pod_container_resource_requests_cpu_cores: 'kube_pod_container_resource_requests{resource="cpu"}',
  kube_pod_container_resource_requests_memory_bytes: 'kube_pod_container_resource_requests{resource="memory"}',
  kube_pod_container_resource_limits_cpu_cores: 'kube_pod_container_resource_limits{resource="cpu"}',
  kube_pod_container_resource_limits_memory_bytes: 'kube_pod_container_resource_limits{resource="memory"}',
  kube_node_status_capacity_cpu_cores: 'kube_node_status_capacity{resource="cpu"}',
  kube_node_status_capacity_memory_bytes: 'kube_node_status_capacity{resource="memory"}',
  kube_node_status_capacity_pods: 'kube_node_status_capacity{resource="pods"}',
  kube_node_status_allocatable_cpu_cores: 'kube_node_status_allocatable{resource="cpu"}',
  kube_node_status_allocatable_memory_bytes: 'kube_node_status_allocatable{resource="memory"}',
  kube_node_status_allocatable_pods: 'kube_node_status_allocatable{resource="pods"}',
  kube_hpa_spec_max_replicas: 'kube_horizontalpodautoscaler_spec_max_replicas',
  kube_hpa_spec_min_replicas: 'kube_horizontalpodautoscaler_spec_min_replicas',
  kube_hpa_status_current_replicas: 'kube_horizontalpodautoscaler_status_current_replicas',
  kube_hpa_status_desired_replicas: 'kube_horizontalpodautoscaler_status_desired_replicas',
  kube_hpa_status_condition: 'kube_horizontalpodautoscaler_status_condition',
  kube_endpoint_address_available: 'kube_endpoint_address{ready="true"}',
  kube_endpoint_address_not_ready: 'kube_endpoint_address{ready="false"}',
};

module.exports = { STATED, SUCCESSORS };
