import { absent } from './absent';
import { AlertDefinition, Context, GroupDefinition } from '../definition';

const MEMBER = ['instance', 'pod'];
const FSYNC = 'instance:etcd_disk_wal_fsync_duration_seconds:p99_5m';
const SIZE = 'etcd_mvcc_db_total_size_in_bytes';
const QUOTA = 'etcd_server_quota_backend_bytes';
const COMMIT = 'instance:etcd_disk_backend_commit_duration_seconds:p99_5m';

/** The 99th percentile, by member. */
const p99 = (metric: string, more: readonly string[] = [], matchers = '') => ({ etcd, by }: Context) =>
  `histogram_quantile(0.99, sum ${by(...MEMBER, ...more, 'le')} (rate(${metric}_bucket{${etcd}${matchers}}[5m])))`;

/** A gauge of a member, which one failed scrape does not interrupt. */
const gauge = (metric: string, { etcd, once }: Context) => once(`last_over_time(${metric}{${etcd}}[5m])`, ...MEMBER);

/** The number of members that cannot be scraped. If all can be scraped, the number of members that others cannot send to. */
function membersDown({ etcd, by }: Context): string {
  const unreached = `sum ${by('To')} (increase(etcd_network_peer_sent_failures_total{${etcd}}[5m])) > 1.5`;
  return `sum ${by()} (up{${etcd}} == bool 0) > 0 or count ${by()} (${unreached})`;
}

/** gRPC codes of failures in etcd, not of client errors. */
const FAILURES = 'Unknown|FailedPrecondition|ResourceExhausted|Internal|Unavailable|DataLoss|DeadlineExceeded';

function failedRequests({ etcd, by }: Context, percent: number): string {
  const requests = (matchers: string) =>
    `sum ${by(...MEMBER, 'grpc_service', 'grpc_method')} (rate(grpc_server_handled_total{${etcd}${matchers}}[5m]))`;
  return `100 * ${requests(`,grpc_code=~"${FAILURES}"`)} / ${requests('')} > ${percent}`;
}

const slowFsync = (_: Context, seconds: number) => `${FSYNC} > ${seconds}`;

const MEMBERS: readonly AlertDefinition[] = [
  absent('etcdAbsent', 'etcd', ({ etcd }) => etcd,
    'The API server stores all objects in etcd. Without it the cluster cannot be changed. If kubectl works, only the metrics are missing.'),
  {
    alert: 'etcdMembersDown',
    severity: 'warning',
    for: '20m',
    expr: membersDown,
    summary: '{{ $value }} members of etcd are down or cannot be reached by the others.',
    description: 'etcd tolerates fewer further failures. Without a majority of its members nothing can be written. Look at the pod and '
      + 'the machine of each member that is down.',
  },
  {
    alert: 'etcdInsufficientMembers',
    severity: 'critical',
    for: '3m',
    expr: ({ etcd, by }) => `sum ${by()} (up{${etcd}} == bool 1) < floor(count ${by()} (up{${etcd}}) / 2) + 1`,
    summary: 'Only {{ $value }} members of etcd are up, which is no majority.',
    description: 'Nothing can be written: the cluster cannot be changed. Start the members that are down before anything else, and keep '
      + 'their data.',
  },
  {
    alert: 'etcdNoLeader',
    severity: 'critical',
    for: '1m',
    expr: ({ etcd, once }) => `${once(`etcd_server_has_leader{${etcd}}`, ...MEMBER)} == 0`,
    summary: 'Member {{ $labels.instance }} of etcd has no leader.',
    description: 'This member accepts no writes. If no member has a leader, the cluster cannot be changed. Check how many members are up, '
      + 'and the network between them.',
  },
  {
    alert: 'etcdHighNumberOfLeaderChanges',
    severity: 'warning',
    for: '5m',
    threshold: 4,
    expr: ({ etcd, by }, changes) => `max ${by()} (increase(etcd_server_leader_changes_seen_total{${etcd}}[15m])) >= ${changes}`,
    summary: 'etcd has changed its leader {{ $value | printf "%.0f" }} times in 15 minutes.',
    description: 'No writes are possible during each election. Check disks (etcdHighFsyncDurations), CPU and the network between the '
      + 'members.',
  },
  {
    alert: 'etcdMemberCommunicationSlow',
    severity: 'warning',
    for: '10m',
    threshold: 0.15,
    expr: (context, seconds) => `${p99('etcd_network_peer_round_trip_time_seconds', ['To'])(context)} > ${seconds}`,
    summary: 'A round trip from member {{ $labels.instance }} of etcd to member {{ $labels.To }} takes {{ $value | humanizeDuration }}.',
    description: 'Each write waits for a majority of the members. Slow connections also cause elections. Check the network between both '
      + 'machines, and their CPU.',
  },
  {
    alert: 'etcdHighNumberOfFailedProposals',
    severity: 'warning',
    for: '15m',
    threshold: 5,
    expr: ({ etcd, by }, perSecond) => `max ${by(...MEMBER)} (rate(etcd_server_proposals_failed_total{${etcd}}[15m])) > ${perSecond}`,
    summary: '{{ $value | printf "%.1f" }} proposals a second fail on member {{ $labels.instance }} of etcd.',
    description: 'Writes are lost. The members hold elections, or have no majority. Check leader changes and the members that are down '
      + 'first.',
  },
];

