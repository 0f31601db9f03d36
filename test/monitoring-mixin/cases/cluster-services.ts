import { AlertCase, dns, etcd, flag, GROWS, growth, histogram, of, OFF, ON, share } from '../alert-case';

export const SERVICES: readonly AlertCase[] = [
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
