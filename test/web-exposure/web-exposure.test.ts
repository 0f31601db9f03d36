import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Alertmanager, Grafana, GrafanaDatasource, OAuth2Proxy, OAuth2ProxyProps, Prometheus, PrometheusOptions, ScrapeGraph, SessionToken, ThanosEndpoint, ThanosQuery, ThanosRuler, WebIngress, WebIngressProps, WebRoute, WebRouteProps, WebUiReference } from '../../src';
import { namesOf } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const UI: WebUiReference = { serviceName: 'prometheus-main', namespace: 'monitoring', port: 9090, podLabels: { app: 'prometheus' }, podPort: 9090, requiresAuthentication: true };
const HOST = 'prometheus.example.org';
const GATEWAY = { name: 'public', namespace: 'gateways', sectionName: 'https' };

function made(make: (scope: Construct) => unknown) {
  const chart = aChart('elsewhere');
  make(chart);
  return chart;
}
const ingress = (props: Partial<WebIngressProps> = {}) => made(scope => new WebIngress(scope, 'Web', { ui: UI, host: HOST, controllerNamespace: 'ingress-nginx', tlsSecretName: 'web', ...props }));
const route = (props: Partial<WebRouteProps> = {}) => made(scope => new WebRoute(scope, 'Web', { ui: UI, host: HOST, gateway: GATEWAY, ...props }));
const LOGIN: OAuth2ProxyProps = { ui: { ...UI, requiresAuthentication: false }, issuerUrl: 'https://login.example.org', host: HOST, secret: { secretName: 'login' }, emailDomains: ['example.org'] };
const login = (props: Partial<OAuth2ProxyProps> = {}) => made(scope => new OAuth2Proxy(scope, 'Login', { ...LOGIN, ...props }));

test('an Ingress is in the Service\'s namespace, and a policy allows the controller, in addition to other clients', () => {
  const objects = synth(ingress({ ingressClassName: 'nginx', annotations: { 'cert-manager.io/cluster-issuer': 'public' } }));
  expect(namesOf(objects)).toEqual(['NetworkPolicy prometheus-main-web', 'Ingress prometheus-main']);
  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(['monitoring', 'monitoring']);
  expect(theOne(objects, 'Ingress')).toMatchObject({
    metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'public' } },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [HOST], secretName: 'web' }],
      rules: [{ host: HOST, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'prometheus-main', port: { number: 9090 } } } }] } }],
    },
  });
  expect(theOne(objects, 'NetworkPolicy').spec).toEqual({
    podSelector: { matchLabels: { app: 'prometheus' } },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ port: 9090, protocol: 'TCP' }], from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }] }],
  });
});

test('a controller outside of the cluster is allowed by its networks', () => {
  const { spec } = theOne(synth(ingress({ controllerNamespace: undefined, controllerCidrs: ['10.0.0.0/16'] })), 'NetworkPolicy');
  expect(spec.ingress[0].from).toEqual([{ ipBlock: { cidr: '10.0.0.0/16' } }]);
});

test('a component without a NetworkPolicy gets none, because it would block other clients', () => {
  const chart = aChart('monitoring');
  const { webUi: ui } = new Grafana(chart, 'Grafana', { admin: { secretName: 'admin' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'p', namespace: 'monitoring' })], storage: { size: Size.gibibytes(1) }, rootUrl: `https://${HOST}`, networkPolicy: false });
  const open = new WebIngress(chart, 'Ingress', { ui, host: HOST, tlsSecretName: 'web' });
  const routed = new WebRoute(chart, 'Route', { ui, host: HOST, gateway: GATEWAY });
  expect([open.networkPolicy, routed.networkPolicy]).toEqual([undefined, undefined]);
  expect(namesOf(synth(chart)).filter(name => name.startsWith('NetworkPolicy'))).toEqual([]);
});

test.each<[string, (chart: Construct) => { readonly webUi?: WebUiReference }]>([
  ['Prometheus', chart => new Prometheus(chart, 'P', { storage: { size: Size.gibibytes(1) }, networkPolicy: false })],
  ['Alertmanager', chart => new Alertmanager(chart, 'A', { configSecret: 'c', networkPolicy: false })],
  ['ThanosQuery', chart => new ThanosQuery(chart, 'Q', { endpoints: [ThanosEndpoint.address('store:10901')], networkPolicy: false })],
])('the same for a %s', (_, make) => {
  const chart = aChart('monitoring');
  expect(new WebIngress(chart, 'Ingress', { ui: make(chart).webUi!, host: HOST, insecure: true }).networkPolicy).toBeUndefined();
});

