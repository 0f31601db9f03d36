import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigReloaderSidecar, ReloaderVolume, ReloadMethod } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { get, kubectl, mustApply, namespace, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { certificates, podsOf, ready, RESTRICTED, secretOf } from '../support/pods';
import { explainNamespace, throughout, within } from '../support/wait';

// The real config reloader under the real kubelet. https://github.com/prometheus-operator/prometheus-operator/issues/6682
const where = 'config-reloader';
const OPERATORS = pinned('PROMETHEUS_OPERATOR').map(version => version.slice(1));
const NEWEST = OPERATORS[0];
/** A version that still has the report's probes: 0.73.2. */
const AFFECTED = OPERATORS.at(-1)!;
const SIDECAR = 'config-reloader';

interface Case {
  readonly name: string;
  readonly version: string;
  readonly listenLocal: boolean;
  readonly isSignal: boolean;
  readonly isTls: boolean;
}

const CASES: Case[] = [true, false].flatMap(listenLocal => [true, false].flatMap(isSignal => [true, false].map(isTls => (
  { name: `${listenLocal ? 'local' : 'open'}-${isSignal ? 'signal' : 'http'}-${isTls ? 'tls' : 'plain'}`, version: NEWEST, listenLocal, isSignal, isTls }))));
CASES.push({ name: 'affected-version', version: AFFECTED, listenLocal: true, isSignal: false, isTls: false });

/** A Deployment with the reloader next to a process, as the library writes it. */
function deployment({ name, version, listenLocal, isSignal, isTls }: Case, app: object, change: (container: any) => void = () => undefined): Manifest[] {
  const chart = new Chart(new App(), 'c', { namespace: where });
  const labels = { app: name };
  const workload = new ApiObject(chart, 'App', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { securityContext: RESTRICTED.pod, terminationGracePeriodSeconds: 0, containers: [app], volumes: [{ name: 'data', emptyDir: {} }] } } },
  });
  const reloader = new ConfigReloaderSidecar(chart, 'Reloader', {
    version,
    listenLocal,
    reload: isSignal ? ReloadMethod.signal({ port: 9090 }) : ReloadMethod.http({ port: 9090 }),
    configFile: '/config/prometheus.yaml',
    configEnvsubstFile: '/out/prometheus.yaml',
    watchedDirs: ['/config'], // as the operator has it from 0.91 on: before, a change is only found every three minutes
    webConfig: isTls ? { path: '/web/web.yaml' } : undefined,
    volumes: [ReloaderVolume.configMap('config', '/config', 'prometheus'), ReloaderVolume.emptyDir('out', '/out'), ...isTls ? [ReloaderVolume.secret('web', '/web', 'web')] : []],
  });
  reloader.attachTo(workload);
  const objects = synth(chart);
  const { containers } = objects[0].spec.template.spec;
  change(containers.find((container: any) => container.name === SIDECAR));
  return objects;
}

const OUT = [{ name: 'out', mountPath: '/out' }];
const IDLE = { name: 'app', image: 'docker.io/library/busybox:1.35', command: ['sh', '-c', 'exec sleep 100000'], volumeMounts: OUT, securityContext: RESTRICTED.container };
const configMap = (interval: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'prometheus', namespace: where }, data: { 'prometheus.yaml': `global: {scrape_interval: ${interval}}\n` } });

function sidecarOf(name: string): { readonly ready: boolean; readonly restartCount: number } {
  const [{ name: pod }] = podsOf(where, `app=${name}`);
  return get('pod', pod, '-n', where).status.containerStatuses.find((status: any) => status.name === SIDECAR);
}

beforeAll(() => {
  namespace(where);
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const files = certificates(folder, ['localhost']);
  mustApply([configMap('30s'), secretOf(where, 'web', {
    'web.yaml': 'tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n', 'tls.crt': readFileSync(files['tls.crt'], 'utf8'), 'tls.key': readFileSync(files['tls.key'], 'utf8'),
  })]);
  rmSync(folder, { recursive: true });
  // all at once, because most of the time is spent in the kubelet
  for (const each of CASES) { mustApply(deployment(each, IDLE)); }
  mustApply(deployment({ ...CASES[0], name: 'report', isSignal: false, isTls: false, listenLocal: true }, IDLE, container => {
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) { container[probe] = { httpGet: { path: '/healthz', port: 8080 } }; }
  }));
  mustApply(deployment({ ...CASES[0], name: 'plain-probe-of-tls', listenLocal: false, isSignal: false, isTls: true }, IDLE, container => {
    container.readinessProbe = { httpGet: { path: '/healthz', port: 8080 } };
  }));
});
afterAll(() => kubectl(['delete', 'namespace', where, '--wait=false']));

