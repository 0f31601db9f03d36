import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { Duration } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { RemoteWrite } from '../../../src';
import { Manifest } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG, stackOf } from '../support/stack';
import { within } from '../support/wait';

// A stack of three shards with two replicas each, which writes to every receiver with a preset: what the real operator creates, and what
// real Prometheuses then scrape.
const WHERE = 'sharded';
const SHARDS = 3;
const ADDRESSES = Array.from({ length: 200 }, (_, i) => `10.77.${i % 2}.${1 + (i >> 1)}`);
const [version] = pinned('PROMETHEUS_OPERATOR');
const ID = '01234567-89ab-cdef-0123-456789abcdef';
const folder = mkdtempSync(join(tmpdir(), 'shards-'));
const programs: Program[] = [];
let objects: Manifest[];

const RECEIVERS = [
  RemoteWrite.mimir({ name: 'mimir', endpoint: 'https://mimir.example.org', tenant: 'a', queue: { samplesPerSecond: 100_000, batchSendDeadline: Duration.seconds(5), retryOnRateLimit: true } }),
  RemoteWrite.cortex({ name: 'cortex', endpoint: 'https://cortex.example.org', bearerToken: { secretName: 'receivers' }, sendMetadata: false }),
  RemoteWrite.thanosReceive({ name: 'thanos', endpoint: 'http://thanos-receive.thanos.svc:19291', tenant: 'a', protocol: '1.0', sendExemplars: true, sendNativeHistograms: true }),
  RemoteWrite.victoriaMetrics({ name: 'victoria', endpoint: 'http://vminsert.monitoring.svc:8480', account: '7', match: ['{__name__=~"job:.*"}', 'up'] }),
  RemoteWrite.grafanaCloud({ name: 'grafana', host: 'prometheus-prod-01-eu-west-0.grafana.net', credentials: { secretName: 'receivers' } }),
  RemoteWrite.amazon({ name: 'amazon', workspaceId: 'ws-1', sigV4: { region: 'eu-west-1', secretName: 'receivers' } }),
  RemoteWrite.amazon({ name: 'amazon-role', workspaceId: 'ws-2', sigV4: { region: 'eu-west-1', roleArn: 'arn:aws:iam::123456789012:role/p' } }),
  RemoteWrite.azure({ name: 'azure', endpoint: 'https://a.metrics.ingest.monitor.azure.com', dataCollectionRuleId: 'dcr-0', azureAd: { clientId: ID, cloud: 'AzurePublic' } }),
  RemoteWrite.azure({ name: 'azure-app', endpoint: 'https://b.metrics.ingest.monitor.azure.com', dataCollectionRuleId: 'dcr-0', azureAd: { clientId: ID, tenantId: ID, secretName: 'receivers' } }),
];

/** Something with many addresses. */
const BIG: readonly object[] = [
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'big', namespace: WHERE, labels: { app: 'big' } }, spec: { clusterIP: 'None', ports: [{ name: 'web', port: 80 }] } },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'big', namespace: WHERE, labels: { 'app': 'big', 'kubernetes.io/service-name': 'big' } },
    addressType: 'IPv4',
    ports: [{ name: 'web', port: 80 }],
    endpoints: ADDRESSES.map(address => ({ addresses: [address], conditions: { ready: true } })),
  },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'big', namespace: WHERE }, spec: { selector: { matchLabels: { app: 'big' } }, endpoints: [{ port: 'web' }] } },
];

/** The configuration of one shard, as its config reloader writes it. */
function configOf(shard: number): any {
  const text = gunzipSync(Buffer.from(get('secret', 'prometheus-main', '-n', WHERE).data['prometheus.yaml.gz'], 'base64')).toString('utf8');
  return parse(text.replace(/\$\(SHARD\)/g, String(shard)).replace(/\$\(POD_NAME\)/g, `prometheus-main-shard-${shard}-0`));
}

beforeAll(async () => {
  installCrds(version);
  // the HA tracker of Mimir accepts one pod of all shards: an error if there are replicas
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  objects = stackOf(WHERE, { operator: { version }, prometheus: { shards: SHARDS, replicas: 2, shardRetention: Duration.days(2), remoteWrite: RECEIVERS.filter(({ deduplication }) => deduplication !== 'ha-tracker') } });
  mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
  const literals = { 'username': '1', 'password': 'x', 'token': 'x', 'access-key': 'AKIA', 'secret-key': 'x', 'client-secret': 'x' };
  mustKubectl(['create', 'secret', 'generic', 'receivers', '-n', WHERE, ...Object.entries(literals).map(([key, value]) => `--from-literal=${key}=${value}`)]);
  mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: WHERE }, stringData: ALERTMANAGER_CONFIG }]);
}, 200_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
  cleanUp(WHERE);
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

test('the API server accepts every field of three shards with two replicas', async () => expect(await applyStrictly(objects)).toEqual([]));

