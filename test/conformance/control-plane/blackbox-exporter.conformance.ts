import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo, createServer as createTcpServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { App, Chart, Duration } from 'cdk8s';
import { parse } from 'yaml';
import { BlackboxExporter, BlackboxModule, ProbeTargets } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, kubectl, mustApply, mustRun, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG, stackOf } from '../support/stack';
import { within } from '../support/wait';

// A real blackbox-exporter with the modules that this library writes, and the jobs that the real operator writes for its Probes.
const WHERE = 'blackbox';
const PORT = 28580;
const [version] = pinned('PROMETHEUS_OPERATOR');
const folder = mkdtempSync(join(tmpdir(), 'blackbox-'));
const programs: Program[] = [];
const servers: { close(): unknown }[] = [];

const MODULES = {
  http_2xx: BlackboxModule.http({ timeout: Duration.seconds(3) }),
  login: BlackboxModule.http({ method: 'POST', body: 'hello', headers: { 'X-Probe': 'yes' }, basicAuth: { username: 'probe', password: { secretName: 'shop', key: 'password' } }, validStatusCodes: [201] }),
  token: BlackboxModule.http({ bearerToken: { secretName: 'shop', key: 'token' }, failIfBodyNotMatches: ['ok: \\d+'], failIfBodyMatches: ['error'], followRedirects: false }),
  tls_only: BlackboxModule.http({ failIfNotTls: true, tls: { insecureSkipVerify: true, serverName: 'shop' } }),
  connect: BlackboxModule.tcp(),
  banner: BlackboxModule.tcp({ timeout: Duration.seconds(2), exchange: [{ expect: '^220 ' }, { send: 'QUIT\r' }] }),
  ping: BlackboxModule.icmp({ ipProtocol: 'ip6', ipProtocolFallback: false }),
  resolves: BlackboxModule.dns({ queryName: 'kubernetes.default.svc.cluster.local', queryType: 'SRV', transportProtocol: 'tcp' }),
  health: BlackboxModule.grpc({ service: 'shop', tls: { ca: { secretName: 'shop', key: 'ca.crt' } } }),
};

function objectsOf(targets: ProbeTargets[]): Manifest[] {
  const chart = new Chart(new App(), 'blackbox', { namespace: WHERE });
  const exporter = new BlackboxExporter(chart, 'Blackbox', { modules: MODULES });
  exporter.addProbe('shop', { module: 'http_2xx', targets, labels: { team: 'a' } });
  exporter.addProbe('ingresses', { module: 'http_2xx', targets: [ProbeTargets.ingresses({ matchLabels: { probed: 'yes' } })] });
  return synth(chart);
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  servers.forEach(server => server.close());
  rmSync(folder, { recursive: true, force: true });
}, 100_000);

