import { ApiObject } from 'cdk8s';
import { MonitoringMixin, PrometheusStackProps, ScrapeGraph } from '../../src';
import { CAUSES } from '../../src/monitoring-mixin/groups/disruptions';
import { metricsIn, selectorsIn } from '../../src/promql/expression';
import { aStack, stackObjects } from '../support/stack';
import { aChart, noticesOf, ofKind } from '../support/synth';
import { justBelow } from '../support/versions';

// Report 003: kube_pod_status_reason stays 0 for pods that Karpenter or the Eviction API has removed.
beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SERIES = 'pod_disruption:increase5m';
const CAUSE_OF_POD = 'namespace_pod:pod_disruption_cause:increase5m';
const ALL = { controlPlane: { scheduler: true, controllerManager: true } };

function rulesOf(version: string, props: PrometheusStackProps = {}): any[] {
  const rules = ofKind(stackObjects({ kubeStateMetrics: { version }, ...props }), 'PrometheusRule').find(({ metadata }) => metadata.name === 'mixin-disruptions')!;
  return rules.spec.groups.flatMap((group: any) => group.rules);
}
/** The rules that record a series, for one cause. */
const recordsOf = (series: string, version: string, cause: string, props?: PrometheusStackProps) =>
  rulesOf(version, props).filter(({ record, labels }) => record === series && labels?.cause === cause);
const metricsOf = (series: string, version: string, cause: string, props?: PrometheusStackProps) =>
  [...new Set(recordsOf(series, version, cause, props).flatMap(({ expr }) => metricsIn(expr)))];

test.each(['2.13.0', '2.15.0', '2.18.0', justBelow('2.20.0')])('before 2.20 (%s) evictions are those that the API server counts, not those in kube_pod_status_reason', version => {
  for (const series of [SERIES, CAUSE_OF_POD]) {
    expect(metricsOf(series, version, 'EvictionByEvictionAPI')).toContain('apiserver_request_total');
    expect(metricsOf(series, version, 'EvictionByEvictionAPI')).not.toContain('kube_pod_status_reason');
  }
  expect(recordsOf(SERIES, version, 'EvictionByEvictionAPI')[0].expr).toContain('subresource="eviction",code="201"');
  expect(rulesOf(version).every(({ expr }) => !expr.includes('kube_pod_status_disruption_reason'))).toBe(true);
});

test.each(['2.13.0', '2.18.0'])('before 2.20 (%s) an evicted pod is known by name if its node is drained: the workaround for old versions', version => {
  expect(metricsOf(CAUSE_OF_POD, version, 'EvictionByEvictionAPI')).toEqual(expect.arrayContaining(['kube_pod_deletion_timestamp', 'node:pod_disruption_initiator:info']));
});

test('in 2.20 and newer each reason of the condition is read from the pod, and pods that no scrape has seen are read from counters of the control plane', () => {
  const conditions = ['PreemptionByScheduler', 'DeletionByTaintManager', 'EvictionByEvictionAPI', 'DeletionByPodGC', 'TerminationByKubelet', 'Other'];
  for (const cause of conditions) { expect(metricsOf(CAUSE_OF_POD, '2.20.0', cause)).toContain('kube_pod_status_disruption_reason'); }
  expect(metricsOf(SERIES, '2.20.0', 'EvictionByEvictionAPI', ALL)).toContain('apiserver_request_total');
  expect(metricsOf(SERIES, '2.20.0', 'PreemptionByScheduler', ALL)).toContain('scheduler_preemption_victims_sum');
  expect(metricsOf(SERIES, '2.20.0', 'DeletionByTaintManager', ALL)).toContain('taint_eviction_controller_pod_deletions_total');
  expect(rulesOf('2.20.0', ALL).some(({ expr }) => expr.includes('pod_gc_collector_force_delete_pods_total'))).toBe(true);
});

