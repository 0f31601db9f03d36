import { BoardContext, column, DashboardDefinition, largest, lines, stat, states, table, toBoard, top, value } from './dashboard';
import { DRAINED as IS_DRAIN } from './disruptions';
import { Row, Variable } from '../../dashboards/panels';

const PODS = 'namespace_pod:pod_disruption:increase5m';
const COUNTED = 'pod_disruption:increase5m';
const DRAINED = 'node:pod_disruption_initiator:info';
const CHOSEN = 'namespace=~"$namespace",node=~"$node",initiator=~"$initiator"';
const NAMELESS = 'Pods that only a counter reports are missing: they have no name.';

const TO_WORKLOAD = ['namespace', 'workload'] as const;

/** Pods that were disrupted in the selected time: each is one series. */
const inRange = ({ here }: BoardContext) => `max_over_time(${PODS}{${here},${CHOSEN}}[$__range])`;
const lastSeen = ({ here }: BoardContext) => `max_over_time(timestamp(${PODS}{${here},${CHOSEN}})[$__range:1m])`;
const isUnnamed = 'namespace="",node=""';

function glance(context: BoardContext): Row {
  const { by } = context;
  const count = (labels: readonly string[], more = '') => `count(count ${by(...labels)} (${inRange(context)}${more})) or vector(0)`;
  return {
    title: 'In the selected time',
    panels: [
      stat('Pods', 'none', `count(${inRange(context)}) or vector(0)`, {
        description: `Pods that were disrupted in the selected time. ${NAMELESS}`, plain: 'a drain or an upgrade disrupts pods on purpose',
      }),
      stat('Workloads', 'none', count(['namespace', 'workload', 'workload_type']), {
        description: 'Workloads whose pods were disrupted.',
        plain: 'a drain or an upgrade disrupts pods on purpose',
      }),
      stat('Nodes', 'none', count(['node']), {
        description: 'Nodes on which pods were disrupted. One after another is an upgrade; many at once are a failure.',
        plain: 'an upgrade reaches every node',
      }),
      stat('Ended by kubelets', 'none', `count(max_over_time(${PODS}{${context.here},${CHOSEN},initiator="kubelet"}[$__range])) or `
        + 'vector(0)', {
        description: 'Pods that a kubelet ended because its node was short of a resource. Normally 0. If not, set requests that fit: '
          + 'budgets do not protect against it.',
        thresholds: { warning: 1 },
      }),
      stat(
        'Lost with their node',
        'none',
        `count(max_over_time(${PODS}{${context.here},${CHOSEN},initiator=~"taint-manager|pod-gc"}[$__range])) or vector(0)`,
        {
          description: 'Pods that were deleted because their node did not respond or was gone. Normally 0. If not, check these nodes.',
          thresholds: { warning: 1 },
        },
      ),
    ],
  };
}

function overTime(context: BoardContext): Row {
  const { here, by } = context;
  const sum = (...labels: string[]) => `sum by (${labels.join(', ')}) (${COUNTED}{${here},${CHOSEN}})`;
  return {
    title: 'Over time',
    panels: [
      lines('By initiator', 'short', sum('initiator'), '{{initiator}}', {
        stacked: true,
        empty: 'No pod was disrupted',
        description: 'Pods that were disrupted in five minutes, by initiator: a drain, an autoscaler, the scheduler, a kubelet.',
      }),
      lines('By cause', 'short', sum('cause'), '{{cause}}', {
        stacked: true,
        empty: 'No pod was disrupted',
        description: 'The same by cause: the reason of the condition DisruptionTarget, or of the status of the pod.',
      }),
      states('Nodes being drained', 'none', top(`max ${by(
        'node', 'initiator',
      )} (${DRAINED}{${here},node=~"$node",${IS_DRAIN}})`), '{{node}} '
        + '{{initiator}}', {
        links: [toBoard('node', 'Pods of ${__field.labels.node}', 'node')],
        thresholds: { warning: 1 },
        empty: 'No node was drained',
        description: 'When each node was drained, and by whom. Normally one after another. A band that does not end is a drain that is '
          + 'stuck: see the budgets.',
      }),
      lines('Resources that nodes were short of', 'short', `sum ${by(
        'node', 'signal',
      )} (${COUNTED}{${here},${CHOSEN},signal!=""})`, '{{node}} '
        + '{{signal}}', {
        links: [toBoard('node', 'Pods of ${__field.labels.node}', 'node')],
        empty: 'No kubelet ended a pod',
        description: 'Pods that kubelets ended, by node and by the signal of the resource: memory.available, nodefs.available, '
          + 'pid.available.',
      }),
      lines('Pods without a name', 'short', `sum by (cause, initiator) (${COUNTED}{${here},${isUnnamed}})`, '{{cause}} '
        + '({{initiator}})', {
        empty: 'Every disrupted pod has a name',
        description: 'Pods that only a counter of the control plane reports: they ended before the next scrape of kube-state-metrics. '
          + 'Normally a few.',
      }),
      lines('Lost pods by namespace', 'short', 'sum by (namespace) '
        + `(namespace:pod_gc_lost_pods:increase5m{${here},namespace=~"$namespace"} > 0)`, '{{namespace}}', {
        empty: 'No pod was lost',
        description: 'Pods that garbage collection deleted because their node is gone, without those of DaemonSets.',
      }),
    ],
  };
}

