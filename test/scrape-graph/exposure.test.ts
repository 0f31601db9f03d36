import { BINDING, deployment, explain, meta, monitor, prometheus, rule, service } from '../support/scrape-graph';

const PORTS = [{ name: 'metrics', containerPort: 8080 }];
const exporter = (image: string) => [monitor({ endpoints: [{ port: 'metrics', honorLabels: true }] }), service(), deployment('web', { app: 'web' }, PORTS, image)];
const KSM = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0';
const IDS = ['unknown-metric', 'unknown-label', 'unknown-label-value'].map(id => `scrape-graph/${id}`);

function found(objects: readonly object[], server: object = {}): string[] {
  return explain([prometheus(server), BINDING, ...objects]).problems.filter(({ id }) => IDS.includes(id)).map(({ message }) => message);
}

test.each<[string, string, string, string]>([
  ['is gone, with its successor', KSM, 'kube_hpa_spec_max_replicas > 3',
    'uses "kube_hpa_spec_max_replicas", which Deployment shop/web (kube-state-metrics 2.20.0) does not expose: use kube_horizontalpodautoscaler_spec_max_replicas'],
  ['was removed', KSM, 'kube_verticalpodautoscaler_labels', 'it was removed in 2.9.0: remove the expression, or use another metric'],
  ['comes with a newer release', KSM.replace('2.20.0', '2.18.0'), 'kube_pod_status_disruption_reason', 'it requires 2.20.0 or newer: upgrade kube-state-metrics, or use another metric'],
  ['does not exist', KSM, 'kube_pod_condition', 'uses "kube_pod_condition", which Deployment shop/web (kube-state-metrics 2.20.0) does not expose: correct the name, or remove the expression'],
  ['is of a histogram that is none', 'quay.io/prometheus/alertmanager:v0.35.0', 'alertmanager_alerts_bucket', 'does not expose'],
])('a metric that %s is reported', (_, image, expr, message) => {
  expect(found([...exporter(image), rule(expr)])).toEqual([expect.stringContaining(message)]);
});

test('a label that the exporter does not give is reported', () => {
  expect(found([...exporter('quay.io/prometheus/alertmanager:v0.35.0'), rule('alertmanager_notifications_total{job="web",reason="other"}')])).toEqual([
    'PrometheusRule shop/rules, alert "Down" selects "alertmanager_notifications_total" by the label "reason", which Deployment shop/web (alertmanager 0.35.0) does not expose: use integration, receiver_name [scrape-graph/unknown-label]',
  ]);
});

test.each([
  ['kube_pod_status_phase{phase="Evicted"}', 'selects "kube_pod_status_phase" by phase="Evicted", which Deployment shop/web (kube-state-metrics 2.20.0) never exposes: use Failed, Pending, Running, Succeeded, Unknown'],
  ['kube_pod_status_phase{phase=~"Evicted|Crashed"}', 'phase="Evicted|Crashed"'],
])('a value that the label never has is reported: %s', (expr, message) => {
  expect(found([...exporter(KSM), rule(expr)])).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['kube_pod_info{node="a"}'],
  ['kube_pod_status_phase{phase=~"Pending|Evicted"}'],
  ['kube_pod_status_phase{phase!="Evicted"}'],
  ['kube_pod_status_phase{phase="$phase"}'],
  ['kube_pod_labels{label_app="web"}'],
  ['kube_pod_info{cluster="a"}'],
  ['kube_pod_info{team=""}'],
  ['kube_customresource_thing'],
  ['http_requests_total{job="web"}'],
  ['up{job="nothing",foo="bar"} or kube_node_status_condition{condition="MyOwn"}'],
  ['ALERTS{foo="bar"}'],
  ['kube_hpa_spec_max_replicas or kube_horizontalpodautoscaler_spec_max_replicas'],
])('%s is not reported', expr => {
  expect(found([...exporter(KSM), rule(expr, { record: 'a:b' })])).toEqual([]);
});

test.each<[string, readonly object[], string, object]>([
  ['an exporter of an unknown image', exporter('registry.example.org/team/exporter:v2.20.0'), 'kube_pod_new_thing', {}],
  ['an image without a version', exporter('registry.k8s.io/kube-state-metrics/kube-state-metrics:main'), 'kube_pod_new_thing', {}],
  ['a version between two that were read', exporter(KSM.replace('2.20.0', '2.16.0')), 'kube_deployment_owner', {}],
  ['a version that is newer than all', exporter(KSM.replace('2.20.0', '2.99.0')), 'kube_pod_new_thing', {}],
  ['scrape configurations that are not here', exporter(KSM), 'kube_pod_new_thing', { additionalScrapeConfigs: { name: 'a', key: 'b' } }],
  ['a program that exposes the same names', [...exporter(KSM), { ...deployment('opencost', { app: 'cost' }, [], 'ghcr.io/opencost/opencost:1.1'), ...meta('opencost') }], 'kube_pod_new_thing', {}],
  ['a relabeling that writes names', [monitor({ endpoints: [{ port: 'metrics', metricRelabelings: [{ sourceLabels: ['__name__'], targetLabel: '__name__', regex: 'a', replacement: 'b' }] }] }), ...exporter(KSM).slice(1)], 'kube_pod_new_thing', {}],
])('with %s nothing is reported', (_, objects, expr, server) => {
  expect(found([...objects, rule(expr)], server)).toEqual([]);
});

test('one side of an "or" is reported if the other has no series of its own', () => {
  expect(found([...exporter(KSM), rule('kube_hpa_spec_max_replicas or vector(0)')])).toHaveLength(1);
});

test('a recorded series may have the name of a metric', () => {
  const own = { kind: 'PrometheusRule', ...meta('own'), spec: { groups: [{ name: 'g', rules: [{ record: 'kube_pod_weight', expr: 'kube_pod_info' }] }] } };
  expect(found([...exporter(KSM), own, rule('kube_pod_weight > 1')])).toEqual([]);
});

test('metrics of custom resources may have any name', () => {
  const [, , app] = exporter(KSM) as any[];
  app.spec.template.spec.containers[0].args = ['--custom-resource-state-config-file=/a'];
  expect(found([...exporter(KSM).slice(0, 2), app, rule('kube_team_quota')])).toEqual([]);
});
