import { FILESYSTEM_ALERTS } from './filesystem-alerts';
import { DEVICES, lastOf, machine, MACHINE, NAME } from './node-series';
import { AlertDefinition, Context } from '../definition';

const errors = (direction: 'receive' | 'transmit') => ({ node, by }: Context, percent: number) => {
  const rate = (what: string) => `sum ${by(...MACHINE, 'device')} (rate(node_network_${direction}_${what}_total{${node},${DEVICES}}[5m]))`;
  return `100 * ${rate('errs')} / (${rate('packets')} > 0) > ${percent}`;
};

/** A larger offset that does not shrink: NTP corrects small offsets slowly. */
const skew = (context: Context, seconds: number) => {
  const offset = `node_timex_offset_seconds{${context.node}}`;
  const trend = machine(`deriv(${offset}[5m])`, context);
  return `(${lastOf(offset, context)} > ${seconds} and ${trend} >= 0) or (${lastOf(offset, context)} < -${seconds} and ${trend} <= 0)`;
};

const clock: readonly AlertDefinition[] = [
  {
    alert: 'NodeClockSkewDetected',
    severity: 'warning',
    for: '10m',
    threshold: 0.05,
    expr: skew,
    summary: `The clock of ${NAME} is off by {{ $value | humanizeDuration }} and is not corrected.`,
    description: 'Certificates and tokens can be rejected, samples can be out of order, and leases can be lost. Check the time service: '
      + '"chronyc tracking" or "timedatectl timesync-status".',
  },
  {
    alert: 'NodeClockNotSynchronising',
    severity: 'warning',
    for: '10m',
    expr: context => `${machine(`min_over_time(node_timex_sync_status{${context.node}}[5m])`, context)} == 0`
      + ` and ${machine(`max_over_time(node_timex_maxerror_seconds{${context.node}}[5m])`, context)} >= 16`,
    summary: `The clock of ${NAME} is not synchronized with a time server.`,
    description: 'The clock drifts by seconds a day. Start a time service, and open UDP port 123 to its servers.',
  },
];

const load: readonly AlertDefinition[] = [
  {
    alert: 'NodeCPUHighUsage',
    severity: 'info',
    for: '15m',
    threshold: 90,
    expr: (context, percent) => `100 * ${machine('instance:node_cpu_utilisation:rate5m', context)} > ${percent}`,
    summary: `The CPUs of ${NAME} are {{ $value | printf "%.0f" }}% busy.`,
    description: 'Pods without CPU requests get little CPU time. Find the pods that use more CPU than they request.',
  },
  {
    alert: 'NodeSystemSaturation',
    severity: 'warning',
    for: '15m',
    threshold: 2,
    expr: (context, perCpu) => `${lastOf('instance:node_load1_per_cpu:ratio', context)} > ${perCpu}`,
    summary: `The load of ${NAME} is {{ $value | printf "%.1f" }} for each CPU.`,
    description: 'Processes wait for CPU or disks, the kubelet included. Find the busiest processes and disks, and move pods to other '
      + 'nodes.',
  },
  {
    alert: 'NodeMemoryHighUtilization',
    severity: 'warning',
    for: '15m',
    threshold: 90,
    expr: (context, percent) => `100 * ${lastOf('instance:node_memory_utilisation:ratio', context)} > ${percent}`,
    summary: `{{ $value | printf "%.0f" }}% of the memory of ${NAME} is used.`,
    description: 'If memory runs out, the kubelet evicts pods or the kernel kills processes. Find the pods that use more memory than they '
      + 'request.',
  },
  {
    alert: 'NodeMemoryMajorPagesFaults',
    severity: 'warning',
    for: '15m',
    threshold: 500,
    expr: (context, perSecond) => `${machine('instance:node_vmstat_pgmajfault:rate5m', context)} > ${perSecond}`,
    summary: `${NAME} reads {{ $value | humanize }} pages a second from disk because its memory is short.`,
    description: 'All processes of the machine are slow. Move pods to other nodes, or add memory.',
  },
  {
    alert: 'NodeDiskIOSaturation',
    severity: 'warning',
    for: '30m',
    threshold: 10,
    expr: (context, queue) => `${machine('instance_device:node_disk_io_time_weighted_seconds:rate5m', context, 'device')} > ${queue}`,
    summary: `{{ $value | printf "%.0f" }} requests wait for disk {{ $labels.device }} of ${NAME}.`,
    description: 'Reads and writes of this disk are slow. etcd suffers first. Find the pod that reads or writes most.',
  },
];

