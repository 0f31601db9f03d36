/** Rules that one key of the chart's `defaultRules.rules` enables. */
export interface ChartRules {
  readonly key: string;
  /** Names of alerts. */
  readonly alerts: readonly string[];
  /** Names of recorded series. */
  readonly records: readonly string[];
}

const row = (key: string, alerts: string, records: string): ChartRules => ({ key, alerts: namesIn(alerts), records: namesIn(records) });
const namesIn = (text: string): string[] => text.split(' ').filter(name => name !== '');

/**
 * The keys of the chart in versions 45 to 88.5.3, with everything that any of these versions has below a key.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates/prometheus/rules-1.14
 */
export const CHART_RULES: readonly ChartRules[] = [
  row(
    'alertmanager',
    'AlertmanagerFailedReload AlertmanagerMembersInconsistent AlertmanagerFailedToSendAlerts AlertmanagerClusterFailedToSendAlerts '
    + 'AlertmanagerConfigInconsistent AlertmanagerClusterDown AlertmanagerClusterCrashlooping AlertmanagerClusterFailedPeers',
    '',
  ),
  row('configReloaders', 'ConfigReloaderSidecarErrors', ''),
  row(
    'etcd',
    'etcdMembersDown etcdInsufficientMembers etcdNoLeader etcdHighNumberOfLeaderChanges etcdHighNumberOfFailedGRPCRequests '
    + 'etcdGRPCRequestsSlow etcdMemberCommunicationSlow etcdHighNumberOfFailedProposals etcdHighFsyncDurations etcdHighCommitDurations '
    + 'etcdDatabaseQuotaLowSpace etcdExcessiveDatabaseGrowth etcdDatabaseHighFragmentationRatio',
    '',
  ),
  row('general', 'TargetDown Watchdog InfoInhibitor', ''),
  row(
    'k8s',
    '',
    'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate '
    + 'node_namespace_pod_container:container_memory_working_set_bytes node_namespace_pod_container:container_memory_rss '
    + 'node_namespace_pod_container:container_memory_cache node_namespace_pod_container:container_memory_swap '
    + 'cluster:namespace:pod_memory:active:kube_pod_container_resource_requests namespace_memory:kube_pod_container_resource_requests:sum '
    + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests namespace_cpu:kube_pod_container_resource_requests:sum '
    + 'cluster:namespace:pod_memory:active:kube_pod_container_resource_limits namespace_memory:kube_pod_container_resource_limits:sum '
    + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_limits namespace_cpu:kube_pod_container_resource_limits:sum '
    + 'namespace_workload_pod:kube_pod_owner:relabel',
  ),
  row(
    'k8sContainerCpuLimits',
    '',
    'cluster:namespace:pod_cpu:active:kube_pod_container_resource_limits namespace_cpu:kube_pod_container_resource_limits:sum',
  ),
  row(
    'k8sContainerCpuRequests',
    '',
    'cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests namespace_cpu:kube_pod_container_resource_requests:sum',
  ),
  row(
    'k8sContainerCpuUsageSecondsTotal',
    '',
    'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate '
    + 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m',
  ),
  row('k8sContainerMemoryCache', '', 'node_namespace_pod_container:container_memory_cache'),
  row(
    'k8sContainerMemoryLimits',
    '',
    'cluster:namespace:pod_memory:active:kube_pod_container_resource_limits namespace_memory:kube_pod_container_resource_limits:sum',
  ),
  row(
    'k8sContainerMemoryRequests',
    '',
    'cluster:namespace:pod_memory:active:kube_pod_container_resource_requests namespace_memory:kube_pod_container_resource_requests:sum',
  ),
  row('k8sContainerMemoryRss', '', 'node_namespace_pod_container:container_memory_rss'),
  row('k8sContainerMemorySwap', '', 'node_namespace_pod_container:container_memory_swap'),
  row('k8sContainerMemoryWorkingSetBytes', '', 'node_namespace_pod_container:container_memory_working_set_bytes'),
  row(
    'k8sContainerResource',
    '',
    'cluster:namespace:pod_memory:active:kube_pod_container_resource_requests namespace_memory:kube_pod_container_resource_requests:sum '
    + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests namespace_cpu:kube_pod_container_resource_requests:sum '
    + 'cluster:namespace:pod_memory:active:kube_pod_container_resource_limits namespace_memory:kube_pod_container_resource_limits:sum '
    + 'cluster:namespace:pod_cpu:active:kube_pod_container_resource_limits namespace_cpu:kube_pod_container_resource_limits:sum',
  ),
  row('k8sPodOwner', '', 'namespace_workload_pod:kube_pod_owner:relabel'),
  row(
    'kubeApiserverAvailability',
    '',
    'code_verb:apiserver_request_total:increase30d code:apiserver_request_total:increase30d '
    + 'cluster_verb_scope:apiserver_request_slo_duration_seconds_count:increase1h '
    + 'cluster_verb_scope:apiserver_request_slo_duration_seconds_count:increase30d '
    + 'cluster_verb_scope_le:apiserver_request_slo_duration_seconds_bucket:increase1h '
    + 'cluster_verb_scope_le:apiserver_request_slo_duration_seconds_bucket:increase30d apiserver_request:availability30d '
    + 'code_resource:apiserver_request_total:rate5m code_verb:apiserver_request_total:increase1h '
    + 'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h '
    + 'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d '
    + 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h '
    + 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d',
  ),
  row(
    'kubeApiserverBurnrate',
    '',
    'apiserver_request:burnrate1d apiserver_request:burnrate1h apiserver_request:burnrate2h apiserver_request:burnrate30m '
    + 'apiserver_request:burnrate3d apiserver_request:burnrate5m apiserver_request:burnrate6h',
  ),
  row(
    'kubeApiserverHistogram',
    '',
    'cluster_quantile:apiserver_request_slo_duration_seconds:histogram_quantile '
    + 'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile',
  ),
  row('kubeApiserverSlos', 'KubeAPIErrorBudgetBurn', ''),
  row('kubeControllerManager', 'KubeControllerManagerDown KubeControllerManagerInstanceUnreachable', ''),
  row('kubePrometheusGeneral', '', 'count:up1 count:up0'),
  row(
    'kubePrometheusNodeRecording',
    '',
    'instance:node_cpu:rate:sum instance:node_network_receive_bytes:rate:sum instance:node_network_transmit_bytes:rate:sum '
    + 'instance:node_cpu:ratio cluster:node_cpu:sum_rate5m cluster:node_cpu:ratio',
  ),
  row('kubeProxy', 'KubeProxyDown KubeProxyInstanceUnreachable', ''),
  row('kubeSchedulerAlerting', 'KubeSchedulerDown KubeSchedulerInstanceUnreachable', ''),
  row(
    'kubeSchedulerRecording',
    '',
    'cluster_quantile:scheduler_e2e_scheduling_duration_seconds:histogram_quantile '
    + 'cluster_quantile:scheduler_scheduling_algorithm_duration_seconds:histogram_quantile '
    + 'cluster_quantile:scheduler_binding_duration_seconds:histogram_quantile '
    + 'cluster_quantile:scheduler_scheduling_attempt_duration_seconds:histogram_quantile '
    + 'cluster_quantile:scheduler_pod_scheduling_sli_duration_seconds:histogram_quantile',
  ),
  row(
    'kubeStateMetrics',
    'KubeStateMetricsListErrors KubeStateMetricsWatchErrors KubeStateMetricsShardingMismatch KubeStateMetricsShardsMissing',
    '',
  ),
  row('kubelet', '', 'node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile'),
  row(
    'kubernetesApps',
    'KubePodCrashLooping KubePodNotReady KubeDeploymentGenerationMismatch KubeDeploymentReplicasMismatch '
    + 'KubeStatefulSetReplicasMismatch KubeStatefulSetGenerationMismatch KubeStatefulSetUpdateNotRolledOut KubeDaemonSetRolloutStuck '
    + 'KubeContainerWaiting KubeDaemonSetNotScheduled KubeDaemonSetMisScheduled KubeJobNotCompleted KubeJobFailed KubeHpaReplicasMismatch '
    + 'KubeHpaMaxedOut KubeDeploymentRolloutStuck KubePdbNotEnoughHealthyPods',
    '',
  ),
  row(
    'kubernetesResources',
    'KubeCPUOvercommit KubeMemoryOvercommit KubeCPUQuotaOvercommit KubeMemoryQuotaOvercommit KubeQuotaAlmostFull KubeQuotaFullyUsed '
    + 'KubeQuotaExceeded CPUThrottlingHigh',
    '',
  ),
  row('kubernetesStorage', 'KubePersistentVolumeFillingUp KubePersistentVolumeInodesFillingUp KubePersistentVolumeErrors', ''),
  row(
    'kubernetesSystem',
    'KubeClientCertificateExpiration KubeAggregatedAPIErrors KubeAggregatedAPIDown KubeAPIDown KubeAPITerminatedRequests '
    + 'KubeNodeNotReady KubeNodeUnreachable KubeletTooManyPods KubeNodeReadinessFlapping KubeletPlegDurationHigh '
    + 'KubeletPodStartUpLatencyHigh KubeletClientCertificateExpiration KubeletServerCertificateExpiration '
    + 'KubeletClientCertificateRenewalErrors KubeletServerCertificateRenewalErrors KubeletDown KubeVersionMismatch KubeClientErrors '
    + 'KubeNodePressure KubeNodeEviction KubeAPIInstanceUnreachable KubeletInstanceUnreachable',
    '',
  ),
  row('network', 'NodeNetworkInterfaceFlapping', ''),
  row(
    'node',
    '',
    'node_namespace_pod:kube_pod_info: node:node_num_cpu:sum :node_memory_MemAvailable_bytes:sum node:node_cpu_utilization:ratio_rate5m '
    + 'cluster:node_cpu:ratio_rate5m',
  ),
  row(
    'nodeExporterAlerting',
    'NodeFilesystemSpaceFillingUp NodeFilesystemAlmostOutOfSpace NodeFilesystemFilesFillingUp NodeFilesystemAlmostOutOfFiles '
    + 'NodeNetworkReceiveErrs NodeNetworkTransmitErrs NodeHighNumberConntrackEntriesUsed NodeTextFileCollectorScrapeError '
    + 'NodeClockSkewDetected NodeClockNotSynchronising NodeRAIDDegraded NodeRAIDDiskFailure NodeFileDescriptorLimit NodeCPUHighUsage '
    + 'NodeSystemSaturation NodeMemoryMajorPagesFaults NodeMemoryHighUtilization NodeDiskIOSaturation NodeSystemdServiceFailed '
    + 'NodeBondingDegraded NodeSystemdServiceCrashlooping',
    '',
  ),
  row(
    'nodeExporterRecording',
    '',
    'instance:node_num_cpu:sum instance:node_cpu_utilisation:rate5m instance:node_load1_per_cpu:ratio '
    + 'instance:node_memory_utilisation:ratio instance:node_vmstat_pgmajfault:rate5m instance_device:node_disk_io_time_seconds:rate5m '
    + 'instance_device:node_disk_io_time_weighted_seconds:rate5m instance:node_network_receive_bytes_excluding_lo:rate5m '
    + 'instance:node_network_transmit_bytes_excluding_lo:rate5m instance:node_network_receive_drop_excluding_lo:rate5m '
    + 'instance:node_network_transmit_drop_excluding_lo:rate5m instance:node_network_receive_bytes_physical:rate5m '
    + 'instance:node_network_transmit_bytes_physical:rate5m instance:node_network_receive_drop_physical:rate5m '
    + 'instance:node_network_transmit_drop_physical:rate5m',
  ),
  row(
    'prometheus',
    'PrometheusBadConfig PrometheusNotificationQueueRunningFull PrometheusErrorSendingAlertsToSomeAlertmanagers '
    + 'PrometheusNotConnectedToAlertmanagers PrometheusTSDBReloadsFailing PrometheusTSDBCompactionsFailing PrometheusNotIngestingSamples '
    + 'PrometheusDuplicateTimestamps PrometheusOutOfOrderTimestamps PrometheusRemoteStorageFailures PrometheusRemoteWriteBehind '
    + 'PrometheusRemoteWriteDesiredShards PrometheusRuleFailures PrometheusMissingRuleEvaluations PrometheusTargetLimitHit '
    + 'PrometheusLabelLimitHit PrometheusScrapeBodySizeLimitHit PrometheusScrapeSampleLimitHit PrometheusTargetSyncFailure '
    + 'PrometheusHighQueryLoad PrometheusErrorSendingAlertsToAnyAlertmanager PrometheusSDRefreshFailure '
    + 'PrometheusKubernetesListWatchFailures',
    '',
  ),
  row(
    'prometheusOperator',
    'PrometheusOperatorListErrors PrometheusOperatorWatchErrors PrometheusOperatorSyncFailed PrometheusOperatorReconcileErrors '
    + 'PrometheusOperatorNodeLookupErrors PrometheusOperatorNotReady PrometheusOperatorRejectedResources '
    + 'PrometheusOperatorStatusUpdateErrors',
    '',
  ),
  row(
    'windows',
    '',
    'node:windows_node:sum node:windows_node_num_cpu:sum :windows_node_cpu_utilisation:avg1m node:windows_node_cpu_utilisation:avg1m '
    + ':windows_node_memory_utilisation: :windows_node_memory_MemFreeCached_bytes:sum node:windows_node_memory_totalCached_bytes:sum '
    + ':windows_node_memory_MemTotal_bytes:sum node:windows_node_memory_bytes_available:sum node:windows_node_memory_bytes_total:sum '
    + 'node:windows_node_memory_utilisation:ratio node:windows_node_memory_utilisation: node:windows_node_memory_swap_io_pages:irate '
    + ':windows_node_disk_utilisation:avg_irate node:windows_node_disk_utilisation:avg_irate node:windows_node_filesystem_usage: '
    + 'node:windows_node_filesystem_avail: :windows_node_net_utilisation:sum_irate node:windows_node_net_utilisation:sum_irate '
    + ':windows_node_net_saturation:sum_irate node:windows_node_net_saturation:sum_irate windows_pod_container_available '
    + 'windows_container_total_runtime windows_container_memory_usage windows_container_private_working_set_usage '
    + 'windows_container_network_received_bytes_total windows_container_network_transmitted_bytes_total '
    + 'kube_pod_windows_container_resource_memory_request kube_pod_windows_container_resource_memory_limit '
    + 'kube_pod_windows_container_resource_cpu_cores_request kube_pod_windows_container_resource_cpu_cores_limit '
    + 'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate',
  ),
];
