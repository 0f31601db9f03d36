import { UpstreamRows } from './row';

export const KUBE_STATE_METRICS: UpstreamRows = {
  alerts: [
    {
      upstream: 'KubeStateMetricsListErrors',
      ours: 'KubeStateMetricsListErrors',
      verdict: 'stricter',
      why: 'By resource: one forbidden resource among many is detected.',
    },
    {
      upstream: 'KubeStateMetricsWatchErrors',
      ours: 'KubeStateMetricsWatchErrors',
      verdict: 'stricter',
      why: 'By resource: one forbidden resource among many is detected.',
    },
    { upstream: 'KubeStateMetricsShardingMismatch', ours: 'KubeStateMetricsShardingMismatch', verdict: 'same' },
    { upstream: 'KubeStateMetricsShardsMissing', ours: 'KubeStateMetricsShardsMissing', verdict: 'same', why: 'The value is the number of shards that are missing.' },
  ],
  records: [],
  renamed: [
    { was: 'KubeStateMetricsAbsent', now: 'KubeStateMetricsDown', difference: 'One alert per cluster that has none.' },
    { was: 'KubeStateMetricsShardsDiffer', now: 'KubeStateMetricsShardingMismatch', difference: 'Only the name.' },
    { was: 'KubeStateMetricsShardMissing', now: 'KubeStateMetricsShardsMissing', difference: 'Only the name.' },
  ],
};
