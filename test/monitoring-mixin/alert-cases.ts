import { AlertCase, api, cadvisor, CONTAINER, differ, dns, etcd, flag, GROWS, growth, histogram, Input, ksm, kubelet, node, of, OFF, ON, POD, share, STEADY } from './alert-case';
import { ALERTMANAGER, KUBE_STATE_METRICS, OPERATOR, PROMETHEUS } from './alert-cases-monitoring';

const DEPLOYMENT = 'namespace="shop",deployment="web"';
const STATEFUL_SET = 'namespace="shop",statefulset="db"';
const DAEMON_SET = 'namespace="shop",daemonset="agent"';
const HPA = 'namespace="shop",horizontalpodautoscaler="web"';
const PDB = 'namespace="shop",poddisruptionbudget="web"';
const JOB = 'namespace="shop",job_name="report"';

const WORKLOADS: readonly AlertCase[] = [
  flag('PodCrashLooping', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},uid="u",reason="CrashLoopBackOff"`)),
  flag('PodNotReady', ksm('kube_pod_status_phase', `${POD},uid="u",phase="Pending"`)),
  {
    alert: 'PodNotReady',
    what: 'of a Job',
    fires: { [ksm('kube_pod_status_phase', `${POD},phase="Failed"`)]: ON, [ksm('kube_pod_owner', `${POD},owner_kind="ReplicaSet",owner_name="web"`)]: ON },
    quiet: { [ksm('kube_pod_status_phase', `${POD},phase="Failed"`)]: ON, [ksm('kube_pod_owner', `${POD},owner_kind="Job",owner_name="web"`)]: ON },
  },
  flag('PodImagePullFailing', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},reason="ImagePullBackOff"`)),
  flag('ContainerWaiting', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},reason="CreateContainerConfigError"`)),
  {
    alert: 'ContainerOutOfMemory',
    at: '30m',
    fires: { [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '0x25 1 2x600', [ksm('kube_pod_container_status_last_terminated_reason', `${CONTAINER},reason="OOMKilled"`)]: ON },
    quiet: { [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '2x600', [ksm('kube_pod_container_status_last_terminated_reason', `${CONTAINER},reason="OOMKilled"`)]: ON },
  },
  flag('DeploymentRolloutStuck', ksm('kube_deployment_status_condition', `${DEPLOYMENT},condition="Progressing",status="false"`)),
  differ('DeploymentReplicasMismatch', ksm('kube_deployment_spec_replicas', DEPLOYMENT), ksm('kube_deployment_status_replicas_available', DEPLOYMENT), { [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: '3x600' }),
  {
    alert: 'DeploymentReplicasMismatch',
    what: 'while it moves',
    fires: { [ksm('kube_deployment_spec_replicas', DEPLOYMENT)]: '3x600', [ksm('kube_deployment_status_replicas_available', DEPLOYMENT)]: '2x600', [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: '1x600' },
    quiet: { [ksm('kube_deployment_spec_replicas', DEPLOYMENT)]: '300x600', [ksm('kube_deployment_status_replicas_available', DEPLOYMENT)]: '200x600', [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: GROWS },
  },
  differ('DeploymentGenerationMismatch', ksm('kube_deployment_metadata_generation', DEPLOYMENT), ksm('kube_deployment_status_observed_generation', DEPLOYMENT)),
  differ('StatefulSetReplicasMismatch', ksm('kube_statefulset_replicas', STATEFUL_SET), ksm('kube_statefulset_status_replicas_ready', STATEFUL_SET), { [ksm('kube_statefulset_status_replicas_updated', STATEFUL_SET)]: '3x600' }),
  differ('StatefulSetGenerationMismatch', ksm('kube_statefulset_metadata_generation', STATEFUL_SET), ksm('kube_statefulset_status_observed_generation', STATEFUL_SET)),
  differ('StatefulSetRolloutStuck', ksm('kube_statefulset_replicas', STATEFUL_SET), ksm('kube_statefulset_status_replicas_updated', STATEFUL_SET), {
    [ksm('kube_statefulset_status_current_revision', `${STATEFUL_SET},revision="a"`)]: ON, [ksm('kube_statefulset_status_update_revision', `${STATEFUL_SET},revision="b"`)]: ON,
  }),
  differ('DaemonSetRolloutStuck', ksm('kube_daemonset_status_desired_number_scheduled', DAEMON_SET), ksm('kube_daemonset_status_number_available', DAEMON_SET), { [ksm('kube_daemonset_status_updated_number_scheduled', DAEMON_SET)]: '3x600' }),
  differ('DaemonSetNotScheduled', ksm('kube_daemonset_status_desired_number_scheduled', DAEMON_SET), ksm('kube_daemonset_status_current_number_scheduled', DAEMON_SET)),
  flag('DaemonSetMisscheduled', ksm('kube_daemonset_status_number_misscheduled', DAEMON_SET)),
  flag('JobFailed', ksm('kube_job_failed', `${JOB},condition="true"`)),
  {
    alert: 'JobSlow',
    at: '13h',
    fires: { [ksm('kube_job_status_start_time', JOB)]: '0x800', [ksm('kube_job_status_active', JOB)]: '1x800' },
    quiet: { [ksm('kube_job_status_start_time', JOB)]: '0x800', [ksm('kube_job_status_active', JOB)]: '0x800' },
  },
  {
    alert: 'CronJobNotScheduled',
    fires: { [ksm('kube_cronjob_next_schedule_time', 'namespace="shop",cronjob="report"')]: '0x600', [ksm('kube_cronjob_spec_suspend', 'namespace="shop",cronjob="report"')]: OFF },
    quiet: { [ksm('kube_cronjob_next_schedule_time', 'namespace="shop",cronjob="report"')]: '0x600', [ksm('kube_cronjob_spec_suspend', 'namespace="shop",cronjob="report"')]: ON },
    at: '2h',
  },
  {
    alert: 'HorizontalPodAutoscalerAtMax',
    fires: { [ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_max_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_min_replicas', HPA)]: '1x600' },
    quiet: { [ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_max_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_min_replicas', HPA)]: '5x600' },
  },
  differ('HorizontalPodAutoscalerStuck', ksm('kube_horizontalpodautoscaler_status_desired_replicas', HPA), ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)),
  differ('PodDisruptionBudgetUnmet', ksm('kube_poddisruptionbudget_status_desired_healthy', PDB), ksm('kube_poddisruptionbudget_status_current_healthy', PDB)),
  {
    alert: 'PodDisruptionBudgetNeverAllows',
    fires: { [ksm('kube_poddisruptionbudget_status_expected_pods', PDB)]: '2x600', [ksm('kube_poddisruptionbudget_status_desired_healthy', PDB)]: '2x600' },
    quiet: { [ksm('kube_poddisruptionbudget_status_expected_pods', PDB)]: '3x600', [ksm('kube_poddisruptionbudget_status_desired_healthy', PDB)]: '2x600' },
  },
];

const requested = (resource: string, amount: string): Input => ({
  [ksm('kube_pod_container_resource_requests', `${CONTAINER},resource="${resource}"`)]: amount,
  [ksm('kube_pod_status_phase', `${POD},phase="Running"`)]: ON,
  [ksm('kube_node_status_allocatable', `node="a",resource="${resource}"`)]: '4x600',
  [ksm('kube_node_status_allocatable', `node="b",resource="${resource}"`)]: '4x600',
});
const QUOTA = 'namespace="shop",resourcequota="q",resource="cpu"';
const quota = (used: number): Input => ({ [ksm('kube_resourcequota', `${QUOTA},type="used"`)]: `${used}x600`, [ksm('kube_resourcequota', `${QUOTA},type="hard"`)]: '100x600' });

const RESOURCES: readonly AlertCase[] = [
  { alert: 'CpuOvercommitted', fires: requested('cpu', '5x600'), quiet: requested('cpu', '3x600') },
  { alert: 'MemoryOvercommitted', fires: requested('memory', '5x600'), quiet: requested('memory', '3x600') },
  { alert: 'QuotaAlmostUsed', fires: quota(95), quiet: quota(89) },
  { alert: 'QuotaAlmostUsed', what: 'used up is another alert', fires: quota(91), quiet: quota(100) },
  { alert: 'QuotaUsedUp', fires: quota(100), quiet: quota(99) },
  growth('ContainerCpuThrottled', cadvisor('container_cpu_cfs_throttled_periods_total', CONTAINER), cadvisor('container_cpu_cfs_periods_total', CONTAINER), 260, 240),
  share('ContainerMemoryNearLimit', cadvisor('container_memory_working_set_bytes', CONTAINER), ksm('kube_pod_container_resource_limits', `${CONTAINER},resource="memory"`), 96, 94),
];

const CLAIM = 'namespace="shop",persistentvolumeclaim="data"';
const STORAGE: readonly AlertCase[] = [
  share('VolumeAlmostFull', kubelet('kubelet_volume_stats_available_bytes', CLAIM), kubelet('kubelet_volume_stats_capacity_bytes', CLAIM), 2, 4),
  {
    alert: 'VolumeWillBeFull',
    at: '8h',
    fires: { [kubelet('kubelet_volume_stats_available_bytes', CLAIM)]: '20000-20x600', [kubelet('kubelet_volume_stats_capacity_bytes', CLAIM)]: '100000x600' },
    quiet: { [kubelet('kubelet_volume_stats_available_bytes', CLAIM)]: '12000x600', [kubelet('kubelet_volume_stats_capacity_bytes', CLAIM)]: '100000x600' },
  },
  share('VolumeInodesAlmostUsed', kubelet('kubelet_volume_stats_inodes_free', CLAIM), kubelet('kubelet_volume_stats_inodes', CLAIM), 2, 4),
  {
    alert: 'VolumeInodesWillBeUsed',
    at: '8h',
    fires: { [kubelet('kubelet_volume_stats_inodes_free', CLAIM)]: '20000-20x600', [kubelet('kubelet_volume_stats_inodes', CLAIM)]: '100000x600' },
    quiet: { [kubelet('kubelet_volume_stats_inodes_free', CLAIM)]: '12000x600', [kubelet('kubelet_volume_stats_inodes', CLAIM)]: '100000x600' },
  },
  flag('PersistentVolumeFailed', ksm('kube_persistentvolume_status_phase', 'persistentvolume="pv",phase="Failed"')),
  flag('PersistentVolumeClaimPending', ksm('kube_persistentvolumeclaim_status_phase', `${CLAIM},phase="Pending"`)),
];

const disrupted = (reason: string, from: string): Input => ({
  [ksm('kube_pod_status_disruption_reason', `${POD},uid="u",reason="${reason}"`)]: from, [ksm('up', 'instance="ksm:8080"')]: ON,
});
/** Sixty pods at once. */
const many = (count: number): Input => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_status_disruption_reason', `namespace="shop",pod="p${i}",uid="u${i}",reason="EvictionByEvictionAPI"`), `_x${20 + (i % 2)} 1x2`])),
  [ksm('up', 'instance="ksm:8080"')]: ON,
});

const DISRUPTIONS: readonly AlertCase[] = [
  { alert: 'PodsDisrupted', at: '23m', fires: many(60), quiet: many(40) },
  { alert: 'PodsEndedByKubelet', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('EvictionByEvictionAPI', '_x20 1x600') },
  { alert: 'PodsEndedByKubelet', what: 'one that failed long ago is not new', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x5 1x600') },
  { alert: 'PodsPreempted', at: '22m', fires: disrupted('PreemptionByScheduler', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  { alert: 'PodsLostWithNode', at: '22m', fires: disrupted('DeletionByPodGC', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  {
    alert: 'EvictionsBlocked',
    fires: { [api('apiserver_request_total', 'resource="pods",subresource="eviction",verb="POST",code="429"')]: GROWS, [api('up')]: ON },
    quiet: { [api('apiserver_request_total', 'resource="pods",subresource="eviction",verb="POST",code="201"')]: GROWS, [api('up')]: ON },
  },
];

const FILESYSTEM = 'instance="10.0.0.1:9100",device="/dev/sda1",fstype="ext4",mountpoint="/"';
const filesystem = (free: string, of_: string, fires: string, quiet: string, size = STEADY, readonly = OFF): Pick<AlertCase, 'fires' | 'quiet'> => ({
  fires: { [node(`node_filesystem_${free}`, FILESYSTEM)]: fires, [node(`node_filesystem_${of_}`, FILESYSTEM)]: size, [node('node_filesystem_readonly', FILESYSTEM)]: readonly },
  quiet: { [node(`node_filesystem_${free}`, FILESYSTEM)]: quiet, [node(`node_filesystem_${of_}`, FILESYSTEM)]: size, [node('node_filesystem_readonly', FILESYSTEM)]: readonly },
});
const I = 'instance="10.0.0.1:9100"';
const ETH = `${I},device="eth0"`;
const cpu = (idle: number): Input => ({ [node('node_cpu_seconds_total', `${I},cpu="0",mode="idle"`)]: `0+${idle}x600`, [node('node_cpu_seconds_total', `${I},cpu="0",mode="user"`)]: `0+${60 - idle}x600` });

const NODES: readonly AlertCase[] = [
  { alert: 'NodeFilesystemAlmostFull', ...filesystem('avail_bytes', 'size_bytes', '4x600', '6x600') },
  {
    alert: 'NodeFilesystemAlmostFull',
    what: 'but not one that is read only',
    fires: filesystem('avail_bytes', 'size_bytes', '0x600', '').fires,
    quiet: filesystem('avail_bytes', 'size_bytes', '0x600', '', STEADY, ON).fires,
  },
  { alert: 'NodeFilesystemWillBeFull', at: '8h', ...filesystem('avail_bytes', 'size_bytes', '30000-40x600', '20000x600', '100000x600') },
  { alert: 'NodeInodesAlmostUsed', ...filesystem('files_free', 'files', '2x600', '4x600') },
  flag('NodeClockWrong', node('node_timex_offset_seconds', I), '-0.06x600', '0.04x600'),
  {
    alert: 'NodeClockNotSynchronised',
    fires: { [node('node_timex_sync_status', I)]: OFF, [node('node_timex_maxerror_seconds', I)]: '16x600' },
    quiet: { [node('node_timex_sync_status', I)]: ON, [node('node_timex_maxerror_seconds', I)]: '16x600' },
  },
  { alert: 'NodeCpuBusy', fires: cpu(3), quiet: cpu(7) },
  { alert: 'NodeLoadHigh', fires: { ...cpu(30), [node('node_load1', I)]: '3x600' }, quiet: { ...cpu(30), [node('node_load1', I)]: '1x600' } },
  share('NodeMemoryAlmostUsed', node('node_memory_MemAvailable_bytes', I), node('node_memory_MemTotal_bytes', I), 9, 11),
  flag('NodeMemoryThrashing', node('node_vmstat_pgmajfault', I), '0+36000x600', '0+24000x600'),
  flag('NodeDiskSaturated', node('node_disk_io_time_weighted_seconds_total', `${I},device="sda"`), '0+660x600', '0+540x600'),
  growth('NodeNetworkReceiveErrors', node('node_network_receive_errs_total', ETH), node('node_network_receive_packets_total', ETH), 11, 9, '90m'),
  growth('NodeNetworkTransmitErrors', node('node_network_transmit_errs_total', ETH), node('node_network_transmit_packets_total', ETH), 11, 9, '90m'),
  { alert: 'NodeNetworkFlapping', at: '10m', interval: '30s', fires: { [node('node_network_up', ETH)]: '0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1' }, quiet: { [node('node_network_up', ETH)]: '1x5 0 1x600' } },
  share('NodeConntrackAlmostFull', node('node_nf_conntrack_entries', I), node('node_nf_conntrack_entries_limit', I), 76, 74),
  share('NodeFileDescriptorsAlmostUsed', node('node_filefd_allocated', I), node('node_filefd_maximum', I), 81, 79),
];

const CONDITION = 'node="a",condition="Ready",status="true"';
const NODE_PODS = (count: number): Input => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_info', `namespace="shop",pod="p${i}",node="a"`), ON])),
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_status_phase', `namespace="shop",pod="p${i}",phase="Running"`), ON])),
  [ksm('kube_node_status_capacity', 'node="a",resource="pods"')]: '10x600',
});

const KUBELET: readonly AlertCase[] = [
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

const REQUEST = 'verb="GET",resource="pods",scope="resource"';
/** A thousand reads a minute, of which some fail. */
const requests = (failed: number, minutes: number): Input => ({
  [api('apiserver_request_sli_duration_seconds_count', REQUEST)]: `0+1000x${minutes}`,
  [api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="1.0"`)]: `0+1000x${minutes}`,
  [api('apiserver_request_total', `${REQUEST},code="500"`)]: `0+${failed}x${minutes}`,
  [api('apiserver_request_total', `${REQUEST},code="200"`)]: `0+${1000 - failed}x${minutes}`,
});
/** All of them well, some of them slow. */
const slow = (count: number): Input => ({
  [api('apiserver_request_sli_duration_seconds_count', REQUEST)]: '0+1000x600',
  [api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="1.0"`)]: `0+${1000 - count}x600`,
  [api('apiserver_request_total', `${REQUEST},code="200"`)]: '0+1000x600',
});

const API_SERVER: readonly AlertCase[] = [
  { alert: 'ApiServerErrorBudgetBurns', at: '2h', fires: requests(200, 600), quiet: requests(5, 600) },
  { alert: 'ApiServerErrorBudgetBurns', what: 'slow answers count', at: '2h', fires: slow(200), quiet: slow(5) },
  { alert: 'ApiServerErrorBudgetBurns', what: 'slowly, over days', at: '3d8h', interval: '30m', fires: requests(20, 170), quiet: requests(8, 170) },
  flag('ApiServerAbsent', api('up'), OFF, ON),
  {
    alert: 'ApiServerSlow',
    fires: histogram(le => api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="${le}"`), ['1', '4', '8'], '8'),
    quiet: histogram(le => api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="${le}"`), ['1', '4', '8'], '4'),
  },
  growth('ApiServerRequestsTerminated', api('apiserver_request_terminations_total'), api('apiserver_request_total', 'code="200"'), 300, 200),
  flag('ApiServerRequestsRejected', api('apiserver_flowcontrol_rejected_requests_total', 'flow_schema="global",priority_level="global",reason="queue-full"'), GROWS, '7x600'),
  {
    alert: 'ApiServerClientCertificateExpires',
    fires: { ...histogram(le => api('apiserver_client_certificate_expiration_seconds_bucket', `le="${le}"`), ['86400', '604800', '2592000'], '86400'), [api('apiserver_client_certificate_expiration_seconds_count')]: '0+100x600' },
    quiet: { ...histogram(le => api('apiserver_client_certificate_expiration_seconds_bucket', `le="${le}"`), ['86400', '604800', '2592000'], '2592000'), [api('apiserver_client_certificate_expiration_seconds_count')]: '0+100x600' },
  },
  flag('AggregatedApiUnavailable', api('aggregator_unavailable_apiservice', 'name="v1beta1.metrics.k8s.io"')),
  {
    alert: 'KubernetesVersionsDiffer',
    at: '5h',
    fires: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.34.2"')]: ON },
    quiet: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.35.2"')]: ON },
  },
];

const SERVICES: readonly AlertCase[] = [
  flag('CoreDnsAbsent', dns('up'), OFF, ON),
  growth('CoreDnsErrors', dns('coredns_dns_responses_total', 'rcode="SERVFAIL"'), dns('coredns_dns_responses_total', 'rcode="NOERROR"'), 40, 20),
  {
    alert: 'CoreDnsSlow',
    fires: histogram(le => dns('coredns_dns_request_duration_seconds_bucket', `le="${le}"`), ['0.1', '1', '4'], '4'),
    quiet: histogram(le => dns('coredns_dns_request_duration_seconds_bucket', `le="${le}"`), ['0.1', '1', '4'], '1'),
  },
  flag('CoreDnsPanics', dns('coredns_panics_total', 'instance="a"'), GROWS, '3x600'),
  flag('EtcdAbsent', etcd('up'), OFF, ON),
  {
    alert: 'EtcdQuorumAtRisk',
    fires: { [etcd('up', 'instance="a"')]: ON, [etcd('up', 'instance="b"')]: ON, [etcd('up', 'instance="c"')]: OFF },
    quiet: { [etcd('up', 'instance="a"')]: ON, [etcd('up', 'instance="b"')]: ON, [etcd('up', 'instance="c"')]: ON },
  },
  flag('EtcdNoLeader', etcd('etcd_server_has_leader', 'instance="a"'), OFF, ON),
  flag('EtcdLeaderChanges', etcd('etcd_server_leader_changes_seen_total', 'instance="a"'), GROWS, '0x10 1 2 2x600'),
  {
    alert: 'EtcdDiskSlow',
    fires: histogram(le => etcd('etcd_disk_wal_fsync_duration_seconds_bucket', `instance="a",le="${le}"`), ['0.01', '0.5', '1'], '1'),
    quiet: histogram(le => etcd('etcd_disk_wal_fsync_duration_seconds_bucket', `instance="a",le="${le}"`), ['0.01', '0.5', '1'], '0.01'),
  },
  share('EtcdDatabaseAlmostFull', etcd('etcd_mvcc_db_total_size_in_bytes', 'instance="a"'), etcd('etcd_server_quota_backend_bytes', 'instance="a"'), 91, 89),
  {
    alert: 'EtcdDatabaseFragmented',
    fires: { [etcd('etcd_mvcc_db_total_size_in_use_in_bytes', 'instance="a"')]: '200000000x600', [etcd('etcd_mvcc_db_total_size_in_bytes', 'instance="a"')]: '500000000x600' },
    quiet: { [etcd('etcd_mvcc_db_total_size_in_use_in_bytes', 'instance="a"')]: '2000000x600', [etcd('etcd_mvcc_db_total_size_in_bytes', 'instance="a"')]: '5000000x600' },
  },
  flag('SchedulerAbsent', of('kube-scheduler')('up'), OFF, ON),
  flag('ControllerManagerAbsent', of('kube-controller-manager')('up'), OFF, ON),
  flag('KubeProxyAbsent', of('kube-proxy')('up'), OFF, ON),
];

/** By the group of their rules. */
export const ALERT_CASES: { readonly [group: string]: readonly AlertCase[] } = {
  'workloads': WORKLOADS,
  'resources': RESOURCES,
  'storage': STORAGE,
  'disruptions': DISRUPTIONS,
  'nodes': NODES,
  'kubelet': KUBELET,
  'apiserver': API_SERVER,
  'services': SERVICES,
  'prometheus': PROMETHEUS,
  'alertmanager': ALERTMANAGER,
  'operator': OPERATOR,
  'kube-state-metrics': KUBE_STATE_METRICS,
};

/** Alerts that have no case: they always fire. */
export const ALWAYS = ['Watchdog'];
