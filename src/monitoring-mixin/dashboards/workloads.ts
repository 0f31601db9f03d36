import { DashboardDefinition, lines, several, stat, table } from './dashboard';

const NAMESPACE = 'namespace=~"$namespace"';

export const WORKLOADS: DashboardDefinition = {
  id: 'workloads',
  title: 'Kubernetes / Namespaces and workloads',
  description: 'What the workloads of a namespace request, use, and how they fare.',
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  variables: ({ ksm }) => [{ name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace', multi: true }],
  rows: ({ here, ksm }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Pods running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},${NAMESPACE},phase="Running"})`),
        stat('Pods not running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},${NAMESPACE},phase=~"Pending|Unknown|Failed"}) or vector(0)`),
        stat('Restarts in an hour', 'none', `sum(namespace:kube_pod_container_status_restarts:increase1h{${here},${NAMESPACE}})`),
        stat('CPU used of requests', 'percentunit', `sum(namespace:container_cpu_usage_seconds:rate5m{${here},${NAMESPACE}}) / sum(namespace_cpu:kube_pod_container_resource_requests:sum{${here},${NAMESPACE}})`),
        stat('Memory used of requests', 'percentunit', `sum(namespace:container_memory_working_set_bytes:sum{${here},${NAMESPACE}}) / sum(namespace_memory:kube_pod_container_resource_requests:sum{${here},${NAMESPACE}})`),
      ],
    },
    {
      title: 'By workload',
      panels: [
        lines('CPU', 'short', `namespace_workload:container_cpu_usage_seconds:rate5m{${here},${NAMESPACE}}`, '{{namespace}}/{{workload}}', { stacked: true }),
        lines('Memory', 'bytes', `namespace_workload:container_memory_working_set_bytes:sum{${here},${NAMESPACE}}`, '{{namespace}}/{{workload}}', { stacked: true }),
        several('CPU of the namespace', 'short', [
          { expr: `sum(namespace_cpu:kube_pod_container_resource_limits:sum{${here},${NAMESPACE}})`, legend: 'limits' },
          { expr: `sum(namespace_cpu:kube_pod_container_resource_requests:sum{${here},${NAMESPACE}})`, legend: 'requests' },
          { expr: `sum(namespace:container_cpu_usage_seconds:rate5m{${here},${NAMESPACE}})`, legend: 'used' },
        ]),
        several('Memory of the namespace', 'bytes', [
          { expr: `sum(namespace_memory:kube_pod_container_resource_limits:sum{${here},${NAMESPACE}})`, legend: 'limits' },
          { expr: `sum(namespace_memory:kube_pod_container_resource_requests:sum{${here},${NAMESPACE}})`, legend: 'requests' },
          { expr: `sum(namespace:container_memory_working_set_bytes:sum{${here},${NAMESPACE}})`, legend: 'used' },
        ]),
      ],
    },
    {
      title: 'What is asked and what is there',
      panels: [
        several('Deployments', 'none', [
          { expr: `kube_deployment_spec_replicas{${ksm},${NAMESPACE}}`, legend: '{{deployment}} wanted' },
          { expr: `kube_deployment_status_replicas_available{${ksm},${NAMESPACE}}`, legend: '{{deployment}} available' },
        ]),
        several('StatefulSets', 'none', [
          { expr: `kube_statefulset_replicas{${ksm},${NAMESPACE}}`, legend: '{{statefulset}} wanted' },
          { expr: `kube_statefulset_status_replicas_ready{${ksm},${NAMESPACE}}`, legend: '{{statefulset}} ready' },
        ]),
        table('Containers that wait', 'none', `sum by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{${ksm},${NAMESPACE}} == 1)`),
      ],
    },
  ],
};

const POD = 'namespace="$namespace",pod="$pod"';

export const PODS: DashboardDefinition = {
  id: 'pod',
  title: 'Kubernetes / Pod',
  description: 'One pod: CPU, memory, network, restarts, by container.',
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  variables: ({ ksm }) => [
    { name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace' },
    { name: 'pod', series: `kube_pod_info{${ksm},namespace="$namespace"}`, label: 'pod' },
  ],
  rows: ({ here, ksm, cadvisor }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Running', 'bool_on_off', `max(kube_pod_status_phase{${ksm},${POD},phase="Running"})`),
        stat('Restarts', 'none', `sum(kube_pod_container_status_restarts_total{${ksm},${POD}})`),
        stat('Age', 's', `time() - max(kube_pod_created{${ksm},${POD}})`),
      ],
    },
    {
      title: 'CPU and memory',
      panels: [
        several('CPU', 'short', [
          { expr: `node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{${here},${POD}}`, legend: '{{container}} used' },
          { expr: `kube_pod_container_resource_requests{${ksm},${POD},resource="cpu"}`, legend: '{{container}} requested' },
          { expr: `kube_pod_container_resource_limits{${ksm},${POD},resource="cpu"}`, legend: '{{container}} limit' },
        ]),
        several('Memory', 'bytes', [
          { expr: `max by (container) (node_namespace_pod_container:container_memory_working_set_bytes{${here},${POD}})`, legend: '{{container}} used' },
          { expr: `kube_pod_container_resource_requests{${ksm},${POD},resource="memory"}`, legend: '{{container}} requested' },
          { expr: `kube_pod_container_resource_limits{${ksm},${POD},resource="memory"}`, legend: '{{container}} limit' },
        ]),
        lines('CPU held back', 'percentunit', `sum by (container) (rate(container_cpu_cfs_throttled_periods_total{${cadvisor},${POD},container!=""}[5m])) / sum by (container) (rate(container_cpu_cfs_periods_total{${cadvisor},${POD},container!=""}[5m]))`, '{{container}}', { description: 'The share of time slices in which a container wanted more than its limit.' }),
        several('Network', 'Bps', [
          { expr: `namespace_pod:container_network_receive_bytes:rate5m{${here},${POD}}`, legend: 'received' },
          { expr: `namespace_pod:container_network_transmit_bytes:rate5m{${here},${POD}}`, legend: 'sent' },
        ]),
      ],
    },
    {
      title: 'Containers',
      panels: [
        lines('Restarts in an hour', 'short', `increase(kube_pod_container_status_restarts_total{${ksm},${POD}}[1h])`, '{{container}}'),
        table('Why containers ended last', 'none', `kube_pod_container_status_last_terminated_reason{${ksm},${POD}} == 1`),
      ],
    },
  ],
};
