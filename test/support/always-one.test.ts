import { ALWAYS_ONE, isAlwaysOne } from './always-one';
import { allGroups } from './mixin';
import { catalogOf } from '../../src/metrics/catalog';
import { metricsIn } from '../../src/promql/expression';

test('each is a gauge that its program exposes', () => {
  const typeOf = (metric: string) => {
    const exposed = catalogOf(metric.startsWith('kubelet_') ? 'kubelet' : 'kube-state-metrics', metric.startsWith('kubelet_') ? '1.37.2' : '2.20.0')!.exposed(metric);
    return typeof exposed === 'string' ? exposed : exposed.metric.type;
  };
  const types = Object.keys(ALWAYS_ONE).filter(metric => !metric.includes(':')).map(typeOf);
  expect([...new Set(types)]).toEqual(['gauge']);
});

test('gauges that are also 0, amounts and counters are not in the list', () => {
  const others = ['kube_pod_status_phase', 'kube_pod_status_reason', 'kube_persistentvolumeclaim_status_phase', 'kube_node_status_condition', 'kube_node_spec_unschedulable', 'kube_resourcequota', 'up'];
  expect(others.filter(isAlwaysOne)).toEqual([]);
});

test('each is used by a rule', () => {
  const used = new Set(['2.20.0', '2.13.0'].flatMap(version => allGroups(version)).flatMap(({ groups }) => groups).flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
  expect(Object.keys(ALWAYS_ONE).filter(metric => !used.has(metric))).toEqual([]);
});
