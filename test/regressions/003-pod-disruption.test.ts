import { ApiObject } from 'cdk8s';
import { MonitoringMixin, PrometheusStackProps } from '../../src';
import { CAUSES } from '../../src/monitoring-mixin/groups/disruptions';
import { metricsIn, selectorsIn } from '../../src/promql/expression';
import { stackObjects } from '../support/stack';
import { aChart, noticesOf, ofKind } from '../support/synth';
import { justBelow } from '../support/versions';

// Report 003: kube_pod_status_reason stays 0 for pods that Karpenter or the Eviction API has taken away.
beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SERIES = 'pod_disruption:increase5m';

function rulesOf(version: string, props: PrometheusStackProps = {}): any[] {
  const rules = ofKind(stackObjects({ kubeStateMetrics: { version }, ...props }), 'PrometheusRule').find(({ metadata }) => metadata.name === 'mixin-disruptions')!;
  return rules.spec.groups.flatMap((group: any) => group.rules);
}
const recordsOf = (version: string, props?: PrometheusStackProps) => rulesOf(version, props).filter(({ record }) => record === SERIES);
const ofCause = (version: string, cause: string, props?: PrometheusStackProps) => recordsOf(version, props).filter(({ labels }) => labels.cause === cause);

test.each(['2.13.0', '2.15.0', '2.18.0', justBelow('2.20.0')])('before 2.20 (%s) evictions are what the apiserver counts, not what kube_pod_status_reason says', version => {
  const [{ expr }] = ofCause(version, 'EvictionByEvictionAPI');
  expect(metricsIn(expr)).toEqual(['apiserver_request_total', 'up']);
  expect(expr).toContain('subresource="eviction",code="201"');
  expect(recordsOf(version).every(rule => !rule.expr.includes('kube_pod_status_disruption_reason'))).toBe(true);
});

test('from 2.20 on every cause is read from the condition of the pod, and evictions that no scrape has seen from the apiserver', () => {
  for (const { cause } of CAUSES) { expect(metricsIn(ofCause('2.20.0', cause)[0].expr)).toContain('kube_pod_status_disruption_reason'); }
  expect(metricsIn(ofCause('2.20.0', 'EvictionByEvictionAPI')[0].expr)).toEqual(['apiserver_request_total', 'kube_pod_status_disruption_reason', 'up']);
});

test('a pod with several reasons counts once, for the first in the order that is documented', () => {
  CAUSES.forEach(({ cause }, at) => {
    const before = selectorsIn(ofCause('2.20.0', cause)[0].expr).flatMap(matchers => matchers.filter(({ label }) => label === 'reason').map(({ value }) => value));
    for (const { cause: other } of CAUSES.slice(0, at)) { expect(before.join('|').split('|').filter(reason => reason === other).length).toBeGreaterThanOrEqual(2); }
  });
});

test.each(['2.13.0', '2.19.0', '2.20.0'])('with %s it is one series of one shape: alerts and dashboards are the same', version => {
  expect(rulesOf(version).filter(({ alert }) => alert)).toEqual(rulesOf('2.20.0').filter(({ alert }) => alert));
  for (const { labels } of recordsOf(version)) { expect(Object.keys(labels)).toEqual(['cause', 'initiator']); }
});

test('what the control plane counts is used where it is scraped', () => {
  const props = { controlPlane: { scheduler: true, controllerManager: true } };
  const causes = (more?: PrometheusStackProps) => recordsOf('2.15.0', more).map(({ labels }) => labels.cause);
  expect(causes()).toEqual(['EvictionByEvictionAPI', 'TerminationByKubelet']);
  expect(causes(props)).toEqual(['PreemptionByScheduler', 'DeletionByTaintManager', 'EvictionByEvictionAPI', 'DeletionByPodGC', 'TerminationByKubelet']);
});

test('the rule of the report is said, with what asks better', () => {
  const chart = aChart('monitoring');
  new MonitoringMixin(chart, 'Mixin', { kubeStateMetricsVersion: '2.15.0' });
  new ApiObject(chart, 'Mine', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'evictions' },
    spec: { groups: [{ name: 'g', rules: [{ alert: 'PodEvicted', expr: 'sum by (namespace, pod) (kube_pod_status_reason{reason="Evicted"}) > 0' }] }] },
  });
  expect(noticesOf(chart).join()).toMatch(/alert "PodEvicted" asks kube_pod_status_reason for evictions.*pod_disruption:increase5m\{cause="EvictionByEvictionAPI"\}/);
});
