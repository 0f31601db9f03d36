import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { MonitoringMixin, MonitoringMixinProps } from '../../src';
import { RuleGroup } from '../../src/manifest/prometheus-rule';
import { COMPATIBLE, COMPATIBLE_GROUP, NAMES, wanted } from '../../src/monitoring-mixin/compatible/compatible-series';
import { UPSTREAM_WINDOWS } from '../../src/monitoring-mixin/compatible/upstream-windows';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import * as upstream from '../data/upstream-rule-names.json';
import { asExposed, catalogProblems } from '../support/catalog';
import { ALL_JOBS, allGroups } from '../support/mixin';
import { hasPromtool } from '../support/promtool';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const made = (props: MonitoringMixinProps) => {
  const chart = aChart('monitoring');
  new MonitoringMixin(chart, 'Mixin', props);
  return chart;
};
const recordsOf = (props: MonitoringMixinProps): string[] => ofKind(synth(made(props)), 'PrometheusRule').filter(({ metadata }) => metadata.name === 'mixin-compatible')
  .flatMap(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules.map(({ record }: any) => record)));
const ours = new Set(GROUPS.flatMap(({ records = [] }) => records).map(({ record }) => record));

test('none are recorded by default, and a name also records the series that it needs', () => {
  expect(recordsOf({})).toEqual([]);
  expect(recordsOf({ compatibleSeries: ['node:node_num_cpu:sum'] })).toEqual(['node:node_num_cpu:sum']);
  expect(recordsOf({ compatibleSeries: ['code:apiserver_request_total:increase30d'] })).toEqual([
    'code_verb:apiserver_request_total:increase1h', 'code_verb:apiserver_request_total:increase30d', 'code:apiserver_request_total:increase30d', 'code:apiserver_request_total:increase30d',
  ]);
  expect(new Set(recordsOf({ compatibleSeries: ['all'], jobs: ALL_JOBS }))).toEqual(new Set(NAMES));
  expect(recordsOf({ compatibleSeries: ['all'] }).filter(name => name.includes('windows_'))).toEqual([]); // windows-exporter is not scraped
  expect(recordsOf({ compatibleSeries: ['all'], groups: { compatible: { enabled: false } } })).toEqual([]);
});

test('each is upstream\'s, and none is recorded by default', () => {
  expect(NAMES.filter(name => !(name in upstream.records))).toEqual([]);
  expect(NAMES.filter(name => ours.has(name))).toEqual([]);
  expect(UPSTREAM_WINDOWS.filter(name => !(name in upstream.records))).toEqual([]);
  expect(new Set(COMPATIBLE.flatMap(({ from = [] }) => from).filter(name => !NAMES.includes(name)))).toEqual(new Set());
  expect(wanted(['nothing'])).toEqual([]);
});

test.each<[string, MonitoringMixinProps, string]>([
  ['error', { compatibleSeries: ['node:node_num_cpus:sum'] }, 'did you mean "node:node_num_cpu:sum"? [monitoring-mixin/compatible-unknown]'],
  ['error', { compatibleSeries: ['count:up1'] }, 'use "all", or names such as node_namespace_pod_container'],
  ['warning', { compatibleSeries: ['node:node_num_cpu:sum'], jobs: { kubelet: 'kubelet' } }, 'nodeExporter is not scraped; scrape it ("jobs"), or remove the name [monitoring-mixin/compatible-job]'],
])('%s: %j', (severity, props, message) => {
  expect(severity === 'error' ? errorsOf(made(props)) : noticesOf(made(props)).join()).toContain(message);
});

test('a series that is recorded by default may be named, and "all" needs no jobs', () => {
  expect(errorsOf(made({ compatibleSeries: ['instance:node_num_cpu:sum'] }))).toBe('');
  const few = made({ compatibleSeries: ['all'], jobs: { nodeExporter: 'node-exporter' } });
  expect([errorsOf(few), noticesOf(few).join()]).toEqual(['', '']);
});

