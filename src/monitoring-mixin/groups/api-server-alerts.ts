import { mainApiServer, SHORT } from './api-server-series';
import { mainKubelet as kubeletMain } from './kubelet-series';
import { AlertDefinition, Context } from '../definition';

interface Burn {
  readonly long: string;
  readonly short: string;
  readonly factor: number;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  /** When the budget is used up at this rate. */
  readonly empty: string;
}

/**
 * How fast the error budget of 30 days burns: over a long window, so that it is significant, and a short one, so that the alert ends with
 * its cause.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const BURNS: readonly Burn[] = [
  { long: '1h', short: '5m', factor: 14.4, for: '2m', severity: 'critical', empty: 'two days' },
  { long: '6h', short: '30m', factor: 6, for: '15m', severity: 'critical', empty: 'five days' },
  { long: '1d', short: '2h', factor: 3, for: '1h', severity: 'warning', empty: 'ten days' },
  { long: '3d', short: '6h', factor: 1, for: '3h', severity: 'warning', empty: 'thirty days' },
];

const burns: readonly AlertDefinition[] = BURNS.map(({ long, short, factor, for: after, severity, empty }) => ({
  alert: 'KubeAPIErrorBudgetBurn',
  labels: { long, short },
  severity,
  for: after,
  threshold: 1,
  expr: ({ by, on }, percent) => {
    const above = (window: string) => `sum ${by()} (apiserver_request:burnrate${window}) > ${round(factor * percent / 100)}`;
    return `${above(long)} and ${on()} ${above(short)}`;
  },
  summary: `{{ $value | humanizePercentage }} of the requests to the API server failed or were slow for ${long}:`
    + ` at this rate the budget of 30 days lasts ${empty}.`,
  description: 'Users and controllers wait or retry. The threshold is the share of requests that may fail, in percent. Find the slow or '
    + 'failing resource first, then check etcd and webhooks.',
}));

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Components that call the API server or other parts of the control plane, if they are scraped. */
function clients(context: Context): string[] {
  const { jobs } = context;
  return [
    ...jobs.apiServer === undefined ? [] : [mainApiServer(context)],
    ...jobs.kubelet === undefined ? [] : [kubeletMain(context)],
    ...jobs.scheduler === undefined ? [] : [context.scheduler],
    ...jobs.controllerManager === undefined ? [] : [context.controllerManager],
  ];
}

function clientErrors(context: Context, percent: number): string {
  const requests = (more: string) => `sum ${context.by('job', 'namespace', 'node', 'instance')}`
    + ` (${clients(context).map(job => `rate(rest_client_requests_total{${job}${more}}[5m])`).join(' or ')})`;
  return `100 * ${requests(',code=~"5.."')} / ${requests('')} > ${percent}`;
}

const clientCertificate = (severity: 'warning' | 'critical', seconds: number): AlertDefinition => ({
  alert: 'KubeClientCertificateExpiration',
  severity,
  for: '5m',
  threshold: seconds,
  // without requests the quantile is NaN, which is not below any threshold
  expr: (context, below) => `histogram_quantile(0.01, sum ${context.by('instance', 'le')}`
    + ` (rate(apiserver_client_certificate_expiration_seconds_bucket{${mainApiServer(context)}}[5m]))) < ${below}`,
  summary: 'A client of the API server uses a certificate that expires in {{ $value | humanizeDuration }} or less.',
  description: 'After that the API server rejects this client: a kubelet, a controller or a person. Find the client in the audit log, and '
    + 'renew its certificate.',
});

const reachable: readonly AlertDefinition[] = [
  {
    alert: 'KubeAPIDown',
    severity: 'critical',
    for: '15m',
    expr: context => context.absent(mainApiServer(context)),
    summary: 'No API server of the cluster can be scraped.',
    description: 'The control plane is down or cannot be reached. Alerts on the API server are silent. Run "kubectl get --raw /readyz": '
      + 'if it works, check how Prometheus reaches the API server.',
  },
  {
    alert: 'KubeAPIInstanceUnreachable',
    severity: 'warning',
    for: '15m',
    expr: context => `${context.once(`up{${mainApiServer(context)}}`, 'job', 'node', 'pod', 'instance')} == 0`,
    summary: 'The API server {{ $labels.instance }} cannot be scraped.',
    description: 'If the instance is down, the other instances carry its load. Look at the pod kube-apiserver of this machine and its '
      + 'log.',
  },
];

