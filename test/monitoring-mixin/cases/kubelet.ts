import { AlertCase, flag, GROWS, growth, histogram, Input, ksm, of, OFF, ON } from '../alert-case';

/** As the kubelet is scraped: by its node's address, with the name of the node. */
const kubelet = (metric: string, labels = '', node = 'a') =>
  of('kubelet')(metric, `metrics_path="/metrics",instance="${node}:10250",node="${node}",service="monitoring-kubelet"${labels === '' ? '' : `,${labels}`}`);
/** Where nobody added the name of the node to the target. */
const plain = (metric: string, labels = '') => of('kubelet')(metric, `metrics_path="/metrics",instance="10.0.0.1:10250"${labels === '' ? '' : `,${labels}`}`);
const name = (node = 'a'): Input => ({ [kubelet('kubelet_node_name', '', node)]: ON });

/** What each of two kube-state-metrics says while one replaces the other. */
const both = (input: Input): Input => Object.fromEntries(Object.entries(input).flatMap(([series, values]) =>
  ['10.0.1.1:8080', '10.0.1.2:8080'].map(instance => [series.replace('{', `{instance="${instance}",service="kube-state-metrics",`), values])));

const ready = (values: string, more = 'node="a"') => ({ [ksm('kube_node_status_condition', `${more},condition="Ready",status="true"`)]: values });
const cordoned = (values: string, more = 'node="a"') => ({ [ksm('kube_node_spec_unschedulable', more)]: values });
const taint = (key: string, more = 'node="a"', effect = 'NoSchedule') => ({ [ksm('kube_node_spec_taint', `${more},key="${key}",value="",effect="${effect}"`)]: ON });
const unreachable = (more = 'node="a"') => ({ ...taint('node.kubernetes.io/unreachable', more), ...taint('node.kubernetes.io/unreachable', more, 'NoExecute') });
const pressure = (values: string, condition = 'MemoryPressure') => ({ [ksm('kube_node_status_condition', `node="a",condition="${condition}",status="true"`)]: values });
const info = (cluster: string) => ({ [ksm('kube_node_info', `cluster="${cluster}",node="a"`)]: ON });

const FLAPS = '0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0 1 1 1 1 0';

/** A situation in which the node is expected to be away. */
const AWAY: readonly (readonly [string, Input])[] = [
  ['not if it is cordoned', cordoned(ON)],
  ['not if the autoscaler removes it', taint('ToBeDeletedByClusterAutoscaler')],
  ['not if Google ends the spot node', taint('cloud.google.com/impending-node-termination')],
  ['not if AWS ends the spot node', taint('aws-node-termination-handler/spot-itn')],
  ['not if Karpenter removes it', taint('karpenter.sh/disrupted')],
  ['not if an old Karpenter removes it', taint('karpenter.sh/disruption')],
];

const away = (alert: string, wrong: Input): AlertCase[] => AWAY.map(([what, input]) => ({
  alert, what, count: 1, fires: { ...cordoned(OFF), ...wrong }, quiet: { ...cordoned(OFF), ...wrong, ...input },
}));

/** One alert for each node, though two kube-state-metrics are scraped, and one for each cluster. */
const once = (alert: string, wrong: Input, right: Input): AlertCase => ({
  alert,
  what: 'one although there are two kube-state-metrics',
  count: 1,
  fires: both({ ...cordoned(OFF), ...wrong }),
  quiet: both({ ...cordoned(OFF), ...right }),
});

const STATUS: readonly AlertCase[] = [
  flag('KubeNodeNotReady', Object.keys(ready(''))[0], OFF, ON),
  once('KubeNodeNotReady', ready(OFF), ready(ON)),
  ...away('KubeNodeNotReady', ready(OFF)),
  {
    alert: 'KubeNodeNotReady',
    what: 'a cordoned node of another cluster with the same name does not hide it',
    count: 1,
    fires: { ...ready(OFF, 'cluster="eu",node="a"'), ...cordoned(OFF, 'cluster="eu",node="a"'), ...ready(OFF, 'cluster="us",node="a"'), ...cordoned(ON, 'cluster="us",node="a"') },
    quiet: { ...ready(OFF, 'cluster="us",node="a"'), ...cordoned(ON, 'cluster="us",node="a"') },
  },
  {
    alert: 'KubeNodeNotReady',
    what: 'a replaced kube-state-metrics does not start it again',
    count: 1,
    at: '22m',
    fires: {
      [ksm('kube_node_status_condition', 'instance="10.0.1.1:8080",node="a",condition="Ready",status="true"')]: '0x10 stale',
      [ksm('kube_node_status_condition', 'instance="10.0.1.2:8080",node="a",condition="Ready",status="true"')]: '_x9 0x100',
    },
    quiet: ready('1x10 0x100'),
  },
  {
    alert: 'KubeNodeNotReady',
    what: 'not of a node that is deleted',
    fires: ready(OFF),
    quiet: ready('0x14 stale'),
  },
  { alert: 'KubeNodeUnreachable', count: 1, fires: unreachable(), quiet: taint('node.kubernetes.io/not-ready') },
  once('KubeNodeUnreachable', unreachable(), {}),
  ...away('KubeNodeUnreachable', unreachable()),
  { alert: 'KubeNodeReadinessFlapping', count: 1, fires: ready(FLAPS), quiet: ready('1x20 0 1x600') },
  once('KubeNodeReadinessFlapping', ready(FLAPS), ready('1x15 0 1x14 0 1x600')),
  ...away('KubeNodeReadinessFlapping', ready(FLAPS)),
  {
    alert: 'KubeNodePressure',
    count: 3,
    fires: { ...pressure(ON), ...pressure(ON, 'DiskPressure'), ...pressure(ON, 'PIDPressure') },
    quiet: { ...pressure(OFF), ...ready(ON) },
  },
  once('KubeNodePressure', pressure(ON), pressure(OFF)),
  ...away('KubeNodePressure', pressure(ON)),
];

