import { byInstance, INSTANCE, processRow, upStates } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, observations, quantile, several, stat, top } from './dashboard';

const REQUESTS = 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m';
const component = ({ grafana: selector }: BoardContext) => ({ name: 'Grafana', selector });

export const GRAFANA: DashboardDefinition = {
  id: 'grafana',
  title: 'Monitoring / Grafana',
  description: 'Grafana itself: requests, errors and the response time of data sources.',
  folder: 'Monitoring',
  questions: [
    { question: 'Which requests to Grafana fail?', panel: 'Failed requests by handler' },
    { question: 'Which data source is slow?', panel: 'Response time of data sources (p99)' },
  ],
  needs: ['grafana'],
  groups: ['grafana'],
  alerts: { groups: ['grafana'] },
  rows: context => {
    const { grafana, by } = context;
    const requests = (more: string, ...labels: string[]) => `sum by (${labels.join(', ')}) (${REQUESTS}{${grafana}${more}})`;
    const count = (metric: string) => `max(grafana_${metric}{${grafana}})`;
    return [
      {
        title: 'At a glance',
        panels: [
          stat('Instances down', 'none', `count(up{${grafana}} == 0) or vector(0)`, {
            description: 'Instances of Grafana that cannot be scraped. Normally 0. If not, check its pods and its Service.',
            thresholds: { warning: 1 },
          }),
          stat('Requests', 'reqps', `sum(${requests('')})`, {
            description: 'Requests of browsers and tools, in a second.',
            plain: 'it follows the use of Grafana',
          }),
          stat('Failed requests', 'percentunit', `(sum(${requests(',status_code=~"5.."')}) or vector(0)) / sum(${requests('')})`, {
            description: 'Share of the requests that end with a server error. Normally 0. A data source that fails counts here, too.',
            thresholds: { warning: 0.05, critical: 0.5 },
          }),
          stat('Dashboards', 'none', count('stat_totals_dashboard'), {
            description: 'Dashboards in Grafana. If there are fewer than expected, the sidecar does not find their ConfigMaps.',
            plain: 'any number is valid',
          }),
          stat('Active users', 'none', count('stat_active_users'), {
            description: 'Users that were active in the last 30 days.',
            plain: 'any number is valid',
          }),
        ],
      },
      {
        title: 'Requests',
        panels: [
          lines('Requests by code', 'reqps', requests('', 'status_code'), '{{status_code}}', {
            description: 'Requests by status code. 2xx and 3xx are normal. 401 and 403 are users without a session or permission, 5xx '
              + 'are failures.',
          }),
          lines('Failed requests by handler', 'reqps', top(`${requests(',status_code=~"5.."', 'handler')} > 0`), '{{handler}}', {
            description: 'The ten handlers with most server errors. "/api/ds/query" are queries: then the data source fails. Any other '
              + 'is Grafana itself.',
            empty: 'No request has failed',
          }),
          lines('Request duration (p99)', 's', top(quantile(
            0.99, 'grafana_http_request_duration_seconds', grafana, 'by (handler)',
          )), '{{handler}}', {
            description: 'The ten slowest handlers. Queries take as long as the data source; others normally take less than 1 s.',
          }),
          byInstance('Requests in flight', 'short', `sum ${by(...INSTANCE)} (grafana_http_request_in_flight{${grafana}})`, {
            description: 'Requests in progress. Normally a few. If there are many, data sources are slow.',
          }),
          byInstance('Requests by instance', 'reqps', observations('grafana_http_request_duration_seconds', grafana, by(...INSTANCE)), {
            description: 'Requests to each instance. With several instances they are normally about the same.',
          }),
        ],
      },
      {
        title: 'Data sources',
        panels: [
          lines('Requests to data sources', 'reqps', 'sum by (datasource) '
            + `(rate(grafana_datasource_request_total{${grafana}}[$__rate_interval]))`, '{{datasource}}', {
            description: 'Requests that Grafana sends, by data source.',
            empty: 'No data source was queried',
          }),
          several('Failed data source requests', 'reqps', [{
            expr: `sum by (datasource, code) (rate(grafana_datasource_request_total{${grafana},code!~"2.."}[$__rate_interval]))`,
            legend: '{{datasource}} {{code}}',
          }], {
            description: 'Responses other than 2xx. Normally none. 400 and 422 are mistakes in queries, 503 are queries that take too '
              + 'long.',
            empty: 'No request has failed',
          }),
          lines('Response time of data sources (p99)', 's', quantile(
            0.99, 'grafana_datasource_request_duration_seconds', grafana, 'by (datasource)',
          ), '{{datasource}}', {
            description: 'How long data sources take to respond. Normally below 1 s. If not, use recorded series or shorter ranges.',
            empty: 'No data source was queried',
          }),
          upStates(component(context), context),
        ],
      },
      processRow(component(context), context),
    ];
  },
};
