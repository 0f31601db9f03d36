import { BoardContext, column, DashboardDefinition, lines, stat, states, table, toBoard, top, value } from './dashboard';
import { activePods, allocatable } from './node-name';
import { LabelColumn, Panel, Row } from '../../dashboards/panels';
import { FILESYSTEMS } from '../groups/node-series';

const CPU = 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m';
const MEMORY = 'node_namespace_pod_container:container_memory_working_set_bytes';
const POD = ['namespace', 'pod'] as const;
const PRESSURE = 'MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable';
const LEGEND = '{{node}}';

const gauge = (metric: string, more: string, { ksm, once }: BoardContext) => once(`${metric}{${ksm}${more}}`, 'node');

/** Used or requested resources of each node, as a share of allocatable. */
const share = (amount: string, resource: string, context: BoardContext) => `${amount} / ${context.on('node')} `
  + `${allocatable(resource, context)}`;

const usedCpu = ({ here, by }: BoardContext) => `sum ${by('node')} (${CPU}{${here}})`;
const usedMemory = ({ here, by, once }: BoardContext) => `sum ${by('node')} (${once(`${MEMORY}{${here}}`, 'node', ...POD, 'container')})`;

function requested(resource: string, context: BoardContext): string {
  const { ksm, by, on, once } = context;
  const containers = once(`kube_pod_container_resource_requests{${ksm},resource="${resource}",node!=""}`, 'node', ...POD, 'container');
  return `sum ${by('node')} (${containers} and ${on(...POD)} (${activePods(context)}))`;
}

function pods(context: BoardContext): string {
  const { ksm, by, on, once } = context;
  return `count ${by('node')} (${once(`kube_pod_info{${ksm},node!=""}`, ...POD, 'node')} and ${on(...POD)} (${activePods(context)}))`;
}

/** The fullest file system of a node, from node-exporter. */
function fullestDisk({ node, by, on, once }: BoardContext): string {
  const of = (what: string) => once(`node_filesystem_${what}_bytes{${node},${FILESYSTEMS}}`, 'node', 'device', 'mountpoint');
  return `max ${by('node')} (1 - ${of('avail')} / ${on('node', 'device', 'mountpoint')} ${of('size')})`;
}

const ready = (context: BoardContext) => gauge('kube_node_status_condition', ',condition="Ready",status="true"', context);
const wasNotReady = ({ ksm, once }: BoardContext) =>
  `${once(`min_over_time(kube_node_status_condition{${ksm},condition="Ready",status="true"}[$__range] @ end())`, 'node')} == 0`;
const cordoned = (context: BoardContext) => gauge('kube_node_spec_unschedulable', '', context);
const pressure = ({ ksm, by, once }: BoardContext) =>
  `sum ${by('node')} (${once(`kube_node_status_condition{${ksm},condition=~"${PRESSURE}",status="true"}`, 'node', 'condition')})`;

