import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { parse } from 'yaml';
import { BlackboxExporter, ExternalTargets, PodMonitor, ProbeTargets, PrometheusStack, Relabel, ScrapeGraph, ServiceMonitor } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { NODE, NODE_OBJECT, NODE_STATUS } from '../../support/worlds';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustApply, pinned, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// Targets of every kind in a stack: predicted by its graph, and compared with the real operator and the real Prometheus.
const WHERE = 'added-targets';
const SHOP = `${WHERE}-shop`;
const PORT = 28570;
const folder = mkdtempSync(join(tmpdir(), 'added-targets-'));
const [version] = pinned('PROMETHEUS_OPERATOR');
const programs: Program[] = [];
let inventory: Server;
let objects: Manifest[];
let predicted: readonly Target[];

/** A target in both: its job in the configuration, and its labels. */
interface Target {
  readonly job: string;
  readonly labels: { readonly [name: string]: string };
}

const container = (name: string, ...ports: kplus.ContainerPort[]): kplus.ContainerProps => ({ name, image: 'example.org/app:1', ports, resources: {}, securityContext: { user: 1000 } });
const METRICS: kplus.ContainerPort = { name: 'metrics', number: 8080 };

/** A stack with targets of every kind. */
function build(inventoryUrl: string): App {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: SHOP });
  const chart = new Chart(app, 'monitoring', { namespace: WHERE });
  const stack = new PrometheusStack(chart, 'Monitoring', {
    namespaces: [SHOP],
    operatorEnabled: false,
    alertmanagerEnabled: false,
    nodeExporterEnabled: false,
    kubeStateMetricsEnabled: false,
    controlPlaneEnabled: false,
    mixinEnabled: false,
    highAvailability: false,
    operator: { version },
    prometheus: {
      externalLabels: { cluster: 'eu-1' },
      selection: { matchLabels: { release: 'main' }, probes: { matchExpressions: [{ key: 'probed', operator: 'In', values: ['yes', 'always'] }] } },
      scrapeClasses: [{ name: 'all', default: true, relabelings: [Relabel.setLabel('cluster', 'eu-1')] }, { name: 'other', relabelings: [Relabel.setLabel('class', 'other')] }],
    },
  });
  const web = new kplus.Deployment(shop, 'Web', { metadata: { name: 'web', labels: { tier: 'front' } }, replicas: 2, podMetadata: { labels: { version: 'v1' } }, containers: [container('web', METRICS, { name: 'admin', number: 8081 })] });
  const service = web.exposeViaService({ name: 'web', ports: [{ name: 'metrics', port: 80, targetPort: 8080 }, { name: 'admin', port: 81, targetPort: 8081 }] });
  stack.addScrapeTarget(service, { port: 'metrics', podTargetLabels: ['version'], labels: { team: 'shop$1' }, sampleLimit: 1000, bodySizeLimit: Size.mebibytes(5), params: { format: ['text'] } });
  stack.addScrapeTarget(service, { port: '81', path: '/admin', scrapeClass: 'other' });
  stack.addScrapeTarget(service, { port: '81', path: '/admin/more', metricRelabelings: [Relabel.dropMetrics('go_.*'), ...Relabel.renameLabel('pod_name', 'pod')] });
  stack.addScrapeTarget(web, { port: 'admin', job: 'web-admin', fallbackScrapeProtocol: 'PrometheusText0.0.4', interval: Duration.minutes(1) });
  stack.addScrapeTarget(new kplus.StatefulSet(shop, 'Db', { metadata: { name: 'db' }, service: new kplus.Service(shop, 'DbService', { metadata: { name: 'db' }, ports: [{ port: 9187 }] }), containers: [container('db', { number: 9187 })] }), { relabelings: [Relabel.podLabel('cdk8s.io/metadata.addr', 'address')] });
  const worker = new ApiObject(shop, 'Worker', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'worker', labels: { app: 'worker' } }, spec: { containers: [{ name: 'worker', image: 'example.org/app:1', ports: [{ containerPort: 7070 }] }] } });
  stack.addScrapeTarget(worker);
  stack.addExternalTarget('static', ExternalTargets.addresses('db-1.example.org:9100', '[2001:db8::7]:9100'), { labels: { team: 'data' }, scheme: 'https', path: '/m' });
  stack.addExternalTarget('inventory', ExternalTargets.http(inventoryUrl), { labels: { from: 'http' } });
  stack.addExternalTarget('names', ExternalTargets.dns(['hosts.example.org'], { port: 9100 }), { job: 'by-name' });
  const blackbox = new BlackboxExporter(chart, 'Blackbox', { alerts: false });
  blackbox.addProbe('site', { targets: [ProbeTargets.of('https://shop.example.org/', 'https://other.example.org/')], labels: { team: 'shop' } });
  stack.select(blackbox);
  const own = new ServiceMonitor(shop, 'Own', { name: 'own', selector: { matchExpressions: [{ key: 'cdk8s-prometheus/scrape-target', operator: 'Exists' }] }, endpoints: [{ targetPort: '8081', path: '/own' }], jobLabel: 'tier' });
  stack.select(own);
  // it lacks the label, so no Prometheus selects it
  new PodMonitor(shop, 'Unselected', { name: 'unselected', selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] });
  return app;
}

