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
  description: 'The kubelets: whether they answer, how fast they see and start containers, and what fails.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which kubelet cannot be scraped?', panel: 'Kubelets over time' },
    { question: 'Why do pods of a node start slowly?', panel: 'Time to start a pod (p99)' },
    { question: 'Is the container runtime slow or failing (PLEG)?', panel: 'Time to look at containers (p99)' },
    { question: 'Do volumes get mounted?', panel: 'Operations on volumes that fail' },
    { question: 'When does the certificate of a kubelet expire?', panel: 'Certificates end in' },
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
        plain: 'every number of nodes can be right',
        empty: 'The kubelet is not scraped',
      }),
      stat('Kubelets down', 'none', `count(up{${own}} == 0) or vector(0)`, {
        description: 'Kubelets that are not scraped. Normal is 0. If not, log in to the node and read "journalctl -u kubelet".',
        thresholds: { warning: 1 },
      }),
      stat('Pods', 'none', `sum(cluster:kubelet_running_pods:sum{${here}})`, {
        description: 'Pods that the kubelets of the chosen clusters run.',
        plain: 'every number of pods can be right',
      }),
      stat('Operations that fail', 'percentunit', `sum(rate(kubelet_runtime_operations_errors_total{${own}}[$__rate_interval])) / `
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
      lines('Time to look at containers (p99)', 's', byNodeName(`node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{${here},${NODE},quantile="0.99"}`), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletPlegDurationHigh'),
        description: 'How long the kubelet needs to list all containers (PLEG relist). Normal is below 1 s. After three minutes without '
          + 'a list the node is not ready: look at the container runtime and the disk.',
      }),
      lines('Time to start a pod (p99)', 's', byNodeName(`instance:kubelet_pod_start_duration_seconds:p99_5m{${here},${NODE}}`), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletPodStartUpLatencyHigh'),
        description: 'From when the kubelet sees a pod until its containers run, without pulling images. Above 60 s rollouts are slow: '
          + 'look at volumes, the network plugin and the disk.',
      }),
      lines('Operations of the runtime', 'ops', 'sum by (operation_type) '
        + `(rate(kubelet_runtime_operations_total{${own}}[$__rate_interval]))`, '{{operation_type}}', {
        description: 'What the kubelets order from the container runtime. A rise without a rollout means containers that restart.',
      }),
      lines('Time of operations of the runtime (p99)', 's', quantile(0.99, 'kubelet_runtime_operations_duration_seconds', own, 'by (operation_type)'), '{{operation_type}}', {
        description: 'How long the container runtime needs. Seconds are normal for pulls alone; if all are slow, the disk of a node is.',
      }),
      several('Volumes', 'none', [
        { expr: `sum(volume_manager_total_volumes{${own},state="desired_state_of_world"})`, legend: 'wanted' },
        { expr: `sum(volume_manager_total_volumes{${own},state="actual_state_of_world"})`, legend: 'available' },
      ], {
        description: 'Volumes that pods of the nodes need, and those that are mounted. Normal is that both are equal. If not, read the '
          + 'events of the pods that wait.',
        empty: 'No pod has a volume',
      }),
      states('Kubelets over time', 'bool_on_off', byNodeName(`up{${own}}`), '{{node}}', {
        links: LINKS,
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each kubelet was scraped. A band that is colored is a time without answers: alerts on this node were silent.',
        empty: 'The kubelet is not scraped',
      }),
    ],
  };
}

function failures(context: BoardContext): Row {
  const own = selector(context);
  return {
    title: 'What fails',
    panels: [
      lines('Operations of the runtime that fail', 'ops', 'sum by (operation_type) '
        + `(rate(kubelet_runtime_operations_errors_total{${own}}[$__rate_interval]))`, '{{operation_type}}', {
        description: 'Operations of the container runtime that fail. Some are normal, as for images that do not exist. If not, read the '
          + 'log of the runtime on the node.',
        empty: 'Nothing fails',
      }),
      lines('Operations on volumes that fail', 'ops', observations('storage_operation_duration_seconds', `${own},status!="success"`, 'by (operation_name, volume_plugin)'), '{{operation_name}} {{volume_plugin}}', {
        description: 'Mounts, attachments and other operations on volumes that fail. Normal is none. If not, read the events of the pod '
          + 'and the log of the CSI driver.',
        empty: 'Nothing fails',
      }),
      lines('Evictions in an hour', 'short', `sum by (node, eviction_signal) (increase(kubelet_evictions{${own}}[1h]))`, '{{node}} '
        + '{{eviction_signal}}', {
        links: LINKS,
        description: 'Pods that the kubelet ended because the node was short of memory, disk space or inodes. Normal is none. If not, '
          + 'see the machine of the node.',
        empty: 'Nothing was evicted',
      }),
      lines('Requests to the API server that fail', 'reqps', 'sum by (node, code) '
        + `(rate(rest_client_requests_total{${own},code!~"2..|404|409"}[$__rate_interval]))`, '{{node}} {{code}}', {
        links: LINKS,
        description: 'Requests of the kubelets to the API server that fail. Normal is none. 401 and 403: certificates and permissions; '
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
    title: 'The kubelet itself',
    panels: [
      lines('CPU of the kubelet', 'short', byNodeName(`rate(process_cpu_seconds_total{${own}}[$__rate_interval])`), '{{node}}', {
        links: LINKS,
        description: 'Cores that the kubelet uses. Normal is some hundredths, and more with many pods.',
      }),
      lines('Memory of the kubelet', 'bytes', byNodeName(`process_resident_memory_bytes{${own}}`), '{{node}}', {
        links: LINKS,
        description: 'Memory that the kubelet uses. Normal is 50 to 200 MB. A curve that only rises is a leak: restart the kubelet, and '
          + 'update it.',
      }),
      lines('Certificates end in', 's', byNodeName(`kubelet_certificate_manager_client_ttl_seconds{${own}} < Inf`), '{{node}}', {
        links: LINKS,
        thresholds: limits('KubeletClientCertificateExpiration', { direction: 'below' }),
        empty: 'The certificates are not rotated by the kubelet',
        description: 'Time until the client certificate of the kubelet expires. Normal is days, and a step up when it is renewed. At 0 '
          + 'the node becomes not ready: approve its CertificateSigningRequests.',
      }),
    ],
  };
}
