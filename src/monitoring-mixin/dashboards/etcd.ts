import { byInstance, INSTANCE, byPart, processRow, upStates, upStats } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, quantile, several, stat, top } from './dashboard';
import { Row } from '../../dashboards/panels';

const FSYNC = 'instance:etcd_disk_wal_fsync_duration_seconds:p99_5m';
const COMMIT = 'instance:etcd_disk_backend_commit_duration_seconds:p99_5m';
const SIZE = 'etcd_mvcc_db_total_size_in_bytes';
const IN_USE = 'etcd_mvcc_db_total_size_in_use_in_bytes';
const QUOTA = 'etcd_server_quota_backend_bytes';

const component = ({ etcd: selector }: BoardContext) => ({ name: 'etcd', selector });

/** Rate of an etcd counter per second, by member. */
const rate = (metric: string, { etcd, by }: BoardContext) => `sum ${by(...INSTANCE)} (rate(${metric}{${etcd}}[$__rate_interval]))`;

function atAGlance(context: BoardContext): Row {
  const { etcd, once, on, limits } = context;
  const gauge = (metric: string) => once(`${metric}{${etcd}}`, ...INSTANCE);
  return {
    title: 'At a glance',
    panels: [
      ...upStats(component(context)),
      stat('Without a leader', 'none', `count(etcd_server_has_leader{${etcd}} == 0) or vector(0)`, {
        description: 'Members that have no leader. Normally 0. If not, nothing can be written there: check the network between the '
          + 'members.',
        thresholds: { critical: 1 },
      }),
      stat('Database, of quota', 'percentunit', `max(${gauge(SIZE)} / ${on(...INSTANCE)} ${gauge(QUOTA)})`, {
        description: 'The fullest database, as share of its quota. At 100% etcd rejects all writes except deletions: compact and '
          + 'defragment, or raise the quota.',
        thresholds: limits('etcdDatabaseQuotaLowSpace', { scale: 0.01 }),
      }),
      stat('Leader changes', 'none', `max(increase(etcd_server_leader_changes_seen_total{${etcd}}[15m]))`, {
        description: 'Elections in 15 minutes. Normally 0. No writes are possible during an election: check the disks and the network.',
        thresholds: limits('etcdHighNumberOfLeaderChanges'),
      }),
    ],
  };
}

function database(context: BoardContext): Row {
  const { etcd, once, on, limits } = context;
  const gauge = (metric: string) => once(`${metric}{${etcd}}`, ...INSTANCE);
  return {
    title: 'Database',
    panels: [
      several('Database size', 'bytes', [
        { expr: byPart(gauge(QUOTA)), legend: '{{target}} quota' },
        { expr: byPart(gauge(SIZE)), legend: '{{target}} size' },
        { expr: byPart(gauge(IN_USE)), legend: '{{target}} used' },
      ], {
        description: 'The size on disk must stay below the quota. Only defragmentation frees what is not in use: "etcdctl '
          + 'defrag", one member at a time.',
      }),
      byInstance('Share of the database in use', 'percentunit', `${gauge(IN_USE)} / ${on(...INSTANCE)} ${gauge(SIZE)}`, {
        description: 'What is left after defragmentation. A low share of a large database wastes its quota: defragment the member.',
        thresholds: limits('etcdDatabaseHighFragmentationRatio', { scale: 0.01, direction: 'below' }),
      }),
      byInstance('Keys', 'short', gauge('etcd_debugging_mvcc_keys_total'), {
        description: 'Keys that are stored. A steady rise is a controller that creates objects and does not delete them.',
      }),
      several('Operations', 'ops', ['put', 'delete', 'range', 'txn'].map(kind => ({
        expr: `sum(rate(etcd_mvcc_${kind}_total{${etcd}}[$__rate_interval]))`, legend: kind,
      })), { description: 'Operations of all members. Kubernetes writes by "txn". Look for a sudden change.' }),
    ],
  };
}

function disk(context: BoardContext): Row {
  const { here, limits } = context;
  return {
    title: 'Disk',
    panels: [
      byInstance('WAL fsync duration (p99)', 's', `${FSYNC}{${here}}`, {
        description: '99% of the writes to the log are faster. Normally below 10 ms. If not, give etcd a fast disk '
          + 'that nothing else uses.',
        thresholds: limits('etcdHighFsyncDurations'),
        empty: 'This etcd does not sync its log',
      }),
      byInstance('Commit duration (p99)', 's', `${COMMIT}{${here}}`, {
        description: '99% of the commits to the database are faster. Normally below 25 ms. If not, the disk is slow.',
        thresholds: limits('etcdHighCommitDurations'),
      }),
    ],
  };
}

