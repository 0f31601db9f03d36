import { KUBELET_ALERTS } from './kubelet-alerts';
import { mainKubelet, withNode } from './kubelet-series';
import { NODE_STATUS_ALERTS } from './node-status-alerts';
import { Context, GroupDefinition } from '../definition';

const quantile = (q: number, metric: string, context: Context) =>
  `histogram_quantile(${q}, ${withNode(
    `sum ${context.by('instance', 'le')} (rate(${metric}_bucket{${mainKubelet(context)}}[5m]))`, context,
  )})`;

export const KUBELET: GroupDefinition = {
  name: 'kubelet',
  title: 'Nodes and kubelets',
  needs: ['kubelet'],
  records: [
    ...[0.99, 0.9, 0.5].map(q => ({
      record: 'node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile',
      labels: { quantile: String(q) },
      expr: (context: Context) => quantile(q, 'kubelet_pleg_relist_duration_seconds', context),
    })),
    {
      record: 'instance:kubelet_pod_start_duration_seconds:p99_5m',
      expr: context => quantile(0.99, 'kubelet_pod_start_duration_seconds', context),
    },
    { record: 'cluster:kubelet_running_pods:sum', expr: context => `sum ${context.by()} (kubelet_running_pods{${mainKubelet(context)}})` },
  ],
  alerts: [...NODE_STATUS_ALERTS, ...KUBELET_ALERTS],
};
