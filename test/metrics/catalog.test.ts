import { catalogOf, ExposedSeries, metricNamed, successorOf } from '../../src/metrics/catalog';
import { releasesFor } from '../../src/metrics/releases';

const labelsOf = (component: string, version: string, name: string) => {
  const series = catalogOf(component, version)!.exposed(name);
  return typeof series === 'string' ? series : series.labels.map(label => `${label.name}${label.isOptional ? '?' : ''}`).join();
};
const valuesOf = (component: string, version: string, name: string, label: string) =>
  (catalogOf(component, version)!.exposed(name) as ExposedSeries).labels.find(each => each.name === label)!.values;

// notify/metrics.go and notify/util.go of the tags of github.com/prometheus/alertmanager
test('failed notifications of Alertmanager have a reason in 0.26 and newer', () => {
  expect(labelsOf('alertmanager', '0.25.0', 'alertmanager_notifications_failed_total')).toBe('integration');
  expect(labelsOf('alertmanager', '0.26.0', 'alertmanager_notifications_failed_total')).toBe('integration,reason');
  expect(labelsOf('alertmanager', '0.34.2', 'alertmanager_notifications_failed_total')).toBe('integration,reason,receiver_name?');
  expect(labelsOf('alertmanager', '0.34.2', 'alertmanager_notifications_total')).toBe('integration,receiver_name?');
  expect(valuesOf('alertmanager', '0.34.2', 'alertmanager_notifications_failed_total', 'reason'))
    .toEqual(['authError', 'clientError', 'contextCanceled', 'contextDeadlineExceeded', 'other', 'rateLimited', 'serverError']);
});

// internal/store/pod.go of the tags of github.com/kubernetes/kube-state-metrics
test.each([
  ['2.15.0', ['Evicted', 'NodeAffinity', 'NodeLost', 'Shutdown', 'UnexpectedAdmissionError']],
  ['2.19.1', ['Evicted', 'NodeAffinity', 'NodeLost', 'PreemptionByScheduler', 'SchedulingGated', 'Shutdown', 'TerminationByKubelet', 'UnexpectedAdmissionError']],
  ['2.20.0', ['Evicted', 'NodeAffinity', 'NodeLost', 'Other', 'PreemptionByScheduler', 'SchedulingGated', 'Shutdown', 'TerminationByKubelet', 'UnexpectedAdmissionError']],
])('kube-state-metrics %s knows the reasons %j of a pod', (version, reasons) => {
  expect(valuesOf('kube-state-metrics', version, 'kube_pod_status_reason', 'reason')).toEqual(reasons);
});

test('between two indexed releases that differ, nothing is known', () => {
  const disruption = (version: string) => catalogOf('kube-state-metrics', version)!.exposed('kube_pod_status_disruption_reason');
  expect([disruption('2.19.1'), disruption('2.19.0')]).toEqual(['absent', 'absent']);
  expect(typeof disruption('2.20.0')).toBe('object');
  const owner = (version: string) => typeof catalogOf('kube-state-metrics', version)!.exposed('kube_deployment_owner');
  const text = (version: string) => catalogOf('kube-state-metrics', version)!.exposed('kube_deployment_owner');
  expect([text('2.15.0'), text('2.16.0'), text('2.17.5'), owner('2.18.0')]).toEqual(['absent', 'unknown', 'unknown', 'object']);
});

test('in a release newer than the index, new names are unknown, and removed ones stay removed', () => {
  const newer = catalogOf('kube-state-metrics', '2.31.0')!;
  expect(newer.exposed('kube_pod_new_thing')).toBe('unknown');
  expect(newer.exposed('kube_endpoint_address_available')).toBe('absent');
  expect(typeof newer.exposed('kube_pod_info')).toBe('object');
  expect(catalogOf('kube-state-metrics', '2.20.0')!.exposed('kube_pod_new_thing')).toBe('absent');
});

test('a version older than all releases, or no version, gives no result', () => {
  expect(catalogOf('kube-state-metrics', '2.7.0')!.exposed('kube_pod_info')).toBe('unknown');
  expect(catalogOf('kube-state-metrics', 'main')!.exposed('kube_nothing')).toBe('unknown');
});

