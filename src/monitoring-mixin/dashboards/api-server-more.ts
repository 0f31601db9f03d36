import { BoardContext, lines, named, quantile, several, stat, top } from './dashboard';
import { Row } from '../../dashboards/panels';
import { mainApiServer } from '../groups/api-server-series';

const VERBS = ['read', 'write'] as const;
const WORDS = { read: 'Reads', write: 'Writes' } as const;

/** Requests to paths such as `/healthz` and `/metrics` have no resource. */
export const ofNone = (expr: string): string => named(expr, 'resource', 'no resource');

/** The share of requests that may be bad. */
const allowed = ({ limits }: BoardContext) => limits('KubeAPIErrorBudgetBurn', { scale: 0.01 }).critical ?? 0.01;

/** Additional rows of the API server dashboard: 30 days, reads and writes, fairness and etcd. */
export const apiServerRows = (context: BoardContext): Row[] => [
  budget(context),
  ...VERBS.map(verb => ofVerb(verb, context)),
  inside(context),
];

/** Each hour of 30 days, or of the retention of Prometheus. */
const HOURS = '[30d:1h]';

/**
 * The share of bad requests. Hours are weighted by their requests: an error at night, with few requests, counts less than one by day. In
 * the first hour of a Prometheus it is the plain mean.
 */
export function badShare(verb: string, { here, by, on }: BoardContext): string {
  const share = `avg ${by()} (apiserver_request:burnrate1h{${here},verb="${verb}"})`;
  const requests = `sum ${by()} (code_resource:apiserver_request_total:rate5m{${here},verb="${verb}"})`;
  const weighted = `sum_over_time((${share} * ${on()} ${requests})${HOURS}) / ${on()} (sum_over_time((${requests} and ${on()} `
    + `${share})${HOURS}) > 0)`;
  return `${weighted} or avg ${by()} (avg_over_time(apiserver_request:burnrate1h{${here},verb="${verb}"}[30d]))`;
}

function budget(context: BoardContext): Row {
  const { here } = context;
  const budgets = VERBS.flatMap(verb => [
    stat(`Good ${WORDS[verb].toLowerCase()}, 30 days`, 'percentunit', `1 - max(${badShare(verb, context)})`, {
      description: `Share of the ${WORDS[verb].toLowerCase()} that succeeded in time, over 30 days or the retention `
        + 'of Prometheus. Hours with many requests count more.',
      thresholds: { critical: 1 - allowed(context), direction: 'below' },
      empty: 'No request was counted',
    }),
    stat(`Budget left, ${WORDS[verb].toLowerCase()}`, 'percentunit', `1 - max(${badShare(verb, context)}) / ${allowed(context)}`, {
      description: 'Remaining share of the requests that may fail or be slow in 30 days. Below 0 the budget is used up: find the resource '
        + 'that is slow or fails.',
      thresholds: { warning: 0.25, critical: 0, direction: 'below' },
      empty: 'No request was counted',
    }),
  ]);
  return {
    title: 'Error budget of 30 days',
    panels: [
      ...budgets,
      lines(
        'Bad requests by window',
        'percentunit',
        `round(max by (verb) (apiserver_request:burnrate6h{${here}}), 1e-6)`,
        '{{verb}} in 6h',
        {
          description: 'Share of the requests of six hours that failed or were slow. Above the line the budget gets smaller.',
          thresholds: { warning: allowed(context) },
        },
      ),
      lines(
        'Bad requests of three days',
        'percentunit',
        `round(max by (verb) (apiserver_request:burnrate3d{${here}}), 1e-6)`,
        '{{verb}} in 3d',
        {
          description: 'Share of the requests of three days that failed or were slow. Above the line the budget gets smaller.',
          thresholds: { warning: allowed(context) },
        },
      ),
    ],
  };
}

