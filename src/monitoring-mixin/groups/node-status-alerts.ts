import { hasKubeStateMetrics } from '../context';
import { AlertDefinition, Context } from '../definition';

/**
 * Taints of nodes that are about to be removed: by the cluster autoscaler, by handlers of spot interruptions, by Karpenter (1.0 and newer,
 * and older).
 */
const LEAVING = [
  'ToBeDeletedByClusterAutoscaler',
  'cloud.google.com/impending-node-termination',
  'aws-node-termination-handler/spot-itn',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
].join('|');

/** Without cordoned nodes and nodes that are about to be removed: there a node that is not ready is planned. */
function inUse({ ksm, on, once }: Context): string {
  const leaving = `kube_node_spec_unschedulable{${ksm}} == 1 or kube_node_spec_taint{${ksm},key=~"${LEAVING}"} == 1`;
  return `unless ${on('node')} ${once(leaving, 'node')}`;
}

const condition = (matchers: string, { ksm }: Context) => `kube_node_status_condition{${ksm},${matchers},status="true"}`;

/** Nodes from kube-state-metrics: one alert per node, however many kube-state-metrics run. */
export const NODE_STATUS_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'KubeNodeNotReady',
    severity: 'warning',
    for: '15m',
    when: hasKubeStateMetrics,
    expr: context => `${context.once(condition('condition="Ready"', context), 'node')} == 0 ${inUse(context)}`,
    summary: 'Node {{ $labels.node }} is not ready.',
    description: 'Its pods are evicted after five minutes and start on other nodes if there is room. Run "kubectl describe node {{ '
      + '$labels.node }}": its conditions contain the reason.',
  },
  {
    alert: 'KubeNodeUnreachable',
    severity: 'warning',
    for: '15m',
    when: hasKubeStateMetrics,
    expr: context => {
      const unreachable = `kube_node_spec_taint{${context.ksm},key="node.kubernetes.io/unreachable"}`;
      return `${context.once(unreachable, 'node')} == 1 ${inUse(context)}`;
    },
    summary: 'Node {{ $labels.node }} is unreachable: its kubelet sends no heartbeats.',
    description: 'Pods of StatefulSets, and pods with volumes that only one node can mount, do not start elsewhere until it is back. '
      + 'Check whether the machine runs and has a network.',
  },
  {
    alert: 'KubeNodeReadinessFlapping',
    severity: 'warning',
    for: '15m',
    when: hasKubeStateMetrics,
    threshold: 2,
    expr: (context, changes) => {
      const changed = context.once(`changes(${condition('condition="Ready"', context)}[15m])`, 'node');
      return `${changed} > ${changes} ${inUse(context)}`;
    },
    summary: 'The readiness of node {{ $labels.node }} changed {{ $value | printf "%.0f" }} times in 15 minutes.',
    description: 'Its pods are removed from Services and added again each time. Cordon the node, and read the log of its kubelet.',
  },
  {
    alert: 'KubeNodePressure',
    severity: 'info',
    for: '10m',
    when: hasKubeStateMetrics,
    expr: context => {
      const pressure = condition('condition=~"MemoryPressure|DiskPressure|PIDPressure"', context);
      return `${context.once(pressure, 'node', 'condition')} == 1 ${inUse(context)}`;
    },
    summary: 'Node {{ $labels.node }} reports {{ $labels.condition }}.',
    description: 'The kubelet evicts pods, and the node accepts no new ones. Find the pods that use most of this resource.',
  },
];
