import { App, Chart, Duration, Size } from 'cdk8s';
import { Alertmanager, BlackboxModule, Prometheus, PrometheusOptions, WindowsExporter } from '../../src';

const errorsOf = (make: (chart: Chart) => void) => {
  const app = new App();
  make(new Chart(app, 'chart', { namespace: 'monitoring' }));
  return app.node.findAll().flatMap(({ node }) => node.validate()).filter(message => message.includes('validation/option-value'));
};

const of = (options: PrometheusOptions) => errorsOf(chart => { new Prometheus(chart, 'Prometheus', options); });
const nothing = Duration.seconds(0);

test.each<[string, PrometheusOptions, string]>([
  ['an interval', { scrapeInterval: nothing }, '"scrapeInterval" is zero'],
  ['an interval of rules', { evaluationInterval: nothing }, '"evaluationInterval" is zero'],
  ['a timeout of queries', { query: { timeout: nothing } }, '"query.timeout" is zero'],
  ['a timeout', { scrapeTimeout: Duration.millis(0) }, '"scrapeTimeout" is zero'],
  ['an image of several lines', { image: 'Not An\nImage' }, '"image" is "Not An\\nImage", which has upper-case letters in its repository'],
  ['an empty image', { image: '' }, '"image" is empty'],
  ['an endless image', { image: 'a'.repeat(70_000) }, 'which is too long'],
  ['an empty key', { additionalScrapeConfigs: { secretName: 'more', key: '' } }, '"additionalScrapeConfigs.key" is empty'],
  ['a header of two lines', { remoteWrite: [{ url: 'https://metrics.example.org/push', headers: { 'X-Team': 'a\r\nX-Other: b' } }] }, '"remoteWrite[0].headers" has a control character in the value of "X-Team"'],
  ['no access mode', { storage: { size: Size.gibibytes(1), accessModes: [] } }, '"storage.accessModes" is empty'],
])('an unusable %s is an error', (_, options, message) => expect(of(options)).toEqual([expect.stringContaining(message)]));

test('other constructs report the same', () => {
  expect(errorsOf(chart => { new Alertmanager(chart, 'Alertmanager', { image: ' ' }); })).toHaveLength(1);
  expect(errorsOf(chart => { new WindowsExporter(chart, 'Windows', { image: 'a b' }); })).toHaveLength(1);
});

test('a class that is not a construct throws it', () => {
  expect(() => BlackboxModule.http({ timeout: nothing })).toThrow('"timeout" is zero');
});

test.each<[string, PrometheusOptions]>([
  ['a window of out-of-order samples', { outOfOrderTimeWindow: nothing }],
  ['an offset', { ruleQueryOffset: nothing }],
  ['an image by digest', { image: `registry.example.org:5000/prometheus@sha256:${'ab'.repeat(32)}` }],
  ['a header with a tab', { remoteWrite: [{ url: 'https://metrics.example.org/push', headers: { 'X-Team': 'a\tb' } }] }],
])('%s is none', (_, options) => expect(of(options)).toEqual([]));
