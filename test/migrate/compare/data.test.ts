import { alertmanager, claim, deployment, linesOf, prometheus, yamlOf } from './compare-of';

const data = (old: object[], now: object[]) => linesOf('data', yamlOf(...old), yamlOf(...now));

test('a Prometheus of the same name keeps its StatefulSet and its claim', () => {
  const both = [prometheus('kps', { storage: claim('50Gi') })];
  expect(data(both, both)).toEqual(['kept StatefulSet monitoring/prometheus-kps', 'kept claim monitoring/prometheus-kps-db-prometheus-kps-0']);
});

test('a Prometheus of another name begins with an empty claim', () => {
  expect(data([prometheus('kps', { storage: claim('50Gi') })], [prometheus('main', { storage: claim('50Gi') })])).toEqual([
    'gone claim monitoring/prometheus-kps-db-prometheus-kps-0: it uses the new claim monitoring/prometheus-main-db-prometheus-main-0 instead of monitoring/prometheus-kps-db-prometheus-kps-0: its existing samples are not used',
    'renamed StatefulSet monitoring/prometheus-kps: now monitoring/prometheus-main',
  ]);
});

test('a name of the template of claims that is dropped is another claim', () => {
  const old = prometheus('kps', { storage: { volumeClaimTemplate: { ...claim('50Gi').volumeClaimTemplate, metadata: { name: 'data' } } } });
  expect(data([old], [prometheus('kps', { storage: claim('50Gi') })])[0]).toMatch(/gone claim monitoring\/data-prometheus-kps-0: it uses the new claim monitoring\/prometheus-kps-db-prometheus-kps-0 instead of monitoring\/data-prometheus-kps-0: its existing samples are not used/);
});

test('an unused claim, a removed Prometheus and fewer shards lose data', () => {
  expect(data([prometheus('kps', { storage: claim('50Gi'), shards: 2 })], [prometheus('kps')])).toEqual([
    'gone Prometheus monitoring/kps: 2 shards become 1: the samples of the others are no longer queried',
    'gone claim monitoring/prometheus-kps-db-prometheus-kps-0: it no longer uses the claim monitoring/prometheus-kps-db-prometheus-kps-0: its existing samples are not used',
    'kept StatefulSet monitoring/prometheus-kps',
  ]);
  expect(data([prometheus('kps')], [alertmanager('kps')])).toEqual([
    'gone StatefulSet monitoring/prometheus-kps: no Prometheus of the new manifests replaces it, and its samples are no longer used',
  ]);
});

test('without a claim no data is lost', () => {
  expect(data([alertmanager('kps')], [alertmanager('kps')])).toEqual([
    'kept StatefulSet monitoring/alertmanager-kps',
    'kept volume of Alertmanager monitoring/kps: it has no claim: as before, its silences and notifications are lost when its pod is replaced',
  ]);
});

test('files on a claim keep their owner: another user is reported', () => {
  const of = (user: number) => [prometheus('kps', { storage: claim('50Gi'), securityContext: { runAsUser: user, fsGroup: 2000 } })];
  expect(data(of(1000), of(65534))).toContain('changed user of Prometheus monitoring/kps: runAsUser 1000 becomes 65534: it cannot write to volumes whose files belong to the old user');
  expect(data(of(1000), of(1000)).filter(line => line.includes('user'))).toEqual([]);
});

const DEFINITION = {
  group: 'monitoring.coreos.com', scope: 'Namespaced', names: { kind: 'Probe', plural: 'probes' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
};

test('StatefulSets, claims, Namespaces and definitions in the manifests are compared, too', () => {
  const pvc = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'grafana', namespace: 'monitoring' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } };
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'probes.monitoring.coreos.com' }, spec: DEFINITION };
  expect(data([pvc, namespace, definition], [pvc])).toEqual([
    'changed 1 CustomResourceDefinition: not in the new manifests: if it is deleted, the API server deletes every object of its kind',
    'changed Namespace monitoring: not in the new manifests: if it is deleted, the API server deletes everything in it',
    'kept PersistentVolumeClaim monitoring/grafana',
  ]);
  expect(data([pvc], [namespace])).toEqual(['gone PersistentVolumeClaim monitoring/grafana: not in the new manifests: protect it from deletion with the old manifests']);
});

test('a Deployment with the same name and another selector cannot be updated', () => {
  const ksm = (label: string) => yamlOf(deployment('ksm', 'example.com/kube-state-metrics:v2.17.0', { app: label }));
  expect(linesOf('update', ksm('a'), ksm('b'))).toEqual(['changed Deployment monitoring/ksm: spec.selector cannot be changed']);
  expect(linesOf('update', ksm('a'), ksm('a'))).toEqual([]);
});