test.each(CASES)('$name, $version: Ready', async ({ name }) => {
  await ready(where, `app=${name}`, 180);
});

test('all of them stay Ready, with 0 restarts, for 90 seconds', async () => {
  await throughout(90, () => {
    const pods = podsOf(where, `app in (${CASES.map(({ name }) => name).join(',')})`);
    expect(pods.map(({ restarts, isReady }) => ({ restarts, isReady }))).toEqual(CASES.map(() => ({ restarts: 0, isReady: true })));
  }, () => explainNamespace(where));
});

test.each(CASES)('$name: it is reachable from outside the pod if and only if it is not local', async ({ name, listenLocal, isTls }) => {
  const [{ ip }] = podsOf(where, `app=${name}`);
  const { status, body } = await ask(`${isTls ? 'https' : 'http'}://${ip}:8080/healthz`);
  expect(status).toBe(listenLocal ? 0 : 200);
  if (!listenLocal) { expect(body).toContain('up'); }
});

test('the container of the report (httpGet on a loopback listener) is restarted, so the test can fail', async () => {
  await within(180, 'it is restarted', () => expect(sidecarOf('report').restartCount).toBeGreaterThanOrEqual(1), () => explainNamespace(where, 'app=report'));
  expect(sidecarOf('report').ready).toBe(false);
  expect(kubectl(['get', 'events', '-n', where]).output).toContain('connection refused');
});

test('with HTTP probes a server with TLS never becomes Ready: the reason for the scheme', async () => {
  await within(60, 'the kubelet says why', () => expect(kubectl(['get', 'events', '-n', where]).output).toMatch(/Readiness probe failed: HTTP probe failed with statuscode: 400/), () => explainNamespace(where, 'app=plain-probe-of-tls'));
  expect(sidecarOf('plain-probe-of-tls').ready).toBe(false);
});

describe('beside a real Prometheus', () => {
  const PROMETHEUS = {
    name: 'prometheus',
    image: `quay.io/prometheus/prometheus:${prometheusRelease()}`,
    args: ['--config.file=/out/prometheus.yaml', '--storage.tsdb.path=/data', '--web.enable-lifecycle'],
    volumeMounts: [...OUT, { name: 'data', mountPath: '/data' }],
    securityContext: RESTRICTED.container,
  };
  const REAL = [{ ...CASES[0], name: 'prometheus-http', isSignal: false, isTls: false }, { ...CASES[0], name: 'prometheus-signal', isSignal: true, isTls: false }];
  const intervalOf = async (name: string) => {
    const [{ ip }] = podsOf(where, `app=${name}`);
    const { body } = await ask(`http://${ip}:9090/api/v1/status/config`);
    return /scrape_interval: (\S+?)\\n/.exec(body)?.[1];
  };

  beforeAll(() => { for (const each of REAL) { mustApply(deployment(each, PROMETHEUS)); } });

  test('a change of the ConfigMap is reloaded, over HTTP and by a signal', async () => {
    for (const { name } of REAL) {
      await ready(where, `app=${name}`, 180);
      // if the first signal is sent before Prometheus listens, it is repeated after --watch-interval
      await within(240, `the reloader of ${name} watches`, () => expect(kubectl(['logs', '-n', where, `deploy/${name}`, '-c', SIDECAR]).output).toContain('started watching'));
      await within(60, `${name} has the first configuration`, async () => expect(await intervalOf(name)).toBe('30s'), () => explainNamespace(where, `app=${name}`));
    }
    mustApply([configMap('45s')]);
    const filesOf = (name: string) => ['/config/prometheus.yaml', '/out/prometheus.yaml'].map(file => kubectl(['exec', '-n', where, `deploy/${name}`, '-c', SIDECAR, '--', 'cat', file]).output).join('');
    for (const { name } of REAL) {
      // changes of the file that it missed are found every three minutes (--watch-interval)
      await within(240, `${name} has the second one`, async () => expect(await intervalOf(name)).toBe('45s'), () => `${filesOf(name)}\n${explainNamespace(where, `app=${name}`)}`);
      expect(podsOf(where, `app=${name}`)[0].restarts).toBe(0);
    }
  }, 900_000);
});
