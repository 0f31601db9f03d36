import { AlertCase, flag, growth, Input, node, OFF, ON, share, STEADY } from '../alert-case';

const FILESYSTEM = 'instance="10.0.0.1:9100",device="/dev/sda1",fstype="ext4",mountpoint="/"';
const filesystem = (free: string, of_: string, fires: string, quiet: string, size = STEADY, readonly = OFF): Pick<AlertCase, 'fires' | 'quiet'> => ({
  fires: { [node(`node_filesystem_${free}`, FILESYSTEM)]: fires, [node(`node_filesystem_${of_}`, FILESYSTEM)]: size, [node('node_filesystem_readonly', FILESYSTEM)]: readonly },
  quiet: { [node(`node_filesystem_${free}`, FILESYSTEM)]: quiet, [node(`node_filesystem_${of_}`, FILESYSTEM)]: size, [node('node_filesystem_readonly', FILESYSTEM)]: readonly },
});
const I = 'instance="10.0.0.1:9100"';
const ETH = `${I},device="eth0"`;
const cpu = (idle: number): Input => ({ [node('node_cpu_seconds_total', `${I},cpu="0",mode="idle"`)]: `0+${idle}x600`, [node('node_cpu_seconds_total', `${I},cpu="0",mode="user"`)]: `0+${60 - idle}x600` });

export const NODES: readonly AlertCase[] = [
  { alert: 'NodeFilesystemAlmostFull', ...filesystem('avail_bytes', 'size_bytes', '4x600', '6x600') },
  {
    alert: 'NodeFilesystemAlmostFull',
    what: 'but not one that is read only',
    fires: filesystem('avail_bytes', 'size_bytes', '0x600', '').fires,
    quiet: filesystem('avail_bytes', 'size_bytes', '0x600', '', STEADY, ON).fires,
  },
  { alert: 'NodeFilesystemWillBeFull', at: '8h', ...filesystem('avail_bytes', 'size_bytes', '30000-40x600', '20000x600', '100000x600') },
  { alert: 'NodeInodesAlmostUsed', ...filesystem('files_free', 'files', '2x600', '4x600') },
  flag('NodeClockWrong', node('node_timex_offset_seconds', I), '-0.06x600', '0.04x600'),
  {
    alert: 'NodeClockNotSynchronised',
    fires: { [node('node_timex_sync_status', I)]: OFF, [node('node_timex_maxerror_seconds', I)]: '16x600' },
    quiet: { [node('node_timex_sync_status', I)]: ON, [node('node_timex_maxerror_seconds', I)]: '16x600' },
  },
  { alert: 'NodeCpuBusy', fires: cpu(3), quiet: cpu(7) },
  { alert: 'NodeLoadHigh', fires: { ...cpu(30), [node('node_load1', I)]: '3x600' }, quiet: { ...cpu(30), [node('node_load1', I)]: '1x600' } },
  share('NodeMemoryAlmostUsed', node('node_memory_MemAvailable_bytes', I), node('node_memory_MemTotal_bytes', I), 9, 11),
  flag('NodeMemoryThrashing', node('node_vmstat_pgmajfault', I), '0+36000x600', '0+24000x600'),
  flag('NodeDiskSaturated', node('node_disk_io_time_weighted_seconds_total', `${I},device="sda"`), '0+660x600', '0+540x600'),
  growth('NodeNetworkReceiveErrors', node('node_network_receive_errs_total', ETH), node('node_network_receive_packets_total', ETH), 11, 9, '90m'),
  growth('NodeNetworkTransmitErrors', node('node_network_transmit_errs_total', ETH), node('node_network_transmit_packets_total', ETH), 11, 9, '90m'),
  { alert: 'NodeNetworkFlapping', at: '10m', interval: '30s', fires: { [node('node_network_up', ETH)]: '0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1' }, quiet: { [node('node_network_up', ETH)]: '1x5 0 1x600' } },
  share('NodeConntrackAlmostFull', node('node_nf_conntrack_entries', I), node('node_nf_conntrack_entries_limit', I), 76, 74),
  share('NodeFileDescriptorsAlmostUsed', node('node_filefd_allocated', I), node('node_filefd_maximum', I), 81, 79),
];