/** Addresses and names that exist only in a cluster, as the graph represents them. */
function withPlaceholders(text: string): string {
  return text.replace(/10\.99\.2\.\d+/g, '<pod IP>').replace(/^(web)-[a-z0-9]+-[a-z0-9]+$/, '$1-*');
}

function sorted(targets: readonly Target[]): Target[] {
  const texts = targets.map(({ job, labels }) => {
    const own = Object.keys(labels).sort().map(name => [name, withPlaceholders(labels[name])]);
    return JSON.stringify({ job, labels: Object.fromEntries(own) });
  });
  return [...new Set(texts)].sort().map(text => JSON.parse(text));
}

/** The scrapes that the operator wrote, for a Prometheus that is not in the cluster. */
function configuration(): any {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const text = gunzipSync(Buffer.from(get('secret', 'prometheus-main', '-n', WHERE).data['prometheus.yaml.gz'], 'base64')).toString('utf8');
  const { scrape_configs: jobs, global } = parse(text.replace(/\$\(SHARD\)/g, '0'));
  const outside = { api_server: cluster.server, authorization: { credentials: user.token }, tls_config: { insecure_skip_verify: true } };
  return {
    global: { scrape_interval: global.scrape_interval },
    scrape_configs: (jobs ?? []).map((job: any) => {
      const discoveries = job.kubernetes_sd_configs?.map((each: any) => ({ ...each, ...outside }));
      return { ...job, ...discoveries && { kubernetes_sd_configs: discoveries } };
    }),
  };
}

async function runPods(): Promise<void> {
  const pods: any[] = await within(60, 'four pods', () => {
    const { items } = get('pods', '-n', SHOP);
    expect(items).toHaveLength(4);
    return items;
  });
  for (const [at, { metadata: { name }, spec }] of pods.entries()) {
    const path = `/api/v1/namespaces/${SHOP}/pods/${name}`;
    if (!spec.nodeName) { await call('POST', `${path}/binding`, { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: NODE } }); }
    const ip = `10.99.2.${at + 1}`;
    await setStatus(path, { phase: 'Running', podIP: ip, podIPs: [{ ip }], hostIP: '10.99.0.1', hostIPs: [{ ip: '10.99.0.1' }], conditions: [{ type: 'Ready', status: 'True' }] });
  }
}

