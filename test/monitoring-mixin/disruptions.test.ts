import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { api, ksm, kubelet, of, ON } from './alert-case';
import { DisruptedPod, reasonRows } from '../support/disrupted-pods';
import { allGroups, ALL_JOBS } from '../support/mixin';
import { hasPromtool } from '../support/promtool';

// one world in which each kind of disruption happens at minute 21, as each version of kube-state-metrics exposes it
const withPromtool = hasPromtool() ? test : test.skip;
const VERSIONS = ['2.13.0', '2.14.0', '2.15.0', '2.16.0', '2.17.0', '2.18.0', '2.19.1', '2.20.0'];
const HAPPENED = 21;
const LOOKED = '23m';

const manager = (metric: string, labels: string) => of('kube-controller-manager')(metric, `namespace="kube-system",instance="10.0.0.9:10257",${labels}`);
const failed = (pod: string, node: string, more: Partial<DisruptedPod>): DisruptedPod => ({ pod, node, phase: 'Failed', ...more });
const evicted = (pod: string, node: string, more: Partial<DisruptedPod> = {}): DisruptedPod => ({ pod, node, phase: 'Running', isDeleted: true, condition: 'EvictionByEvictionAPI', ...more });

/** The result of each version: before 2.19, of 2.19, in 2.20 and newer. Empty if no version knows the pod by name. */
type Expected = readonly [string, string, string];
const always = (text: string): Expected => [text, text, text];

const PODS: readonly (readonly [DisruptedPod, Expected])[] = [
  [{ pod: 'preempted', node: 'n1', phase: 'Running', isDeleted: true, condition: 'PreemptionByScheduler' }, ['', 'PreemptionByScheduler scheduler', 'PreemptionByScheduler scheduler']],
  [
    failed('preempted-and-killed', 'n1', { condition: 'PreemptionByScheduler', terminated: 'OOMKilled' }),
    ['OOMKilled oom', 'PreemptionByScheduler scheduler', 'PreemptionByScheduler scheduler'],
  ],
  [evicted('by-karpenter', 'karpenter-1'), always('EvictionByEvictionAPI karpenter')],
  [evicted('by-autoscaler', 'autoscaler-1'), always('EvictionByEvictionAPI cluster-autoscaler')],
  [evicted('by-spot', 'spot-1'), always('EvictionByEvictionAPI node-termination-handler')],
  [evicted('by-drain', 'drained-1'), always('EvictionByEvictionAPI drain')],
  [evicted('by-somebody', 'n1'), ['', '', 'EvictionByEvictionAPI eviction-api']],
  // three sources: the condition takes precedence over the reason of a container
  [evicted('evicted-and-killed', 'drained-1', { phase: 'Failed', terminated: 'OOMKilled' }), always('EvictionByEvictionAPI drain')],
  // the taint manager's condition; the node does not respond, so the pod stays
  [{ pod: 'tainted', node: 'unreachable-1', phase: 'Running', isDeleted: true, condition: 'DeletionByTaintManager' }, always('DeletionByTaintManager taint-manager')],
  [failed('pressed', 'pressed-1', { condition: 'TerminationByKubelet', statusReason: 'Evicted' }), always('TerminationByKubelet kubelet memory.available')],
  // status.reason takes precedence over the reason of a container
  [failed('pressed-and-killed', 'pressed-1', { condition: 'TerminationByKubelet', statusReason: 'Evicted', terminated: 'OOMKilled' }), always('TerminationByKubelet kubelet memory.available')],
  [failed('shut-down', 'shutdown-1', { condition: 'TerminationByKubelet', statusReason: 'Terminated' }), always('TerminationByKubelet node-shutdown')],
  [failed('made-room', 'critical-1', { condition: 'TerminationByKubelet', statusReason: 'Preempting' }), always('TerminationByKubelet kubelet critical-pod')],
  [failed('refused', 'shutdown-1', { statusReason: 'NodeShutdown' }), ['TerminationByKubelet node-shutdown', 'NodeShutdown node-shutdown', 'NodeShutdown node-shutdown']],
  [failed('not-admitted', 'n1', { statusReason: 'UnexpectedAdmissionError' }), always('UnexpectedAdmissionError admission')],
  [failed('no-affinity', 'n1', { statusReason: 'NodeAffinity' }), always('NodeAffinity admission')],
  [failed('killed', 'n1', { terminated: 'OOMKilled' }), always('OOMKilled oom')],
  // Karpenter deletes at terminationGracePeriod: no condition; before 2.20 that looks like an eviction
  [{ pod: 'forced', node: 'karpenter-1', phase: 'Running', isDeleted: true }, ['EvictionByEvictionAPI karpenter', 'EvictionByEvictionAPI karpenter', 'DeletionByKarpenter karpenter']],
  // nobody's disruption
  [{ pod: 'scaled-down', node: 'n1', phase: 'Running', isDeleted: true }, always('')],
  [{ pod: 'of-daemonset', node: 'drained-1', phase: 'Running', isDeleted: true, owner: 'DaemonSet' }, always('')],
  [failed('wrong', 'n1', { terminated: 'Error' }), always('')],
  [{ pod: 'well', node: 'n1', phase: 'Running' }, always('')],
];

