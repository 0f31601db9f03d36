import { AlertCase, Input, OFF, ON } from '../alert-case';
import { lasting } from '../timing';

/** The stack drops the labels pod and container of these targets. */
const ksm = (metric: string, labels = '', instance = '0', cluster = 'a') =>
  `${metric}{job="kube-state-metrics",cluster="${cluster}",namespace="monitoring",service="kube-state-metrics",instance="10.0.0.${instance}:8081"${labels && `,${labels}`}}`;

const DOWN = 'KubeStateMetricsDown';
const node = (cluster: string) => `up{job="node-exporter",cluster="${cluster}",instance="10.0.0.8:9100"}`;

/** Requests for a resource, of which so many of 1000 fail. */
const requests = (metric: string, failed: number, resource = '*v1.Pod', ...where: [instance?: string, cluster?: string]): Input => ({
  [ksm(metric, `resource="${resource}",result="error"`, ...where)]: `0+${failed}x600`, [ksm(metric, `resource="${resource}",result="success"`, ...where)]: `0+${1000 - failed}x600`,
});

const errors = (alert: string, metric: string): AlertCase[] => [
  { alert, fires: requests(metric, 11), quiet: requests(metric, 10) },
  { alert, what: 'of one resource of many', count: 1, fires: { ...requests(metric, 999, '*v1.Secret'), ...requests(metric, 0), [ksm(metric, 'resource="*v1.Node",result="success"')]: '0+900000x600' }, quiet: requests(metric, 0) },
  { alert, what: 'of both replicas', count: 1, fires: { ...requests(metric, 900), ...requests(metric, 900, '*v1.Pod', '1') }, quiet: { ...requests(metric, 0), ...requests(metric, 0, '*v1.Pod', '1') } },
  { alert, what: 'of all replicas together', count: 1, fires: { ...requests(metric, 11), ...requests(metric, 11, '*v1.Pod', '1'), ...requests(metric, 9, '*v1.Pod', '2') }, quiet: { ...requests(metric, 19), ...requests(metric, 0, '*v1.Pod', '1') } },
  {
    alert,
    what: 'in each cluster, of each resource',
    count: 3,
    fires: { ...requests(metric, 900), ...requests(metric, 900, '*v1.Pod', '0', 'b'), ...requests(metric, 900, '*v1.Node') },
    quiet: { ...requests(metric, 0), ...requests(metric, 0, '*v1.Pod', '0', 'b') },
  },
  lasting({ alert, minutes: 15, changes: { [ksm(metric, 'resource="*v1.Pod",result="error"')]: ['0', '900+900'] }, others: { [ksm(metric, 'resource="*v1.Pod",result="success"')]: '0+100x600' } }),
];

const MISMATCH = 'KubeStateMetricsShardingMismatch';
const MISSING = 'KubeStateMetricsShardsMissing';
const TOTAL = 'kube_state_metrics_total_shards';
const ORDINAL = 'kube_state_metrics_shard_ordinal';
const shard = (ordinal: number, total: string, instance = `${ordinal}`, cluster = 'a'): Input => ({
  [ksm(TOTAL, '', instance, cluster)]: total, [ksm(ORDINAL, `shard_ordinal="${ordinal}"`, instance, cluster)]: `${ordinal}x600`,
});

export const KUBE_STATE_METRICS: readonly AlertCase[] = [
  {
    alert: DOWN,
    what: 'one of two clusters',
    count: 1,
    fires: { [node('a')]: ON, [node('b')]: ON, [ksm('up')]: OFF, [ksm('up', '', '0', 'b')]: ON },
    quiet: { [node('a')]: ON, [node('b')]: ON, [ksm('up')]: ON, [ksm('up', '', '1')]: OFF, [ksm('up', '', '0', 'b')]: ON },
  },
  { alert: DOWN, what: 'it is not discovered', count: 1, fires: { [node('a')]: ON }, quiet: { [ksm('up')]: ON } },
  lasting({ alert: DOWN, minutes: 15, changes: { [ksm('up')]: ['1', '0'] } }),
  ...errors('KubeStateMetricsListErrors', 'kube_state_metrics_list_total'),
  ...errors('KubeStateMetricsWatchErrors', 'kube_state_metrics_watch_total'),
  { alert: MISMATCH, count: 1, fires: { ...shard(0, '2x600'), ...shard(1, '3x600') }, quiet: { ...shard(0, '2x600'), ...shard(1, '2x600') } },
  {
    alert: MISMATCH,
    what: 'within a cluster, not between two',
    count: 2,
    fires: { ...shard(0, '2x600'), ...shard(1, '3x600'), ...shard(0, '1x600', '0', 'b'), ...shard(1, '2x600', '1', 'b') },
    quiet: { ...shard(0, '1x600'), ...shard(0, '2x600', '0', 'b'), ...shard(1, '2x600', '1', 'b') },
  },
  lasting({ alert: MISMATCH, minutes: 15, changes: { [ksm(TOTAL)]: ['2', '3'] }, others: { [ksm(TOTAL, '', '1')]: '2x600' } }),
  { alert: MISSING, what: 'also while two of one shard run', count: 1, fires: { ...shard(0, '2x600'), ...shard(0, '2x600', '7') }, quiet: { ...shard(0, '2x600'), ...shard(1, '2x600'), ...shard(1, '2x600', '7') } },
  { alert: MISSING, what: 'in each cluster', count: 2, fires: { ...shard(0, '2x600'), ...shard(1, '2x600', '1', 'b') }, quiet: { ...shard(0, '1x600'), ...shard(0, '2x600', '0', 'b'), ...shard(1, '2x600', '1', 'b') } },
  lasting({ alert: MISSING, minutes: 15, changes: { [ksm(TOTAL)]: ['1', '2'] }, others: { [ksm(ORDINAL, 'shard_ordinal="0"')]: OFF } }),
];
