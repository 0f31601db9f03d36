import { UpstreamRow, UpstreamRows } from './row';

const PER_CLUSTER = 'Per cluster: in a fleet, a cluster is reported if other components of it are scraped. Targets that are discovered and all down count as well.';

const UNREACHABLE = 'With the pod and the instance.';

const QUANTILE = 'No panel and no alert reads it. Ours is the 99th percentile of scheduling attempts of a cluster, without a label for the quantile.';

const quantile = (metric: string, ours?: string): UpstreamRow => ({ upstream: `cluster_quantile:${metric}:histogram_quantile`, ...ours !== undefined && { ours }, verdict: 'declined', why: QUANTILE });

export const CLUSTER_SERVICES: UpstreamRows = {
  alerts: [
    { upstream: 'KubeSchedulerDown', ours: 'KubeSchedulerDown', verdict: 'stricter', why: PER_CLUSTER },
    { upstream: 'KubeSchedulerInstanceUnreachable', ours: 'KubeSchedulerInstanceUnreachable', verdict: 'same', why: UNREACHABLE },
    { upstream: 'KubeControllerManagerDown', ours: 'KubeControllerManagerDown', verdict: 'stricter', why: PER_CLUSTER },
    { upstream: 'KubeControllerManagerInstanceUnreachable', ours: 'KubeControllerManagerInstanceUnreachable', verdict: 'same', why: UNREACHABLE },
    { upstream: 'KubeProxyDown', ours: 'KubeProxyDown', verdict: 'stricter', why: PER_CLUSTER },
    { upstream: 'KubeProxyInstanceUnreachable', ours: 'KubeProxyInstanceUnreachable', verdict: 'same', why: UNREACHABLE },
    {
      upstream: 'etcdMembersDown',
      ours: 'etcdMembersDown',
      verdict: 'stricter',
      why: 'Failures to send are seen even if all members can be scraped: upstream\'s expression hides them then. Failures are counted over five minutes.',
    },
    { upstream: 'etcdInsufficientMembers', ours: 'etcdInsufficientMembers', verdict: 'same' },
    { upstream: 'etcdNoLeader', ours: 'etcdNoLeader', verdict: 'same' },
    {
      upstream: 'etcdHighNumberOfLeaderChanges',
      ours: 'etcdHighNumberOfLeaderChanges',
      verdict: 'same',
      why: 'The largest increase of one member. Upstream takes the increase of the largest counter, which fires falsely if the member with this counter goes.',
    },
    { upstream: 'etcdHighNumberOfFailedGRPCRequests', ours: 'etcdHighNumberOfFailedGRPCRequests', verdict: 'same' },
    { upstream: 'etcdGRPCRequestsSlow', ours: 'etcdGRPCRequestsSlow', verdict: 'same' },
    { upstream: 'etcdMemberCommunicationSlow', ours: 'etcdMemberCommunicationSlow', verdict: 'same' },
    { upstream: 'etcdHighNumberOfFailedProposals', ours: 'etcdHighNumberOfFailedProposals', verdict: 'same' },
    { upstream: 'etcdHighFsyncDurations', ours: 'etcdHighFsyncDurations', verdict: 'same' },
    { upstream: 'etcdHighCommitDurations', ours: 'etcdHighCommitDurations', verdict: 'same' },
    { upstream: 'etcdDatabaseQuotaLowSpace', ours: 'etcdDatabaseQuotaLowSpace', verdict: 'stricter', why: 'From 90% instead of 95%: compaction and defragmentation need time.' },
    { upstream: 'etcdExcessiveDatabaseGrowth', ours: 'etcdExcessiveDatabaseGrowth', verdict: 'same' },
    { upstream: 'etcdDatabaseHighFragmentationRatio', ours: 'etcdDatabaseHighFragmentationRatio', verdict: 'same' },
  ],
  records: [
    quantile('scheduler_scheduling_attempt_duration_seconds', 'cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m'),
    quantile('scheduler_scheduling_algorithm_duration_seconds'),
    quantile('scheduler_pod_scheduling_sli_duration_seconds'),
  ],
  renamed: [
    { was: 'CoreDnsAbsent', now: 'CoreDNSDown', difference: 'Per cluster.' },
    { was: 'CoreDnsErrors', now: 'CoreDNSErrorsHigh', difference: 'Two levels: warning from 1%, critical from 3% (before: warning from 3%).' },
    { was: 'CoreDnsSlow', now: 'CoreDNSLatencyHigh', difference: 'Two levels: warning from 1 s, critical from 4 s.' },
    { was: 'CoreDnsPanics', now: 'CoreDNSPanics', difference: 'With the label `pod`.' },
    { was: 'EtcdAbsent', now: 'etcdAbsent', difference: 'Per cluster.' },
    { was: 'EtcdQuorumAtRisk', now: 'etcdInsufficientMembers', difference: 'Critical only below a majority. One lost member is etcdMembersDown, a warning after 20 minutes.' },
    { was: 'EtcdNoLeader', now: 'etcdNoLeader', difference: 'With the label `pod`.' },
    { was: 'EtcdLeaderChanges', now: 'etcdHighNumberOfLeaderChanges', difference: 'Only the name.' },
    { was: 'EtcdDiskSlow', now: 'etcdHighFsyncDurations', difference: 'Only syncs of the log: warning from 0.5 s, critical from 1 s. Commits are etcdHighCommitDurations, a warning from 0.25 s.' },
    { was: 'EtcdDatabaseAlmostFull', now: 'etcdDatabaseQuotaLowSpace', difference: 'One failed scrape does not restart the wait.' },
    { was: 'EtcdDatabaseFragmented', now: 'etcdDatabaseHighFragmentationRatio', difference: 'Warning instead of info.' },
    { was: 'SchedulerAbsent', now: 'KubeSchedulerDown', difference: 'Per cluster.' },
    { was: 'ControllerManagerAbsent', now: 'KubeControllerManagerDown', difference: 'Per cluster.' },
    { was: 'KubeProxyAbsent', now: 'KubeProxyDown', difference: 'Per cluster.' },
  ],
};
