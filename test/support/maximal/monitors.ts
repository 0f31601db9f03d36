import { Duration, Size } from 'cdk8s';
import { Maker } from './maker';
import { PodMonitor, PodMonitorProps, Probe, ProbeProps, RelabelConfig, ScrapeConfig, ScrapeConfigProps, ServiceMonitor, ServiceMonitorProps } from '../../../src';

const SECRET = 'maximal';
const REPLACE: RelabelConfig = { action: 'replace', sourceLabels: ['x'], separator: ';', regex: '(.*)', targetLabel: 'y', replacement: '$1' };
const SHARD: RelabelConfig = { action: 'hashmod', sourceLabels: ['x'], targetLabel: 'z', modulus: 4 };

const TLS_OF_SECRET = { caSecretName: SECRET, caKey: 'ca.crt', clientSecretName: SECRET, serverName: 'maximal.example', insecureSkipVerify: true };
const TLS_OF_CONFIG_MAP = { caConfigMapName: SECRET };
const TLS_OF_FILES = { caFile: '/x/ca.crt', certFile: '/x/tls.crt', keyFile: '/x/tls.key' };

const BASIC = { tlsConfig: TLS_OF_SECRET, basicAuth: { secretName: SECRET, usernameKey: 'token', passwordKey: 'token' } };
const TOKEN = { tlsConfig: TLS_OF_CONFIG_MAP, authorization: { secretName: SECRET, key: 'token', type: 'Bearer' } };
const OAUTH2 = {
  oauth2: {
    secretName: SECRET, clientIdKey: 'token', clientSecretKey: 'token', tokenUrl: 'https://maximal.example/token', scopes: ['x'], endpointParams: { x: 'y' },
  },
};
/** Authentication methods exclude each other, and so do kinds of proxies. */
const ACCESS = [
  { ...BASIC, proxyUrl: 'http://proxy.maximal.example:3128', noProxy: 'maximal.example' },
  { ...TOKEN, proxyFromEnvironment: true },
  OAUTH2,
];

const TIMING = { interval: Duration.seconds(30), scrapeTimeout: Duration.seconds(10) };
const HTTP = { followRedirects: true, enableHttp2: true };
const SCRAPE = {
  ...TIMING,
  scheme: 'https',
  path: '/x',
  params: { x: ['y'] },
  honorLabels: true,
  honorTimestamps: true,
  trackTimestampsStaleness: true,
  relabelings: [REPLACE, SHARD],
  metricRelabelings: [REPLACE, SHARD],
};
const LIMITS = {
  sampleLimit: 1,
  targetLimit: 1,
  labelLimit: 1,
  labelNameLengthLimit: 1,
  labelValueLengthLimit: 1,
  keepDroppedTargets: 1,
  scrapeClass: 'maximal',
  scrapeProtocols: ['PrometheusText0.0.4'],
  fallbackScrapeProtocol: 'PrometheusText0.0.4',
};
const BODY = { bodySizeLimit: Size.mebibytes(10) };
const LABELS = { maximal: 'true' };
const METADATA = { namespace: 'maximal', labels: LABELS, annotations: { x: 'x' }, operatorVersion: '0.94.1' };
const SELECTOR = { matchLabels: { x: 'x' }, matchExpressions: [{ key: 'x', operator: 'In', values: ['x'] }] };
const ANY = { any: true };
const NAMES = { matchNames: ['maximal'] };

/** All except those that the maker adds. */
type All<Props> = Omit<Props, 'name' | 'spec'>;

const OF_SERVICES: readonly All<ServiceMonitorProps>[] = [{
  ...METADATA,
  ...LIMITS,
  ...BODY,
  selector: SELECTOR,
  namespaceSelector: ANY,
  jobLabel: 'x',
  targetLabels: ['x'],
  podTargetLabels: ['x'],
  attachMetadata: { node: true },
  selectorMechanism: 'RelabelConfig',
  serviceDiscoveryRole: 'EndpointSlice',
  endpoints: [
    ...ACCESS.map((access, at) => ({ ...SCRAPE, ...HTTP, ...access, port: `p${at}`, filterRunning: true })),
    { targetPort: '8080', tlsConfig: TLS_OF_FILES, bearerTokenFile: '/x/token' },
  ],
}, { ...METADATA, selector: SELECTOR, namespaceSelector: NAMES, endpoints: [{ port: 'x' }] }];

