import { Random } from './random';
import { Manifest } from './synth';

// Configuration objects, valid and invalid, built from fragments that the schema accepts: the operator's treatment is predicted, and
// compared with a real operator.

/** The namespace of all cases. */
export const WHERE = 'verdicts';

/** The Secret and the ConfigMap that references of the cases use. No others exist. */
export const CREDENTIALS: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials', namespace: WHERE }, stringData: { user: 'u', password: 'p', token: 't', url: 'https://hook.example/x', empty: '', jobs: '- job_name: x\n', map: 'job_name: x\n', steps: '- {action: labeldrop, regex: a}\n' } } as any,
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'of-prometheus', namespace: WHERE }, spec: { ports: [{ port: 9090 }], selector: { 'app.kubernetes.io/name': 'prometheus' } } } as any,
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'of-another', namespace: WHERE }, spec: { ports: [{ port: 9090 }], selector: { app: 'another' } } } as any,
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: WHERE }, data: { id: 'client' } } as any,
];

const key = (name: string) => ({ name: 'credentials', key: name });
const missing = { name: 'credentials', key: 'nowhere' };
const absent = { name: 'nothing', key: 'x' };
const meta = (name: string) => ({ name, namespace: WHERE });

const AUTH: readonly object[] = [
  {}, {}, {}, {},
  { basicAuth: { username: key('user'), password: key('password') } },
  { basicAuth: { username: key('user') } },
  { basicAuth: { username: key('user'), password: missing } },
  { authorization: { credentials: key('token') } },
  { authorization: { type: 'Basic', credentials: key('token') } },
  { authorization: { type: 'Bearer' } },
  { authorization: { type: ' bearer ', credentials: absent } },
  { oauth2: { clientId: { configMap: { name: 'settings', key: 'id' } }, clientSecret: key('token'), tokenUrl: 'https://auth.example/token' } },
  { oauth2: { clientId: { secret: key('user'), configMap: { name: 'settings', key: 'id' } }, clientSecret: key('token'), tokenUrl: 'https://auth.example/token' } },
  { oauth2: { clientId: {}, clientSecret: key('token'), tokenUrl: 'https://auth.example/token' } },
  { authorization: { credentials: key('token') }, basicAuth: { username: key('user'), password: key('password') } },
  { basicAuth: { username: key('user'), password: key('password') }, oauth2: { clientId: { secret: key('user') }, clientSecret: key('token'), tokenUrl: 'https://auth.example/token' } },
];

const TLS: readonly object[] = [
  {}, {}, {}, {},
  { tlsConfig: { insecureSkipVerify: true } },
  { tlsConfig: { cert: { secret: key('token') } } },
  { tlsConfig: { keySecret: key('token') } },
  { tlsConfig: { ca: { secret: key('token') } } },
  { tlsConfig: { ca: { secret: key('token'), configMap: { name: 'settings', key: 'id' } } } },
  { tlsConfig: { minVersion: 'TLS13', maxVersion: 'TLS12' } },
  { tlsConfig: { minVersion: 'TLS12', maxVersion: 'TLS13', serverName: 'x' } },
];

const PROXY: readonly object[] = [
  {}, {}, {}, {},
  { proxyUrl: 'http://proxy:3128' },
  { proxyUrl: 'http://proxy:3128', noProxy: '10.0.0.0/8' },
  { noProxy: '10.0.0.0/8' },
  { proxyFromEnvironment: true },
  { proxyFromEnvironment: true, noProxy: 'x' },
  { proxyFromEnvironment: true, proxyUrl: 'http://proxy:3128' },
  { proxyConnectHeader: { 'X-A': [key('token')] } },
  { proxyUrl: 'http://proxy:3128', proxyConnectHeader: { 'X-A': [key('token')] } },
  { proxyUrl: 'http://proxy:3128', proxyConnectHeader: { 'X-A': [] } },
];

const TIMES: readonly object[] = [
  {}, {}, { interval: '30s', scrapeTimeout: '10s' }, { interval: '10s', scrapeTimeout: '30s' }, { scrapeTimeout: '31s' }, { scrapeTimeout: '30s' }, { interval: '5s' }, { interval: '1m30s', scrapeTimeout: '90s' },
];

