import {
  componentsWithHistogram, histogramCure, histogramOf, histogramStorageOf, HistogramStorage, isKnownHistogram, isOfKubernetesAlone, isOtherMetric, lostOfKubernetes,
} from '../../src/scrape/lost-histograms';
import { ComponentVersion } from '../../src/versions/component-version';

const kubernetes = (text: string) => ComponentVersion.parse('kubernetes', 'kubernetesVersion', text).version;

// https://prometheus.io/docs/specs/native_histograms/ : scrape_native_histograms from 3.8 on, convert_classic_histograms_to_nhcb from 3.4 on
describe('how a scrape stores histograms', () => {
  const NATIVE = { scrapeNativeHistograms: true };
  const CONVERTS = { convertClassicHistogramsToNHCB: true };

  test.each<[object | undefined, object | undefined, boolean, boolean]>([
    [undefined, undefined, false, false], [{}, {}, false, false], [{}, null as any, false, false],
    [NATIVE, {}, true, false], [{}, NATIVE, true, false], [NATIVE, { scrapeNativeHistograms: false }, false, false], [{ scrapeNativeHistograms: 'true' }, {}, false, false],
    [CONVERTS, {}, false, true], [{}, CONVERTS, false, true], [{ ...CONVERTS, ...NATIVE }, {}, true, true],
    [{ ...CONVERTS, ...NATIVE, scrapeClassicHistograms: true }, {}, false, false], [{ ...CONVERTS, ...NATIVE }, { scrapeClassicHistograms: true }, false, false],
    [{ ...NATIVE, scrapeClassicHistograms: true }, { scrapeClassicHistograms: false }, true, false],
    [{ ...NATIVE, version: '3.8.0' }, {}, true, false], [{ ...NATIVE, version: 'v3.7.9' }, {}, false, false], [{ ...NATIVE, version: '4.0.0' }, {}, true, false], [{ ...NATIVE, version: '2.55.1' }, {}, false, false], [{ ...NATIVE, version: 'main' }, {}, true, false],
    [{ ...CONVERTS, version: '3.4.0' }, {}, false, true], [{ ...CONVERTS, version: '3.3.1' }, {}, false, false], [{ ...CONVERTS, version: '4.0.0' }, {}, false, true], [{ ...CONVERTS, version: '2.99.0' }, {}, false, false], [{ ...CONVERTS, version: '13.0.0' }, {}, false, true],
  ])('%j, and the monitor %j: native only %s, converted %s', (spec, monitor, storesNativeAlone, convertsClassic) => {
    expect(histogramStorageOf(spec, monitor)).toEqual({ storesNativeAlone, convertsClassic });
  });

  test('without a monitor the options of the Prometheus count', () => expect(histogramStorageOf(NATIVE)).toEqual({ storesNativeAlone: true, convertsClassic: false }));
});

test.each([['a_bucket', 'a'], ['a_count', 'a'], ['a_sum', 'a'], ['a_bucket_bucket', 'a_bucket'], ['a', undefined], ['a_bucketx', undefined], ['_bucket', undefined], ['a_total', undefined]])('%s is a part of %s', (series, histogram) => {
  expect(histogramOf(series)).toBe(histogram);
});

describe('the metrics of known programs', () => {
  test('a histogram of Kubernetes has its components, one of a library has none', () => {
    expect(componentsWithHistogram('apiserver_request_duration_seconds')).toContain('kube-apiserver');
    expect(componentsWithHistogram('kubelet_pod_start_duration_seconds')).toEqual(['kubelet']);
    expect(['go_gc_duration_seconds', 'grpc_server_handling_seconds', 'shop_request_seconds', 'kubelet_running_pods', 'prometheus_http_request_duration_seconds'].map(componentsWithHistogram)).toEqual([[], [], [], [], []]);
  });

  test('a name that only Kubernetes has is distinguished from one that others have, too', () => {
    expect(['apiserver_request_duration_seconds', 'prober_probe_duration_seconds', 'rest_client_request_duration_seconds', 'shop_request_seconds'].map(isOfKubernetesAlone)).toEqual([true, true, false, false]);
  });

  test('a histogram is known if it is a histogram in all programs that have it', () => {
    expect(['prometheus_http_request_duration_seconds', 'apiserver_request_duration_seconds', 'shop_request_seconds', 'up'].map(isKnownHistogram)).toEqual([true, true, false, false]);
  });

  test('a metric of exactly this name is not a part of a histogram', () => {
    expect(['kubelet_running_pods', 'apiserver_request_duration_seconds_bucket', 'shop_request_seconds_bucket', 'go_gc_duration_seconds_count'].map(isOtherMetric)).toEqual([true, false, false, true]);
  });
});

