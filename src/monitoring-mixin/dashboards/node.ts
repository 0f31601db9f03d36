import { BoardContext, column, DashboardDefinition, largest, lines, several, stat, states, table, toBoard, top, value } from './dashboard';
import { activePods, allocatable } from './node-name';
import { Row, Variable } from '../../dashboards/panels';

const CPU = 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m';
const MEMORY = 'node_namespace_pod_container:container_memory_working_set_bytes';
const NODE = 'node="$node"';
const POD = ['namespace', 'pod'] as const;
const LEGEND = '{{namespace}}/{{pod}}';
const TO_POD = toBoard('pod', 'Pod ${__field.labels.pod}', 'namespace', 'pod');

const gauge = (metric: string, more: string, { ksm, once }: BoardContext) => once(`${metric}{${ksm},${NODE}${more}}`, 'node');

function held(kind: 'requests' | 'limits', resource: string, context: BoardContext): string {
  const { ksm, by, on, once } = context;
  const containers = once(`kube_pod_container_resource_${kind}{${ksm},${NODE},resource="${resource}"}`, ...POD, 'container');
  return `sum ${by(...POD)} (${containers}) and ${on(...POD)} (${activePods(context)})`;
}

const used = (series: string, { here, by, once }: BoardContext) =>
  `sum ${by(...POD)} (${series === MEMORY ? once(`${series}{${here},${NODE}}`, ...POD, 'container') : `${series}{${here},${NODE}}`})`;

const pods = ({ ksm, once }: BoardContext, more = '') => once(`kube_pod_info{${ksm},${NODE}${more}}`, ...POD);