/** Single relabelings: every action, with valid and invalid fields. */
export const RELABELINGS: readonly object[] = [
  { targetLabel: 'a', replacement: 'b' },
  { sourceLabels: ['x'], targetLabel: 'a' },
  { action: 'replace' },
  { action: 'Replace', sourceLabels: ['x'], targetLabel: 'k8s.pod.name' },
  { action: 'replace', sourceLabels: ['x'], targetLabel: 'a-b' },
  { action: 'replace', sourceLabels: ['x'], regex: '(.+)', targetLabel: '${1}' },
  { action: 'replace', sourceLabels: ['x'], regex: '(.+)', targetLabel: 'a_$1' },
  { action: 'keep', sourceLabels: ['x'], regex: 'a|b' },
  { action: 'keep', sourceLabels: ['x'], regex: '(' },
  { action: 'drop', sourceLabels: ['x'], regex: 'a{1001}' },
  { action: 'drop', sourceLabels: ['x'], regex: '(?!a)b' },
  { action: 'drop', sourceLabels: ['x'], regex: '\\p{Greek}+' },
  { action: 'drop', regex: 'x' },
  { action: 'hashmod', sourceLabels: ['x'], modulus: 4, targetLabel: '__tmp' },
  { action: 'hashmod', sourceLabels: ['x'], targetLabel: '__tmp' },
  { action: 'hashmod', sourceLabels: ['x'], modulus: 4 },
  { action: 'HashMod', sourceLabels: ['x'], modulus: 4, targetLabel: '$1' },
  { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' },
  { action: 'labelmap', regex: '__meta_(.+)', replacement: 'k8s_$1' },
  { action: 'labelmap', regex: '__meta_(.+)', replacement: 'k8s.$1' },
  { action: 'labelmap', regex: '__meta_(.+)', replacement: '' },
  { action: 'labeldrop', regex: 'pod' },
  { action: 'labeldrop', regex: 'pod', targetLabel: 'x' },
  { action: 'labelkeep', regex: 'pod', sourceLabels: ['x'] },
  { action: 'labelkeep', regex: 'pod', replacement: '$1' },
  { action: 'labeldrop', regex: 'pod', replacement: 'y' },
  { action: 'labeldrop', regex: 'pod', separator: ',' },
  { action: 'labeldrop', regex: 'pod', separator: ';' },
  { action: 'lowercase', sourceLabels: ['x'], targetLabel: 'x' },
  { action: 'uppercase', sourceLabels: ['x'], targetLabel: 'x', replacement: 'z' },
  { action: 'lowercase', sourceLabels: ['x'], targetLabel: 'x', replacement: '$1' },
  { action: 'lowercase', sourceLabels: ['x'] },
  { action: 'keepequal', sourceLabels: ['x'], targetLabel: 'y' },
  { action: 'KeepEqual', sourceLabels: ['x'], targetLabel: 'y', regex: 'z' },
  { action: 'dropequal', sourceLabels: ['x'], targetLabel: 'y', separator: ',' },
  { action: 'dropequal', sourceLabels: ['x'], targetLabel: 'y', replacement: '$1', regex: '(.*)' },
  { action: 'DropEqual', sourceLabels: ['x'] },
  { action: 'keep', sourceLabels: ['x'], targetLabel: 'a b', regex: 'y' },
  { action: 'keepequal', sourceLabels: ['x'], targetLabel: 'y', regex: '(.*)' },
  { action: 'keepequal', sourceLabels: ['x'], targetLabel: 'y', separator: ';', replacement: '$1' },
  { action: 'labelkeep', regex: '(.*)' },
  { action: 'lowercase', sourceLabels: ['x'], targetLabel: 'x', regex: '(.*)' },
  { action: 'keep', sourceLabels: ['k8s.pod.name'], regex: 'y' },
  { action: 'keep', sourceLabels: ['x', ''], regex: 'y' },
  { action: 'labeldrop' },
  { action: 'keep', sourceLabels: ['x'], regex: '' },
  { action: 'hashmod', sourceLabels: ['x'], modulus: 4, targetLabel: 'k8s.shard' },
];

const FILES: readonly object[] = [{}, {}, {}, {}, { bearerTokenFile: '/var/run/token' }, { tlsConfig: { caFile: '/ca.crt' } }, { tlsConfig: { certFile: '/c' } }, { tlsConfig: { certFile: '/c', keyFile: '/k' } }, { tlsConfig: { caFile: '/ca', ca: { secret: key('token') } } }];

const SELECTORS: readonly object[] = [
  {}, { matchLabels: { app: 'x' } }, { matchExpressions: [{ key: 'app', operator: 'In', values: ['x'] }] }, { matchExpressions: [{ key: 'app', operator: 'in', values: ['x'] }] },
  { matchExpressions: [{ key: 'app', operator: 'In' }] }, { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['x'] }] }, { matchExpressions: [{ key: 'bad key', operator: 'Exists' }] }, { matchLabels: { app: 'not a label value' } },
];

const CLASSES: readonly object[] = [{}, {}, {}, { scrapeClass: 'fast' }, { scrapeClass: 'nowhere' }];

const PROBERS: readonly string[] = ['blackbox:9115', 'blackbox.monitoring.svc', 'http://blackbox:9115', 'blackbox:9115/probe', '10.0.0.1:9115', '[fd00::1]:9115', 'blackbox:port', '', 'black box'];

const EXPRESSIONS: readonly unknown[] = [
  'up', 'up == 0', 'sum(', 'sum by (job) (rate(x[5m]))', 'rate(x)', 'rate(x[5m]', '1', 'vector(start())', '"text"', 'x[5m]', 'sum( # comment\n up)', '{"http.status"="200"}', 'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
  'nofunction(x)', 'x offset -5m', 'x @ end()', 'min_over_time((up == 0)[5m:1m])', 'label_replace(up, "a", "$1", "b", "(")', 'topk(up)', 'x and on (a) group_left y', 'x / on (a) group_left (b) y', 'a = b', 'count_values("a b", x)', '', 'up{job=~"("}', 'up{job="a"',
  'limitk(5, up)', 'mad_over_time(up[5m])', 'increase(up[5])', 'up > bool 1', '1 > 2', 'x{}', '{}', '{job=""}', '{job=~".*"}', 'absent(up{job="a"})', '0x1F + up', '1_000 + up', 'NaN', '-Inf', 'up[1h:]', 'sum(up) without (job)', 'max without () (up)',
];

