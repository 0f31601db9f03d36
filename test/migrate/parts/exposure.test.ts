import { exposurePart } from '../../../src/migrate/parts/exposure';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (values: unknown) => exposurePart(values, RELEASE);
const options = (values: unknown) => Object.fromEntries(made(values).options.map(([path, { code }]) => [path, code]));
const codes = (values: unknown) => made(values).statements.map(({ code }) => code.replace(/\s+/g, ' '));
const INNER = 'kps-kube-prometheus-stack-prometheus.monitoring:9090';

test('an Ingress keeps its name, its hosts and the Service of the chart', () => {
  const ingress = { enabled: true, ingressClassName: 'nginx', hosts: ['prom.{{ .Release.Name }}.example.org'], tls: [{ secretName: 'prom-tls', hosts: ['prom.kps.example.org'] }], annotations: { a: 'b' } };
  expect(codes({ prometheus: { ingress } })).toEqual(['new ApiObject(chart, \'PrometheusIngress\', { apiVersion: \'networking.k8s.io/v1\', kind: \'Ingress\','
    + ' metadata: { name: \'kps-kube-prometheus-stack-prometheus\', annotations: { a: \'b\' } },'
    + ' spec: { ingressClassName: \'nginx\', tls: [{ secretName: \'prom-tls\', hosts: [\'prom.kps.example.org\'] }], rules: [ { host: \'prom.kps.example.org\', http: { paths: ['
    + ' { path: \'/\', pathType: \'ImplementationSpecific\', backend: { service: { name: \'kps-kube-prometheus-stack-prometheus\', port: { number: 9090 } } }, }, ], }, }, ], }, });']);
  expect(made({ prometheus: { ingress } }).values.map(({ path, outcome }) => `${outcome} ${path}`)).toEqual([
    'mapped prometheus.ingress.enabled', 'mapped prometheus.ingress.ingressClassName', 'mapped prometheus.ingress.hosts', 'mapped prometheus.ingress.tls', 'mapped prometheus.ingress.annotations',
  ]);
});

test('routes keep the parents, the hosts and the rules; keys that the chart does not read are not judged here', () => {
  const route = { main: { enabled: true, hostnames: ['alerts.example.org'], parentRefs: [{ name: 'inner', namespace: 'net' }], hostname: 'x' }, other: { enabled: false } };
  expect(codes({ alertmanager: { route } })).toEqual(['new ApiObject(chart, \'AlertmanagerRoute\', { apiVersion: \'gateway.networking.k8s.io/v1\', kind: \'HTTPRoute\','
    + ' metadata: { name: \'kps-kube-prometheus-stack-alertmanager\' }, spec: { parentRefs: [{ name: \'inner\', namespace: \'net\' }], hostnames: [\'alerts.example.org\'],'
    + ' rules: [ { backendRefs: [{ name: \'kps-kube-prometheus-stack-alertmanager\', port: 9093 }], matches: [{ path: { type: \'PathPrefix\', value: \'/\' } }], }, ], }, });']);
  expect(made({ alertmanager: { route } }).values.map(({ path }) => path)).not.toContain('alertmanager.route.main.hostname');
});

// templates/prometheus/prometheus.yaml and alertmanager/alertmanager.yaml of 88.5.3
test.each([
  ['the Service', {}, `http://${INNER}`],
  ['an Ingress with TLS', { prometheus: { ingress: { enabled: true, hosts: ['prom.example.org'], tls: [{ secretName: 'x' }] } } }, 'https://prom.example.org/'],
  ['an Ingress without TLS', { prometheus: { ingress: { enabled: true, hosts: ['prom.example.org'] }, prometheusSpec: { routePrefix: '/prom' } } }, 'http://prom.example.org/prom'],
  ['a route', { prometheus: { route: { main: { enabled: true, hostnames: ['prom.example.org'] } } } }, 'http://prom.example.org/'],
  ['an Ingress that is off', { prometheus: { ingress: { enabled: false, hosts: ['prom.example.org'] } } }, `http://${INNER}`],
])('the URL in alerts is that of %s', (_, values, url) => expect(options(values)['prometheus.externalUrl']).toBe(`'${url}'`));

test('the URL of Alertmanager has no TLS in the chart, which is reported; a URL in the values is kept', () => {
  const values = { alertmanager: { ingress: { enabled: true, hosts: ['am.example.org'], tls: [{ secretName: 'x' }] } } };
  expect(options(values)['alertmanager.externalUrl']).toBe('\'http://am.example.org/\'');
  expect(made(values).warnings).toEqual(['The chart uses http://am.example.org/ in notifications. Set "alertmanager: { externalUrl }" to the https URL if users reach it over HTTPS.']);
  expect(options({ alertmanager: { alertmanagerSpec: { externalUrl: 'https://am.example.org' } } })['alertmanager.externalUrl']).toBeUndefined();
});

test('each replica keeps its Service and its Ingress', () => {
  const values = { prometheus: { servicePerReplica: { enabled: true }, ingressPerReplica: { enabled: true, hostPrefix: 'prom', hostDomain: 'example.org', paths: ['/'] }, prometheusSpec: { replicas: 2 } } };
  const found = codes(values);
  expect(found.map(code => /'(\w+)', \{ apiVersion/.exec(code)![1])).toEqual(['PrometheusService0', 'PrometheusIngress0', 'PrometheusService1', 'PrometheusIngress1']);
  expect(found[2]).toContain('selector: { \'app.kubernetes.io/name\': \'prometheus\', \'operator.prometheus.io/name\': \'kps-kube-prometheus-stack-prometheus\','
    + ' \'statefulset.kubernetes.io/pod-name\': \'prometheus-kps-kube-prometheus-stack-prometheus-1\', }');
  expect(found[3]).toContain('host: \'prom-1.example.org\'');
});

test('a template that only Helm can evaluate is reported', () => {
  const { warnings, options: found } = made({ prometheus: { ingress: { enabled: true, hosts: ['prom.{{ .Values.domain }}'] } } });
  expect(warnings).toEqual(['The Ingress of prometheus.ingress has Helm templates ("{{ ... }}"): write their result.']);
  expect(found.map(([path]) => path)).toEqual(['alertmanager.externalUrl']);
});

test('a disabled component has no address', () => expect(made({ prometheus: { enabled: false, ingress: { enabled: true } }, alertmanager: { enabled: false } })).toEqual({ options: [], statements: [], values: [], warnings: [] }));

test.each([null, 5, [], { prometheus: 'x' }, { prometheus: { ingress: 'x', route: [], servicePerReplica: 5 } }, { prometheus: { ingress: { enabled: true, hosts: 'x', paths: 5, tls: 'y' }, route: { main: 5, a: { enabled: true, matches: 'x' } } } }, { prometheus: { servicePerReplica: { enabled: true }, prometheusSpec: { replicas: 1e9 } } }])('%j does not stop it', values => {
  expect(() => made(values)).not.toThrow();
});
