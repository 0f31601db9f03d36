import { UpstreamRows } from './row';

/** Only in kube-prometheus. */
export const GRAFANA: UpstreamRows = {
  alerts: [{
    upstream: 'GrafanaRequestsFailing', ours: 'GrafanaRequestsFailing', verdict: 'same', why: 'By cluster, too. Needs `mixinJobs: { grafana: \'grafana\' }` of the stack.',
  }],
  records: [{
    upstream: 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m',
    ours: 'namespace_job_handler_statuscode:grafana_http_request_duration_seconds_count:rate5m',
    verdict: 'same',
    why: 'With the cluster label, and only for the job of Grafana.',
  }],
  renamed: [],
};