async function setStatus(path: string, status: object): Promise<void> {
  const { status: code, body } = await call('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
  if (code !== 200) { throw new Error(`${path}: ${body.message}`); }
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  inventory = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify([{ targets: ['host-1.example.org:9100'], labels: { __meta_rack: 'r1' } }])));
  await new Promise<void>(resolve => inventory.listen(0, '127.0.0.1', resolve));
  const app = build(`http://127.0.0.1:${(inventory.address() as AddressInfo).port}/targets`);
  objects = app.node.children.flatMap(chart => synth(chart as Chart));
  const [{ scrapes, problems }] = ScrapeGraph._ofEachTarget(app)._explanations;
  expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  predicted = scrapes.filter(({ by }) => by.length > 0).map(({ job, labels = {} }) => ({ job, labels }));
  installCrds(version);
  await applyStrictly([{ ...NODE_OBJECT, status: undefined } as Manifest, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SHOP } }]);
  await setStatus(`/api/v1/nodes/${NODE}`, NODE_STATUS);
}, 200_000);

afterAll(async () => {
  inventory.close();
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheus', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
  kubectl(['delete', 'namespace', WHERE, SHOP, '--wait=false', '--ignore-not-found']);
  kubectl(['delete', 'pods', '-n', SHOP, '--all', '--force', '--grace-period=0', '--wait=false']);
  kubectl(['delete', 'node', NODE]);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

test('the API server accepts every field of them', async () => {
  mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
  await within(60, 'ServiceAccounts', () => get('serviceaccount', 'default', '-n', SHOP));
  expect(await applyStrictly(objects.filter(({ kind }) => kind !== 'Namespace'))).toEqual([]);
}, 100_000);

test('the real Prometheus has the targets that the graph predicts, with their labels', async () => {
  await runPods();
  programs.push(new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28571', '--web.enable-tls=false']));
  const monitors = objects.filter(({ kind, metadata }) => ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'].includes(kind) && metadata.name !== 'unselected').length;
  // the monitor of Prometheus itself has two endpoints
  const config = await within(60, 'every monitor is in the configuration', () => {
    const written = configuration();
    expect(written.scrape_configs).toHaveLength(monitors + 1);
    return written;
  }, () => programs[0].log);
  const path = join(folder, 'prometheus.yaml');
  writeFileSync(path, JSON.stringify(config));
  programs.push(new Program('prometheus', [`--config.file=${path}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PORT}`]));
  // nothing runs the pods of the stack itself
  const isAdded = ({ job }: Target) => !/prometheus-main|blackbox-exporter/.test(job);
  const isFound = ({ job }: Target) => /inventory|names/.test(job);
  const seen = await within(60, 'the targets', async () => {
    const { body } = await ask(`http://127.0.0.1:${PORT}/api/v1/targets?state=active`);
    const targets: Target[] = JSON.parse(body).data.activeTargets.map(({ scrapePool, labels }: any) => ({ job: scrapePool, labels }));
    const added = sorted(targets.filter(isAdded));
    expect(added.filter(each => !isFound(each))).toEqual(sorted(predicted.filter(isAdded).filter(each => !isFound(each))));
    expect(added.filter(isFound)).not.toEqual([]);
    return added;
  }, () => programs[1].log);
  // for discovered targets the graph knows the labels that all have; the DNS of the bed has no names
  expect(seen.filter(isFound)).toEqual([
    { job: `scrapeConfig/${WHERE}/inventory`, labels: { cluster: 'eu-1', from: 'http', instance: 'host-1.example.org:9100', job: 'inventory' } },
  ]);
  expect(sorted(predicted.filter(isFound)).map(({ labels }) => labels)).toEqual([{ cluster: 'eu-1', from: 'http', job: 'inventory' }, { cluster: 'eu-1', job: 'by-name' }]);
  expect(config.scrape_configs.find(({ job_name: job }: any) => job.endsWith('/names')).dns_sd_configs).toEqual([{ names: ['hosts.example.org'], type: 'A', port: 9100 }]);
  const kinds = new Set(seen.map(({ job }) => job.split('/')[0]));
  expect([...kinds].sort()).toEqual(['podMonitor', 'probe', 'scrapeConfig', 'serviceMonitor']);
}, 200_000);