test('a route belongs to a listener of its Gateway, whose data plane is allowed', () => {
  const objects = synth(route());
  expect(theOne(objects, 'HTTPRoute').spec).toEqual({ parentRefs: [GATEWAY], hostnames: [HOST], rules: [{ backendRefs: [{ name: 'prometheus-main', port: 9090 }] }] });
  const from = (props: Partial<WebRouteProps>) => theOne(synth(route(props)), 'NetworkPolicy').spec.ingress[0].from.map((peer: any) => peer.ipBlock?.cidr ?? Object.values(peer.namespaceSelector.matchLabels)[0]);
  expect([from({}), from({ dataPlaneNamespace: 'envoy' }), from({ dataPlaneCidrs: ['10.0.0.0/16'] })]).toEqual([['gateways'], ['envoy'], ['10.0.0.0/16']]);
});

describe('a login', () => {
  test('is in front of the Service, and user-facing routes lead to it', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', { externalUrl: `https://${HOST}` });
    const proxy = new OAuth2Proxy(chart, 'Login', { ...LOGIN, ui: prometheus.webUi! });
    new WebIngress(chart, 'Web', { ui: proxy.webUi, host: HOST, controllerNamespace: 'ingress-nginx', tlsSecretName: 'web' });
    expect(noticesOf(chart).filter(notice => notice.includes('web-exposure'))).toEqual([]);
    const objects = synth(chart);
    expect(theOne(objects, 'Ingress').spec.rules[0].http.paths[0].backend.service).toEqual({ name: 'prometheus-main-login', port: { number: 4180 } });
    const { containers: [{ args, env }] } = theOne(objects, 'Deployment').spec.template.spec;
    expect(args).toEqual(expect.arrayContaining(['--upstream=http://prometheus-main.monitoring.svc:9090/', `--redirect-url=https://${HOST}/oauth2/callback`, '--email-domain=example.org', '--cookie-secure=true']));
    expect(env.map(({ name, valueFrom }: any) => [name, valueFrom.secretKeyRef])).toEqual([
      ['OAUTH2_PROXY_CLIENT_ID', { name: 'login', key: 'client-id' }], ['OAUTH2_PROXY_CLIENT_SECRET', { name: 'login', key: 'client-secret' }], ['OAUTH2_PROXY_COOKIE_SECRET', { name: 'login', key: 'cookie-secret' }],
    ]);
  });

  test('its metrics are on a separate port, only for scrapers', () => {
    const objects = synth(login());
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints).toEqual([{ port: 'metrics' }]);
    expect(theOne(objects, 'NetworkPolicy').spec.ingress.map(({ ports }: any) => ports[0].port)).toEqual([4180, 44180]);
    expect(theOne(objects, 'Deployment').spec.template.spec.containers[0].args).toContain('--metrics-address=0.0.0.0:44180');
  });

  test.each<[string, Partial<OAuth2ProxyProps>, string]>([
    ['web-exposure/upstream-https', { ui: { ...UI, requiresAuthentication: false, isHttps: true } }, 'remove its "tls"'],
    ['web-exposure/upstream-https', { ui: UI }, 'remove its "authProxy"'],
    ['web-exposure/host', { host: 'a/b' }, 'without a scheme'],
    ['web-exposure/nobody', { emailDomains: [] }, 'add the domains of your users'],
    ['manifest/url', { issuerUrl: 'login.example.org' }, 'issuerUrl'],
    ['manifest/reference', { secret: { secretName: 'A' } }, 'secret.secretName'],
    ['manifest/number', { replicas: 0 }, 'replicas'],
  ])('%s: %#', (id, props, cure) => {
    const errors = errorsOf(login(props));
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(cure);
  });

  test('that allows everybody is a warning, unless a group is required', () => {
    expect(noticesOf(login({ emailDomains: ['*'] })).join()).toContain('[web-exposure/everybody]');
    expect(noticesOf(login({ emailDomains: ['*'], allowedGroups: ['ops'] }))).toEqual([]);
    expect(theOne(synth(login({ allowedGroups: ['ops'] })), 'Deployment').spec.template.spec.containers[0].args).toContain('--allowed-group=ops');
  });
});