const RULES: readonly object[] = [
  { record: 'a:b', expr: 'up' }, { record: 'a b', expr: 'up' }, { record: 'http.requests', expr: 'up' }, { record: '1a', expr: 'up' }, { record: 'a{b="c"}', expr: 'up' }, { record: '{{ x }}', expr: 'up' },
  { record: 'a', expr: 'up', for: '5m' }, { record: 'a', expr: 'up', annotations: { a: 'b' } }, { record: 'a', expr: 'up', labels: { __name__: 'x' } }, { record: 'a', expr: 'up', labels: { 'b.c': 'x' } }, { record: 'a', alert: 'b', expr: 'up' }, { expr: 'up' },
  { alert: 'A', expr: 'up', for: '1h30m', keep_firing_for: '5m', annotations: { summary: '{{ $labels.job }} {{ $value | humanize }}' } }, { alert: 'A', expr: 'up', annotations: { summary: '{{ $labels.job' } }, { alert: 'A', expr: 'up', annotations: { summary: '{{ nofunction 1 }}' } },
  { alert: 'A', expr: 'up', labels: { severity: '{{ if eq 1 1 }}x{{ end }}' } }, { alert: 'A', expr: 'up', labels: { severity: '{{ end }}' } }, { alert: 'A', expr: 'up', annotations: { 'a.b': 'c' } }, { alert: 'A', expr: 'up', annotations: { 'a b': 'c' } }, { alert: '', expr: 'up' },
  { alert: 'A', expr: 'up', for: '' }, { record: 'a', expr: 'up', keep_firing_for: '1m' }, { alert: 'A', expr: 'up', labels: { alertname: 'B' } }, { alert: 'A B', expr: 'up' }, { record: 'a', expr: 'up', labels: { '': 'x' } },
];

/** A case: one object, and the kind of server that selects it. */
export interface VerdictCase {
  readonly name: string;
  readonly object: Manifest;
}

const monitor = (kind: string, name: string, spec: object): VerdictCase => ({
  name: `${kind} ${name}`, object: { apiVersion: kind === 'ScrapeConfig' ? 'monitoring.coreos.com/v1alpha1' : 'monitoring.coreos.com/v1', kind, metadata: meta(name), spec } as Manifest,
});

/** One field at a time, so that each fragment is checked separately. */
function alone(): VerdictCase[] {
  const endpoint = (fragment: object) => ({ selector: {}, endpoints: [{ port: 'web', ...fragment }] });
  const podEndpoint = (fragment: object) => ({ selector: {}, podMetricsEndpoints: [{ port: 'web', ...fragment }] });
  const probe = (fragment: object) => ({ prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ['x'] } }, ...fragment });
  const scrape = (fragment: object) => ({ staticConfigs: [{ targets: ['x:80'] }], ...fragment });
  const each = (kind: string, what: string, list: readonly object[], make: (fragment: object) => object) => list.map((fragment, at) => monitor(kind, `${kind.toLowerCase()}-${what}-${at}`, make(fragment)));
  const unique = (list: readonly object[]) =>
    [...new Map(list.map(fragment => [JSON.stringify(fragment), fragment])).values()].filter(fragment => Object.keys(fragment).length > 0);
  const http = unique([...AUTH, ...TLS, ...PROXY]);
  return [
    ...each('ServiceMonitor', 'http', [...http, ...unique(FILES)], endpoint), ...each('PodMonitor', 'http', http, podEndpoint),
    ...each('Probe', 'http', unique([...AUTH, ...TLS]), probe), ...each('ScrapeConfig', 'http', unique([...AUTH, ...TLS, ...PROXY]), scrape),
    ...each('ServiceMonitor', 'relabel', RELABELINGS, fragment => endpoint({ relabelings: [fragment] })),
    ...each('PodMonitor', 'metric-relabel', RELABELINGS.slice(0, 20), fragment => podEndpoint({ metricRelabelings: [fragment] })),
    ...each('ScrapeConfig', 'relabel-legacy', RELABELINGS, fragment => scrape({ nameValidationScheme: 'Legacy', relabelings: [fragment] })),
    ...each('Probe', 'relabel', RELABELINGS.slice(10, 22), fragment => probe({ targets: { staticConfig: { static: ['x'], relabelingConfigs: [fragment] } } })),
    ...each('ScrapeConfig', 'relabel', RELABELINGS.slice(18), fragment => scrape({ relabelings: [fragment] })),
    ...each('ServiceMonitor', 'time', unique(TIMES), endpoint), ...each('Probe', 'time', unique(TIMES), probe),
    ...each('ServiceMonitor', 'selector', SELECTORS, fragment => ({ selector: fragment, endpoints: [{ port: 'web' }] })),
    ...each('PodMonitor', 'selector', SELECTORS, fragment => ({ selector: fragment, podMetricsEndpoints: [{ port: 'web' }] })),
    ...['ServiceMonitor', 'PodMonitor'].flatMap(kind => each(kind, 'class', unique(CLASSES), fragment => ({ ...kind === 'PodMonitor' ? podEndpoint({}) : endpoint({}), ...fragment }))),
    ...PROBERS.map((url, at) => monitor('Probe', `probe-url-${at}`, probe({ prober: { url } }))),
    ...each('Probe', 'targets', [{ targets: {} }, { targets: { ingress: { selector: {} } } }, { targets: { staticConfig: {} } }, { targets: { staticConfig: { static: ['x'], labels: { 'a.b': 'c' } } } }, { targets: { staticConfig: { static: ['x'], labels: { ok: 'c' } } } }, { targets: undefined }], probe),
    ...each('ScrapeConfig', 'sd', DISCOVERIES, fragment => fragment),
    ...EXPRESSIONS.map((expr, at) => monitor('PrometheusRule', `expr-${at}`, { groups: [{ name: 'g', rules: [{ record: 'a:b', expr }] }] })),
    ...RULES.map((rule, at) => monitor('PrometheusRule', `rule-${at}`, { groups: [{ name: 'g', rules: [rule] }] })),
    ...GROUPS.map((groups, at) => monitor('PrometheusRule', `group-${at}`, { groups })),
  ];
}

