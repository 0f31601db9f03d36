import { AlertCase, flag, growth, ksm, OFF, ON } from '../alert-case';

export const KUBE_STATE_METRICS: readonly AlertCase[] = [
  flag('KubeStateMetricsAbsent', ksm('up'), OFF, ON),
  growth('KubeStateMetricsListErrors', ksm('kube_state_metrics_list_total', 'resource="*v1.Pod",result="error"'), ksm('kube_state_metrics_list_total', 'resource="*v1.Pod",result="success"'), 20, 5),
  growth('KubeStateMetricsWatchErrors', ksm('kube_state_metrics_watch_total', 'resource="*v1.Pod",result="error"'), ksm('kube_state_metrics_watch_total', 'resource="*v1.Pod",result="success"'), 20, 5),
  {
    alert: 'KubeStateMetricsShardsDiffer',
    fires: { [ksm('kube_state_metrics_total_shards', 'pod="0"')]: '2x600', [ksm('kube_state_metrics_total_shards', 'pod="1"')]: '3x600' },
    quiet: { [ksm('kube_state_metrics_total_shards', 'pod="0"')]: '2x600', [ksm('kube_state_metrics_total_shards', 'pod="1"')]: '2x600' },
  },
  {
    alert: 'KubeStateMetricsShardMissing',
    fires: { [ksm('kube_state_metrics_total_shards', 'pod="0"')]: '2x600', [ksm('kube_state_metrics_shard_ordinal', 'pod="0",shard_ordinal="0"')]: '0x600' },
    quiet: {
      [ksm('kube_state_metrics_total_shards', 'pod="0"')]: '2x600', [ksm('kube_state_metrics_shard_ordinal', 'pod="0",shard_ordinal="0"')]: '0x600', [ksm('kube_state_metrics_shard_ordinal', 'pod="1",shard_ordinal="1"')]: '1x600',
    },
  },
];
