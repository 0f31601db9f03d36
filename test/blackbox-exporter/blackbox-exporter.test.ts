import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlackboxExporter, BlackboxExporterProps, BlackboxModule, BlackboxProbeOptions, ProbeTargets, ScrapeGraph } from '../../src';
import { aStack, namesOf } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const URL = ProbeTargets.of('https://shop.example.org/');

function made(props: BlackboxExporterProps = {}, probe?: BlackboxProbeOptions) {
  const chart = aChart('monitoring');
  const exporter = new BlackboxExporter(chart, 'Blackbox', props);
  if (probe) { exporter.addProbe('shop', probe); }
  return { chart, exporter };
}
const objectsOf = (props: BlackboxExporterProps = {}, probe?: BlackboxProbeOptions) => synth(made(props, probe).chart);
const configOf = (modules: { [name: string]: BlackboxModule }): string => theOne(objectsOf({ modules }), 'ConfigMap').data['config.yml'];
const podOf = (props: BlackboxExporterProps = {}) => theOne(objectsOf(props), 'Deployment').spec.template;

test('without a stack it is complete: a module for HTTP, alerts, and a policy for its scrapers only', () => {
  const objects = objectsOf();
  expect(namesOf(objects)).toEqual(['ConfigMap', 'ServiceAccount', 'NetworkPolicy', 'Service', 'Deployment', 'ServiceMonitor', 'PrometheusRule'].map(kind => `${kind} blackbox-exporter`));
  expect(theOne(objects, 'NetworkPolicy').spec.ingress[0].from).toHaveLength(2);
  expect(ofKind(objectsOf({ alerts: false, networkPolicy: false }), 'PrometheusRule')).toEqual([]);
});

test('the exporter itself reloads a changed configuration in 0.28.0 and newer; before, new pods read it', () => {
  expect(podOf().spec.containers[0].args).toContain('--config.enable-auto-reload');
  expect(podOf().metadata.annotations).toBeUndefined();
  const hashes = [BlackboxModule.http(), BlackboxModule.icmp()].map(a => podOf({ version: '0.27.0', modules: { a } }).metadata.annotations['cdk8s-prometheus/config']);
  expect(new Set(hashes).size).toBe(2);
  expect(podOf({ version: '0.27.0' }).spec.containers[0].args).not.toContain('--config.enable-auto-reload');
});

test('only a pod with a ping module may send pings', () => {
  expect(podOf().spec.securityContext.sysctls).toBeUndefined();
  expect(podOf({ modules: { ping: BlackboxModule.icmp() } }).spec.securityContext).toMatchObject({ runAsNonRoot: true, sysctls: [{ name: 'net.ipv4.ping_group_range', value: '0 2147483647' }] });
});

test('passwords are in Secrets, which the pod mounts as files', () => {
  const modules = { login: BlackboxModule.http({ basicAuth: { username: 'probe', password: { secretName: 'shop', key: 'password' } }, bearerToken: undefined, tls: { ca: { secretName: 'shop-ca', key: 'ca.crt' } } }) };
  expect(configOf(modules)).toContain('password_file: /etc/blackbox_exporter/secrets/shop/password');
  expect(configOf(modules)).toContain('ca_file: /etc/blackbox_exporter/secrets/shop-ca/ca.crt');
  const { containers: [{ volumeMounts }], volumes } = podOf({ modules }).spec;
  expect(volumes.slice(1)).toEqual([{ name: 'secret-0', secret: { secretName: 'shop' } }, { name: 'secret-1', secret: { secretName: 'shop-ca' } }]);
  expect(volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/etc/blackbox_exporter/config', '/etc/blackbox_exporter/secrets/shop', '/etc/blackbox_exporter/secrets/shop-ca']);
});

describe('targets', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', namespace: 'web' }, spec: { ports: [{ name: 'http', port: 8080 }] } };
  const targetsOf = (module: BlackboxModule, targets: (chart: ReturnType<typeof aChart>) => ProbeTargets) => {
    const chart = aChart('monitoring');
    new BlackboxExporter(chart, 'Blackbox', { modules: { only: module } }).addProbe('shop', { targets: [targets(chart)] });
    return theOne(synth(chart), 'Probe').spec.targets.staticConfig.static;
  };

  test.each<[string, BlackboxModule, string]>([
    ['http', BlackboxModule.http(), 'https://shop.web.svc:8080/health'], ['tcp', BlackboxModule.tcp(), 'shop.web.svc:8080'], ['grpc', BlackboxModule.grpc(), 'shop.web.svc:8080'],
    ['icmp', BlackboxModule.icmp(), 'shop.web.svc'], ['dns', BlackboxModule.dns({ queryName: 'a' }), 'shop.web.svc'],
  ])('a Service is probed by %s at its name and port', (_, module, target) => {
    expect(targetsOf(module, chart => ProbeTargets.service(new ApiObject(chart, 'Service', service), { path: '/health', scheme: 'https' }))).toEqual([target]);
  });

  test('a Service of cdk8s-plus, which has its ports only at synth', () => {
    const chart = aChart('monitoring');
    const shop = new kplus.Service(chart, 'Shop', { metadata: { name: 'shop' } });
    new BlackboxExporter(chart, 'Blackbox').addProbe('shop', { targets: [ProbeTargets.service(shop)] });
    shop.bind(80, { name: 'web' });
    expect(theOne(synth(chart), 'Probe').spec.targets.staticConfig.static).toEqual(['http://shop.monitoring.svc:80/']);
  });

  test('each host of an Ingress, over HTTPS if it has a certificate', () => {
    const path = (at: string) => ({ path: at, pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } });
    const rules = [{ host: 'a.example.org', http: { paths: [path('/x'), path('/y')] } }, { host: 'b.example.org' }, { host: '*.example.org' }, {}];
    const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'shop' }, spec: { tls: [{ hosts: ['a.example.org'] }], rules } };
    expect(targetsOf(BlackboxModule.http(), chart => ProbeTargets.ingress(new ApiObject(chart, 'Ingress', ingress)))).toEqual(['https://a.example.org/x', 'https://a.example.org/y', 'http://b.example.org/']);
  });

  test('Ingresses from any source are discovered by Prometheus', () => {
    const probe = theOne(objectsOf({}, { targets: [ProbeTargets.ingresses({ matchLabels: { probed: 'yes' }, namespaces: ['b', 'a'] })] }), 'Probe');
    expect(probe.spec.targets).toEqual({ ingress: { selector: { matchLabels: { probed: 'yes' } }, namespaceSelector: { matchNames: ['a', 'b'] } } });
  });

  test('the Probe refers to the Service of the exporter, and is a separate job', () => {
    expect(theOne(objectsOf({}, { targets: [URL], interval: Duration.minutes(1), scrapeTimeout: Duration.seconds(20), labels: { team: 'a' } }), 'Probe').spec).toEqual({
      jobName: 'shop',
      module: 'http_2xx',
      interval: '1m',
      scrapeTimeout: '20s',
      prober: { url: 'blackbox-exporter.monitoring.svc:9115' },
      targets: { staticConfig: { static: ['https://shop.example.org/'], labels: { team: 'a' } } },
    });
  });
});

