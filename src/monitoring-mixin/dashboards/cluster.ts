import { DashboardDefinition, lines, several, stat, table } from './dashboard';

export const CLUSTER: DashboardDefinition = {
  id: 'cluster',
  title: 'Kubernetes / Cluster',
  description: 'What the cluster has, what is requested and what is used, by namespace.',
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  rows: ({ here, ksm, by }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Nodes', 'none', `count(kube_node_info{${ksm}})`),
        stat('Nodes not ready', 'none', `count(kube_node_status_condition{${ksm},condition="Ready",status="true"} == 0) or vector(0)`),
        stat('Pods running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},phase="Running"})`),
        stat('Pods not running', 'none', `sum(namespace_phase:kube_pod_status_phase:sum{${here},phase=~"Pending|Unknown|Failed"}) or vector(0)`),
        stat('CPU used', 'percentunit', `cluster:container_cpu_usage_seconds:rate5m{${here}} / cluster:kube_node_allocatable_cpu_cores:sum{${here}}`),
        stat('Memory used', 'percentunit', `cluster:container_memory_working_set_bytes:sum{${here}} / cluster:kube_node_allocatable_memory_bytes:sum{${here}}`),
      ],
    },
    {
      title: 'CPU',
      panels: [
        several('CPU of the cluster', 'short', [
          { expr: `cluster:kube_node_allocatable_cpu_cores:sum{${here}}`, legend: 'allocatable' },
          { expr: `cluster:kube_pod_container_resource_requests_cpu_cores:sum{${here}}`, legend: 'requested' },
          { expr: `cluster:container_cpu_usage_seconds:rate5m{${here}}`, legend: 'used' },
        ]),
        lines('CPU used by namespace', 'short', `namespace:container_cpu_usage_seconds:rate5m{${here}}`, '{{namespace}}', { stacked: true }),
      ],
    },
    {
      title: 'Memory',
      panels: [
        several('Memory of the cluster', 'bytes', [
          { expr: `cluster:kube_node_allocatable_memory_bytes:sum{${here}}`, legend: 'allocatable' },
          { expr: `cluster:kube_pod_container_resource_requests_memory_bytes:sum{${here}}`, legend: 'requested' },
          { expr: `cluster:container_memory_working_set_bytes:sum{${here}}`, legend: 'used' },
        ]),
        lines('Memory used by namespace', 'bytes', `namespace:container_memory_working_set_bytes:sum{${here}}`, '{{namespace}}', { stacked: true }),
      ],
    },
    {
      title: 'Workloads',
      panels: [
        lines('Restarts in an hour by namespace', 'short', `namespace:kube_pod_container_status_restarts:increase1h{${here}} > 0`, '{{namespace}}'),
        lines('Network received by namespace', 'Bps', `sum ${by('namespace')} (namespace_pod:container_network_receive_bytes:rate5m{${here}})`, '{{namespace}}'),
        table('Firing alerts', 'none', `sort_desc(count by (alertname, severity, namespace) (ALERTS{${here},alertstate="firing",alertname!~"Watchdog|InfoInhibitor"}))`),
      ],
    },
  ],
};
