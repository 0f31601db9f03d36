/**
 * Why queries are empty in the bed. `impossible`: it has nothing of the kind. `healthy`: it exists here, and there is nothing to show while
 * all is well. `chance`: it depends on the machine, or on how long the test runs: data is welcome.
 */
export type Kind = 'impossible' | 'healthy' | 'chance';

export interface Empty {
  /** The queries: a part of their expression. */
  readonly reads: RegExp;
  readonly kind: Kind;
  readonly reason: string;
}

/**
 * THE table of queries without an answer. The first row that fits counts. A row of which a query has data is an error, unless it depends on
 * chance.
 */
export const EMPTY: readonly Empty[] = [
  // the bed has none
  { reads: /coredns/, kind: 'impossible', reason: 'no CoreDNS' },
  { reads: /grafana/, kind: 'impossible', reason: 'Grafana does not run' },
  { reads: /windows/, kind: 'impossible', reason: 'no Windows nodes' },
  { reads: /alertmanager_cluster_/, kind: 'impossible', reason: 'one Alertmanager: no members' },
  { reads: /etcd_network_peer_/, kind: 'impossible', reason: 'one etcd: no peers' },
  { reads: /etcd_disk_wal_fsync/, kind: 'impossible', reason: 'the etcd of the bed does not sync its log (--unsafe-no-fsync)' },
  { reads: /grpc_server_handling_seconds/, kind: 'impossible', reason: 'etcd has these histograms only with --metrics=extensive' },
  { reads: /apiserver_admission_webhook_/, kind: 'impossible', reason: 'no admission webhooks' },
  { reads: /kubelet_certificate_manager/, kind: 'impossible', reason: 'the kubelet has no certificates of the cluster' },
  { reads: /csi_operations_/, kind: 'impossible', reason: 'no CSI drivers' },
  { reads: /attachdetach_controller_/, kind: 'impossible', reason: 'no volumes that are attached' },
  { reads: /sync_proxy_rules_iptables/, kind: 'impossible', reason: 'kube-proxy writes nftables' },
  { reads: /container_fs_(reads|writes)/, kind: 'impossible', reason: 'the kernel does not count the disk traffic of cgroups' },
  // the bed makes one disruption: an eviction through the API
  { reads: /pod_disruption.*initiator="(kubelet|scheduler)"/, kind: 'healthy', reason: 'no pod is ended by a kubelet or preempted' },
  { reads: /pod_disruption.*initiator=~"taint-manager\|pod-gc"/, kind: 'healthy', reason: 'no node is lost' },
  { reads: /pod_disruption.*signal!=""/, kind: 'healthy', reason: 'the node is short of nothing' },
  { reads: /pod_disruption.*namespace="",node=""/, kind: 'chance', reason: 'every disrupted pod has a name' },
  { reads: /pod_disruption_initiator:info.*initiator!="eviction-api"/, kind: 'healthy', reason: 'no node is drained' },
  { reads: /pod_gc_(lost_pods|collector_force_delete)/, kind: 'healthy', reason: 'no node is lost' },
  // nothing is wrong
  { reads: /alertmanager_notifications_failed_total.* > 0/, kind: 'healthy', reason: 'no notification fails' },
  { reads: /alertmanager_notifications_total.* > 0/, kind: 'healthy', reason: 'no notification is sent' },
  { reads: /alertmanager_notification_latency/, kind: 'healthy', reason: 'no notification is sent' },
  { reads: /apiserver_flowcontrol_rejected_requests/, kind: 'healthy', reason: 'no request is refused' },
  { reads: /apiserver_request_terminations/, kind: 'healthy', reason: 'the server ends no request' },
  { reads: /apiserver_request_total.*code=~"5\.\."/, kind: 'healthy', reason: 'no request fails' },
  { reads: /etcd_request_errors/, kind: 'chance', reason: 'requests to etcd fail only on a machine that is too busy' },
  { reads: /apiserver_audit_error/, kind: 'healthy', reason: 'no audit event is lost' },
  { reads: /storage_operation_duration_seconds_count.*status!="success"/, kind: 'healthy', reason: 'no operation on volumes fails' },
  { reads: /kubelet_evictions/, kind: 'healthy', reason: 'the kubelet evicts nothing' },
  { reads: /persistentvolume_status_phase.*Failed/, kind: 'healthy', reason: 'no volume is released or has failed' },
  { reads: /prometheus_operator_managed_resources.*state="rejected"/, kind: 'healthy', reason: 'the operator rejects no object' },
  { reads: /prometheus_operator_prometheus_status_condition/, kind: 'healthy', reason: 'every server is as it should be' },
  { reads: /prometheus_remote_storage_shards_desired.*> 0/, kind: 'healthy', reason: 'remote write has enough shards' },
  { reads: /min_over_time\(up\{/, kind: 'chance', reason: 'every instance was up all the time' },
  { reads: /min_over_time\(kube_node_status_condition/, kind: 'healthy', reason: 'the node was ready all the time' },
  { reads: /last_terminated_reason\{.*pod="database-0"/, kind: 'healthy', reason: 'the pod has not ended' },
  { reads: /job:up:count.*job:up:sum/, kind: 'healthy', reason: 'every target is up' },
  { reads: /increase\(kube_pod_container_status_restarts_total.*> 0/, kind: 'chance', reason: 'containers of the workload restart seldom' },
  { reads: /iterations_missed_total/, kind: 'healthy', reason: 'no evaluation is skipped' },
  // depends on the machine, or on the time
  {
    reads: /deriv\(kubelet_volume_stats_available_bytes/,
    kind: 'chance',
    reason: 'the volume is a folder of the machine, whose disk may become emptier',
  },
  { reads: /rest_client_requests?_/, kind: 'chance', reason: 'some requests fail while all starts; kube-proxy sends few' },
  { reads: /prometheus_operator_(reconcile|list|watch)/, kind: 'chance', reason: 'the operator has nothing to do for minutes' },
  { reads: /kubeproxy_/, kind: 'chance', reason: 'rules are written only if endpoints change' },
  { reads: /ALERTS\{/, kind: 'chance', reason: 'an alert fires after minutes' },
  { reads: /slo:.*(30d|3d|1d|budget)/, kind: 'chance', reason: 'long windows have their first value after minutes' },
];

/** Variables without values: `board/variable`, with the reason. */
export const NO_VALUES: { readonly [variable: string]: string } = { 'windows/node': 'no Windows nodes' };
