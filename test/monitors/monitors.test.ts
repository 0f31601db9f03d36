import { Duration, JsonPatch, Size } from 'cdk8s';
import { PodMonitor, PodMonitorProps, Probe, ProbeProps, Relabel, ScrapeConfig, ScrapeConfigProps, ServiceMonitor, ServiceMonitorProps } from '../../src';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const LIMITS = {
  sampleLimit: 1,
  targetLimit: 2,
  labelLimit: 3,
  labelNameLengthLimit: 4,
  labelValueLengthLimit: 5,
  keepDroppedTargets: 6,
  scrapeClass: 'tls',
  scrapeProtocols: ['PrometheusText0.0.4'],
  fallbackScrapeProtocol: 'PrometheusText1.0.0',
};
const ENDPOINT = {
  path: '/m',
  scheme: 'https',
  params: { a: ['b', 'c'] },
  interval: Duration.seconds(30),
  scrapeTimeout: Duration.seconds(5),
  honorLabels: true,
  honorTimestamps: false,
  trackTimestampsStaleness: true,
  relabelings: [Relabel.setLabel('team', 'a')],
  metricRelabelings: [Relabel.dropMetrics('go_.*')],
  tlsConfig: { serverName: 'web', caSecretName: 'ca', clientSecretName: 'client', insecureSkipVerify: true },
  proxyUrl: 'http://proxy:3128',
  noProxy: 'example.org',
  proxyFromEnvironment: false,
  followRedirects: false,
  enableHttp2: false,
};
const TLS = {
  serverName: 'web', ca: { secret: { name: 'ca', key: 'ca.crt' } }, cert: { secret: { name: 'client', key: 'tls.crt' } }, keySecret: { name: 'client', key: 'tls.key' }, insecureSkipVerify: true,
};
const WRITTEN = {
  path: '/m',
  scheme: 'https',
  params: { a: ['b', 'c'] },
  interval: '30s',
  scrapeTimeout: '5s',
  honorLabels: true,
  honorTimestamps: false,
  trackTimestampsStaleness: true,
  relabelings: [{ targetLabel: 'team', replacement: 'a' }],
  metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
  tlsConfig: TLS,
  proxyUrl: 'http://proxy:3128',
  noProxy: 'example.org',
  proxyFromEnvironment: false,
  followRedirects: false,
  enableHttp2: false,
};

const KINDS = {
  serviceMonitor: (props: ServiceMonitorProps) => (chart: ReturnType<typeof aChart>) => new ServiceMonitor(chart, 'It', props),
  podMonitor: (props: PodMonitorProps) => (chart: ReturnType<typeof aChart>) => new PodMonitor(chart, 'It', props),
  probe: (props: ProbeProps) => (chart: ReturnType<typeof aChart>) => new Probe(chart, 'It', props),
  scrapeConfig: (props: ScrapeConfigProps) => (chart: ReturnType<typeof aChart>) => new ScrapeConfig(chart, 'It', props),
};
type Make = ReturnType<typeof KINDS[keyof typeof KINDS]>;

function made(make: Make) {
  const chart = aChart('shop');
  const construct = make(chart);
  return { chart, construct };
}
const specOf = (make: Make) => synth(made(make).chart)[0].spec;

