import { mainKubelet, withNode } from './kubelet-series';
import { AlertDefinition, Context } from '../definition';

/** The kubelet in texts: the name of its node, or its address if the target has no label `node`. */
const NAME = '{{ or $labels.node $labels.instance }}';

const WEEK = 7 * 86_400;
const DAY = 86_400;

/** One series per kubelet. */
const kubelet = (series: string, { once }: Context, ...labels: string[]) => once(series, 'node', 'instance', ...labels);

/** Clusters that have nodes but no kubelet that is up. If there is no kubelet at all, `absent()` reports it without kube-state-metrics. */
function down(context: Context): string {
  const { jobs, ksm, by, on, absent } = context;
  const up = mainKubelet(context);
  if (jobs.kubeStateMetrics === undefined) { return absent(up); }
  return `(group ${by()} (kube_node_info{${ksm}}) unless ${on()} group ${by()} (up{${up}} == 1)) or on () absent(up{${up}} == 1)`;
}

/**
 * Evictions of 15 minutes. The first eviction of a signal creates the counter, which is no increase. So a counter that did not exist 15
 * minutes ago counts too, if this kubelet was scraped then.
 */
function evictions(context: Context): string {
  const series = `kubelet_evictions{${mainKubelet(context)}}`;
  const first = `(${series} unless ${series} offset 15m and ${context.on(
    'instance',
  )} kubelet_node_name{${mainKubelet(context)}} offset 15m)`;
  return withNode(context.once(`increase(${series}[15m]) > 0 or ${first}`, 'instance', 'eviction_signal'), context);
}

function podsOfCapacity(context: Context): string {
  const { once, on, ksm } = context;
  const pods = withNode(once(`last_over_time(kubelet_running_pods{${mainKubelet(context)}}[5m])`, 'instance'), context);
  // a virtual kubelet reports a capacity of one pod
  const capacity = once(`last_over_time(kube_node_status_capacity{${ksm},resource="pods"}[5m]) > 1`, 'node');
  return `100 * (${pods}) / ${on('node')} group_left () ${capacity}`;
}

const runtime = (what: string, context: Context) =>
  `sum ${context.by('node', 'instance')} (rate(kubelet_runtime_operations_${what}{${mainKubelet(context)}}[5m]))`;