test('the operator creates a StatefulSet for each, whose replicas avoid each other', async () => {
  const [{ args }] = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
  // the operator enables this gate by default in 0.92 and newer
  expect(args.join()).not.toContain('--feature-gates');
  programs.push(new Program(`prometheus-operator-${version}`, [
    ...args.filter((argument: string) => !argument.startsWith('--log-format')), '--web.listen-address=127.0.0.1:28544', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`,
  ]));
  for (let shard = 0; shard < SHARDS; shard++) {
    const { spec } = await within(90, `shard ${shard}`, () => get('statefulset', shard === 0 ? 'prometheus-main' : `prometheus-main-shard-${shard}`, '-n', WHERE), () => programs[0].log);
    expect(spec.replicas).toBe(2);
    expect(spec.template.spec.topologySpreadConstraints.map(({ topologyKey, labelSelector }: any) => [topologyKey, labelSelector.matchLabels['operator.prometheus.io/shard']]))
      .toEqual([['kubernetes.io/hostname', String(shard)], ['topology.kubernetes.io/zone', String(shard)]]);
  }
}, 200_000);

test('all shards together have all targets, and no target is in two of them', async () => {
  mustApply(BIG);
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const fromOutside = (discovery: any) => ({ ...discovery, api_server: cluster.server, authorization: { credentials: user.token }, tls_config: { insecure_skip_verify: true } });
  await within(60, 'the monitor is in the configuration', () => expect(JSON.stringify(configOf(0))).toContain(`${WHERE}/big/0`), () => programs[0].log);
  const targets = await Promise.all(Array.from({ length: SHARDS }, async (_, shard) => {
    const { scrape_configs } = configOf(shard);
    const path = join(folder, `${shard}.yaml`);
    const jobs = scrape_configs.filter(({ job_name }: any) => job_name.includes('/big/')).map((job: any) => ({ ...job, kubernetes_sd_configs: job.kubernetes_sd_configs.map(fromOutside) }));
    writeFileSync(path, stringify({ global: { scrape_timeout: '1s', scrape_interval: '1h' }, scrape_configs: jobs }));
    const port = 28550 + shard;
    const program = new Program('prometheus', [`--config.file=${path}`, `--storage.tsdb.path=${join(folder, `data-${shard}`)}`, `--web.listen-address=127.0.0.1:${port}`]);
    programs.push(program);
    return within(60, `shard ${shard} has found all`, async () => {
      const { body } = await ask(`http://127.0.0.1:${port}/api/v1/targets`);
      const { activeTargets, droppedTargets } = JSON.parse(body).data;
      const own = (each: any[]) => each.map(({ discoveredLabels }) => discoveredLabels.__address__ as string);
      expect(own(activeTargets).length + own(droppedTargets).length).toBe(ADDRESSES.length);
      return own(activeTargets);
    }, () => program.log);
  }));
  expect(targets.flat().sort()).toEqual(ADDRESSES.map(address => `${address}:80`).sort());
  for (const shard of targets) { expect(shard.length).toBeGreaterThan(ADDRESSES.length / SHARDS / 2); }
}, 200_000);

describe('every receiver that has a preset', () => {
  const configured = () => within(60, 'the configuration', () => {
    const config = configOf(0);
    expect(config.remote_write).toHaveLength(RECEIVERS.length);
    return config;
  }, () => programs[0].log);

  beforeAll(async () => {
    // one shard, so that an HA tracker accepts all samples
    const single = stackOf(WHERE, { operator: { version }, prometheus: { replicas: 2, remoteWrite: RECEIVERS } });
    mustApply(single.filter(({ kind }) => kind === 'Prometheus'));
    expect(await applyStrictly(single.filter(({ kind }) => kind === 'Prometheus'))).toEqual([]);
  }, 60_000);

  test('is written by the operator with its credentials, and Prometheus accepts it', async () => {
    const { remote_write, global } = await configured();
    const path = join(folder, 'receivers.yaml');
    writeFileSync(path, stringify({ global: { external_labels: global.external_labels }, remote_write }));
    expect(mustRun('promtool', 'check', 'config', path)).toContain('SUCCESS');
    const credentials = ({ basic_auth, authorization, sigv4, azuread }: any) =>
      Object.keys({ ...basic_auth && { basic_auth }, ...authorization && { authorization }, ...sigv4 && { sigv4 }, ...azuread }).join();
    expect(remote_write.map((each: any) => [each.name, credentials(each)])).toEqual([
      ['mimir', ''], ['cortex', 'authorization'], ['thanos', ''], ['victoria', ''], ['grafana', 'basic_auth'], ['amazon', 'sigv4'], ['amazon-role', 'sigv4'],
      ['azure', 'managed_identity,cloud'], ['azure-app', 'oauth'],
    ]);
  }, 100_000);

  test('gets the replica label as it expects it, from a real Prometheus', async () => {
    const { remote_write, global } = await configured();
    const receiver = new Program('prometheus', [`--config.file=${written('receiver', {})}`, `--storage.tsdb.path=${join(folder, 'received')}`, '--web.listen-address=127.0.0.1:28560', '--web.enable-remote-write-receiver']);
    const senders = remote_write.filter(({ name }: any) => ['mimir', 'thanos', 'victoria'].includes(name)).map((each: any) => ({
      name: each.name, url: 'http://127.0.0.1:28560/api/v1/write', write_relabel_configs: [...each.write_relabel_configs ?? [], { target_label: 'receiver', replacement: each.name }],
    }));
    const config = { global: { scrape_interval: '1s', external_labels: global.external_labels }, scrape_configs: [{ job_name: 'self', static_configs: [{ targets: ['127.0.0.1:28561'] }] }], remote_write: senders };
    const sender = new Program('prometheus', [`--config.file=${written('sender', config)}`, `--storage.tsdb.path=${join(folder, 'sent')}`, '--web.listen-address=127.0.0.1:28561']);
    programs.push(receiver, sender);
    const seen = await within(60, 'series of three receivers', async () => {
      const { body } = await ask('http://127.0.0.1:28560/api/v1/query?query=up');
      const { result } = JSON.parse(body).data;
      expect(result).toHaveLength(3);
      return result.map(({ metric: { receiver: name, prometheus_replica, __replica__ } }: any) => [name, prometheus_replica, __replica__]).sort();
    }, () => sender.log + receiver.log);
    const pod = 'prometheus-main-shard-0-0';
    expect(seen).toEqual([['mimir', undefined, pod], ['thanos', pod, undefined], ['victoria', undefined, undefined]]);
  }, 100_000);
});

function written(name: string, config: object): string {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, stringify(config));
  return path;
}
