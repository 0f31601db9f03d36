import { withDerived } from './derived';
import { FILESYSTEMS } from './nodes-filesystems';
import { AlertCase, flag, Input, node, OFF, ON, share } from '../alert-case';

/** As a PrometheusStack scrapes node-exporter: the target has the name of the node. */
const target = (pod: string, name = 'a') => `instance="10.0.0.1:9100",node="${name}",namespace="monitoring",pod="node-exporter-${pod}",service="node-exporter"`;
const I = target('x1');
const of = (metric: string, labels = '') => node(metric, labels === '' ? I : `${I},${labels}`);
const ETH = 'device="eth0"';

const cpu = (idle: number, more = I): Input => ({
  [node('node_cpu_seconds_total', `${more},cpu="0",mode="idle"`)]: `0+${idle}x600`,
  [node('node_cpu_seconds_total', `${more},cpu="0",mode="user"`)]: `0+${60 - idle}x600`,
});

const errors = (direction: string, count: number, device = 'eth0'): Input => ({
  [of(`node_network_${direction}_errs_total`, `device="${device}"`)]: `0+${60 * count}x600`,
  [of(`node_network_${direction}_packets_total`, `device="${device}"`)]: '0+60000x600',
});

const CLOCK: readonly AlertCase[] = [
  flag('NodeClockSkewDetected', of('node_timex_offset_seconds'), '0.06x600', '0.05x600'),
  {
    alert: 'NodeClockSkewDetected',
    what: 'behind',
    fires: { [of('node_timex_offset_seconds')]: '-0.06x600' },
    quiet: { [of('node_timex_offset_seconds')]: '-0.05x600' },
  },
  {
    alert: 'NodeClockSkewDetected',
    what: 'not while it is corrected',
    fires: { [of('node_timex_offset_seconds')]: '0.1+0.001x600' },
    quiet: { [of('node_timex_offset_seconds')]: '0.9-0.01x80' },
  },
  {
    alert: 'NodeClockSkewDetected',
    what: 'behind, not while it is corrected',
    fires: { [of('node_timex_offset_seconds')]: '-0.1-0.001x600' },
    quiet: { [of('node_timex_offset_seconds')]: '-0.9+0.01x80' },
  },
  {
    alert: 'NodeClockNotSynchronising',
    fires: { [of('node_timex_sync_status')]: OFF, [of('node_timex_maxerror_seconds')]: '16x600' },
    quiet: { [of('node_timex_sync_status')]: ON, [of('node_timex_maxerror_seconds')]: '16x600' },
  },
  {
    alert: 'NodeClockNotSynchronising',
    what: 'not as long as the error is small',
    fires: { [of('node_timex_sync_status')]: OFF, [of('node_timex_maxerror_seconds')]: '16x600' },
    quiet: { [of('node_timex_sync_status')]: OFF, [of('node_timex_maxerror_seconds')]: '15x600' },
  },
];

const LOAD: readonly AlertCase[] = [
  { alert: 'NodeCPUHighUsage', count: 1, fires: cpu(3), quiet: cpu(6) },
  {
    alert: 'NodeCPUHighUsage',
    what: 'of each cluster',
    count: 2,
    fires: { ...cpu(3, `${I},cluster="eu"`), ...cpu(3, `${I},cluster="us"`) },
    quiet: { ...cpu(30, `${I},cluster="eu"`), ...cpu(30, `${I},cluster="us"`) },
  },
  {
    alert: 'NodeCPUHighUsage',
    what: 'without the label node',
    fires: cpu(3, 'instance="10.0.0.1:9100"'),
    quiet: cpu(7, 'instance="10.0.0.1:9100"'),
  },
  {
    alert: 'NodeSystemSaturation',
    count: 1,
    fires: { ...cpu(30), [of('node_load1')]: '3x600' },
    quiet: { ...cpu(30), [of('node_load1')]: '2x600' },
  },
  share('NodeMemoryHighUtilization', of('node_memory_MemAvailable_bytes'), of('node_memory_MemTotal_bytes'), 9, 10),
  {
    alert: 'NodeMemoryHighUtilization',
    what: 'a replaced exporter does not start it again',
    count: 1,
    at: '28m',
    fires: {
      [node('node_memory_MemAvailable_bytes', target('x1'))]: '5x20 stale',
      [node('node_memory_MemTotal_bytes', target('x1'))]: '100x20 stale',
      [node('node_memory_MemAvailable_bytes', target('x2'))]: '_x22 5x100',
      [node('node_memory_MemTotal_bytes', target('x2'))]: '_x22 100x100',
    },
    quiet: { [of('node_memory_MemAvailable_bytes')]: '50x20 5x20', [of('node_memory_MemTotal_bytes')]: '100x600' },
  },
  flag('NodeMemoryMajorPagesFaults', of('node_vmstat_pgmajfault'), '0+36000x600', '0+30000x600'),
  flag('NodeDiskIOSaturation', of('node_disk_io_time_weighted_seconds_total', 'device="sda"'), '0+660x600', '0+600x600'),
  {
    alert: 'NodeDiskIOSaturation',
    what: 'not of a file that looks like a disk',
    fires: { [of('node_disk_io_time_weighted_seconds_total', 'device="nvme0n1"')]: '0+660x600' },
    quiet: { [of('node_disk_io_time_weighted_seconds_total', 'device="loop0"')]: '0+660x600' },
  },
];