describe('every option is written into its field', () => {
  test('ServiceMonitor', () => {
    const [object] = synth(made(KINDS.serviceMonitor({
      name: 'web',
      labels: { release: 'main' },
      annotations: { owner: 'a' },
      selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] },
      namespaceSelector: { any: true },
      endpoints: [{ port: 'metrics', filterRunning: false, ...ENDPOINT, basicAuth: { secretName: 'login', usernameKey: 'u', passwordKey: 'p' } }, { targetPort: '8080', bearerTokenFile: '/token', tlsConfig: { caFile: '/ca', certFile: '/cert', keyFile: '/key' } }, { targetPort: 'admin', tlsConfig: { caConfigMapName: 'ca', caKey: 'service-ca.crt' } }],
      jobLabel: 'app',
      targetLabels: ['a'],
      podTargetLabels: ['b'],
      attachMetadata: { node: true },
      selectorMechanism: 'RoleSelector',
      serviceDiscoveryRole: 'EndpointSlice',
      bodySizeLimit: Size.mebibytes(10),
      ...LIMITS,
    })).chart);
    expect(object).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'web', namespace: 'shop', labels: { release: 'main' }, annotations: { owner: 'a' } },
      spec: {
        selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] },
        namespaceSelector: { any: true },
        endpoints: [
          { port: 'metrics', filterRunning: false, ...WRITTEN, basicAuth: { username: { name: 'login', key: 'u' }, password: { name: 'login', key: 'p' } } }, { targetPort: 8080, bearerTokenFile: '/token', scheme: 'https', tlsConfig: { caFile: '/ca', certFile: '/cert', keyFile: '/key' } }, { targetPort: 'admin', scheme: 'https', tlsConfig: { ca: { configMap: { name: 'ca', key: 'service-ca.crt' } } } },
        ],
        jobLabel: 'app',
        targetLabels: ['a'],
        podTargetLabels: ['b'],
        attachMetadata: { node: true },
        selectorMechanism: 'RoleSelector',
        serviceDiscoveryRole: 'EndpointSlice',
        bodySizeLimit: '10MB',
        ...LIMITS,
      },
    });
  });

  test('PodMonitor', () => {
    expect(specOf(KINDS.podMonitor({
      name: 'web',
      selector: {},
      namespaceSelector: { matchNames: ['a'] },
      jobLabel: 'app',
      podTargetLabels: ['b'],
      attachMetadata: { node: true },
      selectorMechanism: 'RelabelConfig',
      podMetricsEndpoints: [{ port: 'metrics', ...ENDPOINT, authorization: { secretName: 'token', key: 'k', type: 'Token' } }, { portNumber: 8080, filterRunning: false }],
      bodySizeLimit: Size.gibibytes(1),
      ...LIMITS,
    }))).toEqual({
      selector: {},
      namespaceSelector: { matchNames: ['a'] },
      jobLabel: 'app',
      podTargetLabels: ['b'],
      attachMetadata: { node: true },
      selectorMechanism: 'RelabelConfig',
      podMetricsEndpoints: [{ port: 'metrics', ...WRITTEN, authorization: { type: 'Token', credentials: { name: 'token', key: 'k' } } }, { portNumber: 8080, filterRunning: false }],
      bodySizeLimit: '1024MB',
      ...LIMITS,
    });
  });

  test('Probe', () => {
    const { path: _, scheme: __, honorLabels: ___, honorTimestamps, trackTimestampsStaleness, relabelings, proxyUrl, noProxy, proxyFromEnvironment, ...endpoint } = ENDPOINT;
    expect(specOf(KINDS.probe({
      name: 'site',
      jobName: 'site',
      module: 'http_2xx',
      prober: { url: 'blackbox:9115', scheme: 'https', path: '/p', proxyUrl, noProxy, proxyFromEnvironment },
      targets: { staticConfig: { static: ['https://a.example.org'], labels: { team: 'a' }, relabelingConfigs: relabelings } },
      ...endpoint,
      oauth2: { secretName: 'client', tokenUrl: 'https://login.example.org/token', scopes: ['s'], endpointParams: { audience: 'x' } },
      ...LIMITS,
    }))).toEqual({
      jobName: 'site',
      module: 'http_2xx',
      prober: { url: 'blackbox:9115', scheme: 'https', path: '/p', proxyUrl, noProxy, proxyFromEnvironment },
      targets: { staticConfig: { static: ['https://a.example.org'], labels: { team: 'a' }, relabelingConfigs: WRITTEN.relabelings } },
      params: [{ name: 'a', values: ['b', 'c'] }],
      interval: '30s',
      scrapeTimeout: '5s',
      metricRelabelings: WRITTEN.metricRelabelings,
      tlsConfig: TLS,
      followRedirects: false,
      enableHttp2: false,
      oauth2: {
        clientId: { secret: { name: 'client', key: 'client-id' } }, clientSecret: { name: 'client', key: 'client-secret' }, tokenUrl: 'https://login.example.org/token', scopes: ['s'], endpointParams: { audience: 'x' },
      },
      ...LIMITS,
    });
    const ingress = { selector: { matchLabels: { public: 'yes' } }, namespaceSelector: { any: true } };
    expect(specOf(KINDS.probe({ name: 'site', prober: { url: 'blackbox:9115' }, targets: { ingress } }))).toEqual({ prober: { url: 'blackbox:9115' }, targets: { ingress } });
  });

  test('ScrapeConfig', () => {
    const { path, interval, enableHttp2, followRedirects: _, ...same } = WRITTEN;
    const { followRedirects: ___, ...endpoint } = ENDPOINT;
    const client = { proxyUrl: 'http://proxy:3128', noProxy: 'x', proxyFromEnvironment: false, followRedirects: true, enableHttp2: true };
    const { enableHttp2: __, ...written } = { ...client, enableHTTP2: true };
    expect(specOf(KINDS.scrapeConfig({
      name: 'far',
      jobName: 'far',
      enableCompression: false,
      ...endpoint,
      ...LIMITS,
      bodySizeLimit: Size.mebibytes(1),
      staticConfigs: [{ targets: ['db.example.org:9100'], labels: { team: 'data' } }],
      httpSdConfigs: [{ url: 'https://inventory.example.org', refreshInterval: Duration.minutes(5), authorization: { secretName: 'token' }, ...client }],
      dnsSdConfigs: [{ names: ['db.example.org'], type: 'A', port: 9100, refreshInterval: Duration.seconds(30) }],
      kubernetesSdConfigs: [{
        role: 'Pod', namespaces: { names: ['a'], ownNamespace: true }, selectors: [{ role: 'Pod', label: 'app=web' }], attachMetadata: { node: true }, apiServer: 'https://far.example.org', basicAuth: { secretName: 'far' }, ...client,
      }],
    }))).toEqual({
      jobName: 'far',
      enableCompression: false,
      ...same,
      metricsPath: path,
      scrapeInterval: interval,
      enableHTTP2: enableHttp2,
      ...LIMITS,
      bodySizeLimit: '1MB',
      staticConfigs: [{ targets: ['db.example.org:9100'], labels: { team: 'data' } }],
      httpSDConfigs: [{ url: 'https://inventory.example.org', refreshInterval: '5m', authorization: { credentials: { name: 'token', key: 'token' } }, ...written }],
      dnsSDConfigs: [{ names: ['db.example.org'], type: 'A', port: 9100, refreshInterval: '30s' }],
      kubernetesSDConfigs: [{
        role: 'Pod',
        namespaces: { names: ['a'], ownNamespace: true },
        selectors: [{ role: 'Pod', label: 'app=web' }],
        attachMetadata: { node: true },
        apiServer: 'https://far.example.org',
        basicAuth: { username: { name: 'far', key: 'username' }, password: { name: 'far', key: 'password' } },
        ...written,
      }],
    });
  });
});

