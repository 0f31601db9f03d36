/**
 * Why queries are empty in the bed. `impossible`: it has nothing of the kind. `healthy`: it exists here, and there is nothing to show while all is well.
 * `chance`: it depends on the machine, or on how long the test runs: data is welcome.
 */
export type Kind = 'impossible' | 'healthy' | 'chance';

export interface Empty {
  /** The queries: a part of their expression. */
  readonly reads: RegExp;
  readonly kind: Kind;
  readonly reason: string;
}

/** THE table of queries without an answer. The first row that fits counts. A row of which a query has data is an error, unless it depends on chance. */
export const EMPTY: readonly Empty[] = [
  { reads: /coredns_/, kind: 'impossible', reason: 'no CoreDNS' },
  { reads: /grafana_/, kind: 'impossible', reason: 'Grafana does not run' },
  { reads: /windows_/, kind: 'impossible', reason: 'no Windows nodes' },
  { reads: /alertmanager_cluster_members/, kind: 'impossible', reason: 'one Alertmanager: no cluster' },
  { reads: /admission_webhook_/, kind: 'impossible', reason: 'no admission webhooks' },
  { reads: /kubelet_certificate_manager/, kind: 'impossible', reason: 'the kubelet has no certificates of the cluster' },
  { reads: /alertmanager_notifications_failed_total.* > 0/, kind: 'healthy', reason: 'no notification fails' },
  { reads: /alertmanager_notification_latency/, kind: 'healthy', reason: 'no notification is sent' },
  { reads: /flowcontrol_rejected_requests/, kind: 'healthy', reason: 'no request is refused' },
  { reads: /storage_operation_duration_seconds_count.*status!="success"/, kind: 'healthy', reason: 'no operation on volumes fails' },
  { reads: /kubelet_evictions/, kind: 'healthy', reason: 'the kubelet evicts nothing' },
  { reads: /iterations_missed_total/, kind: 'healthy', reason: 'no evaluation is skipped' },
  { reads: /rest_client_requests_total.*code!~/, kind: 'chance', reason: 'requests that fail while it starts' },
  { reads: /ALERTS\{/, kind: 'chance', reason: 'an alert fires after minutes' },
  { reads: /slo:.*(30d|3d|1d|budget)/, kind: 'chance', reason: 'long windows have their first value after minutes' },
];

/** Variables without values: `board/variable`, with the reason. */
export const NO_VALUES: { readonly [variable: string]: string } = {};
