import { unreachable } from './absent';
import { almostOut, fillingUp, Supply } from './almost-full';
import { lastOf, machine, MACHINE, NAME } from './node-series';
import { AlertDefinition, Context, GroupDefinition } from '../definition';

/** Volumes with a drive letter or a mount point. Others are system partitions and container layers. */
export const VOLUMES = 'volume!~"HarddiskVolume.*"';

const disk = (name: string, { windows }: Context) => `windows_logical_disk_${name}{${windows},${VOLUMES}}`;

const SPACE: Supply = {
  free: context => disk('free_bytes', context),
  percent: context => `100 * ${lastOf(
    disk('free_bytes', context), context, 'volume',
  )} / ${lastOf(disk('size_bytes', context), context, 'volume')}`,
  writable: context => `unless ${lastOf(disk('readonly', context), context, 'volume')} == 1`,
  labels: ['volume'],
  volume: 'Volume {{ $labels.volume }}',
  words: 'space',
};

const fills = fillingUp('WindowsNodeFilesystemSpaceFillingUp', SPACE,
  'If the trend continues, the kubelet evicts pods to free space. Find what grows: logs, images or data of a pod.');
const isFull = almostOut('WindowsNodeFilesystemAlmostOutOfSpace', SPACE, '30m',
  'The kubelet evicts pods to free space, and images cannot be pulled. Delete old logs and unused images.');

/** The thresholds of Linux nodes: the kubelet evicts at the same ones. */
const filesystems: readonly AlertDefinition[] = [
  fills({ severity: 'warning', percent: 15, hours: 24 }),
  fills({ severity: 'critical', percent: 10, hours: 4 }),
  isFull({ severity: 'warning', percent: 5 }),
  isFull({ severity: 'critical', percent: 3 }),
];

const gauge = (name: string, context: Context) => lastOf(`windows_${name}{${context.windows}}`, context);

const load: readonly AlertDefinition[] = [
  {
    alert: 'WindowsNodeCPUHighUsage',
    severity: 'info',
    for: '15m',
    threshold: 90,
    expr: (context, percent) => {
      const idle = `avg without (core, mode) (rate(windows_cpu_time_total{${context.windows},mode="idle"}[5m]))`;
      return `100 * (1 - ${machine(idle, context)}) > ${percent}`;
    },
    summary: `The CPUs of ${NAME} are {{ $value | printf "%.0f" }}% busy.`,
    description: 'Pods without CPU requests get little CPU time. Find the pods that use more CPU than they request.',
  },
  {
    alert: 'WindowsNodeSystemSaturation',
    severity: 'warning',
    for: '15m',
    threshold: 2,
    // the queue length at one moment is not significant
    expr: (context, perCpu) => {
      const { windows } = context;
      const waiting = `avg_over_time(windows_system_processor_queue_length{${windows}}[5m]) / `
        + `max_over_time(windows_cpu_logical_processor{${windows}}[5m])`;
      return `${machine(waiting, context)} > ${perCpu}`;
    },
    summary: `{{ $value | printf "%.1f" }} threads wait for each CPU of ${NAME}.`,
    description: 'All processes of the node are slow, the kubelet included. Move pods to other nodes, or set CPU limits.',
  },
  {
    alert: 'WindowsNodeMemoryHighUtilization',
    severity: 'warning',
    for: '15m',
    threshold: 90,
    expr: (
      context, percent,
    ) => `100 * (1 - ${gauge('memory_physical_free_bytes', context)} / ${gauge('memory_physical_total_bytes', context)}) > ${percent}`,
    summary: `{{ $value | printf "%.0f" }}% of the memory of ${NAME} is used.`,
    description: 'If memory runs out, Windows pages to disk and all processes of the node are slow. Find the pods that use more memory '
      + 'than they request.',
  },
  {
    alert: 'WindowsNodeCommitLimitNear',
    severity: 'warning',
    for: '15m',
    threshold: 90,
    expr: (context, percent) => `100 * ${gauge('memory_committed_bytes', context)} / ${gauge('memory_commit_limit', context)} > ${percent}`,
    summary: `Processes of ${NAME} have committed {{ $value | printf "%.0f" }}% of its memory and page file.`,
    description: 'At the limit, processes cannot allocate memory and end with an error. Find the process that commits most memory, or '
      + 'enlarge the page file.',
  },
];

const errors = (direction: 'received' | 'outbound', packets: 'received' | 'sent') => ({ windows, by }: Context, percent: number) => {
  const rate = (what: string) => `sum ${by(...MACHINE, 'nic')} (rate(windows_net_packets_${what}_total{${windows}}[5m]))`;
  return `100 * ${rate(`${direction}_errors`)} / (${rate(packets)} > 0) > ${percent}`;
};

const network: readonly AlertDefinition[] = [
  {
    alert: 'WindowsNodeNetworkReceiveErrs',
    severity: 'warning',
    for: '1h',
    threshold: 1,
    expr: errors('received', 'received'),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME} receives on {{ $labels.nic }} have errors.`,
    description: 'Connections are slow because packets are sent again. Check the network adapter and its driver.',
  },
  {
    alert: 'WindowsNodeNetworkTransmitErrs',
    severity: 'warning',
    for: '1h',
    threshold: 1,
    expr: errors('outbound', 'sent'),
    summary: `{{ $value | printf "%.1f" }}% of the packets that ${NAME} sends on {{ $labels.nic }} have errors.`,
    description: 'Connections are slow because packets are sent again. Check the network adapter and its driver.',
  },
];

const exporter: readonly AlertDefinition[] = [
  unreachable('WindowsExporterUnreachable', 'windows-exporter', ({ windows }) => windows,
    'Alerts on the disks, memory, CPUs and network of this Windows node are silent. Check its pod and the firewall of the node.'),
  {
    alert: 'WindowsExporterCollectorFailing',
    severity: 'warning',
    for: '15m',
    // a collector that times out reports no success either
    expr: context => `${lastOf(`windows_exporter_collector_success{${context.windows}}`, context, 'collector')} == 0`,
    summary: `The collector {{ $labels.collector }} of windows-exporter fails on ${NAME}.`,
    description: 'The metrics of this collector are missing, and alerts on them are silent. Read the log of windows-exporter on this '
      + 'node.',
  },
];

export const WINDOWS_NODES: GroupDefinition = {
  name: 'windows-nodes',
  title: 'Windows nodes',
  needs: ['windowsExporter'],
  alerts: [...filesystems, ...load, ...network, ...exporter],
};
