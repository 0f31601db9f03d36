import { BoardContext, column, DashboardDefinition, lines, several, stat, table, toBoard, top, value } from './dashboard';
import { Row, Variable } from '../../dashboards/panels';
import { POD_OWNER } from '../groups/workload-owners';

const CPU = 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m';
const MEMORY = 'node_namespace_pod_container:container_memory_working_set_bytes';
const NAMESPACE = 'namespace="$namespace"';
const WORKLOAD = `${NAMESPACE},workload_type=~"$workload_type",workload="$workload"`;
const POD = ['namespace', 'pod'] as const;
const LEGEND = '{{pod}}';
const TO_POD = toBoard('pod', 'Pod ${__field.labels.pod}', 'namespace', 'pod');

/** Its pods: one series each. */
const pods = ({ here, once }: BoardContext) => once(`${POD_OWNER}{${here},${WORKLOAD}}`, ...POD);

/** Series of pods, limited to pods of the workload. */
const ofIts = (expr: string, context: BoardContext) => `${expr} and ${context.on(...POD)} (${pods(context)})`;

const byPod = (aggregation: string, series: string, { by }: BoardContext) => `${aggregation} ${by(...POD)} (${series})`;

/** One series for each container, from any exporter. */
const ofKsm = (metric: string, more: string, context: BoardContext) =>
  byPod('sum', context.once(`${metric}{${context.ksm},${NAMESPACE}${more}}`, ...POD, 'container'), context);

const held = (kind: 'requests' | 'limits', resource: string, context: BoardContext) =>
  ofIts(ofKsm(`kube_pod_container_resource_${kind}`, `,resource="${resource}"`, context), context);

const used = (series: string, context: BoardContext) => {
  const { here } = context;
  const selector = `${series}{${here},${NAMESPACE}}`;
  return ofIts(byPod('sum', series === MEMORY ? context.once(selector, ...POD, 'container') : selector, context), context);
};

const restarts = (context: BoardContext) =>
  ofIts(
    byPod(
      'sum',
      context.once(`increase(kube_pod_container_status_restarts_total{${context.ksm},${NAMESPACE}}[1h])`, ...POD, 'container'),
      context,
    ),
    context,
  );