/** The API server has counted the evictions of the world, and two more in other namespaces that ended before a scrape. */
const EVICTIONS = PODS.filter(([{ condition }]) => condition === 'EvictionByEvictionAPI').length + 2;

const from = (value: number) => `0x${HAPPENED - 1} ${value}x600`;
const since = (value: number) => `_x${HAPPENED} ${value}x600`;

function seriesOf(each: DisruptedPod, version: string): [string, string][] {
  const { pod, node, phase, terminated, isDeleted, owner = 'ReplicaSet' } = each;
  const labels = `namespace="shop",pod="${pod}",uid="${pod}"`;
  return [
    [ksm('kube_pod_info', `${labels},node="${node}",created_by_kind="${owner}",created_by_name="web-5d"`), ON],
    [ksm('kube_pod_owner', `${labels},owner_kind="${owner}",owner_name="web-5d",owner_is_controller="true"`), ON],
    [ksm('kube_pod_status_phase', `${labels},phase="Failed"`), from(phase === 'Failed' ? 1 : 0)],
    ...isDeleted ? [[ksm('kube_pod_deletion_timestamp', labels), since(1e9)] as [string, string]] : [],
    ...terminated === undefined ? [] : [[ksm('kube_pod_container_status_terminated_reason', `${labels},container="app",reason="${terminated}"`), since(1)] as [string, string]],
    ...reasonRows(each, version).map(([metric, reason, value]): [string, string] => [ksm(metric, `${labels},reason="${reason}"`), value === 1 ? since(1) : '0x600']),
  ];
}

const taint = (node: string, key: string, effect = 'NoSchedule') => ksm('kube_node_spec_taint', `node="${node}",key="${key}",effect="${effect}",value=""`);
const onKubelet = (node: string, metric: string, labels = '') => kubelet(metric, labels).replace('10.0.0.1', node);
const kubelets = ['n1', 'pressed-1', 'shutdown-1', 'critical-1'];

