import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { App, Chart, Size } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { PrometheusAgent, PrometheusAgentMode, RemoteWrite } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustRun, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { stackOf } from '../support/stack';
import { within } from '../support/wait';

// A stack with an agent instead of a Prometheus, and an agent on each node: what the real operator creates, and what a real Prometheus in
// agent mode then sends.
const WHERE = 'agents';
const BY_NODE = 'by-node';
const [version] = pinned('PROMETHEUS_OPERATOR');
const RECEIVER = 'http://127.0.0.1:28570/api/v1/write';
const folder = mkdtempSync(join(tmpdir(), 'agents-'));
const programs: Program[] = [];
let stack: Manifest[];
let onNodes: Manifest[];

function configOf(secret: string): any {
  return parse(gunzipSync(Buffer.from(get('secret', secret, '-n', WHERE).data['prometheus.yaml.gz'], 'base64')).toString('utf8'));
}

beforeAll(async () => {
  installCrds(version);
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const gates = { PrometheusAgentDaemonSet: true };
  stack = stackOf(WHERE, {
    operator: { version, featureGates: gates },
    prometheusEnabled: false,
    alertmanagerEnabled: false,
    agent: { selection: { podMonitors: { matchLabels: { scrape: 'central' } } }, externalLabels: { cluster: 'edge' }, storage: { size: Size.gibibytes(1) }, remoteWrite: [RemoteWrite.thanosReceive({ endpoint: 'http://127.0.0.1:28570' })] },
  });
  const chart = new Chart(new App(), BY_NODE, { namespace: WHERE });
  new PrometheusAgent(chart, 'Agent', {
    name: BY_NODE, selection: { podMonitors: { matchLabels: { scrape: 'node' } } }, operatorVersion: version, mode: PrometheusAgentMode.DAEMON_SET, operatorFeatureGates: gates, externalLabels: { cluster: 'edge' }, remoteWrite: [RemoteWrite.victoriaMetrics({ endpoint: 'http://127.0.0.1:28570' })],
  });
  onNodes = synth(chart);
  mustApply(stack.filter(({ kind }) => kind === 'Namespace'));
}, 200_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheusagent', '--all', '-A', '--wait=true', '--timeout=60s']);
  cleanUp(WHERE, `${WHERE}-node-exporter`);
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

test('the API server accepts every field of a stack with an agent, and of an agent on each node', async () => expect(await applyStrictly([...stack, ...onNodes])).toEqual([]));

test.each(['replicas', 'storage', 'shards'])('the API server rejects an agent on each node with "%s", as this library does', field => {
  const [agent] = onNodes.filter(({ kind }) => kind === 'PrometheusAgent');
  const value = { replicas: 2, storage: { emptyDir: {} }, shards: 2 }[field];
  expect(() => mustApply([{ ...agent, spec: { ...agent.spec, [field]: value } }])).toThrow(field);
});

test('the operator creates a StatefulSet for one and a DaemonSet for the other, with the expected names and permissions', async () => {
  const [{ args }] = stack.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
  expect(args).toContain('--feature-gates=PrometheusAgentDaemonSet=true');
  programs.push(new Program(`prometheus-operator-${version}`, [
    ...args.filter((argument: string) => !argument.startsWith('--log-format')), '--web.listen-address=127.0.0.1:28571', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`,
  ]));
  const stateful = await within(90, 'the StatefulSet', () => get('statefulset', 'prom-agent-main', '-n', WHERE), () => programs[0].log);
  const [service] = stack.filter(({ kind, metadata }) => kind === 'Service' && metadata.name === 'prom-agent-main');
  expect(stateful.spec.template.metadata.labels).toMatchObject(service.spec.selector);
  const daemon = await within(90, 'the DaemonSet', () => get('daemonset', `prom-agent-${BY_NODE}`, '-n', WHERE), () => programs[0].log);
  const [monitor] = onNodes.filter(({ kind }) => kind === 'PodMonitor');
  expect(daemon.spec.template.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
  expect(daemon.spec.template.spec.tolerations).toEqual([{ operator: 'Exists' }]);
}, 200_000);

test('an agent on each node discovers only the pods of that node, and adds no external label with its pod name', async () => {
  const config = await within(60, 'its configuration', () => {
    const found = configOf(`prom-agent-${BY_NODE}`);
    expect(found.scrape_configs).toHaveLength(2);
    return found;
  }, () => programs[0].log);
  expect(config.scrape_configs.map(({ kubernetes_sd_configs: [{ role, selectors }] }: any) => [role, selectors])).toEqual(Array(2).fill(['pod', [{ role: 'pod', field: 'spec.nodeName=$(NODE_NAME)' }]]));
  expect(config.global.external_labels).toEqual({ cluster: 'edge', prometheus: `${WHERE}/${BY_NODE}` });
}, 100_000);

test('a real Prometheus in agent mode accepts the configuration with every monitor of the stack, and sends what it scrapes', async () => {
  const monitors = stack.filter(({ kind }) => kind === 'ServiceMonitor').flatMap(({ metadata, spec }) => spec.endpoints.map((_: unknown, at: number) => `serviceMonitor/${WHERE}/${metadata.name}/${at}`));
  const config = await within(60, 'its configuration', () => {
    const found = configOf('prom-agent-main');
    expect(found.scrape_configs.map(({ job_name }: any) => job_name).sort()).toEqual(monitors.sort());
    return found;
  }, () => programs[0].log);
  const path = (name: string, content: object) => {
    const file = join(folder, name);
    writeFileSync(file, stringify(content));
    return file;
  };
  expect(mustRun('promtool', 'check', 'config', '--agent', '--syntax-only', path('whole.yaml', config))).toContain('SUCCESS');
  const [{ url }] = config.remote_write;
  const sent = { ...config.remote_write[0], url: url.replace('/api/v1/receive', '/api/v1/write') };
  expect(sent.url).toBe(RECEIVER);
  programs.push(new Program('prometheus', [`--config.file=${path('receiver.yaml', {})}`, `--storage.tsdb.path=${join(folder, 'received')}`, '--web.listen-address=127.0.0.1:28570', '--web.enable-remote-write-receiver']));
  const self = { job_name: 'self', scrape_interval: '1s', scrape_timeout: '1s', static_configs: [{ targets: ['127.0.0.1:28572'] }] };
  const agent = new Program('prometheus', ['--agent', `--config.file=${path('agent.yaml', { ...config, scrape_configs: [self], remote_write: [sent] })}`, `--storage.agent.path=${join(folder, 'sent')}`, '--web.listen-address=127.0.0.1:28572']);
  programs.push(agent);
  const found = await within(60, 'a series of it', async () => {
    const { result } = JSON.parse((await ask('http://127.0.0.1:28570/api/v1/query?query=up')).body).data;
    expect(result).toHaveLength(1);
    return result[0].metric;
  }, () => agent.log);
  expect(found).toMatchObject({ job: 'self', cluster: 'edge', prometheus: `${WHERE}/main` });
}, 100_000);
