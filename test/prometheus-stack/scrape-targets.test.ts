import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { ExternalTargetOptions, ExternalTargets, PrometheusStackProps, PrometheusTest, Relabel, ScrapeTargetOptions } from '../../src';
import { aStack, named } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const LABELS = { app: 'web' };
const METRICS = { name: 'metrics', containerPort: 8080 };
const podSpec = (ports: object[] = [METRICS], more: object = {}) => ({ containers: [{ name: 'web', image: 'web:1', ports }], ...more });
const template = (ports?: object[]) => ({ metadata: { labels: LABELS }, spec: podSpec(ports) });
const ending = () => ({ metadata: { labels: LABELS }, spec: podSpec([METRICS], { restartPolicy: 'Never' }) });
const WORKLOADS: { readonly [kind: string]: [apiVersion: string, spec: object] } = {
  Deployment: ['apps/v1', { selector: { matchLabels: LABELS }, template: template() }],
  StatefulSet: ['apps/v1', { serviceName: 'web', selector: { matchLabels: LABELS }, template: template() }],
  DaemonSet: ['apps/v1', { selector: { matchLabels: LABELS }, template: template() }],
  Job: ['batch/v1', { template: ending() }],
  CronJob: ['batch/v1', { schedule: '@daily', jobTemplate: { spec: { template: ending() } } }],
  Pod: ['v1', podSpec()],
  Rollout: ['argoproj.io/v1alpha1', { selector: { matchLabels: LABELS }, template: template() }],
};
const workload = (chart: Chart, kind: string, spec?: object, id = 'Web') =>
  new ApiObject(chart, id, { apiVersion: WORKLOADS[kind][0], kind, metadata: { name: 'web', namespace: 'shop', ...kind === 'Pod' && { labels: LABELS } }, spec: spec ?? WORKLOADS[kind][1] });
const service = (chart: Chart, ports: object[] = [{ name: 'metrics', port: 8080 }]) =>
  new ApiObject(chart, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: LABELS, ports } });

/** The objects of a stack that scrapes a target. */
function scraped(add: (chart: Chart) => ApiObject, options?: ScrapeTargetOptions, props?: PrometheusStackProps): Manifest[] {
  const { chart, stack } = aStack(props);
  stack.addScrapeTarget(add(chart), options);
  return synth(chart);
}
const errorsFor = (add: (chart: Chart) => Construct, options?: ScrapeTargetOptions) => {
  const { chart, stack } = aStack();
  stack.addScrapeTarget(add(chart), options);
  return errorsOf(chart);
};

