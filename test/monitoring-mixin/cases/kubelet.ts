import { withDerived } from './derived';
import { both, NODE_STATUS } from './node-status';
import { AlertCase, flag, GROWS, histogram, Input, ksm, of, OFF, ON } from '../alert-case';

/** As the kubelet is scraped: by its node's address, with the name of the node. */
const kubelet = (metric: string, labels = '', node = 'a') =>
  of('kubelet')(metric, `metrics_path="/metrics",instance="${node}:10250",node="${node}",service="monitoring-kubelet"${labels === '' ? '' : `,${labels}`}`);
/** Where nobody added the name of the node to the target. */
const plain = (metric: string, labels = '', address = '10.0.0.1') => of('kubelet')(metric, `metrics_path="/metrics",instance="${address}:10250"${labels === '' ? '' : `,${labels}`}`);
const name = (node = 'a'): Input => ({ [kubelet('kubelet_node_name', '', node)]: ON });

const cadvisor = of('kubelet')('up', 'metrics_path="/metrics/cadvisor",instance="a:10250",node="a",service="monitoring-kubelet"');
const info = (cluster: string) => ({ [ksm('kube_node_info', `cluster="${cluster}",node="a"`)]: ON });

const pods = (count: number, node = 'a') => ({ [kubelet('kubelet_running_pods', '', node)]: `${count}x600`, ...name(node) });
const capacity = (count: number, node = 'a') => ({
  [ksm('kube_node_status_capacity', `node="${node}",resource="pods",unit="integer"`)]: `${count}x600`,
  [ksm('kube_node_status_capacity', `node="${node}",resource="memory",unit="byte"`)]: '8000000000x600',
});
/** Two kubelets, whose last scrapes failed, or that of the first alone. */
const failing = (metric: string, labels: string, values: string, isSecond: boolean): Input => Object.fromEntries([['10.0.0.1', 'a'], ['10.0.0.2', 'b']].map(([address, node], at) => [
  plain(metric, labels.replace('NODE', node), address), at === 0 || isSecond ? `${values}x22 ${'stale '.repeat(4)}${values}x100` : `${values}x600`,
]));
/** The second of two nodes is in another cluster, and has the address of the first one. */
const inClusters = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) =>
  [/10\.0\.0\.2|node="b"/.test(series) ? series.replace('{', '{cluster="b",').replace('10.0.0.2', '10.0.0.1') : series, values]));
/** What the first of two kube-state-metrics reports. */
const fromOne = (input: Input): Input => Object.fromEntries(Object.entries(both(input)).filter(([series]) => series.includes('10.0.1.1:')));
const evictions = (values: string): Input => ({ [kubelet('kubelet_evictions', 'eviction_signal="memory.available"')]: values });

