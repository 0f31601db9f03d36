import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { PROMTOOL_CASES } from './promtool-cases';
import { shop } from './shop';
import { PrometheusStack, PrometheusTest } from '../../src';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test('an app that cannot be synthesized cannot be tested: its errors are printed', () => {
  const app = new App();
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { prometheus: { version: 'new' } });
  expect(() => PrometheusTest.of(app)).toThrow('the app cannot be synthesized:\n  [monitoring/Monitoring');
});

test('objects are returned as copies: changes to them do not change the app', () => {
  const tested = PrometheusTest.of(shop());
  const service = tested.object('Service', 'web');
  expect(service.spec.ports).toEqual([{ name: 'metrics', port: 8080 }]);
  service.spec.ports = [];
  expect(tested.object('Service', 'web').spec.ports).toHaveLength(1);
  expect(tested.objects('PrometheusRule').map(({ metadata }) => metadata.name)).toContain('web');
  expect(() => tested.object('Service', 'wep')).toThrow('the app has no Service "wep"; did you mean "web"?');
  expect(() => tested.object('Cat', 'x')).toThrow('existing names: none');
});

test('a scraped Service has its target, with job, port, path, interval and labels', () => {
  const tested = PrometheusTest.of(shop());
  tested.expectTarget('shop/web');
  tested.expectTarget('shop/web', { job: 'web', path: '/metrics', port: 'metrics', interval: Duration.seconds(15), labels: { namespace: 'shop' } });
  expect(() => tested.expectTarget('shop/web', { job: 'shop', interval: Duration.minutes(1), labels: { tier: 'front' } }))
    .toThrow('Service shop/web is scraped, but differs:\n  ServiceMonitor shop/web: job is "web", not "shop"; interval is 15000, not 60000; label tier is undefined, not "front"');
});

test('a Service that is not scraped is reported, with the reason if the graph knows it', () => {
  expect(() => PrometheusTest.of(shop({ port: 'http' })).expectTarget('shop/web')).toThrow(/Service shop\/web is not scraped by a Prometheus of the app:/);
  expect(() => PrometheusTest.of(shop()).expectTarget('shop/other')).toThrow(/Service shop\/other is not scraped by a Prometheus of the app; scraped are: Service default\/kubernetes,/);
});

/** Like that of the library, with a user's own Prometheus. */
function ownShop({ prometheus = {}, endpoint = {}, namespace }: { prometheus?: object; endpoint?: object; namespace?: object } = {}): App {
  const app = new App();
  const labels = { app: 'web' };
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const make = (apiVersion: string, kind: string, name: string, rest: object) => new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata: { name, labels, ...kind === 'Prometheus' && { namespace: 'monitoring' } }, ...rest });
  make('monitoring.coreos.com/v1', 'Prometheus', 'main', { spec: { version: 'v3.5.0', serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { monitored: 'yes' } }, ...prometheus } });
  make('v1', 'Service', 'web', { spec: { selector: labels, ports: [{ name: 'metrics', port: 8080 }] } });
  make('apps/v1', 'Deployment', 'web', { spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } } });
  make('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', { spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'metrics', ...endpoint }] } });
  if (namespace) { new ApiObject(chart, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...namespace } }); }
  return app;
}

test('a Service that a Prometheus scrapes only if its Namespace has a label is not certainly scraped: the label is named', () => {
  expect(() => PrometheusTest.of(ownShop()).expectTarget('shop/web')).toThrow(
    'it is unknown whether Service shop/web is scraped: add to the app what is missing\n  Prometheus monitoring/main selects ServiceMonitor shop/web only if namespace "shop" has monitored=yes');
  PrometheusTest.of(ownShop({ namespace: { labels: { monitored: 'yes' } } })).expectTarget('shop/web');
  expect(() => PrometheusTest.of(ownShop({ namespace: {} })).expectTarget('shop/web')).toThrow(/Service shop\/web is not scraped by a Prometheus of the app:/);
  // a second, certain one decides
  const app = ownShop();
  new ApiObject(new Chart(app, 'more'), 'Prometheus', { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'all', namespace: 'monitoring' }, spec: { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} } });
  PrometheusTest.of(app).expectTarget('shop/web');
});

test.each<[string, object, object]>([
  ['bearerTokenFile', { arbitraryFSAccessThroughSMs: { deny: true } }, { bearerTokenFile: '/var/run/token' }],
  ['longer than "interval"', {}, { interval: '10s', scrapeTimeout: '20s' }],
  ['which is not a valid label name', { version: 'v2.55.0' }, { relabelings: [{ targetLabel: 'not a label', replacement: 'x' }] }],
])('a Service whose monitor the operator rejects has no target, with the reason: %s', (reason, prometheus, endpoint) => {
  const app = ownShop({ prometheus: { serviceMonitorNamespaceSelector: {}, ...prometheus }, endpoint });
  expect(() => PrometheusTest.of(app).expectTarget('shop/web')).toThrow(/Service shop\/web is not scraped by a Prometheus of the app:/);
  expect(() => PrometheusTest.of(app).expectTarget('shop/web')).toThrow(reason);
});

test('errors of the graph fail the test, and warnings on request', () => {
  PrometheusTest.of(shop()).expectNoProblems();
  expect(() => PrometheusTest.of(shop({ port: 'http' })).expectNoProblems()).toThrow(/^the scrape graph has problems:\n {2}error: /);
  const app = shop();
  new ApiObject(new Chart(app, 'more'), 'Rule', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'far', namespace: 'elsewhere' }, spec: { groups: [] } });
  expect(() => PrometheusTest.of(app).expectNoProblems(true)).toThrow('warning: ');
});

test('an unknown alert is reported, with the existing ones', () => {
  expect(() => PrometheusTest.of(shop()).expectAlert('WebDwon', {})).toThrow('the app has no alert "WebDwon"; did you mean "WebDown"?');
});

test('without promtool the message says how to get it', () => {
  const before = process.env.PROMTOOL;
  process.env.PROMTOOL = '/not/there/promtool';
  try {
    expect(PrometheusTest.hasPromtool()).toBe(false);
    expect(() => PrometheusTest.of(shop()).expectAlert('WebDown', {})).toThrow(/^promtool is not found; .*https:\/\/prometheus\.io\/download\/.*PROMTOOL/);
  } finally {
    if (before === undefined) { delete process.env.PROMTOOL; } else { process.env.PROMTOOL = before; }
  }
});

// promtool is not part of the package: `npm run conformance -- prometheus-test` builds it and runs the same cases, always
(PrometheusTest.hasPromtool() ? test.each : test.skip.each)(Object.keys(PROMTOOL_CASES))('%s', name => PROMTOOL_CASES[name]());
