import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { contextOf } from '../../../src/monitoring-mixin/context';
import { ruleGroups } from '../../../src/monitoring-mixin/rule-groups';
import { INTERVALS, ksm } from '../../support/mixin';
import { get, installCrdsOf, kubectl, mustApply, mustKubectl, namespace, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The real Karpenter, whose kwok provider makes nodes without machines; real kube-state-metrics; a real Prometheus with our rules.
// No kubelet ends a pod, so each stays as Karpenter leaves it.
const NAMESPACE = 'karpenter-pods';
const VERSIONS = ['v2.15.0', 'v2.20.0'];
const [KARPENTER, PROMETHEUS] = [28290, 28291];
const portOf = (version: string) => 28280 + 2 * VERSIONS.indexOf(version);
const WINDOW_SECONDS = 20;

/** A node for each reason for which Karpenter ends it. */
const CLAIMS: readonly { readonly name: string; readonly spec: object }[] = [
  { name: 'deleted', spec: {} },
  { name: 'expired', spec: { expireAfter: '45s' } },
  { name: 'forced', spec: { terminationGracePeriod: '30s' } },
];

const folder = mkdtempSync(join(tmpdir(), 'karpenter-'));
const programs: Program[] = [];

const NODE = {
  nodeClassRef: { group: 'karpenter.kwok.sh', kind: 'KWOKNodeClass', name: 'default' },
  requirements: [
    { key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['c-4x-amd64-linux'] },
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
  ],
};
const claim = ({ name, spec }: typeof CLAIMS[number]) => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodeClaim',
  metadata: { name },
  spec: { ...NODE, resources: { requests: { cpu: '1' } }, ...spec },
});
const pod = (name: string, nodeName: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  // Karpenter never evicts this one, so that it waits until the time of the node is over
  metadata: { name, namespace: NAMESPACE, ...name === 'forced' && { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } } },
  spec: { nodeName, terminationGracePeriodSeconds: 600, containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }] },
});

const recordOf = (version: string, record: string) => `${record}:${version.replace(/\W/g, '_')}`;

function rulesFor(version: string): object {
  const context = contextOf({ kubeStateMetrics: `ksm-${version}`, apiServer: 'apiserver', karpenter: 'karpenter' }, 'cluster', ksm(version));
  const group = ruleGroups(context, { alerts: {}, groups: {}, aggregationLabels: [], alertLabels: {}, disabledGroups: [], intervals: INTERVALS, compatibleSeries: [], runbookUrl: 'https://example.org' }).find(({ name }) => name === 'disruptions')!;
  const [{ rules }] = group.groups;
  const own = new Set(rules.map(rule => 'record' in rule ? rule.record : ''));
  const shortened = JSON.stringify(rules).replace(/\b5m\b/g, `${WINDOW_SECONDS}s`).replace(/[a-z_]+:[\w:]+/g, name => own.has(name) ? recordOf(version, name) : name);
  return { name: `${version}.disruptions`, interval: '1s', rules: JSON.parse(shortened) };
}

function configure(): void {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const scrape = (job: string, target: string) => ({ job_name: job, static_configs: [{ targets: [target] }] });
  writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: VERSIONS.map(rulesFor) }));
  writeFileSync(join(folder, 'prometheus.yaml'), stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yaml'],
    scrape_configs: [
      ...VERSIONS.map(version => ({ ...scrape(`ksm-${version}`, `127.0.0.1:${portOf(version)}`), honor_labels: true })),
      scrape('karpenter', `127.0.0.1:${KARPENTER}`),
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
const log = () => programs.map(program => program.log.split('\n').slice(-25).join('\n')).join('\n');

const nodeOf = (name: string): string => get('nodeclaim', name).status?.nodeName ?? '';

/** In place of a kubelet. Karpenter does not drain a node that is not ready and whose machine is gone. */
function heartbeat(): void {
  const now = new Date().toISOString();
  const status = { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: '', lastHeartbeatTime: now, lastTransitionTime: now }] };
  const nodes: any[] = get('nodes').items.filter(({ spec }: any) => spec.providerID?.startsWith('kwok://'));
  for (const { metadata } of nodes) { kubectl(['patch', 'node', metadata.name, '--subresource=status', '--type=strategic', '-p', JSON.stringify({ status })]); }
}
let beats: NodeJS.Timeout | undefined;

