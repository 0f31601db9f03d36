import { apiServerRows, ofNone } from './api-server-more';
import { BoardContext, column, DashboardDefinition, lines, quantile, several, stat, table, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';
import { mainApiServer } from '../groups/api-server-series';

const GOOD = { scale: -0.01, offset: 1, direction: 'below' } as const;

export const API_SERVER: DashboardDefinition = {
  id: 'apiserver',
  title: 'Control plane / API server',
  description: 'The API server: error budget, requests, their duration and its resources.',
  folder: 'Control plane',
  questions: [
    { question: 'Is the API server up, and does it meet its objective?', panel: 'Good reads, 3 days' },
    { question: 'Who or what makes the API server slow?', panel: 'Request duration (p99)' },
    { question: 'Are requests rejected?', panel: 'Requests rejected' },
    { question: 'Does a webhook slow down or fail requests?', panel: 'Webhook duration (p99)' },
    { question: 'Which resource has most objects?', panel: 'Objects stored' },
    { question: 'Is etcd slow, as the API server sees it?', panel: 'Duration of etcd requests (p99)' },
  ],
  needs: ['apiServer'],
  groups: ['apiserver'],
  alerts: { groups: ['apiserver'] },
  rows: context => [glance(context), requests(context), latency(context), inside(context), ...apiServerRows(context), itself(context)],
};

function glance(context: BoardContext): Row {
  const { here, limits } = context;
  const own = mainApiServer(context);
  const good = (
    kind: string, verb: string,
  ) => stat(`Good ${kind}, 3 days`, 'percentunit', `1 - max(apiserver_request:burnrate3d{${here},verb="${verb}"})`, {
    description: `Share of the ${kind} that were answered in time and without an error of the server. Below 0.99 the error budget is `
      + 'used up: find the requests that fail or are slow.',
    thresholds: limits('KubeAPIErrorBudgetBurn', GOOD),
  });
  return {
    title: 'At a glance',
    panels: [
      stat('Up', 'none', `sum(up{${own}})`, {
        description: 'API servers that are scraped.',
        plain: 'every number of API servers can be right',
        empty: 'The API server is not scraped',
      }),
      stat('Down', 'none', `count(up{${own}} == 0) or vector(0)`, {
        description: 'API servers that are not scraped. Normally 0. If not, look at the pod or the machine of this instance: the others '
          + 'carry its load.',
        thresholds: { critical: 1 },
      }),
      good('reads', 'read'),
      good('writes', 'write'),
      stat('Requests', 'reqps', `sum(code_resource:apiserver_request_total:rate5m{${here}})`, {
        description: 'Requests of all clients.',
        plain: 'any rate is valid',
      }),
    ],
  };
}

function requests({ here, limits }: BoardContext): Row {
  const rate = (by: string, more = '') => `sum by (${by}) (code_resource:apiserver_request_total:rate5m{${here}${more}})`;
  return {
    title: 'Requests',
    panels: [
      lines('Bad requests', 'percentunit', `round(max by (verb) (apiserver_request:burnrate1h{${here}}), 1e-6)`, '{{verb}}', {
        thresholds: limits('KubeAPIErrorBudgetBurn', { scale: 0.01 }),
        description: 'Server errors, and responses that took longer than 1 s (LIST in a namespace: 5 s, LIST in the cluster: 30 s). Above '
          + '0.01 the error budget gets smaller.',
      }),
      lines('Requests by verb', 'reqps', rate('verb'), '{{verb}}', {
        description: 'Reads (GET, LIST) and writes (POST, PUT, PATCH, DELETE). A step up is a new client, or one that retries.',
      }),
      lines('Errors by code', 'reqps', rate('code', ',code=~"[45].."'), '{{code}}', {
        description: 'Responses with an error. 404 and 409 are normal. 401 and 403: credentials and permissions of a client. 429: too many '
          + 'requests. 5xx: the API server or etcd.',
        empty: 'No errors',
      }),
      lines('Requests by resource', 'reqps', top(ofNone(rate('resource'))), '{{resource}}', {
        description: 'The ten resources that are requested most. A controller in a loop shows as one resource far above the others.',
      }),
    ],
  };
}

function latency(context: BoardContext): Row {
  const { here, limits } = context;
  const own = mainApiServer(context);
  return {
    title: 'Duration',
    panels: [
      lines('Request duration (p99)', 's', top(ofNone('max by (verb, resource) '
        + `(cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile{${here}})`), 8), '{{verb}} {{resource}}', {
        thresholds: limits('ApiServerSlow'),
        description: 'The eight slowest kinds of requests. Normally below 1 s; reads of large lists take longer. If all are slow, look at '
          + 'etcd and the CPU of the API server.',
      }),
      lines('Webhook duration (p99)', 's', quantile(
        0.99, 'apiserver_admission_webhook_admission_duration_seconds', own, 'by (name)',
      ), '{{name}}', {
        description: 'How long each admission webhook takes. Every write that it selects waits for it. Above 1 s fix or remove it.',
        empty: 'No webhook was called',
      }),
      lines('Webhook rejections and errors', 'ops', 'sum by (name, error_type) '
        + `(rate(apiserver_admission_webhook_rejection_count{${own}}[$__rate_interval]))`, '{{name}} {{error_type}}', {
        description: 'Requests that a webhook rejected ("no_error"), or that failed because the webhook could not be called '
          + '("calling_webhook_error"). For the latter check its pods and its certificate.',
        empty: 'No request was rejected',
      }),
      lines('Duration of etcd requests (p99)', 's', quantile(
        0.99, 'etcd_request_duration_seconds', own, 'by (operation)',
      ), '{{operation}}', {
        description: 'How long requests to etcd take, measured by the API server. Normally below 0.1 s. Above 1 s the whole control plane '
          + 'is slow: '
          + 'look at the disks of etcd.',
        empty: 'Not reported by this API server',
      }),
    ],
  };
}

function inside(context: BoardContext): Row {
  const { cluster, by } = context;
  const own = mainApiServer(context);
  return {
    title: 'Saturation',
    panels: [
      lines('Requests in flight', 'short', `sum by (request_kind) (apiserver_current_inflight_requests{${own}})`, '{{request_kind}}', {
        description: 'Requests in progress: reads, and writes (mutating). If a curve stays at its limit, other requests wait.',
      }),
      lines('Requests rejected', 'reqps', 'sum by (flow_schema, reason) '
        + `(rate(apiserver_flowcontrol_rejected_requests_total{${own}}[$__rate_interval]))`, '{{flow_schema}} {{reason}}', {
        description: 'Requests that priority and fairness rejected with 429. Normally none. If not, find the clients of this flow '
          + 'schema, and reduce their requests.',
        empty: 'No request is rejected',
      }),
      lines('Work queues', 'short', top(`sum by (name) (workqueue_depth{${own}})`, 8), '{{name}}', {
        description: 'Objects that wait for the controllers inside the API server: the eight longest queues. Normally near 0.',
      }),
      lines('Wait in work queues (p99)', 's', top(quantile(0.99, 'workqueue_queue_duration_seconds', own, 'by (name)'), 8), '{{name}}', {
        description: 'How long objects wait for the controllers inside the API server: the eight slowest. Normally below 1 s.',
      }),
      table('Objects stored', 'short', [column(cluster, 'Cluster'), column('resource', 'Resource')],
        [value('Objects', `topk(50, (max ${by('resource')} (apiserver_storage_objects{${own}}) or max ${by('resource')} `
          + `(apiserver_resource_objects{${own}})) >= 0)`)], {
          description: 'Objects in etcd by resource. Many thousands of events, Jobs or reports slow every list: set a lifetime (TTL), '
            + 'or remove them.',
          sortBy: 'Objects',
          empty: 'Not reported by this API server',
        }),
    ],
  };
}

function itself(context: BoardContext): Row {
  const own = mainApiServer(context);
  return {
    title: 'Resources of the API server',
    panels: [
      several('CPU of the API server', 'short', [{
        expr: `sum by (instance) (rate(process_cpu_seconds_total{${own}}[$__rate_interval]))`,
        legend: '{{instance}}',
      }], {
        description: 'Cores that each API server uses, by address. At the limit of its machine all requests are slow.',
      }),
      lines('Memory of the API server', 'bytes', `sum by (instance) (process_resident_memory_bytes{${own}})`, '{{instance}}', {
        description: 'Memory that each API server uses. It caches all objects. A step up is a large list or many new objects.',
      }),
    ],
  };
}
