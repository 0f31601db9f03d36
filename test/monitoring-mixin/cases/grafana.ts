import { AlertCase, Input } from '../alert-case';
import { lasting } from '../timing';

const alert = 'GrafanaRequestsFailing';
const count = (code: string, handler = '/api/dashboards/uid/:uid', cluster = 'a', namespace = 'monitoring') =>
  `grafana_http_request_duration_seconds_count{job="grafana",cluster="${cluster}",namespace="${namespace}",pod="grafana-1",instance="10.0.0.5:3000",handler="${handler}",method="GET",status_code="${code}"}`;
const requests = (good: number, bad: number, ...where: string[]): Input => ({ [count('200', ...where)]: `0+${good}x600`, [count('500', ...where)]: `0+${bad}x600` });

export const GRAFANA: readonly AlertCase[] = [
  { alert, fires: requests(49, 51), quiet: requests(50, 50) },
  { alert, what: 'any status of a server error, not of a client', fires: { [count('200')]: '0+10x600', [count('500')]: '0+30x600', [count('502')]: '0+30x600', [count('404')]: '0+40x600' }, quiet: { [count('200')]: '0+10x600', [count('404')]: '0+90x600', [count('500')]: '0+1x600' } },
  {
    alert,
    what: 'for each handler, namespace and cluster',
    count: 4,
    fires: { ...requests(0, 9), ...requests(0, 9, '/login'), ...requests(0, 9, '/login', 'b'), ...requests(0, 9, '/login', 'a', 'team') },
    quiet: { ...requests(9, 0), ...requests(9, 0, '/login') },
  },
  {
    alert,
    what: 'not for what a data source answers',
    count: 1,
    fires: { ...requests(0, 9), ...requests(0, 9, '/api/ds/query') },
    quiet: { ...requests(0, 9, '/api/ds/query'), ...requests(0, 9, '/api/datasources/proxy/:id/*'), ...requests(0, 9, '/api/tsdb/query') },
  },
  lasting({ alert, minutes: 5, changes: { [count('500')]: ['0', '90+90'] }, others: { [count('200')]: '0+10x600' } }),
];