describe('spec', () => {
  test('adds fields without an option, to lists and endpoints too; a JSON patch reaches all', () => {
    const { chart, construct } = made(KINDS.serviceMonitor({
      name: 'web',
      selector: {},
      endpoints: [{ port: 'metrics' }],
      spec: { convertClassicHistogramsToNHCB: true, endpoints: [{ port: 'metrics', bearerTokenSecret: { name: 's', key: 'k' } }, { port: 'admin' }] },
    }));
    construct.customResource.addJsonPatch(JsonPatch.add('/spec/nativeHistogramBucketLimit', 10));
    expect(synth(chart)[0].spec).toEqual({
      selector: {}, endpoints: [{ port: 'metrics', bearerTokenSecret: { name: 's', key: 'k' } }, { port: 'admin' }], convertClassicHistogramsToNHCB: true, nativeHistogramBucketLimit: 10,
    });
    expect(specOf(KINDS.scrapeConfig({ name: 'far', spec: { consulSDConfigs: [{ server: 'consul.example.org:8500' }] } }))).toEqual({ consulSDConfigs: [{ server: 'consul.example.org:8500' }] });
  });

  test('setting a field that an option writes is an error that names the option', () => {
    const errors = errorsOf(made(KINDS.scrapeConfig({ name: 'far', staticConfigs: [{ targets: ['a:1'] }], spec: { scrapeInterval: '1m' } })).chart);
    expect(errors).toContain('"spec.scrapeInterval" is written by the option "interval": use the option');
  });

  test('the schema of the operator checks it: a misspelled field, and one that needs a newer version', () => {
    expect(errorsOf(made(KINDS.podMonitor({ name: 'web', selector: {}, podMetricsEndpoints: [{ port: 'a' }], spec: { sampelLimit: 1 } })).chart)).toMatch(/spec\.sampelLimit.*sampleLimit/s);
    const early = KINDS.podMonitor({ name: 'web', selector: {}, podMetricsEndpoints: [{ portNumber: 80 }], operatorVersion: '0.78.0' });
    expect(errorsOf(made(early).chart)).toMatch(/portNumber.*0\.79\.0/s);
  });
});