test('a name whose window does not fit is omitted with a warning', () => {
  const name = 'instance:node_network_receive_drop_physical:rate5m';
  const slow = { compatibleSeries: ['all'], scrapeIntervals: { nodeExporter: Duration.minutes(2) } };
  expect(recordsOf(slow).filter(record => record.includes(':rate'))).toEqual([]);
  expect(recordsOf(slow)).toContain('node:node_num_cpu:sum');
  expect(noticesOf(made(slow)).join()).toContain('[monitoring-mixin/window-renamed]');
  expect(recordsOf({ ...slow, scrapeIntervals: { nodeExporter: Duration.seconds(75) } })).toContain(name);
});

// -- by promtool: labels and values as upstream's rules have them, of kubernetes-mixin and node-mixin in kube-prometheus-stack 88.5.3 ------------------------------

const CADVISOR = 'cluster="eu",endpoint="https-metrics",instance="10.0.0.1:10250",job="kubelet",metrics_path="/metrics/cadvisor",namespace="shop",node="n",service="kubelet",'
  + 'container="app",id="/kubepods/x",image="app:1",name="abc",pod="web-1"';
const PAUSE = CADVISOR.replace('container="app"', 'container=""').replace('image="app:1"', 'image=""');
const KSM = (at: number) => `cluster="eu",endpoint="http",instance="10.0.0.${at}:8080",job="kube-state-metrics",namespace="shop",service="kube-state-metrics",pod="web-1"`;
const NODE = 'cluster="eu",container="node-exporter",endpoint="metrics",instance="10.0.0.1:9100",job="node-exporter",namespace="monitoring",node="n",pod="node-exporter-x",service="node-exporter"';
const WIN = 'cluster="eu",container="windows-exporter",endpoint="metrics",instance="10.0.0.7:9182",job="windows-exporter",namespace="monitoring-node-exporter",node="w",pod="windows-exporter-x",service="windows-exporter"';
const WIN_NODE = 'instance="10.0.0.7:9182"';
const WIN_ID = 'container_id="containerd://abc"';
const WIN_CONTAINER = `${WIN},${WIN_ID},exported_container="app",exported_namespace="shop",exported_pod="win-1"`;
const WIN_POD = 'container="app",namespace="shop",pod="win-1"';
const API = 'cluster="eu",endpoint="https",instance="10.0.0.9:6443",job="apiserver",metrics_path="/metrics",namespace="default",service="kubernetes"';
const requests = (verb: string, scope: string, all: number, inTime: number, le: string) => ({
  [`apiserver_request_sli_duration_seconds_count{${API},verb="${verb}",scope="${scope}",resource="pods"}`]: `0+${all}x200`,
  [`apiserver_request_sli_duration_seconds_bucket{${API},verb="${verb}",scope="${scope}",resource="pods",le="${le}"}`]: `0+${inTime}x200`,
});

