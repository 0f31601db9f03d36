import { inEachWay, thousandths, waits } from './variants';
import { AlertCase, flag, histogram, Input, of, OFF, ON, percentile } from '../alert-case';

const member = (metric: string, labels = '', at = 1) => of('etcd')(metric, `namespace="kube-system",pod="etcd-n${at}",instance="10.0.0.${at}:2381"${labels === '' ? '' : `,${labels}`}`);

const up = (...states: number[]): Input => Object.fromEntries(states.map((state, i) => [member('up', '', i + 1), `${state}x600`]));
const peer = (to: string, at = 1) => member('etcd_network_peer_sent_failures_total', `To="${to}"`, at);

/** A counter that grows by one every so many minutes. */
const everyMinutes = (minutes: number) => Array.from({ length: 60 }, (_, i) => Math.floor(i / minutes)).join(' ');

const CLUSTERS: readonly AlertCase[] = [
  flag('etcdAbsent', member('up'), OFF, ON),
  ...waits(20, { alert: 'etcdMembersDown', count: 1, fires: up(1, 1, 0), quiet: up(1, 1, 1) }),
  { alert: 'etcdMembersDown', what: 'two of them', count: 1, fires: up(1, 0, 0), quiet: up(1, 1, 1) },
  { // its metrics are scraped over another network than that of the members
    alert: 'etcdMembersDown', what: 'others do not reach it', count: 1, fires: { ...up(1, 1, 1), [peer('3a')]: '0+5x600', [peer('3a', 2)]: '0+5x600' }, quiet: { ...up(1, 1, 1), [peer('3a')]: '7x600', [peer('3a', 2)]: '7x600' },
  },
  { alert: 'etcdMembersDown', what: 'no earlier than after 20 minutes of failures', at: '22m', fires: { ...up(1, 1), [peer('3a')]: '0+5x600' }, quiet: { ...up(1, 1), [peer('3a')]: '0x9 5+5x600' } },
  { alert: 'etcdMembersDown', what: 'now and then', count: 1, fires: { ...up(1, 1), [peer('3a')]: everyMinutes(2) }, quiet: { ...up(1, 1), [peer('3a')]: everyMinutes(5) } },
  { // to one member from two, to two members from one
    alert: 'etcdMembersDown',
    what: 'by member',
    count: 1,
    fires: { ...up(1, 1), [peer('3a')]: everyMinutes(4), [peer('3a', 2)]: everyMinutes(4) },
    quiet: { ...up(1, 1), [peer('3a')]: everyMinutes(4), [peer('4b')]: everyMinutes(4) },
  },
  ...waits(3, { alert: 'etcdInsufficientMembers', what: 'of three', count: 1, fires: up(1, 0, 0), quiet: up(1, 1, 0) }),
  { alert: 'etcdInsufficientMembers', what: 'of four', fires: up(1, 1, 0, 0), quiet: up(1, 1, 1, 0) },
  { alert: 'etcdInsufficientMembers', what: 'of five', fires: up(1, 1, 0, 0, 0), quiet: up(1, 1, 1, 0, 0) },
  { alert: 'etcdInsufficientMembers', what: 'of one', fires: up(0), quiet: up(1) },
  {
    alert: 'etcdHighNumberOfLeaderChanges',
    count: 1,
    fires: { [member('etcd_server_leader_changes_seen_total')]: '1 1 1 1 1 1 2 3 4 5x600', [member('etcd_server_leader_changes_seen_total', '', 2)]: '1x5 2x600' },
    quiet: { [member('etcd_server_leader_changes_seen_total')]: '1 1 1 1 1 1 2 3 4 4x600', [member('etcd_server_leader_changes_seen_total', '', 2)]: '1x5 2x600' },
    at: '16m',
  },
  { // the one that had counted most is gone: the others have not elected anybody
    alert: 'etcdHighNumberOfLeaderChanges',
    what: 'a member goes',
    at: '22m',
    fires: { [member('etcd_server_leader_changes_seen_total')]: '3x10 4 5 6 7x600' },
    quiet: { [member('etcd_server_leader_changes_seen_total')]: `${'9 '.repeat(12)}stale`, [member('etcd_server_leader_changes_seen_total', '', 2)]: '8x600' },
  },
];

const roundTrip = (slow: string, to = '3a') =>
  histogram(le => member('etcd_network_peer_round_trip_time_seconds_bucket', `To="${to}",le="${le}"`), ['0.1024', '0.2048', '0.4096'], slow);

const MEMBERS: readonly AlertCase[] = [
  ...waits(1, { ...flag('etcdNoLeader', member('etcd_server_has_leader'), OFF, ON), count: 1 }),
  ...waits(10, { alert: 'etcdMemberCommunicationSlow', count: 1, fires: roundTrip('0.4096'), quiet: roundTrip('0.1024') }),
  { alert: 'etcdMemberCommunicationSlow', what: 'to two members', count: 2, fires: { ...roundTrip('0.4096'), ...roundTrip('0.4096', '4b') }, quiet: roundTrip('0.1024') },
  { alert: 'etcdHighNumberOfFailedProposals', count: 1, at: '45m', fires: { [member('etcd_server_proposals_failed_total')]: '0+330x600' }, quiet: { [member('etcd_server_proposals_failed_total')]: '0+290x600' } },
  { alert: 'etcdHighNumberOfFailedProposals', what: 'no earlier than after 15 minutes', at: '17m', fires: { [member('etcd_server_proposals_failed_total')]: '0+3300x600' }, quiet: { [member('etcd_server_proposals_failed_total')]: '0x6 0+3300x600' } },
];

