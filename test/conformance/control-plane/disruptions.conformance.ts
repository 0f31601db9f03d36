import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { contextOf } from '../../../src/monitoring-mixin/context';
import { ruleGroups } from '../../../src/monitoring-mixin/rule-groups';
import { INTERVALS, ksm } from '../../support/mixin';
import { kubectl, mustApply, mustKubectl, namespace } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { IS_FULL } from '../support/tier';
import { within } from '../support/wait';

// Pods in every state in which a disruption leaves them, real versions of kube-state-metrics that look at them, and a real Prometheus with our rules.
const NAMESPACE = 'disruptions';
const NODE = 'ghost';
const OLD = ['v2.13.0', 'v2.15.0'];
const VERSIONS = [...OLD, ...IS_FULL ? ['v2.19.1'] : [], 'v2.20.0'];
/** Shorter than the rules' own five minutes, so that the test does not wait for them. */
const WINDOW_SECONDS = 20;
const PROMETHEUS = 28190;

/** The reason of the condition; what the kubelet sets beside it; the reason of a container; what becomes of the condition later. */
const STATES: readonly { readonly pod: string; readonly reason?: string; readonly statusReason?: string; readonly terminated?: string; readonly later?: string }[] = [
  { pod: 'preempted', reason: 'PreemptionByScheduler', later: 'TerminationByKubelet' },
  { pod: 'tainted', reason: 'DeletionByTaintManager' },
  { pod: 'collected', reason: 'DeletionByPodGC' },
  { pod: 'short-of-memory', reason: 'TerminationByKubelet', statusReason: 'Evicted' },
  { pod: 'preempted-by-critical', reason: 'TerminationByKubelet', statusReason: 'Preempting' },
  { pod: 'not-admitted', statusReason: 'UnexpectedAdmissionError' },
  { pod: 'killed', statusReason: '', terminated: 'OOMKilled' },
  { pod: 'short-of-memory-and-killed', reason: 'TerminationByKubelet', statusReason: 'Evicted', terminated: 'OOMKilled' },
];
const EVICTED = 'drained';

/** Nodes that somebody drains, as they leave them. */
const DRAINED: readonly { readonly node: string; readonly spec: object; readonly initiator: string }[] = [
  { node: 'ghost-karpenter', spec: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] }, initiator: 'karpenter' },
  { node: 'ghost-autoscaler', spec: { unschedulable: true, taints: [{ key: 'ToBeDeletedByClusterAutoscaler', value: '1', effect: 'NoSchedule' }] }, initiator: 'cluster-autoscaler' },
  { node: 'ghost-drain', spec: { unschedulable: true }, initiator: 'drain' },
];
const podOf = (node: string) => `on-${node}`;
const EVICTIONS = [EVICTED, ...DRAINED.map(({ node }) => podOf(node))];

const recordOf = (version: string, record = 'pod_disruption:increase5m') => `${record}:${version.replace(/\W/g, '_')}`;
const portOf = (version: string) => 28180 + 2 * VERSIONS.indexOf(version);

const folder = mkdtempSync(join(tmpdir(), 'disruptions-'));
const programs: Program[] = [];

function rulesFor(version: string): object {
  const context = contextOf({ kubeStateMetrics: `ksm-${version}`, apiServer: 'apiserver' }, 'cluster', ksm(version));
  const group = ruleGroups(context, { alerts: {}, groups: {}, aggregationLabels: [], alertLabels: {}, disabledGroups: [], intervals: INTERVALS, compatibleSeries: [], runbookUrl: 'https://example.org' }).find(({ name }) => name === 'disruptions')!;
  const [{ rules }] = group.groups;
  const own = new Set(rules.map(rule => 'record' in rule ? rule.record : ''));
  const shortened = JSON.stringify(rules).replace(/\b5m\b/g, `${WINDOW_SECONDS}s`).replace(/[a-z_]+:[\w:]+/g, name => own.has(name) ? recordOf(version, name) : name);
  return { name: `${version}.disruptions`, interval: '1s', rules: JSON.parse(shortened) };
}