function ofVerb(verb: typeof VERBS[number], context: BoardContext): Row {
  const { here, limits } = context;
  const rate = (labels: string, more = '') => `sum by (${labels}) `
    + `(code_resource:apiserver_request_total:rate5m{${here},verb="${verb}"${more}})`;
  const what = verb === 'read' ? 'GET and LIST' : 'POST, PUT, PATCH and DELETE';
  return {
    title: `${WORDS[verb]} (${what})`,
    panels: [
      lines(`${WORDS[verb]} by code`, 'reqps', rate('code'), '{{code}}', {
        description: `Requests with ${what}, by status code. 404 and 409 are normal, 5xx are not.`,
      }),
      lines(`Failed ${WORDS[verb].toLowerCase()}`, 'reqps', top(`${rate('resource', ',code=~"5.."')} > 0`), '{{resource}}', {
        description: 'The ten resources with most server errors. Normally none. If not, check etcd, webhooks and aggregated APIs.',
        empty: 'No request has failed',
      }),
      lines(`${WORDS[verb]} by resource`, 'reqps', top(ofNone(rate('resource'))), '{{resource}}', {
        description: 'The ten resources with most requests. A controller in a loop shows as one far above the others.',
      }),
      lines(`Duration of ${WORDS[verb].toLowerCase()} (p99)`, 's', top(ofNone('max by (resource) '
        + `(cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile{${here},verb="${verb}"})`)), '{{resource}}', {
        description: 'The ten slowest resources. Normally below 1 s; lists of the whole cluster may take longer.',
        thresholds: limits('ApiServerSlow'),
      }),
    ],
  };
}

function inside(context: BoardContext): Row {
  const own = mainApiServer(context);
  const seats = (what: string) => `sum by (priority_level) (apiserver_flowcontrol_${what}_seats{${own}})`;
  return {
    title: 'Fairness, watches and etcd',
    panels: [
      lines('Seats in use', 'percentunit', `${seats(
        'current_executing',
      )} / on (priority_level) (${seats('current_limit')} > 0)`, '{{priority_level}}', {
        description: 'Used share of each priority level (priority and fairness). At 1 its requests wait, then they are rejected: find its '
          + 'clients.',
        thresholds: { warning: 0.9 },
      }),
      lines('Request wait time (p99)', 's', quantile(
        0.99, 'apiserver_flowcontrol_request_wait_duration_seconds', own, 'by (priority_level)',
      ), '{{priority_level}}', {
        description: 'How long requests wait for a seat, by priority level. Normally near 0.',
      }),
      lines('Watches', 'short', top(`sum by (resource) (apiserver_longrunning_requests{${own},verb="WATCH"})`), '{{resource}}', {
        description: 'Open watches, of the ten resources with most. A steady rise is a client that does not close its watches.',
      }),
      lines('Requests terminated by the server', 'reqps', 'sum by (code) '
        + `(rate(apiserver_request_terminations_total{${own}}[$__rate_interval]))`, '{{code}}', {
        description: 'Requests that the API server terminates to protect itself. Normally none. If not, it has too little CPU or memory, '
          + 'or '
          + 'etcd is slow.',
        empty: 'No request was terminated',
      }),
      lines('Requests to etcd', 'ops', `sum by (operation) (rate(etcd_requests_total{${own}}[$__rate_interval]))`, '{{operation}}', {
        description: 'Requests of the API server to etcd. Many "list" requests come from clients that bypass the cache.',
      }),
      lines(
        'Failed requests to etcd',
        'ops',
        `sum by (operation) (rate(etcd_request_errors_total{${own}}[$__rate_interval]))`,
        '{{operation}}',
        {
          description: 'Failed requests to etcd. Normally near 0. If not, see the dashboard of etcd.',
          empty: 'No request has failed',
        },
      ),
      several('Size of etcd', 'bytes', [{
        expr: `max by (instance) (apiserver_storage_size_bytes{${own}})`,
        legend: 'size',
      }], {
        description: 'Size of the database, measured by the API server: useful if etcd is not scraped. The default quota is 2 GiB.',
      }),
      lines('Audit events lost', 'ops', `sum by (plugin) (rate(apiserver_audit_error_total{${own}}[$__rate_interval]))`, '{{plugin}}', {
        description: 'Audit events that could not be written. Normally none. If not, check the disk of the log, or the webhook.',
        empty: 'No event was lost',
      }),
    ],
  };
}