const DISCOVERIES: readonly object[] = [
  { staticConfigs: [{ targets: ['x:80'], labels: { 'a.b': 'c' } }] },
  { kubernetesSDConfigs: [{ role: 'Pod' }] },
  { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'app=x' }] }] },
  { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Node', label: 'app=x' }] }] },
  { kubernetesSDConfigs: [{ role: 'Endpoints', selectors: [{ role: 'Service', field: 'metadata.name=x' }] }] },
  { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'app in (' }] }] },
  ...['app', '!app', '!app=x', 'app==x,tier notin (a,b)', 'app!=', 'app=a b', 'app in ()', 'app in (a b)', ',app', 'app,', 'app=x)', 'app>5', 'app<x', 'bad/key/x', 'in', 'app notin(a)', '', 'app in (a,,b)', 'app IN (a)']
    .map(label => ({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label }] }] })),
  ...['metadata.name', 'metadata.name=a=b', 'metadata.name!=x,', 'status.phase==Running,spec.nodeName=', 'a=b\\,c', 'a=b\\c', '=', ',']
    .map(field => ({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', field }] }] })),
  { staticConfigs: [{ targets: ['x:80'] }], nameValidationScheme: 'Legacy', nameEscapingScheme: 'AllowUTF8' },
  { staticConfigs: [{ targets: ['x:80'] }], nameValidationScheme: 'Legacy', nameEscapingScheme: 'Underscores' },
  { kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://x', namespaces: { ownNamespace: true } }] },
  { httpSDConfigs: [{ url: 'http://sd.example/x' }] },
  { httpSDConfigs: [{ url: 'https://sd.example/x', noProxy: 'x' }] },
  { dnsSDConfigs: [{ names: ['x'], type: 'A' }] },
  { dnsSDConfigs: [{ names: ['x'], type: 'A', port: 80 }] },
  { dnsSDConfigs: [{ names: ['x'], type: 'SRV' }] },
  { dnsSDConfigs: [{ names: ['x'] }] },
  { consulSDConfigs: [{ server: 'consul:8500' }] },
  { consulSDConfigs: [{ server: 'consul:8500', filter: 'x', healthFilter: 'y' }] },
  { azureSDConfigs: [{ subscriptionID: 'x', authenticationMethod: 'OAuth' }] },
  { azureSDConfigs: [{ subscriptionID: 'x', authenticationMethod: 'ManagedIdentity' }] },
  { azureSDConfigs: [{ subscriptionID: 'x', authenticationMethod: 'OAuth', tenantID: 't', clientID: 'c', clientSecret: key('token') }] },
  { azureSDConfigs: [{ subscriptionID: 'x' }] },
  { kumaSDConfigs: [{ server: 'http://kuma:5676' }] },
  { nomadSDConfigs: [{ server: 'http://nomad:4646' }] },
  { puppetDBSDConfigs: [{ url: 'https://puppet/pdb', query: 'x' }] },
  { dockerSDConfigs: [{ host: 'tcp://docker:2375' }] },
  { gceSDConfigs: [{ project: 'p', zone: 'z' }] },
  { ec2SDConfigs: [{ region: 'eu' }] },
  { ec2SDConfigs: [{ region: 'eu', accessKey: key('user') }] },
  { openstackSDConfigs: [{ role: 'Instance', region: 'r' }] },
  { hetznerSDConfigs: [{ role: 'hcloud' }] },
  { fileSDConfigs: [{ files: ['/a.json'] }] },
  { eurekaSDConfigs: [{ server: 'http://eureka:8761/eureka' }] },
  { staticConfigs: [{ targets: ['x:80'] }], scrapeInterval: '10s', scrapeTimeout: '20s' },
  { staticConfigs: [{ targets: ['x:80'] }], scrapeClass: 'nowhere' },
];

const rules = [{ record: 'a', expr: 'up' }];
const GROUPS: readonly (readonly object[])[] = [
  [{ name: 'g', rules }, { name: 'g', rules }], [{ name: 'g', rules }, { name: 'h', rules }], [{ name: 'g', rules: [...rules, ...rules] }], [{ name: 'g' }], [], [{ name: 'g', interval: '1m', limit: 1, query_offset: '1m', labels: { a: 'b' }, rules }],
  [{ name: 'g', labels: { 'a b': 'c' }, rules }], [{ name: 'g', labels: { __name__: 'c' }, rules }], [{ name: 'g', partial_response_strategy: 'warn', rules }], [{ name: 'g', interval: '', rules }],
];

/** Several fragments together, seeded. */
function together(count: number, seed: number): VerdictCase[] {
  const random = new Random(seed);
  const relabelings = () => random.int(3) === 0 ? { relabelings: [random.pick(RELABELINGS), random.pick(RELABELINGS)] } : {};
  const endpoint = () => Object.assign({ port: 'web' }, random.pick(AUTH), random.pick(TLS), random.pick(PROXY), random.pick(TIMES), relabelings());
  const valid = () => random.int(2) === 0 ? { port: 'web' } : endpoint();
  return Array.from({ length: count }, (_, at) => {
    const [kind, field] = random.pick([['ServiceMonitor', 'endpoints'], ['PodMonitor', 'podMetricsEndpoints']] as const);
    return monitor(kind, `mixed-${at}`, { selector: random.pick(SELECTORS), ...random.pick(CLASSES), [field]: [valid(), endpoint()] });
  });
}

/** Objects that a Prometheus selects. */
export function monitorCases(): VerdictCase[] {
  return [...alone(), ...together(60, 7)];
}

const route = { receiver: 'r' };
const routing = (name: string, spec: object): VerdictCase => ({
  name: `AlertmanagerConfig ${name}`, object: { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { ...meta(name), labels: { case: name } }, spec } as Manifest,
});
const receiver = (fields: object) => ({ route, receivers: [{ name: 'r', ...fields }] });
const url = key('url');

const ROUTINGS: readonly object[] = [
  { route, receivers: [{ name: 'r' }] }, { route, receivers: [{ name: 'r' }, { name: 'r' }] }, { route: { receiver: 'x' }, receivers: [{ name: 'r' }] }, { route: {}, receivers: [{ name: 'r' }] }, { receivers: [{ name: 'r' }] }, {},
  { route: { ...route, groupBy: ['a', 'a'] }, receivers: [{ name: 'r' }] }, { route: { ...route, groupBy: ['...', 'a'] }, receivers: [{ name: 'r' }] }, { route: { ...route, groupBy: ['...'] }, receivers: [{ name: 'r' }] },
  { route: { ...route, muteTimeIntervals: ['x'] }, receivers: [{ name: 'r' }] }, { route: { ...route, activeTimeIntervals: ['x'] }, receivers: [{ name: 'r' }] },
  { route: { ...route, routes: [{ receiver: 'x' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ receiver: 'r', groupWait: 'soon' }] }, receivers: [{ name: 'r' }] },
  { route: { ...route, routes: [{ receiver: 'r', groupInterval: '1 h' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ receiver: 'r', repeatInterval: '0s' }] }, receivers: [{ name: 'r' }] },
  { route: { ...route, routes: [{ receiver: 'r', groupwaitt: '1m' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ Receiver: 'r', groupwait: '1m' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ receiver: 5 }] }, receivers: [{ name: 'r' }] },
  { route: { ...route, matchers: [{ name: 'a', value: '(', matchType: '=~' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, matchers: [{ name: 'a', value: '(', regex: true }] }, receivers: [{ name: 'r' }] },
  { route: { ...route, matchers: [{ name: 'a', value: 'b|c', matchType: '=~' }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ matchers: [{ name: 'a', value: '(', matchType: '!~' }] }] }, receivers: [{ name: 'r' }] },
  { route: { ...route, routes: [{ matchers: [{ name: 'a', value: 'b', matchType: '==' }] }] }, receivers: [{ name: 'r' }] }, { route: { ...route, routes: [{ matchers: [{ name: '', value: 'b', matchType: '=' }] }] }, receivers: [{ name: 'r' }] },
  { route, receivers: [{ name: 'r' }], inhibitRules: [{ sourceMatch: [{ name: 'a', value: 'b', matchType: '=' }], targetMatch: [{ name: 'a', value: 'c', matchType: '=~' }] }] },
  { route, receivers: [{ name: 'r' }], inhibitRules: [{ sourceMatch: [{ name: 'a', value: '(', matchType: '=~' }], targetMatch: [{ name: 'a', value: 'c', matchType: '=' }] }] },
  { route, receivers: [{ name: 'r' }], inhibitRules: [{ sourceMatch: [{ name: 'a', value: 'b' }], targetMatch: [{ name: 'c', value: 'd' }], equal: ['namespace'] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ times: [{ startTime: '22:00', endTime: '06:00' }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ times: [{ startTime: '06:00', endTime: '22:00' }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ times: [{ startTime: '06:00' }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ weekdays: ['saturday:sunday'] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ weekdays: ['sunday:saturday'] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ daysOfMonth: [{ start: 0, end: 3 }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ daysOfMonth: [{ start: -3, end: -1 }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ daysOfMonth: [{ start: -3, end: 5 }] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ months: ['december:january'] }] }] },
  { route, receivers: [{ name: 'r' }], muteTimeIntervals: [{ name: 'n', timeIntervals: [{ years: ['2030:2026'] }] }] },
  receiver({ webhookConfigs: [{}] }), receiver({ webhookConfigs: [{ url: 'https://x.example' }] }), receiver({ webhookConfigs: [{ urlSecret: url }] }), receiver({ webhookConfigs: [{ urlSecret: absent }] }), receiver({ webhookConfigs: [{ urlSecret: missing }] }),
  receiver({ webhookConfigs: [{ urlSecret: key('empty') }] }), receiver({ webhookConfigs: [{ url: 'https://x.example', httpConfig: { basicAuth: { username: key('user'), password: key('password') }, authorization: { credentials: key('token') } } }] }),
  receiver({ webhookConfigs: [{ url: 'https://x.example', httpConfig: { authorization: {} } }] }), receiver({ webhookConfigs: [{ url: 'https://x.example', httpConfig: { noProxy: 'x' } }] }), receiver({ webhookConfigs: [{ url: 'https://x.example', httpConfig: { tlsConfig: { cert: { secret: key('token') } } } }] }),
  receiver({ emailConfigs: [{ to: 'a@b.example', from: 'c@d.example', smarthost: 'smtp:587' }] }), receiver({ emailConfigs: [{ from: 'c@d.example', smarthost: 'smtp:587' }] }), receiver({ emailConfigs: [{ to: 'a@b.example', from: 'c@d.example' }] }),
  receiver({ emailConfigs: [{ to: 'a@b.example', smarthost: 'smtp:587' }] }), receiver({ emailConfigs: [{ to: 'a@b.example', from: 'c@d.example', smarthost: 'smtp' }] }),
  receiver({ emailConfigs: [{ to: 'a@b.example', from: 'c@d.example', smarthost: 'smtp:587', headers: [{ key: 'Subject', value: 'x' }, { key: 'subject', value: 'y' }] }] }),
  receiver({ slackConfigs: [{ apiURL: url, channel: '#x' }] }), receiver({ slackConfigs: [{ channel: '#x' }] }), receiver({ slackConfigs: [{ apiURL: absent, channel: '#x' }] }), receiver({ slackConfigs: [{ apiURL: url, channel: '#x', title: '{{ .Foo' }] }),
  receiver({ slackConfigs: [{ apiURL: url, actions: [{ type: 'button', text: 'x' }] }] }), receiver({ slackConfigs: [{ apiURL: url, fields: [{ title: 'x', value: 'y' }] }] }),
  receiver({ pagerdutyConfigs: [{}] }), receiver({ pagerdutyConfigs: [{ routingKey: key('token') }] }), receiver({ pagerdutyConfigs: [{ routingKey: { key: 'token' } }] }), receiver({ pagerdutyConfigs: [{ routingKey: key('token'), url: 'nourl' }] }),
  receiver({ opsgenieConfigs: [{ apiKey: key('token'), responders: [{ type: 'team' }] }] }), receiver({ opsgenieConfigs: [{ apiKey: key('token'), responders: [{ name: 'a', type: 'team' }] }] }), receiver({ opsgenieConfigs: [{ responders: [{ name: 'a', type: 'team' }] }] }),
  receiver({ opsgenieConfigs: [{ apiKey: key('token'), responders: [{ name: 'a', type: 'people' }] }] }),
  receiver({ victoropsConfigs: [{ apiKey: key('token'), routingKey: 'x' }] }), receiver({ victoropsConfigs: [{ apiKey: key('token') }] }), receiver({ victoropsConfigs: [{ apiKey: key('token'), routingKey: 'x', customFields: [{ key: 'entity_id', value: 'y' }] }] }),
  receiver({ pushoverConfigs: [{ userKey: key('user'), token: key('token') }] }), receiver({ pushoverConfigs: [{ token: key('token') }] }), receiver({ pushoverConfigs: [{ userKeyFile: '/u', tokenFile: '/t' }] }), receiver({ pushoverConfigs: [{ userKey: key('user'), token: key('token'), html: true, monospace: true }] }),
  receiver({ snsConfigs: [{ topicARN: 'a', sigv4: { region: 'eu' } }] }), receiver({ snsConfigs: [{ sigv4: { region: 'eu' } }] }), receiver({ snsConfigs: [{ topicARN: 'a', phoneNumber: 'b', sigv4: { region: 'eu' } }] }), receiver({ snsConfigs: [{ topicARN: 'a', phoneNumber: 'b', targetARN: 'c', sigv4: { region: 'eu' } }] }),
  receiver({ telegramConfigs: [{ botToken: key('token'), chatID: 5 }] }), receiver({ telegramConfigs: [{ chatID: 5 }] }), receiver({ telegramConfigs: [{ botToken: key('token'), chatID: 0 }] }), receiver({ telegramConfigs: [{ botToken: key('token'), botTokenFile: '/x', chatID: 5 }] }),
  receiver({ discordConfigs: [{ apiURL: url }] }), receiver({ msteamsConfigs: [{ webhookUrl: url }] }), receiver({ msteamsConfigs: [{ webhookUrl: key('empty') }] }), receiver({ msteamsv2Configs: [{ webhookURL: url }] }), receiver({ webexConfigs: [{ roomID: 'r', httpConfig: { authorization: { credentials: key('token') } } }] }),
  receiver({ wechatConfigs: [{ apiSecret: key('token'), corpID: 'c' }] }), receiver({ wechatConfigs: [{ corpID: 'c' }] }), receiver({ rocketchatConfigs: [{ token: key('token'), tokenID: key('user'), channel: '#x' }] }),
  receiver({ webhookConfigs: [{ url: 'https://x.example', timeout: '5s' }], slackConfigs: [{ apiURL: url }] }),
];

/** Objects for an Alertmanager: each has a separate Alertmanager, because one may block it. */
export function routingCases(): VerdictCase[] {
  return ROUTINGS.map((spec, at) => routing(`routing-${at}`, spec));
}

/** Without a selector the operator does not generate the configuration of a Prometheus. */
const NOTHING = { matchLabels: { selects: 'nothing' } };
const SELECTS: { readonly [kind: string]: object } = { Prometheus: { serviceMonitorSelector: NOTHING }, PrometheusAgent: { serviceMonitorSelector: NOTHING } };

const server = (kind: string, name: string, spec: object): VerdictCase => ({
  name: `${kind} ${name}`,
  object: { apiVersion: kind === 'PrometheusAgent' ? 'monitoring.coreos.com/v1alpha1' : 'monitoring.coreos.com/v1', kind, metadata: meta(name), spec: { replicas: 0, ...SELECTS[kind], ...kind === 'ThanosRuler' && !('queryEndpoints' in spec) && !('queryConfig' in spec) && { queryEndpoints: ['query:9090'] }, ...spec } } as Manifest,
});

const writes = (fields: object) => ({ remoteWrite: [{ url: 'https://write.example', ...fields }] });
const both = { username: key('user'), password: key('password') };

const SCRAPERS: readonly object[] = [
  {}, { version: 'v3.5.0' }, { version: 'v2.55.1' }, { version: 'v1.8.0' }, { version: 'latest' }, { version: 'v4.0.0' }, { scrapeInterval: '10s', scrapeTimeout: '20s' }, { scrapeInterval: '20s', scrapeTimeout: '20s' },
  { scrapeClasses: [{ name: 'a', default: true }, { name: 'b', default: true }] }, { scrapeClasses: [{ name: 'a', default: true }, { name: 'b' }] }, { scrapeClasses: [{ name: 'a', relabelings: [{ action: 'replace' }] }] }, { scrapeClasses: [{ name: 'a', tlsConfig: { certFile: '/x' } }] },
  { scrapeClasses: [{ name: 'a', authorization: { type: 'Basic', credentials: key('token') } }] }, { scrapeClasses: [{ name: 'a', metricRelabelings: [{ action: 'keep', regex: '(' }] }] },
  { additionalScrapeConfigs: absent }, { additionalScrapeConfigs: key('token') }, { additionalScrapeConfigs: { ...absent, optional: true } },
  { additionalArgs: [{ name: 'web.cors.origin', value: '.*' }] }, { additionalArgs: [{ name: 'config.file', value: 'x' }] }, { additionalArgs: [{ name: 'no-config.file' }] },
  writes({}), writes({ basicAuth: both }), writes({ basicAuth: both, authorization: { credentials: key('token') } }), writes({ basicAuth: { username: key('user'), password: absent } }), writes({ sigv4: { accessKey: key('user') } }), writes({ sigv4: { region: 'eu' } }),
  writes({ azureAd: { cloud: 'AzurePublic' } }), writes({ azureAd: { managedIdentity: { clientId: '00000000-0000-0000-0000-000000000000' } } }), writes({ azureAd: { managedIdentity: { clientId: '00000000-0000-0000-0000-000000000000' }, sdk: {} } }), writes({ azureAd: { oauth: { clientId: 'x', clientSecret: key('token'), tenantId: 'x' } } }),
  writes({ authorization: { type: 'Basic', credentials: key('token') } }), writes({ oauth2: { clientId: {}, clientSecret: key('token'), tokenUrl: 'https://x' } }), writes({ tlsConfig: { cert: { secret: key('token') } } }), writes({ noProxy: 'x' }), writes({ proxyUrl: 'http://x', noProxy: 'y' }),
  { additionalScrapeConfigs: key('jobs') }, { additionalScrapeConfigs: key('map') }, { additionalScrapeConfigs: key('empty') }, { additionalScrapeConfigs: missing }, { additionalScrapeConfigs: { ...missing, optional: true } }, { additionalScrapeConfigs: { key: 'x', optional: true } },
  { serviceName: 'of-prometheus' }, { serviceName: 'of-another' }, { web: { tlsConfig: { keySecret: { key: 'x' }, cert: { secret: key('token') } } } }, { web: { tlsConfig: { cert: { secret: key('token') }, keyFile: '/k' } } }, { web: { tlsConfig: { keySecret: key('token'), certFile: '/c' } } },
  { scrapeInterval: '1m', scrapeTimeout: '45s' }, { scrapeTimeout: '45s' }, { scrapeTimeout: '30s' }, { version: 'v2.23.0', web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } },
  { serviceName: 'nothing' }, { image: 'example/prometheus:v3.5.0' }, { image: 'BAD IMAGE' }, { containers: [{ name: 'prometheus', args: ['--x'] }] }, { containers: [{ name: 'side', image: 'x' }] },
  { otlp: {}, version: 'v2.54.0' }, { otlp: {}, version: 'v3.5.0' }, { otlp: { translationStrategy: 'NoTranslation' }, version: 'v3.3.0' }, { otlp: { translationStrategy: 'NoTranslation' }, version: 'v3.5.0' }, { otlp: { promoteAllResourceAttributes: true, promoteResourceAttributes: ['x'] }, version: 'v3.5.0' },
  { otlp: { ignoreResourceAttributes: ['x'] }, version: 'v3.5.0' }, { otlp: { translationStrategy: 'NoUTF8EscapingWithSuffixes' }, nameValidationScheme: 'Legacy', version: 'v3.5.0' }, { tracingConfig: { endpoint: 'x:1', samplingFraction: '2' } }, { tracingConfig: { endpoint: 'x:1', samplingFraction: '0.5' } },
  { serviceMonitorSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, { serviceMonitorSelector: { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] } }, { podMonitorNamespaceSelector: { matchLabels: { a: 'not a value' } } },
  { web: { tlsConfig: { keySecret: key('token'), cert: {} } } }, { web: { tlsConfig: { keySecret: key('token'), cert: { secret: key('token') } } } }, { web: { tlsConfig: { keySecret: key('token'), keyFile: '/k', cert: { secret: key('token') } } } }, { web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } },
];

const SERVERS: readonly object[] = [
  { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web' }] } }, { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', basicAuth: both, bearerTokenFile: '/x' }] } }, { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', relabelings: [{ action: 'hashmod' }] }] } },
  { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', alertRelabelings: [{ action: 'labeldrop', regex: 'a', targetLabel: 'b' }] }] } }, { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', sigv4: { accessKey: key('user') } }] } },
  { additionalAlertRelabelConfigs: key('token') }, { additionalAlertRelabelConfigs: absent }, { additionalAlertManagerConfigs: key('token') }, { additionalAlertManagerConfigs: absent }, { ruleSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } },
  { retentionPercentage: 120, version: 'v3.11.0' }, { retentionPercentage: 80, version: 'v3.11.0' }, { thanos: { version: 'v0.39.0' } }, { thanos: { objectStorageConfig: absent } }, { remoteRead: [{ url: 'https://read.example', basicAuth: both, authorization: { credentials: key('token') } }] }, { remoteRead: [{ url: 'https://read.example', basicAuth: both }] },
  // no Prometheus selects monitors: the configuration is not generated, and its inputs are not checked
  ...[writes({ basicAuth: both, authorization: { credentials: key('token') } }), writes({ azureAd: { cloud: 'AzurePublic' } }), { additionalScrapeConfigs: absent }, { scrapeInterval: '10s', scrapeTimeout: '20s' }, { otlp: {}, version: 'v2.54.0' },
    { scrapeClasses: [{ name: 'a', relabelings: [{ action: 'replace' }] }] }, { ruleSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, { podMonitorNamespaceSelector: { matchLabels: { a: 'not a value' } } }, { version: 'latest' },
    { serviceName: 'nothing' }, { web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } }, { tsdb: { staleSeriesCompactionThreshold: '2' } }, { retentionPercentage: 120, version: 'v3.11.0' }, { additionalArgs: [{ name: 'config.file' }] },
    { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', basicAuth: both, bearerTokenFile: '/x' }] } }, { remoteRead: [{ url: 'https://read.example', basicAuth: both, authorization: { credentials: key('token') } }] }, { tracingConfig: { endpoint: 'x:1', samplingFraction: '2' } },
    { scrapeClasses: [{ name: 'a', default: true }, { name: 'b', default: true }] }].map(spec => ({ serviceMonitorSelector: undefined, ...spec })),
  { additionalAlertRelabelConfigs: key('steps') }, { additionalAlertManagerConfigs: key('map') }, { alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', relabelings: [{ action: 'keepequal', sourceLabels: ['x'], targetLabel: 'y', regex: '(.*)' }] }] } },
  writes({ writeRelabelConfigs: [{ action: 'labeldrop', regex: 'a', targetLabel: 'b' }] }), writes({ writeRelabelConfigs: [{ action: 'dropequal', sourceLabels: ['x'], targetLabel: 'y', regex: '(.*)' }] }), writes({ writeRelabelConfigs: [{ action: 'keep', sourceLabels: [''], regex: 'y' }] }),
  { nameValidationScheme: 'Legacy', ...writes({ writeRelabelConfigs: [{ sourceLabels: ['x'], targetLabel: 'k8s.pod' }] }) },
  { tsdb: { staleSeriesCompactionThreshold: '2' } }, { tsdb: { outOfOrderTimeWindow: '30m' } }, { query: { lookbackDelta: '5m' } }, { exemplars: { maxSize: 10 } },
];

const RULERS: readonly object[] = [
  {}, { version: 'v0.39.0' }, { version: 'latest' }, { queryEndpoints: [] }, { queryConfig: key('token') }, { queryConfig: absent, queryEndpoints: [] }, { version: 'v0.23.0', ...writes({}) }, { version: 'v0.39.0', ...writes({}) }, { version: 'v0.39.0', ...writes({ basicAuth: both, authorization: { credentials: key('token') } }) },
  { version: 'v0.20.2', web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } }, { version: 'v0.39.0', web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } }, { serviceName: 'of-another' },
  { additionalArgs: [{ name: 'data-dir', value: 'x' }] }, { serviceName: 'nothing' }, { ruleSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, { containers: [{ name: 'side', image: 'x' }] },
];