function glance(context: BoardContext): Row {
  const { ksm, once } = context;
  const share = (series: string, kind: 'requests' | 'limits', resource: string) =>
    `sum(${used(series, context)}) / sum(${held(kind, resource, context)})`;
  return {
    title: 'At a glance',
    panels: [
      stat('Pods not ready', 'none', `count(${ofIts(
        `${once(`kube_pod_status_ready{${ksm},${NAMESPACE},condition="true"}`, ...POD)} == 0`, context,
      )}) or vector(0)`, {
        description: 'Pods that get no traffic from Services. Normally 0, except during a rollout and for finished Jobs. The table shows '
          + 'which.',
        thresholds: { warning: 1 },
      }),
      stat('Restarts in an hour', 'none', `round(sum(${restarts(context)})) or vector(0)`, {
        description: 'Containers that restarted in the last hour. Normally 0. If not, read their log before the restart ("--previous").',
        thresholds: { warning: 1 },
      }),
      stat('CPU, of requests', 'percentunit', share(CPU, 'requests', 'cpu'), {
        description: 'CPU of all its pods. Near 1 is right. Far below wastes nodes; above uses CPU that other pods may need.',
        plain: 'use above the requests is allowed',
        empty: 'No CPU is requested',
      }),
      stat('Memory, of requests', 'percentunit', share(MEMORY, 'requests', 'memory'), {
        description: 'Memory of all its pods. Near 1 is right. Above 1 its pods are the first to be evicted when a node is short of '
          + 'memory.',
        thresholds: { warning: 1.1 },
        empty: 'No memory is requested',
      }),
      stat('Memory, of limits', 'percentunit', share(MEMORY, 'limits', 'memory'), {
        description: 'Memory of all its pods. A container is killed when it reaches its limit: raise the limit, or find the leak.',
        thresholds: context.limits('ContainerMemoryNearLimit', { scale: 0.01 }),
        empty: 'Memory has no limit',
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { ksm, cluster, by, once } = context;
  const node = ofIts(once(`kube_pod_info{${ksm},${NAMESPACE},node!=""}`, ...POD, 'node'), context);
  const pod = [
    column(cluster, 'Cluster'),
    // one is selected above the dashboard; links use it
    { ...column('namespace', 'Namespace'), isUnseen: true },
    column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
  ];
  const where = [column('node', 'Node', toBoard('node', 'Pods of ${__value.text}', 'node')), column('phase', 'Phase')];
  const empty = 'No pod. Select another workload';
  return {
    title: 'Pods',
    panels: [
      table('Pods', 'short', [...pod, ...where], [
        value('Age', `topk(50, time() - ${ofIts(once(`kube_pod_created{${ksm},${NAMESPACE}}`, ...POD), context)})`, { unit: 's' }),
        { expr: node },
        { expr: ofIts(`max ${by(...POD, 'phase')} (kube_pod_status_phase{${ksm},${NAMESPACE}}) == 1`, context) },
        value('Restarts', `round(${restarts(context)})`, { unit: 'none', thresholds: { warning: 1 } }),
        value('CPU used', used(CPU, context)),
        value('Memory used', used(MEMORY, context), { unit: 'bytes' }),
      ], {
        description: 'The pods of the workload. They normally use about the same. One that differs has other load, or a fault. Restarts '
          + 'are of one hour.',
        sortBy: 'CPU used',
        empty,
      }),
      table('Requests and limits of pods', 'short', pod, [
        value('CPU requested', `topk(50, ${held('requests', 'cpu', context)})`),
        value('CPU limit', held('limits', 'cpu', context)),
        value('Memory requested', held('requests', 'memory', context), { unit: 'bytes' }),
        value('Memory limit', held('limits', 'memory', context), { unit: 'bytes' }),
      ], {
        description: 'What each pod requests, and may use. Normally the same for all pods, except during a rollout.',
        sortBy: 'CPU requested',
        empty,
        size: { w: 24, h: 7 },
      }),
    ],
  };
}

function curves(context: BoardContext): Row {
  const links = [TO_POD];
  const one = (kind: 'requests' | 'limits', resource: string) => `max(${held(kind, resource, context)})`;
  const network = (direction: string) => ofIts(
    `namespace_pod:container_network_${direction}_bytes:rate5m{${context.here},${NAMESPACE}}`, context,
  );
  return {
    title: 'By pod',
    panels: [
      several('CPU', 'short', [
        { expr: top(used(CPU, context)), legend: LEGEND },
        { expr: one('requests', 'cpu'), legend: 'requested' },
        { expr: one('limits', 'cpu'), legend: 'limit' },
      ], {
        hasLongNames: true,
        description: 'CPUs that the ten busiest pods use, and what a pod requests and may use. At the limit its containers are throttled.',
      }),
      several('Memory', 'bytes', [
        { expr: top(used(MEMORY, context)), legend: LEGEND },
        { expr: one('requests', 'memory'), legend: 'requested' },
        { expr: one('limits', 'memory'), legend: 'limit' },
      ], {
        hasLongNames: true,
        description: 'Memory (working set) of the ten largest pods, and what a pod requests and may use. At the limit a container is '
          + 'killed. A curve '
          + 'that only rises is a leak.',
      }),
      several('Network', 'Bps', [
        { expr: top(network('receive'), 6), legend: `${LEGEND} received` },
        { expr: top(network('transmit'), 6), legend: `${LEGEND} sent` },
      ], {
        hasLongNames: true,
        links,
        empty: 'No traffic, or pods in the network of the host',
        description: 'Bytes of the six pods that receive most, and of those that send most. Normally about the same for each pod.',
      }),
      lines('Restarts in an hour', 'short', top(`(${restarts(context)}) > 0`), LEGEND, {
        hasLongNames: true,
        links,
        empty: 'No container restarted',
        description: 'Restarts of containers, of the ten pods with most. Normally none. If not, read their log before the restart '
          + '("--previous").',
      }),
      several('CPU of the workload', 'short', [
        { expr: `sum(namespace_workload:container_cpu_usage_seconds:rate5m{${context.here},${WORKLOAD}})`, legend: 'used' },
        { expr: `sum(${held('requests', 'cpu', context)})`, legend: 'requested' },
      ], { description: 'CPUs of all its pods together. It shows whether an autoscaler follows the load.' }),
      lines('Number of pods', 'none', `count(${pods(context)})`, 'pods', {
        description: 'Number of pods. It shows rollouts, and what an autoscaler does.',
      }),
    ],
  };
}

export const WORKLOAD_PODS: DashboardDefinition = {
  id: 'workload',
  title: 'Kubernetes / Workload',
  description: 'One workload: its pods, and what each of them uses.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which pods does a workload have, and what does each use?', panel: 'Pods' },
    { question: 'Which pod of a workload differs from the others?', panel: 'CPU' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: { names: ['WorkloadDisrupted'] },
  variables: ({ here, ksm }): Variable[] => [
    { name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace' },
    { name: 'workload_type', series: `${POD_OWNER}{${here},${NAMESPACE}}`, label: 'workload_type', multi: true },
    { name: 'workload', series: `${POD_OWNER}{${here},${NAMESPACE},workload_type=~"$workload_type"}`, label: 'workload' },
  ],
  rows: context => [glance(context), list(context), curves(context)],
};
