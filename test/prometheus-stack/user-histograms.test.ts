import { App, Chart, Duration } from 'cdk8s';
import { PrometheusRules, PrometheusStack, PrometheusStackProps, ServiceMonitor, SloIndicator } from '../../src';
import { noticesOf } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

type PrometheusOptions = NonNullable<PrometheusStackProps['prometheus']>;

type More = (chart: Chart, stack: PrometheusStack) => void;

/** The warnings about one rule of a user. */
function warnings(expr: string, kubernetesVersion: string | undefined, prometheus: PrometheusOptions, more: More = () => undefined): string[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', { mixinEnabled: false, ...kubernetesVersion !== undefined && { kubernetesVersion }, prometheus });
  stack.addRules('Own', { groups: [{ name: 'own', records: [{ record: 'own:it', expr }] }] });
  more(chart, stack);
  return noticesOf(chart).filter(text => text.includes('user-histograms'));
}

const NATIVE = { scrapeNativeHistograms: true };
const API = 'sum by (le) (rate(apiserver_request_sli_duration_seconds_bucket[5m]))';

test('a rule that loses its series is reported, with the series to use instead', () => {
  expect(warnings(API, '1.37', NATIVE)).toEqual([expect.stringContaining(
    'PrometheusRule "own" uses apiserver_request_sli_duration_seconds_bucket, which "scrapeNativeHistograms" stores only as native histograms: set "scrapeClassicHistograms: true", '
    + 'or use the native histogram, such as histogram_quantile(0.99, sum(rate(apiserver_request_sli_duration_seconds[5m])))')]);
});

const CONVERTED = { convertClassicHistogramsToNhcb: true };

// Kubernetes 1.37.2, staging/src/k8s.io/component-base/metrics/opts.go: each histogram gets NativeHistogramBucketFactor.
// client_golang 1.24, histogram.go: without buckets of its own such a histogram exposes no classic ones but +Inf.
test.each<[string, string, string | undefined, PrometheusOptions, boolean]>([
  ['the number of observations', 'rate(kubelet_pod_start_duration_seconds_count[5m])', '1.37', NATIVE, true],
  ['the sum', 'rate(scheduler_scheduling_attempt_duration_seconds_sum[5m])', '1.37', NATIVE, true],
  ['a job of Kubernetes', 'rate(rest_client_request_duration_seconds_bucket{job="apiserver"}[5m])', '1.37', NATIVE, true],
  ['a job of somebody else', 'rate(rest_client_request_duration_seconds_bucket{job="shop"}[5m])', '1.37', NATIVE, false],
  ['a name that others have, too', 'rate(workqueue_queue_duration_seconds_bucket[5m])', '1.37', NATIVE, false],
  ['a library of etcd\'s client', 'rate(grpc_client_handling_seconds_bucket{job="apiserver"}[5m])', '1.37', NATIVE, false],
  ['a counter', 'rate(apiserver_request_total[5m])', '1.37', NATIVE, false],
  ['with an alternative', `${API} or sum(rate(apiserver_request_sli_duration_seconds[5m]))`, '1.37', NATIVE, false],
  ['classic ones, too', API, '1.37', { ...NATIVE, scrapeClassicHistograms: true }, false],
  ['an older Kubernetes', API, '1.36', NATIVE, false],
  ['a Kubernetes that nobody names', API, undefined, NATIVE, false],
  ['neither option', API, '1.37', {}, false],
  ['buckets that only native histograms have', 'rate(prober_probe_duration_seconds_bucket[5m])', '1.37', {}, true],
  ['their number of observations', 'rate(prober_probe_duration_seconds_count[5m])', '1.37', {}, false],
  ['their last bucket', 'rate(prober_probe_duration_seconds_bucket{le="+Inf"}[5m])', '1.37', {}, false],
  ['the same, before', 'rate(prober_probe_duration_seconds_bucket[5m])', '1.36', {}, false],
  ['converted buckets of an app', 'rate(shop_request_seconds_bucket{job="shop"}[5m])', undefined, CONVERTED, true],
  ['converted and kept buckets', 'rate(shop_request_seconds_bucket[5m])', undefined, { ...CONVERTED, scrapeClassicHistograms: true }, false],
  ['a count that may be of a summary', 'rate(shop_request_seconds_count{job="shop"}[5m])', undefined, CONVERTED, false],
])('%s: %s with Kubernetes %s and %j is reported: %s', (_, expr, kubernetes, prometheus, isReported) => {
  expect(warnings(expr, kubernetes, prometheus)).toHaveLength(isReported ? 1 : 0);
});

test('rules of other constructs, and latency objectives, are read as well', () => {
  const own = (expr: string) => [{ name: 'g', records: [{ record: 'a:b', expr }] }];
  const found = warnings('up', '1.37', NATIVE, (chart, stack) => {
    new PrometheusRules(chart, 'Team', { prometheus: stack.prometheus, groups: own(API) });
    stack.addServiceLevelObjective('Api', {
      service: 'api', objective: 99, indicator: SloIndicator.latency({ histogram: 'apiserver_request_sli_duration_seconds{job="apiserver"}', threshold: Duration.seconds(1) }),
    });
  });
  expect(found).toEqual([expect.stringContaining('PrometheusRule "slo-api-api" uses apiserver_request_sli_duration_seconds_bucket, apiserver_request_sli_duration_seconds_count'), expect.stringContaining('PrometheusRule "team"')]
    .sort());
});

test('an objective over the native histogram loses nothing', () => {
  expect(warnings('up', '1.37', NATIVE, (_, stack) => stack.addServiceLevelObjective('Api', {
    service: 'api', objective: 99, indicator: SloIndicator.latency({ histogram: 'apiserver_request_sli_duration_seconds{job="apiserver"}', threshold: Duration.seconds(1), native: true }),
  }))).toEqual([]);
});

test('if a monitor sets it itself, nothing is reported', () => {
  expect(warnings(API, '1.37', NATIVE, chart => new ServiceMonitor(chart, 'Kept', {
    name: 'kept', selector: { matchLabels: { app: 'x' } }, endpoints: [{ port: 'http' }], spec: { scrapeClassicHistograms: true },
  }))).toEqual([]);
});
