import { ConfigReloaderSidecar, ConfigReloaderSidecarOptions, ReloadMethod, ReloaderVolume } from '../../src';
import { aChart, errorsOf } from '../support/synth';

const FILES: ConfigReloaderSidecarOptions = {
  configFile: '/etc/prometheus/config/prometheus.yaml.gz',
  configEnvsubstFile: '/etc/prometheus/config_out/prometheus.env.yaml',
  watchedDirs: ['/etc/prometheus/rules/rules-0'],
  volumes: [ReloaderVolume.existing('config', '/etc/prometheus/config'), ReloaderVolume.existing('config-out', '/etc/prometheus/config_out'), ReloaderVolume.existing('rules-0', '/etc/prometheus/rules/rules-0')],
  shard: 0,
};
const METHODS = { http: ReloadMethod.http({ port: 9090, routePrefix: '/' }), signal: ReloadMethod.signal({ port: 9090 }) };
const WEB = { path: '/etc/prometheus/web_config/web-config.yaml' };

function reloader(options: ConfigReloaderSidecarOptions = {}, reload = METHODS.http) {
  const chart = aChart();
  const { container, initContainer } = new ConfigReloaderSidecar(chart, 'Reloader', { ...FILES, ...options, reload });
  return { container, initContainer, errors: errorsOf(chart) };
}

const script = (url: string, isTls = false) =>
  `if [ -x "$(command -v curl)" ]; then exec curl --fail ${isTls ? '--insecure ' : ''}${url}; `
  + `elif [ -x "$(command -v wget)" ]; then exec wget -q ${isTls ? '--no-check-certificate ' : ''}-O /dev/null ${url}; else exit 1; fi`;

// What prometheus-operator 0.93 creates (pkg/operator/config_reloader.go, pkg/prometheus/common.go), copied from its source.
const COMMON = {
  image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.0',
  command: ['/bin/prometheus-config-reloader'],
  env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, { name: 'SHARD', value: '0' }],
  volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus/config' }, { name: 'config-out', mountPath: '/etc/prometheus/config_out' }, { name: 'rules-0', mountPath: '/etc/prometheus/rules/rules-0' }],
  resources: { limits: { cpu: '10m', memory: '50Mi' }, requests: { cpu: '10m', memory: '50Mi' } },
  terminationMessagePolicy: 'FallbackToLogsOnError',
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
};
const FILE_ARGS = [
  '--config-file=/etc/prometheus/config/prometheus.yaml.gz',
  '--config-envsubst-file=/etc/prometheus/config_out/prometheus.env.yaml',
  '--watched-dir=/etc/prometheus/rules/rules-0',
  '--watched-dir=/etc/prometheus/config',
];
const INIT = {
  ...COMMON,
  name: 'init-config-reloader',
  args: ['--watch-interval=0', '--listen-address=:8081', ...FILE_ARGS],
  ports: [{ name: 'reloader-init', containerPort: 8081, protocol: 'TCP' }],
};

interface Case {
  readonly isLocal: boolean;
  readonly method: 'http' | 'signal';
  readonly isTls: boolean;
}

/** The operator's container. */
function upstream({ isLocal, method, isTls }: Case) {
  // upstream reads listenLocal only if it reloads over HTTP
  const listensLocally = isLocal && method === 'http';
  const probe = isLocal ? { exec: { command: ['sh', '-c', script('http://localhost:8080/healthz')] } } : { httpGet: { path: '/healthz', port: 8080 } };
  return {
    ...COMMON,
    name: 'config-reloader',
    args: [
      `--listen-address=${listensLocally ? 'localhost' : ''}:8080`,
      ...isTls ? ['--web-config-file=/etc/prometheus/web_config/web-config.yaml'] : [],
      ...method === 'http' ? ['--reload-url=http://localhost:9090/-/reload'] : ['--reload-method=signal', '--runtimeinfo-url=http://localhost:9090/api/v1/status/runtimeinfo'],
      ...FILE_ARGS,
    ],
    ...!listensLocally && { ports: [{ name: 'reloader-web', containerPort: 8080, protocol: 'TCP' }] },
    startupProbe: probe,
    livenessProbe: probe,
    readinessProbe: probe,
  };
}

const CASES = [true, false].flatMap(isLocal => (['http', 'signal'] as const).flatMap(method => [true, false].map((isTls): Case => ({ isLocal, method, isTls }))));
const made = ({ isLocal, method, isTls }: Case) => reloader({ version: '0.93.0', listenLocal: isLocal, webConfig: isTls ? WEB : undefined }, METHODS[method]);
const isWrongUpstream = ({ isLocal, method, isTls }: Case) => isTls || (isLocal && method === 'signal');

/** Deviation for all local forms: no CPU limit, with which a probe command takes longer than the timeout of the probe. */
const withoutCpuLimit = { resources: { limits: { memory: '50Mi' }, requests: { cpu: '10m', memory: '50Mi' } } };
const expected = (each: Case) => ({ ...upstream(each), ...each.isLocal && withoutCpuLimit });

