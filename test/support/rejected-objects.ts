import { Manifest } from './synth';

// Objects that look valid, and that the API server or the operator rejects, as differences from a valid one.

const API = 'monitoring.coreos.com/v1';
type Fragment = readonly [kind: string, spec: any];

const RELABEL = (...steps: object[]) => ({ relabelings: steps });
const key = (name: string) => ({ name: 'credentials', key: name });
const BASIC = { basicAuth: { username: key('user'), password: key('password') } };
const TOKEN = { authorization: { credentials: key('token') } };

/** Endpoint fields for which the operator rejects the monitor, for every Prometheus. */
const ENDPOINTS: { readonly [name: string]: object } = {
  'hashmod without modulus': RELABEL({ action: 'hashmod', sourceLabels: ['__address__'], targetLabel: 'a' }),
  'regex': RELABEL({ action: 'keep', sourceLabels: ['job'], regex: '(' }),
  'labeldrop with a source': RELABEL({ action: 'labeldrop', sourceLabels: ['job'], regex: 'a' }),
  'replace without target': RELABEL({ sourceLabels: ['job'] }),
  'keepequal with regex': RELABEL({ action: 'keepequal', sourceLabels: ['job'], targetLabel: 'a', regex: 'b' }),
  'metric regex': { metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: '[z-a]' }] },
  'a key that the Secret lacks': { basicAuth: { username: key('user'), password: key('nowhere') } },
  'two ways of auth': { ...BASIC, ...TOKEN },
  'basic auth and oauth2': { ...BASIC, oauth2: { clientId: { secret: key('user') }, clientSecret: key('token'), tokenUrl: 'https://auth.example/token' } },
  'no credentials': { authorization: { type: 'Bearer' } },
  'type Basic': { authorization: { type: 'Basic', credentials: key('token') } },
  'timeout over interval': { interval: '10s', scrapeTimeout: '20s' },
  'certificate without key': { tlsConfig: { cert: { secret: key('token') } } },
  'no CA': { tlsConfig: { ca: { secret: key('token') } } },
  'two CAs': { tlsConfig: { ca: { secret: key('token'), configMap: { name: 'settings', key: 'ca' } } } },
  'proxy without address': { noProxy: '10.0.0.0/8' },
  'TLS versions': { tlsConfig: { minVersion: 'TLS13', maxVersion: 'TLS12' } },
  'no user': { basicAuth: { password: key('password') } },
};

/** The same, depending on the Prometheus: its version, its scrape classes, what it denies, its interval. */
const PERHAPS: { readonly [name: string]: object } = {
  'a name in UTF-8': RELABEL({ targetLabel: 'service.name', replacement: 'x' }),
  'labelmap to UTF-8': RELABEL({ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'k8s.$1' }),
  'a timeout alone': { scrapeTimeout: '40s' },
};

const OF_SERVICE_MONITORS: { readonly [name: string]: object } = {
  'a file': { bearerTokenFile: '/var/run/secrets/token' },
  'a file of TLS': { tlsConfig: { caFile: '/etc/ca.crt' } },
};

const monitorWith = (endpoint: object, more: object = {}): Fragment => ['ServiceMonitor', { selector: { matchLabels: { app: 'web' } }, ...more, endpoints: [{ port: 'metrics', ...endpoint }] }];
const podMonitorWith = (endpoint: object, more: object = {}): Fragment => ['PodMonitor', { selector: { matchLabels: { app: 'web' } }, ...more, podMetricsEndpoints: [{ port: 'metrics', ...endpoint }] }];
const PROBER = { url: '10.1.1.1:9115' };
const STATIC = { staticConfig: { static: ['https://example.org'] } };
const probeWith = (more: object, prober: object = {}): Fragment => ['Probe', { prober: { ...PROBER, ...prober }, targets: STATIC, ...more }];
const scrapeConfigWith = (more: object): Fragment => ['ScrapeConfig', { staticConfigs: [{ targets: ['10.1.1.2:9090'] }], ...more }];

const values = Object.values;

