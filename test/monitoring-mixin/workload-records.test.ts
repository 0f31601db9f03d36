import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { Input, ksm, of, ON } from './alert-case';
import { allGroups } from '../support/mixin';
import { hasPromtool } from '../support/promtool';

/** What promtool reports if a recorded series has other samples after ten minutes. */
function wrong(input: Input, expr: string, samples: readonly { readonly labels: string; readonly value: number }[]): string {
  const groups = allGroups().flatMap(group => group.groups).filter(({ name }) => ['workloads.records', 'resources.records'].includes(name));
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    writeFileSync(join(folder, 'tests.yaml'), stringify({
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      group_eval_order: groups.map(({ name }) => name),
      tests: [{
        interval: '1m',
        input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
        promql_expr_test: [{ expr, eval_time: '10m', exp_samples: samples }],
      }],
    }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'tests.yaml')], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const withPromtool = hasPromtool() ? describe : describe.skip;

const OWNER = 'namespace_workload_pod:kube_pod_owner:relabel';
const pod = (kind: string, name: string, controller = 'true', instance = 'a') =>
  ksm('kube_pod_owner', `instance="${instance}",namespace="shop",pod="p-1",uid="7c9f",owner_kind="${kind}",owner_name="${name}",owner_is_controller="${controller}"`);
const owner = (metric: string, label: string, object: string, kind: string, name: string, controller = 'true', instance = 'a') =>
  ksm(metric, `instance="${instance}",namespace="shop",${label}="${object}",owner_kind="${kind}",owner_name="${name}",owner_is_controller="${controller}"`);
const replicaSet = (kind: string, name: string, controller?: string, instance?: string) => owner('kube_replicaset_owner', 'replicaset', 'web-7c', kind, name, controller, instance);
const job = (kind: string, name: string, controller?: string, instance?: string) => owner('kube_job_owner', 'job_name', 'report-1', kind, name, controller, instance);

/** The workload of the pod `p-1`. */
const of1 = (workload: string, type: string) => [{ labels: `${OWNER}{namespace="shop",pod="p-1",workload="${workload}",workload_type="${type}"}`, value: 1 }];

withPromtool('the workload of a pod', () => {
  test.each<[string, readonly string[], string, string]>([
    ['a Deployment', [pod('ReplicaSet', 'web-7c'), replicaSet('Deployment', 'web')], 'web', 'deployment'],
    ['a ReplicaSet without an owner', [pod('ReplicaSet', 'web-7c'), replicaSet('', '', '')], 'web-7c', 'replicaset'],
    ['a Rollout', [pod('ReplicaSet', 'web-7c'), replicaSet('Rollout', 'web')], 'web', 'Rollout'],
    ['a DaemonSet', [pod('DaemonSet', 'agent')], 'agent', 'daemonset'],
    ['a StatefulSet', [pod('StatefulSet', 'db')], 'db', 'statefulset'],
    ['a Job without an owner', [pod('Job', 'report-1'), job('', '', '')], 'report-1', 'job'],
    ['a Job that a pod has made', [pod('Job', 'report-1'), job('Pod', 'runner', 'false')], 'report-1', 'job'],
    ['a CronJob', [pod('Job', 'report-1'), job('CronJob', 'report')], 'report', 'CronJob'],
    ['a CronJob whose Job a pod claims, too', [pod('Job', 'report-1'), job('CronJob', 'report'), job('Pod', 'runner', 'false')], 'report', 'CronJob'],
    ['a ScaledJob', [pod('Job', 'report-1'), job('ScaledJob', 'report')], 'report', 'ScaledJob'],
    ['the pod itself, without an owner', [pod('', '', '')], 'p-1', 'barepod'],
    ['the pod itself, if it is static', [pod('Node', 'n1')], 'p-1', 'staticpod'],
    ['another kind', [pod('StrimziPodSet', 'kafka')], 'kafka', 'StrimziPodSet'],
    ['another kind that is not a controller', [pod('Build', 'b-1', 'false')], 'b-1', 'Build'],
    ['its controller, of two owners', [pod('StatefulSet', 'db'), pod('Backup', 'nightly', 'false')], 'db', 'statefulset'],
    ['its controller, of two owners of other kinds', [pod('Kafka', 'k'), pod('Backup', 'nightly', 'false')], 'k', 'Kafka'],
  ])('is %s', (_, series, workload, type) => {
    expect(wrong(Object.fromEntries(series.map(each => [each, ON])), OWNER, of1(workload, type))).toBe('');
    const twice = series.flatMap(each => [each, each.replace('instance="a"', 'instance="b"')]);
    expect(wrong(Object.fromEntries(twice.map(each => [each, ON])), OWNER, of1(workload, type))).toBe('');
  });
});

const cadvisor = (metric: string, labels: string) => of('kubelet')(metric, `metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250",node="n1",namespace="shop",${labels}`);
const info = (name: string, hostNetwork: boolean, instance = 'a') => ksm('kube_pod_info', `instance="${instance}",namespace="shop",pod="${name}",uid="7c9f",node="n1",host_ip="10.0.0.1",pod_ip="10.1.0.9",`
  + `host_network="${hostNetwork}",created_by_kind="ReplicaSet",created_by_name="web",priority_class=""`);

withPromtool('recorded usage', () => {
  test('pods on the host network have no traffic of their own', () => {
    const traffic = (name: string) => cadvisor('container_network_receive_bytes_total', `id="/${name}",image="pause",name="x",pod="${name}",interface="eth0"`);
    expect(wrong({ [traffic('web')]: '0+6000x20', [traffic('proxy')]: '0+6000x20', [info('web', false)]: ON, [info('proxy', true)]: ON }, 'namespace_pod:container_network_receive_bytes:rate5m', [
      { labels: 'namespace_pod:container_network_receive_bytes:rate5m{namespace="shop",pod="web"}', value: 100 },
    ])).toBe('');
  });

  test('CPU and memory have the node of the pod; a replaced container counts once', () => {
    const container = (metric: string, id: string) => cadvisor(metric, `id="/${id}",image="app",name="${id}",pod="web",container="app"`);
    const input = {
      [container('container_cpu_usage_seconds_total', '1a').replace('image', 'cpu="total",image')]: '0+30x20',
      [container('container_memory_working_set_bytes', '1a')]: '70x20',
      [container('container_memory_working_set_bytes', '2b')]: '50x20',
      [info('web', false)]: ON,
      [info('web', false, 'b')]: ON,
    };
    const labels = 'namespace="shop",pod="web",container="app",node="n1"';
    expect(wrong(input, 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m', [
      { labels: `node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{${labels}}`, value: 0.5 },
    ])).toBe('');
    expect(wrong(input, 'node_namespace_pod_container:container_memory_working_set_bytes', ['1a', '2b'].map((id, i) => ({
      labels: `node_namespace_pod_container:container_memory_working_set_bytes{job="kubelet",metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250",${labels},id="/${id}",image="app",name="${id}"}`,
      value: [70, 50][i],
    })))).toBe('');
    expect(wrong(input, 'namespace:container_memory_working_set_bytes:sum', [{ labels: 'namespace:container_memory_working_set_bytes:sum{namespace="shop"}', value: 70 }])).toBe('');
  });

  test('requests and nodes count once, for any number of kube-state-metrics', () => {
    const input = Object.fromEntries(['a', 'b'].flatMap(instance => [
      [ksm('kube_pod_container_resource_requests', `instance="${instance}",namespace="shop",pod="web",uid="7c9f",container="app",node="n1",resource="cpu",unit="core"`), '2x20'],
      [ksm('kube_pod_status_phase', `instance="${instance}",namespace="shop",pod="web",uid="7c9f",phase="Running"`), ON],
      [ksm('kube_node_status_allocatable', `instance="${instance}",node="n1",resource="cpu",unit="core"`), '4x20'],
    ]));
    expect(wrong(input, 'namespace_cpu:kube_pod_container_resource_requests:sum', [{ labels: 'namespace_cpu:kube_pod_container_resource_requests:sum{namespace="shop"}', value: 2 }])).toBe('');
    expect(wrong(input, 'cluster:kube_node_allocatable_cpu_cores:sum', [{ labels: 'cluster:kube_node_allocatable_cpu_cores:sum', value: 4 }])).toBe('');
  });

  test('a workload has the usage of its pods, also if a pod has two owners without a controller', () => {
    const input = {
      [cadvisor('container_cpu_usage_seconds_total', 'id="/1",image="app",name="1",pod="p-1",container="app",cpu="total"')]: '0+30x20',
      [info('p-1', false)]: ON,
      [pod('Build', 'b', 'false')]: ON,
      [pod('Test', 't', 'false')]: ON,
    };
    expect(wrong(input, 'sum without (workload, workload_type) (namespace_workload:container_cpu_usage_seconds:rate5m)', [{ labels: '{namespace="shop"}', value: 0.5 }])).toBe('');
  });
});