describe('a Service', () => {
  test('with several ports has one monitor for each call; the first has the plain name', () => {
    const { chart, stack } = aStack();
    const web = service(chart, [{ name: 'metrics', port: 8080 }, { name: 'admin', port: 8081 }]);
    const names = [{ port: 'metrics' }, { port: 'admin' }, { port: '8081', path: '/more' }, { port: 'admin', path: '/more' }].map(options => stack.addScrapeTarget(web, options)!.name);
    expect(names).toEqual(['shop-web', 'shop-web-admin', 'shop-web-8081', 'shop-web-admin-2']);
    const objects = synth(chart);
    expect(names.map(name => named(objects, 'ServiceMonitor', name).spec.endpoints)).toEqual([
      [{ port: 'metrics' }],
      [{ port: 'admin' }],
      [{ port: 'admin', path: '/more' }],
      [{ port: 'admin', path: '/more', relabelings: [{ sourceLabels: ['__metrics_path__'], regex: '(.+)', targetLabel: 'metrics_path', replacement: '${1}' }] }],
    ]);
    expect(ofKind(objects, 'Role').filter(({ metadata }) => metadata.namespace === 'shop')).toHaveLength(1);
  });

  test('has every option written into its monitor', () => {
    const limits = { sampleLimit: 1, targetLimit: 2, labelLimit: 3, labelNameLengthLimit: 4, labelValueLengthLimit: 5, keepDroppedTargets: 6 };
    const objects = scraped(service, {
      path: '/m',
      interval: Duration.seconds(20),
      scrapeTimeout: Duration.seconds(10),
      honorLabels: true,
      honorTimestamps: false,
      trackTimestampsStaleness: true,
      params: { a: ['b'] },
      relabelings: [Relabel.dropIf('pod', 'canary-.*')],
      metricRelabelings: [Relabel.keepMetrics('http_.*', 'up')],
      job: 'shop',
      labels: { team: 'a$1', area: 'x' },
      targetLabels: ['tier'],
      podTargetLabels: ['version'],
      attachNodeMetadata: true,
      filterRunning: false,
      ...limits,
      bodySizeLimit: Size.mebibytes(5),
      scrapeClass: 'mesh',
      scrapeProtocols: ['PrometheusProto'],
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      tlsConfig: { caSecretName: 'ca', serverName: 'web' },
      oauth2: { secretName: 'client', tokenUrl: 'https://login.example.org/token' },
      proxyUrl: 'http://proxy:1',
      noProxy: 'a',
      proxyFromEnvironment: false,
      followRedirects: false,
      enableHttp2: false,
    }, { prometheus: { scrapeClasses: [{ name: 'mesh' }] } });
    expect(named(objects, 'ServiceMonitor', 'shop-web').spec).toEqual({
      jobLabel: 'cdk8s-prometheus/scrape-target',
      selector: { matchLabels: { 'cdk8s-prometheus/scrape-target': 'web' } },
      namespaceSelector: { matchNames: ['shop'] },
      targetLabels: ['tier'],
      podTargetLabels: ['version'],
      attachMetadata: { node: true },
      ...limits,
      bodySizeLimit: '5MB',
      scrapeClass: 'mesh',
      scrapeProtocols: ['PrometheusProto'],
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      endpoints: [{
        port: 'metrics',
        path: '/m',
        scheme: 'https',
        interval: '20s',
        scrapeTimeout: '10s',
        honorLabels: true,
        honorTimestamps: false,
        trackTimestampsStaleness: true,
        params: { a: ['b'] },
        filterRunning: false,
        relabelings: [
          { targetLabel: 'job', replacement: 'shop' }, { targetLabel: 'area', replacement: 'x' }, { targetLabel: 'team', replacement: 'a$$1' }, { action: 'drop', sourceLabels: ['pod'], regex: 'canary-.*' },
        ],
        metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: 'http_.*|up' }],
        tlsConfig: { ca: { secret: { name: 'ca', key: 'ca.crt' } }, serverName: 'web' },
        oauth2: { clientId: { secret: { name: 'client', key: 'client-id' } }, clientSecret: { name: 'client', key: 'client-secret' }, tokenUrl: 'https://login.example.org/token' },
        proxyUrl: 'http://proxy:1',
        noProxy: 'a',
        proxyFromEnvironment: false,
        followRedirects: false,
        enableHttp2: false,
      }],
    });
    // the Prometheus reads metadata of nodes
    expect(named(objects, 'ClusterRole', 'monitoring-prometheus-main').rules).toContainEqual({ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] });
  });

  test('can be selected by port number, too', () => {
    const monitorOf = (port: string) => named(scraped(chart => service(chart, [{ name: 'http', port: 80 }, { name: 'metrics', port: 81 }]), { port }), 'ServiceMonitor', 'shop-web').spec.endpoints;
    expect(monitorOf('81')).toEqual([{ port: 'metrics' }]);
    expect(named(scraped(service, { bearerTokenFile: '/token' }), 'ServiceMonitor', 'shop-web').spec.endpoints).toEqual([{ port: 'metrics', bearerTokenFile: '/token' }]);
  });

  test.each<[string, ScrapeTargetOptions, string]>([
    ['two configurations of TLS', { tls: { secretName: 'a' }, tlsConfig: { caSecretName: 'a' } }, '[scrape/tls-twice]'],
    ['two kinds of credentials', { basicAuth: { secretName: 'a' }, authorization: { secretName: 'a' } }, '"basicAuth" and "authorization" are set together'],
    ['a timeout that is longer than the interval', { interval: Duration.seconds(5), scrapeTimeout: Duration.seconds(6) }, '[scrape/timeout]'],
    ['a limit that is not a whole number', { sampleLimit: -1 }, '"sampleLimit" is -1'],
    ['a ScrapeClass that does not exist', { scrapeClass: 'no' }, '"no"'],
  ])('with %s is refused', (_, options, text) => expect(errorsFor(service, options)).toContain(text));
});