const network: readonly AlertDefinition[] = [
  {
    alert: 'NodeNetworkReceiveErrs',
    severity: 'warning',
    for: '1h',
    threshold: 1,
    expr: errors('receive'),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME} receives on {{ $labels.device }} have errors.`,
    description: 'Connections are slow because packets are sent again. Drain the node, then check cable, port and driver.',
  },
  {
    alert: 'NodeNetworkTransmitErrs',
    severity: 'warning',
    for: '1h',
    threshold: 1,
    expr: errors('transmit'),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME} sends on {{ $labels.device }} have errors.`,
    description: 'Connections are slow because packets are sent again. Drain the node, then check cable, port and driver.',
  },
  {
    // more than one loss of the link; with a scrape interval of two minutes, ten minutes contain four changes at most
    alert: 'NodeNetworkInterfaceFlapping',
    severity: 'warning',
    for: '2m',
    threshold: 3,
    expr: (context, changes) => `${machine(`changes(node_network_up{${context.node},${DEVICES}}[10m])`, context, 'device')} > ${changes}`,
    summary: `Interface {{ $labels.device }} of ${NAME} changed between up and down {{ $value | printf "%.0f" }} times in 10 minutes.`,
    description: 'Connections break each time. Drain the node, then check cable, switch port and driver.',
  },
  {
    alert: 'NodeBondingDegraded',
    severity: 'warning',
    for: '5m',
    expr: context => {
      const links = (what: string) => lastOf(`node_bonding_${what}{${context.node}}`, context, 'master');
      return `${links('slaves')} - ${links('active')} > 0`;
    },
    summary: `{{ $value | printf "%.0f" }} links of bond {{ $labels.master }} of ${NAME} are down.`,
    description: 'The bond has less bandwidth. If the last link fails, the machine is offline. Check cable and switch port of the links '
      + 'that are down.',
  },
  {
    alert: 'NodeHighNumberConntrackEntriesUsed',
    severity: 'warning',
    for: '5m',
    threshold: 75,
    expr: (context, percent) => {
      const table = (what: string) => lastOf(`node_nf_conntrack_${what}{${context.node}}`, context);
      return `100 * ${table('entries')} / ${table('entries_limit')} > ${percent}`;
    },
    summary: `The connection table of ${NAME} is {{ $value | printf "%.0f" }}% full.`,
    description: 'If the table is full, the kernel silently drops new connections. Find the pod with most connections, or raise '
      + 'net.netfilter.nf_conntrack_max.',
  },
];

const fileDescriptors = (severity: 'warning' | 'critical', threshold: number): AlertDefinition => ({
  alert: 'NodeFileDescriptorLimit',
  severity,
  for: '15m',
  threshold,
  expr: (context, percent) => {
    const files = (what: string) => lastOf(`node_filefd_${what}{${context.node}}`, context);
    return `100 * ${files('allocated')} / ${files('maximum')} > ${percent}`;
  },
  summary: `{{ $value | printf "%.0f" }}% of the file descriptors of ${NAME} are in use.`,
  description: 'If none is left, no process can open a file or a connection. Find the process that opens most.',
});

const health: readonly AlertDefinition[] = [
  fileDescriptors('warning', 70),
  fileDescriptors('critical', 90),
  {
    alert: 'NodeRAIDDegraded',
    severity: 'critical',
    for: '15m',
    expr: context => `${lastOf(`node_md_disks_required{${context.node}}`, context, 'device')}`
      + ` - ${lastOf(`node_md_disks{${context.node},state="active"}`, context, 'device')} > 0`,
    summary: `RAID array {{ $labels.device }} of ${NAME} lacks {{ $value | printf "%.0f" }} disks.`,
    description: 'The array has no spare disk left. The next disk that fails can take the data with it. Check the backup, then replace '
      + 'the failed disk.',
  },
  {
    alert: 'NodeRAIDDiskFailure',
    severity: 'warning',
    for: '5m',
    expr: context => `${lastOf(`node_md_disks{${context.node},state="failed"}`, context, 'device')} > 0`,
    summary: `{{ $value | printf "%.0f" }} disks of RAID array {{ $labels.device }} of ${NAME} have failed.`,
    description: 'A spare disk may have taken over. Replace the failed disk.',
  },
  {
    alert: 'NodeTextFileCollectorScrapeError',
    severity: 'warning',
    for: '5m',
    expr: context => `${lastOf(`node_textfile_scrape_error{${context.node}}`, context)} == 1`,
    summary: `node-exporter cannot read the metrics files of ${NAME}.`,
    description: 'The metrics of these files are missing, and alerts on them are silent. The log of node-exporter names the file and the '
      + 'line.',
  },
];

/** The collector `systemd` is disabled by default. `NodeExporter` enables it with `enableCollectors: ['systemd']`. */
const systemd: readonly AlertDefinition[] = [
  {
    alert: 'NodeSystemdServiceFailed',
    severity: 'warning',
    for: '5m',
    expr: context => `${lastOf(`node_systemd_unit_state{${context.node},state="failed"}`, context, 'name')} == 1`,
    summary: `The systemd unit {{ $labels.name }} of ${NAME} has failed.`,
    description: 'The service does not run, and systemd does not start it again. Read its log: "journalctl --unit {{ $labels.name }}".',
  },
  {
    alert: 'NodeSystemdServiceCrashlooping',
    severity: 'warning',
    for: '15m',
    threshold: 2,
    expr: (context, restarts) => {
      // scaled to five minutes, however long the window is
      const restarted = machine(`rate(node_systemd_service_restart_total{${context.node}}[5m])`, context, 'name');
      return `300 * ${restarted} > ${restarts}`;
    },
    summary: `The systemd service {{ $labels.name }} of ${NAME} restarted {{ $value | printf "%.0f" }} times in 5 minutes.`,
    description: 'The service ends soon after each start. Read its log: "journalctl --unit {{ $labels.name }}".',
  },
];

export const NODE_ALERTS: readonly AlertDefinition[] = [...FILESYSTEM_ALERTS, ...clock, ...load, ...network, ...health, ...systemd];
