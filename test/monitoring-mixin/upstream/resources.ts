import { UpstreamRow, UpstreamRows } from './row';

const HOLDINGS = ['requests', 'limits'].flatMap(kind => ['cpu', 'memory'].map(resource => ({ kind, resource, name: `namespace_${resource}:kube_pod_container_resource_${kind}:sum` })));

const OPTION = 'Only by the option `compatibleSeries`: no rule and no panel of ours reads it.';

const optional = (upstream: string): UpstreamRow => ({ upstream, verdict: 'declined', why: OPTION });

const MEMORY = 'node_namespace_pod_container:container_memory_working_set_bytes';
const CPU = 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m';

const OVERCOMMIT = 'Also in a cluster with one node whose control plane is managed. Requests and nodes are counted once, however many kube-state-metrics are scraped.';

export const RESOURCES: UpstreamRows = {
  alerts: [
    { upstream: 'KubeCPUOvercommit', ours: 'KubeCPUOvercommit', verdict: 'stricter', why: OVERCOMMIT },
    { upstream: 'KubeMemoryOvercommit', ours: 'KubeMemoryOvercommit', verdict: 'stricter', why: OVERCOMMIT },
    { upstream: 'KubeCPUQuotaOvercommit', ours: 'KubeCPUQuotaOvercommit', verdict: 'same' },
    { upstream: 'KubeMemoryQuotaOvercommit', ours: 'KubeMemoryQuotaOvercommit', verdict: 'same' },
    { upstream: 'KubeQuotaAlmostFull', ours: 'KubeQuotaAlmostFull', verdict: 'same' },
    { upstream: 'KubeQuotaFullyUsed', ours: 'KubeQuotaFullyUsed', verdict: 'same' },
    { upstream: 'KubeQuotaExceeded', ours: 'KubeQuotaExceeded', verdict: 'same' },
    { upstream: 'CPUThrottlingHigh', ours: 'CPUThrottlingHigh', verdict: 'same', why: 'One alert per container, without the label `instance`.' },
  ],
  records: [
    { upstream: CPU, ours: CPU, verdict: 'same', why: 'Without the pause containers.' },
    { upstream: MEMORY, ours: MEMORY, verdict: 'same', why: 'Without the pause containers.' },
    optional('node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate'),
    optional('node_namespace_pod_container:container_memory_rss'),
    optional('node_namespace_pod_container:container_memory_cache'),
    optional('node_namespace_pod_container:container_memory_swap'),
    ...HOLDINGS.map(({ kind, resource }) => optional(`cluster:namespace:pod_${resource}:active:kube_pod_container_resource_${kind}`)),
    ...HOLDINGS.map(({ name }): UpstreamRow => ({ upstream: name, ours: name, verdict: 'same' })),
  ],
  renamed: [
    { was: 'CpuOvercommitted', now: 'KubeCPUOvercommit', difference: 'Also in clusters with one node. The value is what is missing. Two kube-state-metrics do not double it.' },
    { was: 'MemoryOvercommitted', now: 'KubeMemoryOvercommit', difference: 'Also in clusters with one node. The value is what is missing. Two kube-state-metrics do not double it.' },
    { was: 'QuotaAlmostUsed', now: 'KubeQuotaAlmostFull', difference: 'One alert per quota.' },
    { was: 'QuotaUsedUp', now: 'KubeQuotaFullyUsed', difference: 'Exactly 100%, info instead of warning. More than 100% is KubeQuotaExceeded, a warning.' },
    { was: 'ContainerCpuThrottled', now: 'CPUThrottlingHigh', difference: 'While a container is replaced, the busier one of both counts.' },
    { was: 'namespace_pod_container:container_cpu_usage_seconds:rate5m', now: CPU, difference: 'With the label `node`; only pods that kube-state-metrics reports.' },
    {
      was: 'namespace_pod_container:container_memory_working_set_bytes:max',
      now: MEMORY,
      difference: 'With `node` and all labels of the container: a replaced container has two series for a while. Use `max by (namespace, pod, container)`.',
    },
    ...HOLDINGS.map(({ kind, resource, name }) => ({
      was: `namespace:kube_pod_container_resource_${kind}_${resource === 'cpu' ? 'cpu_cores' : 'memory_bytes'}:sum`, now: name, difference: 'Two kube-state-metrics do not double it.',
    })),
  ],
};