describe('a workload', () => {
  test.each(Object.keys(WORKLOADS))('%s: a PodMonitor selects its pods by their labels, its port by name, and its job has its name', kind => {
    const objects = scraped(chart => workload(chart, kind));
    expect(named(objects, 'PodMonitor', 'shop-web')).toMatchObject({ metadata: { namespace: 'monitoring' } });
    expect(named(objects, 'PodMonitor', 'shop-web').spec).toEqual({
      selector: { matchLabels: LABELS },
      namespaceSelector: { matchNames: ['shop'] },
      podMetricsEndpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'job', replacement: 'web' }] }],
    });
    expect(named(objects, 'Role', 'monitoring-prometheus-main-shop').metadata.namespace).toBe('shop');
  });

  test('next to its Service, and a second one of the same name, have separate monitors', () => {
    const { chart, stack } = aStack();
    const monitors = [service(chart), workload(chart, 'Deployment'), workload(chart, 'DaemonSet', undefined, 'Other')].map(each => stack.addScrapeTarget(each)!);
    expect(monitors.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['ServiceMonitor shop-web', 'PodMonitor shop-web', 'PodMonitor shop-web-2']);
    synth(chart);
  });

  const withPorts = (...ports: object[]) => (chart: Chart) => workload(chart, 'Deployment', { selector: { matchLabels: LABELS }, template: template(ports) });
  const endpointOf = (add: (chart: Chart) => ApiObject, options: ScrapeTargetOptions) => {
    const [{ relabelings: _, ...endpoint }] = named(scraped(add, options), 'PodMonitor', 'shop-web').spec.podMetricsEndpoints;
    return endpoint;
  };

  test('has its port by name or number: one without a name by its number', () => {
    const both = withPorts({ name: 'http', containerPort: 80 }, METRICS, { containerPort: 9 });
    expect(endpointOf(both, { port: 'metrics' })).toEqual({ port: 'metrics' });
    expect(endpointOf(both, { port: '8080' })).toEqual({ port: 'metrics' });
    expect(endpointOf(both, { port: '9' })).toEqual({ portNumber: 9 });
    expect(endpointOf(withPorts(METRICS, { containerPort: 53, protocol: 'UDP' }), {})).toEqual({ port: 'metrics' });
    const sidecar = (chart: Chart) => workload(chart, 'Deployment', { selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'a', image: 'a' }], initContainers: [{ name: 'b', image: 'b', restartPolicy: 'Always', ports: [METRICS] }] } } });
    expect(endpointOf(sidecar, {})).toEqual({ port: 'metrics' });
  });

  test('is read when the app is complete: a later patch counts', () => {
    const { chart, stack } = aStack();
    const web = workload(chart, 'Deployment');
    stack.addScrapeTarget(web);
    web.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/ports/0/name', 'telemetry'));
    expect(named(synth(chart), 'PodMonitor', 'shop-web').spec.podMetricsEndpoints[0].port).toBe('telemetry');
  });

  test('without verification needs no name of a certificate', () => {
    expect(endpointOf(withPorts(METRICS), { tls: { secretName: 'a', insecureSkipVerify: true } })).toEqual({ port: 'metrics', scheme: 'https', tlsConfig: { insecureSkipVerify: true } });
  });

  test.each<[string, (chart: Chart) => ApiObject, ScrapeTargetOptions | undefined, string]>([
    ['without a port', withPorts(), undefined, '[test/Monitoring/PodTarget-shop-web] Deployment "web" declares no TCP port: declare one, such as { name'],
    ['with several ports', withPorts({ name: 'http', containerPort: 80 }, METRICS), undefined, 'set "port" to the one with the metrics, one of "http", "metrics"'],
    ['with another port', withPorts(METRICS), { port: 'metric' }, 'no container of Deployment "web" declares the port "metric": use one of "metrics"'],
    ['with another number', withPorts(METRICS), { port: '80' }, 'declares the port "80"'],
    ['without labels', chart => workload(chart, 'Job', { template: { spec: podSpec() } }), undefined, 'the pods of Job "web" have no labels'],
    ['with TLS for a Service', withPorts(METRICS), { tls: { secretName: 'a' } }, '[test/Monitoring/PodTarget-shop-web] "tls" requires a Service, and Deployment "web" has none'],
    ['with labels of a Service', withPorts(METRICS), { targetLabels: ['a'] }, 'use "podTargetLabels"'],
    ['with the token of Prometheus', withPorts(METRICS), { bearerTokenFile: '/token' }, '[test/Monitoring/PodTarget-shop-web] "bearerTokenFile" requires a Service, and Deployment "web" is scraped'],
  ])('%s is refused', (_, add, options, text) => expect(errorsFor(add, options)).toContain(text));

  test('in an unknown namespace is rejected', () => {
    const { chart, stack } = aStack({ namespace: 'monitoring' }, aChart());
    stack.addScrapeTarget(new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: LABELS }, spec: podSpec() }));
    expect(errorsOf(chart)).toContain('the namespace of Pod "web" is unknown');
  });
});

