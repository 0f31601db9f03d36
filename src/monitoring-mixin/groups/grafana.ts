import { Context, GroupDefinition } from '../definition';

const REQUESTS = 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m';

/** Handlers that pass on the response of a data source, whose failures are not Grafana's. */
const QUERIES = 'handler!~"/api/datasources/proxy/:id.*|/api/ds/query|/api/tsdb/query"';

const requests = (
  { grafana, by }: Context, more = '',
) => `sum ${by('namespace', 'job', 'handler')} (${REQUESTS}{${grafana},${QUERIES}${more}})`;

export const GRAFANA: GroupDefinition = {
  name: 'grafana',
  title: 'Grafana',
  needs: ['grafana'],
  records: [{
    record: REQUESTS,
    expr: ({
      grafana, by,
    }) => `sum ${by('namespace', 'job', 'handler', 'status_code')} (rate(grafana_http_request_duration_seconds_count{${grafana}}[5m]))`,
  }],
  alerts: [{
    alert: 'GrafanaRequestsFailing',
    severity: 'warning',
    for: '5m',
    threshold: 50,
    expr: (context, percent) => `100 * ${requests(context, ',status_code=~"5.."')} / ${requests(context)} > ${percent}`,
    summary: 'Grafana {{ $labels.namespace }}/{{ $labels.job }} answers {{ $value | printf "%.0f" }}% of the requests to {{ '
      + '$labels.handler }} with an error.',
    description: 'Dashboards do not open, or cannot be saved. Read the log of Grafana, and check its data sources and database.',
  }],
};