describe('series of Kubernetes that are missing', () => {
  const STORES: HistogramStorage = { storesNativeAlone: true, convertsClassic: false };
  const CONVERTS: HistogramStorage = { storesNativeAlone: false, convertsClassic: true };
  const CLASSIC: HistogramStorage = { storesNativeAlone: false, convertsClassic: false };
  const API = 'apiserver_request_duration_seconds';
  const UNBOUNDED = 'prober_probe_duration_seconds';
  type Bound = [operator: '=' | '!=' | '=~' | '!~', value: string];

  test.each<[string, Bound | undefined, HistogramStorage, string | undefined, string | undefined]>([
    [`${API}_bucket`, undefined, STORES, '1.37', 'native'], [`${API}_count`, undefined, STORES, '1.37', 'native'], [`${API}_bucket`, undefined, STORES, '1.36', undefined], [`${API}_bucket`, undefined, STORES, undefined, undefined],
    [`${API}_bucket`, undefined, CONVERTS, '1.37', 'converted'], [`${API}_bucket`, undefined, CONVERTS, undefined, 'converted'], [`${API}_bucket`, undefined, CLASSIC, '1.37', undefined],
    [API, undefined, STORES, '1.37', undefined], ['shop_request_seconds_bucket', undefined, CONVERTS, '1.37', undefined],
    [`${UNBOUNDED}_bucket`, undefined, CLASSIC, '1.37', 'unbounded'], [`${UNBOUNDED}_count`, undefined, CLASSIC, '1.37', undefined], [`${UNBOUNDED}_bucket`, undefined, CLASSIC, '1.36', undefined], [`${UNBOUNDED}_bucket`, undefined, CLASSIC, undefined, undefined],
    [`${UNBOUNDED}_bucket`, ['=', '+Inf'], CLASSIC, '1.37', undefined], [`${UNBOUNDED}_bucket`, ['=', '1'], CLASSIC, '1.37', 'unbounded'], [`${UNBOUNDED}_bucket`, ['!=', '+Inf'], CLASSIC, '1.37', 'unbounded'], [`${UNBOUNDED}_bucket`, ['=~', '.*'], CLASSIC, '1.37', undefined],
    [`${UNBOUNDED}_bucket`, ['=~', '['], CLASSIC, '1.37', undefined],
  ])('%s with le %j, %j, Kubernetes %s: %s', (series, bound, storage, version, by) => {
    const matchers = [{ label: 'job', operator: '=' as const, value: 'x' }, ...bound ? [{ label: 'le', operator: bound[0], value: bound[1] }] : []];
    const found = lostOfKubernetes(series, matchers, storage, version === undefined ? undefined : kubernetes(version));
    expect(found).toEqual(by && { series, histogram: histogramOf(series), by });
  });

  test('is repaired by reading the native histogram, or by keeping the classic one', () => {
    const native = 'use the native histogram, such as histogram_quantile(0.99, sum(rate(a[5m])))';
    expect((['native', 'converted', 'unbounded'] as const).map(by => histogramCure(by, { histogram: 'a' }))).toEqual([
      `set "scrapeClassicHistograms: true", or ${native}`, `set "scrapeClassicHistograms: true", or ${native}`, `set "scrapeNativeHistograms: true", and ${native}`,
    ]);
  });
});