const alerts: readonly AlertDefinition[] = [
  {
    alert: 'KubeletDown',
    severity: 'critical',
    for: '15m',
    expr: down,
    summary: 'No kubelet of the cluster can be scraped.',
    description: 'There are no metrics of containers, volumes and kubelets: alerts on them are silent. Check the EndpointSlices of the '
      + 'kubelets and the permission nodes/metrics of Prometheus.',
  },
  {
    alert: 'KubeletInstanceUnreachable',
    severity: 'warning',
    for: '15m',
    expr: context => `${kubelet(`up{${mainKubelet(context)}}`, context, 'job')} == 0`,
    summary: `The kubelet of ${NAME} cannot be scraped.`,
    description: 'There are no metrics of its containers and volumes: alerts on them are silent. The page "Targets" of Prometheus shows '
      + 'the error.',
  },
  {
    alert: 'KubeletTooManyPods',
    severity: 'info',
    for: '15m',
    when: ({ jobs }) => jobs.kubeStateMetrics !== undefined,
    threshold: 95,
    expr: (context, percent) => `${podsOfCapacity(context)} > ${percent}`,
    summary: 'Node {{ $labels.node }} runs {{ $value | printf "%.0f" }}% of its maximum number of pods.',
    description: 'At 100% the node accepts no more pods, even if it has free CPU and memory. Add a node, or raise maxPods of the kubelet.',
  },
  {
    alert: 'KubeNodeEviction',
    severity: 'info',
    expr: evictions,
    summary: 'Node {{ $labels.node }} evicted {{ $value | printf "%.0f" }} pods in 15 minutes because of {{ $labels.eviction_signal }}.',
    description: 'The node ran short of this resource. The evicted pods start on other nodes if they have an owner. Find the pods that '
      + 'use more of it than they request.',
  },
  {
    alert: 'KubeletPlegDurationHigh',
    severity: 'warning',
    for: '5m',
    threshold: 10,
    expr: (_, seconds) => `node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{quantile="0.99"} >= ${seconds}`,
    summary: 'The kubelet of {{ $labels.node }} takes {{ $value | humanizeDuration }} or more to list its containers.',
    description: 'The kubelet notices starts and ends of containers late. After three minutes without a list the node is not ready. Check '
      + 'CPU, disk and the container runtime of the node.',
  },
  {
    alert: 'KubeletPodStartUpLatencyHigh',
    severity: 'warning',
    for: '15m',
    threshold: 60,
    expr: (_, seconds) => `instance:kubelet_pod_start_duration_seconds:p99_5m > ${seconds}`,
    summary: 'Pods on node {{ $labels.node }} take {{ $value | humanizeDuration }} to start.',
    description: 'Rollouts and recovery are slow. Check the registry, image sizes, and the CSI and CNI pods of the node.',
  },
  {
    alert: 'KubeletRuntimeErrors',
    severity: 'warning',
    for: '15m',
    threshold: 10,
    expr: (context, percent) => `100 * ${runtime('errors_total', context)} / ${runtime('total', context)} > ${percent}`,
    summary: `{{ $value | printf "%.0f" }}% of the calls of the kubelet of ${NAME} to its container runtime fail.`,
    description: 'Containers cannot be started or removed. Read the log of the container runtime: "journalctl --unit containerd".',
  },
];

const expiration = (kind: 'client' | 'server', severity: 'warning' | 'critical', seconds: number): AlertDefinition => ({
  alert: `Kubelet${kind === 'client' ? 'Client' : 'Server'}CertificateExpiration`,
  severity,
  threshold: seconds,
  expr: (context, below) => `${kubelet(`kubelet_certificate_manager_${kind}_ttl_seconds{${mainKubelet(context)}}`, context)} < ${below}`,
  summary: `The ${kind} certificate of the kubelet of ${NAME} expires in {{ $value | humanizeDuration }}.`,
  description: kind === 'client'
    ? 'After that the kubelet cannot connect to the API server, and the node becomes not ready. Approve its certificate request.'
    : 'After that "kubectl logs" and "kubectl exec" fail for pods of this node, and so does scraping that verifies certificates. '
      + 'Approve its certificate request.',
});

const renewalErrors = (metric: string, context: Context) => `${kubelet(`increase(${metric}{${mainKubelet(context)}}[5m])`, context)} > 0`;

const certificates: readonly AlertDefinition[] = [
  expiration('client', 'warning', WEEK),
  expiration('client', 'critical', DAY),
  expiration('server', 'warning', WEEK),
  expiration('server', 'critical', DAY),
  {
    alert: 'KubeletClientCertificateRenewalErrors',
    severity: 'warning',
    for: '15m',
    expr: context => renewalErrors('kubelet_certificate_manager_client_expiration_renew_errors', context),
    summary: `The kubelet of ${NAME} cannot renew its client certificate.`,
    description: 'When the certificate expires, the node becomes not ready. Approve requests that wait: "kubectl get '
      + 'certificatesigningrequests".',
  },
  {
    alert: 'KubeletServerCertificateRenewalErrors',
    severity: 'warning',
    for: '15m',
    expr: context => renewalErrors('kubelet_server_expiration_renew_errors', context),
    summary: `The kubelet of ${NAME} cannot renew its server certificate.`,
    description: 'When the certificate expires, "kubectl logs" and "kubectl exec" fail for pods of this node. Approve requests that wait: '
      + '"kubectl get certificatesigningrequests".',
  },
];

export const KUBELET_ALERTS: readonly AlertDefinition[] = [...alerts, ...certificates];