const ALERTMANAGERS: readonly object[] = [
  {}, { version: 'v0.28.0' }, { version: 'v1.0.0' }, { version: 'latest' }, { version: 'v0.14.0' }, { configSecret: 'nothing' }, { configSecret: 'nothing', alertmanagerConfigSelector: NOTHING }, { configSecret: 'credentials', alertmanagerConfigSelector: { matchLabels: { case: 'nothing' } } },
  { alertmanagerConfiguration: { name: 'nothing' } }, { alertmanagerConfigSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, { alertmanagerConfigNamespaceSelector: { matchLabels: { a: 'not a value' } }, alertmanagerConfigSelector: NOTHING }, { additionalArgs: [{ name: 'config.file', value: 'x' }] },
  { additionalArgs: [{ name: 'dispatch.maintenance-interval', value: '1m' }] }, { web: { tlsConfig: { keySecret: key('token'), cert: {} } } }, { web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } }, { serviceName: 'nothing' }, { containers: [{ name: 'side', image: 'x' }] }, { image: 'BAD IMAGE' },
  { version: 'v0.21.0', web: { tlsConfig: { certFile: '/c', keyFile: '/k' } } }, { clusterTLS: { server: { certFile: '/c', keyFile: '/k' }, client: { cert: { secret: key('token') }, keySecret: key('token') } } }, { serviceName: 'of-another' },
  { clusterTLS: { server: { cert: { secret: key('token') }, keySecret: key('token') }, client: { cert: { secret: key('token') }, keySecret: key('token') } } }, { version: 'v0.23.0', clusterTLS: { server: { certFile: '/c', keyFile: '/k' }, client: { cert: { secret: key('token') }, keySecret: key('token') } } },
  { clusterTLS: { server: { cert: { secret: key('token') }, keySecret: key('token') }, client: {} } },
];

/** The servers themselves. */
export function serverCases(): VerdictCase[] {
  const each = (kind: string, list: readonly object[]) => list.map((spec, at) => server(kind, `${kind.toLowerCase()}-${at}`, spec));
  return [...each('Prometheus', [...SCRAPERS, ...SERVERS]), ...each('PrometheusAgent', SCRAPERS), ...each('ThanosRuler', RULERS), ...each('Alertmanager', ALERTMANAGERS)];
}