const request = (code: string, method = 'Txn') => member('grpc_server_handled_total', `grpc_type="unary",grpc_service="etcdserverpb.KV",grpc_method="${method}",grpc_code="${code}"`);
const slowRequest = (method: string, slow: string) =>
  histogram(le => member('grpc_server_handling_seconds_bucket', `grpc_type="unary",grpc_service="etcdserverpb.KV",grpc_method="${method}",le="${le}"`), ['0.1', '0.25', '0.5'], slow);

const FAILURES = ['Unknown', 'FailedPrecondition', 'ResourceExhausted', 'Internal', 'Unavailable', 'DataLoss', 'DeadlineExceeded'];

const REQUESTS: readonly AlertCase[] = [
  // 1% of a total that has the failures in it
  ...FAILURES.map(code => ({ ...thousandths('etcdHighNumberOfFailedGRPCRequests', request(code), request('OK'), 11, 10), what: code, severity: 'warning' })),
  ...waits(10, { ...thousandths('etcdHighNumberOfFailedGRPCRequests', request('Unknown'), request('OK'), 11, 10), severity: 'warning' }),
  ...waits(5, { ...thousandths('etcdHighNumberOfFailedGRPCRequests', request('Unavailable'), request('OK'), 51, 50), severity: 'critical' }),
  {
    ...thousandths('etcdHighNumberOfFailedGRPCRequests', request('Unavailable'), request('OK'), 500, 0),
    what: 'no mistakes of the caller',
    severity: 'warning',
    count: 1,
    quiet: { [request('OK')]: '0+1000x600', [request('Canceled')]: '0+500x600', [request('NotFound')]: '0+500x600', [request('InvalidArgument')]: '0+500x600' },
  },
  { ...thousandths('etcdHighNumberOfFailedGRPCRequests', request('Unavailable'), request('OK'), 500, 0), what: 'by method', severity: 'warning', count: 1, fires: { [request('Unavailable')]: '0+500x600', [request('OK')]: '0+500x600', [request('OK', 'Range')]: '0+900000x600' } },
  ...waits(10, { alert: 'etcdGRPCRequestsSlow', count: 1, fires: slowRequest('Txn', '0.5'), quiet: slowRequest('Txn', '0.1') }),
  { alert: 'etcdGRPCRequestsSlow', what: 'defragmentation takes its time', fires: slowRequest('Range', '0.5'), quiet: slowRequest('Defragment', '0.5') },
];

const LE = ['0.128', '0.256', '0.512', '1.024', '2.048'];
const written = (metric: string, slow: string) => histogram(le => member(`etcd_disk_${metric}_duration_seconds_bucket`, `le="${le}"`), LE, slow);

const size = (total: number, used: number, quota: number): Input => ({
  [member('etcd_mvcc_db_total_size_in_bytes')]: `${total}x600`, [member('etcd_mvcc_db_total_size_in_use_in_bytes')]: `${used}x600`, [member('etcd_server_quota_backend_bytes')]: `${quota}x600`,
});
const growing = (bytes: number): Input => ({ [member('etcd_mvcc_db_total_size_in_bytes')]: `0+${bytes}x60`, [member('etcd_server_quota_backend_bytes')]: '2000000000x60' });

const STORAGE: readonly AlertCase[] = [
  ...waits(10, { alert: 'etcdHighFsyncDurations', severity: 'warning', count: 1, fires: written('wal_fsync', '1.024'), quiet: written('wal_fsync', '0.256') }),
  ...waits(10, { alert: 'etcdHighFsyncDurations', severity: 'critical', count: 1, fires: written('wal_fsync', '2.048'), quiet: written('wal_fsync', '0.512') }),
  ...waits(10, { alert: 'etcdHighCommitDurations', severity: 'warning', count: 1, fires: written('backend_commit', '0.512'), quiet: written('backend_commit', '0.128') }),
  ...waits(10, { alert: 'etcdDatabaseQuotaLowSpace', count: 1, fires: size(91, 91, 100), quiet: size(90, 90, 100) }),
  // of 2 GB; five minutes between two: in four hours 48 steps
  { alert: 'etcdExcessiveDatabaseGrowth', count: 1, interval: '5m', at: '250m', fires: growing(21_000_000), quiet: growing(19_000_000) },
  ...waits(10, { alert: 'etcdDatabaseHighFragmentationRatio', count: 1, fires: size(500_000_000, 240_000_000, 2e9), quiet: size(500_000_000, 250_000_000, 2e9) }),
  { alert: 'etcdDatabaseHighFragmentationRatio', what: 'small', fires: size(500_000_000, 104_857_601, 2e9), quiet: size(500_000_000, 104_857_600, 2e9) },
];

