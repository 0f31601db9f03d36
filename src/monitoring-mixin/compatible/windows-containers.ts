import { CompatibleSeries } from './series';
import { Context } from '../definition';

const POD = ['namespace', 'pod', 'container'] as const;

/** The pod of a container of windows-exporter, by container id. The labels namespace and pod of the series are those of the exporter. */
function ofPods(series: string, { ksm, on, once }: Context): string {
  const pods = once(`kube_pod_container_info{${ksm},container_id!=""}`, 'container_id', ...POD);
  return `${series} * ${on('container_id')} group_left (${POD.join(', ')}) ${pods}`;
}

/** One series for each container of a node. */
const container = (name: string, metric: string, ...labels: string[]): CompatibleSeries => ({
  name,
  count: 1,
  per: 'container',
  needs: ['windowsExporter', 'kubeStateMetrics'],
  records: [
    {
      expr: context => ofPods(
        context.once(`${metric}{${context.windows},container_id!=""}`, 'instance', 'node', 'container_id', ...labels), context,
      ),
    },
  ],
});

const AVAILABLE = 'windows_pod_container_available';

/** Requests or limits of the containers that run on Windows. */
const resource = (name: string, kind: 'requests' | 'limits', what: 'cpu' | 'memory'): CompatibleSeries => ({
  name,
  count: 1,
  per: 'container',
  needs: ['windowsExporter', 'kubeStateMetrics'],
  from: [AVAILABLE],
  records: [{
    expr: ({
      ksm, on, once,
    }) => `${once(`kube_pod_container_resource_${kind}{${ksm},resource="${what}"}`, ...POD)} * ${on(...POD)} ${once(AVAILABLE, ...POD)}`,
  }],
});

export const WINDOWS_CONTAINER_SERIES: readonly CompatibleSeries[] = [
  container(AVAILABLE, 'windows_container_available'),
  container('windows_container_total_runtime', 'windows_container_cpu_usage_seconds_total'),
  container('windows_container_memory_usage', 'windows_container_memory_usage_commit_bytes'),
  container('windows_container_private_working_set_usage', 'windows_container_memory_usage_private_working_set_bytes'),
  container('windows_container_network_received_bytes_total', 'windows_container_network_receive_bytes_total', 'interface'),
  container('windows_container_network_transmitted_bytes_total', 'windows_container_network_transmit_bytes_total', 'interface'),
  resource('kube_pod_windows_container_resource_memory_request', 'requests', 'memory'),
  resource('kube_pod_windows_container_resource_memory_limit', 'limits', 'memory'),
  resource('kube_pod_windows_container_resource_cpu_cores_request', 'requests', 'cpu'),
  resource('kube_pod_windows_container_resource_cpu_cores_limit', 'limits', 'cpu'),
  {
    name: 'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate',
    count: 1,
    per: 'container',
    needs: ['windowsExporter', 'kubeStateMetrics'],
    records: [{
      expr: context => {
        const used = context.once(
          `rate(windows_container_cpu_usage_seconds_total{${context.windows},container_id!=""}[5m])`, 'instance', 'container_id',
        );
        return `sum ${context.by(...POD)} (${ofPods(used, context)})`;
      },
    }],
  },
];