function members(context: BoardContext): Row {
  const { etcd, limits } = context;
  return {
    title: 'Members',
    panels: [
      upStates(component(context), context),
      byInstance('Leader', 'none', context.once(`etcd_server_is_leader{${etcd}}`, ...INSTANCE), {
        description: 'The member whose line is at 1 is the leader. Normally one, always the same.',
      }),
      lines('Round trip between members (p99)', 's', quantile(
        0.99, 'etcd_network_peer_round_trip_time_seconds', etcd, 'by (To)',
      ), 'to {{To}}', {
        description: 'Each write waits for a majority of the members. Normally below 50 ms. If not, repair the network or the node of '
          + 'this member.',
        thresholds: limits('etcdMemberCommunicationSlow'),
        empty: 'There is only one member',
      }),
      several('Traffic between members', 'Bps', [
        { expr: byPart(rate('etcd_network_peer_received_bytes_total', context)), legend: '{{target}} received' },
        { expr: byPart(rate('etcd_network_peer_sent_bytes_total', context)), legend: '{{target}} sent' },
      ], { description: 'Traffic between the members. The leader sends most.', empty: 'There is only one member' }),
      several('Proposals', 'ops', [
        { expr: `max(rate(etcd_server_proposals_committed_total{${etcd}}[$__rate_interval]))`, legend: 'committed' },
        { expr: `max(rate(etcd_server_proposals_applied_total{${etcd}}[$__rate_interval]))`, legend: 'applied' },
        { expr: `max(rate(etcd_server_proposals_failed_total{${etcd}}[$__rate_interval]))`, legend: 'failed' },
      ], {
        description: 'Writes that the members agree on. Committed and applied are normally equal. Failed ones come with '
          + 'elections, or without a majority.',
      }),
      byInstance('Proposals pending', 'short', context.once(`etcd_server_proposals_pending{${etcd}}`, ...INSTANCE), {
        description: 'Writes that are not committed yet. Normally near 0. If it grows, the disk is slow or a majority is missing.',
      }),
    ],
  };
}

/** gRPC codes of failures in etcd, not of client errors. */
const FAILURES = 'Unknown|FailedPrecondition|ResourceExhausted|Internal|Unavailable|DataLoss|DeadlineExceeded';

function requests(context: BoardContext): Row {
  const { etcd, limits } = context;
  const handled = (more = '') => `sum by (grpc_method) (rate(grpc_server_handled_total{${etcd}${more}}[$__rate_interval]))`;
  const unary = `${etcd},grpc_type="unary",grpc_method!="Defragment"`;
  return {
    title: 'Requests',
    panels: [
      lines('Requests by method', 'reqps', top(handled()), '{{grpc_method}}', {
        description: 'Requests to all members by gRPC method. Range, Txn and LeaseGrant are those of the API server.',
      }),
      lines('Failed requests', 'percentunit', `${handled(`,grpc_code=~"${FAILURES}"`)} / ${handled()}`, '{{grpc_method}}', {
        description: 'Share of the requests that fail because of etcd. Normally 0. If not, read the log of the members.',
        thresholds: limits('etcdHighNumberOfFailedGRPCRequests', { scale: 0.01 }),
        empty: 'No request has failed',
      }),
      lines('Request duration (p99)', 's', quantile(0.99, 'grpc_server_handling_seconds', unary, 'by (grpc_method)'), '{{grpc_method}}', {
        description: '99% of the requests are faster. Before etcd 3.6, and without "--metrics=extensive", etcd does '
          + 'not expose it.',
        thresholds: limits('etcdGRPCRequestsSlow'),
        empty: 'etcd runs without --metrics=extensive',
      }),
      several('Client traffic', 'Bps', [
        { expr: byPart(rate('etcd_network_client_grpc_received_bytes_total', context)), legend: '{{target}} received' },
        { expr: byPart(rate('etcd_network_client_grpc_sent_bytes_total', context)), legend: '{{target}} sent' },
      ], { description: 'Traffic between API servers and each member. Large lists of objects appear as peaks of sent bytes.' }),
      several('Watches', 'short', [
        { expr: `sum(etcd_debugging_mvcc_watcher_total{${etcd}})`, legend: 'all' },
        { expr: `sum(etcd_debugging_mvcc_slow_watcher_total{${etcd}})`, legend: 'slow' },
      ], { description: 'Watches of all members. A slow watcher has not received all changes: normally 0.' }),
      several('Slow operations', 'ops', [
        { expr: byPart(rate('etcd_server_slow_apply_total', context)), legend: '{{target}} apply' },
        { expr: byPart(rate('etcd_server_slow_read_indexes_total', context)), legend: '{{target}} read index' },
        { expr: byPart(rate('etcd_server_heartbeat_send_failures_total', context)), legend: '{{target}} late heartbeat' },
      ], {
        description: 'Operations that took too long, and heartbeats that the leader sent late. Normally 0. If not, the disk or the CPU '
          + 'is too slow.',
      }),
    ],
  };
}

export const ETCD: DashboardDefinition = {
  id: 'etcd',
  title: 'Control plane / etcd',
  description: 'etcd: its members, its database and its disks, on which every write to the cluster depends.',
  folder: 'Control plane',
  questions: [
    { question: 'How full is the database of etcd?', panel: 'Database size' },
    { question: 'Are the disks of etcd fast enough?', panel: 'WAL fsync duration (p99)' },
    { question: 'Do the members of etcd reach each other?', panel: 'Round trip between members (p99)' },
    { question: 'Which requests to etcd fail or are slow?', panel: 'Failed requests' },
  ],
  needs: ['etcd'],
  groups: ['etcd'],
  alerts: { groups: ['etcd'] },
  rows: context => [
    atAGlance(context), database(context), disk(context), members(context), requests(context), processRow(component(context), context),
  ],
};