describe('problems of the options are reported', () => {
  test.each<[string, Make, string]>([
    ['two kinds of credentials', KINDS.serviceMonitor({ name: 'a', selector: {}, endpoints: [{ port: 'a', basicAuth: { secretName: 'a' }, authorization: { secretName: 'a' } }] }), '"endpoints[0].basicAuth" and "endpoints[0].authorization" are set together'],
    ['a timeout that is longer than the interval', KINDS.podMonitor({ name: 'a', selector: {}, podMetricsEndpoints: [{ port: 'a', interval: Duration.seconds(5), scrapeTimeout: Duration.seconds(6) }] }), '"scrapeTimeout" (6s)'],
    ['a limit that is not a whole number', KINDS.probe({ name: 'a', prober: { url: 'a' }, targets: { staticConfig: { static: ['a'] } }, sampleLimit: 1.5 }), '"sampleLimit" is 1.5'],
    ['the name of a Secret', KINDS.scrapeConfig({ name: 'a', httpSdConfigs: [{ url: 'https://a', tlsConfig: { caSecretName: 'A B' } }] }), '"httpSdConfigs[0].tlsConfig.caSecretName"'],
    ['a label', KINDS.scrapeConfig({ name: 'a', staticConfigs: [], labels: { 'a b': 'c' } }), '"labels"'],
    ['a Probe without targets', KINDS.probe({ name: 'a', prober: { url: 'a' }, targets: {} }), 'neither "staticConfig" nor "ingress"'],
  ])('%s', (_, make, text) => expect(errorsOf(made(make).chart)).toContain(text));

  test.each<[string, Make, string]>([
    ['port and targetPort', KINDS.serviceMonitor({ name: 'a', selector: {}, endpoints: [{ port: 'a', targetPort: '1' }] }), '"endpoints[0]" has "port" and "targetPort", and the operator ignores "targetPort"'],
    ['port and portNumber', KINDS.podMonitor({ name: 'a', selector: {}, podMetricsEndpoints: [{ port: 'a', portNumber: 1 }] }), '"podMetricsEndpoints[0]" has "port" and "portNumber"'],
    ['staticConfig and ingress', KINDS.probe({ name: 'a', prober: { url: 'a' }, targets: { staticConfig: { static: ['a'] }, ingress: { selector: {} } } }), '"targets" has "staticConfig" and "ingress"'],
  ])('%s: the second is ignored', (_, make, text) => expect(noticesOf(made(make).chart).join('\n')).toContain(text));
});
