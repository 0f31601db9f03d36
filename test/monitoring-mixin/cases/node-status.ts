import { AlertCase, Input, ksm, OFF, ON } from '../alert-case';

const condition = (node: string, type: string, status: string) => ksm('kube_node_status_condition', `${node},condition="${type}",status="${status}"`);
const cordoned = (values: string, node = 'node="a"'): Input => ({ [ksm('kube_node_spec_unschedulable', node)]: values });
const taint = (key: string, node = 'node="a"', effect = 'NoSchedule'): Input => ({ [ksm('kube_node_spec_taint', `${node},key="${key}",value="",effect="${effect}"`)]: ON });

/** What kube-state-metrics reports of a node that is in use; each condition has three statuses. */
const healthy = (node = 'node="a"'): Input => ({
  ...cordoned(OFF, node),
  ...taint('dedicated', node),
  [condition(node, 'Ready', 'true')]: ON,
  [condition(node, 'Ready', 'false')]: OFF,
  ...Object.fromEntries(['MemoryPressure', 'DiskPressure', 'PIDPressure'].flatMap(type => [[condition(node, type, 'true'), OFF], [condition(node, type, 'false'), ON]])),
});

type Wrong = (node?: string) => Input;

const notReady: Wrong = (node = 'node="a"') => ({ [condition(node, 'Ready', 'true')]: OFF, [condition(node, 'Ready', 'false')]: ON, [condition(node, 'MemoryPressure', 'true')]: ON });
const unreachable: Wrong = node => ({ ...taint('node.kubernetes.io/unreachable', node), ...taint('node.kubernetes.io/unreachable', node, 'NoExecute') });
const pressure: Wrong = (node = 'node="a"') => ({ [condition(node, 'MemoryPressure', 'true')]: ON, [condition(node, 'MemoryPressure', 'false')]: OFF });

/** Ready or not, and the other way in turns of so many minutes. */
const toggles = (...minutes: number[]) => Array.from({ length: 90 }, (_, at) => {
  const period = minutes.reduce((sum, each) => sum + each, 0);
  return (Math.floor(at / period) * minutes.length + (at % period < minutes[0] ? 0 : 1)) % 2;
}).join(' ');
const flapping: Wrong = (node = 'node="a"') => ({ [condition(node, 'Ready', 'true')]: toggles(1, 4) });

/** Situations in which a node is expected to be away. */
const AWAY: readonly (readonly [string, Input])[] = [
  ['not if it is cordoned', cordoned(ON)],
  ['not if the autoscaler removes it', taint('ToBeDeletedByClusterAutoscaler')],
  ['not if Google ends the spot node', taint('cloud.google.com/impending-node-termination')],
  ['not if AWS ends the spot node', taint('aws-node-termination-handler/spot-itn')],
  ['not if Karpenter removes it', taint('karpenter.sh/disrupted')],
  ['not if an old Karpenter removes it', taint('karpenter.sh/disruption')],
];

/** What each of two kube-state-metrics reports while one replaces the other. */
export const both = (input: Input): Input => Object.fromEntries(Object.entries(input).flatMap(([series, values]) =>
  ['10.0.1.1:8080', '10.0.1.2:8080'].map(instance => [series.replace('{', `{instance="${instance}",service="kube-state-metrics",`), values])));

/** In four nodes of two clusters it goes wrong. Others are cordoned: one of the same cluster, and one of the same name in another cluster. */
const fleet = (wrong: Wrong): Input => {
  const nodes = ['cluster="eu",node="a"', 'cluster="eu",node="b"', 'cluster="us",node="a"', 'cluster="us",node="b"'];
  const away = ['cluster="eu",node="c"', 'cluster="ap",node="a"'];
  return Object.assign({}, ...[...nodes, ...away].map(node => ({ ...healthy(node), ...wrong(node) })), ...away.map(node => cordoned(ON, node)));
};

const casesOf = (alert: string, wrong: Wrong): AlertCase[] => [
  { alert, count: 1, fires: { ...healthy(), ...wrong() }, quiet: healthy() },
  { alert, what: 'one for each node of each cluster', count: 4, fires: fleet(wrong), quiet: fleet(() => ({})) },
  { alert, what: 'one although there are two kube-state-metrics', count: 1, fires: both({ ...healthy(), ...wrong() }), quiet: both(healthy()) },
  {
    alert,
    what: 'a replaced kube-state-metrics does not start it again',
    count: 1,
    fires: { ...renamed('10.0.1.1:8080', { ...healthy(), ...wrong() }, values => `${first(values, 35)} stale`), ...renamed('10.0.1.2:8080', { ...healthy(), ...wrong() }, values => `_x34 ${values}`) },
    quiet: healthy(),
  },
  ...AWAY.map(([what, input]) => ({ alert, what, fires: { ...healthy(), ...wrong() }, quiet: { ...healthy(), ...wrong(), ...input } })),
];

const renamed = (instance: string, input: Input, change: (values: string) => string): Input =>
  Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{instance="${instance}",`), change(values)]));
const first = (values: string, count: number) => values.includes('x') ? values.replace(/x\d+/, `x${count - 1}`) : values.split(' ').slice(0, count).join(' ');

export const NODE_STATUS: readonly AlertCase[] = [
  ...casesOf('KubeNodeNotReady', notReady),
  { alert: 'KubeNodeNotReady', what: 'not if one of two kube-state-metrics says otherwise', fires: both({ ...healthy(), ...notReady() }), quiet: { ...both(healthy()), ...renamed('10.0.1.1:8080', notReady(), values => values) } },
  { alert: 'KubeNodeNotReady', what: 'not of a node that is deleted', fires: { ...healthy(), ...notReady() }, quiet: { [condition('node="a"', 'Ready', 'true')]: '0x14 stale' } },
  ...casesOf('KubeNodeUnreachable', unreachable),
  ...casesOf('KubeNodeReadinessFlapping', flapping).filter(({ what }) => what !== 'a replaced kube-state-metrics does not start it again'),
  { alert: 'KubeNodeReadinessFlapping', what: 'two changes in 15 minutes are few', fires: flapping(), quiet: both({ [condition('node="a"', 'Ready', 'true')]: toggles(7, 7) }) },
  { // the node controller does not hear of it in turns: it is never ready
    alert: 'KubeNodeReadinessFlapping',
    what: 'not if it is not ready all the time',
    fires: flapping(),
    quiet: { [condition('node="a"', 'Ready', 'true')]: OFF, [condition('node="a"', 'Ready', 'false')]: toggles(1, 4), [condition('node="a"', 'Ready', 'unknown')]: toggles(4, 1) },
  },
  {
    alert: 'KubeNodeReadinessFlapping',
    what: 'not of another condition',
    fires: flapping(),
    quiet: { ...healthy(), [condition('node="a"', 'MemoryPressure', 'true')]: toggles(1, 4) },
  },
  ...casesOf('KubeNodePressure', pressure),
  {
    alert: 'KubeNodePressure',
    what: 'of each kind',
    count: 3,
    fires: { ...healthy(), ...Object.fromEntries(['MemoryPressure', 'DiskPressure', 'PIDPressure'].map(type => [condition('node="a"', type, 'true'), ON])) },
    quiet: healthy(),
  },
];