const latency = (metric: string) => (le: string) => member(`etcd_disk_${metric}_duration_seconds_bucket`, `le="${le}"`);
const handling = (type: string, method: string) => (le: string) => member('grpc_server_handling_seconds_bucket', `grpc_type="${type}",grpc_service="etcdserverpb.KV",grpc_method="${method}",le="${le}"`);
const atThreshold = (alert: string, severity: string, fires: Input, quiet: Input): AlertCase => ({ alert, severity, what: 'not at exactly its threshold', count: 1, fires, quiet });
/** Of 200 a second. */
const thirdOfBucket = (below: number): Input => Object.fromEntries(Object.entries({ '0.1': below, '0.25': 200, '+Inf': 200 }).map(([le, count]) => [handling('unary', 'Txn')(le), `0+${60 * count}x600`]));

/** The same, scraped by another Service. */
const besides = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', '{service="other",'), values]));

const PRECISE: readonly AlertCase[] = [
  atThreshold('etcdHighFsyncDurations', 'warning', percentile(latency('wal_fsync'), '0.256', '0.512', 235), percentile(latency('wal_fsync'), '0.256', '0.512', 236)),
  atThreshold('etcdHighFsyncDurations', 'critical', percentile(latency('wal_fsync'), '0.512', '1.024', 235), percentile(latency('wal_fsync'), '0.512', '1.024', 236)),
  atThreshold('etcdHighCommitDurations', 'warning', percentile(latency('backend_commit'), '0.128', '0.256', 235), percentile(latency('backend_commit'), '0.128', '0.256', 236)),
  atThreshold('etcdGRPCRequestsSlow', 'critical', thirdOfBucket(196), thirdOfBucket(197)),
  { alert: 'etcdGRPCRequestsSlow', what: 'a watch lasts', count: 1, fires: slowRequest('Txn', '0.5'), quiet: percentile(handling('bidi_stream', 'Watch'), '0.25', '0.5', 0) },
  atThreshold('etcdHighNumberOfFailedProposals', 'warning', { [member('etcd_server_proposals_failed_total')]: '0+301x600' }, { [member('etcd_server_proposals_failed_total')]: '0+300x600' }),
  { alert: 'etcdAbsent', what: 'no earlier than after 15 minutes', at: '16m', count: 1, fires: { [member('up')]: OFF }, quiet: { [member('up')]: '1x4 0x600' } },
  { alert: 'etcdNoLeader', what: 'no earlier than after a minute', interval: '30s', at: '1m', count: 1, fires: { [member('etcd_server_has_leader')]: OFF }, quiet: { [member('etcd_server_has_leader')]: '_ 0x600' } },
  {
    alert: 'etcdHighNumberOfLeaderChanges',
    what: 'no earlier than after 5 minutes',
    count: 1,
    at: '16m',
    fires: { [member('etcd_server_leader_changes_seen_total')]: '1 1 1 1 1 1 2 3 4 5x600' },
    quiet: { [member('etcd_server_leader_changes_seen_total')]: '1 1 1 1 1 1 1 1 1 1 2 3 4 5x600' },
  },
  // of 2 GB; five minutes between two
  { alert: 'etcdExcessiveDatabaseGrowth', what: 'not if it is full and stays so', count: 1, interval: '5m', at: '250m', fires: growing(21_000_000), quiet: { ...growing(0), [member('etcd_mvcc_db_total_size_in_bytes')]: '2000000000x60' } },
  { alert: 'etcdExcessiveDatabaseGrowth', what: 'no earlier than after 10 minutes', count: 1, interval: '5m', at: '20m', fires: growing(1e9), quiet: Object.fromEntries(Object.entries(growing(1e9)).map(([series, values]) => [series, `_x2 ${values}`])) },
  { alert: 'etcdExcessiveDatabaseGrowth', what: 'scraped twice', count: 1, interval: '5m', at: '250m', fires: { ...growing(21_000_000), ...besides(growing(0)) }, quiet: { ...growing(19_000_000), ...besides(growing(0)) } },
];

export const ETCD: readonly AlertCase[] = [
  ...PRECISE,
  ...inEachWay(CLUSTERS.slice(1)),
  ...inEachWay([...MEMBERS, ...REQUESTS, ...STORAGE], 'pod'),
  CLUSTERS[0],
  { // the cluster is known by its kubelets
    alert: 'etcdAbsent',
    what: 'one of two clusters',
    count: 1,
    fires: { [member('up', 'cluster="a"')]: ON, [of('kubelet')('up', 'metrics_path="/metrics",cluster="a"')]: ON, [of('kubelet')('up', 'metrics_path="/metrics",cluster="b"')]: ON },
    quiet: { [member('up', 'cluster="a"')]: ON, [member('up', 'cluster="b"')]: ON, [of('kubelet')('up', 'metrics_path="/metrics",cluster="a"')]: ON, [of('kubelet')('up', 'metrics_path="/metrics",cluster="b"')]: ON },
  },
];