const AROUND: readonly (readonly [string, string])[] = [
  [ksm('up', 'instance="ksm:8080"'), ON], [api('up'), ON], [manager('up', 'x="y"').replace(',x="y"', ''), ON], [of('karpenter')('up', 'instance="karpenter"'), ON],
  [ksm('kube_replicaset_owner', 'namespace="shop",replicaset="web-5d",owner_kind="Deployment",owner_name="web",owner_is_controller="true"'), ON],
  [taint('karpenter-1', 'karpenter.sh/disrupted'), since(1)],
  [taint('autoscaler-1', 'ToBeDeletedByClusterAutoscaler'), since(1)],
  [taint('spot-1', 'aws-node-termination-handler/spot-itn'), since(1)],
  [taint('unreachable-1', 'node.kubernetes.io/unreachable', 'NoExecute'), since(1)],
  // Karpenter taints, the others cordon too
  ...['autoscaler-1', 'spot-1', 'drained-1'].map(node => [ksm('kube_node_spec_unschedulable', `node="${node}"`), from(1)] as const),
  [ksm('kube_node_spec_unschedulable', 'node="n1"'), '0x600'],
  [api('apiserver_request_total', 'resource="pods",subresource="eviction",verb="POST",code="201"'), from(EVICTIONS)],
  [manager('taint_eviction_controller_pod_deletions_total', 'x="y"').replace(',x="y"', ''), from(1)],
  // Karpenter counts a pod that it evicts as both, one that it deletes by force as drained alone; of an expired node both have this reason
  [of('karpenter')('karpenter_pods_drained_total', 'instance="karpenter",reason="Forceful Termination"'), from(2)],
  [of('karpenter')('karpenter_pods_eviction_requests_total', 'instance="karpenter",code="200"'), from(1)],
  ...kubelets.flatMap(node => [[onKubelet(node, 'up'), ON], [onKubelet(node, 'kubelet_node_name', `node="${node}"`), ON]] as const),
  [onKubelet('pressed-1', 'kubelet_evictions', 'eviction_signal="memory.available"'), from(2)],
  [onKubelet('critical-1', 'kubelet_preemptions', 'preemption_signal="cpu"'), from(1)],
  [onKubelet('shutdown-1', 'kubelet_graceful_shutdown_start_time_seconds'), from(HAPPENED * 60)],
];

const column = (version: string): 0 | 1 | 2 => {
  const minor = Number(version.split('.')[1]);
  if (minor >= 20) { return 2; }
  return minor === 19 ? 1 : 0;
};

interface Expectation {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/** The output of promtool; nothing if all is as expected. */
function differences(version: string, expectations: readonly Expectation[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'disrupted-'));
  try {
    const groups = allGroups(version, ALL_JOBS).filter(({ name }) => ['workloads', 'disruptions'].includes(name)).flatMap(group => group.groups).filter(({ name }) => name.endsWith('.records'));
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    const series = [...PODS.flatMap(([pod]) => seriesOf(pod, version)), ...AROUND];
    writeFileSync(join(folder, 'test.yaml'), stringify({
      rule_files: [join(folder, 'rules.yaml')],
      evaluation_interval: '1m',
      group_eval_order: groups.map(({ name }) => name),
      tests: [{ interval: '1m', input_series: series.map(([name, values]) => ({ series: name, values })), promql_expr_test: expectations }],
    }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'test.yaml')], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

withPromtool.each(VERSIONS)('%s: each disrupted pod is one series, with its node, workload, cause, initiator and signal', version => {
  const samples = PODS.flatMap(([{ pod, node }, expected]) => {
    if (expected[column(version)] === '') { return []; }
    const [cause, initiator, signal] = expected[column(version)].split(' ');
    const labels = { namespace: 'shop', pod, uid: pod, node, workload: 'web', workload_type: 'deployment', cause, initiator, ...signal && { signal } };
    return [{ labels: `namespace_pod:pod_disruption:increase5m{${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(',')}}`, value: 1 }];
  });
  expect(samples.length).toBeGreaterThanOrEqual(15);
  expect(differences(version, [{ expr: 'namespace_pod:pod_disruption:increase5m', eval_time: LOOKED, exp_samples: samples }])).toBe('');
}, 60_000);

withPromtool.each(VERSIONS)('%s: each pod counts once: what the control plane counts fills up what no scrape has seen', version => {
  const seen = (cause: string) => PODS.filter(([, expected]) => expected[column(version)].startsWith(`${cause} `)).length;
  const total = (cause: string, value: number): Expectation => ({
    expr: `sum(pod_disruption:increase5m{cause="${cause}"})`, eval_time: LOOKED, exp_samples: [{ labels: '{}', value }],
  });
  expect(differences(version, [
    // before 2.20 the pod that Karpenter has deleted by force counts as one of them
    total('EvictionByEvictionAPI', EVICTIONS),
    total('DeletionByTaintManager', 1),
    total('TerminationByKubelet', seen('TerminationByKubelet')),
    { expr: 'pod_disruption:increase5m', eval_time: '20m', exp_samples: [] },
    { expr: 'pod_disruption:increase5m', eval_time: '32m', exp_samples: [] },
  ])).toBe('');
}, 60_000);
