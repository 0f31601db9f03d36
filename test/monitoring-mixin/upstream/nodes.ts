import { UpstreamRow, UpstreamRows } from './row';

const OPTION = 'Only with `compatibleSeries`.';
const SIMILAR = 'Ours is by node and instance of the node-exporter, so that a replaced pod of the exporter does not restart the alert.';
const SUM = 'kube-prometheus sums only by `instance`: two clusters with equal addresses are added.';
const MIXED = 'kube-prometheus sums over everything in this Prometheus: several clusters are mixed.';

const same = (upstream: string, why?: string): UpstreamRow => ({ upstream, ours: upstream, verdict: 'same', ...why !== undefined && { why } });

export const NODES_UPSTREAM: UpstreamRows = {
  alerts: [
    same('NodeFilesystemSpaceFillingUp', 'File systems in memory, of images and of pods do not count. The trend is that of the file system, not of one pod of the exporter.'),
    same('NodeFilesystemAlmostOutOfSpace', 'File systems in memory, of images and of pods do not count.'),
    same('NodeFilesystemFilesFillingUp', 'File systems in memory, of images and of pods do not count.'),
    same('NodeFilesystemAlmostOutOfFiles', 'File systems in memory, of images and of pods do not count.'),
    {
      upstream: 'NodeNetworkReceiveErrs',
      ours: 'NodeNetworkReceiveErrs',
      verdict: 'stricter',
      why: 'The window is 5 minutes: upstream\'s 2 minutes are empty at scrapes every two minutes. Interfaces of pods do not count.',
    },
    { upstream: 'NodeNetworkTransmitErrs', ours: 'NodeNetworkTransmitErrs', verdict: 'stricter', why: 'As for received packets.' },
    {
      upstream: 'NodeNetworkInterfaceFlapping',
      ours: 'NodeNetworkInterfaceFlapping',
      verdict: 'looser',
      why: 'More than 3 changes in 10 minutes, upstream 2 in 2 minutes: with scrapes every minute upstream\'s window contains one change at most and never fires. Interfaces of pods do not count.',
    },
    {
      upstream: 'NodeHighNumberConntrackEntriesUsed',
      ours: 'NodeHighNumberConntrackEntriesUsed',
      verdict: 'looser',
      why: 'After 5 minutes: a burst of connections is not an alert.',
    },
    {
      upstream: 'NodeTextFileCollectorScrapeError',
      ours: 'NodeTextFileCollectorScrapeError',
      verdict: 'looser',
      why: 'After 5 minutes: a file that is being written is not an alert.',
    },
    same('NodeClockSkewDetected'),
    same('NodeClockNotSynchronising'),
    same('NodeRAIDDegraded', 'All arrays, whatever the name of the device.'),
    { upstream: 'NodeRAIDDiskFailure', ours: 'NodeRAIDDiskFailure', verdict: 'looser', why: 'After 5 minutes.' },
    same('NodeFileDescriptorLimit'),
    {
      upstream: 'NodeCPUHighUsage',
      ours: 'NodeCPUHighUsage',
      verdict: 'looser',
      why: 'CPU time that the hypervisor takes (steal) does not count as used, as in the recorded series. The window is 5 minutes.',
    },
    same('NodeSystemSaturation', SIMILAR),
    same('NodeMemoryMajorPagesFaults', SIMILAR),
    same('NodeMemoryHighUtilization', SIMILAR),
    {
      upstream: 'NodeDiskIOSaturation',
      ours: 'NodeDiskIOSaturation',
      verdict: 'stricter',
      why: 'All disks but loop, ram and zram; upstream has a list of names.',
    },
    same('NodeSystemdServiceFailed', 'The collector is off by default: `enableCollectors: [\'systemd\']` of NodeExporter.'),
    same('NodeSystemdServiceCrashlooping', 'The collector is off by default: `enableCollectors: [\'systemd\']` of NodeExporter.'),
    same('NodeBondingDegraded'),
  ],
  records: [
    same('instance:node_num_cpu:sum'),
    same('instance:node_cpu_utilisation:rate5m'),
    same('instance:node_load1_per_cpu:ratio'),
    same('instance:node_memory_utilisation:ratio', 'Without the fall-back for kernels before 3.14, which have no MemAvailable.'),
    same('instance:node_vmstat_pgmajfault:rate5m'),
    same('instance_device:node_disk_io_time_seconds:rate5m', 'All disks but loop, ram and zram; upstream has a list of names.'),
    same('instance_device:node_disk_io_time_weighted_seconds:rate5m', 'All disks but loop, ram and zram; upstream has a list of names.'),
    ...['receive', 'transmit'].map(way => same(`instance:node_network_${way}_bytes_physical:rate5m`, 'Upstream leaves out lo and veth; ours also other virtual interfaces, which count the same traffic again.')),
    ...['receive_drop_physical', 'transmit_drop_physical', 'receive_bytes_excluding_lo', 'transmit_bytes_excluding_lo', 'receive_drop_excluding_lo', 'transmit_drop_excluding_lo']
      .map((what): UpstreamRow => ({ upstream: `instance:node_network_${what}:rate5m`, verdict: 'declined', why: OPTION })),
    { upstream: 'node_namespace_pod:kube_pod_info:', verdict: 'declined', why: OPTION },
    { upstream: 'node:node_num_cpu:sum', verdict: 'declined', why: OPTION },
    { upstream: ':node_memory_MemAvailable_bytes:sum', verdict: 'declined', why: OPTION },
    same('node:node_cpu_utilization:ratio_rate5m', 'Targets without the label `node` do not count.'),
    {
      upstream: 'cluster:node_cpu:ratio_rate5m',
      ours: 'cluster:node_cpu:ratio_rate5m',
      verdict: 'same',
      why: 'The mean over CPUs. Upstream takes the mean over nodes, in which a small node counts as much as a large one.',
    },
    ...['instance:node_cpu:rate:sum', 'instance:node_network_receive_bytes:rate:sum', 'instance:node_network_transmit_bytes:rate:sum', 'instance:node_cpu:ratio']
      .map((upstream): UpstreamRow => ({ upstream, verdict: 'declined', why: SUM })),
    ...['cluster:node_cpu:sum_rate5m', 'cluster:node_cpu:ratio'].map((upstream): UpstreamRow => ({ upstream, verdict: 'declined', why: MIXED })),
  ],
  renamed: [
    {
      was: 'NodeFilesystemAlmostFull',
      now: 'NodeFilesystemAlmostOutOfSpace',
      difference: 'Warning below 5%, critical below 3%, after 30 minutes (was critical below 5%, after 15).',
    },
    {
      was: 'NodeFilesystemWillBeFull',
      now: 'NodeFilesystemSpaceFillingUp',
      difference: 'Warning below 15% free (was 30%) if full within 24 hours; new: critical below 10% if full within 4 hours.',
    },
    {
      was: 'NodeInodesAlmostUsed',
      now: 'NodeFilesystemAlmostOutOfFiles',
      difference: 'Warning below 5%, critical below 3%, after an hour (was critical after 15 minutes).',
    },
    { was: 'NodeClockWrong', now: 'NodeClockSkewDetected', difference: 'Silent while the offset shrinks.' },
    { was: 'NodeClockNotSynchronised', now: 'NodeClockNotSynchronising', difference: 'Only the name.' },
    { was: 'NodeCpuBusy', now: 'NodeCPUHighUsage', difference: 'Labels `node` and `instance`.' },
    { was: 'NodeLoadHigh', now: 'NodeSystemSaturation', difference: 'Labels `node` and `instance`.' },
    { was: 'NodeMemoryAlmostUsed', now: 'NodeMemoryHighUtilization', difference: 'Labels `node` and `instance`.' },
    { was: 'NodeMemoryThrashing', now: 'NodeMemoryMajorPagesFaults', difference: 'Labels `node` and `instance`.' },
    { was: 'NodeDiskSaturated', now: 'NodeDiskIOSaturation', difference: 'Labels `node`, `instance` and `device`.' },
    { was: 'NodeNetworkReceiveErrors', now: 'NodeNetworkReceiveErrs', difference: 'Labels `node`, `instance` and `device`.' },
    { was: 'NodeNetworkTransmitErrors', now: 'NodeNetworkTransmitErrs', difference: 'Labels `node`, `instance` and `device`.' },
    {
      was: 'NodeNetworkFlapping',
      now: 'NodeNetworkInterfaceFlapping',
      difference: 'More than 3 changes in 10 minutes (was 2 in 2 minutes).',
    },
    { was: 'NodeConntrackAlmostFull', now: 'NodeHighNumberConntrackEntriesUsed', difference: 'Labels `node` and `instance`.' },
    {
      was: 'NodeFileDescriptorsAlmostUsed',
      now: 'NodeFileDescriptorLimit',
      difference: 'Warning above 70%, critical above 90% (was a warning above 80%).',
    },
    { was: 'instance:node_cpu:count', now: 'instance:node_num_cpu:sum', difference: 'All labels of the target.' },
    {
      was: 'instance:node_cpu_utilisation:ratio_rate5m',
      now: 'instance:node_cpu_utilisation:rate5m',
      difference: 'All labels of the target.',
    },
    {
      was: 'instance:node_network_receive_bytes:rate5m',
      now: 'instance:node_network_receive_bytes_physical:rate5m',
      difference: 'All labels of the target.',
    },
    {
      was: 'instance:node_network_transmit_bytes:rate5m',
      now: 'instance:node_network_transmit_bytes_physical:rate5m',
      difference: 'All labels of the target.',
    },
    { was: 'cluster:node_cpu_utilisation:ratio_rate5m', now: 'cluster:node_cpu:ratio_rate5m', difference: 'Only the name.' },
  ],
};