test('a name with an unknown prefix is unknown', () => {
  expect(catalogOf('kube-state-metrics', '2.20.0')!.exposed('http_requests_total')).toBe('unknown');
  expect(catalogOf('node-exporter', '1.12.1')!.exposed('node_memory_SomethingNew_bytes')).toBe('unknown');
  expect(metricNamed('http_server_requests_total')).toEqual([]);
  expect(catalogOf('my-exporter')).toBeUndefined();
});

test('series of histograms and summaries have their labels', () => {
  expect(labelsOf('etcd', '3.6.16', 'etcd_disk_wal_fsync_duration_seconds_bucket')).toBe('le');
  expect(labelsOf('etcd', '3.6.16', 'etcd_disk_wal_fsync_duration_seconds_sum')).toBe('');
  expect(labelsOf('prometheus', '3.16.0', 'prometheus_engine_query_duration_seconds')).toBe('slice,quantile');
  expect(labelsOf('prometheus', '3.16.0', 'prometheus_engine_query_duration_seconds_count')).toBe('slice');
  expect(labelsOf('prometheus', '3.16.0', 'prometheus_engine_query_duration_seconds_bucket')).toBe('absent');
  expect(labelsOf('prometheus', '3.16.0', 'prometheus_engine_queries_bucket')).toBe('absent');
});

// pkg/util/flowcontrol, endpoints/metrics of k8s.io/apiserver; metrics/prometheus.go of cAdvisor, server.go of the kubelet
test('the programs of Kubernetes have their own and their common metrics', () => {
  expect(labelsOf('kube-apiserver', '1.36.0', 'apiserver_request_total')).toBe('code,component,dry_run,group,resource,scope,subresource,verb,version');
  expect(labelsOf('kubelet', '1.36.0', 'container_cpu_cfs_periods_total')).toBe('container,id,image,name,namespace,pod');
  expect(labelsOf('kubelet', '1.34.0', 'kubelet_evictions')).toBe('eviction_signal');
  expect(['kube-apiserver', 'kube-scheduler', 'kubelet'].map(each => labelsOf(each, '1.36.0', 'rest_client_requests_total'))).toEqual(['code,host,method', 'code,host,method', 'code,host,method']);
  expect(metricNamed('kubelet_running_pods').map(({ component }) => component)).toEqual(['kubelet']);
  expect(labelsOf('coredns', '1.12.1', 'process_start_time_seconds')).toBe('');
});

test('the programs that expose a name, with the first and last release', () => {
  const rows = (name: string) => metricNamed(name).map(({ component, since, until }) => ({ component, since, until }));
  expect(rows('kube_pod_status_disruption_reason')).toEqual([{ component: 'kube-state-metrics', since: '2.20.0', until: undefined }]);
  expect(rows('kube_endpoint_address_available')).toEqual([{ component: 'kube-state-metrics', since: undefined, until: '2.15.0' }]);
  expect(rows('prometheus_remote_storage_queue_highest_timestamp_seconds')).toEqual([{ component: 'prometheus', since: '3.7.3', until: undefined }]);
});

test('a removed metric has a successor', () => {
  expect(successorOf('kube_hpa_spec_max_replicas')).toBe('kube_horizontalpodautoscaler_spec_max_replicas');
  expect(successorOf('constructor')).toBeUndefined();
});

test('each successor is an existing metric', () => {
  const { successors } = require('../../data/metrics.json') as { successors: Record<string, string> };
  expect(Object.values(successors).filter(each => metricNamed(each.replace(/\{.*/, '')).length === 0)).toEqual([]);
});

test.each([
  [undefined, ['1.0.5', '1.2.0', '2.0.1']], ['1.0.0', ['1.0.5']], ['1.0.9', ['1.0.5']], ['v1.1.0', ['1.0.5', '1.2.0']], ['1.2.7', ['1.2.0']], ['2.0.0-rc.1', ['2.0.1']],
  ['3.0.0', ['2.0.1']], ['0.9.0', []], ['latest', []],
])('%s is as %j', (version, releases) => {
  expect(releasesFor(['1.0.5', '1.2.0', '2.0.1'], version)).toEqual(releases);
});
