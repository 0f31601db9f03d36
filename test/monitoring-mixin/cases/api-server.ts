import { AlertCase, api, flag, GROWS, growth, histogram, Input, kubelet, OFF, ON } from '../alert-case';

const REQUEST = 'verb="GET",resource="pods",scope="resource"';
/** A thousand reads a minute, of which some fail. */
const requests = (failed: number, minutes: number): Input => ({
  [api('apiserver_request_sli_duration_seconds_count', REQUEST)]: `0+1000x${minutes}`,
  [api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="1.0"`)]: `0+1000x${minutes}`,
  [api('apiserver_request_total', `${REQUEST},code="500"`)]: `0+${failed}x${minutes}`,
  [api('apiserver_request_total', `${REQUEST},code="200"`)]: `0+${1000 - failed}x${minutes}`,
});
/** All of them well, some of them slow. */
const slow = (count: number): Input => ({
  [api('apiserver_request_sli_duration_seconds_count', REQUEST)]: '0+1000x600',
  [api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="1.0"`)]: `0+${1000 - count}x600`,
  [api('apiserver_request_total', `${REQUEST},code="200"`)]: '0+1000x600',
});

export const API_SERVER: readonly AlertCase[] = [
  { alert: 'ApiServerErrorBudgetBurns', at: '2h', fires: requests(200, 600), quiet: requests(5, 600) },
  { alert: 'ApiServerErrorBudgetBurns', what: 'slow answers count', at: '2h', fires: slow(200), quiet: slow(5) },
  { alert: 'ApiServerErrorBudgetBurns', what: 'slowly, over days', at: '3d8h', interval: '30m', fires: requests(20, 170), quiet: requests(8, 170) },
  flag('ApiServerAbsent', api('up'), OFF, ON),
  {
    alert: 'ApiServerSlow',
    fires: histogram(le => api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="${le}"`), ['1', '4', '8'], '8'),
    quiet: histogram(le => api('apiserver_request_sli_duration_seconds_bucket', `${REQUEST},le="${le}"`), ['1', '4', '8'], '4'),
  },
  growth('ApiServerRequestsTerminated', api('apiserver_request_terminations_total'), api('apiserver_request_total', 'code="200"'), 300, 200),
  flag('ApiServerRequestsRejected', api('apiserver_flowcontrol_rejected_requests_total', 'flow_schema="global",priority_level="global",reason="queue-full"'), GROWS, '7x600'),
  {
    alert: 'ApiServerClientCertificateExpires',
    fires: { ...histogram(le => api('apiserver_client_certificate_expiration_seconds_bucket', `le="${le}"`), ['86400', '604800', '2592000'], '86400'), [api('apiserver_client_certificate_expiration_seconds_count')]: '0+100x600' },
    quiet: { ...histogram(le => api('apiserver_client_certificate_expiration_seconds_bucket', `le="${le}"`), ['86400', '604800', '2592000'], '2592000'), [api('apiserver_client_certificate_expiration_seconds_count')]: '0+100x600' },
  },
  flag('AggregatedApiUnavailable', api('aggregator_unavailable_apiservice', 'name="v1beta1.metrics.k8s.io"')),
  {
    alert: 'KubernetesVersionsDiffer',
    at: '5h',
    fires: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.34.2"')]: ON },
    quiet: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.35.2"')]: ON },
  },
];
