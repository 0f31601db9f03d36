import { UpstreamRow, UpstreamRows } from './row';

const OPTION = 'Only with `compatibleSeries`.';
const APPLY = 'Server-side apply counts as a write.';

const same = (upstream: string, why?: string): UpstreamRow => ({ upstream, ours: upstream, verdict: 'same', ...why !== undefined && { why } });

export const API_SERVER_UPSTREAM: UpstreamRows = {
  alerts: [
    {
      upstream: 'KubeAPIErrorBudgetBurn',
      ours: 'KubeAPIErrorBudgetBurn',
      verdict: 'stricter',
      why: 'Server-side apply counts as a write. A window without writes (or without a scope) does not hide errors of reads: upstream\'s sum is NaN or empty then.',
    },
    {
      upstream: 'KubeClientCertificateExpiration',
      ours: 'KubeClientCertificateExpiration',
      verdict: 'same',
      why: 'Only as long as such clients still connect.',
    },
    {
      upstream: 'KubeAggregatedAPIErrors',
      ours: 'KubeAggregatedAPIErrors',
      verdict: 'stricter',
      why: 'The window is 5 minutes: upstream\'s minute is empty at scrapes every minute. One alert per API, not per API server.',
    },
    same('KubeAggregatedAPIDown'),
    {
      upstream: 'KubeAPIDown',
      ours: 'KubeAPIDown',
      verdict: 'stricter',
      why: 'By cluster, and also if the targets are known but none of them is up.',
    },
    {
      upstream: 'KubeAPIInstanceUnreachable',
      ours: 'KubeAPIInstanceUnreachable',
      verdict: 'same',
      why: 'Once, although two paths of each API server are scraped.',
    },
    same('KubeAPITerminatedRequests'),
    {
      upstream: 'KubeClientErrors',
      ours: 'KubeClientErrors',
      verdict: 'stricter',
      why: 'Also kubelets, scheduler and controller manager, as far as they are scraped; upstream only the API server.',
    },
    {
      upstream: 'KubeVersionMismatch',
      ours: 'KubeVersionMismatch',
      verdict: 'looser',
      why: 'Info after 4 hours (upstream: warning after 15 minutes): an upgrade takes that long and is not a fault.',
    },
  ],
  records: [
    ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map(window => same(`apiserver_request:burnrate${window}`, APPLY)),
    same('code_resource:apiserver_request_total:rate5m', APPLY),
    same('cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile', APPLY),
    ...[
      'apiserver_request:availability30d', 'code_verb:apiserver_request_total:increase1h', 'code_verb:apiserver_request_total:increase30d', 'code:apiserver_request_total:increase30d',
      'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h', 'cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d',
      'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h', 'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d',
    ].map((upstream): UpstreamRow => ({ upstream, verdict: 'declined', why: OPTION })),
  ],
  renamed: [
    {
      was: 'ApiServerErrorBudgetBurns',
      now: 'KubeAPIErrorBudgetBurn',
      difference: 'A LIST in a namespace may take 5 seconds (was 1). The shares of reads and writes are added (was the worse of both). Labels `long` and `short` (was `window`).',
    },
    { was: 'ApiServerAbsent', now: 'KubeAPIDown', difference: 'By cluster.' },
    { was: 'ApiServerRequestsTerminated', now: 'KubeAPITerminatedRequests', difference: 'Only the name.' },
    { was: 'ApiServerClientCertificateExpires', now: 'KubeClientCertificateExpiration', difference: 'New: critical below one day.' },
    {
      was: 'AggregatedApiUnavailable',
      now: 'KubeAggregatedAPIDown',
      difference: 'More than 15% of 10 minutes, after 5 minutes (was: all of 10 minutes).',
    },
    { was: 'KubernetesVersionsDiffer', now: 'KubeVersionMismatch', difference: 'Only the name.' },
    ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map(window => ({
      was: `cluster_verb:apiserver_request_errors:ratio_rate${window}`, now: `apiserver_request:burnrate${window}`, difference: 'A LIST in a namespace may take 5 seconds (was 1).',
    })),
    {
      was: 'cluster_code_verb:apiserver_request:rate5m',
      now: 'code_resource:apiserver_request_total:rate5m',
      difference: '`verb` is read or write; the label `resource`.',
    },
    {
      was: 'cluster_verb_resource:apiserver_request_sli_duration_seconds:p99_5m',
      now: 'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile',
      difference: '`verb` is read or write; the label `quantile`.',
    },
  ],
};
