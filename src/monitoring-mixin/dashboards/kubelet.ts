import { BoardContext, DashboardDefinition, lines, observations, quantile, several, stat, states, toBoard } from './dashboard';
import { kubeletRows } from './kubelet-more';
import { byNodeName } from './node-name';
import { Row } from '../../dashboards/panels';
import { mainKubelet } from '../groups/kubelet-series';

const NODE = 'node=~"$node"';
const LINKS = [toBoard('kubelet', 'Only ${__field.labels.node}', 'node'), toBoard('nodes', 'Machine ${__field.labels.node}', 'node')];

const selector = (context: BoardContext) => `${mainKubelet(context)},${NODE}`;

export const KUBELET: DashboardDefinition = {
  id: 'kubelet',
  title: 'Kubernetes / Kubelet',
  description: 'The kubelets: whether they can be scraped, how fast they start containers, and failures.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which kubelet cannot be scraped?', panel: 'Kubelets over time' },
    { question: 'Why do pods of a node start slowly?', panel: 'Pod start duration (p99)' },
    { question: 'Is the container runtime slow or failing (PLEG)?', panel: 'PLEG relist duration (p99)' },
    { question: 'Do volumes get mounted?', panel: 'Failed volume operations' },
    { question: 'When does the certificate of a kubelet expire?', panel: 'Certificates expire in' },
  ],
  needs: ['kubelet'],
  groups: ['kubelet'],
  alerts: { groups: ['kubelet'] },
  variables: context => [{ name: 'node', series: `kubelet_node_name{${mainKubelet(context)}}`, label: 'node', multi: true }],
  rows: context => [glance(context), work(context), failures(context), ...kubeletRows(context), itself(context)],
};

function glance(context: BoardContext): Row {
  const { here, limits } = context;
  const own = selector(context);
  return {
    title: 'At a glance',
    panels: [
      stat('Kubelets up', 'none', `sum(up{${own}})`, {
        description: 'Kubelets that are scraped. Compare it with the number of nodes.',
        plain: 'any number of nodes is valid',
        empty: 'The kubelet is not scraped',
      }),
      stat('Kubelets down', 'none', `count(up{${own}} == 0) or vector(0)`, {
        description: 'Kubelets that are not scraped. Normally 0. If not, log in to the node and read "journalctl -u kubelet".',
        thresholds: { warning: 1 },
      }),
      stat('Pods', 'none', `sum(cluster:kubelet_running_pods:sum{${here}})`, {
        description: 'Pods that the kubelets of the selected clusters run.',
        plain: 'any number of pods is valid',
      }),
      stat('Failed operations', 'percentunit', `sum(rate(kubelet_runtime_operations_errors_total{${own}}[$__rate_interval])) / `
        + `sum(rate(kubelet_runtime_operations_total{${own}}[$__rate_interval]))`, {
        description: 'Share of the operations of the container runtime that fail. Above 0.1 containers cannot be started or removed: '
          + 'read the log of the runtime.',
        thresholds: limits('KubeletRuntimeErrors', { scale: 0.01 }),
        empty: '0%',
      }),
    ],
  };
}

