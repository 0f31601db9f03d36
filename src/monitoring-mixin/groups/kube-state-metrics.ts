import { Context, GroupDefinition } from '../definition';

/** The share of failed requests to the API server in percent, by resource: a forbidden resource is one of many. */
const failing = (operation: 'list' | 'watch') => ({ ksm, by }: Context, percent: number) => {
  const rate = (more: string) => `sum ${by('resource')} (rate(kube_state_metrics_${operation}_total{${ksm}${more}}[5m]))`;
  return `100 * ${rate(',result="error"')} / ${rate('')} > ${percent}`;
};

export const KUBE_STATE_METRICS: GroupDefinition = {
  name: 'kube-state-metrics',
  title: 'kube-state-metrics',
  needs: ['kubeStateMetrics'],
  alerts: [
    {
      alert: 'KubeStateMetricsDown',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm, absent }) => absent(ksm),
      summary: 'No kube-state-metrics is up.',
      description: 'Alerts about workloads, nodes and volumes do not fire. Look at the events and the log of its pod.',
    },
    {
      alert: 'KubeStateMetricsListErrors',
      severity: 'critical',
      for: '15m',
      threshold: 1,
      expr: failing('list'),
      summary: 'kube-state-metrics fails in {{ $value | printf "%.0f" }}% of its lists of {{ $labels.resource }}.',
      description: 'Metrics of these objects are missing or old. Read its log: "forbidden" is a missing permission in its ClusterRole.',
    },
    {
      alert: 'KubeStateMetricsWatchErrors',
      severity: 'critical',
      for: '15m',
      threshold: 1,
      expr: failing('watch'),
      summary: 'kube-state-metrics fails in {{ $value | printf "%.0f" }}% of its watches of {{ $labels.resource }}.',
      description: 'Metrics of these objects are old. Read its log, and check the API server.',
    },
    {
      alert: 'KubeStateMetricsShardingMismatch',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm, by }) => `stdvar ${by()} (kube_state_metrics_total_shards{${ksm}}) > 0`,
      summary: 'The shards of kube-state-metrics are configured with different numbers of shards.',
      description: 'Some objects are counted twice, others not at all. Set the same --total-shards for all shards.',
    },
    {
      alert: 'KubeStateMetricsShardsMissing',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm, by }) => `max ${by()} (kube_state_metrics_total_shards{${ksm}})`
        + ` - count ${by()} (count ${by('shard_ordinal')} (kube_state_metrics_shard_ordinal{${ksm}})) > 0`,
      summary: '{{ $value }} shards of kube-state-metrics are missing.',
      description: 'The objects of these shards have no metrics. Look at the pods of the StatefulSet that are not ready.',
    },
  ],
};