describe('the exporter', () => {
  let http: number;
  let tcp: number;
  const seen: any[] = [];

  beforeAll(async () => {
    const statuses: { readonly [path: string]: number } = { '/login': 201, '/away': 503 };
    http = await listening(createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk)).on('end', () => {
        seen.push({ url: request.url, method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(statuses[request.url ?? ''] ?? 200).end(request.url === '/error' ? 'error' : 'ok: 7');
      });
    }));
    tcp = await listening(createTcpServer(socket => { socket.on('error', () => undefined).write('220 here\r\n'); }));
    const config: string = objectsOf([ProbeTargets.of('http://a/')]).find(({ kind }) => kind === 'ConfigMap')!.data['config.yml'];
    mkdirSync(join(folder, 'shop'));
    for (const [name, text] of Object.entries({ password: 'hidden', token: 'secret-token' })) { writeFileSync(join(folder, 'shop', name), text); }
    mustRun('openssl', 'req', '-x509', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=shop', '-keyout', join(folder, 'shop', 'tls.key'), '-out', join(folder, 'shop', 'ca.crt'));
    writeFileSync(join(folder, 'config.yml'), config.split('/etc/blackbox_exporter/secrets').join(folder));
    mustRun('blackbox-exporter', '--config.check', `--config.file=${join(folder, 'config.yml')}`);
    const args: string[] = objectsOf([ProbeTargets.of('http://a/')]).find(({ kind }) => kind === 'Deployment')!.spec.template.spec.containers[0].args;
    const exporter = new Program('blackbox-exporter', [...args.map(argument => argument.replace('/etc/blackbox_exporter/config', folder)), `--web.listen-address=127.0.0.1:${PORT}`, '--config.auto-reload-interval=1']);
    programs.push(exporter);
    await within(30, 'the exporter', async () => expect((await ask(`http://127.0.0.1:${PORT}/-/healthy`)).status).toBe(200), () => exporter.log);
  }, 60_000);

  async function probe(module: string, target: string): Promise<string | undefined> {
    const { body } = await ask(`http://127.0.0.1:${PORT}/probe?module=${module}&target=${encodeURIComponent(target)}`);
    return /^probe_success (\d)$/m.exec(body)?.[1];
  }

  test.each<[string, (ports: { http: number; tcp: number }) => string, string]>([
    ['http_2xx', ports => `http://127.0.0.1:${ports.http}/`, '1'], ['http_2xx', ports => `http://127.0.0.1:${ports.http}/away`, '0'],
    ['login', ports => `http://127.0.0.1:${ports.http}/login`, '1'], ['login', ports => `http://127.0.0.1:${ports.http}/`, '0'],
    ['token', ports => `http://127.0.0.1:${ports.http}/`, '1'], ['token', ports => `http://127.0.0.1:${ports.http}/error`, '0'],
    ['tls_only', ports => `http://127.0.0.1:${ports.http}/`, '0'],
    ['connect', ports => `127.0.0.1:${ports.tcp}`, '1'], ['connect', () => '127.0.0.1:1', '0'],
    ['banner', ports => `127.0.0.1:${ports.tcp}`, '1'], ['banner', ports => `127.0.0.1:${ports.http}`, '0'],
  ])('module %s reports the true state of a target (%#)', async (module, target, success) => expect(await probe(module, target({ http, tcp }))).toBe(success), 60_000);

  test('credentials come from the Secrets, header and body from the module', () => {
    const login = seen.find(({ url, method }) => url === '/login' && method === 'POST');
    expect([login.headers.authorization, login.headers['x-probe'], login.body]).toEqual([`Basic ${Buffer.from('probe:hidden').toString('base64')}`, 'yes', 'hello']);
    expect(seen.some(({ headers }) => headers.authorization === 'Bearer secret-token')).toBe(true);
  });

  test('a changed configuration is read without a restart', async () => {
    writeFileSync(join(folder, 'config.yml'), 'modules: { other: { prober: tcp } }\n');
    await within(30, 'the new module', async () => expect(await probe('other', `127.0.0.1:${tcp}`)).toBe('1'), () => programs[0].log);
  }, 40_000);
});

describe('in a cluster', () => {
  let objects: Manifest[];

  beforeAll(() => {
    installCrds(version);
    jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    objects = [...stackOf(WHERE, { operator: { version } }), ...objectsOf([ProbeTargets.of('https://shop.example.org/', 'https://api.example.org/')])];
    mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
    mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: WHERE }, stringData: ALERTMANAGER_CONFIG }]);
  }, 100_000);

  afterAll(async () => {
    kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
    cleanUp(WHERE, `${WHERE}-node-exporter`);
  }, 200_000);

  test('the API server accepts it, and its pod is admitted to a namespace that enforces "restricted", with the sysctl for pings', async () => {
    expect(await applyStrictly(objects)).toEqual([]);
    const pod = await within(60, 'the pod', () => {
      const [found] = get('pods', '-n', WHERE, '-l', 'app.kubernetes.io/name=blackbox-exporter').items;
      expect(found).toBeDefined();
      return found;
    }, () => kubectl(['get', 'events', '-n', WHERE]).output);
    expect(pod.spec.securityContext.sysctls).toHaveLength(1);
  }, 100_000);

  test('the operator writes a job for each Probe, which requests each target from the exporter', async () => {
    const [{ args }] = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
    const operator = new Program(`prometheus-operator-${version}`, [
      ...args.filter((argument: string) => !argument.startsWith('--log-format')), '--web.listen-address=127.0.0.1:28581', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`,
    ]);
    programs.push(operator);
    const jobs = await within(90, 'the jobs', () => {
      const text = gunzipSync(Buffer.from(get('secret', 'prometheus-main', '-n', WHERE).data['prometheus.yaml.gz'], 'base64')).toString('utf8');
      const found = parse(text).scrape_configs.filter(({ job_name }: any) => job_name.startsWith('probe/'));
      expect(found).toHaveLength(2);
      return found;
    }, () => operator.log);
    const [ingresses, shop] = jobs;
    expect(shop).toMatchObject({ job_name: `probe/${WHERE}/shop`, params: { module: ['http_2xx'] }, metrics_path: '/probe', static_configs: [{ targets: ['https://shop.example.org/', 'https://api.example.org/'], labels: { team: 'a' } }] });
    expect(shop.relabel_configs).toEqual(expect.arrayContaining([{ target_label: '__address__', replacement: `blackbox-exporter.${WHERE}.svc:9115` }, { target_label: 'job', replacement: 'shop' }]));
    expect(ingresses.kubernetes_sd_configs[0].role).toBe('ingress');
  }, 200_000);
});