const requests: readonly AlertDefinition[] = [
  {
    alert: 'ApiServerSlow',
    severity: 'warning',
    for: '15m',
    threshold: 4,
    expr: (context, seconds) => {
      const requested = `${mainApiServer(context)},${SHORT},verb!~"LIST|WATCH|WATCHLIST|CONNECT"`;
      return `histogram_quantile(0.99, sum ${context.by('verb', 'resource', 'le')}`
        + ` (rate(apiserver_request_sli_duration_seconds_bucket{${requested}}[5m]))) > ${seconds}`;
    },
    summary: 'The API server takes {{ $value | humanizeDuration }} for {{ $labels.verb }} requests of {{ $labels.resource }}.',
    description: 'Users and controllers that work with this resource wait. Check etcd and admission webhooks, and look for clients that '
      + 'list all objects.',
  },
  {
    alert: 'KubeAPITerminatedRequests',
    severity: 'warning',
    for: '5m',
    threshold: 20,
    expr: (context, percent) => {
      const rate = (what: string) => `sum ${context.by()} (rate(apiserver_request_${what}{${mainApiServer(context)}}[10m]))`;
      return `100 * ${rate('terminations_total')} / (${rate('total')} + ${rate('terminations_total')}) > ${percent}`;
    },
    summary: 'The API server terminates {{ $value | printf "%.0f" }}% of its requests to protect itself.',
    description: 'The API server is overloaded. Clients retry and fail. Find the client with most requests, and give the API server more '
      + 'CPU and memory.',
  },
  {
    alert: 'ApiServerRequestsRejected',
    severity: 'warning',
    for: '15m',
    expr: context => `sum ${context.by('flow_schema', 'priority_level', 'reason')}`
      + ` (increase(apiserver_flowcontrol_rejected_requests_total{${mainApiServer(context)}}[5m])) > 0`,
    summary: 'The API server rejects requests of {{ $labels.flow_schema }} ({{ $labels.priority_level }}): {{ $labels.reason }}.',
    description: 'Clients of this priority level get status 429: they are slow or fail. Find the client of this flow schema that sends '
      + 'most requests.',
  },
  clientCertificate('warning', 7 * 86_400),
  clientCertificate('critical', 86_400),
];

const others: readonly AlertDefinition[] = [
  {
    alert: 'KubeAggregatedAPIErrors',
    severity: 'warning',
    for: '10m',
    expr: context => `sum ${context.by(
      'name', 'reason',
    )} (increase(aggregator_unavailable_apiservice_total{${mainApiServer(context)}}[5m])) > 0`,
    summary: 'Health checks of the aggregated API {{ $labels.name }} fail: {{ $labels.reason }}.',
    description: 'Requests to this API can fail. metrics.k8s.io serves "kubectl top" and autoscalers. Run "kubectl describe apiservice {{ '
      + '$labels.name }}", and check the pods of its Service.',
  },
  {
    alert: 'KubeAggregatedAPIDown',
    severity: 'warning',
    for: '5m',
    threshold: 15,
    expr: (context, percent) => {
      const unavailable = context.once(`avg_over_time(aggregator_unavailable_apiservice{${mainApiServer(context)}}[10m])`, 'name');
      return `100 * ${unavailable} > ${percent}`;
    },
    summary: 'The aggregated API {{ $labels.name }} was unavailable for {{ $value | printf "%.0f" }}% of 10 minutes.',
    description: 'Requests to this API fail, and namespaces cannot be deleted. metrics.k8s.io serves "kubectl top" and autoscalers. Start '
      + 'its pods again, or delete the APIService if it is no longer used.',
  },
  {
    alert: 'KubeClientErrors',
    severity: 'warning',
    for: '15m',
    threshold: 1,
    expr: clientErrors,
    summary: '{{ $value | printf "%.1f" }}% of the API requests of {{ $labels.job }} {{ $labels.instance }} end with a server error.',
    description: 'The component retries and works slowly, or does not work. Check its log, and the health of the API server that it '
      + 'connects to.',
  },
  {
    alert: 'KubeVersionMismatch',
    severity: 'info',
    for: '4h',
    when: ({ jobs }) => jobs.kubelet !== undefined,
    expr: ({ by, apiServer, kubelet }) => `count ${by()} (count ${by('git_version')} (label_replace(kubernetes_build_info{${apiServer}}`
      + ` or kubernetes_build_info{${kubelet}}, "git_version", "$1", "git_version", "(v[0-9]*\\\\.[0-9]*).*"))) > 1`,
    summary: '{{ $value }} minor versions of Kubernetes run in this cluster.',
    description: 'An upgrade is not finished. Finish the upgrade: "kubectl get nodes" lists the version of each kubelet.',
  },
];

export const API_SERVER_ALERTS: readonly AlertDefinition[] = [...burns, ...reachable, ...requests, ...others];
