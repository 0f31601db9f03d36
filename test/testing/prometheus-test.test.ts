import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { PROMTOOL_CASES } from './promtool-cases';
import { shop } from './shop';
import { PrometheusStack, PrometheusTest } from '../../src';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test('an app that cannot be synthesized cannot be tested: what is wrong is said', () => {
  const app = new App();
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { prometheus: { version: 'new' } });
  expect(() => PrometheusTest.of(app)).toThrow('the app cannot be synthesized:\n  [monitoring/Monitoring');
});

test('objects are found, and what is changed in them changes nothing in the app', () => {
  const tested = PrometheusTest.of(shop());
  const service = tested.object('Service', 'web');
  expect(service.spec.ports).toEqual([{ name: 'metrics', port: 8080 }]);
  service.spec.ports = [];
  expect(tested.object('Service', 'web').spec.ports).toHaveLength(1);
  expect(tested.objects('PrometheusRule').map(({ metadata }) => metadata.name)).toContain('web');
  expect(() => tested.object('Service', 'wep')).toThrow('there is no Service "wep" in the app; is "web" meant?');
  expect(() => tested.object('Cat', 'x')).toThrow('of this kind there are: none');
});

test('a Service that is scraped has its target, with job, port, path, interval and labels', () => {
  const tested = PrometheusTest.of(shop());
  tested.expectTarget('shop/web');
  tested.expectTarget('shop/web', { job: 'web', path: '/metrics', port: 'metrics', interval: Duration.seconds(15), labels: { namespace: 'shop' } });
  expect(() => tested.expectTarget('shop/web', { job: 'shop', interval: Duration.minutes(1), labels: { tier: 'front' } }))
    .toThrow('Service shop/web is scraped, but not so:\n  ServiceMonitor shop/web: job is "web", not "shop"; interval is 15000, not 60000; label tier is undefined, not "front"');
});

test('a Service that is not scraped is said, with why, where the graph knows it', () => {
  expect(() => PrometheusTest.of(shop({ port: 'http' })).expectTarget('shop/web')).toThrow(/^no Prometheus of the app scrapes Service shop\/web:\n  .*"http".*\[scrape-graph\/.+\]/);
  expect(() => PrometheusTest.of(shop()).expectTarget('shop/other')).toThrow(/^no Prometheus of the app scrapes Service shop\/other; what is scraped: .*Service shop\/web/);
});

test('problems of the graph are errors of the test, warnings where they count', () => {
  PrometheusTest.of(shop()).expectNoProblems();
  expect(() => PrometheusTest.of(shop({ port: 'http' })).expectNoProblems()).toThrow(/^the scrape graph has problems:\n {2}error: /);
  const app = shop();
  new ApiObject(new Chart(app, 'more'), 'Rule', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'far', namespace: 'elsewhere' }, spec: { groups: [] } });
  expect(() => PrometheusTest.of(app).expectNoProblems(true)).toThrow('warning: ');
});

test('an alert that there is not is told, with those that there are', () => {
  expect(() => PrometheusTest.of(shop()).expectAlert('WebDwon', {})).toThrow('there is no alert "WebDwon" in the app; is "WebDown" meant?');
});

test('without promtool the message says where it comes from', () => {
  const before = process.env.PROMTOOL;
  process.env.PROMTOOL = '/not/there/promtool';
  try {
    expect(PrometheusTest.hasPromtool()).toBe(false);
    expect(() => PrometheusTest.of(shop()).expectAlert('WebDown', {})).toThrow(/^promtool is not there, .*https:\/\/prometheus\.io\/download\/.*PROMTOOL/);
  } finally {
    if (before === undefined) { delete process.env.PROMTOOL; } else { process.env.PROMTOOL = before; }
  }
});

// promtool is not part of the package: `npm run conformance -- prometheus-test` builds it and runs the same cases, always
(PrometheusTest.hasPromtool() ? test.each : test.skip.each)(Object.keys(PROMTOOL_CASES))('%s', name => PROMTOOL_CASES[name]());