/** Up and down every minute. */
const FLAPS = '1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0';

const NETWORK: readonly AlertCase[] = [
  { alert: 'NodeNetworkReceiveErrs', count: 1, fires: errors('receive', 11), quiet: errors('receive', 10) },
  {
    alert: 'NodeNetworkReceiveErrs',
    what: 'not of pods',
    at: '90m',
    fires: errors('receive', 11, 'ens5'),
    quiet: errors('receive', 11, 'veth12ab'),
  },
  ...['receive', 'transmit'].map((direction): AlertCase => ({ // there is no share of nothing
    alert: `NodeNetwork${direction === 'receive' ? 'Receive' : 'Transmit'}Errs`,
    what: 'not without packets',
    fires: errors(direction, 11),
    quiet: { ...errors(direction, 11), [of(`node_network_${direction}_packets_total`, 'device="eth0"')]: OFF },
  })),
  { alert: 'NodeNetworkTransmitErrs', what: 'not of pods', at: '90m', fires: errors('transmit', 11, 'ens5'), quiet: errors('transmit', 11, 'veth12ab') },
  { alert: 'NodeNetworkTransmitErrs', count: 1, fires: errors('transmit', 11), quiet: errors('transmit', 10) },
  {
    alert: 'NodeNetworkInterfaceFlapping',
    what: 'but not if the link is lost once',
    at: '20m',
    fires: { [of('node_network_up', ETH)]: FLAPS },
    quiet: { [of('node_network_up', ETH)]: '1x10 0x3 1x600' },
  },
  { alert: 'NodeNetworkInterfaceFlapping', what: 'for two minutes', at: '7m', fires: { [of('node_network_up', ETH)]: FLAPS }, quiet: { [of('node_network_up', ETH)]: `_x2 ${FLAPS}` } },
  {
    alert: 'NodeNetworkInterfaceFlapping',
    what: 'a link that is lost twice',
    at: '12m',
    fires: { [of('node_network_up', ETH)]: '1x4 0 1 0 1x600' },
    quiet: { [of('node_network_up', ETH)]: '1x4 0 1 0x600' },
  },
  {
    alert: 'NodeNetworkInterfaceFlapping',
    what: 'at scrapes every two minutes',
    at: '40m',
    interval: '2m',
    fires: { [of('node_network_up', ETH)]: FLAPS },
    quiet: { [of('node_network_up', ETH)]: ON },
  },
  {
    alert: 'NodeNetworkInterfaceFlapping',
    what: 'not of pods',
    at: '20m',
    fires: { [of('node_network_up', ETH)]: FLAPS },
    quiet: { [of('node_network_up', 'device="cali1234"')]: FLAPS },
  },
  share('NodeHighNumberConntrackEntriesUsed', of('node_nf_conntrack_entries'), of('node_nf_conntrack_entries_limit'), 76, 75),
  {
    alert: 'NodeBondingDegraded',
    count: 1,
    fires: { [of('node_bonding_slaves', 'master="bond0"')]: '2x600', [of('node_bonding_active', 'master="bond0"')]: '1x600' },
    quiet: { [of('node_bonding_slaves', 'master="bond0"')]: '2x600', [of('node_bonding_active', 'master="bond0"')]: '2x600' },
  },
];

const raid = (active: number, failed: number, spare: number): Input => ({
  [of('node_md_disks_required', 'device="md0"')]: '2x600',
  [of('node_md_disks', 'device="md0",state="active"')]: `${active}x600`,
  [of('node_md_disks', 'device="md0",state="failed"')]: `${failed}x600`,
  [of('node_md_disks', 'device="md0",state="spare"')]: `${spare}x600`,
});

