import { BoardContext, column, DashboardDefinition, lines, several, stat, table, toBoard, value } from './dashboard';
import { byNodeName } from './node-name';
import { Row } from '../../dashboards/panels';
import { FILESYSTEMS } from '../groups/node-series';

const NODE = 'node=~"$node"';
const LINKS = [toBoard('nodes', 'Only ${__field.labels.node}', 'node')];

/** Used share of file systems. */
function filesystemsUsed({ node }: BoardContext, free: string, size: string): string {
  const metric = (name: string) => `node_filesystem_${name}{${node},${NODE},${FILESYSTEMS}}`;
  return `1 - ${metric(free)} / (${metric(size)} > 0)`;
}

const USED = { scale: -0.01, offset: 1 };

export const NODES: DashboardDefinition = {
  id: 'nodes',
  title: 'Kubernetes / Nodes',
  description: 'Nodes as machines: CPU, memory, disks, network, clock.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which node is short of CPU, memory or disk space?', panel: 'Nodes' },
    { question: 'Is a node overloaded (CPU saturation)?', panel: 'Load per CPU' },
    { question: 'Which file system is nearly full, or out of inodes?', panel: 'File systems used' },
    { question: 'Is a disk the bottleneck (disk IO saturation)?', panel: 'Disk queue length' },
    { question: 'Does a network device lose packets?', panel: 'Network errors and drops' },
    { question: 'Is the clock of a node right?', panel: 'Clock offset' },
  ],
  needs: ['nodeExporter'],
  groups: ['nodes'],
  alerts: { groups: ['nodes'] },
  variables: ({ node }) => [{ name: 'node', series: `node_uname_info{${node}}`, label: 'node', multi: true }],
  rows: context => [glance(context), list(context), compute(context), disks(context), network(context)],
};

function glance(context: BoardContext): Row {
  const { here, node, by, limits } = context;
  return {
    title: 'At a glance',
    panels: [
      stat('Machines', 'none', `count(count ${by('node', 'instance')} (node_uname_info{${node},${NODE}}))`, {
        description: 'Machines on which node-exporter is scraped. Compare it with the number of nodes.',
        plain: 'any number of machines is valid',
      }),
      stat('CPU used', 'percentunit', `avg(cluster:node_cpu:ratio_rate5m{${here}})`, {
        description: 'Share of the machines\' CPU that is used in the selected clusters. Above 0.9 no CPU is left for peaks: add '
          + 'nodes.',
        thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }),
      }),
      stat('Memory used', 'percentunit', `avg(cluster:node_memory_utilisation:ratio{${here}})`, {
        description: 'Share of the machines\' memory that is used in the selected clusters. Above 0.9 pods are soon evicted or killed: '
          + 'add nodes.',
        thresholds: limits('NodeMemoryHighUtilization', { scale: 0.01 }),
      }),
      stat('Fullest file system', 'percentunit', `max(${filesystemsUsed(context, 'avail_bytes', 'size_bytes')})`, {
        description: 'Usage of the fullest file system. Above 0.95 writes soon fail: see "File systems used" for its name, and remove '
          + 'images, logs or old data.',
        thresholds: limits('NodeFilesystemAlmostOutOfSpace', USED),
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { cluster, here, by, limits } = context;
  const of = (series: string) => byNodeName(`${series}{${here},${NODE}}`, cluster);
  return {
    title: 'Each node',
    panels: [
      table('Nodes', 'percentunit', [
        column(cluster, 'Cluster'),
        column('node', 'Node', toBoard('nodes', 'Only ${__value.text}', 'node')),
      ], [
        value(
          'CPU used',
          `topk(50, ${of('instance:node_cpu_utilisation:rate5m')})`,
          { thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }) },
        ),
        value('Load per CPU', of('instance:node_load1_per_cpu:ratio'), { unit: 'short', thresholds: limits('NodeSystemSaturation') }),
        value(
          'Memory used', of('instance:node_memory_utilisation:ratio'), { thresholds: limits('NodeMemoryHighUtilization', { scale: 0.01 }) },
        ),
        value(
          'Fullest file system',
          byNodeName(`max ${by('node', 'instance')} (${filesystemsUsed(context, 'avail_bytes', 'size_bytes')})`, cluster),
          { thresholds: limits('NodeFilesystemAlmostOutOfSpace', USED) },
        ),
        value('CPUs', of('instance:node_num_cpu:sum'), { unit: 'none' }),
      ], {
        description: 'The nodes with the most CPU used first. Values beyond the limit of an alert are colored. Click on a node to see it '
          + 'alone.',
        sortBy: 'CPU used',
        empty: 'No machine. Is node-exporter scraped?',
      }),
    ],
  };
}

