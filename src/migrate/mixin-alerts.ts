/** An alert of MonitoringMixin. */
export interface MixinAlert {
  readonly alert: string;
  /** The group of rules that it is in. */
  readonly group: string;
  /** Severities of its levels. */
  readonly levels: readonly string[];
}

/** Groups that neither a recorded series nor a dashboard belongs to. */
const ALERTS_ALONE: readonly string[] = ['windows-nodes', 'config-reloader', 'alertmanager', 'kube-state-metrics'];

/** Alerts by group, with the severities of their levels. */
const TEXT: Readonly<Record<string, string>> = {
  'workloads': 'KubePodCrashLooping:warning KubePodNotReady:warning PodImagePullFailing:warning KubeContainerWaiting:warning '
    + 'ContainerOutOfMemory:warning KubeDeploymentRolloutStuck:warning KubeDeploymentReplicasMismatch:warning '
    + 'KubeDeploymentGenerationMismatch:warning KubeStatefulSetReplicasMismatch:warning KubeStatefulSetGenerationMismatch:warning '
    + 'KubeStatefulSetUpdateNotRolledOut:warning KubeDaemonSetRolloutStuck:warning KubeDaemonSetNotScheduled:warning '
    + 'KubeDaemonSetMisScheduled:warning KubeJobFailed:warning KubeJobNotCompleted:warning CronJobNotScheduled:warning '
    + 'KubeHpaMaxedOut:warning KubeHpaReplicasMismatch:warning KubePdbNotEnoughHealthyPods:warning PodDisruptionBudgetNeverAllows:info',
  'resources': 'KubeCPUOvercommit:warning KubeMemoryOvercommit:warning KubeCPUQuotaOvercommit:warning KubeMemoryQuotaOvercommit:warning '
    + 'KubeQuotaAlmostFull:info KubeQuotaFullyUsed:info KubeQuotaExceeded:warning CPUThrottlingHigh:info ContainerMemoryNearLimit:warning',
  'storage': 'KubePersistentVolumeFillingUp:critical,warning KubePersistentVolumeInodesFillingUp:critical,warning '
    + 'KubePersistentVolumeErrors:critical PersistentVolumeClaimPending:warning',
  'disruptions': 'PodsDisrupted:warning WorkloadDisrupted:warning PodsEndedByKubelet:warning PodsPreempted:info PodsLostWithNode:warning '
    + 'EvictionsBlocked:warning',
  'nodes': 'NodeFilesystemSpaceFillingUp:warning,critical NodeFilesystemAlmostOutOfSpace:warning,critical '
    + 'NodeFilesystemFilesFillingUp:warning,critical NodeFilesystemAlmostOutOfFiles:warning,critical NodeClockSkewDetected:warning '
    + 'NodeClockNotSynchronising:warning NodeCPUHighUsage:info NodeSystemSaturation:warning NodeMemoryHighUtilization:warning '
    + 'NodeMemoryMajorPagesFaults:warning NodeDiskIOSaturation:warning NodeNetworkReceiveErrs:warning NodeNetworkTransmitErrs:warning '
    + 'NodeNetworkInterfaceFlapping:warning NodeBondingDegraded:warning NodeHighNumberConntrackEntriesUsed:warning '
    + 'NodeFileDescriptorLimit:warning,critical NodeRAIDDegraded:critical NodeRAIDDiskFailure:warning '
    + 'NodeTextFileCollectorScrapeError:warning NodeSystemdServiceFailed:warning NodeSystemdServiceCrashlooping:warning',
  'windows-nodes': 'WindowsNodeFilesystemSpaceFillingUp:warning,critical WindowsNodeFilesystemAlmostOutOfSpace:warning,critical '
    + 'WindowsNodeCPUHighUsage:info WindowsNodeSystemSaturation:warning WindowsNodeMemoryHighUtilization:warning '
    + 'WindowsNodeCommitLimitNear:warning WindowsNodeNetworkReceiveErrs:warning WindowsNodeNetworkTransmitErrs:warning '
    + 'WindowsExporterUnreachable:warning WindowsExporterCollectorFailing:warning',
  'kubelet': 'KubeNodeNotReady:warning KubeNodeUnreachable:warning KubeNodeReadinessFlapping:warning KubeNodePressure:info '
    + 'KubeletDown:critical '
    + 'KubeletInstanceUnreachable:warning KubeletTooManyPods:info KubeNodeEviction:info KubeletPlegDurationHigh:warning '
    + 'KubeletPodStartUpLatencyHigh:warning KubeletRuntimeErrors:warning KubeletClientCertificateExpiration:warning,critical '
    + 'KubeletServerCertificateExpiration:warning,critical KubeletClientCertificateRenewalErrors:warning '
    + 'KubeletServerCertificateRenewalErrors:warning',
  'apiserver': 'KubeAPIErrorBudgetBurn:critical,warning KubeAPIDown:critical KubeAPIInstanceUnreachable:warning ApiServerSlow:warning '
    + 'KubeAPITerminatedRequests:warning ApiServerRequestsRejected:warning KubeClientCertificateExpiration:warning,critical '
    + 'KubeAggregatedAPIErrors:warning KubeAggregatedAPIDown:warning KubeClientErrors:warning KubeVersionMismatch:info',
  'coredns': 'CoreDNSDown:critical CoreDNSErrorsHigh:warning,critical CoreDNSLatencyHigh:warning,critical CoreDNSPanics:warning',
  'etcd': 'etcdAbsent:critical etcdMembersDown:warning etcdInsufficientMembers:critical etcdNoLeader:critical '
    + 'etcdHighNumberOfLeaderChanges:warning etcdMemberCommunicationSlow:warning etcdHighNumberOfFailedProposals:warning '
    + 'etcdHighNumberOfFailedGRPCRequests:warning,critical etcdGRPCRequestsSlow:critical etcdHighFsyncDurations:warning,critical '
    + 'etcdHighCommitDurations:warning etcdDatabaseQuotaLowSpace:critical etcdExcessiveDatabaseGrowth:warning '
    + 'etcdDatabaseHighFragmentationRatio:warning',
  'scheduler': 'KubeSchedulerDown:critical KubeSchedulerInstanceUnreachable:warning',
  'controller-manager': 'KubeControllerManagerDown:critical KubeControllerManagerInstanceUnreachable:warning',
  'kube-proxy': 'KubeProxyDown:critical KubeProxyInstanceUnreachable:warning',
  'prometheus': 'PrometheusBadConfig:critical PrometheusSDRefreshFailure:warning PrometheusKubernetesListWatchFailures:warning '
    + 'PrometheusTargetSyncFailure:critical PrometheusNotIngestingSamples:warning PrometheusDuplicateTimestamps:warning '
    + 'PrometheusOutOfOrderTimestamps:warning PrometheusTargetLimitHit:warning PrometheusLabelLimitHit:warning '
    + 'PrometheusScrapeBodySizeLimitHit:warning PrometheusScrapeSampleLimitHit:warning PrometheusTSDBReloadsFailing:warning '
    + 'PrometheusTSDBCompactionsFailing:warning PrometheusWalCorrupted:warning PrometheusManySeries:warning '
    + 'PrometheusRuleFailures:critical PrometheusMissingRuleEvaluations:warning PrometheusHighQueryLoad:warning '
    + 'PrometheusNotificationQueueRunningFull:warning PrometheusErrorSendingAlertsToSomeAlertmanagers:warning '
    + 'PrometheusErrorSendingAlertsToAnyAlertmanager:critical PrometheusNotConnectedToAlertmanagers:warning '
    + 'PrometheusRemoteStorageFailures:critical PrometheusRemoteWriteBehind:critical PrometheusRemoteWriteDesiredShards:warning '
    + 'TargetDown:warning Watchdog:none InfoInhibitor:none',
  'config-reloader': 'ConfigReloaderSidecarErrors:warning',
  'alertmanager': 'AlertmanagerFailedReload:critical AlertmanagerMembersInconsistent:critical AlertmanagerFailedToSendAlerts:warning '
    + 'AlertmanagerClusterFailedToSendAlerts:critical AlertmanagerConfigInconsistent:critical AlertmanagerClusterDown:critical '
    + 'AlertmanagerClusterCrashlooping:critical AlertmanagerClusterFailedPeers:warning',
  'operator': 'PrometheusOperatorDown:warning PrometheusOperatorListErrors:warning PrometheusOperatorWatchErrors:warning '
    + 'PrometheusOperatorReconcileErrors:warning PrometheusOperatorStatusUpdateErrors:warning PrometheusOperatorSyncFailed:warning '
    + 'PrometheusOperatorRejectedResources:warning PrometheusOperatorNotReady:warning PrometheusOperatorNodeLookupErrors:warning '
    + 'PrometheusOperatorNodeSyncFailed:warning',
  'kube-state-metrics': 'KubeStateMetricsDown:critical KubeStateMetricsListErrors:critical KubeStateMetricsWatchErrors:critical '
    + 'KubeStateMetricsShardingMismatch:critical KubeStateMetricsShardsMissing:critical',
  'grafana': 'GrafanaRequestsFailing:warning',
};

/** The alerts of MonitoringMixin, as in `src/monitoring-mixin/groups`. A test compares them. */
export const MIXIN_ALERTS: readonly MixinAlert[] = Object.entries(TEXT).flatMap(([group, text]) => text.split(' ').map(each => {
  const [alert, levels] = each.split(':');
  return { alert, group, levels: levels.split(',') };
}));

/** Whether a group contains only alerts: if it is disabled, no series and no dashboard is lost. */
export const hasAlertsAlone = (group: string): boolean => ALERTS_ALONE.includes(group);