function work(context: BoardContext): Row {
  const { here, limits } = context;
  const own = selector(context);
  return {
    title: 'Work',
    panels: [
      lines('PLEG relist duration (p99)', 's', byNodeName(
        `node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{${here},${NODE},quantile="0.99"}`,
      ), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletPlegDurationHigh'),
        description: 'How long the kubelet takes to list all containers (PLEG relist). Normally below 1 s. After three minutes without '
          + 'a list the node is not ready: look at the container runtime and the disk.',
      }),
      lines('Pod start duration (p99)', 's', byNodeName(
        `instance:kubelet_pod_start_duration_seconds:p99_5m{${here},${NODE}}`,
      ), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletPodStartUpLatencyHigh'),
        description: 'From when the kubelet sees a pod until its containers run, without pulling images. Above 60 s rollouts are slow: '
          + 'look at volumes, the network plugin and the disk.',
      }),
      lines('Runtime operations', 'ops', 'sum by (operation_type) '
        + `(rate(kubelet_runtime_operations_total{${own}}[$__rate_interval]))`, '{{operation_type}}', {
        description: 'Requests of the kubelets to the container runtime. A rise without a rollout means that containers restart.',
      }),
      lines('Runtime operation duration (p99)', 's', quantile(
        0.99, 'kubelet_runtime_operations_duration_seconds', own, 'by (operation_type)',
      ), '{{operation_type}}', {
        description: 'How long the container runtime takes. Seconds are normal only for pulls. If all operations are slow, check the disk.',
      }),
      several('Volumes', 'none', [
        { expr: `sum(volume_manager_total_volumes{${own},state="desired_state_of_world"})`, legend: 'wanted' },
        { expr: `sum(volume_manager_total_volumes{${own},state="actual_state_of_world"})`, legend: 'available' },
      ], {
        description: 'Volumes that pods of the nodes need, and those that are mounted. Normally both are equal. If not, read the '
          + 'events of the pods that wait.',
        empty: 'No pod has a volume',
      }),
      states('Kubelets over time', 'bool_on_off', byNodeName(`up{${own}}`), '{{node}}', {
        links: LINKS,
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each kubelet was scraped. In a colored band it could not be scraped, and alerts on this node did not fire.',
        empty: 'The kubelet is not scraped',
      }),
    ],
  };
}

function failures(context: BoardContext): Row {
  const own = selector(context);
  return {
    title: 'Failures',
    panels: [
      lines('Failed runtime operations', 'ops', 'sum by (operation_type) '
        + `(rate(kubelet_runtime_operations_errors_total{${own}}[$__rate_interval]))`, '{{operation_type}}', {
        description: 'Failed operations of the container runtime. Some are normal, such as pulls of images that do not exist. If there are '
          + 'more, read the log of the runtime on the node.',
        empty: 'Nothing fails',
      }),
      lines('Failed volume operations', 'ops', observations(
        'storage_operation_duration_seconds', `${own},status!="success"`, 'by (operation_name, volume_plugin)',
      ), '{{operation_name}} {{volume_plugin}}', {
        description: 'Mounts, attachments and other operations on volumes that fail. Normally none. If not, read the events of the pod '
          + 'and the log of the CSI driver.',
        empty: 'Nothing fails',
      }),
      lines('Evictions in an hour', 'short', `sum by (node, eviction_signal) (increase(kubelet_evictions{${own}}[1h]))`, '{{node}} '
        + '{{eviction_signal}}', {
        links: LINKS,
        description: 'Pods that the kubelet ended because the node was short of memory, disk space or inodes. Normally none. If not, '
          + 'see the machine of the node.',
        empty: 'Nothing was evicted',
      }),
      lines('Failed requests to the API server', 'reqps', 'sum by (node, code) '
        + `(rate(rest_client_requests_total{${own},code!~"2..|404|409"}[$__rate_interval]))`, '{{node}} {{code}}', {
        links: LINKS,
        description: 'Requests of the kubelets to the API server that fail. Normally none. 401 and 403: certificates and permissions; '
          + '429: the API server is overloaded.',
        empty: 'Nothing fails',
      }),
    ],
  };
}

function itself(context: BoardContext): Row {
  const { limits } = context;
  const own = selector(context);
  return {
    title: 'Resources of the kubelet',
    panels: [
      lines('CPU of the kubelet', 'short', byNodeName(`rate(process_cpu_seconds_total{${own}}[$__rate_interval])`), '{{node}}', {
        links: LINKS,
        description: 'Cores that the kubelet uses. Normally some hundredths, and more with many pods.',
      }),
      lines('Memory of the kubelet', 'bytes', byNodeName(`process_resident_memory_bytes{${own}}`), '{{node}}', {
        links: LINKS,
        description: 'Memory that the kubelet uses. Normally 50 to 200 MB. A curve that only rises is a leak: restart the kubelet, and '
          + 'update it.',
      }),
      lines('Certificates expire in', 's', byNodeName(`kubelet_certificate_manager_client_ttl_seconds{${own}} < Inf`), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletClientCertificateExpiration', { direction: 'below' }),
        empty: 'The certificates are not rotated by the kubelet',
        description: 'Time until the client certificate of the kubelet expires. Normally days, and a step up when it is renewed. At 0 '
          + 'the node becomes not ready: approve its CertificateSigningRequests.',
      }),
    ],
  };
}