const OF_PODS: readonly All<PodMonitorProps>[] = [{
  ...METADATA,
  ...LIMITS,
  ...BODY,
  selector: SELECTOR,
  namespaceSelector: ANY,
  jobLabel: 'x',
  podTargetLabels: ['x'],
  attachMetadata: { node: true },
  selectorMechanism: 'RelabelConfig',
  podMetricsEndpoints: [
    ...ACCESS.map((access, at) => ({ ...SCRAPE, ...HTTP, ...access, port: `p${at}`, filterRunning: true })),
    { portNumber: 8080 },
  ],
}, { ...METADATA, selector: SELECTOR, namespaceSelector: NAMES, podMetricsEndpoints: [{ port: 'x' }] }];

const PROBER = { url: 'blackbox.maximal.example:9115', scheme: 'https', path: '/probe' };
const STATIC = { staticConfig: { static: ['https://maximal.example'], labels: { x: 'x' }, relabelingConfigs: [REPLACE, SHARD] } };
const INGRESS = (namespaceSelector: object) => ({ ingress: { selector: SELECTOR, namespaceSelector, relabelingConfigs: [REPLACE, SHARD] } });
const OF_PROBES: readonly All<ProbeProps>[] = ACCESS.map(({ proxyUrl, noProxy, proxyFromEnvironment, ...access }: any, at) => ({
  ...METADATA,
  ...LIMITS,
  ...HTTP,
  ...TIMING,
  ...access,
  prober: { ...PROBER, ...proxyUrl && { proxyUrl, noProxy }, ...proxyFromEnvironment && { proxyFromEnvironment } },
  targets: [STATIC, INGRESS(ANY), INGRESS(NAMES)][at],
  jobName: 'x',
  module: 'http_2xx',
  params: { x: ['y'] },
  metricRelabelings: [REPLACE, SHARD],
}));

const OF_CONFIGS: readonly All<ScrapeConfigProps>[] = ACCESS.map((access, at) => ({
  ...METADATA,
  ...LIMITS,
  ...BODY,
  ...SCRAPE,
  ...access,
  jobName: 'x',
  enableCompression: true,
  enableHttp2: true,
  staticConfigs: [{ targets: ['maximal.example:9100'], labels: { x: 'x' } }],
  httpSdConfigs: [{ ...access, ...HTTP, url: 'https://maximal.example/sd', refreshInterval: Duration.minutes(1) }],
  dnsSdConfigs: [{ names: ['maximal.example'], type: 'A', port: 9100, refreshInterval: Duration.minutes(1) }],
  kubernetesSdConfigs: [{
    ...access,
    ...HTTP,
    role: 'Pod',
    ...at > 0 && { apiServer: 'https://maximal.example' },
    attachMetadata: { node: true },
    selectors: [{ role: 'Pod', label: 'x=y', field: 'metadata.name=x' }],
    // its own namespace is not in another cluster
    namespaces: at === 0 ? { ownNamespace: true } : { names: ['maximal'] },
  }],
}));

/**
 * The constructs with the fields of the custom resources: with required fields, for the fields of `spec`; and with all options, as far as
 * they can be combined.
 */
export const MONITOR_MAKERS: readonly (Maker & { readonly struct: string })[] = [
  {
    key: 'v1/ServiceMonitor',
    struct: 'ServiceMonitorProps',
    rows: [],
    make: (chart, props) => new ServiceMonitor(chart, 'X', props),
    typed: { ...METADATA, selector: {}, endpoints: [{ port: 'own' }] },
    alone: OF_SERVICES,
  },
  {
    key: 'v1/PodMonitor',
    struct: 'PodMonitorProps',
    rows: [],
    make: (chart, props) => new PodMonitor(chart, 'X', props),
    typed: { ...METADATA, selector: {}, podMetricsEndpoints: [{ port: 'own' }] },
    alone: OF_PODS,
  },
  {
    key: 'v1/Probe',
    struct: 'ProbeProps',
    rows: [],
    make: (chart, props) => new Probe(chart, 'X', props),
    typed: { ...METADATA, prober: { url: PROBER.url }, targets: { staticConfig: { static: ['https://maximal.example'] } } },
    alone: OF_PROBES,
  },
  {
    key: 'v1alpha1/ScrapeConfig',
    struct: 'ScrapeConfigProps',
    rows: [],
    make: (chart, props) => new ScrapeConfig(chart, 'X', props),
    // a proxy header requires a proxy
    typed: { ...METADATA, proxyUrl: 'http://proxy.maximal.example:3128' },
    alone: OF_CONFIGS,
  },
];
