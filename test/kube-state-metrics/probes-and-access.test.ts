import { JsonPatch } from 'cdk8s';
import { allowed, containerOf, made, objectsOf, podOf, probesOf } from '../support/kube-state-metrics';
import { errorsOf, noticesOf, ofKind, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

describe('probes', () => {
  test.each(['2.8.0', '2.12.0'])('%s: / on the telemetry port', version => {
    expect(probesOf(containerOf({ version }))).toEqual([{ path: '/healthz', port: 8080 }, { path: '/healthz', port: 8080 }, { path: '/', port: 8081 }]);
  });

  test.each(['2.13.0', '2.14.0', '2.18.0', '2.20.0', '2.99.0'])('%s: /readyz on the telemetry port, /livez on the metrics port', version => {
    expect(probesOf(containerOf({ version }))).toEqual([{ path: '/healthz', port: 8080 }, { path: '/livez', port: 8080 }, { path: '/readyz', port: 8081 }]);
  });

  test.each(['2.12.0', '2.13.0', '2.20.0'])('%s: every probed port is declared by the same container', version => {
    const container = containerOf({ version });
    const declared = container.ports.map(({ containerPort }: any) => containerPort);
    for (const { port } of probesOf(container)) { expect(declared).toContain(port); }
  });

  test('with TLS all three use HTTPS', () => {
    for (const { scheme } of probesOf(containerOf({ tls: { secretName: 'tls' } }))) { expect(scheme).toBe('HTTPS'); }
  });

  test('with required client certificates they only open a connection', () => {
    const { startupProbe, livenessProbe, readinessProbe } = containerOf({ tls: { secretName: 'tls', clientSecretName: 'client' } });
    expect([startupProbe, livenessProbe, readinessProbe].map(({ tcpSocket }) => tcpSocket.port)).toEqual([8080, 8080, 8081]);
  });

  test('with authFilter they stay, because it allows health paths', () => {
    expect(probesOf(containerOf({ version: '2.16.0', authFilter: true }))).toEqual(probesOf(containerOf({ version: '2.16.0' })));
  });

  test('an option makes liveness independent of the API server, too', () => expect(containerOf({ livenessAsksApiserver: false }).livenessProbe.httpGet.path).toBe('/healthz'));

  test.each([
    ['another port', 'validation/probe-elsewhere', JsonPatch.replace('/spec/template/spec/containers/0/readinessProbe/httpGet/port', 9999)],
    ['a name that it does not declare', 'validation/probe-port-name', JsonPatch.replace('/spec/template/spec/containers/0/readinessProbe/httpGet/port', 'metrics')],
    ['the wrong scheme', 'validation/probe-scheme', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe/httpGet/scheme', 'HTTPS')],
    ['a second handler', 'validation/probe-handlers', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe/exec', { command: ['true'] })],
  ])('%s is an error when patched in', (_, id, patch) => {
    const { chart, ksm } = made();
    ksm.deployment!.addJsonPatch(patch);
    expect(errorsOf(chart)).toContain(`[${id}]`);
  });
});

describe('behind a proxy', () => {
  const pod = podOf(objectsOf({ version: '2.15.0', authProxy: true }));
  const [server, ...proxies] = pod.containers;

  test('kube-state-metrics listens on loopback, declares no port, and has no probe, which could not reach it', () => {
    expect(server.args).toEqual(expect.arrayContaining(['--host=127.0.0.1', '--telemetry-host=127.0.0.1']));
    expect(Object.keys(server).filter(key => key.endsWith('Probe') || key === 'ports')).toEqual([]);
  });

  test('each proxy is probed over HTTPS on its own port, for a path without authentication', () => {
    expect(proxies.map(({ readinessProbe, ports, args }: any) => ({ probe: readinessProbe.httpGet, port: ports[0].containerPort, args }))).toEqual([
      { probe: { path: '/healthz', port: 8443, scheme: 'HTTPS' }, port: 8443, args: ['--secure-listen-address=:8443', '--upstream=http://127.0.0.1:8080/', '--ignore-paths=/healthz'] },
      { probe: { path: '/readyz', port: 9443, scheme: 'HTTPS' }, port: 9443, args: ['--secure-listen-address=:9443', '--upstream=http://127.0.0.1:8081/', '--ignore-paths=/readyz'] },
    ]);
  });

  test('before 2.13 the telemetry proxy allows / without authentication', () => {
    const { args, readinessProbe } = podOf(objectsOf({ version: '2.12.0', authProxy: true })).containers[2];
    expect([args[2], readinessProbe.httpGet.path]).toEqual(['--ignore-paths=/', '/']);
  });

  test('Service and ServiceMonitor use the proxies\' ports, with a token, over HTTPS', () => {
    const objects = objectsOf({ version: '2.15.0', authProxy: true });
    expect(theOne(objects, 'Service').spec.ports.map(({ name, port, targetPort }: any) => [name, port, targetPort])).toEqual([['https-metrics', 8443, 'https-metrics'], ['telemetry', 9443, 'telemetry']]);
    for (const endpoint of theOne(objects, 'ServiceMonitor').spec.endpoints) {
      expect(endpoint).toMatchObject({ scheme: 'https', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', tlsConfig: { insecureSkipVerify: true } });
    }
  });

  test('a certificate is used by the proxy, and Prometheus verifies it', () => {
    const objects = objectsOf({ version: '2.15.0', authProxy: true, tls: { secretName: 'tls' } });
    const [main, proxy] = podOf(objects).containers;
    expect(main.volumeMounts).toBeUndefined();
    expect(proxy.args.slice(3)).toEqual(['--tls-cert-file=/etc/kube-state-metrics/tls/tls.crt', '--tls-private-key-file=/etc/kube-state-metrics/tls/tls.key']);
    expect(proxy.volumeMounts).toEqual([{ name: 'tls', mountPath: '/etc/kube-state-metrics/tls', readOnly: true }]);
    expect(podOf(objects).volumes).toEqual([{ name: 'tls', secret: { secretName: 'tls' } }]);
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ ca: { secret: { name: 'tls', key: 'ca.crt' } }, serverName: 'kube-state-metrics.monitoring.svc' });
    expect(ofKind(objects, 'ConfigMap')).toEqual([]);
  });

  test('a probe of kube-state-metrics itself is an error when patched in', () => {
    const { chart, ksm } = made({ version: '2.15.0', authProxy: true });
    ksm.deployment!.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/livenessProbe', { httpGet: { path: '/livez', port: 8080 } }));
    expect(errorsOf(chart)).toContain('[validation/probe-loopback]');
  });
});

describe('access', () => {
  test.each([['2.15.9', true], ['2.16.0', false]])('%s refuses authFilter: %s', (version, isRefused) => {
    expect(errorsOf(made({ version, authFilter: true }).chart).includes('[kube-state-metrics/auth-filter-version]')).toBe(isRefused);
  });

  test.each([['2.15.9', 0], ['2.16.0', 1]])('with %s there are %s notices that recommend authFilter instead of a proxy', (version, count) => {
    jest.restoreAllMocks();
    const notices = noticesOf(made({ version, authProxy: true }).chart).filter(text => text.includes('[kube-state-metrics/prefer-auth-filter]'));
    expect(notices).toHaveLength(count);
  });

  test('both at once are an error', () => expect(errorsOf(made({ authFilter: true, authProxy: true }).chart)).toContain('[kube-state-metrics/auth-twice]'));

  test('a token over plain HTTP is a notice', () => {
    jest.restoreAllMocks();
    expect(noticesOf(made({ authFilter: true }).chart)).toEqual([expect.stringContaining('[kube-state-metrics/token-in-clear]')]);
    expect(noticesOf(made({ authFilter: true, tls: { secretName: 'tls' } }).chart)).toEqual([]);
  });

  test('client certificates have no effect behind a proxy: an error', () => {
    expect(errorsOf(made({ authProxy: true, version: '2.15.0', tls: { secretName: 'a', clientSecretName: 'b' } }).chart)).toContain('[kube-state-metrics/client-certificate-proxy]');
  });

  test('TLS is a web configuration with the paths of the mounted Secret', () => {
    const objects = objectsOf({ tls: { secretName: 'tls', clientSecretName: 'client' } });
    expect(theOne(objects, 'ConfigMap').data['web-config.yaml']).toBe([
      'tls_server_config:',
      '  cert_file: /etc/kube-state-metrics/tls/tls.crt',
      '  key_file: /etc/kube-state-metrics/tls/tls.key',
      '  client_auth_type: RequireAndVerifyClientCert',
      '  client_ca_file: /etc/kube-state-metrics/tls/ca.crt',
      '',
    ].join('\n'));
    expect(podOf(objects).containers[0].args).toContain('--tls-config=/etc/kube-state-metrics/web/web-config.yaml');
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[1]).toEqual({
      port: 'telemetry',
      scheme: 'https',
      tlsConfig: {
        ca: { secret: { name: 'tls', key: 'ca.crt' } },
        serverName: 'kube-state-metrics.monitoring.svc',
        cert: { secret: { name: 'client', key: 'tls.crt' } },
        keySecret: { name: 'client', key: 'tls.key' },
      },
    });
  });

  test('verification can be disabled', () => {
    const { endpoints } = theOne(objectsOf({ tls: { secretName: 'tls', insecureSkipVerify: true } }), 'ServiceMonitor').spec;
    expect(endpoints[0].tlsConfig).toEqual({ insecureSkipVerify: true });
  });

  test.each([[{ authFilter: true }], [{ authProxy: true }]])('%j may create token and access reviews', options => {
    expect(allowed(theOne(objectsOf(options), 'ClusterRole'))).toEqual(expect.arrayContaining(['create subjectaccessreviews', 'create tokenreviews']));
  });
});