const files = (allocated: number): Input => ({ [of('node_filefd_allocated')]: `${allocated}x600`, [of('node_filefd_maximum')]: '100x600' });

const HEALTH: readonly AlertCase[] = [
  { alert: 'NodeFileDescriptorLimit', severity: 'warning', count: 1, fires: files(71), quiet: files(70) },
  { alert: 'NodeFileDescriptorLimit', severity: 'critical', count: 1, fires: files(91), quiet: files(90) },
  { alert: 'NodeRAIDDegraded', count: 1, fires: raid(1, 1, 0), quiet: raid(2, 0, 1) },
  { alert: 'NodeRAIDDegraded', what: 'not if a spare disk took over', fires: raid(1, 0, 0), quiet: raid(2, 1, 0) },
  { alert: 'NodeRAIDDegraded', what: 'although there are spare disks', count: 1, fires: raid(1, 0, 2), quiet: raid(2, 0, 2) },
  { alert: 'NodeRAIDDiskFailure', count: 1, fires: raid(2, 1, 0), quiet: raid(2, 0, 1) },
  flag('NodeTextFileCollectorScrapeError', of('node_textfile_scrape_error')),
  {
    alert: 'NodeSystemdServiceFailed',
    count: 1,
    fires: {
      [of('node_systemd_unit_state', 'name="kubelet.service",state="failed",type="notify"')]: ON,
      [of('node_systemd_unit_state', 'name="kubelet.service",state="active",type="notify"')]: OFF,
    },
    quiet: {
      [of('node_systemd_unit_state', 'name="kubelet.service",state="failed",type="notify"')]: OFF,
      [of('node_systemd_unit_state', 'name="kubelet.service",state="active",type="notify"')]: ON,
    },
  },
  flag('NodeSystemdServiceCrashlooping', of('node_systemd_service_restart_total', 'name="chronyd.service"'), '0+1x600', '0+0.37x600'),
];

/** The same of another exporter on the machine, as it is while its pod is replaced. */
const ofOther = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace(I, target('x2')), values]));
const offset = (values: string): Input => ({ [of('node_timex_offset_seconds')]: values });
const memory = (free: number): Input => ({ [of('node_memory_MemAvailable_bytes')]: `${free}x600`, [of('node_memory_MemTotal_bytes')]: '100x600' });
const load = (value: number): Input => ({ ...cpu(30), [of('node_load1')]: `${value}x600` });
const faults = (value: number): Input => ({ [of('node_vmstat_pgmajfault')]: `0+${value}x600` });
const waitingRequests = (value: number): Input => ({ [of('node_disk_io_time_weighted_seconds_total', 'device="sda"')]: `0+${value}x600` });

const larger = (alert: string, wrong: Input, right: Input): AlertCase => ({
  alert, what: 'of two exporters the larger value counts', count: 1, fires: { ...wrong, ...ofOther(right) }, quiet: { ...right, ...ofOther(right) },
});

const TWO_EXPORTERS: readonly AlertCase[] = [
  larger('NodeCPUHighUsage', cpu(3), cpu(30)),
  larger('NodeSystemSaturation', load(3), load(1)),
  larger('NodeMemoryHighUtilization', memory(5), memory(50)),
  larger('NodeMemoryMajorPagesFaults', faults(36_000), faults(60)),
  larger('NodeDiskIOSaturation', waitingRequests(660), waitingRequests(60)),
  larger('NodeClockSkewDetected', offset('0.06x600'), offset('0x600')),
  { alert: 'NodeClockSkewDetected', what: 'one of two exporters sees no correction', count: 1, fires: { ...offset('0.1+0.001x600'), ...ofOther(offset('0.9-0.001x600')) }, quiet: { ...offset('0.9-0.001x600'), ...ofOther(offset('0.9-0.001x600')) } },
  { alert: 'NodeClockSkewDetected', what: 'behind, one of two exporters sees no skew', count: 1, fires: { ...offset('-0.06x600'), ...ofOther(offset('-0.06x600')) }, quiet: { ...offset('-0.06x600'), ...ofOther(offset('0x600')) } },
  { alert: 'NodeClockSkewDetected', what: 'behind, one of two exporters sees a correction', count: 1, fires: { ...offset('-0.1x600'), ...ofOther(offset('-0.1x600')) }, quiet: { ...offset('-0.9+0.01x80'), ...ofOther(offset('-0.1x600')) } },
];

export const NODES: readonly AlertCase[] = withDerived([...FILESYSTEMS, ...CLOCK, ...LOAD, ...NETWORK, ...HEALTH, ...TWO_EXPORTERS]);