const INPUT: Readonly<Record<string, string>> = {
  [`container_cpu_usage_seconds_total{${CADVISOR},cpu="total"}`]: '0+30x200',
  ...Object.fromEntries(['rss', 'cache', 'swap'].flatMap((kind, at) => [[`container_memory_${kind}{${CADVISOR}}`, `${at + 1}x200`], [`container_memory_${kind}{${PAUSE}}`, '100x200']])),
  // two kube-state-metrics, as in a rollout; of the pod that is over nothing is requested
  ...Object.fromEntries([1, 2].flatMap(at => [
    [`kube_pod_info{${KSM(at)},node="n",uid="u"}`, '1x200'],
    [`kube_pod_status_phase{${KSM(at)},phase="Running",uid="u"}`, '1x200'],
    [`kube_pod_status_phase{${KSM(at).replace('web-1', 'job-1')},phase="Succeeded",uid="v"}`, '1x200'],
    [`kube_pod_status_phase{${KSM(at).replace('web-1', 'job-1')},phase="Running",uid="v"}`, '0x200'],
  ])),
  ...Object.fromEntries([['requests', 'cpu', 'core', 2], ['requests', 'memory', 'byte', 3], ['limits', 'cpu', 'core', 4], ['limits', 'memory', 'byte', 5]].flatMap(([kind, resource, unit, value]) =>
    ['web-1', 'job-1'].map(pod => [`kube_pod_container_resource_${kind}{${KSM(1).replace('web-1', pod)},container="app",node="n",resource="${resource}",uid="u",unit="${unit}"}`, `${value}x200`]))),
  ...Object.fromEntries(['0', '1'].map(cpu => [`node_cpu_seconds_total{${NODE},cpu="${cpu}",mode="idle"}`, '0+1x200'])),
  [`node_memory_MemAvailable_bytes{${NODE}}`]: '7x200',
  ...Object.fromEntries(['receive', 'transmit'].flatMap(way => ['bytes', 'drop'].flatMap(what => [['eth0', 60], ['lo', 600], ['veth1', 120]].map(([device, by]) =>
    [`node_network_${way}_${what}_total{${NODE},device="${device}"}`, `0+${by}x200`])))),
  // names and labels of windows-exporter 0.31.8 (data/metrics.json): two nodes, of which the second has half of everything
  ...Object.fromEntries([WIN, WIN.replace('.7:', '.8:').replace('node="w"', 'node="w2"').replace('exporter-x', 'exporter-y')].flatMap((where, at) => {
    const share = (value: number) => value / (1 + at);
    const gauges = {
      system_boot_time_timestamp: 1_700_000_000,
      memory_available_bytes: 30,
      memory_physical_total_bytes: 120,
      memory_cache_bytes: 4,
      memory_modified_page_list_bytes: 6,
      memory_standby_cache_core_bytes: 8,
      memory_standby_cache_normal_priority_bytes: 10,
      memory_standby_cache_reserve_bytes: 12,
    };
    const counters = {
      'memory_swap_page_operations_total': 120,
      'logical_disk_read_seconds_total,volume="C:"': 6,
      'logical_disk_write_seconds_total,volume="C:"': 12,
      'net_bytes_total,nic="a"': 600,
      'net_bytes_total,nic="b"': 1200,
      'net_packets_received_discarded_total,nic="a"': 60,
      'net_packets_outbound_discarded_total,nic="a"': 120,
      'cpu_time_total,core="0,0",mode="idle"': 54,
      'cpu_time_total,core="0,0",mode="user"': 6,
      'cpu_time_total,core="0,1",mode="idle"': 42,
      'cpu_time_total,core="0,1",mode="user"': 18,
    };
    const named = (key: string) => `windows_${key.split(',')[0]}{${[where, ...key.split(',').length > 1 ? [key.slice(key.indexOf(',') + 1)] : []].join()}}`;
    return [
      ...Object.entries(gauges).map(([key, value]) => [named(key), `${share(value)}x200`]),
      ...Object.entries(counters).map(([key, by]) => [named(key), `0+${share(by)}x200`]),
      [`windows_logical_disk_size_bytes{${where},volume="C:"}`, '100x200'],
      [`windows_logical_disk_free_bytes{${where},volume="C:"}`, `${share(40)}x200`],
    ];
  })),
  [`windows_container_available{${WIN_CONTAINER},hostprocess="false"}`]: '1x200',
  [`windows_container_cpu_usage_seconds_total{${WIN_CONTAINER}}`]: '0+30x200',
  [`windows_container_memory_usage_commit_bytes{${WIN_CONTAINER}}`]: '9x200',
  [`windows_container_memory_usage_private_working_set_bytes{${WIN_CONTAINER}}`]: '8x200',
  [`windows_container_network_receive_bytes_total{${WIN_CONTAINER},interface="eth"}`]: '0+2x200',
  [`windows_container_network_transmit_bytes_total{${WIN_CONTAINER},interface="eth"}`]: '0+3x200',
  ...Object.fromEntries([1, 2].flatMap(at => [
    [`kube_pod_container_info{${KSM(at).replace('web-1', 'win-1')},container="app",${WIN_ID},image="a",image_id="b",image_spec="a",uid="w"}`, '1x200'],
    ...[['requests', 'memory', 'byte', 6], ['limits', 'memory', 'byte', 7], ['requests', 'cpu', 'core', 0.5], ['limits', 'cpu', 'core', 2]].map(([kind, resource, unit, value]) =>
      [`kube_pod_container_resource_${kind}{${KSM(at).replace('web-1', 'win-1')},container="app",node="w",resource="${resource}",uid="w",unit="${unit}"}`, `${value}x200`]),
  ])),
  ...requests('GET', 'resource', 60, 54, '1.0'),
  ...requests('LIST', 'namespace', 30, 30, '5.0'),
  ...requests('LIST', 'cluster', 10, 8, '30.0'),
  ...requests('POST', 'resource', 100, 90, '1.0'),
  [`apiserver_request_total{${API},verb="GET",code="200",resource="pods",scope="resource"}`]: '0+58x200',
  [`apiserver_request_total{${API},verb="GET",code="500",resource="pods",scope="resource"}`]: '0+2x200',
  [`apiserver_request_total{${API},verb="POST",code="201",resource="pods",scope="resource"}`]: '0+95x200',
  [`apiserver_request_total{${API},verb="POST",code="503",resource="pods",scope="resource"}`]: '0+5x200',
};

