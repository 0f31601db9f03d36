import { spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, JsonPatch } from 'cdk8s';
import { ConfigReloaderSidecar, ConfigReloaderSidecarOptions, Prometheus, PrometheusAgent, PrometheusAgentMode, ReloadMethod, ThanosRuler } from '../../src';
import { aStack, named, operatorArguments } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

// https://github.com/prometheus-operator/prometheus-operator/issues/6682
// The report: with listenLocal the config reloader listens on loopback, its probes use HTTP from outside, and the container is restarted
// repeatedly. The reporter's cure: an exec probe, or no probes, or no listenLocal.

function reloader(options: ConfigReloaderSidecarOptions) {
  const chart = aChart();
  const { container } = new ConfigReloaderSidecar(chart, 'Reloader', { reload: ReloadMethod.http({ port: 9090 }), configFile: '/config/prometheus.yaml', ...options });
  return { container, errors: errorsOf(chart) };
}

const VERSIONS = ['0.65.0', '0.73.2', '0.74.0', '0.75.0', '0.84.0', '0.94.1'];
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

test.each(VERSIONS)('%s: with listenLocal no probe uses the network', version => {
  const { container, errors } = reloader({ version, listenLocal: true, localHost: '127.0.0.1' });
  expect(errors).toBe('');
  expect(container.args[0]).toBe('--listen-address=127.0.0.1:8080');
  const probes = PROBES.flatMap(name => container[name] ?? []);
  expect(probes.length).toBeGreaterThanOrEqual(2);
  for (const probe of probes) {
    expect(Object.keys(probe)).toEqual(['exec']);
    expect(probe.exec.command[2]).toContain('http://127.0.0.1:8080/healthz');
  }
});

test.each(VERSIONS)('%s: with listenLocal no unreachable port is declared', version => {
  expect(reloader({ version, listenLocal: true }).container.ports).toBeUndefined();
});

test.each(VERSIONS)('%s: without listenLocal the kubelet probes over HTTP, on the listening port', version => {
  const { container } = reloader({ version });
  expect(container.args[0]).toBe('--listen-address=:8080');
  expect(container.livenessProbe).toEqual({ httpGet: { path: '/healthz', port: 8080 } });
});

test('the probes can be disabled, with listenLocal or without', () => {
  for (const listenLocal of [true, false]) {
    const { container } = reloader({ listenLocal, probes: false });
    expect(PROBES.filter(name => name in container)).toEqual([]);
  }
});

test('the container of the report, httpGet on a loopback listener, is never generated', () => {
  const chart = aChart();
  const sidecar = new ConfigReloaderSidecar(chart, 'Reloader', { reload: ReloadMethod.http({ port: 9090 }), watchedDirs: ['/rules'], listenLocal: true });
  sidecar.container.livenessProbe = { httpGet: { path: '/healthz', port: 8080 } };
  expect(errorsOf(chart)).toContain('[validation/probe-loopback]');
});

describe('in a stack', () => {
  const made = (version: string, prometheus = {}) => {
    const { chart } = aStack({ operator: { version }, prometheus: { listenLocal: true, authProxy: true, ...prometheus } });
    const notices = noticesOf(chart);
    const objects = synth(chart);
    return { notices, probed: operatorArguments(objects).includes('--enable-config-reloader-probes=true'), ...named(objects, 'Prometheus', 'main').spec };
  };

  test.each(['0.70.0', '0.73.2', '0.74.0'])('operator %s, whose probes would restart the config reloader repeatedly: they are disabled, it is reported, and commands replace them', version => {
    const { notices, probed, listenLocal, containers } = made(version);
    expect([listenLocal, probed]).toEqual([true, false]);
    expect(notices.join()).toContain('[prometheus-stack/reloader-probes-off]');
    const reloaderPatch = containers.find(({ name }: any) => name === 'config-reloader');
    for (const probe of PROBES) { expect(reloaderPatch[probe].exec.command[2]).toContain('http://localhost:8080/healthz'); }
  });

  test.each(['0.75.0', '0.94.1'])('operator %s uses commands itself', version => {
    const { notices, probed, containers } = made(version);
    expect(probed).toBe(true);
    expect(notices.join()).not.toContain('reloader-probes-off');
    expect(containers.map(({ name }: any) => name)).toEqual(['auth-proxy']);
  });

  test('no config reloader of the operator has a CPU limit, with which a command takes longer than the timeout of its probe', () => {
    expect(operatorArguments(synth(aStack({ prometheus: { listenLocal: true, authProxy: true } }).chart))).toContain('--config-reloader-cpu-limit=0');
  });

  test('the image of Prometheus has a shell for the operator\'s commands', () => {
    expect(made('0.94.1').image).toBe('quay.io/prometheus/prometheus:v3.16.0');
  });
});

