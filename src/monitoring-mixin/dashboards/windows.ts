import { BoardContext, column, DashboardDefinition, largest, lines, several, stat, states, table, top, value } from './dashboard';
import { Row, Variable } from '../../dashboards/panels';

const CHOSEN = 'node=~"$node"';
const LEGEND = '{{node}}';

const selected = ({ windows }: BoardContext) => `${windows},${CHOSEN}`;

/**
 * Containers of a node by pod. Their labels namespace, pod and container collide with those of windows-exporter's own pod, so Prometheus
 * renames them to exported_namespace and so on, unless the monitor honors labels.
 */
function ofPods(expr: string, { by }: BoardContext, ...more: string[]): string {
  const renamed = ['namespace', 'pod'].reduce(
    (inner, label) => `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`, expr,
  );
  return `sum ${by('node', 'namespace', 'pod', ...more)} (${renamed})`;
}

const cpu = (context: BoardContext) =>
  `1 - avg ${context.by('node')} (sum without (mode) (rate(windows_cpu_time_total{${selected(context)},mode="idle"}[$__rate_interval])))`;

function memory(context: BoardContext): string {
  const own = selected(context);
  const { on, once } = context;
  return `1 - ${once(`windows_memory_physical_free_bytes{${own}}`, 'node')} / ${on('node')} `
    + `${once(`windows_memory_physical_total_bytes{${own}}`, 'node')}`;
}

function disk(context: BoardContext): string {
  const own = `${selected(context)},volume!~"HarddiskVolume.*"`;
  const { on, once } = context;
  const of = (what: string) => once(`windows_logical_disk_${what}_bytes{${own}}`, 'node', 'volume');
  return `1 - ${of('free')} / ${on('node', 'volume')} ${of('size')}`;
}

/** Used shares, as in the alerts. */
const busy = ({ limits }: BoardContext) => limits('WindowsNodeCPUHighUsage', { scale: 0.01 });
const full = ({ limits }: BoardContext) => limits('WindowsNodeMemoryHighUtilization', { scale: 0.01 });

function atAGlance(context: BoardContext): Row {
  const own = selected(context);
  return {
    title: 'At a glance',
    panels: [
      stat('Windows nodes', 'none', `count(windows_os_info{${own}})`, {
        description: 'Nodes whose windows-exporter can be scraped.',
        plain: 'any number is valid',
        empty: 'windows-exporter is not scraped',
      }),
      stat('Nodes down', 'none', `count(up{${own}} == 0) or vector(0)`, {
        description: 'Nodes whose windows-exporter cannot be scraped. Normally 0. If not, check its pod, and the firewall of the node '
          + '(port 9182).',
        thresholds: { warning: 1 },
      }),
      stat('CPU used', 'percentunit', `max(${cpu(context)})`, {
        description: 'CPU of the busiest node. Above 0.9 pods without CPU requests get little: move pods, or add a node.',
        thresholds: busy(context),
      }),
      stat('Memory used', 'percentunit', `max(${memory(context)})`, {
        description: 'Memory of the fullest node. Above 0.9 Windows pages to disk and the kubelet evicts pods: find the pod that uses '
          + 'most.',
        thresholds: full(context),
      }),
      stat('Disk used', 'percentunit', `max(${disk(context)})`, {
        description: 'The fullest disk of all nodes. Above 0.85 the kubelet removes images: delete files, or enlarge the disk.',
        thresholds: { warning: 0.85, critical: 0.95 },
      }),
      stat('Failed collectors', 'none', `count(windows_exporter_collector_success{${own}} == 0) or vector(0)`, {
        description: 'Collectors of windows-exporter that fail: their series are missing. Normally 0. If not, read the log of '
          + 'windows-exporter.',
        thresholds: { warning: 1 },
      }),
    ],
  };
}

function nodes(context: BoardContext): Row {
  const { cluster, once } = context;
  const own = selected(context);
  return {
    title: 'Nodes',
    panels: [
      table('Nodes', 'percentunit', [
        column(cluster, 'Cluster'),
        column('node', 'Node'),
        column('product', 'Windows'),
        column('version', 'Version'),
      ], [
        value('Uptime', `topk(50, time() - ${once(`windows_system_boot_time_timestamp{${own}}`, 'node')})`, { unit: 's' }),
        { expr: once(`windows_os_info{${own}}`, 'node', 'product', 'version') },
        value('CPU used', cpu(context), { thresholds: busy(context) }),
        value('Memory used', memory(context), { thresholds: full(context) }),
        value('Fullest disk', `max ${context.by('node')} (${disk(context)})`, { thresholds: { warning: 0.85, critical: 0.95 } }),
        value('Containers', once(`windows_container_count{${own}}`, 'node'), { unit: 'none' }),
      ], {
        description: 'Each Windows node. Select a node above for its graphs and pods.',
        sortBy: 'CPU used',
        empty: 'windows-exporter is not scraped',
      }),
      states('Nodes that were down', 'bool_on_off', `${once(`up{${own}}`, 'node')} and ${context.on('node')} `
        + `(${once(`min_over_time(up{${own}}[$__range] @ end())`, 'node')} == 0)`, LEGEND, {
        description: 'Nodes whose windows-exporter could not be scraped at some time, and when. Normally none.',
        thresholds: { critical: 1, direction: 'below' },
        empty: 'Every node was up all the time',
      }),
    ],
  };
}

