import { BoardContext, column, DashboardDefinition, lines, several, stat, table, toBoard, value } from './dashboard';
import { Row } from '../../dashboards/panels';

export const CLUSTER: DashboardDefinition = {
  id: 'cluster',
  title: 'Kubernetes / Cluster',
  description: 'Capacity, requests and use of a cluster, by namespace.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Is every node ready, and does every pod run?', panel: 'Nodes not ready' },
    { question: 'How much of the CPU and memory of the cluster is used?', panel: 'CPU used' },
    { question: 'Do requests exceed the capacity?', panel: 'CPU of the cluster' },
    { question: 'Which namespace uses and requests how much?', panel: 'Namespaces' },
    { question: 'In which namespace do containers restart?', panel: 'Restarts in an hour by namespace' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {
    groups: ['kube-state-metrics'],
    names: [
      'KubeCPUOvercommit',
      'KubeMemoryOvercommit',
      'KubeCPUQuotaOvercommit',
      'KubeMemoryQuotaOvercommit',
      'KubeNodeNotReady',
      'KubeNodeUnreachable',
    ],
  },
  rows: context => [glance(context), compute(context), byNamespace(context), curves(context)],
};

const COMMITTED = 'Normally used below requested, and requested below allocatable: then every pod that is scheduled has its share. If '
  + 'more is requested than allocatable, pods stay pending.';

function glance({ here, ksm, once }: BoardContext): Row {
  return {
    title: 'At a glance',
    panels: [
      stat('Nodes', 'none', `count(${once(`kube_node_info{${ksm}}`, 'node')})`, {
        description: 'Nodes that are registered in the selected clusters. Compare it with what you expect.',
        plain: 'any number of nodes is valid',
      }),
      stat('Nodes not ready', 'none', `count(${once(`kube_node_status_condition{${ksm},condition="Ready",status="true"}`, 'node')} == 0) `
        + 'or vector(0)', {
        description: 'Nodes whose kubelet does not report that it is ready. Normally 0. If not, run "kubectl describe node" and read '
          + 'the conditions.',
        thresholds: { critical: 1 },
      }),
      stat('Pods running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},phase="Running"})`, {
        description: 'Pods in the phase Running.', plain: 'any number of pods is valid',
      }),
      stat('Pods not running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},phase=~"Pending|Unknown|Failed"}) or `
        + 'vector(0)', {
        description: 'Pods in the phases Pending, Unknown and Failed. Some are normal during a rollout. If they remain, find '
          + 'them on the dashboard of their namespace.',
        thresholds: { warning: 1 },
        links: [toBoard('workloads', 'Namespaces and workloads')],
      }),
      stat('CPU used', 'percentunit', `sum(cluster:container_cpu_usage_seconds:rate5m{${here}}) / `
        + `sum(cluster:kube_node_allocatable_cpu_cores:sum{${here}})`, {
        description: 'Share of allocatable CPU that containers use. Above 0.9 no CPU is left for peaks: add nodes, or find the '
          + 'namespace that uses most.',
        thresholds: { warning: 0.9 },
      }),
      stat('Memory used', 'percentunit', `sum(cluster:container_memory_working_set_bytes:sum{${here}}) / `
        + `sum(cluster:kube_node_allocatable_memory_bytes:sum{${here}})`, {
        description: 'Share of allocatable memory that containers use (working set). Above 0.9 kubelets soon evict pods: add nodes, '
          + 'or find the namespace that uses most.',
        thresholds: { warning: 0.9 },
      }),
    ],
  };
}

function compute({ here }: BoardContext): Row {
  const three = (allocatable: string, requested: string, used: string) => [
    { expr: `sum(${allocatable}{${here}})`, legend: 'allocatable' },
    { expr: `sum(${requested}{${here}})`, legend: 'requested' },
    { expr: `sum(${used}{${here}})`, legend: 'used' },
  ];
  return {
    title: 'CPU and memory',
    panels: [
      several('CPU of the cluster', 'short', three(
        'cluster:kube_node_allocatable_cpu_cores:sum',
        'cluster:kube_pod_container_resource_requests_cpu_cores:sum',
        'cluster:container_cpu_usage_seconds:rate5m',
      ), {
        description: `Cores that are allocatable, requested and used. ${COMMITTED}`,
      }),
      several('Memory of the cluster', 'bytes', three(
        'cluster:kube_node_allocatable_memory_bytes:sum',
        'cluster:kube_pod_container_resource_requests_memory_bytes:sum',
        'cluster:container_memory_working_set_bytes:sum',
      ), {
        description: `Memory that is allocatable, requested and used (working set). ${COMMITTED}`,
      }),
    ],
  };
}

