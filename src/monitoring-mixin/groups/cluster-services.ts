import { AlertDefinition, Context, GroupDefinition } from '../definition';

const absent = (alert: string, what: string, selector: (context: Context) => string, description: string): AlertDefinition => ({
  alert,
  severity: 'critical',
  for: '15m',
  expr: context => `absent(up{${selector(context)}} == 1)`,
  summary: `No ${what} is scraped.`,
  description,
});

export const CORE_DNS: GroupDefinition = {
  name: 'coredns',
  title: 'CoreDNS',
  needs: ['coreDns'],
  records: [
    { record: 'cluster_rcode:coredns_dns_responses:rate5m', expr: ({ coreDns, by }) => `sum ${by('rcode')} (rate(coredns_dns_responses_total{${coreDns}}[5m]))` },
    { record: 'cluster:coredns_dns_request_duration_seconds:p99_5m', expr: ({ coreDns, by }) => `histogram_quantile(0.99, sum ${by('le')} (rate(coredns_dns_request_duration_seconds_bucket{${coreDns}}[5m])))` },
  ],
  alerts: [
    absent('CoreDnsAbsent', 'CoreDNS', ({ coreDns }) => coreDns, 'Names may not resolve: nearly everything in the cluster needs them.'),
    {
      alert: 'CoreDnsErrors',
      severity: 'warning',
      for: '10m',
      threshold: 3,
      expr: ({ by }, percent) => `100 * sum ${by()} (cluster_rcode:coredns_dns_responses:rate5m{rcode="SERVFAIL"}) / sum ${by()} (cluster_rcode:coredns_dns_responses:rate5m) > ${percent}`,
      summary: 'CoreDNS answers {{ $value | printf "%.1f" }}% of its questions with SERVFAIL.',
      description: 'Names do not resolve, now and then.',
    },
    {
      alert: 'CoreDnsSlow',
      severity: 'warning',
      for: '10m',
      threshold: 1,
      expr: (_, seconds) => `cluster:coredns_dns_request_duration_seconds:p99_5m > ${seconds}`,
      summary: 'CoreDNS takes {{ $value | humanizeDuration }} for an answer.',
      description: 'Everything that connects by name waits.',
    },
    {
      alert: 'CoreDnsPanics',
      severity: 'warning',
      expr: ({ coreDns, by }) => `sum ${by('instance')} (increase(coredns_panics_total{${coreDns}}[10m])) > 0`,
      summary: 'CoreDNS {{ $labels.instance }} has panicked.',
      description: 'Questions were lost.',
    },
  ],
};

const rate99 = (metric: string) => ({ etcd, by }: Context) => `histogram_quantile(0.99, sum ${by('instance', 'le')} (rate(${metric}_bucket{${etcd}}[5m])))`;

export const ETCD: GroupDefinition = {
  name: 'etcd',
  title: 'etcd',
  needs: ['etcd'],
  records: [
    { record: 'instance:etcd_disk_wal_fsync_duration_seconds:p99_5m', expr: rate99('etcd_disk_wal_fsync_duration_seconds') },
    { record: 'instance:etcd_disk_backend_commit_duration_seconds:p99_5m', expr: rate99('etcd_disk_backend_commit_duration_seconds') },
  ],
  alerts: [
    absent('EtcdAbsent', 'etcd', ({ etcd }) => etcd, 'The apiserver keeps everything there.'),
    {
      alert: 'EtcdQuorumAtRisk',
      severity: 'critical',
      for: '3m',
      expr: ({ etcd, by }) => `sum ${by()} (up{${etcd}} == bool 1) <= floor(count ${by()} (up{${etcd}}) / 2) + 1 and count ${by()} (up{${etcd}}) > 2 and sum ${by()} (up{${etcd}} == bool 0) > 0`,
      summary: 'Only {{ $value }} members of etcd are up: with one less nothing can be written.',
      description: 'Without a quorum the cluster cannot be changed.',
    },
    {
      alert: 'EtcdNoLeader',
      severity: 'critical',
      for: '1m',
      expr: ({ etcd }) => `etcd_server_has_leader{${etcd}} == 0`,
      summary: 'Member {{ $labels.instance }} of etcd has no leader.',
      description: 'Nothing can be written.',
    },
    {
      alert: 'EtcdLeaderChanges',
      severity: 'warning',
      for: '5m',
      threshold: 4,
      expr: ({ etcd, by }, changes) => `max ${by()} (increase(etcd_server_leader_changes_seen_total{${etcd}}[15m])) >= ${changes}`,
      summary: 'etcd has changed its leader {{ $value | printf "%.0f" }} times in 15 minutes.',
      description: 'Writes stop at each change.',
    },
    {
      alert: 'EtcdDiskSlow',
      severity: 'warning',
      for: '10m',
      threshold: 0.5,
      expr: (_, seconds) => `instance:etcd_disk_wal_fsync_duration_seconds:p99_5m > ${seconds} or instance:etcd_disk_backend_commit_duration_seconds:p99_5m > ${seconds}`,
      summary: 'Member {{ $labels.instance }} of etcd takes {{ $value | humanizeDuration }} to write.',
      description: 'All writes of the apiserver wait; leaders are lost.',
    },
    {
      alert: 'EtcdDatabaseAlmostFull',
      severity: 'critical',
      for: '10m',
      threshold: 90,
      expr: ({ etcd, on }, percent) => `100 * etcd_mvcc_db_total_size_in_bytes{${etcd}} / ${on('instance')} etcd_server_quota_backend_bytes{${etcd}} > ${percent}`,
      summary: 'The database of etcd on {{ $labels.instance }} is {{ $value | printf "%.0f" }}% full.',
      description: 'When it is full, nothing can be written but deletions.',
    },
    {
      alert: 'EtcdDatabaseFragmented',
      severity: 'info',
      for: '10m',
      threshold: 50,
      expr: ({ etcd }, percent) => `100 * etcd_mvcc_db_total_size_in_use_in_bytes{${etcd}} / etcd_mvcc_db_total_size_in_bytes{${etcd}} < ${percent} and etcd_mvcc_db_total_size_in_use_in_bytes{${etcd}} > 104857600`,
      summary: 'Only {{ $value | printf "%.0f" }}% of the database of etcd on {{ $labels.instance }} is in use.',
      description: 'It takes room and memory for nothing.',
    },
  ],
};

export const SCHEDULER: GroupDefinition = {
  name: 'scheduler',
  title: 'kube-scheduler',
  needs: ['scheduler'],
  records: [{
    record: 'cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m',
    expr: ({ scheduler, by }) => `histogram_quantile(0.99, sum ${by('le')} (rate(scheduler_scheduling_attempt_duration_seconds_bucket{${scheduler}}[5m])))`,
  }],
  alerts: [absent('SchedulerAbsent', 'kube-scheduler', ({ scheduler }) => scheduler, 'New pods may get no node.')],
};

export const CONTROLLER_MANAGER: GroupDefinition = {
  name: 'controller-manager',
  title: 'kube-controller-manager',
  needs: ['controllerManager'],
  alerts: [absent('ControllerManagerAbsent', 'kube-controller-manager', ({ controllerManager }) => controllerManager, 'Changes of workloads may not be carried out, and pods of lost nodes not be replaced.')],
};

export const KUBE_PROXY: GroupDefinition = {
  name: 'kube-proxy',
  title: 'kube-proxy',
  needs: ['kubeProxy'],
  alerts: [absent('KubeProxyAbsent', 'kube-proxy', ({ kubeProxy }) => kubeProxy, 'Services may lead to pods that are gone.')],
};