describe.each([['28', kplus28], ['34', kplus34 as unknown as typeof kplus28]])('cdk8s-plus-%s', (_, kplus) => {
  const add = (chart: Chart, make: (where: Chart) => Construct) => make(new Chart(chart, 'shop', { namespace: 'shop' }));
  const container = { image: 'web:1', ports: [{ name: 'metrics', number: 8080 }], resources: {}, securityContext: { user: 1000 } };
  const metadata = { name: 'web' };

  test.each<[string, (where: Chart) => Construct]>([
    ['Deployment', where => new kplus.Deployment(where, 'Web', { metadata, containers: [container] })],
    ['StatefulSet', where => new kplus.StatefulSet(where, 'Web', { metadata, service: new kplus.Service(where, 'Service', { ports: [{ port: 80 }] }), containers: [container] })],
    ['DaemonSet', where => new kplus.DaemonSet(where, 'Web', { metadata, containers: [container] })],
    ['Job', where => new kplus.Job(where, 'Web', { metadata, podMetadata: { labels: { job: 'web' } }, containers: [container] })],
    ['CronJob', where => new kplus.CronJob(where, 'Web', { metadata, schedule: { expressionString: '@daily' } as any, podMetadata: { labels: { job: 'web' } }, containers: [container] })],
    ['Pod', where => new kplus.Pod(where, 'Web', { metadata, containers: [container] })],
  ])('%s is scraped by a PodMonitor, and the graph has its target', (kind, make) => {
    const { chart, stack } = aStack();
    stack.addScrapeTarget(add(chart, make));
    PrometheusTest.of(chart).expectTarget(`${kind} shop/web`, { job: 'web', port: 'metrics', path: '/metrics' });
  });

  test('Service: its ports exist at synth', () => {
    const { chart, stack } = aStack();
    const deployment = add(chart, where => new kplus.Deployment(where, 'Web', { metadata, containers: [container] })) as kplus28.Deployment;
    stack.addScrapeTarget(deployment.exposeViaService({ name: 'web', ports: [{ name: 'metrics', port: 80, targetPort: 8080 }] }));
    PrometheusTest.of(chart).expectTarget('shop/web', { job: 'web', port: 'metrics' });
  });
});