const TARGETS: readonly AlertCase[] = [
  { alert: 'KubeletDown', count: 1, at: '40m', fires: { [kubelet('up')]: OFF, ...info('') }, quiet: { [kubelet('up')]: ON, ...info('') } },
  {
    alert: 'KubeletDown',
    what: 'after 15 minutes, although cAdvisor answers',
    count: 1,
    at: '22m',
    fires: { [kubelet('up')]: '1x5 0x600', [cadvisor]: ON, ...info('') },
    quiet: { [kubelet('up')]: '1x9 0x600', [cadvisor]: ON, ...info('') },
  },
  { alert: 'KubeletDown', what: 'without kube-state-metrics', count: 1, fires: { [kubelet('up')]: OFF }, quiet: { [kubelet('up')]: ON } },
  {
    alert: 'KubeletDown',
    what: 'one cluster of two',
    count: 1,
    fires: { [kubelet('up', 'cluster="eu"')]: ON, ...info('eu'), [kubelet('up', 'cluster="us"')]: '1x5 stale', ...info('us') },
    quiet: { [kubelet('up', 'cluster="eu"')]: ON, ...info('eu'), [kubelet('up', 'cluster="us"')]: ON, ...info('us') },
  },
  {
    alert: 'KubeletDown',
    what: 'one cluster of two, although cAdvisor answers',
    count: 1,
    fires: { [kubelet('up', 'cluster="eu"')]: ON, ...info('eu'), [kubelet('up', 'cluster="us"')]: OFF, [cadvisor.replace('{', '{cluster="us",')]: ON, ...info('us') },
    quiet: { [kubelet('up', 'cluster="eu"')]: ON, ...info('eu'), [kubelet('up', 'cluster="us"')]: ON, ...info('us') },
  },
  { alert: 'KubeletDown', what: 'without kube-state-metrics, although cAdvisor answers', count: 1, fires: { [kubelet('up')]: OFF, [cadvisor]: ON }, quiet: { [kubelet('up')]: ON } },
  {
    alert: 'KubeletDown',
    what: 'not of a cluster that has no nodes',
    count: 1,
    fires: { [kubelet('up', 'cluster="eu"')]: OFF, ...info('eu'), [ksm('up', 'cluster="us"')]: ON },
    quiet: { [kubelet('up', 'cluster="eu"')]: ON, ...info('eu'), [ksm('up', 'cluster="us"')]: ON },
  },
  {
    alert: 'KubeletDown',
    what: 'not if one of two is up',
    fires: { [kubelet('up')]: OFF, [kubelet('up', '', 'b')]: OFF, ...info('') },
    quiet: { [kubelet('up')]: OFF, [kubelet('up', '', 'b')]: ON, ...info('') },
  },
  {
    alert: 'KubeletInstanceUnreachable',
    labels: { job: 'kubelet', node: 'a', instance: 'a:10250' },
    count: 1,
    fires: { [kubelet('up')]: OFF, [kubelet('up', '', 'b')]: ON },
    quiet: { [kubelet('up')]: ON, [kubelet('up', '', 'b')]: ON },
  },
  {
    alert: 'KubeletInstanceUnreachable',
    what: 'not of cAdvisor alone',
    count: 1,
    fires: { [kubelet('up')]: OFF, [cadvisor]: ON },
    quiet: { [kubelet('up')]: ON, [cadvisor]: OFF },
  },
  {
    alert: 'KubeletInstanceUnreachable',
    what: 'not if it is reached by another Service',
    fires: { [plain('up', 'service="a"')]: OFF, [plain('up', 'service="b"')]: OFF },
    quiet: { [plain('up', 'service="a"')]: ON, [plain('up', 'service="b"')]: OFF },
  },
  { alert: 'KubeletTooManyPods', count: 1, fires: { ...pods(97), ...capacity(100) }, quiet: { ...pods(95), ...capacity(100) } },
  {
    alert: 'KubeletTooManyPods',
    what: 'one although there are two kube-state-metrics',
    count: 1,
    fires: { ...pods(97), ...both(capacity(100)) },
    quiet: { ...pods(95), ...both(capacity(100)) },
  },
  { // the node has just got more room: one kube-state-metrics has not seen it
    alert: 'KubeletTooManyPods',
    what: 'of two kube-state-metrics the one that sees more room counts',
    fires: { ...pods(97), ...both(capacity(100)) },
    quiet: { ...pods(97), ...both(capacity(110)), ...fromOne(capacity(100)) },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'while the last scrapes of one of two kubelets failed',
    count: 2,
    at: '25m',
    fires: { ...failing('kubelet_running_pods', '', '97', true), ...failing('kubelet_node_name', 'node="NODE"', '1', false), ...capacity(100), ...capacity(100, 'b') },
    quiet: { ...failing('kubelet_running_pods', '', '95', true), ...failing('kubelet_node_name', 'node="NODE"', '1', false), ...capacity(100), ...capacity(100, 'b') },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'while the last scrapes failed in one of two clusters that have the same addresses',
    count: 2,
    at: '25m',
    fires: inClusters({ ...failing('kubelet_running_pods', '', '97', true), ...failing('kubelet_node_name', 'node="NODE"', '1', false), ...capacity(100), ...capacity(100, 'b') }),
    quiet: inClusters({ ...failing('kubelet_running_pods', '', '95', true), ...failing('kubelet_node_name', 'node="NODE"', '1', false), ...capacity(100), ...capacity(100, 'b') }),
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'not of a virtual kubelet',
    fires: { ...pods(2), ...capacity(2) },
    quiet: { ...pods(1), ...capacity(1) },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'each node has its own capacity',
    count: 1,
    fires: { ...pods(97), ...capacity(100), ...pods(97, 'b'), ...capacity(200, 'b') },
    quiet: { ...pods(97), ...capacity(200), ...pods(197, 'b'), ...capacity(300, 'b') },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'a failed scrape does not start it again',
    count: 1,
    at: '25m',
    fires: { [kubelet('kubelet_running_pods')]: '97x15 stale 97x100', [kubelet('kubelet_node_name')]: '1x15 stale 1x100', ...capacity(100) },
    quiet: { [kubelet('kubelet_running_pods')]: '90x15 stale 97x100', [kubelet('kubelet_node_name')]: '1x15 stale 1x100', ...capacity(100) },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'where targets do not say their node',
    count: 1,
    fires: { [plain('kubelet_running_pods')]: '97x600', [plain('kubelet_node_name', 'node="a"')]: ON, ...capacity(100) },
    quiet: { [plain('kubelet_running_pods')]: '90x600', [plain('kubelet_node_name', 'node="a"')]: ON, ...capacity(100) },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'where only targets say their node',
    count: 1,
    fires: { [kubelet('kubelet_running_pods')]: '97x600', [kubelet('up')]: ON, ...capacity(100) },
    quiet: { [kubelet('kubelet_running_pods')]: '95x600', [kubelet('up')]: ON, ...capacity(100) },
  },
  {
    alert: 'KubeletTooManyPods',
    what: 'of an address that had another node before',
    count: 1,
    fires: { [plain('kubelet_running_pods')]: '97x600', [plain('kubelet_node_name', 'node="a"')]: ON, [plain('kubelet_node_name', 'node="b"')]: '1x24 stale', ...capacity(100), ...capacity(100, 'b') },
    quiet: { [plain('kubelet_running_pods')]: '90x600', [plain('kubelet_node_name', 'node="a"')]: ON, [plain('kubelet_node_name', 'node="b"')]: '1x24 stale', ...capacity(100), ...capacity(100, 'b') },
  },
  { // of another Service: the name of the node is there twice
    alert: 'KubeletTooManyPods',
    what: 'where two targets say the name of the node',
    count: 1,
    fires: { ...pods(97), ...capacity(100), [kubelet('kubelet_node_name').replace('monitoring-kubelet', 'kubelet')]: ON },
    quiet: { ...pods(60), ...capacity(100), [kubelet('kubelet_node_name').replace('monitoring-kubelet', 'kubelet')]: ON },
  },
  ...['instance="a:10250"', 'cluster="b",instance="a:10250"'].map((target): AlertCase => {
    const other = (series: string) => series.replace('instance="a:10250"', target.startsWith('cluster') ? target : 'instance="b:10250"');
    const ofOther = { [other(kubelet('kubelet_running_pods')).replace('node="a"', 'node="b"')]: '97x600', [other(kubelet('up')).replace('node="a"', 'node="b"')]: ON };
    const room = Object.fromEntries(Object.entries(capacity(100, 'b')).map(([series, values]) => [target.startsWith('cluster') ? series.replace('{', '{cluster="b",') : series, values]));
    return {
      alert: 'KubeletTooManyPods',
      what: `only the target of another ${target.startsWith('cluster') ? 'cluster' : 'kubelet'} says its node`,
      count: 2,
      fires: { ...pods(97), ...capacity(100), ...ofOther, ...room },
      quiet: { ...pods(95), ...capacity(100) },
    };
  }),
];