function glance(context: BoardContext): Row {
  const { ksm, by, once } = context;
  return {
    title: 'At a glance',
    panels: [
      stat('Nodes', 'none', `count(${once(`kube_node_info{${ksm}}`, 'node')})`, {
        description: 'Nodes of the selected clusters.',
        plain: 'any number is valid',
      }),
      stat('Nodes not ready', 'none', `count(${ready(context)} == 0) or vector(0)`, {
        description: 'Nodes whose kubelet does not report that it is ready. Normally 0. If not, run "kubectl describe node" and read '
          + 'the conditions.',
        thresholds: { critical: 1 },
      }),
      stat('Nodes cordoned', 'none', `count(${cordoned(context)} == 1) or vector(0)`, {
        description: 'Nodes that accept no new pods. Normally 0, except during an upgrade. "kubectl uncordon" makes a node accept pods '
          + 'again.',
        thresholds: { warning: 1 },
      }),
      stat('Nodes under pressure', 'none', `count(${pressure(context)} > 0) or vector(0)`, {
        description: 'Nodes that are short of memory, disk or process ids, or without a network. Normally 0. If not, their kubelets '
          + 'evict pods.',
        thresholds: { warning: 1 },
      }),
      stat('Versions of kubelets', 'none', `count(count ${by('kubelet_version')} (kube_node_info{${ksm}}))`, {
        description: 'Different versions of kubelets. Normally one for each cluster; more means that an upgrade is not finished.',
        plain: 'several clusters have several versions',
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { cluster, limits, jobs } = context;
  const cpu = limits('NodeCPUHighUsage', { scale: 0.01 });
  const memory = limits('NodeMemoryHighUtilization', { scale: 0.01 });
  const node = column('node', 'Node', toBoard('node', 'Pods of ${__value.text}', 'node'));
  return {
    title: 'Nodes',
    panels: [
      table('Nodes', 'percentunit', [column(cluster, 'Cluster'), node], [
        value('Memory used', `topk(50, ${share(usedMemory(context), 'memory', context)})`, { thresholds: memory }),
        value('Memory requested', share(requested('memory', context), 'memory', context)),
        value('CPU used', share(usedCpu(context), 'cpu', context), { thresholds: cpu }),
        value('CPU requested', share(requested('cpu', context), 'cpu', context)),
        ...jobs.nodeExporter === undefined ? [] : [value('Fullest disk', fullestDisk(context), {
          thresholds: limits('NodeFilesystemAlmostOutOfSpace', { scale: -0.01, offset: 1 }),
        })],
        value('Pods', pods(context), { unit: 'none' }),
        value('Pods, of maximum', share(pods(context), 'pods', context), { thresholds: limits('KubeletTooManyPods', { scale: 0.01 }) }),
      ], {
        description: 'Each node. Shares are of allocatable resources. Normally used is below requested. Click on a '
          + 'node for its pods.',
        sortBy: 'Memory used',
        empty: 'kube-state-metrics reports no node',
      }),
      stateTable(context, node),
    ],
  };
}

/** The nodes with most problems first. */
function stateTable(context: BoardContext, node: LabelColumn): Panel {
  const { ksm, cluster, once } = context;
  return table('State of nodes', 'none', [column(cluster, 'Cluster'), node, column('kubelet_version', 'Version')], [
    value('Problems', `topk(50, (1 - ${ready(context)}) + ${cordoned(context)} + ${pressure(context)})`, { thresholds: { warning: 1 } }),
    value('Ready', ready(context), { unit: 'bool_on_off', thresholds: { critical: 1, direction: 'below' } }),
    value('Cordoned', cordoned(context), { unit: 'bool_on_off', thresholds: { warning: 1 } }),
    value('Pressure', pressure(context), { unit: 'none', thresholds: { warning: 1 } }),
    value('Age', `time() - ${gauge('kube_node_created', '', context)}`, { unit: 's' }),
    { expr: once(`kube_node_info{${ksm}}`, 'node', 'kubelet_version') },
  ], {
    description: 'Each node, those with most problems first: not ready, cordoned, or short of memory, disk or process ids (pressure). '
      + 'Normally 0 problems. Run "kubectl describe node" for details.',
    sortBy: 'Problems',
    empty: 'kube-state-metrics reports no node',
  });
}

function curves(context: BoardContext): Row {
  const { ksm, once, limits } = context;
  const links = [toBoard('node', 'Pods of ${__field.labels.node}', 'node')];
  return {
    title: 'Over time',
    panels: [
      states('Nodes that were not ready', 'bool_on_off', `${ready(context)} and ${context.on('node')} (${wasNotReady(context)})`, LEGEND, {
        links,
        thresholds: { critical: 1, direction: 'below' },
        description: 'Nodes whose kubelet did not report that it is ready at some time, and when. Normally none. A gap is a node that '
          + 'did not exist.',
        empty: 'Every node was ready all the time',
      }),
      lines('Pods', 'none', pods(context), LEGEND, {
        links,
        description: 'Pods of each node that are not finished. A drop is a drain, or a node that is lost.',
      }),
      lines('CPU used', 'percentunit', top(share(usedCpu(context), 'cpu', context)), LEGEND, {
        links,
        thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }),
        description: 'The ten busiest nodes: share of allocatable CPU that containers use. If one node is far above the others, its pods '
          + 'need to be spread.',
      }),
      lines('Memory used', 'percentunit', top(share(usedMemory(context), 'memory', context)), LEGEND, {
        links,
        thresholds: limits('NodeMemoryHighUtilization', { scale: 0.01 }),
        description: 'The ten fullest nodes: share of allocatable memory that containers use (working set). Above 0.9 the kubelet soon '
          + 'evicts pods.',
      }),
      lines('CPU requested', 'percentunit', top(share(requested('cpu', context), 'cpu', context)), LEGEND, {
        links,
        description: 'The ten fullest nodes: share of allocatable CPU that pods request. At 1 no pod that requests CPU fits on this '
          + 'node.',
      }),
      lines('Memory requested', 'percentunit', top(share(requested('memory', context), 'memory', context)), LEGEND, {
        links,
        description: 'The ten fullest nodes: share of allocatable memory that pods request. At 1 no pod that requests memory fits on '
          + 'this node.',
      }),
      lines('Nodes under pressure', 'none', 'sum by (condition) '
        + `(${once(`kube_node_status_condition{${ksm},condition=~"${PRESSURE}",status="true"}`, 'node', 'condition')})`, '{{condition}}', {
        description: 'Nodes with an abnormal condition. Normally 0. If not, find the node in the table.',
      }),
    ],
  };
}

export const NODES_OVERVIEW: DashboardDefinition = {
  id: 'nodes-overview',
  title: 'Kubernetes / Nodes overview',
  description: 'All nodes side by side: ready, pods, CPU, memory and disk.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which node is full?', panel: 'Nodes' },
    { question: 'Which node is not ready, cordoned or under pressure?', panel: 'State of nodes' },
    { question: 'How are CPU and memory spread over the nodes?', panel: 'Memory used' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: { names: ['KubeNodeNotReady', 'KubeNodeUnreachable', 'KubeNodeReadinessFlapping', 'KubeNodePressure'] },
  rows: context => [glance(context), list(context), curves(context)],
};
