import { POD_OWNER } from './workload-owners';
import { OF_CONTAINERS } from '../../scrape/kubelet';
import { AlertDefinition, Context, GroupDefinition, RecordDefinition } from '../definition';

export const CONTAINER = ['namespace', 'pod', 'container'];
const CPU = 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m';
const MEMORY = 'node_namespace_pod_container:container_memory_working_set_bytes';

/** Only containers. */
export const ofContainers = (metric: string, { cadvisor }: Context) => `${metric}{${cadvisor},${OF_CONTAINERS}}`;

/** Cores by container. */
const cpu = (context: Context) =>
  `sum ${context.by(...CONTAINER)} (rate(${ofContainers('container_cpu_usage_seconds_total', context)}[5m]))`;

/** Adds the node of the pod. Only one, even while a pod of a StatefulSet moves to another node. */
export function onNode({ ksm, by, on, once }: Context): string {
  const nodes = once(`kube_pod_info{${ksm},node!=""}`, 'namespace', 'pod', 'node');
  return `* ${on('namespace', 'pod')} group_left (node) topk ${by('namespace', 'pod')} (1, ${nodes})`;
}

/** Sums over pods that are not finished: finished pods hold no resources. */
function held(metric: string, resource: string, { ksm, by, on, once }: Context): string {
  const active = once(`kube_pod_status_phase{${ksm},phase=~"Pending|Running"} == 1`, 'namespace', 'pod');
  const amounts = once(`${metric}{${ksm},resource="${resource}"}`, ...CONTAINER);
  return `sum ${by('namespace')} (${amounts} * ${on('namespace', 'pod')} group_left () ${active})`;
}

const RESOURCE_NAMES = ['cpu', 'memory'] as const;
type Resource = typeof RESOURCE_NAMES[number];

const heldName = (kind: 'requests' | 'limits', resource: Resource) => `namespace_${resource}:kube_pod_container_resource_${kind}:sum`;

const holdings: RecordDefinition[] = (['requests', 'limits'] as const).flatMap(kind => RESOURCE_NAMES.map((resource): RecordDefinition => ({
  record: heldName(kind, resource),
  expr: context => held(`kube_pod_container_resource_${kind}`, resource, context),
})));

const allocatable = (resource: Resource, { ksm, once }: Context) =>
  once(`kube_node_status_allocatable{${ksm},resource="${resource}"}`, 'node');

const total = (resource: Resource, context: Context) => `sum ${context.by()} (${allocatable(resource, context)})`;

/** Memory of a container. While it is replaced, the larger value of both. */
const memory = ({ once }: Context) => once(MEMORY, ...CONTAINER);

/** Usage of all pods of a workload. */
const byWorkload = (usage: string, { by, on }: Context) =>
  `sum ${by('namespace', 'workload', 'workload_type')} (sum ${by('namespace', 'pod')} (${usage}) `
    + `* ${on('namespace', 'pod')} group_left (workload, workload_type) topk ${by('namespace', 'pod')} (1, ${POD_OWNER}))`;

/** Without pods with hostNetwork: each of them reports the traffic of the whole node. */
const network = (direction: 'receive' | 'transmit', { ksm, cadvisor, by, on }: Context) =>
  `sum ${by('namespace', 'pod')} (rate(container_network_${direction}_bytes_total{${cadvisor},pod!=""}[5m])) `
    + `unless ${on('namespace', 'pod')} kube_pod_info{${ksm},host_network="true"}`;

/** Requests beyond the capacity without the largest node, or beyond that of the only node. */
const overcommitted = (resource: Resource) => (context: Context) => {
  const { ksm, by, on, once } = context;
  const largest = once(`kube_node_status_allocatable{${ksm},resource="${resource}"}`);
  const spare = `((${total(resource, context)} - ${largest}) > 0 or ${largest})`;
  return `sum ${by()} (${heldName('requests', resource)}) - ${on()} ${spare} > 0`;
};

const QUOTA = ['namespace', 'resourcequota', 'resource'];

/** A quota can limit requests under two names. The smaller limit counts. */
const quotas = (resource: Resource) => (context: Context, percent: number) => {
  const { ksm, by, on, once } = context;
  const hard = once(`kube_resourcequota{${ksm},type="hard",resource=~"${resource}|requests[.]${resource}"}`, ...QUOTA);
  return `100 * sum ${by()} (min ${by('namespace', 'resourcequota')} (${hard})) / ${on()} ${total(resource, context)} > ${percent}`;
};

/** In percent. Divided first, so that all of 1.1 cores are exactly 100. A forbidden resource (a quota of 0) is NaN or Inf. */
function quotaUsed({ ksm, once }: Context): string {
  const quota = (type: string) => once(`kube_resourcequota{${ksm},type="${type}"}`, ...QUOTA);
  return `100 * (${quota('used')} / ${quota('hard')})`;
}

/** CPU periods of a container. While it is replaced, those of the busier one. */
const periods = (metric: string, { cadvisor, by }: Context) =>
  `max ${by(...CONTAINER)} (increase(container_cpu_cfs_${metric}_total{${cadvisor},container!=""}[5m]))`;

const NO_SPARE = 'If a node fails, some of its pods do not fit on the other nodes. '
  + 'A cluster with one node has more requests than this node can hold. Add a node, or lower requests.';

