import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { allGroups } from '../support/mixin';
import { hasPromtool } from '../support/promtool';

/**
 * Names and labels as kube-prometheus' nodeExporter-prometheusRule.yaml and kubernetesControlPlane-prometheusRule.yaml record them: those of dashboards and autoscalers.
 * Those of machines keep all labels of the target.
 */
const TARGET = 'cluster="eu",container="node-exporter",endpoint="metrics",instance="10.0.0.1:9100",job="node-exporter",namespace="monitoring",node="a",pod="node-exporter-x1",service="node-exporter"';
const OTHER = TARGET.replace(/"eu"/, '"us"').replace('node="a"', 'node="b"');
const KUBELET = 'cluster="eu",endpoint="https-metrics",instance="10.0.0.1:10250",job="kubelet",metrics_path="/metrics",namespace="kube-system",service="monitoring-kubelet"';
const API = 'cluster="eu",component="apiserver",endpoint="https",instance="10.0.0.9:6443",job="apiserver",metrics_path="/metrics",namespace="default",service="kubernetes",version="v1"';

const cpus = (target: string, count: number, idle: number) => Object.fromEntries(Array.from({ length: count }, (_, cpu) => [
  [`node_cpu_seconds_total{${target},cpu="${cpu}",mode="idle"}`, `0+${idle}x20`], [`node_cpu_seconds_total{${target},cpu="${cpu}",mode="user"}`, `0+${60 - idle}x20`],
]).flat());

const requests = (labels: string, count: number, seconds: string, total = 60) => ({
  [`apiserver_request_sli_duration_seconds_count{${API},${labels}}`]: `0+${total}x20`,
  [`apiserver_request_sli_duration_seconds_bucket{${API},${labels},le="${seconds}"}`]: `0+${count}x20`,
  [`apiserver_request_sli_duration_seconds_bucket{${API},${labels},le="+Inf"}`]: `0+${total}x20`,
  [`apiserver_request_total{${API},${labels},code="200"}`]: `0+${total}x20`,
});

const RELIST = 'kubelet_pleg_relist_duration_seconds_bucket';

const INPUT: Readonly<Record<string, string>> = {
  ...cpus(TARGET, 2, 45),
  ...cpus(TARGET.replace('10.0.0.1', '10.0.0.2').replace('node="a"', 'node="c"'), 6, 15),
  ...cpus(OTHER, 1, 30),
  [`node_load1{${TARGET}}`]: '3x20',
  [`node_memory_MemAvailable_bytes{${TARGET}}`]: '25x20',
  [`node_memory_MemTotal_bytes{${TARGET}}`]: '100x20',
  [`node_vmstat_pgmajfault{${TARGET}}`]: '0+120x20',
  [`node_disk_io_time_seconds_total{${TARGET},device="sda"}`]: '0+30x20',
  [`node_disk_io_time_seconds_total{${TARGET},device="loop0"}`]: '0+30x20',
  [`node_disk_io_time_weighted_seconds_total{${TARGET},device="sda"}`]: '0+90x20',
  ...Object.fromEntries(['receive', 'transmit'].flatMap(way => [['eth0', 60], ['eth1', 120], ['lo', 600], ['veth12', 600]]
    .map(([device, bytes]) => [`node_network_${way}_bytes_total{${TARGET},device="${device}"}`, `0+${bytes}x20`]))),
  [`${RELIST}{${KUBELET},le="1.0"}`]: '0+60x20',
  [`${RELIST}{${KUBELET},le="+Inf"}`]: '0+60x20',
  [`kubelet_node_name{${KUBELET},node="a"}`]: '1x20',
  ...requests('verb="GET",scope="resource",resource="pods"', 45, '1.0'),
  ...requests('verb="LIST",scope="namespace",resource="pods"', 60, '5.0'),
  ...requests('verb="LIST",scope="cluster",resource="nodes"', 120, '30.0', 120),
  ...requests('verb="PUT",scope="resource",resource="pods"', 60, '1.0', 120),
};