test('the three sources have a priority: the condition, then the reason of the pod, then those of its containers', () => {
  const placeOf = (cause: string) => ['kube_pod_status_disruption_reason', 'kube_pod_status_reason', 'kube_pod_container_status_terminated_reason']
    .findIndex(metric => metricsOf(CAUSE_OF_POD, '2.20.0', cause).includes(metric));
  const places = CAUSES.map(({ cause }) => placeOf(cause)).filter(place => place !== -1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(new Set(places).size).toBe(3);
});

test('a pod with several causes counts once, for the first in the documented order', () => {
  CAUSES.slice(1).forEach(({ cause }, at) => {
    for (const { expr } of recordsOf(CAUSE_OF_POD, '2.20.0', cause)) {
      const earlier = selectorsIn(expr).filter(matchers => matchers.some(({ value }) => value === CAUSE_OF_POD)).flatMap(matchers => matchers.filter(({ label }) => label === 'cause').map(({ value }) => value));
      expect(earlier.join('|').split('|')).toEqual(CAUSES.slice(0, at + 1).map(each => each.cause));
    }
  });
});

test.each(['2.13.0', '2.19.0', '2.20.0'])('with %s it is one series with the same labels: alerts and dashboards are the same', version => {
  expect(rulesOf(version).filter(({ alert }) => alert)).toEqual(rulesOf('2.20.0').filter(({ alert }) => alert));
  for (const { labels } of rulesOf(version).filter(({ record }) => record === SERIES)) { expect(['cause', 'initiator']).toEqual(expect.arrayContaining(Object.keys(labels ?? {}))); }
});

test('the initiator of an eviction is derived from its node: Karpenter, the autoscaler, a handler of spot interruptions, a drain', () => {
  const initiators = rulesOf('2.20.0').filter(({ record }) => record === 'node:pod_disruption_initiator:info').map(({ labels }) => labels.initiator);
  expect(initiators).toEqual(['karpenter', 'cluster-autoscaler', 'node-termination-handler', 'drain', 'eviction-api']);
});

test('counters of the control plane are used if it is scraped', () => {
  const causes = (more?: PrometheusStackProps) => rulesOf('2.15.0', more).filter(({ record }) => record === SERIES).flatMap(({ labels }) => labels?.cause ?? []);
  expect(causes()).toEqual(['EvictionByEvictionAPI', 'TerminationByKubelet']);
  expect(causes(ALL)).toEqual(['PreemptionByScheduler', 'DeletionByTaintManager', 'EvictionByEvictionAPI', 'TerminationByKubelet', 'DeletionByPodGC']);
});

test('for the pod garbage collector only pods whose node is gone count, with their own namespace', () => {
  const { expr } = rulesOf('2.20.0', ALL).find(({ record }) => record === 'namespace:pod_gc_lost_pods:increase5m');
  expect(expr).toContain('reason=~"orphaned|out-of-service"');
  expect(expr).toContain('"exported_namespace"');
});

test.each(['2.13.0', '2.18.0', '2.20.0'])('with %s pods that are deleted with a lost node are known by name, although no scrape sees what the pod garbage collector deletes', version => {
  expect(metricsOf(CAUSE_OF_POD, version, 'DeletionByPodGC')).toEqual(expect.arrayContaining(['kube_pod_info', 'node:undrained_pods:count', 'kube_node_spec_unschedulable']));
  const { expr } = rulesOf(version).find(({ alert }) => alert === 'PodsLostWithNode');
  expect(expr).toContain('cause="DeletionByPodGC"');
});

test.each<[string, string[]]>([
  ['2.15.0', [
    'Evicted pods are visible by name only if their node is drained: use kube-state-metrics 2.20 or newer; the API server counts the others',
    'Pods that the scheduler preempts are not visible: scrape the scheduler, or use kube-state-metrics 2.19 or newer',
    'Pods that the taint manager deletes are not visible: scrape the controller manager, or use kube-state-metrics 2.20 or newer',
  ]],
  ['2.20.0', []],
])('explain reports what kube-state-metrics %s does not expose, with the workaround', (version, expected) => {
  const { chart } = aStack({ kubeStateMetrics: { version } });
  const [, section = ''] = /Disruptions that are not visible\n([^]*?)\n\n/.exec(ScrapeGraph.of(chart).explain()) ?? [];
  const [, ...lines] = section.split('\n').map(line => line.trim());
  expect(lines).toEqual([...expected, 'Pods that the pod garbage collector deletes are visible only if several disappear together with a node that was not drained: scrape the controller manager, which counts them']);
});

test('the rule of the report is a warning, with a better expression', () => {
  const chart = aChart('monitoring');
  new MonitoringMixin(chart, 'Mixin', { kubeStateMetricsVersion: '2.15.0' });
  new ApiObject(chart, 'Mine', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'evictions' },
    spec: { groups: [{ name: 'g', rules: [{ alert: 'PodEvicted', expr: 'sum by (namespace, pod) (kube_pod_status_reason{reason="Evicted"}) > 0' }] }] },
  });
  expect(noticesOf(chart).join()).toMatch(/alert "PodEvicted" reads evictions from kube_pod_status_reason.*pod_disruption:increase5m\{cause="EvictionByEvictionAPI"\}/);
});