/** Unary requests, without defragmentation, which is always slow. */
const requestDuration =
  p99('grpc_server_handling_seconds', ['grpc_service', 'grpc_method'], ',grpc_type="unary",grpc_method!="Defragment"');

const REQUESTS: readonly AlertDefinition[] = [
  {
    alert: 'etcdHighNumberOfFailedGRPCRequests',
    severity: 'warning',
    for: '10m',
    threshold: 1,
    expr: failedRequests,
    summary: '{{ $value | printf "%.1f" }}% of the {{ $labels.grpc_method }} requests to member {{ $labels.instance }} of etcd fail.',
    description: 'The API server retries some of these requests, and returns errors for the others. Check the disk and the leader of etcd.',
  },
  {
    alert: 'etcdHighNumberOfFailedGRPCRequests',
    severity: 'critical',
    for: '5m',
    threshold: 5,
    expr: failedRequests,
    summary: '{{ $value | printf "%.1f" }}% of the {{ $labels.grpc_method }} requests to member {{ $labels.instance }} of etcd fail.',
    description: 'The API server retries some of these requests, and returns errors for the others. Check the disk and the leader of etcd.',
  },
  {
    alert: 'etcdGRPCRequestsSlow',
    severity: 'critical',
    for: '10m',
    threshold: 0.15,
    expr: (context, seconds) => `${requestDuration(context)} > ${seconds}`,
    summary: '{{ $labels.grpc_method }} requests to member {{ $labels.instance }} of etcd take {{ $value | humanizeDuration }}.',
    description: 'All requests to the API server become slow. The metric requires the flag --metrics=extensive of etcd. Check the disk, '
      + 'and look for clients that list many objects.',
  },
];

const STORAGE: readonly AlertDefinition[] = [
  {
    alert: 'etcdHighFsyncDurations',
    severity: 'warning',
    for: '10m',
    threshold: 0.5,
    expr: slowFsync,
    summary: 'Member {{ $labels.instance }} of etcd takes {{ $value | humanizeDuration }} to sync its log to disk.',
    description: 'All writes of the API server wait for the disk, and etcd may lose its leader. Give etcd a faster disk that it shares '
      + 'with no other process.',
  },
  {
    alert: 'etcdHighFsyncDurations',
    severity: 'critical',
    for: '10m',
    threshold: 1,
    expr: slowFsync,
    summary: 'Member {{ $labels.instance }} of etcd takes {{ $value | humanizeDuration }} to sync its log to disk.',
    description: 'All writes of the API server wait for the disk, and etcd may lose its leader. Give etcd a faster disk that it shares '
      + 'with no other process.',
  },
  {
    alert: 'etcdHighCommitDurations',
    severity: 'warning',
    for: '10m',
    threshold: 0.25,
    expr: (_, seconds) => `${COMMIT} > ${seconds}`,
    summary: 'Member {{ $labels.instance }} of etcd takes {{ $value | humanizeDuration }} to commit to its database.',
    description: 'Writes of the API server are slow. Check the disk of the machine and what else writes to it.',
  },
  {
    alert: 'etcdDatabaseQuotaLowSpace',
    severity: 'critical',
    for: '10m',
    threshold: 90,
    expr: (context, percent) => `100 * ${gauge(SIZE, context)} / ${gauge(QUOTA, context)} > ${percent}`,
    summary: 'The database of member {{ $labels.instance }} of etcd uses {{ $value | printf "%.0f" }}% of its quota.',
    description: 'When the quota is reached, etcd rejects all writes except deletions, until the alarm is disarmed. Find the resource '
      + 'with most objects, then compact, defragment or raise the quota.',
  },
  {
    alert: 'etcdExcessiveDatabaseGrowth',
    severity: 'warning',
    for: '10m',
    expr: context => {
      const { etcd, by } = context;
      return `max ${by(...MEMBER)} (predict_linear(${SIZE}{${etcd}}[4h], 4 * 3600)) > ${gauge(QUOTA, context)}`;
    },
    summary: 'The database of member {{ $labels.instance }} of etcd will reach its quota within four hours.',
    description: 'When the quota is reached, etcd rejects all writes except deletions. The forecast is the trend of the last four hours. '
      + 'Find the resource whose number of objects grows.',
  },
  {
    alert: 'etcdDatabaseHighFragmentationRatio',
    severity: 'warning',
    for: '10m',
    threshold: 50,
    expr: (context, percent) => {
      const used = gauge('etcd_mvcc_db_total_size_in_use_in_bytes', context);
      return `100 * ${used} / ${gauge(SIZE, context)} < ${percent} and ${used} > ${100 * 1024 * 1024}`;
    },
    summary: 'Only {{ $value | printf "%.0f" }}% of the database of member {{ $labels.instance }} of etcd is in use.',
    description: 'The rest is wasted disk space and memory, and counts toward the quota. Run "etcdctl defrag" on one member after the '
      + 'other.',
  },
];

export const ETCD: GroupDefinition = {
  name: 'etcd',
  title: 'etcd',
  needs: ['etcd'],
  records: [
    { record: FSYNC, expr: p99('etcd_disk_wal_fsync_duration_seconds') },
    { record: COMMIT, expr: p99('etcd_disk_backend_commit_duration_seconds') },
  ],
  alerts: [...MEMBERS, ...REQUESTS, ...STORAGE],
};
