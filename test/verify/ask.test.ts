import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from '../../src/cli';
import { requestAccess, get, requestUrl } from '../../src/verify/ask';
import { CLUSTER } from '../diff/worlds';

let server: Server;
let base: string;
let asked: IncomingMessage[] = [];
let answers: { readonly [path: string]: unknown } = {};

beforeAll(done => {
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[request.url!.split('?')[0]];
    if (answer === undefined) { response.statusCode = 404; response.end('no'); return; }
    if (typeof answer === 'number') { response.statusCode = answer; response.setHeader('location', 'http://user:secret@other/login'); response.end(); return; }
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1', () => {
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    done();
  });
});
afterAll(done => void server.close(done));
beforeEach(() => { asked = []; answers = {}; });

describe('a request', () => {
  test('uses the token or basic auth of a file or of the environment, and keeps a path prefix', async () => {
    answers = { '/prefix/api/v1/targets': {} };
    await get(`${base}/prefix/`, '/api/v1/targets', { token: 'abc' });
    await get(`${base}/prefix`, '/api/v1/targets', { basicAuth: 'me:pw' });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc', 'Basic bWU6cHc=']);
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(requestAccess({}, { PROMETHEUS_TOKEN: 't', PROMETHEUS_BASIC_AUTH: 'a:b' })).toEqual({ token: 't', basicAuth: 'a:b' });
  });

  test.each([
    [401, 'HTTP status 401: use --token-file or --basic-auth-file'],
    [302, 'HTTP status 302, a redirect to http://***@other/login: use the final URL'],
    [500, 'HTTP status 500'],
  ])('with the response %d has a cure, without a secret', async (status, message) => {
    answers = { '/api/v1/rules': status };
    await expect(get(base, '/api/v1/rules', { token: 'abc' })).rejects.toThrow(`${base}/api/v1/rules: ${message}`);
  });

  test('without a response is an error', async () => {
    await expect(get('http://127.0.0.1:1', '/', {})).rejects.toThrow(/^http:\/\/127.0.0.1:1\/: .*ECONNREFUSED/);
  });

  test.each([
    ['prometheus:9090', 'is not an HTTP URL: write "http://HOST:PORT"'],
    ['nowhere', '"nowhere" is not a URL: write "http://HOST:PORT"'],
    ['http://me:secret@host', 'other users of this machine can read a password in a URL: use --basic-auth-file'],
  ])('to %s is refused', (url, message) => expect(() => requestUrl(url, '/')).toThrow(message));
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    writeFileSync(join(folder, 'all.yaml'), CLUSTER);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const verify = async (...args: string[]) => {
    const said = { out: '', err: '' };
    const status = await run(['verify', ...args], text => { said.out += text; }, text => { said.err += text; });
    return { status, ...said };
  };

  test.each([
    [[], /^verify requires --prometheus with the URL of a Prometheus, or saved responses: --targets FILE\n"cdk8s-prometheus verify --help"/],
    [['--prometheus', 'http://a'], /^verify requires files or folders with the manifests\n/],
    [['--prometheus', 'http://a', '--targets', 'a.json', '.'], /^--prometheus and --targets are both set: remove one of them\n/],
    [['--targets', 'a.json', '--wait', '5m', '.'], /^--wait requires --prometheus: saved responses do not change\n/],
    [['--prometheus', 'http://a', '--wait', 'long', '.'], /^--wait is "long": use a duration such as 90s or 5m\n/],
    [['--prometheus', 'http://a', '--format', 'xml', '.'], /^--format is "xml": use one of text, json, junit\n/],
    [['--token', 'abc', '--prometheus', 'http://a', '.'], /^verify has no option "--token"\n/],
  ])('%j is a usage error', async (args, message) => expect(await verify(...args)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(message) }));

  test('the error for an invalid saved answer names its file', async () => {
    const file = join(folder, 'targets.json');
    writeFileSync(file, '{"status":"error","error":"not ready"}');
    expect(await verify('--targets', file, folder)).toMatchObject({ status: 2, err: `${file}: it is not a response of /api/v1/targets: not ready\n` });
    writeFileSync(file, '<html>');
    expect(await verify('--targets', file, folder)).toMatchObject({ status: 2, err: `${file}: it is not JSON\n` });
  });

  const EMPTY = { status: 'success', data: { activeTargets: [], droppedTargets: [] } };

  test('differences are printed as text, JSON and a test report, and set the exit status', async () => {
    const file = join(folder, 'targets.json');
    writeFileSync(file, JSON.stringify(EMPTY));
    const text = await verify('--targets', file, folder);
    expect(text).toMatchObject({ status: 0, err: '' }); // one of two shards: the other one may have it
    const one = join(folder, 'one.yaml');
    writeFileSync(one, CLUSTER.replace('shards: 2', 'shards: 1'));
    const { status, out } = await verify('--targets', file, one);
    expect(status).toBe(1);
    expect(out).toMatch(/^Prometheus monitoring\/main differs from its manifests in 1 place\n {2}error: Service monitoring\/web, port http is not discovered by job "serviceMonitor\/monitoring\/web\/0": /);
    expect(JSON.parse((await verify('--targets', file, '--format', 'json', one)).out).differences).toEqual([{ id: 'verify/no-target', severity: 'error', message: expect.any(String) }]);
    expect((await verify('--targets', file, '--format', 'junit', one)).out).toContain('tests="1" failures="1" errors="0" skipped="0"');
    expect((await verify('--targets', file, '--fail-on', 'never', one)).status).toBe(0);
  });

  test('it waits until there is no difference, and sends only reading requests', async () => {
    const one = join(folder, 'one.yaml');
    writeFileSync(one, CLUSTER.replace('shards: 2', 'shards: 1'));
    const success = (data: object) => ({ status: 'success', data });
    const yaml = 'global: { external_labels: { prometheus: monitoring/main } }\nscrape_configs: [{ job_name: serviceMonitor/monitoring/web/0 }]\n';
    answers = {
      '/api/v1/targets': EMPTY,
      '/api/v1/rules': success({ groups: [] }),
      '/api/v1/status/config': success({ yaml }),
      '/api/v1/alertmanagers': success({ activeAlertmanagers: [{ url: 'http://a' }] }),
      '/api/v1/status/buildinfo': success({ version: '3.16.0' }),
      '/api/v1/status/runtimeinfo': success({ reloadConfigSuccess: true }),
      '/api/v1/query': success({ resultType: 'vector', result: [] }),
    };
    // as while Prometheus reads its write-ahead log
    const ready = answers;
    answers = { ...ready, '/api/v1/targets': 503 };
    const first = verify('--prometheus', base, '--wait', '1s', one);
    setTimeout(() => { answers = ready; }, 500);
    expect((await first).status).toBe(1);
    asked = [];
    const { status, out } = await verify('--prometheus', base, '--wait', '1s', one);
    expect(status).toBe(1);
    expect(out).toContain('PrometheusRule monitoring/web is not in the configuration');
    expect(asked.filter(({ url }) => url === '/api/v1/targets')).toHaveLength(2);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  test.each<[string, number, string]>([
    ['does not wait for a server that refuses it', 401, 'HTTP status 401: use --token-file or --basic-auth-file'],
    ['says after the last try that there was no server', 503, 'HTTP status 503'],
  ])('it %s', async (_, answer, message) => {
    answers = { '/api/v1/status/config': answer, '/api/v1/targets': answer };
    const { status, err } = await verify('--prometheus', base, '--wait', '1s', join(folder, 'all.yaml'));
    expect({ status, err: err.split(': ').slice(1).join(': ') }).toEqual({ status: 2, err: `${message}\n` });
    expect(asked).toHaveLength(answer === 503 ? 2 : 1);
  });

  test('one of several Prometheuses is identified by its external label or by --server', async () => {
    const two = join(folder, 'two.yaml');
    writeFileSync(two, `${CLUSTER}---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: other, namespace: monitoring }\nspec: {}\n`);
    const file = join(folder, 'targets.json');
    writeFileSync(file, JSON.stringify(EMPTY));
    expect(await verify('--targets', file, two)).toMatchObject({ status: 2, err: 'it is unknown which Prometheus of the manifests this is: set --server to one of monitoring/main, monitoring/other\n' });
    expect((await verify('--targets', file, '--server', 'other', two)).out).toMatch(/Prometheus monitoring\/other matches its manifests/);
    expect(await verify('--targets', file, '--server', 'third', two)).toMatchObject({ status: 2, err: expect.stringContaining('use one of monitoring/main, monitoring/other') });
  });
});