function glance(context: BoardContext): Row {
  const { limits } = context;
  const share = (part: string, resource: string) => `sum(${part}) / sum(${allocatable(resource, context, `,${NODE}`)})`;
  return {
    title: 'At a glance',
    panels: [
      stat('Ready', 'bool_on_off', `min(${gauge('kube_node_status_condition', ',condition="Ready",status="true"', context)})`, {
        description: 'Whether the kubelet reports that the node is ready. If it is off, run "kubectl describe node" and read the '
          + 'conditions.',
        thresholds: { critical: 1, direction: 'below' },
      }),
      stat('CPU used', 'percentunit', share(used(CPU, context), 'cpu'), {
        description: 'Share of allocatable CPU that containers use. Above 0.9 pods without CPU requests get little.',
        thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }),
      }),
      stat('CPU requested', 'percentunit', share(held('requests', 'cpu', context), 'cpu'), {
        description: 'Share of allocatable CPU that its pods request. At 1 no pod that requests CPU fits.',
        plain: 'the scheduler fills nodes on purpose',
      }),
      stat('Memory used', 'percentunit', share(used(MEMORY, context), 'memory'), {
        description: 'Share of allocatable memory that containers use. Above 0.9 the kubelet soon evicts pods: find the pod that uses '
          + 'most.',
        thresholds: limits('NodeMemoryHighUtilization', { scale: 0.01 }),
      }),
      stat('Memory requested', 'percentunit', share(held('requests', 'memory', context), 'memory'), {
        description: 'Share of allocatable memory that its pods request. At 1 no pod that requests memory fits.',
        plain: 'the scheduler fills nodes on purpose',
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { ksm, cluster, by, on, once } = context;
  const restarts = `sum ${by(...POD)} (${once(`increase(kube_pod_container_status_restarts_total{${ksm}}[1h])`, ...POD, 'container')})`;
  return {
    title: 'Pods',
    panels: [
      table('Pods', 'short', [
        { ...column(cluster, 'Cluster'), isHidden: true },
        column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
        column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
      ], largest(on(...POD), [
        value('Memory used', used(MEMORY, context), { unit: 'bytes' }),
        value('Memory requested', held('requests', 'memory', context), { unit: 'bytes' }),
        value('Memory limit', held('limits', 'memory', context), { unit: 'bytes' }),
        value('CPU used', used(CPU, context)),
        value('CPU requested', held('requests', 'cpu', context)),
        value('CPU limit', held('limits', 'cpu', context)),
        value('Restarts', `round(${restarts})`, { unit: 'none', thresholds: { warning: 1 } }),
      ]), {
        description: 'The 50 pods of the node that use most memory. Pods far above their requests are the first to be evicted. Restarts '
          + 'are of one hour.',
        sortBy: 'Memory used',
        empty: 'No pod runs on this node',
      }),
    ],
  };
}

function curves(context: BoardContext): Row {
  const links = [TO_POD];
  const network = (direction: string) =>
    top(`namespace_pod:container_network_${direction}_bytes:rate5m{${context.here}} and ${context.on(...POD)} (${pods(context)})`, 6);
  return {
    title: 'By pod',
    panels: [
      lines('CPU of pods', 'short', top(used(CPU, context)), LEGEND, {
        links,
        stacked: true,
        description: 'The ten pods that use most CPU. After a step without a rollout, look at the pod.',
      }),
      lines('Memory of pods', 'bytes', top(used(MEMORY, context)), LEGEND, {
        links,
        stacked: true,
        description: 'The ten pods that use most memory (working set). A curve that only rises is a leak.',
      }),
      several('Network of pods', 'Bps', [
        { expr: network('receive'), legend: `${LEGEND} received` },
        { expr: network('transmit'), legend: `${LEGEND} sent` },
      ], {
        links,
        description: 'The six pods that receive most, and those that send most. Pods with hostNetwork are not counted.',
        empty: 'No pod has its own network',
      }),
      lines(
        'Pods disrupted',
        'short',
        `sum by (cause, initiator) (pod_disruption:increase5m{${context.here},${NODE}})`,
        '{{cause}} ({{initiator}})',
        {
          description: 'Pods that were ended on this node in five minutes, by cause. Normally none, except while the node is drained.',
          empty: 'No pod was disrupted',
          links: [toBoard('disruption-details', 'Disruptions of this node')],
        },
      ),
    ],
  };
}

function capacity(context: BoardContext): Row {
  const { ksm, cluster, by, on, limits } = context;
  const three = (resource: string, series: string) => [
    { expr: `sum(${allocatable(resource, context, `,${NODE}`)})`, legend: 'allocatable' },
    { expr: `sum(${held('requests', resource, context)})`, legend: 'requested' },
    { expr: `sum(${used(series, context)})`, legend: 'used' },
  ];
  return {
    title: 'The node',
    panels: [
      several('CPU of the node', 'short', three('cpu', CPU), {
        description: 'Allocatable, requested and used CPUs. Normally used is below requested, and requested below allocatable.',
      }),
      several('Memory of the node', 'bytes', three('memory', MEMORY), {
        description: 'Allocatable, requested and used memory (working set). Normally used is below requested.',
      }),
      lines('Pods, of maximum', 'percentunit', `count(${pods(context)} and ${on(...POD)} (${activePods(context)})) `
        + `/ sum(${allocatable('pods', context, `,${NODE}`)})`, 'pods', {
        description: 'Pods on the node, as a share of its maximum (maxPods). At 1 it accepts no more, even if it has free CPU and memory.',
        thresholds: limits('KubeletTooManyPods', { scale: 0.01 }),
      }),
      ...context.jobs.nodeExporter === undefined ? [] : [
        lines('CPU of the machine', 'percentunit', `node:node_cpu_utilization:ratio_rate5m{${context.here},${NODE}}`, 'used', {
          description: 'CPU of the whole machine, including processes outside of pods. If it is far above the CPU of pods, look at the '
          + 'services of the machine.',
          thresholds: limits('NodeCPUHighUsage', { scale: 0.01 }),
          links: [toBoard('nodes', 'Machine ${__field.labels.node}', 'node')],
        }),
      ],
      states('Conditions', 'bool_on_off', `max ${by('node', 'condition')} `
        + `(kube_node_status_condition{${ksm},${NODE},status="true",condition!="Ready"})`, '{{condition}}', {
        description: 'Abnormal conditions: the node is short of memory, disk or process ids, or its network is not set up. '
          + 'Normally off.',
        thresholds: { warning: 1 },
      }),
      table('Taints', 'none', [
        column(cluster, 'Cluster'),
        column('node', 'Node'),
        column('key', 'Key'),
        column('value', 'Value'),
        column('effect', 'Effect'),
      ],
      [{ expr: `topk(50, max ${by('node', 'key', 'value', 'effect')} (kube_node_spec_taint{${ksm},${NODE}}))` }], {
        description: 'Pods that do not tolerate a taint do not run here. "unschedulable" is a cordoned node.',
        empty: 'The node has no taint',
        size: { w: 24, h: 6 },
      }),
    ],
  };
}

export const NODE_PODS: DashboardDefinition = {
  id: 'node',
  title: 'Kubernetes / Node',
  description: 'One node: its pods, what they use, and what is left.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which pods run on a node, and what do they use?', panel: 'Pods' },
    { question: 'How much of a node is requested, and how much is used?', panel: 'Memory of the node' },
    { question: 'Is a node under pressure?', panel: 'Conditions' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {
    names: [
      'KubeNodeNotReady',
      'KubeNodeUnreachable',
      'KubeNodeReadinessFlapping',
      'KubeletTooManyPods',
      'KubeNodeEviction',
      'KubeNodePressure',
    ],
  },
  variables: ({ ksm }): Variable[] => [{ name: 'node', series: `kube_node_info{${ksm}}`, label: 'node' }],
  rows: context => [glance(context), list(context), curves(context), capacity(context)],
};