describe('said', () => {
  test.each<[string, () => ReturnType<typeof aChart>, string]>([
    ['web-exposure/open', () => ingress({ ui: { ...UI, requiresAuthentication: false } }), 'put an OAuth2Proxy in front of it'],
    ['web-exposure/open', () => route({ ui: { ...UI, requiresAuthentication: false } }), 'put an OAuth2Proxy in front of it'],
    ['web-exposure/plain', () => ingress({ tlsSecretName: undefined }), 'set "tlsSecretName"'],
    ['web-exposure/external-url', () => ingress({ ui: { ...UI, externalUrl: 'https://prom.example.org/' } }), 'set the URL to that host'],
    ['web-exposure/backend-https', () => ingress({ ui: { ...UI, isHttps: true } }), 'backend-protocol: HTTPS'],
    ['web-exposure/backend-https', () => route({ ui: { ...UI, isHttps: true } }), 'a BackendTLSPolicy'],
  ])('%s: %#', (id, chart, cure) => {
    const notices = noticesOf(chart()).join('\n');
    expect(notices).toContain(`[${id}]`);
    expect(notices).toContain(cure);
  });

  test('a valid configuration reports nothing', () => {
    const quiet = [
      ingress({ ui: { ...UI, externalUrl: `https://${HOST}/` } }), ingress({ ui: { ...UI, requiresAuthentication: false }, insecure: true }), ingress({ tlsSecretName: undefined, annotations: { 'alb.ingress.kubernetes.io/certificate-arn': 'arn' } }),
      ingress({ ui: { ...UI, isHttps: true }, annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' } }), route(),
    ];
    for (const chart of quiet) { expect(noticesOf(chart)).toEqual([]); }
  });
});

test.each<[string, () => ReturnType<typeof aChart>, string]>([
  ['web-exposure/from-nowhere', () => ingress({ controllerNamespace: undefined }), 'such as "controllerNamespace: ingress-nginx"'],
  ['web-exposure/host', () => ingress({ host: 'https://prometheus.example.org' }), 'without a scheme'],
  ['web-exposure/host', () => route({ host: 'prometheus' }), 'without a scheme'],
  ['net/cidr', () => ingress({ controllerCidrs: ['10.0.0.0'] }), 'write it like "10.0.0.0/8"'],
  ['net/cidr', () => route({ dataPlaneCidrs: ['a'] }), 'write it like "10.0.0.0/8"'],
  ['manifest/namespace-name', () => ingress({ controllerNamespace: 'A' }), 'controllerNamespace'],
  ['manifest/reference', () => ingress({ tlsSecretName: 'A' }), 'tlsSecretName'],
])('%s: %#', (id, chart, cure) => {
  const errors = errorsOf(chart());
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

describe('every user interface has a reference', () => {
  const uis: [string, (scope: Construct) => WebUiReference, string][] = [
    ['Prometheus', scope => new Prometheus(scope, 'P').webUi!, 'prometheus-main'],
    ['Alertmanager', scope => new Alertmanager(scope, 'A', { configSecret: 'a' }).webUi, 'alertmanager-main'],
    ['Thanos Query', scope => new ThanosQuery(scope, 'Q', { endpoints: [ThanosEndpoint.address('a:1')] }).webUi, 'thanos-query'],
    ['Thanos Ruler', scope => new ThanosRuler(scope, 'R', { queryEndpoints: ['a:1'] }).webUi, 'thanos-ruler-main'],
    ['Grafana', scope => new Grafana(scope, 'G', { admin: { secretName: 'a' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'a', namespace: 'b' })] }).webUi, 'grafana'],
  ];

  test.each(uis)('%s: its Service has the port, which refers to a port of its pods', (_, uiOf, name) => {
    const chart = aChart('monitoring');
    const ui = uiOf(chart);
    const objects = synth(chart);
    const service = theOne(objects.filter(({ metadata }) => metadata.name === name), 'Service');
    expect([ui.serviceName, ui.namespace]).toEqual([name, 'monitoring']);
    expect(service.spec.ports.map(({ port }: any) => port)).toContain(ui.port);
    expect(service.spec.selector).toEqual(ui.podLabels);
    const policy = theOne(objects.filter(({ metadata }) => metadata.name === name), 'NetworkPolicy');
    expect(JSON.stringify(policy.spec.ingress)).toContain(`"port":${ui.podPort}`);
    expect(policy.spec.podSelector.matchLabels).toEqual(ui.podLabels);
  });

  test('with a proxy it is that of the proxy, which requires a token; without a Service there is none', () => {
    const of = (props: PrometheusOptions) => new Prometheus(aChart('monitoring'), 'P', props).webUi;
    expect(of({ listenLocal: true, authProxy: true })).toMatchObject({ podPort: 9091, isHttps: true, requiresAuthentication: true });
    expect(of({ service: false })).toBeUndefined();
  });
});

describe('each replica', () => {
  const HOSTS = (pod: string) => `${pod}.example.org`;

  function exposed() {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', { replicas: 2, shards: 2, externalUrl: 'https://prometheus.example.org', storage: { size: Size.gibibytes(10) } });
    const alertmanager = new Alertmanager(chart, 'Alertmanager', { replicas: 2, configSecret: 'alertmanager-config' });
    return { chart, prometheus, alertmanager };
  }

  test('has a Service with the name of its pod, which selects only that pod', () => {
    const { chart, prometheus, alertmanager } = exposed();
    const uis = [...prometheus.addReplicaServices(), ...alertmanager.addReplicaServices()];
    const names = ['prometheus-main-0', 'prometheus-main-1', 'prometheus-main-shard-1-0', 'prometheus-main-shard-1-1', 'alertmanager-main-0', 'alertmanager-main-1'];
    expect(uis.map(({ serviceName }) => serviceName)).toEqual(names);
    expect(prometheus.addReplicaServices()).toHaveLength(4);
    const services = synth(chart).filter(({ kind, metadata }) => kind === 'Service' && names.includes(metadata.name));
    expect(services.map(({ spec }) => spec.selector['statefulset.kubernetes.io/pod-name'])).toEqual(services.map(({ metadata }) => metadata.name));
    expect(services[0].spec.ports).toEqual([{ name: 'web', port: 9090, targetPort: 'web', protocol: 'TCP' }]);
    expect([prometheus.replicaServices.length, alertmanager.replicaServices.length]).toEqual([4, 2]);
  });

  test('has its own route and its own Ingress, and the policy allows the controller for that pod', () => {
    const { chart, prometheus, alertmanager } = exposed();
    for (const ui of prometheus.addReplicaServices()) { new WebRoute(chart, `Route-${ui.serviceName}`, { ui, host: HOSTS(ui.serviceName), gateway: GATEWAY, insecure: true }); }
    for (const ui of alertmanager.addReplicaServices()) {
      new WebIngress(chart, `Ingress-${ui.serviceName}`, { ui, host: HOSTS(ui.serviceName), controllerNamespace: 'ingress-nginx', tlsSecretName: 'web', insecure: true });
    }
    const objects = synth(chart);
    const routes = objects.filter(({ kind }) => kind === 'HTTPRoute').map(({ spec }) => [spec.hostnames[0], spec.rules[0].backendRefs[0].name]);
    expect(routes).toEqual(prometheus.replicaServices.map(({ name }) => [HOSTS(name), name]));
    const policy = objects.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'alertmanager-main-1-web');
    expect(policy!.spec.podSelector.matchLabels['statefulset.kubernetes.io/pod-name']).toBe('alertmanager-main-1');
    // the shared URL is not a mistake of one
    expect(noticesOf(chart).filter(notice => notice.includes('web-exposure'))).toEqual([]);
  });

  test('is not scraped a second time', () => {
    const { chart, prometheus, alertmanager } = exposed();
    const scrapes = () => JSON.parse(ScrapeGraph.of(chart).explainAsJson())[0].scrapes.map(({ target, service }: any) => `${target} ${service}`).sort();
    const before = scrapes();
    prometheus.addReplicaServices();
    alertmanager.addReplicaServices();
    expect(scrapes()).toEqual(before);
  });

  test('does not exist without a Service', () => {
    const chart = aChart('monitoring');
    expect(new Prometheus(chart, 'Prometheus', { service: false }).addReplicaServices()).toEqual([]);
  });

  test('behind a proxy refers to the proxy', () => {
    const chart = aChart('monitoring');
    const [ui] = new Prometheus(chart, 'Prometheus', { listenLocal: true, authProxy: true }).addReplicaServices();
    expect([ui.podPort, ui.isHttps, ui.requiresAuthentication]).toEqual([9091, true, true]);
    expect(synth(chart).find(({ kind, metadata }) => kind === 'Service' && metadata.name === ui.serviceName)!.spec.ports[0].targetPort).toBe('auth-proxy');
  });
});

describe('a session', () => {
  const ruleOf = (sessionPersistence: WebRouteProps['sessionPersistence']) => theOne(synth(route({ sessionPersistence })), 'HTTPRoute').spec.rules[0];

  test('keeps a client at one pod, by a cookie unless a header is set', () => {
    expect(ruleOf({}).sessionPersistence).toEqual({ type: 'Cookie' });
    expect(ruleOf({ token: SessionToken.HEADER, sessionName: 'pod', absoluteTimeout: Duration.minutes(90) }).sessionPersistence).toEqual({ type: 'Header', sessionName: 'pod', absoluteTimeout: '5400s' });
    expect(ruleOf({ absoluteTimeout: Duration.hours(8), permanentCookie: true }).sessionPersistence).toEqual({
      type: 'Cookie', absoluteTimeout: '8h', cookieConfig: { lifetimeType: 'Permanent' },
    });
    expect(ruleOf(undefined)).not.toHaveProperty('sessionPersistence');
  });

  test.each([
    [{ permanentCookie: true }, '"absoluteTimeout"'],
    [{ permanentCookie: true, absoluteTimeout: Duration.hours(1), token: SessionToken.HEADER }, 'remove it'],
    [{ sessionName: 'x'.repeat(129) }, '128'],
    [{ absoluteTimeout: Duration.seconds(100_001) }, 'five digits'],
  ])('that the API server would reject is an error: %j', (sessionPersistence, text) => {
    const errors = errorsOf(route({ sessionPersistence }));
    expect(errors).toContain('[web-exposure/session-persistence]');
    expect(errors).toContain(text);
  });
});
