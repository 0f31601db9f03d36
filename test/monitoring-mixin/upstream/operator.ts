import { UpstreamRows } from './row';

export const OPERATOR: UpstreamRows = {
  alerts: [
    { upstream: 'PrometheusOperatorListErrors', ours: 'PrometheusOperatorListErrors', verdict: 'same' },
    { upstream: 'PrometheusOperatorWatchErrors', ours: 'PrometheusOperatorWatchErrors', verdict: 'same' },
    { upstream: 'PrometheusOperatorSyncFailed', ours: 'PrometheusOperatorSyncFailed', verdict: 'same' },
    { upstream: 'PrometheusOperatorReconcileErrors', ours: 'PrometheusOperatorReconcileErrors', verdict: 'same' },
    { upstream: 'PrometheusOperatorStatusUpdateErrors', ours: 'PrometheusOperatorStatusUpdateErrors', verdict: 'same' },
    {
      upstream: 'PrometheusOperatorNodeLookupErrors',
      ours: 'PrometheusOperatorNodeLookupErrors',
      verdict: 'stricter',
      why: 'Any error in 15 minutes, at once. Upstream waits for 0.1 errors a second; before operator 0.77 one node without an address removes all kubelets.',
    },
    {
      upstream: 'PrometheusOperatorNotReady',
      ours: 'PrometheusOperatorNotReady',
      verdict: 'same',
      why: 'A replaced operator that is ready again ends the alert immediately.',
    },
    { upstream: 'PrometheusOperatorRejectedResources', ours: 'PrometheusOperatorRejectedResources', verdict: 'same' },
  ],
  records: [],
  renamed: [
    { was: 'OperatorAbsent', now: 'PrometheusOperatorDown', difference: 'One alert per cluster that has none.' },
    { was: 'OperatorApiErrors', now: 'PrometheusOperatorListErrors, PrometheusOperatorWatchErrors', difference: 'One alert for each of the two.' },
    { was: 'OperatorReconcileFailing', now: 'PrometheusOperatorReconcileErrors', difference: 'Only the name.' },
    { was: 'OperatorSyncFailed', now: 'PrometheusOperatorSyncFailed', difference: 'Only the name.' },
    { was: 'OperatorRejectedResources', now: 'PrometheusOperatorRejectedResources', difference: 'Only the name.' },
    { was: 'OperatorNodeAddressLookupFailed', now: 'PrometheusOperatorNodeLookupErrors', difference: 'Labels cluster and namespace only.' },
    { was: 'OperatorNodeSyncFailed', now: 'PrometheusOperatorNodeSyncFailed', difference: 'Labels cluster, namespace and resource only.' },
    { was: 'OperatorNotReady', now: 'PrometheusOperatorNotReady', difference: 'Only the name.' },
  ],
};
