import { AlertDefinition, Context, GroupDefinition, RecordDefinition } from '../definition';

/** Requests that last by design, and those that are no verb of a user. */
const SHORT = 'subresource!~"proxy|attach|log|exec|portforward",verb!~"WATCH|CONNECT"';

/** How long an answer may take, in seconds, before it counts as an error: as upstream promises for a single object, a namespace, a cluster. */
const READ = 'verb=~"LIST|GET"';
const WRITE = 'verb=~"POST|PUT|PATCH|DELETE|APPLY|DELETECOLLECTION"';

const main = ({ apiServer }: Context) => `${apiServer},metrics_path!="/metrics/slis"`;

/** Of all requests those that fail by the server's fault, or take longer than a second; of reads of whole clusters, thirty. */
function errorRatio(selector: string, window: string, context: Context): string {
  const { by } = context;
  const all = `sum ${by()} (rate(apiserver_request_sli_duration_seconds_count{${main(context)},${SHORT},${selector}}[${window}]))`;
  const within = (more: string, le: string) => `sum ${by()} (rate(apiserver_request_sli_duration_seconds_bucket{${main(context)},${SHORT},${selector},${more}le=~"${le}"}[${window}]))`;
  const failed = `sum ${by()} (rate(apiserver_request_total{${main(context)},${SHORT},${selector},code=~"5.."}[${window}]))`;
  const fast = selector === READ ? `(${within('scope!="cluster",', '1(\\\\.0)?')} + (${within('scope="cluster",', '30(\\\\.0)?')} or 0 * ${all}))` : within('', '1(\\\\.0)?');
  return `(${all} - ${fast} + (${failed} or 0 * ${all})) / ${all}`;
}

export const BURN_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

const ratios: RecordDefinition[] = BURN_WINDOWS.flatMap(window => ([['read', READ], ['write', WRITE]] as const).map(([verb, selector]): RecordDefinition => ({
  record: `cluster_verb:apiserver_request_errors:ratio_rate${window}`, labels: { verb }, expr: context => errorRatio(selector, window, context),
})));