/** Scrapes each kube-state-metrics and the apiserver, as who runs the tests. */
function configure(): void {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const scrape = (job: string, target: string) => ({ job_name: job, static_configs: [{ targets: [target] }] });
  writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: VERSIONS.map(rulesFor) }));
  writeFileSync(join(folder, 'prometheus.yaml'), stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yaml'],
    scrape_configs: [
      ...VERSIONS.map(version => ({ ...scrape(`ksm-${version}`, `127.0.0.1:${portOf(version)}`), honor_labels: true })),
      {
        ...scrape('apiserver', new URL(cluster.server).host.replace(/^([^:]+)$/, '$1:443')),
        scheme: 'https',
        tls_config: { insecure_skip_verify: true },
        authorization: { credentials: user.token },
        metric_relabel_configs: [{ action: 'keep', source_labels: ['__name__'], regex: 'apiserver_request_total' }],
      },
    ],
  }));
}

async function query(expression: string): Promise<{ metric: any; value: [number, string] }[]> {
  const { status, body } = await ask(`http://127.0.0.1:${PROMETHEUS}/api/v1/query?query=${encodeURIComponent(expression)}`);
  if (status !== 200) { throw new Error(`${expression}: ${status} ${body}`); }
  return JSON.parse(body).data.result;
}

const condition = (reason: string) => ({ type: 'DisruptionTarget', status: 'True', reason, message: 'test', lastTransitionTime: new Date().toISOString() });
const setStatus = (pod: string, status: object) => mustKubectl(['patch', 'pod', pod, '-n', NAMESPACE, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
const aPod = (name: string, nodeName = NODE) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE },
  spec: { nodeName, terminationGracePeriodSeconds: 600, tolerations: [{ operator: 'Exists' }], containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }] },
});

beforeAll(async () => {
  namespace(NAMESPACE, 'privileged');
  const nodes = [{ node: NODE, spec: {} }, ...DRAINED].map(({ node, spec }) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: node }, spec }));
  mustApply([...nodes, ...[...STATES.map(({ pod }) => pod), EVICTED].map(pod => aPod(pod)), ...DRAINED.map(({ node }) => aPod(podOf(node), node))]);
  for (const pod of [...STATES.map(each => each.pod), ...EVICTIONS]) { setStatus(pod, { phase: 'Running' }); }
  for (const version of VERSIONS) {
    // of this namespace alone: pods of other tests, whose node is gone, are collected at any time
    programs.push(new Program(`kube-state-metrics-${version}`, [
      '--kubeconfig', process.env.KUBECONFIG!, '--resources=pods,nodes', `--namespaces=${NAMESPACE}`, '--host=127.0.0.1', `--port=${portOf(version)}`, '--telemetry-host=127.0.0.1', `--telemetry-port=${portOf(version) + 1}`,
    ]));
  }
  configure();
  programs.push(new Program('prometheus', [`--config.file=${join(folder, 'prometheus.yaml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PROMETHEUS}`]));
  const log = () => programs.map(program => program.log.split('\n').slice(-15).join('\n')).join('\n');
  await within(60, 'all targets are up', async () => expect((await query('up == 1')).length).toBe(VERSIONS.length + 1), log);
  // what appears now is new only where its target was there a window ago
  await within(WINDOW_SECONDS + 30, 'the targets have been up for a window', async () => expect((await query(`up offset ${WINDOW_SECONDS}s == 1`)).length).toBe(VERSIONS.length + 1), log);
  for (const { pod, reason, statusReason, terminated } of STATES) {
    setStatus(pod, {
      ...reason !== undefined && { conditions: [condition(reason)] },
      ...statusReason !== undefined && { reason: statusReason, phase: 'Failed' },
      ...terminated !== undefined && { containerStatuses: [{ name: 'app', image: '', imageID: '', ready: false, restartCount: 0, state: { terminated: { exitCode: 137, reason: terminated } } }] },
    });
  }
  for (const pod of EVICTIONS) {
    mustKubectl(['create', '--raw', `/api/v1/namespaces/${NAMESPACE}/pods/${pod}/eviction`, '-f', '-'], JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: NAMESPACE } }));
  }
  await new Promise(resolve => setTimeout(resolve, 5000));
  for (const { pod, later } of STATES) { if (later !== undefined) { setStatus(pod, { conditions: [condition(later)] }); } }
  await new Promise(resolve => setTimeout(resolve, (WINDOW_SECONDS + 10) * 1000));
}, 240_000);
afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'pods', '--all', '-n', NAMESPACE, '--force', '--grace-period=0']);
  kubectl(['delete', 'node', NODE, ...DRAINED.map(({ node }) => node)]);
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** What was the most that each cause ever had. */
async function counted(version: string): Promise<{ [cause: string]: string }> {
  const found = await query(`max_over_time(sum by (cause) (${recordOf(version)})[2m:1s])`);
  return Object.fromEntries(found.map(({ metric, value }) => [metric.cause, value[1]]).sort());
}