function lists(context: BoardContext): Row {
  const { cluster, by, on } = context;
  const namespace = column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace'));
  const workload = column('workload', 'Workload', toBoard('workload', 'Pods of ${__value.text}', ...TO_WORKLOAD));
  const node = column('node', 'Node', toBoard('node', 'Pods of ${__value.text}', 'node'));
  const pod = ['namespace', 'pod', 'node', 'cause', 'initiator'] as const;
  const ofWorkload = ['namespace', 'workload', 'workload_type'] as const;
  const count = (labels: readonly string[], matchers = '') =>
    `count ${by(...labels)} `
      + `(${matchers === '' ? inRange(context) : `max_over_time(${PODS}{${context.here},${CHOSEN},${matchers}}[$__range])`})`;
  return {
    title: 'Disrupted pods',
    panels: [
      table('Workloads', 'none', [
        column(cluster, 'Cluster'),
        namespace,
        workload,
        column('workload_type', 'Type'),
      ], largest(on(...ofWorkload), [
        value('Pods', count(ofWorkload)),
        value('By a drain', count(ofWorkload, 'cause="EvictionByEvictionAPI"')),
        value('By kubelets', count(ofWorkload, 'initiator="kubelet"')),
        value('By preemption', count(ofWorkload, 'initiator="scheduler"')),
        value('Lost', count(ofWorkload, 'initiator=~"taint-manager|pod-gc"')),
      ]), {
        description: 'The 50 workloads with most disrupted pods in the selected time. A workload far above the others needs a '
          + `PodDisruptionBudget, or a higher priority. ${NAMELESS}`,
        sortBy: 'Pods',
        empty: 'No pod was disrupted',
      }),
      table('Nodes', 'none', [column(cluster, 'Cluster'), node, column('initiator', 'By'), column('cause', 'Cause')],
        [value('Pods', `topk(50, ${count(['node', 'initiator', 'cause'])})`)], {
          description: `Nodes on which pods were disrupted in the selected time, by whom and why. ${NAMELESS}`,
          sortBy: 'Pods',
          empty: 'No pod was disrupted',
        }),
      table('Pods', 's', [
        column(cluster, 'Cluster'),
        namespace,
        column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
        node,
        column('cause', 'Cause'),
        column('initiator', 'By'),
      ], [value('Ago', `bottomk(50, time() - max ${by(...pod)} (${lastSeen(context)}))`)], {
        description: 'The 50 pods that were disrupted last. "Ago" can be up to five minutes too short. The dashboard "Disruptions" '
          + 'shows the workload of each.',
        empty: 'No pod was disrupted',
      }),
    ],
  };
}

export const DISRUPTION_DETAILS: DashboardDefinition = {
  id: 'disruption-details',
  title: 'Kubernetes / Disruptions in detail',
  description: 'Pods that were disrupted in the selected time: which pods, of which workload, on which node, by whom.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which workload lost most pods?', panel: 'Workloads' },
    { question: 'Who disrupted pods, and when?', panel: 'By initiator' },
    { question: 'Which nodes were drained, and when?', panel: 'Nodes being drained' },
  ],
  needs: ['kubeStateMetrics'],
  groups: ['workloads', 'disruptions'],
  alerts: { names: ['PodsLostWithNode'] },
  variables: ({ here, ksm }): Variable[] => [
    { name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace', multi: true },
    { name: 'node', series: `kube_node_info{${ksm}}`, label: 'node', multi: true },
    { name: 'initiator', series: `${COUNTED}{${here}}`, label: 'initiator', multi: true },
  ],
  rows: context => [glance(context), overTime(context), lists(context)],
};
