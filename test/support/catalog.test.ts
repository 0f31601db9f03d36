import { asExposed, catalogProblems } from './catalog';

const AM = 'job="alertmanager",namespace="monitoring",pod="alertmanager-main-0"';

test.each([
  ['a series without the label that its program gives it', `alertmanager_notifications_failed_total{${AM},integration="slack"}`, ['its label reason is missing']],
  ['a label that its program does not give', `alertmanager_notifications_total{${AM},integration="slack",reason="other"}`, ['it has no label reason']],
  ['a value that the label never has', 'kube_pod_status_phase{job="kube-state-metrics",namespace="a",pod="b",uid="c",phase="CrashLoopBackOff"}',
    ['phase is never "CrashLoopBackOff", only Failed, Pending, Running, Succeeded, Unknown']],
  ['a metric that does not exist', 'kube_pod_condition{job="kube-state-metrics"}', ['kube-state-metrics does not expose kube_pod_condition']],
  ['a metric of another program', 'node_load1{job="kube-state-metrics"}', ['kube-state-metrics does not expose node_load1']],
  ['a job of nobody', 'node_load1{job="nodes"}', ['the job "nodes" is of no known program']],
  ['no job', 'node_load1', ['the job undefined is of no known program']],
])('%s is a problem', (_, series, problems) => {
  expect(catalogProblems(series)).toEqual(problems.map(problem => `${series}: ${problem}`));
});

test.each([
  `alertmanager_notifications_failed_total{${AM},integration="slack",reason="other"}`,
  'kube_pod_status_phase{job="kube-state-metrics",namespace="a",pod="b",uid="c",phase="Failed"}',
  'up{job="anything"}',
  'ALERTS{alertname="A",alertstate="firing"}',
  'namespace:container_cpu_usage_seconds_total:sum{namespace="a"}',
  'reloader_last_reload_successful{job="prometheus",container="config-reloader"}',
  'etcd_disk_wal_fsync_duration_seconds_bucket{job="etcd",instance="a",le="+Inf"}',
  'pod_gc_collector_force_delete_pods_total{job="kube-controller-manager",namespace="kube-system",exported_namespace="shop",reason="orphaned"}',
])('%s matches its program\'s exposition', series => {
  expect(catalogProblems(series)).toEqual([]);
});

test('a series of an older release has the labels of that release', () => {
  const series = 'kube_endpoint_address_available{job="kube-state-metrics",namespace="a",endpoint="b"}';
  expect(catalogProblems(series, undefined, { 'kube-state-metrics': '2.13.0' })).toEqual([]);
  expect(catalogProblems(series, undefined, { 'kube-state-metrics': '2.20.0' })).toHaveLength(1);
});

test('the missing labels of a series can be added', () => {
  const series = `alertmanager_notifications_failed_total{${AM},integration="slack"}`;
  expect(asExposed(series)).toMatch(/,reason="\w+"\}$/);
  expect(catalogProblems(asExposed(series))).toEqual([]);
  expect(asExposed('up{job="a"}')).toBe('up{job="a"}');
});