describe('targets that are not objects of the cluster', () => {
  const external = (targets: ExternalTargets, options?: ExternalTargetOptions, props?: PrometheusStackProps) => {
    const { chart, stack } = aStack(props);
    stack.addExternalTarget('legacy', targets, options);
    return chart;
  };
  const specFor = (targets: ExternalTargets, options?: ExternalTargetOptions) => named(synth(external(targets, options)), 'ScrapeConfig', 'legacy').spec;

  test('addresses are static targets; the job is the name', () => {
    const chart = external(ExternalTargets.addresses('db-1.example.org:9100', '[2001:db8::1]:9100'), { labels: { team: 'data' }, interval: Duration.minutes(1), path: '/m' });
    expect(named(synth(chart), 'ScrapeConfig', 'legacy')).toMatchObject({
      metadata: { namespace: 'monitoring', labels: { 'app.kubernetes.io/managed-by': 'cdk8s-prometheus' } },
      spec: { jobName: 'legacy', metricsPath: '/m', scrapeInterval: '1m', staticConfigs: [{ targets: ['db-1.example.org:9100', '[2001:db8::1]:9100'], labels: { team: 'data' } }] },
    });
    const tested = PrometheusTest.of(chart);
    tested.expectTarget('ScrapeConfig monitoring/legacy', { job: 'legacy', path: '/m', interval: Duration.minutes(1), labels: { team: 'data' }, address: '[2001:db8::1]:9100' });
  });

  test('groups of addresses have their own labels, which take precedence over the common ones', () => {
    const groups = ExternalTargets.groups({ targets: ['a:1'], labels: { team: 'a' } }, { targets: ['b:1'] });
    expect(specFor(groups, { labels: { team: 'all' } }).staticConfigs).toEqual([{ targets: ['a:1'], labels: { team: 'a' } }, { targets: ['b:1'], labels: { team: 'all' } }]);
  });

  test('HTTP discovery has separate credentials; labels are set after it', () => {
    expect(specFor(ExternalTargets.http('https://inventory.example.org/t', { refreshInterval: Duration.minutes(5), tlsConfig: { caSecretName: 'ca' }, basicAuth: { secretName: 'login' } }), { job: 'hosts', labels: { b: '2', a: '1' }, relabelings: [Relabel.dropIf('x', 'y')] })).toEqual({
      jobName: 'hosts',
      httpSDConfigs: [{
        url: 'https://inventory.example.org/t',
        refreshInterval: '5m',
        tlsConfig: { ca: { secret: { name: 'ca', key: 'ca.crt' } } },
        basicAuth: { username: { name: 'login', key: 'username' }, password: { name: 'login', key: 'password' } },
      }],
      relabelings: [{ targetLabel: 'a', replacement: '1' }, { targetLabel: 'b', replacement: '2' }, { action: 'drop', sourceLabels: ['x'], regex: 'y' }],
    });
  });

  test('DNS discovery queries A records with a port, otherwise SRV records', () => {
    expect(specFor(ExternalTargets.dns(['a.example.org', 'b.example.org'], { port: 9100 })).dnsSDConfigs).toEqual([{ names: ['a.example.org', 'b.example.org'], type: 'A', port: 9100 }]);
    expect(specFor(ExternalTargets.dns(['_web._tcp.example.org'], { refreshInterval: Duration.seconds(30) })).dnsSDConfigs).toEqual([{ names: ['_web._tcp.example.org'], refreshInterval: '30s' }]);
    expect(specFor(ExternalTargets.dns(['a.example.org'], { type: 'AAAA', port: 1 })).dnsSDConfigs[0].type).toBe('AAAA');
  });

  test('an address with a scheme or a path is rejected; credentials in plain text are reported', () => {
    expect(errorsOf(external(ExternalTargets.addresses('https://db.example.org/metrics')))).toContain('write only host and port, such as "db.example.org:9100"');
    expect(noticesOf(external(ExternalTargets.addresses('db:1'), { basicAuth: { secretName: 'a' } })).join()).toContain('[scrape/auth-in-clear]');
    expect(noticesOf(external(ExternalTargets.addresses('db:1'), { basicAuth: { secretName: 'a' }, scheme: 'https' })).join()).not.toContain('[scrape/auth-in-clear]');
  });

  test('a field that the operator version does not have is rejected by its schema', () => {
    expect(errorsOf(external(ExternalTargets.addresses('db:1'), { bodySizeLimit: Size.mebibytes(1) }, { operator: { version: '0.88.0' } }))).toMatch(/bodySizeLimit.*0\.89\.0/s);
  });

  test('two with one name are rejected', () => {
    const { chart, stack } = aStack();
    stack.addExternalTarget('a', ExternalTargets.addresses('a:1'));
    expect(() => stack.addExternalTarget('a', ExternalTargets.addresses('b:1'))).toThrow('External-a');
    synth(chart);
  });
});