const ACTIVE = (resource: string, unit: string) => `${KSM(1)},container="app",node="n",resource="${resource}",uid="u",unit="${unit}"`;
const CONTAINER = 'cluster="eu",container="app",namespace="shop",node="n",pod="web-1"';

/** Name, labels, value after two hours: an hour has 60 steps of the counters above, a month 720 hours. */
const EXPECTED: readonly (readonly [string, string, number])[] = [
  ['node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate', CONTAINER, 0.5],
  ['node_namespace_pod_container:container_memory_rss', CADVISOR, 1],
  ['node_namespace_pod_container:container_memory_cache', CADVISOR, 2],
  ['node_namespace_pod_container:container_memory_swap', CADVISOR, 3],
  ['cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests', ACTIVE('cpu', 'core'), 2],
  ['cluster:namespace:pod_memory:active:kube_pod_container_resource_requests', ACTIVE('memory', 'byte'), 3],
  ['cluster:namespace:pod_cpu:active:kube_pod_container_resource_limits', ACTIVE('cpu', 'core'), 4],
  ['cluster:namespace:pod_memory:active:kube_pod_container_resource_limits', ACTIVE('memory', 'byte'), 5],
  ['node_namespace_pod:kube_pod_info:', 'cluster="eu",namespace="shop",node="n",pod="web-1"', 1],
  ['node:node_num_cpu:sum', 'cluster="eu",node="n"', 2],
  [':node_memory_MemAvailable_bytes:sum', 'cluster="eu"', 7],
  ...['receive', 'transmit'].flatMap((way): [string, string, number][] => [
    [`instance:node_network_${way}_bytes_excluding_lo:rate5m`, NODE, 3], [`instance:node_network_${way}_drop_excluding_lo:rate5m`, NODE, 3], [`instance:node_network_${way}_drop_physical:rate5m`, NODE, 1],
  ]),
  // of two Windows nodes: what both have, and the first
  ['node:windows_node:sum', 'cluster="eu"', 2],
  ...([
    ['windows_node_cpu_utilisation:avg1m', 0.4, 0.2], ['windows_node_disk_utilisation:avg_irate', 0.225, 0.3], ['windows_node_net_utilisation:sum_irate', 45, 30], ['windows_node_net_saturation:sum_irate', 4.5, 3],
  ] as const).flatMap(([name, ofCluster, ofNode]): [string, string, number][] => [[`:${name}`, 'cluster="eu"', ofCluster], [`node:${name}{${WIN_NODE}}`, `cluster="eu",${WIN_NODE}`, ofNode]]),
  [':windows_node_memory_utilisation:', 'cluster="eu"', 0.75],
  [':windows_node_memory_MemFreeCached_bytes:sum', 'cluster="eu"', 51],
  [':windows_node_memory_MemTotal_bytes:sum', 'cluster="eu"', 180],
  ...([
    ['node:windows_node_num_cpu:sum', 2], ['node:windows_node_memory_totalCached_bytes:sum', 40], ['node:windows_node_memory_bytes_available:sum', 30], ['node:windows_node_memory_bytes_total:sum', 120],
    ['node:windows_node_memory_utilisation:ratio', 0.5], ['node:windows_node_memory_utilisation:', 0.75], ['node:windows_node_memory_swap_io_pages:irate', 2],
  ] as const).map(([name, value]): [string, string, number] => [`${name}{${WIN_NODE}}`, `cluster="eu",${WIN_NODE}`, value]),
  [`node:windows_node_filesystem_usage:{${WIN_NODE}}`, `cluster="eu",${WIN_NODE},volume="C:"`, 0.6],
  [`node:windows_node_filesystem_avail:{${WIN_NODE}}`, `cluster="eu",${WIN_NODE},volume="C:"`, 0.4],
  ...([['windows_pod_container_available', 1], ['windows_container_total_runtime', 3600], ['windows_container_memory_usage', 9], ['windows_container_private_working_set_usage', 8]] as const)
    .map(([name, value]): [string, string, number] => [name, `cluster="eu",${WIN_ID},${WIN_NODE},node="w",${WIN_POD}`, value]),
  ['windows_container_network_received_bytes_total', `cluster="eu",${WIN_ID},${WIN_NODE},interface="eth",node="w",${WIN_POD}`, 240],
  ['windows_container_network_transmitted_bytes_total', `cluster="eu",${WIN_ID},${WIN_NODE},interface="eth",node="w",${WIN_POD}`, 360],
  ...([['memory_request', 6], ['memory_limit', 7], ['cpu_cores_request', 0.5], ['cpu_cores_limit', 2]] as const)
    .map(([what, value]): [string, string, number] => [`kube_pod_windows_container_resource_${what}`, `cluster="eu",${WIN_POD}`, value]),
  ['namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate', `cluster="eu",${WIN_POD}`, 0.5],
  ['code_verb:apiserver_request_total:increase1h{code="500"}', 'cluster="eu",code="500",verb="GET"', 120],
  ['code_verb:apiserver_request_total:increase30d{code="500"}', 'cluster="eu",code="500",verb="GET"', 86_400],
  ['code:apiserver_request_total:increase30d{code="200"}', 'cluster="eu",code="200",verb="read"', 2_505_600],
  ['cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h{scope="namespace"}', 'cluster="eu",scope="namespace",verb="LIST"', 1800],
  ['cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d{scope="namespace"}', 'cluster="eu",scope="namespace",verb="LIST"', 1_296_000],
  ['cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h{scope="cluster"}', 'cluster="eu",le="30.0",scope="cluster",verb="LIST"', 480],
  ['cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d{scope="cluster"}', 'cluster="eu",le="30.0",scope="cluster",verb="LIST"', 345_600],
  // of 100 reads 8 are too late and 2 fail, of 100 writes 10 and 5
  ['apiserver_request:availability30d{verb="read"}', 'cluster="eu",verb="read"', 0.9],
  ['apiserver_request:availability30d{verb="write"}', 'cluster="eu",verb="write"', 0.85],
  ['apiserver_request:availability30d{verb="all"}', 'cluster="eu",verb="all"', 0.875],
];

