import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { Alertmanager, Prometheus, RemoteWrite, ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// Real Thanos, with the arguments of our constructs; values that a cluster would set, such as addresses and folders, are replaced.
const WHERE = 'thanos';
const [version] = pinned('PROMETHEUS_OPERATOR');
const folder = mkdtempSync(join(tmpdir(), 'thanos-'));
const programs: Program[] = [];
const BUCKET = { secretName: 'bucket', key: 'objstore.yml' };
const VOLUME = { size: Size.gibibytes(10) };
const OBJSTORE = stringify({ type: 'FILESYSTEM', config: { directory: join(folder, 'bucket') } });

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(version);
  mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: WHERE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }]);
  mustKubectl(['create', 'secret', 'generic', 'bucket', '-n', WHERE, `--from-literal=objstore.yml=${OBJSTORE}`]);
  mkdirSync(join(folder, 'bucket'));
  writeFileSync(join(folder, 'objstore.yml'), OBJSTORE);
}, 100_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheus,thanosruler', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
  cleanUp(WHERE);
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

const chart = () => new Chart(new App(), 'thanos', { namespace: WHERE });

/** The arguments of a container, with addresses and folders of this machine. */
function argumentsOf(objects: readonly Manifest[], name: string, replacements: readonly (readonly [string, string])[]): string[] {
  const { spec } = objects.find(({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === name)!;
  return spec.template.spec.containers[0].args.map((argument: string) => replacements.reduce((text, [from, to]) => text.split(from).join(to), argument));
}

const addresses = (http: number, grpc: number) => [['0.0.0.0:10902', `127.0.0.1:${http}`], ['0.0.0.0:10901', `127.0.0.1:${grpc}`]] as const;

function start(command: string, args: readonly string[]): Program {
  const program = new Program(command, args);
  programs.push(program);
  return program;
}

async function ready(port: number, program: Program): Promise<void> {
  await within(90, `${port} is ready`, async () => expect((await ask(`http://127.0.0.1:${port}/-/ready`)).status).toBe(200), () => program.log.slice(-3000));
}

/** The labels in the result of a query. */
async function query(port: number, expression: string, parameters = ''): Promise<any[]> {
  const { body } = await ask(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(expression)}${parameters}`);
  return JSON.parse(body).data.result.map(({ metric, value }: any) => ({ ...metric, value: value[1] }));
}

test('the API server accepts all components, and they are admitted to a namespace that enforces "restricted"', async () => {
  const scope = chart();
  const store = new ThanosStore(scope, 'Store', { objectStorage: BUCKET, storage: VOLUME });
  const receive = new ThanosReceive(scope, 'Receive', { objectStorage: BUCKET, storage: VOLUME });
  new ThanosCompactor(scope, 'Compactor', { objectStorage: BUCKET, storage: VOLUME });
  new ThanosQuery(scope, 'Query', { endpoints: [ThanosEndpoint.of(store.storeApi), ThanosEndpoint.of(receive.storeApi)] });
  const objects = synth(scope);
  expect(await applyStrictly(objects)).toEqual([]);
  await within(60, 'pods', () => {
    const names: string[] = get('pods', '-n', WHERE).items.map(({ metadata }: any) => metadata.name);
    for (const [name, count] of [['thanos-store', 2], ['thanos-receive', 3], ['thanos-compact', 1], ['thanos-query', 2]] as const) { expect([name, names.filter(each => each.startsWith(name)).length]).toEqual([name, count]); }
  }, () => kubectl(['get', 'events', '-n', WHERE]).output);
}, 100_000);

describe('two clusters of two replicas write to Receive with the preset', () => {
  const RING = [0, 1, 2].map(at => ({ http: 28710 + at, grpc: 28720 + at, write: 28730 + at }));
  const QUERY = 28740;
  const CLUSTERS = ['eu-1', 'us-1'];

  beforeAll(async () => {
    const scope = chart();
    const receive = new ThanosReceive(scope, 'Receive', { storage: VOLUME });
    new ThanosQuery(scope, 'Query', { endpoints: [ThanosEndpoint.of(receive.storeApi)] });
    const objects = synth(scope);
    const nodes = RING.map(({ grpc }, at) => [`thanos-receive-${at}.thanos-receive.${WHERE}.svc:10901`, `127.0.0.1:${grpc}`] as const);
    const hashrings = objects.find(({ kind }) => kind === 'ConfigMap')!.data['hashrings.json'];
    writeFileSync(join(folder, 'hashrings.json'), nodes.reduce((text, [from, to]) => text.split(from).join(to), hashrings));
    for (const [at, { http, grpc, write }] of RING.entries()) {
      const args = argumentsOf(objects, 'thanos-receive', [
        ['$(POD_NAME)', `thanos-receive-${at}`], ...nodes, ...addresses(http, grpc), ['0.0.0.0:19291', `127.0.0.1:${write}`], ['/var/thanos', join(folder, `receive-${at}`)], ['/etc/thanos/hashrings', folder],
      ]);
      // several on one machine: in a cluster each pod has this port for itself
      start('thanos', [...args, `--receive.capnproto-address=127.0.0.1:${write + 50}`]);
    }
    for (const [at, { http }] of RING.entries()) { await ready(http, programs[programs.length - RING.length + at]); }
    const endpoints = { endpoints: RING.map(({ grpc }) => ({ address: `127.0.0.1:${grpc}` })) };
    const args = argumentsOf(objects, 'thanos-query', addresses(QUERY, QUERY + 1)).map(argument => argument.startsWith('--endpoint.sd-config=') ? `--endpoint.sd-config=${JSON.stringify(endpoints)}` : argument);
    await ready(QUERY, start('thanos', args));
    CLUSTERS.forEach((cluster, c) => [0, 1].forEach(replica => {
      const own = chart();
      new Prometheus(own, 'Prometheus', { externalLabels: { cluster }, remoteWrite: [RemoteWrite.thanosReceive({ endpoint: receive.endpoint })] });
      const { spec, metadata } = synth(own).find(({ kind }) => kind === 'Prometheus')!;
      const [{ url, writeRelabelConfigs = [] }] = spec.remoteWrite;
      expect(writeRelabelConfigs).toEqual([]);
      const name = `prometheus-${cluster}-${replica}`;
      const port = 28750 + 2 * c + replica;
      writeFileSync(join(folder, `${name}.yaml`), stringify({
        // as the operator writes them
        global: { scrape_interval: '2s', external_labels: { ...spec.externalLabels, prometheus: `${WHERE}/${metadata.name}`, prometheus_replica: `prometheus-main-${replica}` } },
        scrape_configs: [{ job_name: 'self', static_configs: [{ targets: ['127.0.0.1:28750'] }] }],
        remote_write: [{ url: url.replace(`thanos-receive.${WHERE}.svc:19291`, `127.0.0.1:${RING[(c + replica) % 3].write}`) }],
      }));
      start('prometheus', [`--config.file=${join(folder, `${name}.yaml`)}`, `--storage.tsdb.path=${join(folder, name)}`, `--web.listen-address=127.0.0.1:${port}`]);
    }));
  }, 200_000);

  test('a query returns the series of both clusters, each once', async () => {
    const found = await within(90, 'both clusters', async () => {
      const series = await query(QUERY, 'up{job="self"}');
      expect(series.map(({ cluster }) => cluster).sort()).toEqual(CLUSTERS);
      return series;
    }, () => programs[0].log.slice(-2000));
    for (const { prometheus_replica, receive_replica } of found) { expect([prometheus_replica, receive_replica]).toEqual([undefined, undefined]); }
    expect(await query(QUERY, 'sum by (cluster) (up{job="self"})')).toEqual(expect.arrayContaining(CLUSTERS.map(cluster => ({ cluster, value: '1' }))));
  }, 120_000);

  test('without deduplication it returns those of both replicas, from every source', async () => {
    const series = await within(60, 'four senders', async () => {
      const all = await query(QUERY, 'up{job="self"}', '&dedup=false');
      expect(new Set(all.map(({ cluster, prometheus_replica }) => `${cluster} ${prometheus_replica}`)).size).toBe(4);
      return all;
    });
    // each in as many pods of the hash ring as replicate it
    expect(series).toHaveLength(12);
  }, 80_000);
});

describe('sidecars and a bucket', () => {
  const PROMETHEUS = 28770;
  const SIDECAR = { http: 28771, grpc: 28772 };
  const STORE = { http: 28773, grpc: 28774 };
  const QUERY = 28775;
  const COMPACTOR = 28777;
  const bucket = join(folder, 'bucket');
  let sidecar: string[];

  beforeAll(async () => {
    const scope = chart();
    const prometheus = new Prometheus(scope, 'Prometheus', { operatorVersion: version, version: '3.5.0', replicas: 1, externalLabels: { cluster: 'eu-1' }, thanos: { objectStorage: BUCKET } });
    expect(prometheus.storeApi).toEqual({ serviceName: 'prometheus-operated', namespace: WHERE, externalLabels: { cluster: 'eu-1', prometheus: `${WHERE}/main` } });
    const refused = await applyStrictly(synth(scope).filter(({ kind }) => kind !== 'ServiceMonitor'));
    expect(refused).toEqual([]);
    const operator = start(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28744', '--web.enable-tls=false']);
    const { spec } = await within(90, 'the StatefulSet', () => get('statefulset', 'prometheus-main', '-n', WHERE), () => operator.log.slice(-3000));
    sidecar = spec.template.spec.containers.find(({ name }: any) => name === 'thanos-sidecar').args;
    const { ports } = (await within(30, 'the Service of the operator', () => get('service', 'prometheus-operated', '-n', WHERE), () => operator.log)).spec;
    expect(ports.map(({ name }: any) => name)).toContain('grpc');

    const data = join(folder, 'sidecar');
    const now = Math.floor(Date.now() / 1000);
    const samples = Array.from({ length: 60 }, (_, i) => `shop_orders_total{shop="a"} ${i} ${now - 4 * 3600 + i * 60}`).join('\n');
    writeFileSync(join(folder, 'samples.txt'), `# HELP shop_orders_total Orders.\n# TYPE shop_orders_total counter\n${samples}\n# EOF\n`);
    mustRun('promtool', 'tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.txt'), data);
    writeFileSync(join(folder, 'sidecar.yaml'), stringify({ global: { external_labels: { cluster: 'eu-1', prometheus: `${WHERE}/main`, prometheus_replica: 'prometheus-main-0' } } }));
    writeFileSync(join(folder, 'prometheus.http-client-file.yaml'), 'tls_config:\n  insecure_skip_verify: true\n');
    const server = start('prometheus', [
      `--config.file=${join(folder, 'sidecar.yaml')}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${PROMETHEUS}`, '--storage.tsdb.min-block-duration=2h', '--storage.tsdb.max-block-duration=2h',
    ]);
    await ready(PROMETHEUS, server);
    const args = sidecar.map(argument => [
      ['http://localhost:9090/', `http://127.0.0.1:${PROMETHEUS}/`], ['=:10901', `=127.0.0.1:${SIDECAR.grpc}`], ['=:10902', `=127.0.0.1:${SIDECAR.http}`], ['$(OBJSTORE_CONFIG)', OBJSTORE], ['=/prometheus', `=${data}`],
      ['/etc/thanos/config/', `${folder}/`],
    ].reduce((text, [from, to]) => text.replace(from, to), argument));
    await ready(SIDECAR.http, start('thanos', args));
  }, 300_000);

  test('the operator configures the bucket of the sidecar', () => expect(sidecar).toEqual(expect.arrayContaining(['sidecar', '--objstore.config=$(OBJSTORE_CONFIG)', '--tsdb.path=/prometheus'])));

  test('blocks are uploaded, and Store alone can read them', async () => {
    await within(120, 'a block in the bucket', () => expect(readdirSync(bucket).filter(name => /^[0-9A-Z]{26}$/.test(name)).length).toBeGreaterThan(0), () => programs[programs.length - 1].log.slice(-3000));
    const scope = chart();
    new ThanosStore(scope, 'Store', { objectStorage: BUCKET, storage: VOLUME });
    new ThanosQuery(scope, 'Query', { endpoints: [ThanosEndpoint.address(`127.0.0.1:${STORE.grpc}`)] });
    new ThanosCompactor(scope, 'Compactor', { objectStorage: BUCKET, storage: VOLUME });
    const objects = synth(scope);
    const files = [['/var/thanos', join(folder, 'store')], ['/etc/thanos/objstore', folder]] as const;
    await ready(STORE.http, start('thanos', argumentsOf(objects, 'thanos-store', [...addresses(STORE.http, STORE.grpc), ...files])));
    await ready(QUERY, start('thanos', argumentsOf(objects, 'thanos-query', addresses(QUERY, QUERY + 1))));
    const found = await within(90, 'what is in the bucket', async () => {
      const series = await query(QUERY, 'max_over_time(shop_orders_total[5h])');
      expect(series).toHaveLength(1);
      return series;
    }, () => programs[programs.length - 2].log.slice(-3000));
    expect(found).toEqual([{ shop: 'a', cluster: 'eu-1', prometheus: `${WHERE}/main`, value: '59' }]);
    const compactor = start('thanos', argumentsOf(objects, 'thanos-compact', [...addresses(COMPACTOR, COMPACTOR + 1), ...files]));
    await ready(COMPACTOR, compactor);
    await within(60, 'a round of the Compactor', () => expect(compactor.log).toMatch(/compaction iterations done/), () => compactor.log.slice(-3000));
    expect(compactor.log).not.toMatch(/level=error/);
  }, 400_000);
});

