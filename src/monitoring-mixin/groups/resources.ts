import { Context, GroupDefinition, RecordDefinition } from '../definition';

const CPU = 'container_cpu_usage_seconds_total';
const MEMORY = 'container_memory_working_set_bytes';

/** Containers alone: neither the pod's pause nor the cgroups above. */
const containers = ({ cadvisor }: Context) => `${cadvisor},container!="",image!=""`;

/** Of pods that hold what they request: those that are over hold nothing. */
const held = (metric: string, resource: string, { ksm, by, on }: Context) =>
  `sum ${by('namespace')} (sum ${by('namespace', 'pod')} (${metric}{${ksm},resource="${resource}"}) * ${on('namespace', 'pod')} group_left () max ${by('namespace', 'pod')} (kube_pod_status_phase{${ksm},phase=~"Pending|Running"} == 1))`;

const holdings: RecordDefinition[] = (['requests', 'limits'] as const).flatMap(kind => ([['cpu', 'cores'], ['memory', 'bytes']] as const).map(([resource, unit]): RecordDefinition => ({
  record: `namespace:kube_pod_container_resource_${kind}_${resource}_${unit}:sum`,
  expr: context => held(`kube_pod_container_resource_${kind}`, resource, context),
})));

const overcommitted = (resource: 'cpu' | 'memory', unit: 'cores' | 'bytes') => ({ ksm, by, cluster }: Context) =>
  `sum ${by()} (namespace:kube_pod_container_resource_requests_${resource}_${unit}:sum) > sum ${by()} (kube_node_status_allocatable{${ksm},resource="${resource}"}) - max ${by()} (kube_node_status_allocatable{${ksm},resource="${resource}"})`
  + ` and on (${cluster}) count ${by()} (kube_node_status_allocatable{${ksm},resource="${resource}"}) > 1`;