describe('the container that prometheus-operator 0.93 injects', () => {
  test.each(CASES.filter(each => !isWrongUpstream(each)))('main, listenLocal $isLocal, reload by $method, TLS $isTls', each => {
    expect(made(each)).toMatchObject({ errors: '', container: expected(each) });
    expect(made(each).container).toEqual(expected(each));
  });

  test.each(CASES)('init, listenLocal $isLocal, reload by $method, TLS $isTls: no server, no reload, no probe', each => {
    expect(made(each).initContainer).toEqual(INIT);
  });

  test.each(CASES.filter(({ isLocal, isTls }) => isTls && !isLocal))('deviation: with TLS the probe uses HTTPS (reload by $method)', each => {
    const probe = { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTPS' } };
    expect(made(each).container).toEqual({ ...expected(each), startupProbe: probe, livenessProbe: probe, readinessProbe: probe });
  });

  test.each(CASES.filter(({ isLocal, isTls, method }) => isTls && isLocal && method === 'http'))('deviation: with TLS on loopback the command uses https', each => {
    const probe = { exec: { command: ['sh', '-c', script('https://localhost:8080/healthz', true)] } };
    expect(made(each).container).toEqual({ ...expected(each), startupProbe: probe, livenessProbe: probe, readinessProbe: probe });
  });

  test.each(CASES.filter(({ isLocal, method }) => isLocal && method === 'signal'))('deviation: with listenLocal and a signal it listens on loopback, too (TLS $isTls)', each => {
    const { ports: _, ...container } = { ...expected(each), ports: [] };
    const [, ...args] = container.args;
    const probe = { exec: { command: ['sh', '-c', script(`${each.isTls ? 'https' : 'http'}://localhost:8080/healthz`, each.isTls)] } };
    expect(made(each).container).toEqual({ ...container, args: ['--listen-address=localhost:8080', ...args], startupProbe: probe, livenessProbe: probe, readinessProbe: probe });
  });

  test.each(CASES.filter(({ isLocal }) => isLocal))('deviation: commands as probes have no CPU limit over them (reload by $method, TLS $isTls)', each => {
    expect(made(each).container.resources).toEqual(withoutCpuLimit.resources);
    expect(made({ ...each, isLocal: false }).container.resources).toEqual(COMMON.resources);
    const { container } = reloader({ listenLocal: true, probes: false });
    expect(container.resources).toEqual(COMMON.resources);
  });

  test('every case above is one of the named deviations', () => {
    const named = CASES.filter(({ isLocal, isTls, method }) => !isWrongUpstream({ isLocal, isTls, method }) || (isTls && !isLocal) || (isTls && isLocal && method === 'http') || (isLocal && method === 'signal'));
    expect(named).toEqual(CASES);
  });
});

describe('by version', () => {
  test.each([['0.83.9', false], ['0.84.0', true]])('%s has a startup probe: %s', (version, has) => {
    expect('startupProbe' in reloader({ version }).container).toBe(has);
  });

  test.each([['0.90.9', false], ['0.91.0', true]])('%s watches the folder of the configuration: %s', (version, has) => {
    expect(reloader({ version }).container.args.includes('--watched-dir=/etc/prometheus/config')).toBe(has);
    expect(reloader({ version }).initContainer.args.includes('--watched-dir=/etc/prometheus/config')).toBe(has);
  });

  test.each([['0.74.9', 8080, 'reloader-web'], ['0.75.0', 8081, 'reloader-web'], ['0.85.9', 8081, 'reloader-web'], ['0.86.0', 8081, 'reloader-init']])(
    'the init container of %s declares port %s as %s', (version, containerPort, name) => {
      expect(reloader({ version }).initContainer.ports).toEqual([{ name, containerPort, protocol: 'TCP' }]);
      expect(reloader({ version }).initContainer.args[1]).toBe(`--listen-address=:${containerPort}`);
    });

  test('a version with the bug (before 0.75) has the same flags, and probes that pass', () => {
    const { container, errors } = reloader({ version: '0.73.2', listenLocal: true });
    expect(errors).toBe('');
    expect(container.args[0]).toBe('--listen-address=localhost:8080');
    expect(container.livenessProbe).toEqual({ exec: { command: ['sh', '-c', script('http://localhost:8080/healthz')] } });
    expect(container.ports).toBeUndefined();
  });

  test.each([['0.68.9', true], ['0.69.0', false]])('%s does not support a web config: %s', (version, isRefused) => {
    expect(reloader({ version, webConfig: WEB }).errors.includes('[config-reloader/needs-version]')).toBe(isRefused);
  });

  test.each([['0.69.9', true], ['0.70.0', false]])('%s does not support a signal: %s', (version, isRefused) => {
    expect(reloader({ version }, METHODS.signal).errors.includes('[config-reloader/needs-version]')).toBe(isRefused);
  });

  test('0.64 is too old', () => expect(reloader({ version: '0.64.0' }).errors).toContain('[versions/unsupported]'));
});

describe('options', () => {
  test('probes: false removes all three, for any listenLocal', () => {
    for (const listenLocal of [true, false]) {
      const { container, errors } = reloader({ probes: false, listenLocal });
      expect(Object.keys(container).filter(key => key.endsWith('Probe'))).toEqual([]);
      expect(errors).toBe('');
    }
  });

  test.each(['127.0.0.1', '::1'])('listener, probe and reload use the same literal %s', localHost => {
    const { container } = reloader({ listenLocal: true, localHost });
    const host = localHost === '::1' ? '[::1]' : localHost;
    expect(container.args.slice(0, 2)).toEqual([`--listen-address=${host}:8080`, `--reload-url=http://${host}:9090/-/reload`]);
    expect(container.livenessProbe.exec.command[2]).toContain(`http://${host}:8080/healthz`);
  });

  test.each([[{ basicAuth: true }], [{ clientCertificates: true }]])('with %j a probe only tests whether the port accepts connections', more => {
    const { container, errors } = reloader({ webConfig: { ...WEB, ...more } });
    expect([container.startupProbe, container.livenessProbe, container.readinessProbe]).toEqual(Array(3).fill({ tcpSocket: { port: 8080 } }));
    expect(errors).toBe('');
  });

  test('with a password on loopback no probe can pass: an error, unless probes are disabled', () => {
    const webConfig = { ...WEB, basicAuth: true };
    expect(reloader({ listenLocal: true, webConfig }).errors).toContain('[health/no-way-in]');
    expect(reloader({ listenLocal: true, webConfig, probes: false }).errors).toBe('');
  });

  test('with a web config without TLS the probe uses HTTP', () => {
    expect(reloader({ webConfig: { ...WEB, tls: false } }).container.livenessProbe).toEqual({ httpGet: { path: '/healthz', port: 8080 } });
  });

  test('another port is used for the listener, the declaration and the probe', () => {
    const { container } = reloader({ port: 9999 });
    expect(container).toMatchObject({ args: expect.arrayContaining(['--listen-address=:9999']), ports: [{ containerPort: 9999 }], livenessProbe: { httpGet: { port: 9999 } } });
  });

  test('a route prefix and TLS of the process are in the URLs', () => {
    expect(reloader({}, ReloadMethod.http({ port: 9090, routePrefix: '/prom/', tls: true })).container.args).toContain('--reload-url=https://localhost:9090/prom/-/reload');
    expect(reloader({}, ReloadMethod.signal({ port: 9090, routePrefix: 'prom', processName: 'thanos' })).container.args)
      .toEqual(expect.arrayContaining(['--runtimeinfo-url=http://localhost:9090/prom/api/v1/status/runtimeinfo', '--process-executable-name=thanos']));
  });

  test('level and format of the log are flags only if they are not the default', () => {
    expect(reloader({ logLevel: 'info', logFormat: 'logfmt' }).container.args.join()).not.toContain('--log');
    expect(reloader({ logLevel: 'debug', logFormat: 'json' }).container.args.slice(-2)).toEqual(['--log-level=debug', '--log-format=json']);
  });

  test('"0" requests no CPU or memory', () => {
    expect(reloader({ cpu: '0', memory: '1Gi' }).container.resources).toEqual({ limits: { memory: '1Gi' }, requests: { memory: '1Gi' } });
  });

  test('name and image can be changed', () => {
    const { container, initContainer } = reloader({ containerName: 'rules-reloader', image: 'mirror.example.org/reloader:v1' });
    expect([container.name, initContainer.name, container.image]).toEqual(['rules-reloader', 'init-rules-reloader', 'mirror.example.org/reloader:v1']);
  });

  test.each<[string, ConfigReloaderSidecarOptions, ReloadMethod?]>([
    ['config-reloader/local-host', { localHost: '10.0.0.1' }],
    ['config-reloader/log', { logLevel: 'trace' }],
    ['config-reloader/log', { logFormat: 'xml' }],
    ['config-reloader/port', { port: 0 }],
    ['config-reloader/port', { port: 9090 }],
    ['config-reloader/port', {}, ReloadMethod.http({ port: 70000 })],
    ['config-reloader/path', { configFile: 'prometheus.yaml' }],
    ['config-reloader/path', { watchedDirs: ['rules'] }],
    ['config-reloader/nothing-to-watch', { configFile: undefined, watchedDirs: [] }],
    ['versions/malformed', { version: 'latest' }],
    ['manifest/quantity', { memory: '50 MB' }],
  ])('%s: %j is refused', (id, options, reload = METHODS.http) => {
    expect(reloader(options, reload).errors).toContain(`[${id}]`);
  });
});