/** Each pod that was known by name: its node, cause and initiator. */
async function byName(version: string): Promise<{ [pod: string]: string }> {
  const found = await query(`max by (namespace, pod, node, cause, initiator) (max_over_time(${recordOf(version, 'namespace_pod:pod_disruption:increase5m')}[2m]))`);
  return Object.fromEntries(found.map(({ metric: { namespace: own, pod, node, cause, initiator } }) => [`${own}/${pod}`, `${node} ${cause} ${initiator}`]).sort());
}

const named = (...pods: [string, string][]) => Object.fromEntries(pods.map(([pod, what]) => [`${NAMESPACE}/${pod}`, what]));
const ofEvictions = DRAINED.map(({ node, initiator }): [string, string] => [podOf(node), `${node} EvictionByEvictionAPI ${initiator}`]);
const ofKubelets: readonly [string, string][] = [
  ['short-of-memory', `${NODE} TerminationByKubelet kubelet`],
  ['short-of-memory-and-killed', `${NODE} TerminationByKubelet kubelet`],
  ['not-admitted', `${NODE} UnexpectedAdmissionError admission`],
  ['killed', `${NODE} OOMKilled oom`],
];

test('the apiserver has said why it evicts, and the older versions do not see it: the report', async () => {
  const { status } = JSON.parse(mustKubectl(['get', 'pod', EVICTED, '-n', NAMESPACE, '-o', 'json']));
  expect(status.conditions.map(({ type, reason }: any) => `${type} ${reason}`)).toContain('DisruptionTarget EvictionByEvictionAPI');
  for (const version of OLD) { expect(await query(`max_over_time(kube_pod_status_reason{job="ksm-${version}",pod="${EVICTED}"}[2m]) > 0`)).toEqual([]); }
});

test('2.20: each pod is one series, for the cause that comes first, with its node and by who has done it', async () => {
  expect(await byName('v2.20.0')).toEqual(named(
    ['preempted', `${NODE} PreemptionByScheduler scheduler`],
    ['tainted', `${NODE} DeletionByTaintManager taint-manager`],
    ['collected', `${NODE} DeletionByPodGC pod-gc`],
    ['preempted-by-critical', `${NODE} TerminationByKubelet kubelet`],
    [EVICTED, `${NODE} EvictionByEvictionAPI eviction-api`],
    ...ofEvictions, ...ofKubelets,
  ));
});

test('2.20: each pod counts once', async () => {
  expect(await counted('v2.20.0')).toEqual({
    DeletionByPodGC: '1', DeletionByTaintManager: '1', EvictionByEvictionAPI: '4', OOMKilled: '1', PreemptionByScheduler: '1', TerminationByKubelet: '3', UnexpectedAdmissionError: '1',
  });
});

test.each(OLD)('%s: a pod that is evicted from a drained node has a name, too', async version => {
  expect(await byName(version)).toEqual(named(...ofEvictions, ...ofKubelets));
});

test.each(OLD)('%s: each eviction is counted once, by the apiserver if the pod has no name; that of a kubelet is seen in its pod', async version => {
  expect(await counted(version)).toEqual({ EvictionByEvictionAPI: '4', OOMKilled: '1', TerminationByKubelet: '2', UnexpectedAdmissionError: '1' });
});

(IS_FULL ? test : test.skip)('2.19: pods that were preempted, and all that kubelets have ended, have names', async () => {
  expect(await byName('v2.19.1')).toEqual(named(
    ['preempted', `${NODE} PreemptionByScheduler scheduler`], ['preempted-by-critical', `${NODE} TerminationByKubelet kubelet`], ...ofEvictions, ...ofKubelets,
  ));
});

test('a window later nothing is new', async () => {
  for (const version of VERSIONS) { expect(await query(`${recordOf(version)} > 0`)).toEqual([]); }
});

test('Prometheus evaluates all of it without an error', async () => {
  const { body } = await ask(`http://127.0.0.1:${PROMETHEUS}/api/v1/rules`);
  const rules = JSON.parse(body).data.groups.flatMap(({ rules: own }: any) => own);
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter(({ health }: any) => health !== 'ok').map(({ name, lastError }: any) => `${name}: ${lastError}`)).toEqual([]);
});