/** Objects that the operator rejects, for all Prometheuses or for some. */
export const LEFT_OUT: readonly Fragment[] = [
  ...values(ENDPOINTS).map(each => monitorWith(each)),
  ...values(ENDPOINTS).filter(each => !('bearerTokenFile' in each)).map(each => podMonitorWith(each)),
  ...values(PERHAPS).flatMap(each => [monitorWith(each), podMonitorWith(each)]),
  ...values(OF_SERVICE_MONITORS).map(each => monitorWith(each)),
  monitorWith({}, { scrapeClass: 'nowhere' }), monitorWith({}, { scrapeClass: 'nodes' }), podMonitorWith({}, { scrapeClass: 'other' }), probeWith({ scrapeClass: 'other' }), scrapeConfigWith({ scrapeClass: 'nodes' }),
  monitorWith({}, { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] } }), monitorWith({}, { selector: { matchExpressions: [{ key: 'app', operator: 'in', values: ['web'] }] } }),
  podMonitorWith({}, { selector: { matchLabels: { 'not a key': 'x' } } }),
  probeWith({ targets: {} }), probeWith({}, { url: 'https://10.1.1.1:9115' }), probeWith({}, { url: '10.1.1.1:9115/probe' }), probeWith({ basicAuth: { username: key('user'), password: key('nowhere') } }),
  probeWith({ targets: { staticConfig: { static: ['https://example.org'], relabelingConfigs: [{ action: 'labelkeep', targetLabel: 'a', regex: 'b' }] } } }), probeWith({ interval: '10s', scrapeTimeout: '1m' }),
  probeWith({ targets: { staticConfig: { static: ['https://example.org'], labels: { 'with.dot': 'x' } } } }), probeWith({ tlsConfig: { keySecret: key('token') } }),
  scrapeConfigWith({ scrapeInterval: '10s', scrapeTimeout: '20s' }), scrapeConfigWith({ relabelings: [{ action: 'hashmod', sourceLabels: ['job'], targetLabel: 'a' }] }),
  scrapeConfigWith({ basicAuth: { username: key('nowhere'), password: key('password') } }), scrapeConfigWith({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Service', label: 'a=b' }] }] }),
  scrapeConfigWith({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'a in b' }] }] }), scrapeConfigWith({ authorization: { type: 'basic', credentials: key('token') } }),
  scrapeConfigWith({ metricRelabelings: [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b', replacement: 'c' }] }), scrapeConfigWith({ proxyUrl: 'http://proxy:3128', proxyFromEnvironment: true }),
];

/** Objects that the API server rejects. */
const REFUSED: readonly Fragment[] = [
  monitorWith({ interval: '5x' }), monitorWith({ scheme: 'ftp' }), monitorWith({ port: 80 }), monitorWith({}, { selector: undefined }), monitorWith({}, { endpoints: {} }), monitorWith(RELABEL({ action: 'frobnicate' })),
  monitorWith({}, { namespaceSelector: ['shop'] }), monitorWith({ scrapeTimeout: 30 }), monitorWith({}, { sampleLimit: -1.5 }), monitorWith({}, { selectorMechanism: 'Chance' }),
  podMonitorWith({ portNumber: 70000 }), podMonitorWith({ params: { a: 'b' } }), podMonitorWith({}, { selector: { matchExpressions: [{ key: 'app' }] } }), podMonitorWith({ honorLabels: 'yes' }),
  probeWith({}, { url: undefined }), probeWith({ targets: { staticConfig: { static: 'https://example.org' } } }), probeWith({ interval: '1 minute' }),
  scrapeConfigWith({ kubernetesSDConfigs: [{ role: 'Deployment' }] }), scrapeConfigWith({ scheme: 'Https' }), scrapeConfigWith({ staticConfigs: [{ targets: [] }] }), scrapeConfigWith({ jobName: '' }),
  ['Service', { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 70000, protocol: 'TCP' }] }],
  ['Service', { selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP' }, { port: 81, protocol: 'TCP' }] }],
  ['Service', { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 80, protocol: 'TCP', targetPort: 'a-name-that-is-far-too-long' }] }],
  ['Service', { selector: { app: 'web' }, ports: [{ name: 'Metrics', port: 80, protocol: 'TCP' }] }],
  ['Service', { selector: { app: 'web' } }],
  ['Service', { type: 'ExternalName', externalName: 'not a name', ports: [{ name: 'metrics', port: 80, protocol: 'TCP' }] }],
  ['Service', { selector: { app: ['web'] }, ports: [{ name: 'metrics', port: 80, protocol: 'TCP' }] }],
  ['Pod', { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }] }] }],
  ['Pod', { containers: [{ name: 'app', image: 'example.org/app:1', ports: [{ name: 'metrics_port', containerPort: 9090, protocol: 'TCP' }] }] }],
  ['Pod', { restartPolicy: 'Sometimes', containers: [{ name: 'app', image: 'example.org/app:1', ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }] }] }],
  ['Pod', { containers: [] }],
  ['Ingress', { rules: [{ host: 'Shop.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] }],
];

const GROUPS: { readonly [kind: string]: string } = { ScrapeConfig: 'monitoring.coreos.com/v1alpha1', Service: 'v1', Pod: 'v1', Ingress: 'networking.k8s.io/v1' };

/** A selection, so that each occurs in some test cluster. Labels and names are those of valid objects. */
export function rejectedObjects(namespace: string, world: number, of: 'apiserver' | 'operator', count: number): Manifest[] {
  const all = of === 'apiserver' ? REFUSED : LEFT_OUT;
  return Array.from({ length: count }, (_, i): Manifest => {
    const [kind, spec] = all[(world * count + i) % all.length];
    return JSON.parse(JSON.stringify({
      apiVersion: GROUPS[kind] ?? API, kind, metadata: { name: `${of}-${i}`, namespace, labels: { app: 'web', team: 'a' } }, spec,
    }));
  });
}

/** The objects that the references above use. */
export function credentials(namespace: string): Manifest[] {
  return [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials', namespace }, stringData: { user: 'u', password: 'p', token: 't' } } as any,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace }, data: { ca: 'none' } } as any,
  ];
}