const NODE_RECORDS: readonly (readonly [string, string, number])[] = [
  ['instance:node_num_cpu:sum', TARGET, 2],
  ['instance:node_cpu_utilisation:rate5m', TARGET, 0.25],
  ['instance:node_load1_per_cpu:ratio', TARGET, 1.5],
  ['instance:node_memory_utilisation:ratio', TARGET, 0.75],
  ['instance:node_vmstat_pgmajfault:rate5m', TARGET, 2],
  ['instance_device:node_disk_io_time_seconds:rate5m', `${TARGET},device="sda"`, 0.5],
  ['instance_device:node_disk_io_time_weighted_seconds:rate5m', `${TARGET},device="sda"`, 1.5],
  ['instance:node_network_receive_bytes_physical:rate5m', TARGET, 3],
  ['instance:node_network_transmit_bytes_physical:rate5m', TARGET, 3],
  ['node:node_cpu_utilization:ratio_rate5m', 'cluster="eu",node="a"', 0.25],
  ['node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile', 'cluster="eu",instance="10.0.0.1:10250",node="a",quantile="0.5"', 0.5],
  ['node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile', 'cluster="eu",instance="10.0.0.1:10250",node="a",quantile="0.9"', 0.9],
  ['node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile', 'cluster="eu",instance="10.0.0.1:10250",node="a",quantile="0.99"', 0.99],
  ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].flatMap(window => [
    // 15 of 240 reads took longer than a second, half of the writes
    [`apiserver_request:burnrate${window}`, 'cluster="eu",verb="read"', 0.0625] as const,
    [`apiserver_request:burnrate${window}`, 'cluster="eu",verb="write"', 0.5] as const,
  ]),
  ['code_resource:apiserver_request_total:rate5m', 'cluster="eu",code="200",resource="pods",verb="read"', 2],
  ['code_resource:apiserver_request_total:rate5m', 'cluster="eu",code="200",resource="nodes",verb="read"', 2],
  ['code_resource:apiserver_request_total:rate5m', 'cluster="eu",code="200",resource="pods",verb="write"', 2],
  ['cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile', 'cluster="eu",resource="nodes",verb="read",quantile="0.99"', 29.7],
];

/** Series that are compared as a whole: nothing else is recorded under their names. */
const WHOLE: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  // (2 * 0.25 + 6 * 0.75) / 8
  ['cluster:node_cpu:ratio_rate5m', [['cluster="eu"', 0.625], ['cluster="us"', 0.5]]],
  ['instance_device:node_disk_io_time_seconds:rate5m', [[`${TARGET},device="sda"`, 0.5]]],
  ['node:node_cpu_utilization:ratio_rate5m', [['cluster="eu",node="a"', 0.25], ['cluster="eu",node="c"', 0.75], ['cluster="us",node="b"', 0.5]]],
];

const testOf = (expr: string, samples: readonly (readonly [string, number])[], name: string) =>
  ({ expr, eval_time: '15m', exp_samples: samples.map(([labels, value]) => ({ labels: `${name}{${labels}}`, value })) });

function differences(): string {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const groups = allGroups().filter(({ name }) => ['nodes', 'kubelet', 'apiserver'].includes(name)).flatMap(group => group.groups).filter(({ rules }) => rules.some(rule => 'record' in rule));
    writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups }));
    const tests = NODE_RECORDS.map(([name, labels, value]) => testOf(`round(${name}{${labels}}, 0.0001)`, [[labels, value]], ''));
    writeFileSync(join(folder, 'tests.yaml'), stringify({
      rule_files: ['rules.json'],
      evaluation_interval: '1m',
      tests: [{
        interval: '1m',
        input_series: Object.entries(INPUT).map(([series, values]) => ({ series, values })),
        promql_expr_test: [...tests, ...WHOLE.map(([name, samples]) => testOf(name, samples, name))],
      }],
    }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'tests.yaml')], { encoding: 'utf8', maxBuffer: 1e8 });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

(hasPromtool() ? test : test.skip)('recorded series of nodes, kubelets and the API server have upstream\'s names and labels', () => expect(differences()).toBe(''), 60_000);