test('the series of Windows are those that windows-exporter exposes', () => {
  const series = Object.keys(INPUT).filter(name => name.startsWith('windows_'));
  expect(series.length).toBeGreaterThan(40);
  expect(series.map(name => asExposed(name)).flatMap(name => catalogProblems(name))).toEqual([]);
  expect(catalogProblems(`windows_system_boot_time_timestamp_seconds{${WIN}}`)).toHaveLength(1); // what upstream's rules read
});

test('each name has an expected value', () => {
  expect(NAMES.filter(name => !EXPECTED.some(([expr]) => expr.replace(/\{.*/, '') === name))).toEqual([]);
});

/** What promtool finds different. */
function differences(groups: readonly RuleGroup[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'compatible-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    // values that are not powers of two are compared as they are printed
    const tests = EXPECTED.map(([expr, labels, value]) => {
      const [, name, matchers = ''] = /^([^{]+)(\{.*)?$/.exec(expr)!;
      return { expr: `round(${expr}, 0.0001)`, eval_time: '2h', exp_samples: [{ labels: `{${labels}}`, value }], what: `${name}${matchers}` };
    });
    const test = {
      interval: '1m',
      input_series: Object.entries(INPUT).map(([series, values]) => ({ series, values })),
      promql_expr_test: tests.map(({ expr, eval_time, exp_samples }) => ({ expr, eval_time, exp_samples })),
    };
    writeFileSync(join(folder, 'tests.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', group_eval_order: groups.map(({ name }) => name), tests: [test] }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'tests.yaml')], { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000 });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const withPromtool = hasPromtool() ? test : test.skip;

withPromtool('promtool: labels and values are upstream\'s', () => {
  const groups = allGroups('2.20.0', ALL_JOBS, { compatibleSeries: ['all'] }).filter(({ name }) => name === COMPATIBLE_GROUP).flatMap(each => each.groups);
  expect(differences(groups)).toBe('');
}, 120_000);