test('next to a stack, every probe is a target in its graph, without problems', () => {
  const { chart } = aStack({ prometheus: { storage: undefined } });
  new BlackboxExporter(chart, 'Blackbox').addProbe('shop', { targets: [URL] });
  expect(ScrapeGraph.of(chart.node.root).problems).toEqual([]);
  expect(ScrapeGraph.of(chart.node.root).explain()).toContain('Probe monitoring/shop');
  expect(noticesOf(chart).filter(notice => notice.includes('blackbox'))).toEqual([]);
});

describe('refused', () => {
  const http = { a: BlackboxModule.http(), b: BlackboxModule.tcp() };
  test.each<[string, BlackboxExporterProps, BlackboxProbeOptions | undefined, string]>([
    ['blackbox-exporter/no-modules', { modules: {} }, undefined, 'or remove it for the default'],
    ['blackbox-exporter/module', { modules: { 'a b': BlackboxModule.http() } }, undefined, 'use letters, digits, "_", "." and "-"'],
    ['blackbox-exporter/module', { modules: { a: BlackboxModule.http({ failIfBodyMatches: ['('] }) } }, undefined, 'is not a valid RE2 regular expression'],
    ['blackbox-exporter/module', { modules: { a: BlackboxModule.tcp({ exchange: [{ expect: '[' }] }) } }, undefined, 'is not a valid RE2 regular expression'],
    ['blackbox-exporter/module', { modules: { a: BlackboxModule.http({ headers: { Authorization: 'Bearer x' } }) } }, undefined, 'use "basicAuth" or "bearerToken"'],
    ['blackbox-exporter/module', { modules: { a: BlackboxModule.http({ ipProtocol: 'ipv6' }) } }, undefined, '"ip4" or "ip6"'],
    ['blackbox-exporter/module-unknown', {}, { module: 'http', targets: [URL] }, 'use one of "http_2xx"'],
    ['blackbox-exporter/module-unknown', { modules: http }, { targets: [URL] }, 'and there are 2 modules: use one of "a", "b"'],
    ['blackbox-exporter/no-targets', {}, { targets: [] }, '[test/Blackbox/Probe-shop] "targets" is empty'],
    ['blackbox-exporter/targets-mixed', {}, { targets: [URL, ProbeTargets.ingresses({ matchLabels: {} })] }, 'use a separate Probe for it'],
    ['blackbox-exporter/target', {}, { targets: [ProbeTargets.of('shop.example.org')] }, 'a URL, like'],
    ['blackbox-exporter/target', { modules: http }, { module: 'b', targets: [URL] }, 'a host and a port, like'],
    ['blackbox-exporter/target', { modules: { p: BlackboxModule.icmp() } }, { targets: [URL] }, 'a host, like'],
    ['blackbox-exporter/target', { modules: { d: BlackboxModule.dns({ queryName: 'a' }) } }, { targets: [URL] }, 'a name server, like'],
    ['blackbox-exporter/timeout', { modules: { a: BlackboxModule.http({ timeout: Duration.seconds(10) }) } }, { targets: [URL], scrapeTimeout: Duration.seconds(10) }, 'change one of them'],
    ['scrape/timeout', {}, { targets: [URL], interval: Duration.seconds(5), scrapeTimeout: Duration.seconds(10) }, '10s'],
    ['manifest/reference', { modules: { a: BlackboxModule.http({ bearerToken: { secretName: 'A', key: 'b' } }) } }, undefined, 'modules.a.secretName'],
    ['versions/unsupported', { version: '0.20.0' }, undefined, '0.22.0'],
  ])('%s: %#', (id, props, probe, cure) => {
    const errors = errorsOf(made(props, probe).chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(cure);
  });

  test('a construct that is not a Service, and an Ingress without a host', () => {
    const { chart, exporter } = made();
    exporter.addProbe('a', { targets: [ProbeTargets.service(new ApiObject(chart, 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' }))] });
    exporter.addProbe('b', { targets: [ProbeTargets.ingress(new ApiObject(chart, 'Ingress', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { defaultBackend: {} } }))] });
    expect(errorsOf(chart)).toContain('test/ConfigMap, which is not a Service');
    expect(errorsOf(chart)).toContain('test/Ingress, which has no host');
  });
});