beforeAll(async () => {
  namespace(NAMESPACE, 'privileged');
  installCrdsOf('KARPENTER_CRDS', 'pkg/apis/crds', 'kwok/apis/crds');
  mustApply([{ apiVersion: 'karpenter.kwok.sh/v1alpha1', kind: 'KWOKNodeClass', metadata: { name: 'default' } }]);
  programs.push(new Program('env', [`KUBECONFIG=${process.env.KUBECONFIG}`, 'DISABLE_LEADER_ELECTION=true', `METRICS_PORT=${KARPENTER}`, 'HEALTH_PROBE_PORT=28292', 'SYSTEM_NAMESPACE=kube-system', 'KUBERNETES_MIN_VERSION=1.19.0-0', 'karpenter']));
  for (const version of VERSIONS) {
    programs.push(new Program(`kube-state-metrics-${version}`, [
      '--kubeconfig', process.env.KUBECONFIG!, '--resources=pods,nodes', `--namespaces=${NAMESPACE}`, '--host=127.0.0.1', `--port=${portOf(version)}`, '--telemetry-host=127.0.0.1', `--telemetry-port=${portOf(version) + 1}`,
    ]));
  }
  configure();
  programs.push(new Program('prometheus', [`--config.file=${join(folder, 'prometheus.yaml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PROMETHEUS}`]));
  await within(60, 'all targets are up', async () => expect((await query('up == 1')).length).toBe(VERSIONS.length + 2), log);
  mustApply(CLAIMS.map(claim));
  await within(60, 'each NodeClaim has its node', () => expect(CLAIMS.map(({ name }) => nodeOf(name)).every(node => node !== '')).toBe(true), log);
  heartbeat();
  beats = setInterval(heartbeat, 5_000);
  mustApply(CLAIMS.map(({ name }) => pod(name, nodeOf(name))));
  for (const { name } of CLAIMS) { mustKubectl(['patch', 'pod', name, '-n', NAMESPACE, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { phase: 'Running', startTime: new Date().toISOString() } })]); }
  await within(WINDOW_SECONDS + 30, 'the targets have been up for a window', async () => expect((await query(`up offset ${WINDOW_SECONDS}s == 1`)).length).toBe(VERSIONS.length + 2), log);
  mustKubectl(['delete', 'nodeclaim', 'deleted', 'forced', '--wait=false']);
  await within(90, 'all pods are being deleted', () => expect(CLAIMS.every(({ name }) => get('pod', name, '-n', NAMESPACE).metadata.deletionTimestamp !== undefined)).toBe(true), log);
  await new Promise(resolve => setTimeout(resolve, 8_000));
}, 280_000);
afterAll(async () => {
  clearInterval(beats);
  kubectl(['delete', 'pods', '--all', '-n', NAMESPACE, '--force', '--grace-period=0']);
  await Promise.all(programs.map(program => program.stop()));
  for (const { name } of CLAIMS) { kubectl(['patch', 'nodeclaim', name, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']); }
  for (const { metadata } of get('nodes').items.filter(({ spec }: any) => spec.providerID?.startsWith('kwok://'))) {
    kubectl(['delete', 'node', metadata.name, '--wait=false']);
    kubectl(['patch', 'node', metadata.name, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
  }
  kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  removeCrds();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const EVICTED = 'EvictionByEvictionAPI karpenter';
const byName = async (version: string) => Object.fromEntries(
  (await query(`max by (pod, cause, initiator) (max_over_time(${recordOf(version, 'namespace_pod:pod_disruption:increase5m')}[2m]))`)).map(({ metric }) => [metric.pod, `${metric.cause} ${metric.initiator}`]).sort(),
);

test('Karpenter taints the node, and evicts by the Eviction API; what it deletes by force has no condition', () => {
  const conditionOf = (name: string) => get('pod', name, '-n', NAMESPACE).status.conditions?.find(({ type }: any) => type === 'DisruptionTarget')?.reason;
  expect(CLAIMS.map(({ name }) => [name, conditionOf(name)])).toEqual([
    ['deleted', 'EvictionByEvictionAPI'], ['expired', 'EvictionByEvictionAPI'], ['forced', undefined],
  ]);
  for (const { name } of CLAIMS) { expect(get('node', nodeOf(name)).spec.taints.map(({ key }: any) => key)).toContain('karpenter.sh/disrupted'); }
});

test('2.20: evictions by Karpenter have its name; 1.13 does not count what it deletes by force', async () => {
  expect(await byName('v2.20.0')).toEqual({ deleted: EVICTED, expired: EVICTED });
});

test('2.15: all that Karpenter deletes are its evictions', async () => {
  expect(await byName('v2.15.0')).toEqual({ deleted: EVICTED, expired: EVICTED, forced: EVICTED });
});

test('the counters of Karpenter are those that the rules read', async () => {
  expect((await query('sum(karpenter_pods_eviction_requests_total{code="200"})')).map(({ value }) => value[1])).toEqual(['2']);
  expect((await query('sum by (reason) (karpenter_pods_drained_total)')).map(({ metric, value }) => [metric.reason, value[1]]).sort()).toEqual([['Forceful Termination', '2']]);
});