/**
 * How fast the error budget of 30 days burns: over a long window, so that it matters, and a short one, so that it ends with its cause.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const BURNS: readonly { readonly long: string; readonly short: string; readonly factor: number; readonly for: string; readonly severity: 'critical' | 'warning'; readonly empty: string }[] = [
  { long: '1h', short: '5m', factor: 14.4, for: '2m', severity: 'critical', empty: 'two days' },
  { long: '6h', short: '30m', factor: 6, for: '15m', severity: 'critical', empty: 'five days' },
  { long: '1d', short: '2h', factor: 3, for: '1h', severity: 'warning', empty: 'ten days' },
  { long: '3d', short: '6h', factor: 1, for: '3h', severity: 'warning', empty: 'thirty days' },
];

const burns: AlertDefinition[] = BURNS.map(({ long, short, factor, for: after, severity, empty }) => ({
  alert: 'ApiServerErrorBudgetBurns',
  labels: { window: long },
  severity,
  for: after,
  threshold: 1,
  expr: ({ on }, percent) => `max without (verb) (cluster_verb:apiserver_request_errors:ratio_rate${long}) > ${round(factor * percent / 100)} and ${on()} max without (verb) (cluster_verb:apiserver_request_errors:ratio_rate${short}) > ${round(factor * percent / 100)}`,
  summary: `{{ $value | humanizePercentage }} of the requests to the apiserver have failed or were slow for ${long}: the budget of a month ends in ${empty}.`,
  description: 'Users and controllers wait, or try again. The threshold is the share of requests that may fail, in percent.',
}));

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

export const API_SERVER: GroupDefinition = {
  name: 'apiserver',
  title: 'kube-apiserver',
  needs: ['apiServer'],
  records: [
    ...ratios,
    { record: 'cluster_code_verb:apiserver_request:rate5m', expr: context => `sum ${context.by('code', 'verb')} (rate(apiserver_request_total{${main(context)}}[5m]))` },
    {
      record: 'cluster_verb_resource:apiserver_request_sli_duration_seconds:p99_5m',
      expr: context => `histogram_quantile(0.99, sum ${context.by('verb', 'resource', 'le')} (rate(apiserver_request_sli_duration_seconds_bucket{${main(context)},${SHORT}}[5m])))`,
    },
  ],
  alerts: [
    ...burns,
    {
      alert: 'ApiServerAbsent',
      severity: 'critical',
      for: '15m',
      expr: context => `absent(up{${main(context)}} == 1)`,
      summary: 'No apiserver is scraped.',
      description: 'The control plane is away, or nothing is known of it.',
    },
    {
      alert: 'ApiServerSlow',
      severity: 'warning',
      for: '15m',
      threshold: 4,
      expr: (_, seconds) => `cluster_verb_resource:apiserver_request_sli_duration_seconds:p99_5m{verb!="LIST"} > ${seconds}`,
      summary: '{{ $labels.verb }} of {{ $labels.resource }} takes the apiserver {{ $value | humanizeDuration }}.',
      description: 'Whoever works with them waits.',
    },
    {
      alert: 'ApiServerRequestsTerminated',
      severity: 'warning',
      for: '5m',
      threshold: 20,
      expr: (context, percent) => `100 * sum ${context.by()} (rate(apiserver_request_terminations_total{${main(context)}}[10m])) / (sum ${context.by()} (rate(apiserver_request_total{${main(context)}}[10m])) + sum ${context.by()} (rate(apiserver_request_terminations_total{${main(context)}}[10m]))) > ${percent}`,
      summary: 'The apiserver ends {{ $value | printf "%.0f" }}% of its requests itself, to protect itself.',
      description: 'It has more to do than it can.',
    },
    {
      alert: 'ApiServerRequestsRejected',
      severity: 'warning',
      for: '15m',
      expr: context => `sum ${context.by('flow_schema', 'priority_level', 'reason')} (increase(apiserver_flowcontrol_rejected_requests_total{${main(context)}}[5m])) > 0`,
      summary: 'The apiserver refuses requests of {{ $labels.flow_schema }} ({{ $labels.priority_level }}): {{ $labels.reason }}.',
      description: 'Clients of this level get 429: they are slow, or fail.',
    },
    {
      alert: 'ApiServerClientCertificateExpires',
      severity: 'warning',
      for: '5m',
      threshold: 604_800,
      expr: (context, seconds) => `histogram_quantile(0.01, sum ${context.by('instance', 'le')} (rate(apiserver_client_certificate_expiration_seconds_bucket{${main(context)}}[5m]))) < ${seconds}`
        + ` and ${context.on('instance')} sum ${context.by('instance')} (increase(apiserver_client_certificate_expiration_seconds_count{${main(context)}}[5m])) > 0`,
      summary: 'Somebody asks the apiserver with a certificate that ends in {{ $value | humanizeDuration }}.',
      description: 'Then this client is locked out: a kubelet, a controller, or a person.',
    },
    {
      alert: 'AggregatedApiUnavailable',
      severity: 'warning',
      for: '10m',
      expr: context => `max ${context.by('name')} (aggregator_unavailable_apiservice{${main(context)}}) == 1`,
      summary: 'The aggregated API {{ $labels.name }} does not answer.',
      description: 'What needs it fails: metrics.k8s.io feeds kubectl top and autoscalers. Namespaces cannot be deleted meanwhile.',
    },
    {
      alert: 'KubernetesVersionsDiffer',
      severity: 'info',
      for: '4h',
      when: ({ jobs }) => jobs.kubelet !== undefined,
      expr: ({ by, apiServer, kubelet }) => `count ${by()} (count ${by('git_version')} (label_replace(kubernetes_build_info{${apiServer}} or kubernetes_build_info{${kubelet}}, "git_version", "$1", "git_version", "(v[0-9]*\\\\.[0-9]*).*"))) > 1`,
      summary: '{{ $value }} minor versions of Kubernetes run in this cluster.',
      description: 'An upgrade has not ended.',
    },
  ],
};
