import { BoardContext, column, DashboardDefinition, lines, stat, table, toBoard, value } from './dashboard';
import { Row } from '../../dashboards/panels';

const CPU = {
  used: 'cluster:container_cpu_usage_seconds:rate5m',
  requested: 'cluster:kube_pod_container_resource_requests_cpu_cores:sum',
  allocatable: 'cluster:kube_node_allocatable_cpu_cores:sum',
};
const MEMORY = {
  used: 'cluster:container_memory_working_set_bytes:sum',
  requested: 'cluster:kube_pod_container_resource_requests_memory_bytes:sum',
  allocatable: 'cluster:kube_node_allocatable_memory_bytes:sum',
};

const USED = { warning: 0.9 };
const REQUESTED = { warning: 0.9, critical: 1 };

const notReady = ({ ksm, by, once }: BoardContext) =>
  `count ${by()} (${once(`kube_node_status_condition{${ksm},condition="Ready",status="true"}`, 'node')} == 0)`;

const firing = ({ here, by }: BoardContext, severity: string) =>
  `count ${by()} (ALERTS{${here},alertstate="firing",severity="${severity}"})`;

/** 0 for a cluster without one. */
const orZero = (expr: string, { ksm, by, on }: BoardContext) => `${expr} or ${on()} 0 * group ${by()} (kube_node_info{${ksm}})`;

function glance(context: BoardContext): Row {
  const { here, ksm, by, once } = context;
  return {
    title: 'At a glance',
    panels: [
      stat('Clusters', 'none', `count(group ${by()} (kube_node_info{${ksm}}))`, {
        description: 'Clusters with series of kube-state-metrics. If one is missing, see the dashboard Federation, or the remote write '
          + 'of that cluster.',
        plain: 'any number is valid',
        links: [toBoard('federation', 'Federation')],
      }),
      stat('Nodes', 'none', `count(${once(`kube_node_info{${ksm}}`, 'node')})`, {
        description: 'Nodes of all clusters.',
        plain: 'any number is valid',
      }),
      stat('Nodes not ready', 'none', `sum(${notReady(context)}) or vector(0)`, {
        description: 'Nodes of all clusters whose kubelet does not report that it is ready. Normally 0. The table shows the cluster.',
        thresholds: { critical: 1 },
      }),
      stat('Pods running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},phase="Running"})`, {
        description: 'Running pods of all clusters.',
        plain: 'any number is valid',
      }),
      stat('Critical alerts', 'none', `sum(${firing(context, 'critical')}) or vector(0)`, {
        description: 'Critical alerts that fire in any cluster. Normally 0. The table shows the cluster.',
        thresholds: { critical: 1 },
      }),
      stat('Warnings', 'none', `sum(${firing(context, 'warning')}) or vector(0)`, {
        description: 'Alerts of severity warning that fire in any cluster. Normally 0, or a few that are known.',
        thresholds: { warning: 1 },
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { here, ksm, cluster, by, on, once } = context;
  const series = (name: string, more = '') => `sum ${by()} (${name}{${here}${more}})`;
  const share = (part: string, whole: string) => `${series(part)} / ${on()} ${series(whole)}`;
  return {
    title: 'Clusters',
    panels: [
      table('Clusters', 'short', [column(cluster, 'Cluster', toBoardOf(cluster))], [
        value('Nodes', `topk(50, count ${by()} (${once(`kube_node_info{${ksm}}`, 'node')}))`, { unit: 'none' }),
        value('Not ready', orZero(notReady(context), context), { unit: 'none', thresholds: { critical: 1 } }),
        value('Pods', series('namespace_phase:kube_pod_status_phase:sum', ',phase="Running"'), { unit: 'none' }),
        value('CPU used', share(CPU.used, CPU.allocatable), { unit: 'percentunit', thresholds: USED }),
        value('CPU requested', share(CPU.requested, CPU.allocatable), { unit: 'percentunit', thresholds: REQUESTED }),
        value('CPUs', series(CPU.allocatable)),
        value('Memory used', share(MEMORY.used, MEMORY.allocatable), { unit: 'percentunit', thresholds: USED }),
        value('Memory requested', share(MEMORY.requested, MEMORY.allocatable), { unit: 'percentunit', thresholds: REQUESTED }),
        value('Memory', series(MEMORY.allocatable), { unit: 'bytes' }),
        value('Critical', orZero(firing(context, 'critical'), context), { unit: 'none', thresholds: { critical: 1 } }),
        value('Warnings', orZero(firing(context, 'warning'), context), { unit: 'none', thresholds: { warning: 1 } }),
      ], {
        description: 'Each cluster. Shares are of allocatable resources. If more than 100% is requested, pods stay pending. '
          + 'Click on a cluster for its namespaces.',
        sortBy: 'Nodes',
        empty: 'No cluster has kube-state-metrics',
      }),
    ],
  };
}

/** The label of clusters may differ from the name of the variable. */
const toBoardOf = (cluster: string) => ({ ...toBoard('cluster', 'Cluster ${__value.text}'), variables: { cluster } });

function curves(context: BoardContext): Row {
  const { here, ksm, cluster, by, on, once } = context;
  const legend = `cluster {{${cluster}}}`;
  const links = [{ ...toBoardOf(cluster), title: `Cluster \${__field.labels.${cluster}}` }];
  const share = (part: string, whole: string) => `sum ${by()} (${part}{${here}}) / ${on()} sum ${by()} (${whole}{${here}})`;
  return {
    title: 'Over time',
    panels: [
      lines('CPU used', 'percentunit', share(CPU.used, CPU.allocatable), legend, {
        links,
        thresholds: USED,
        description: 'Share of allocatable CPU that containers use. Above 0.9 no CPU is left for peaks: add nodes.',
      }),
      lines('Memory used', 'percentunit', share(MEMORY.used, MEMORY.allocatable), legend, {
        links,
        thresholds: USED,
        description: 'Share of allocatable memory that containers use (working set). Above 0.9 kubelets soon evict pods.',
      }),
      lines('CPU requested', 'percentunit', share(CPU.requested, CPU.allocatable), legend, {
        links,
        thresholds: REQUESTED,
        description: 'Share of allocatable CPU that pods request. Far above use, nodes are wasted. At 100% pods stay pending.',
      }),
      lines('Memory requested', 'percentunit', share(MEMORY.requested, MEMORY.allocatable), legend, {
        links,
        thresholds: REQUESTED,
        description: 'Share of allocatable memory that pods request. At 100% pods stay pending.',
      }),
      lines('Nodes', 'none', `count ${by()} (${once(`kube_node_info{${ksm}}`, 'node')})`, legend, {
        links,
        description: 'Nodes of each cluster. A step is an autoscaler, an upgrade, or a loss.',
      }),
      lines('Alerts firing', 'none', `count ${by()} (ALERTS{${here},alertstate="firing",severity=~"critical|warning"})`, legend, {
        links,
        empty: 'No alert fires',
        description: 'Critical alerts and warnings of each cluster. Normally none, or a few that are known.',
      }),
    ],
  };
}

export const CLUSTERS: DashboardDefinition = {
  id: 'clusters',
  title: 'Kubernetes / All clusters',
  description: 'All clusters side by side: nodes, pods, CPU, memory and alerts.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which cluster uses, requests and has how much CPU and memory?', panel: 'Clusters' },
    { question: 'In which cluster do alerts fire?', panel: 'Alerts firing' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {},
  rows: context => [glance(context), list(context), curves(context)],
};