const CLUSTER_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'KubeCPUOvercommit',
    severity: 'warning',
    for: '10m',
    expr: overcommitted('cpu'),
    summary: 'Pods request {{ $value | printf "%.2f" }} CPUs more than the cluster has without its largest node.',
    description: NO_SPARE,
  },
  {
    alert: 'KubeMemoryOvercommit',
    severity: 'warning',
    for: '10m',
    expr: overcommitted('memory'),
    summary: 'Pods request {{ $value | humanize1024 }}B of memory more than the cluster has without its largest node.',
    description: NO_SPARE,
  },
  {
    alert: 'KubeCPUQuotaOvercommit',
    severity: 'warning',
    for: '5m',
    threshold: 150,
    expr: quotas('cpu'),
    summary: 'The CPU quotas of all namespaces are {{ $value | printf "%.0f" }}% of what the nodes have.',
    description: 'Namespaces that use their quotas can leave the others without CPU. Lower the quotas, or add nodes.',
  },
  {
    alert: 'KubeMemoryQuotaOvercommit',
    severity: 'warning',
    for: '5m',
    threshold: 150,
    expr: quotas('memory'),
    summary: 'The memory quotas of all namespaces are {{ $value | printf "%.0f" }}% of what the nodes have.',
    description: 'Namespaces that use their quotas can leave the others without memory. Lower the quotas, or add nodes.',
  },
];

const QUOTA_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'KubeQuotaAlmostFull',
    severity: 'info',
    for: '15m',
    threshold: 90,
    expr: (context, percent) => `${quotaUsed(context)} > ${percent} < 100`,
    summary: 'Namespace {{ $labels.namespace }} uses {{ $value | printf "%.0f" }}% of its quota of {{ $labels.resource }}.',
    description: 'Soon nothing can be added to this namespace. Delete what is not used, or raise the quota.',
  },
  {
    alert: 'KubeQuotaFullyUsed',
    severity: 'info',
    for: '15m',
    expr: context => `${quotaUsed(context)} == 100`,
    summary: 'Namespace {{ $labels.namespace }} uses all of its quota of {{ $labels.resource }}.',
    description: 'Nothing can be added to this namespace. Rollouts that need one more pod stop. Delete what is not used, or raise the '
      + 'quota.',
  },
  {
    alert: 'KubeQuotaExceeded',
    severity: 'warning',
    for: '15m',
    expr: context => `${quotaUsed(context)} > 100 < Inf`,
    summary: 'Namespace {{ $labels.namespace }} uses {{ $value | printf "%.0f" }}% of its quota of {{ $labels.resource }}.',
    description: 'The quota was lowered below what runs. Pods that end in this namespace are not replaced. Raise the quota, or scale '
      + 'workloads down.',
  },
];

const THE_CONTAINER = 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }}';

const CONTAINER_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'CPUThrottlingHigh',
    severity: 'info',
    for: '15m',
    threshold: 25,
    expr: (context, percent) => `100 * ${periods('throttled_periods', context)} / ${periods('periods', context)} > ${percent}`,
    summary: `${THE_CONTAINER} is throttled in {{ $value | printf "%.0f" }}% of its CPU periods.`,
    description: 'The container needs more CPU than its limit, so it responds slowly. Raise or remove the CPU limit.',
  },
  {
    alert: 'ContainerMemoryNearLimit',
    severity: 'warning',
    for: '15m',
    threshold: 95,
    expr: (context, percent) => {
      const { ksm, on, once } = context;
      const limit = once(`kube_pod_container_resource_limits{${ksm},resource="memory"}`, ...CONTAINER);
      return `100 * ${memory(context)} / ${on(...CONTAINER)} ${limit} > ${percent}`;
    },
    summary: `${THE_CONTAINER} uses {{ $value | printf "%.0f" }}% of its memory limit.`,
    description: 'The container is killed when it reaches its limit. Raise the limit, or look for a memory leak.',
  },
];

const ofCluster = (record: string, series: string): RecordDefinition => ({ record, expr: ({ by }) => `sum ${by()} (${series})` });

export const RESOURCES: GroupDefinition = {
  name: 'resources',
  title: 'CPU and memory',
  needs: ['kubeStateMetrics', 'kubelet'],
  records: [
    { record: CPU, expr: context => `${cpu(context)} ${onNode(context)}` },
    { record: MEMORY, expr: context => `${ofContainers('container_memory_working_set_bytes', context)} ${onNode(context)}` },
    { record: 'namespace:container_cpu_usage_seconds:rate5m', expr: ({ by }) => `sum ${by('namespace')} (${CPU})` },
    { record: 'namespace:container_memory_working_set_bytes:sum', expr: context => `sum ${context.by('namespace')} (${memory(context)})` },
    ofCluster('cluster:container_cpu_usage_seconds:rate5m', 'namespace:container_cpu_usage_seconds:rate5m'),
    ofCluster('cluster:container_memory_working_set_bytes:sum', 'namespace:container_memory_working_set_bytes:sum'),
    ...holdings,
    { record: 'cluster:kube_node_allocatable_cpu_cores:sum', expr: context => total('cpu', context) },
    { record: 'cluster:kube_node_allocatable_memory_bytes:sum', expr: context => total('memory', context) },
    ofCluster('cluster:kube_pod_container_resource_requests_cpu_cores:sum', heldName('requests', 'cpu')),
    ofCluster('cluster:kube_pod_container_resource_requests_memory_bytes:sum', heldName('requests', 'memory')),
    { record: 'namespace_pod:container_network_receive_bytes:rate5m', expr: context => network('receive', context) },
    { record: 'namespace_pod:container_network_transmit_bytes:rate5m', expr: context => network('transmit', context) },
    { record: 'namespace_workload:container_cpu_usage_seconds:rate5m', expr: context => byWorkload(CPU, context) },
    { record: 'namespace_workload:container_memory_working_set_bytes:sum', expr: context => byWorkload(memory(context), context) },
  ],
  alerts: [...CLUSTER_ALERTS, ...QUOTA_ALERTS, ...CONTAINER_ALERTS],
};