const ELSEWHERE: readonly AlertCase[] = [['instance="a:10250"', 'instance="b:10250"'], ['{', '{cluster="b",']].map(([one, another]): AlertCase => {
  const there = (series: string) => series.replace(one, another).replace('node="a"', 'node="b"');
  const fires = { ...evictions('1x20 2x100'), ...name(), [there(Object.keys(evictions(''))[0])]: '1x20 2x100', [there(kubelet('up'))]: ON };
  const first = { [there(Object.keys(evictions(''))[0])]: '_x19 1x100', [there(kubelet('kubelet_node_name'))]: '_x19 1x100' };
  return { // what another has had for long does not matter to one that is scraped for the first time
    alert: 'KubeNodeEviction', what: `of two that are not the same: ${another}`.replace(/[{",]/g, ''), count: 2, at: '30m', fires, quiet: { ...evictions('2x100'), ...name(), ...first },
  };
});

const evicted = (values: string): Input => Object.fromEntries(['10.0.0.1', '10.0.0.2'].map(address => [plain('kubelet_evictions', 'eviction_signal="memory.available"', address), values]));

const EVICTIONS: readonly AlertCase[] = [
  ...ELSEWHERE,
  {
    alert: 'KubeNodeEviction',
    count: 1,
    at: '30m',
    fires: { ...evictions('1x20 2x100'), ...name() },
    quiet: { ...evictions('2x100'), ...name() },
  },
  {
    alert: 'KubeNodeEviction',
    what: 'the first of its signal',
    count: 1,
    at: '30m',
    fires: { ...evictions('_x19 1x100'), ...name() },
    quiet: { ...evictions('_x9 1x100'), ...name() },
  },
  {
    alert: 'KubeNodeEviction',
    what: 'not because it is scraped for the first time',
    at: '30m',
    fires: { ...evictions('_x19 1x100'), ...name() },
    quiet: { ...evictions('_x19 7x100'), [kubelet('kubelet_node_name')]: '_x19 1x100' },
  },
  { // the name as it was before the failed scrapes
    alert: 'KubeNodeEviction',
    what: 'while the last scrapes of one of two kubelets failed',
    count: 2,
    at: '25m',
    fires: { ...evicted('1x18 2x3 stale stale stale stale'), ...failing('kubelet_node_name', 'node="NODE"', '1', false) },
    quiet: { ...evicted('2x600'), ...failing('kubelet_node_name', 'node="NODE"', '1', false) },
  },
  {
    alert: 'KubeNodeEviction',
    what: 'while the last scrapes failed in one of two clusters that have the same addresses',
    count: 2,
    at: '25m',
    fires: inClusters({ ...evicted('1x18 2x3 stale stale stale stale'), ...failing('kubelet_node_name', 'node="NODE"', '1', false) }),
    quiet: inClusters({ ...evicted('2x600'), ...failing('kubelet_node_name', 'node="NODE"', '1', false) }),
  },
  {
    alert: 'KubeNodeEviction',
    what: 'of each signal',
    count: 2,
    at: '30m',
    fires: { ...evictions('1x20 2x100'), [kubelet('kubelet_evictions', 'eviction_signal="nodefs.available"')]: '1x20 2x100', ...name() },
    quiet: name(),
  },
];

/** All lists take longer than the last but one of these bounds. */
const relist = (...bounds: string[]): Input => Object.fromEntries([...bounds, '+Inf'].map((le, i) =>
  [kubelet('kubelet_pleg_relist_duration_seconds_bucket', `le="${le}"`), i >= bounds.length - 1 ? '0+100x600' : '0x600']));
/** They take longer than the last bound that the kubelet has. */
const tooLong: Input = { ...relist('5.0', '10.0'), [kubelet('kubelet_pleg_relist_duration_seconds_bucket', 'le="10.0"')]: '0x600' };
const starts = (slow: string) => histogram(le => kubelet('kubelet_pod_start_duration_seconds_bucket', `le="${le}"`), ['30.0', '60.0', '120.0'], slow);
/** So many of a hundred starts a second take at most a minute, the rest takes at most two. */
const startsWithin = (minute: number): Input => Object.fromEntries(Object.entries({ '30.0': 0, '60.0': minute, '120.0': 100, '+Inf': 100 }).map(([le, count]) =>
  [kubelet('kubelet_pod_start_duration_seconds_bucket', `le="${le}"`), `0+${60 * count}x600`]));
/** Of 500 calls of each of two operations these fail. */
const runtime = (...errors: number[]): Input => Object.fromEntries(['pull_image', 'create_container'].flatMap((type, at) => [
  [kubelet('kubelet_runtime_operations_errors_total', `operation_type="${type}"`), `0+${60 * errors[at]}x600`],
  [kubelet('kubelet_runtime_operations_total', `operation_type="${type}"`), '0+30000x600'],
]));

const WORK: readonly AlertCase[] = [
  { alert: 'KubeletPlegDurationHigh', count: 1, fires: { ...tooLong, ...name() }, quiet: { ...relist('5.0', '10.0'), ...name() } },
  { alert: 'KubeletPodStartUpLatencyHigh', count: 1, fires: { ...starts('120.0'), ...name() }, quiet: { ...starts('60.0'), ...name() } },
  { alert: 'KubeletPodStartUpLatencyHigh', what: 'not at exactly its threshold', count: 1, fires: { ...startsWithin(98), ...name() }, quiet: { ...startsWithin(99), ...name() } },
  { alert: 'KubeletRuntimeErrors', count: 1, fires: runtime(60, 60), quiet: runtime(50, 50) },
];

const expires = (kind: string, severity: string, below: number): AlertCase => {
  const series = kubelet(`kubelet_certificate_manager_${kind}_ttl_seconds`);
  return { alert: `Kubelet${kind === 'client' ? 'Client' : 'Server'}CertificateExpiration`, severity, count: 1, fires: { [series]: `${below - 1}x600` }, quiet: { [series]: `${below}x600` } };
};

const CERTIFICATES: readonly AlertCase[] = [
  expires('client', 'warning', 604_800),
  expires('client', 'critical', 86_400),
  expires('server', 'warning', 604_800),
  expires('server', 'critical', 86_400),
  {
    alert: 'KubeletServerCertificateExpiration',
    severity: 'critical',
    what: 'not of a kubelet that has none',
    fires: { [kubelet('kubelet_certificate_manager_server_ttl_seconds')]: '60x600' },
    quiet: { [kubelet('kubelet_certificate_manager_server_ttl_seconds')]: 'Inf '.repeat(40) },
  },
  flag('KubeletClientCertificateRenewalErrors', kubelet('kubelet_certificate_manager_client_expiration_renew_errors'), GROWS, '5x600'),
  flag('KubeletServerCertificateRenewalErrors', kubelet('kubelet_server_expiration_renew_errors'), GROWS, '5x600'),
];

export const KUBELET: readonly AlertCase[] = withDerived([...NODE_STATUS, ...TARGETS, ...EVICTIONS, ...WORK, ...CERTIFICATES]);