function byNamespace({ here, cluster, by }: BoardContext): Row {
  const sum = (series: string, more = '') => `sum ${by('namespace')} (${series}{${here}${more}})`;
  const columns = [
    column(cluster, 'Cluster'),
    column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
  ];
  const share = (used: string, requested: string) => `${sum(used)} / (${sum(requested)} > 0)`;
  return {
    title: 'By namespace',
    panels: [
      table('Namespaces', 'short', columns, [
        value('CPU used', `topk(50, ${sum('namespace:container_cpu_usage_seconds:rate5m')})`),
        value('CPU requested', sum('namespace_cpu:kube_pod_container_resource_requests:sum')),
        value(
          'CPU of requested',
          share('namespace:container_cpu_usage_seconds:rate5m', 'namespace_cpu:kube_pod_container_resource_requests:sum'),
          { unit: 'percentunit' },
        ),
        value('Memory used', sum('namespace:container_memory_working_set_bytes:sum'), { unit: 'bytes' }),
        value('Memory requested', sum('namespace_memory:kube_pod_container_resource_requests:sum'), { unit: 'bytes' }),
        value(
          'Memory of requested',
          share('namespace:container_memory_working_set_bytes:sum', 'namespace_memory:kube_pod_container_resource_requests:sum'),
          { unit: 'percentunit' },
        ),
        value('Running', sum('namespace_phase:kube_pod_status_phase:sum', ',phase="Running"'), { unit: 'none' }),
        value(
          'Not running',
          sum('namespace_phase:kube_pod_status_phase:sum', ',phase=~"Pending|Unknown|Failed"'),
          { unit: 'none', thresholds: { warning: 1 } },
        ),
      ], {
        description: 'CPU, memory and pods of each namespace. Use far below the requests wastes nodes; use above the requests takes from '
          + 'others. Click on a namespace for its workloads.',
        sortBy: 'CPU used',
        empty: 'No containers: is the kubelet scraped?',
      }),
    ],
  };
}

function curves({ here }: BoardContext): Row {
  const sum = (series: string) => `sum by (namespace) (${series}{${here}})`;
  const links = [toBoard('workloads', 'Workloads of ${__field.labels.namespace}', 'namespace')];
  return {
    title: 'Namespaces over time',
    panels: [
      lines('CPU used by namespace', 'short', sum('namespace:container_cpu_usage_seconds:rate5m'), '{{namespace}}', {
        stacked: true,
        links,
        description: 'Cores that the containers of each namespace use. After a step up without a rollout, look at the workloads '
          + 'of the namespace.',
      }),
      lines('Memory used by namespace', 'bytes', sum('namespace:container_memory_working_set_bytes:sum'), '{{namespace}}', {
        stacked: true,
        links,
        description: 'Memory (working set) of the containers of each namespace. A curve that only rises is a leak: look at the workloads '
          + 'of the namespace.',
      }),
      lines('Restarts in an hour by namespace', 'short', `${sum(
        'namespace:kube_pod_container_status_restarts:increase1h',
      )} > 0`, '{{namespace}}', {
        links,
        empty: 'No container restarted',
        description: 'Containers that restarted in the last hour. Normally none. If not, look at the pods of the namespace, and read '
          + 'the logs of the previous container ("--previous").',
      }),
      several('Network by namespace', 'Bps', [
        { expr: sum('namespace_pod:container_network_receive_bytes:rate5m'), legend: '{{namespace}} received' },
        { expr: sum('namespace_pod:container_network_transmit_bytes:rate5m'), legend: '{{namespace}} sent' },
      ], {
        links,
        description: 'Bytes that the pods of each namespace receive and send. Pods in the network of the host are not counted: they '
          + 'report the traffic of the whole node.',
      }),
    ],
  };
}
