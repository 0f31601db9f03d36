import { BoardContext, lines, observations, quantile, several, toBoard, top } from './dashboard';
import { byNodeName } from './node-name';
import { Row } from '../../dashboards/panels';
import { mainKubelet } from '../groups/kubelet-series';

/** Additional rows of the kubelet dashboard: pods and containers, volumes, and requests. */
export function kubeletRows(context: BoardContext): Row[] {
  const { by } = context;
  const own = `${mainKubelet(context)},node=~"$node"`;
  const links = [toBoard('node', 'Pods of ${__field.labels.node}', 'node')];
  const rate = (metric: string, ...labels: string[]) => `sum by (${labels.join(', ')}) (rate(${metric}{${own}}[$__rate_interval]))`;
  return [
    {
      title: 'Pods and containers',
      panels: [
        lines('Containers by state', 'short', `sum by (container_state) (kubelet_running_containers{${own}})`, '{{container_state}}', {
          description: 'Containers that the kubelets report. Many "exited" containers are restarts, or finished Jobs that are kept.',
        }),
        several('Pods desired and running', 'short', [
          { expr: `sum(kubelet_desired_pods{${own}})`, legend: 'wanted' },
          { expr: `sum(kubelet_running_pods{${own}})`, legend: 'used' },
        ], {
          description: 'Pods that the kubelets should run, and those that run. Finished pods are desired and do not run. If the '
            + 'difference grows, pods do not start.',
        }),
        several('Pods and containers started', 'ops', [
          { expr: rate('kubelet_started_pods_total'), legend: 'pods' },
          { expr: rate('kubelet_started_containers_total'), legend: 'containers' },
          { expr: rate('kubelet_started_containers_errors_total'), legend: 'containers failed' },
        ], {
          description: 'Starts of all kubelets. Containers that fail to start: a wrong image, a missing ConfigMap or Secret, or a '
            + 'command that does not exist.',
        }),
        lines('PLEG relist interval (p99)', 's', byNodeName(quantile(
          0.99, 'kubelet_pleg_relist_interval_seconds', own, by('node', 'instance'),
        )), '{{node}}', {
          links,
          description: 'The kubelet looks for changes of its containers once a second (PLEG relist interval). Normally 1 to 2 s. If '
            + 'not, the container runtime is slow.',
        }),
        lines('Pod worker duration (p99)', 's', quantile(
          0.99, 'kubelet_pod_worker_duration_seconds', own, 'by (operation_type)',
        ), '{{operation_type}}', {
          description: 'How long the kubelets work on a pod: "create" includes the start of its containers, "sync" is the regular check. '
            + 'Normally below some seconds.',
        }),
        lines('Cgroup operation duration (p99)', 's', quantile(
          0.99, 'kubelet_cgroup_manager_duration_seconds', own, 'by (operation_type)',
        ), '{{operation_type}}', {
          description: 'How long it takes to create, change and remove cgroups of pods. Normally below 0.1 s. If not, the node is '
            + 'overloaded.',
        }),
      ],
    },
    {
      title: 'Volumes',
      panels: [
        lines('Volume operations', 'ops', top(observations(
          'storage_operation_duration_seconds', own, 'by (operation_name, volume_plugin)',
        )), '{{operation_name}} {{volume_plugin}}', {
          hasLongNames: true,
          description: 'Mounts and other operations on volumes, by plugin: the ten most frequent. '
            + 'A pod that starts mounts its Secrets and ConfigMaps.',
        }),
        lines('Volume operation duration (p99)', 's', top(quantile(
          0.99, 'storage_operation_duration_seconds', own, 'by (operation_name, volume_plugin)',
        )), '{{operation_name}} {{volume_plugin}}', {
          hasLongNames: true,
          description: 'The ten slowest operations. Attaching a disk can take some seconds; other operations are normally below 1 s. '
            + 'If not, check the storage driver.',
        }),
        lines('Failed CSI driver calls', 'ops', observations(
          'csi_operations_seconds', `${own},grpc_status_code!="OK"`, 'by (driver_name, method_name, grpc_status_code)',
        ), '{{driver_name}} {{method_name}} {{grpc_status_code}}', {
          description: 'Calls of storage drivers that fail, by status code. Normally none. If not, read the log of the driver on the '
            + 'node.',
          empty: 'No call has failed',
        }),
      ],
    },
    {
      title: 'Requests',
      panels: [
        lines('Requests to the API server', 'reqps', rate('rest_client_requests_total', 'code'), '{{code}}', {
          description: 'Requests of the kubelets to the API server by status code. 401 and 403: certificates and permissions. 429: an '
            + 'overloaded API server.',
        }),
        lines('Duration of API server requests (p99)', 's', quantile(
          0.99, 'rest_client_request_duration_seconds', own, 'by (verb)',
        ), '{{verb}}', {
          description: 'How long the API server takes for requests of the kubelets. Normally below 1 s. If not, check the API server and '
            + 'the network.',
        }),
        lines('Requests to the kubelets', 'reqps', top(rate('kubelet_http_requests_total', 'path')), '{{path}}', {
          description: 'Requests that the kubelets answer, by path: metrics, logs ("containerLogs") and exec. The ten busiest.',
        }),
      ],
    },
  ];
}