describe('by a JSON patch of the custom resource', () => {
  const LISTEN = JsonPatch.add('/spec/listenLocal', true);

  test('a Prometheus: its Service and ServiceMonitor cannot work', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-service]');
  });

  test('with an operator whose probes would restart the config reloader', () => {
    const { chart, stack } = aStack({ operator: { version: '0.73.2' }, prometheus: { service: false } });
    stack.prometheus!.customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-reloader-probes]');
  });

  test('with explicit probes for a config reloader that listens on all addresses', () => {
    const chart = aChart('monitoring');
    const { customResource } = new Prometheus(chart, 'Prometheus', { service: false, operatorProbesConfigReloader: false });
    expect(errorsOf(chart)).toBe('');
    customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('livenessProbe of container "config-reloader" is httpGet, but the process listens on localhost:8080');
  });

  test('with an image without a shell, and with TLS', () => {
    const { chart, stack } = aStack({ prometheus: { distroless: true, tls: { secretName: 'tls' } } });
    stack.prometheus!.customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-distroless]');
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-tls]');
  });

  test('a Service of the app that selects its pods', () => {
    const { chart, stack } = aStack({ prometheus: { service: false } });
    new ApiObject(chart, 'Balancer', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'lb' }, spec: { selector: { 'app.kubernetes.io/instance': 'main', 'app.kubernetes.io/name': 'prometheus' }, ports: [{ port: 9090 }] },
    });
    expect(errorsOf(chart)).toBe('');
    stack.prometheus!.customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('[prometheus/listen-local-route]');
  });

  test('a Prometheus behind a proxy whose listenLocal is removed', () => {
    const { chart, stack } = aStack({ prometheus: { listenLocal: true, authProxy: true } });
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.remove('/spec/listenLocal'));
    expect(errorsOf(chart)).toContain('[prometheus/auth-proxy-bypassed]');
  });

  test('an agent, and an agent on each node', () => {
    const remoteWrite = [{ url: 'https://mimir.example.org/api/v1/push' }];
    for (const [props, rule] of [[{}, 'prometheus/listen-local-service'], [{ mode: PrometheusAgentMode.DAEMON_SET, operatorFeatureGates: { PrometheusAgentDaemonSet: true } }, 'prometheus/listen-local-monitor']] as const) {
      const chart = aChart('monitoring');
      new PrometheusAgent(chart, 'Agent', { remoteWrite, replicas: props.mode ? undefined : 1, externalLabels: { cluster: 'eu-1' }, ...props }).customResource.addJsonPatch(LISTEN);
      expect(errorsOf(chart)).toContain(`[${rule}]`);
    }
  });

  test('an Alertmanager and a ThanosRuler, which have no such option', () => {
    const { chart, stack } = aStack();
    stack.alertmanager!.customResource.addJsonPatch(LISTEN);
    expect(errorsOf(chart)).toContain('[alertmanager/listen-local]');
    const rulers = aChart('monitoring');
    new ThanosRuler(rulers, 'Ruler', { queryEndpoints: ['query:10902'] }).customResource.addJsonPatch(LISTEN);
    expect(errorsOf(rulers)).toContain('[thanos/ruler-listen-local]');
  });

  test('TLS by a patch, while the operator probes the config reloader without it', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/web', { tlsConfig: { cert: {}, keySecret: {} } }));
    stack.alertmanager!.customResource.addJsonPatch(JsonPatch.add('/spec/web', { tlsConfig: { cert: {}, keySecret: {} } }));
    expect(errorsOf(chart)).toContain('[prometheus/tls-reloader-probes]');
    expect(errorsOf(chart)).toContain('[alertmanager/tls-reloader-probes]');
  });

  test('a patch of another field is ignored', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(errorsOf(chart)).toBe('');
  });
});

describe('the command of the probe, run by a real shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'));
  const sh = ['/bin/sh', '/usr/bin/sh'].find(path => spawnSync(path, ['-c', 'exit 0']).status === 0)!;
  const tool = (name: string) => spawnSync(sh, ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  let server: Server;
  let status = 200;

  /** fake curl and wget: only their arguments matter, and no machine needs the real ones */
  function fake(name: string, exit: number): void {
    writeFileSync(join(folder, name), `#!${sh}\necho ${name} "$@"\nexit ${exit}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  function probe(names: string[], exit = 0) {
    for (const name of ['curl', 'wget']) { rmSync(join(folder, name), { force: true }); }
    for (const name of names) { fake(name, exit); }
    const [, ...args] = reloader({ listenLocal: true }).container.livenessProbe.exec.command;
    const run = spawnSync(sh, args, { encoding: 'utf8', env: { PATH: folder } });
    return { exit: run.status, said: run.stdout.trim() };
  }

  beforeAll(done => { server = createServer((_, response) => { response.writeHead(status).end(); }).listen(0, '127.0.0.1', done); });
  afterAll(done => {
    rmSync(folder, { recursive: true });
    server.close(done);
  });

  test('it uses curl if available', () => expect(probe(['curl', 'wget'])).toEqual({ exit: 0, said: 'curl --fail http://localhost:8080/healthz' }));
  test('else wget', () => expect(probe(['wget'])).toEqual({ exit: 0, said: 'wget -q -O /dev/null http://localhost:8080/healthz' }));
  test('and fails without both, with a readable reason', () => expect(probe([])).toEqual({ exit: 1, said: '' }));
  test('their failure is the failure of the probe', () => expect(probe(['curl'], 22).exit).toBe(22));

  test('with a real one it passes on 200 and fails on 500 and on a port without a listener', async () => {
    const names = ['curl', 'wget'].filter(name => tool(name) !== '');
    for (const name of ['curl', 'wget']) { rmSync(join(folder, name), { force: true }); }
    for (const name of names) { symlinkSync(tool(name), join(folder, name)); }
    const ask = (port: number) => new Promise<number | null>(resolve => {
      const [, ...args] = reloader({ listenLocal: true, localHost: '127.0.0.1', port }).container.livenessProbe.exec.command;
      // not spawnSync: the server is in this process
      const { spawn } = jest.requireActual<typeof import('child_process')>('child_process');
      spawn(sh, args, { env: { PATH: folder }, stdio: 'ignore' }).on('close', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const answers: boolean[] = [];
    for (const next of [200, 500]) {
      status = next;
      answers.push(await ask(port) === 0);
    }
    answers.push(await ask(1) === 0);
    expect(answers).toEqual([names.length > 0, false, false]); // without both, the probe fails
  });
});