function compute({ here, limits }: BoardContext): Row {
  const of = (series: string) => byNodeName(`${series}{${here},${NODE}}`);
  return {
    title: 'CPU and memory',
    panels: [
      lines('CPU used', 'percentunit', of('instance:node_cpu_utilisation:rate5m'), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }),
        description: 'Share of the CPU time that is not idle. Long times above 0.9 slow every pod of the node: move pods, or set '
          + 'requests that fit.',
      }),
      lines('Load per CPU', 'short', of('instance:node_load1_per_cpu:ratio'), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeSystemSaturation'),
        description: 'Tasks that run or wait, for each CPU (load average, saturation). Above 1 tasks wait; above 2 the node hardly '
          + 'answers.',
      }),
      lines('Memory used', 'percentunit', of('instance:node_memory_utilisation:ratio'), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeMemoryHighUtilization', { scale: 0.01 }),
        description: 'Share of the memory that is not available. Above 0.9 the kubelet soon evicts pods: look for pods without a memory '
          + 'limit.',
      }),
      lines('Major page faults', 'ops', of('instance:node_vmstat_pgmajfault:rate5m'), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeMemoryMajorPagesFaults'),
        description: 'Pages that are read back from disk. Many of them mean that the memory is too small: programs wait for the disk.',
      }),
    ],
  };
}

function disks(context: BoardContext): Row {
  const { here, limits } = context;
  const of = (series: string) => byNodeName(`${series}{${here},${NODE}}`, 'device');
  const space = limits('NodeFilesystemAlmostOutOfSpace', USED);
  return {
    title: 'Disks',
    panels: [
      lines('File systems used', 'percentunit', byNodeName(filesystemsUsed(context, 'avail_bytes', 'size_bytes'), 'mountpoint'), '{{node}} '
        + '{{mountpoint}}', {
        links: LINKS,
        thresholds: space,
        description: 'Share of the space of each file system that is used. Above 0.95 writes soon fail: remove images, logs or old data, '
          + 'or make it larger.',
      }),
      lines('Inodes used', 'percentunit', byNodeName(
        filesystemsUsed(context, 'files_free', 'files'), 'mountpoint',
      ), '{{node}} {{mountpoint}}', {
        links: LINKS,
        thresholds: limits('NodeFilesystemAlmostOutOfFiles', USED),
        description: 'Share of the files (inodes) of each file system that are used. Without a free inode no file can be created, even '
          + 'if there is space: look for many small files.',
      }),
      lines('Disk utilization', 'percentunit', of('instance_device:node_disk_io_time_seconds:rate5m'), '{{node}} {{device}}', {
        links: LINKS,
        description: 'Share of the time in which a disk had requests (utilization). Near 1 a single disk is at its limit; disks that '
          + 'serve many requests at once can do more.',
      }),
      lines('Disk queue length', 'short', of('instance_device:node_disk_io_time_weighted_seconds:rate5m'), '{{node}} '
        + '{{device}}', {
        links: LINKS,
        thresholds: limits('NodeDiskIOSaturation'),
        description: 'Mean number of requests in the queue of a disk (saturation). Above 10 programs wait long: find the pod that reads '
          + 'or writes most, or use a faster disk.',
      }),
    ],
  };
}

function network(context: BoardContext): Row {
  const { here, node, limits } = context;
  const own = `${node},${NODE}`;
  const lost = (kind: string) => `sum without (device) (rate(node_network_${kind}_total{${own}}[$__rate_interval]))`;
  return {
    title: 'Network and clock',
    panels: [
      several('Network', 'Bps', [
        { expr: byNodeName(`instance:node_network_receive_bytes_physical:rate5m{${here},${NODE}}`), legend: '{{node}} received' },
        { expr: byNodeName(`instance:node_network_transmit_bytes_physical:rate5m{${here},${NODE}}`), legend: '{{node}} sent' },
      ], {
        links: LINKS,
        description: 'Bytes that the network devices of the machine receive and send, without those of pods. Compare it with the speed '
          + 'of the device.',
      }),
      several('Network errors and drops', 'pps', [
        { expr: byNodeName(`${lost('receive_errs')} + ${lost('transmit_errs')}`), legend: '{{node}} errors' },
        { expr: byNodeName(`${lost('receive_drop')} + ${lost('transmit_drop')}`), legend: '{{node}} dropped' },
      ], {
        links: LINKS,
        description: 'Packets with errors, and packets that were dropped. Normally none. Look for a bad cable or driver, or a queue '
          + 'that is too small ("ip -s link").',
      }),
      lines('Clock offset', 's', byNodeName(`abs(node_timex_offset_seconds{${own}})`), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeClockSkewDetected'),
        description: 'Offset of the clock from its time servers. Above 0.05 s certificates and tokens can be rejected, and samples can be '
          + 'out of order: check chrony or timesyncd of the node.',
      }),
      lines('Connection tracking (conntrack)', 'percentunit', byNodeName(`node_nf_conntrack_entries{${own}} / `
        + `(node_nf_conntrack_entries_limit{${own}} > 0)`), '{{node}}', {
        links: LINKS,
        thresholds: limits('NodeHighNumberConntrackEntriesUsed', { scale: 0.01 }),
        description: 'Share of the table of connections (conntrack) that is used. When it is full, new connections are dropped: raise '
          + 'nf_conntrack_max, or find the pod with most connections.',
      }),
    ],
  };
}