function machines(context: BoardContext): Row {
  const { by, once } = context;
  const own = selected(context);
  const rate = (metric: string, ...labels: string[]) => `sum ${by('node', ...labels)} `
    + `(rate(windows_${metric}_total{${own}}[$__rate_interval]))`;
  return {
    title: 'Machines',
    panels: [
      lines('CPU used', 'percentunit', cpu(context), LEGEND, {
        description: 'Share of the time in which the CPUs are not idle. Normally below 0.9.',
        thresholds: busy(context),
      }),
      lines('CPU queue length', 'short', once(`windows_system_processor_queue_length{${own}}`, 'node'), LEGEND, {
        description: 'Threads that are ready and wait for a CPU. Normally below two for each CPU. If not, the node has too little CPU.',
      }),
      lines('Memory used', 'percentunit', memory(context), LEGEND, {
        description: 'Share of the physical memory in use. Normally below 0.9.',
        thresholds: full(context),
      }),
      several('Committed memory', 'bytes', [
        { expr: once(`windows_memory_commit_limit{${own}}`, 'node'), legend: `${LEGEND} limit` },
        { expr: once(`windows_memory_committed_bytes{${own}}`, 'node'), legend: `${LEGEND} used` },
      ], { description: 'Memory that Windows has promised to processes. At the limit (memory and page file) processes fail to start.' }),
      lines('Disks used', 'percentunit', disk(context), `${LEGEND} {{volume}}`, {
        description: 'How full each volume is. Normally below 0.85. If not, delete files and images, or enlarge the disk.',
        thresholds: { warning: 0.85, critical: 0.95 },
      }),
      several('Disk throughput', 'Bps', [
        { expr: rate('logical_disk_read_bytes'), legend: `${LEGEND} read` },
        { expr: rate('logical_disk_write_bytes'), legend: `${LEGEND} written` },
      ], { description: 'Bytes that are read from and written to all volumes of a node.' }),
      several('Network', 'Bps', [
        { expr: rate('net_bytes_received'), legend: `${LEGEND} received` },
        { expr: rate('net_bytes_sent'), legend: `${LEGEND} sent` },
      ], { description: 'Bytes of all network adapters of a node, those of containers included.' }),
      several('Packets dropped', 'pps', [
        { expr: `${rate('net_packets_received_discarded')} + ${rate('net_packets_received_errors')}`, legend: `${LEGEND} received` },
        { expr: `${rate('net_packets_outbound_discarded')} + ${rate('net_packets_outbound_errors')}`, legend: `${LEGEND} sent` },
      ], {
        description: 'Packets with errors, and dropped packets. Normally near 0. If not, check the adapter, the cable and '
          + 'the driver.',
      }),
    ],
  };
}

function pods(context: BoardContext): Row {
  const { cluster, on } = context;
  const own = selected(context);
  const used = ofPods(`rate(windows_container_cpu_usage_seconds_total{${own}}[$__rate_interval])`, context);
  const memoryUsed = ofPods(`windows_container_memory_usage_private_working_set_bytes{${own}}`, context);
  const network = (direction: string) => ofPods(
    `rate(windows_container_network_${direction}_bytes_total{${own}}[$__rate_interval])`, context,
  );
  const pod = '{{namespace}}/{{pod}}';
  return {
    title: 'Pods on Windows',
    panels: [
      table('Pods', 'short', [
        column(cluster, 'Cluster'),
        column('node', 'Node'),
        column('namespace', 'Namespace'),
        column('pod', 'Pod'),
      ], largest(on('node', 'namespace', 'pod'), [
        value('CPU used', used),
        value('Memory used', memoryUsed, { unit: 'bytes' }),
        value('Received', network('receive'), { unit: 'Bps' }),
        value('Sent', network('transmit'), { unit: 'Bps' }),
      ]), {
        description: 'The 50 pods that use most CPU. The kubelet on Windows has no series of containers: these come from the collector '
          + '"container" of windows-exporter.',
        sortBy: 'CPU used',
        empty: 'The collector "container" is off, or no pod runs',
      }),
      lines('CPU of pods', 'short', top(used), pod, { description: 'The ten pods that use most CPUs.', stacked: true }),
      lines('Memory of pods', 'bytes', top(memoryUsed), pod, {
        description: 'The ten pods with the largest private working set: memory that no other process shares.',
        stacked: true,
      }),
    ],
  };
}

export const WINDOWS: DashboardDefinition = {
  id: 'windows',
  title: 'Kubernetes / Windows nodes',
  description: 'Windows nodes and their pods: CPU, memory, disks, network.',
  folder: 'Kubernetes',
  questions: [
    { question: 'How busy is each Windows node?', panel: 'Nodes' },
    { question: 'Which pod uses most of a Windows node?', panel: 'Pods' },
  ],
  needs: ['windowsExporter'],
  groups: [],
  alerts: { groups: ['windows-nodes'] },
  variables: ({ windows }): Variable[] => [{ name: 'node', series: `windows_os_info{${windows}}`, label: 'node', multi: true }],
  rows: context => [atAGlance(context), nodes(context), machines(context), pods(context)],
};
