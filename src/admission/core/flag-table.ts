/** A program whose parser rejects a flag that is given twice. */
export interface Program {
  /** Names of its images, without the registry. */
  readonly images: readonly string[];
  /** The program, if the container runs it. */
  readonly command: string;
  /** Flags that accept one value. Flags that may be repeated are not listed. */
  readonly once: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Flags of every program that uses promslog and exporter-toolkit. */
const COMMON = 'log.level log.format web.config.file';

/**
 * THE table: programs that read their flags with kingpin, and the flags that have one value.
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/prometheus/main.go
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/cmd/alertmanager/main.go
 * @see https://github.com/prometheus/node_exporter/tree/v1.12.1/collector
 * @see https://github.com/prometheus/blackbox_exporter/blob/v0.28.0/main.go
 * @see https://github.com/thanos-io/thanos/tree/v0.42.4/cmd/thanos
 */
export const PROGRAMS: readonly Program[] = [
  {
    images: ['prometheus/prometheus', 'prom/prometheus'],
    command: 'prometheus',
    once: words(`${COMMON} agent auto-gomaxprocs auto-gomemlimit auto-gomemlimit.ratio config.auto-reload-interval config.file
      alertmanager.drain-notification-queue-on-shutdown alertmanager.notification-batch-size alertmanager.notification-queue-capacity
      query.lookback-delta query.max-concurrency query.max-samples query.timeout rules.alert.for-grace-period
      rules.alert.for-outage-tolerance rules.alert.resend-delay rules.max-concurrent-evals scrape.adjust-timestamps
      scrape.timestamp-tolerance storage.agent.no-lockfile storage.agent.path storage.agent.retention.max-time
      storage.agent.retention.min-time storage.agent.wal-compression storage.agent.wal-segment-size storage.agent.wal-truncate-frequency
      storage.remote.flush-deadline storage.remote.read-concurrent-limit storage.remote.read-max-bytes-in-frame
      storage.remote.read-sample-limit storage.tsdb.allow-overlapping-compaction storage.tsdb.block-reload-interval
      storage.tsdb.head-chunks-write-queue-size storage.tsdb.max-block-chunk-segment-size storage.tsdb.max-block-duration
      storage.tsdb.min-block-duration storage.tsdb.no-lockfile storage.tsdb.path storage.tsdb.retention.size storage.tsdb.retention.time
      storage.tsdb.samples-per-chunk storage.tsdb.wal-compression storage.tsdb.wal-compression-type storage.tsdb.wal-segment-size
      web.console.libraries web.console.templates web.cors.origin web.enable-admin-api web.enable-lifecycle web.enable-otlp-receiver
      web.enable-remote-write-receiver web.external-url web.max-connections web.max-notifications-subscribers web.page-title
      web.read-timeout web.route-prefix web.user-assets`),
  },
  {
    images: ['prometheus/alertmanager', 'prom/alertmanager'],
    command: 'alertmanager',
    once: words(`${COMMON} alerts.gc-interval auto-gomemlimit auto-gomemlimit.ratio cluster.advertise-address
      cluster.allow-insecure-public-advertise-address-discovery cluster.gossip-interval cluster.label cluster.listen-address
      cluster.peer-name cluster.peer-timeout cluster.peers-resolve-timeout cluster.probe-interval cluster.probe-timeout
      cluster.pushpull-interval cluster.reconnect-interval cluster.reconnect-timeout cluster.settle-timeout cluster.tcp-timeout
      cluster.tls-config config.file data.maintenance-interval data.retention dispatch.maintenance-interval dispatch.start-delay
      log.silences silences.max-silence-size-bytes silences.max-silences storage.path web.cors.origin web.external-url
      web.get-concurrency web.route-prefix web.timeout`),
  },
  {
    images: ['prometheus/node-exporter', 'prom/node-exporter'],
    command: 'node_exporter',
    once: words(`${COMMON} collector.arp collector.bcache collector.bonding collector.btrfs collector.buddyinfo collector.cgroups
      collector.conntrack collector.cpu collector.cpufreq collector.diskstats collector.dmi collector.drbd collector.drm collector.edac
      collector.entropy collector.ethtool collector.fibrechannel collector.filefd collector.filesystem collector.hwmon
      collector.infiniband collector.interrupts collector.ipvs collector.ksmd collector.lnstat collector.loadavg collector.logind
      collector.mdadm collector.meminfo collector.meminfo_numa collector.mountstats collector.netclass collector.netdev
      collector.netstat collector.network_route collector.nfs collector.nfsd collector.ntp collector.nvme collector.os collector.perf
      collector.powersupplyclass collector.pressure collector.processes collector.qdisc collector.rapl collector.runit
      collector.schedstat collector.selinux collector.slabinfo collector.sockstat collector.softirqs collector.softnet collector.stat
      collector.supervisord collector.sysctl collector.systemd collector.tapestats collector.tcpstat collector.textfile
      collector.thermal_zone collector.time collector.timex collector.udp_queues collector.uname collector.vmstat collector.watchdog
      collector.wifi collector.xfrm collector.xfs collector.zfs collector.zoneinfo collector.arp.device-exclude
      collector.arp.device-include collector.arp.netlink collector.cpu.guest collector.cpu.info collector.disable-defaults
      collector.diskstats.device-exclude collector.diskstats.device-include collector.ethtool.device-exclude
      collector.ethtool.device-include collector.filesystem.fs-types-exclude collector.filesystem.fs-types-include
      collector.filesystem.mount-points-exclude collector.filesystem.mount-points-include collector.filesystem.mount-timeout
      collector.filesystem.stat-workers collector.hwmon.chip-exclude collector.hwmon.chip-include
      collector.netclass.ignore-invalid-speed collector.netclass.ignored-devices collector.netclass.netlink
      collector.netdev.address-info collector.netdev.device-exclude collector.netdev.device-include collector.netdev.netlink
      collector.netstat.fields collector.systemd.enable-restarts-metrics collector.systemd.enable-start-time-metrics
      collector.systemd.enable-task-metrics collector.systemd.unit-exclude collector.systemd.unit-include collector.vmstat.fields
      path.procfs path.rootfs path.sysfs path.udev.data runtime.gomaxprocs web.disable-exporter-metrics web.max-requests
      web.telemetry-path`),
  },
  {
    images: ['prometheus/blackbox-exporter', 'prom/blackbox-exporter'],
    command: 'blackbox_exporter',
    once: words(`${COMMON} config.check config.file history.limit log.prober timeout-offset web.external-url web.route-prefix`),
  },
  {
    images: ['thanos/thanos', 'thanosio/thanos'],
    command: 'thanos',
    once: words(`log.level log.format alert.query-url compact.cleanup-interval compact.concurrency compact.enable-vertical-compaction
      consistency-delay data-dir delete-delay downsample.concurrency downsampling.disable eval-interval grpc-address grpc-grace-period
      grpc-server-tls-cert grpc-server-tls-client-ca grpc-server-tls-key hash-func http-address http-grace-period http.config
      index-cache-size objstore.config objstore.config-file prometheus.url query.auto-downsampling query.lookback-delta
      query.max-concurrent query.promql-engine query.timeout query-frontend.downstream-url query-range.split-interval
      receive.grpc-compression receive.hashrings receive.hashrings-algorithm receive.hashrings-file receive.local-endpoint
      receive.replication-factor receive.tenant-header remote-write.address resend-delay retention.resolution-1h retention.resolution-5m
      retention.resolution-raw tsdb.path tsdb.retention tsdb.wal-compression wait wait-interval web.external-prefix web.prefix-header
      web.route-prefix`),
  },
];