const pods = (count: number, node = 'a') => ({ [kubelet('kubelet_running_pods', '', node)]: `${count}x600`, ...name(node) });
const capacity = (count: number, node = 'a') => ({ [ksm('kube_node_status_capacity', `node="${node}",resource="pods",unit="integer"`)]: `${count}x600` });
const evictions = (values: string): Input => ({ [kubelet('kubelet_evictions', 'eviction_signal="memory.available"')]: values });

const TARGETS: readonly AlertCase[] = [
  { alert: 'KubeletDown', count: 1, fires: { [kubelet('up')]: OFF, ...info('') }, quiet: { [kubelet('up')]: ON, ...info('') } },
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
    count: 1,
    fires: { [kubelet('up')]: OFF, [kubelet('up', '', 'b')]: ON },
    quiet: { [kubelet('up')]: ON, [kubelet('up', '', 'b')]: ON },
  },
  {
    alert: 'KubeletInstanceUnreachable',
    what: 'not of cAdvisor alone',
    fires: { [plain('up')]: OFF },
    quiet: { [plain('up')]: ON, [of('kubelet')('up', 'metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250"')]: OFF },
  },
  { alert: 'KubeletTooManyPods', count: 1, fires: { ...pods(97), ...capacity(100) }, quiet: { ...pods(95), ...capacity(100) } },
  {
    alert: 'KubeletTooManyPods',
    what: 'one although there are two kube-state-metrics',
    count: 1,
    fires: { ...pods(97), ...both(capacity(100)) },
    quiet: { ...pods(95), ...both(capacity(100)) },
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
    what: 'of an address that had another node before',
    count: 1,
    fires: { [plain('kubelet_running_pods')]: '97x600', [plain('kubelet_node_name', 'node="a"')]: ON, [plain('kubelet_node_name', 'node="b"')]: '1x24', ...capacity(100), ...capacity(100, 'b') },
    quiet: { [plain('kubelet_running_pods')]: '90x600', [plain('kubelet_node_name', 'node="a"')]: ON, [plain('kubelet_node_name', 'node="b"')]: '1x24', ...capacity(100), ...capacity(100, 'b') },
  },
];

const EVICTIONS: readonly AlertCase[] = [
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
  {
    alert: 'KubeNodeEviction',
    what: 'of each signal',
    count: 2,
    at: '30m',
    fires: { ...evictions('1x20 2x100'), [kubelet('kubelet_evictions', 'eviction_signal="nodefs.available"')]: '1x20 2x100', ...name() },
    quiet: name(),
  },
];

const relist = (slow: string, series = kubelet) => histogram(le => series('kubelet_pleg_relist_duration_seconds_bucket', `le="${le}"`), ['1.0', '10.0', '12.0'], slow);
const starts = (slow: string) => histogram(le => kubelet('kubelet_pod_start_duration_seconds_bucket', `le="${le}"`), ['30.0', '60.0', '120.0'], slow);
const PULL = 'operation_type="pull_image"';

const WORK: readonly AlertCase[] = [
  { alert: 'KubeletPlegDurationHigh', count: 1, fires: { ...relist('12.0'), ...name() }, quiet: { ...relist('1.0'), ...name() } },
  { alert: 'KubeletPodStartUpLatencyHigh', count: 1, fires: { ...starts('120.0'), ...name() }, quiet: { ...starts('60.0'), ...name() } },
  growth('KubeletRuntimeErrors', kubelet('kubelet_runtime_operations_errors_total', PULL), kubelet('kubelet_runtime_operations_total', PULL), 110, 90),
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
    what: 'not of a kubelet that has none',
    fires: { [kubelet('kubelet_certificate_manager_server_ttl_seconds')]: '60x600' },
    quiet: { [kubelet('kubelet_certificate_manager_server_ttl_seconds')]: 'Inf '.repeat(40) },
  },
  flag('KubeletClientCertificateRenewalErrors', kubelet('kubelet_certificate_manager_client_expiration_renew_errors'), GROWS, '5x600'),
  flag('KubeletServerCertificateRenewalErrors', kubelet('kubelet_server_expiration_renew_errors'), GROWS, '5x600'),
];

export const KUBELET: readonly AlertCase[] = [...STATUS, ...TARGETS, ...EVICTIONS, ...WORK, ...CERTIFICATES];
