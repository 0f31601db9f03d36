import { catalogOf, metricNamed } from '../metrics/catalog';
import { Matcher, matches } from '../promql/matcher';
import { ComponentVersion } from '../versions/component-version';

// Series of classic histograms that a scrape does not store: `_bucket`, `_count` and `_sum`.

/** How one scrape stores histograms. */
export interface HistogramStorage {
  /** Native histograms are scraped, and stored without their classic series. */
  readonly storesNativeAlone: boolean;
  /** Classic histograms are converted to native ones, and only those are stored. */
  readonly convertsClassic: boolean;
}

/**
 * Why series are missing. `native`, `converted`: the scrape stores only a native histogram. `unbounded`: the target exposes only the bucket
 * `+Inf`.
 */
export type LostBy = 'native' | 'converted' | 'unbounded';

/** A missing series, and the histogram with its samples. */
export interface LostHistogram {
  readonly series: string;
  readonly histogram: string;
  readonly by: LostBy;
}

/** The components of Kubernetes, by their names in the metric catalog. */
export const KUBERNETES_COMPONENTS = ['kube-apiserver', 'kubelet', 'kube-scheduler', 'kube-controller-manager', 'kube-proxy'];

/**
 * Histograms of the components without explicit buckets. Source: `HistogramOpts` without `Buckets` in Kubernetes 1.37.2 and its staging
 * modules.
 */
const UNBOUNDED: ReadonlySet<string> = new Set([
  'prober_probe_duration_seconds', 'authentication_token_cache_request_duration_seconds', 'apiserver_cel_compilation_duration_seconds',
  'apiserver_cel_evaluation_duration_seconds',
  'endpoint_slice_controller_endpointslices_changed_per_sync',
]);

/** Metrics of libraries that do not use the options of Kubernetes. */
const OF_LIBRARIES = /^(?:grpc|go|process|promhttp|container|machine)_/;

/**
 * How a monitor's targets are scraped: the fields of the monitor count before those of the Prometheus.
 * @param spec of the Prometheus or PrometheusAgent
 * @param monitor `spec` of the monitor
 */
export function histogramStorageOf(spec: any, monitor: any = {}): HistogramStorage {
  const [major, minor] = /^v?(\d+)\.(\d+)/.exec(String(spec?.version ?? ''))?.slice(1).map(Number) ?? [Infinity, 0];
  const isAtLeast = (wanted: number) => major > 3 || major === 3 && minor >= wanted;
  const has = (field: string) => (monitor?.[field] ?? spec?.[field]) === true;
  const keepsClassic = has('scrapeClassicHistograms');
  return {
    storesNativeAlone: !keepsClassic && has('scrapeNativeHistograms') && isAtLeast(8),
    convertsClassic: !keepsClassic && has('convertClassicHistogramsToNHCB') && isAtLeast(4),
  };
}

/** The histogram to which a series belongs, by the name of the series. */
export function histogramOf(series: string): string | undefined {
  return /^(.+)_(?:bucket|count|sum)$/.exec(series)?.[1];
}

/** The components of Kubernetes that expose a histogram with the options of Kubernetes. */
export function componentsWithHistogram(histogram: string): string[] {
  if (OF_LIBRARIES.test(histogram)) { return []; }
  return metricNamed(`${histogram}_bucket`).flatMap(({
    component, metric,
  }) => metric.type === 'histogram' && KUBERNETES_COMPONENTS.includes(component) ? [component] : []);
}

/** Whether only components of Kubernetes have metrics with such a name. */
export function isOfKubernetesAlone(histogram: string): boolean {
  return componentsWithHistogram(histogram).some(component => catalogOf(component)!.owns(histogram)) || UNBOUNDED.has(histogram);
}

/** Whether a name is a histogram in all known programs that have it. */
export function isKnownHistogram(histogram: string): boolean {
  const programs = metricNamed(`${histogram}_bucket`);
  return programs.length > 0 && programs.every(({ metric }) => metric.type === 'histogram');
}

/** Whether a known program has a metric of exactly this name that is not part of a histogram. */
export function isOtherMetric(series: string): boolean {
  return metricNamed(series).some(({ metric }) => metric.name === series || metric.type !== 'histogram');
}

/**
 * What a series of a component of Kubernetes lacks.
 * @param matchers of its selector
 * @param version undefined if it is not known: then only what a conversion takes away is sure
 */
export function lostOfKubernetes(
  series: string, matchers: readonly Matcher[], storage: HistogramStorage, version: ComponentVersion<'kubernetes'> | undefined,
): LostHistogram | undefined {
  const histogram = histogramOf(series);
  if (histogram === undefined || componentsWithHistogram(histogram).length === 0) { return undefined; }
  const isNative = version?.has('nativeHistograms') === true;
  if (isNative && storage.storesNativeAlone) { return { series, histogram, by: 'native' }; }
  if (storage.convertsClassic) { return { series, histogram, by: 'converted' }; }
  return isNative && series.endsWith('_bucket') && UNBOUNDED.has(histogram) && needsBounds(matchers)
    ? { series, histogram, by: 'unbounded' }
    : undefined;
}

/** Whether a selector reads more than the bucket of all observations. */
function needsBounds(matchers: readonly Matcher[]): boolean {
  const ofBound = matchers.filter(({ label }) => label === 'le');
  return ofBound.length === 0 || ofBound.some(matcher => matches(matcher, '+Inf') === false);
}

/** The cure. */
export function histogramCure(by: LostBy, { histogram }: Pick<LostHistogram, 'histogram'>): string {
  const native = `use the native histogram, such as histogram_quantile(0.99, sum(rate(${histogram}[5m])))`;
  return by === 'unbounded' ? `set "scrapeNativeHistograms: true", and ${native}` : `set "scrapeClassicHistograms: true", or ${native}`;
}