export const RESOURCES: GroupDefinition = {
  name: 'resources',
  title: 'CPU and memory',
  needs: ['kubeStateMetrics', 'kubelet'],
  records: [
    { record: 'namespace_pod_container:container_cpu_usage_seconds:rate5m', expr: context => `sum ${context.by('namespace', 'pod', 'container')} (rate(${CPU}{${containers(context)}}[5m]))` },
    { record: 'namespace_pod_container:container_memory_working_set_bytes:max', expr: context => `max ${context.by('namespace', 'pod', 'container')} (${MEMORY}{${containers(context)}})` },
    { record: 'namespace:container_cpu_usage_seconds:rate5m', expr: ({ by }) => `sum ${by('namespace')} (namespace_pod_container:container_cpu_usage_seconds:rate5m)` },
    { record: 'namespace:container_memory_working_set_bytes:sum', expr: ({ by }) => `sum ${by('namespace')} (namespace_pod_container:container_memory_working_set_bytes:max)` },
    { record: 'cluster:container_cpu_usage_seconds:rate5m', expr: ({ by }) => `sum ${by()} (namespace:container_cpu_usage_seconds:rate5m)` },
    { record: 'cluster:container_memory_working_set_bytes:sum', expr: ({ by }) => `sum ${by()} (namespace:container_memory_working_set_bytes:sum)` },
    ...holdings,
    { record: 'cluster:kube_node_allocatable_cpu_cores:sum', expr: ({ ksm, by }) => `sum ${by()} (kube_node_status_allocatable{${ksm},resource="cpu"})` },
    { record: 'cluster:kube_node_allocatable_memory_bytes:sum', expr: ({ ksm, by }) => `sum ${by()} (kube_node_status_allocatable{${ksm},resource="memory"})` },
    { record: 'cluster:kube_pod_container_resource_requests_cpu_cores:sum', expr: ({ by }) => `sum ${by()} (namespace:kube_pod_container_resource_requests_cpu_cores:sum)` },
    { record: 'cluster:kube_pod_container_resource_requests_memory_bytes:sum', expr: ({ by }) => `sum ${by()} (namespace:kube_pod_container_resource_requests_memory_bytes:sum)` },
    { record: 'namespace_pod:container_network_receive_bytes:rate5m', expr: ({ by, cadvisor }) => `sum ${by('namespace', 'pod')} (rate(container_network_receive_bytes_total{${cadvisor},pod!=""}[5m]))` },
    { record: 'namespace_pod:container_network_transmit_bytes:rate5m', expr: ({ by, cadvisor }) => `sum ${by('namespace', 'pod')} (rate(container_network_transmit_bytes_total{${cadvisor},pod!=""}[5m]))` },
    {
      record: 'namespace_workload:container_cpu_usage_seconds:rate5m',
      expr: ({ by, on }) => `sum ${by('namespace', 'workload', 'workload_type')} (sum ${by('namespace', 'pod')} (namespace_pod_container:container_cpu_usage_seconds:rate5m) * ${on('namespace', 'pod')} group_left (workload, workload_type) namespace_pod:workload:info)`,
    },
    {
      record: 'namespace_workload:container_memory_working_set_bytes:sum',
      expr: ({ by, on }) => `sum ${by('namespace', 'workload', 'workload_type')} (sum ${by('namespace', 'pod')} (namespace_pod_container:container_memory_working_set_bytes:max) * ${on('namespace', 'pod')} group_left (workload, workload_type) namespace_pod:workload:info)`,
    },
  ],
  alerts: [
    {
      alert: 'CpuOvercommitted',
      severity: 'warning',
      for: '10m',
      expr: overcommitted('cpu', 'cores'),
      summary: 'Pods request more CPU than the cluster has without its largest node.',
      description: 'When a node fails, its pods do not all find room elsewhere.',
    },
    {
      alert: 'MemoryOvercommitted',
      severity: 'warning',
      for: '10m',
      expr: overcommitted('memory', 'bytes'),
      summary: 'Pods request more memory than the cluster has without its largest node.',
      description: 'When a node fails, its pods do not all find room elsewhere.',
    },
    {
      alert: 'QuotaAlmostUsed',
      severity: 'info',
      for: '15m',
      threshold: 90,
      expr: ({ ksm }, percent) => `100 * kube_resourcequota{${ksm},type="used"} / ignoring (type) (kube_resourcequota{${ksm},type="hard"} > 0) > ${percent} < 100`,
      summary: 'Namespace {{ $labels.namespace }} uses {{ $value | printf "%.0f" }}% of its quota of {{ $labels.resource }}.',
      description: 'Soon nothing can be added there.',
    },
    {
      alert: 'QuotaUsedUp',
      severity: 'warning',
      for: '15m',
      expr: ({ ksm }) => `100 * kube_resourcequota{${ksm},type="used"} / ignoring (type) (kube_resourcequota{${ksm},type="hard"} > 0) >= 100`,
      summary: 'Namespace {{ $labels.namespace }} has used up its quota of {{ $labels.resource }}.',
      description: 'Nothing can be added there: rollouts that need one pod more stop.',
    },
    {
      alert: 'ContainerCpuThrottled',
      severity: 'info',
      for: '15m',
      threshold: 25,
      expr: ({ by, cadvisor }, percent) => `100 * sum ${by('namespace', 'pod', 'container')} (increase(container_cpu_cfs_throttled_periods_total{${cadvisor},container!=""}[5m])) / sum ${by('namespace', 'pod', 'container')} (increase(container_cpu_cfs_periods_total{${cadvisor},container!=""}[5m])) > ${percent}`,
      summary: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} is held back in {{ $value | printf "%.0f" }}% of its time slices.',
      description: 'It wants more CPU than its limit, and answers late.',
    },
    {
      alert: 'ContainerMemoryNearLimit',
      severity: 'warning',
      for: '15m',
      threshold: 95,
      expr: ({ ksm, by, on }, percent) => `100 * namespace_pod_container:container_memory_working_set_bytes:max / ${on('namespace', 'pod', 'container')} max ${by('namespace', 'pod', 'container')} (kube_pod_container_resource_limits{${ksm},resource="memory"}) > ${percent}`,
      summary: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | printf "%.0f" }}% of its memory limit.',
      description: 'A little more, and it is killed.',
    },
  ],
};
