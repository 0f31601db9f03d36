import { App, Chart } from 'cdk8s';
import { PrometheusStack, ScrapeGraph } from '../../src';
import { BINDING, deployment, explain, monitor, prometheus, rule, service } from '../support/scrape-graph';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const ID = 'scrape-graph/lost-histogram';
const lost = (...objects: readonly object[]) => explain([BINDING, ...objects]).problems.filter(({ id }) => id === ID).map(({ message }) => message);
const CONVERTS = { convertClassicHistogramsToNHCB: true };
const SLOW = 'histogram_quantile(0.9, rate(shop_request_seconds_bucket[5m])) > 1';
const WEB = [service(), deployment()];

test('buckets that a Prometheus converts are reported at the rule', () => {
  expect(lost(prometheus(CONVERTS), monitor(), ...WEB, rule(SLOW))).toEqual([
    'PrometheusRule shop/rules, alert "Down" uses "shop_request_seconds_bucket", which Prometheus monitoring/main converts to a native histogram: '
    + 'set "scrapeClassicHistograms: true", or use the native histogram, such as histogram_quantile(0.99, sum(rate(shop_request_seconds[5m]))) [scrape-graph/lost-histogram]',
  ]);
});

test.each<[string, readonly object[]]>([
  ['nothing converts', [prometheus(), monitor(), rule(SLOW)]],
  ['the Prometheus keeps them', [prometheus({ ...CONVERTS, scrapeClassicHistograms: true }), monitor(), rule(SLOW)]],
  ['the monitor keeps them', [prometheus(CONVERTS), monitor({ scrapeClassicHistograms: true }), rule(SLOW)]],
  ['the monitor converts nothing', [prometheus(CONVERTS), monitor({ convertClassicHistogramsToNHCB: false }), rule(SLOW)]],
  ['another monitor keeps them', [prometheus(CONVERTS), monitor(), monitor({ scrapeClassicHistograms: true }, {}, 'kept'), rule(SLOW)]],
  ['the Prometheus is too old to convert', [prometheus({ ...CONVERTS, version: '3.3.1' }), monitor(), rule(SLOW)]],
  ['samples come by remote write', [prometheus({ ...CONVERTS, enableRemoteWriteReceiver: true }), monitor(), rule(SLOW)]],
  ['scrape configurations are not here', [prometheus({ ...CONVERTS, additionalScrapeConfigs: { name: 'a', key: 'b' } }), monitor(), rule(SLOW)]],
  ['labels of other servers are honored', [prometheus(CONVERTS), monitor({ endpoints: [{ port: 'metrics', honorLabels: true }] }), rule(SLOW)]],
  ['the series is recorded', [prometheus(CONVERTS), monitor(), { ...rule('up', { record: 'shop_request_seconds_bucket' }), metadata: { name: 'other', namespace: 'shop' } }, rule(SLOW)]],
  ['it is a count, perhaps of a summary', [prometheus(CONVERTS), monitor(), rule('rate(shop_request_seconds_count[5m]) > 1')]],
  ['there is an alternative', [prometheus(CONVERTS), monitor(), rule(`${SLOW} or histogram_quantile(0.9, rate(shop_request_seconds[5m])) > 1`)]],
])('nothing is reported if %s', (_, objects) => {
  expect(lost(...objects, ...WEB)).toEqual([]);
});

test('a monitor that converts loses only its own job', () => {
  const objects = [prometheus(), monitor(CONVERTS), monitor({ selector: { matchLabels: { app: 'other' } } }, {}, 'other'), ...WEB];
  expect(lost(...objects, rule('rate(shop_request_seconds_bucket{job="web"}[5m]) > 1'))).toHaveLength(1);
  expect(lost(...objects, rule('rate(shop_request_seconds_bucket{job="other"}[5m]) > 1'))).toEqual([]);
  expect(lost(...objects, rule(SLOW))).toEqual([]);
});

describe('native histograms of Kubernetes', () => {
  const found = (kubernetesVersion: string | undefined, expr: string, options: object = { scrapeNativeHistograms: true }, mixinEnabled = false) => {
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    const stack = new PrometheusStack(chart, 'Monitoring', { mixinEnabled, ...kubernetesVersion !== undefined && { kubernetesVersion }, prometheus: options });
    stack.addRules('Own', { groups: [{ name: 'own', alerts: [{ alert: 'Slow', expr }] }] });
    return ScrapeGraph.of(chart).problems.filter(text => text.includes(ID));
  };
  const API = 'rate(apiserver_request_duration_seconds_bucket[5m]) > 1';

  test.each<[string | undefined, string, object, number]>([
    ['1.37', API, { scrapeNativeHistograms: true }, 1],
    ['1.37', 'rate(apiserver_request_duration_seconds_bucket{job="apiserver"}[5m]) > 1', { scrapeNativeHistograms: true }, 1],
    ['1.37', 'rate(workqueue_queue_duration_seconds_count{job="kubelet"}[5m]) > 1', { scrapeNativeHistograms: true }, 1],
    ['1.37', 'rate(workqueue_queue_duration_seconds_bucket[5m]) > 1', { scrapeNativeHistograms: true }, 0],
    ['1.37', 'rate(prober_probe_duration_seconds_bucket[5m]) > 1', {}, 1],
    ['1.37', API, {}, 0],
    ['1.37', API, { scrapeNativeHistograms: true, scrapeClassicHistograms: true }, 0],
    ['1.36', API, { scrapeNativeHistograms: true }, 0],
    [undefined, API, { scrapeNativeHistograms: true }, 0],
  ])('Kubernetes %s, %s, %j: %d', (version, expr, options, count) => {
    expect(found(version, expr, options)).toHaveLength(count);
  });

  test('the rules of the mixin are checked as well', () => {
    expect(found('1.37', 'up', { scrapeNativeHistograms: true }, true).join('\n')).toContain('apiserver_request_sli_duration_seconds_bucket');
    expect(found('1.37', 'up', {}, true)).toEqual([]);
  });
});