describe('a Ruler, as the real operator creates it, over the two clusters', () => {
  const [HTTP, GRPC, ALERTMANAGER, QUERY] = [28790, 28791, 28792, 28794];
  const RULES = [
    { record: 'jobs:up:sum', expr: 'sum(up{job="self"})' },
    { alert: 'BothClusters', expr: 'sum(up{job="self"}) == 2', labels: { severity: 'page' } },
  ];
  let objects: Manifest[];

  beforeAll(async () => {
    const scope = chart();
    const query_ = new ThanosQuery(scope, 'Query', { endpoints: [ThanosEndpoint.of({ serviceName: 'thanos-receive', namespace: WHERE })] });
    const alertmanager = new Alertmanager(scope, 'Alertmanager', { operatorVersion: version, configSecret: 'config' });
    new ThanosRuler(scope, 'Ruler', { operatorVersion: version, query: query_, alertmanagers: [alertmanager.reference], externalLabels: { ruler: 'all' }, objectStorage: BUCKET });
    objects = synth(scope);
    const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'clusters', namespace: WHERE }, spec: { groups: [{ name: 'clusters', interval: '1s', rules: RULES }] } };
    expect(await applyStrictly([...objects.filter(({ metadata }) => metadata.name === 'thanos-ruler-main' || metadata.name === 'main'), rule])).toEqual([]);

    const { spec } = await within(90, 'the StatefulSet', () => {
      const found = get('statefulset', 'thanos-ruler-main', '-n', WHERE);
      expect(found.spec.template.spec.containers.map(({ name }: any) => name)).toContain('config-reloader');
      return found;
    }, () => programs.map(({ log }) => log.slice(-1000)).join('\n'));
    expect(spec.template.metadata.labels).toMatchObject(objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'thanos-ruler-main')!.spec.selector);
    const { data } = await within(30, 'its rules', () => get('configmap', 'thanos-ruler-main-rulefiles-0', '-n', WHERE));
    mkdirSync(join(folder, 'rules', 'a'), { recursive: true });
    for (const [name, text] of Object.entries<string>(data)) { writeFileSync(join(folder, 'rules', 'a', name.replace('.yml', '.yaml')), text); }
    writeFileSync(join(folder, 'alertmanager.yaml'), 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
    await ready(ALERTMANAGER, start('alertmanager', [`--config.file=${join(folder, 'alertmanager.yaml')}`, `--storage.path=${join(folder, 'alertmanager')}`, `--web.listen-address=127.0.0.1:${ALERTMANAGER}`, '--cluster.listen-address=']));
    const args: string[] = spec.template.spec.containers.find(({ name }: any) => name === 'thanos-ruler').args;
    expect(args).toEqual(expect.arrayContaining([
      `--query=dnssrv+_http._tcp.thanos-query.${WHERE}.svc`, `--alertmanagers.url=dnssrv+http://_web._tcp.alertmanager-operated.${WHERE}.svc`, '--label=ruler="all"', '--tsdb.retention=2d',
    ]));
    const local = args.filter(argument => !argument.startsWith('--http.config=')).map(argument => [
      [`dnssrv+_http._tcp.thanos-query.${WHERE}.svc`, '127.0.0.1:28740'], [`dnssrv+http://_web._tcp.alertmanager-operated.${WHERE}.svc`, `http://127.0.0.1:${ALERTMANAGER}`], ['$(POD_NAME)', 'thanos-ruler-main-0'],
    ].reduce((text, [from, to]) => text.replace(from, to), argument)
      .replace(/^--data-dir=.*/, `--data-dir=${join(folder, 'ruler')}`).replace(/^--rule-file=.*/, `--rule-file=${join(folder, 'rules')}/*/*.yaml`).replace(/^--objstore.config-file=.*/, `--objstore.config-file=${join(folder, 'objstore.yml')}`));
    await ready(HTTP, start('thanos', [...local, `--http-address=127.0.0.1:${HTTP}`, `--grpc-address=127.0.0.1:${GRPC}`]));
  }, 300_000);

  test('series that it records over both are found by its Query, which merges its replicas', async () => {
    const endpoint = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'thanos-query')!.spec.template.spec.containers[0].args[1];
    expect(endpoint).toContain(`dnssrv+_grpc._tcp.thanos-ruler-main.${WHERE}.svc`);
    const args = argumentsOf(objects, 'thanos-query', addresses(QUERY, QUERY + 1)).map(argument => argument.startsWith('--endpoint.sd-config=') ? `--endpoint.sd-config=${JSON.stringify({ endpoints: [{ address: `127.0.0.1:${GRPC}` }] })}` : argument);
    await ready(QUERY, start('thanos', args));
    const found = await within(60, 'the recorded series', async () => {
      const series = await query(QUERY, 'jobs:up:sum');
      expect(series).toHaveLength(1);
      return series;
    }, () => programs[programs.length - 2].log.slice(-3000));
    expect(found).toEqual([{ __name__: 'jobs:up:sum', ruler: 'all', value: '2' }]);
  }, 100_000);

  test('its alerts arrive, without the label of its replica', async () => {
    const alerts = await within(60, 'the alert', async () => {
      const found = JSON.parse((await ask(`http://127.0.0.1:${ALERTMANAGER}/api/v2/alerts`)).body);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alerts[0].labels).toEqual({ alertname: 'BothClusters', severity: 'page', ruler: 'all' });
  }, 100_000);
});
