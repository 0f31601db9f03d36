import { FEATURE_UNKNOWN } from './rules';
import { finding, Finding } from '../validation/rule';
import { similarTo } from '../validation/similar';

/** The releases of Prometheus with a feature flag, and the alternative after its removal. */
interface FeatureRow {
  /** Missing: older than every supported release. */
  readonly since?: string;
  readonly until?: string;
  readonly cure?: string;
}

const ALWAYS_ON = 'it is always on now; remove it';

/**
 * THE table of Prometheus' feature flags. Prometheus ignores one that it does not know, with a warning in its log.
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/prometheus/main.go setFeatureListOptions, and that of each release since 2.45
 */
const FEATURES: Readonly<Record<string, FeatureRow>> = {
  'agent': { until: '3.0.0', cure: 'use PrometheusAgent' },
  'auto-gomaxprocs': { until: '3.0.0', cure: ALWAYS_ON },
  'auto-gomemlimit': { since: '2.50.0', until: '3.0.0', cure: ALWAYS_ON },
  'auto-reload-config': { since: '3.0.0' },
  'concurrent-rule-eval': { since: '2.51.0' },
  'created-timestamp-zero-ingestion': { since: '2.50.0' },
  'delayed-compaction': { since: '2.55.0' },
  'exemplar-storage': {},
  'expand-external-labels': { until: '3.0.0', cure: ALWAYS_ON },
  'extra-scrape-metrics': {},
  'fast-startup': { since: '3.11.0' },
  'histograms-st-encoding': { since: '3.14.0' },
  'memory-snapshot-on-shutdown': {},
  'metadata-wal-records': { since: '2.54.0' },
  'native-histograms': { until: '3.9.0', cure: 'use the option "scrapeNativeHistograms"' },
  'new-service-discovery-manager': { until: '3.0.0', cure: ALWAYS_ON },
  'no-default-scrape-port': { until: '3.0.0', cure: ALWAYS_ON },
  'old-ui': { since: '3.0.0' },
  'ooo-native-histograms': { since: '3.0.0' },
  'openmetrics2': { since: '3.15.0' },
  'otlp-deltatocumulative': { since: '3.2.0' },
  'otlp-native-delta-ingestion': { since: '3.4.0' },
  'otlp-write-receiver': { since: '2.47.0', until: '3.0.0', cure: 'use the option "otlpReceiver"' },
  'promql-at-modifier': { until: '3.0.0', cure: ALWAYS_ON },
  'promql-binop-fill-modifiers': { since: '3.10.0' },
  'promql-delayed-name-removal': { since: '2.55.0' },
  'promql-duration-expr': { since: '3.4.0' },
  'promql-experimental-functions': { since: '2.49.0' },
  'promql-extended-range-selectors': { since: '3.7.0' },
  'promql-negative-offset': { until: '3.0.0', cure: ALWAYS_ON },
  'promql-per-step-stats': {},
  'promql-unquoted-utf8-names': { since: '3.16.0' },
  'query-cost': { since: '3.16.0' },
  'remote-write-receiver': { until: '3.0.0', cure: 'use the option "enableRemoteWriteReceiver"' },
  'search-api': { since: '3.13.0' },
  'st-storage': { since: '3.10.0' },
  'st-synthesis': { since: '3.12.0' },
  'type-and-unit-labels': { since: '3.5.0' },
  'use-start-timestamps': { since: '3.12.0' },
  'use-uncached-io': { since: '3.5.0' },
  'utf8-names': { since: '2.55.0', until: '3.0.0', cure: 'use the option "nameValidationScheme"' },
  'xor2-encoding': { since: '3.11.0' },
  'zstd-scrape': { since: '3.15.0' },
};

/** The first release whose flags are unknown: the newest that was read is 3.16.0. */
const UNREAD = '3.16.1';

interface Version {
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}

interface CustomResource {
  readonly spec?: { readonly [field: string]: unknown };
}

/** Feature flags of a Prometheus or an agent that its version ignores, including patches. */
export function checkFeatures({ spec }: CustomResource, version: Version): Finding[] {
  const given: readonly unknown[] = Array.isArray(spec?.enableFeatures) ? spec.enableFeatures : [];
  return [...new Set(given)].flatMap(feature => {
    const cure = typeof feature === 'string' ? cureOf(feature, version) : undefined;
    return cure === undefined ? [] : [finding(FEATURE_UNKNOWN, { feature: feature as string, version: version.text, cure })];
  });
}

/** The cure for a flag. Undefined if the version has it, or may have it. */
function cureOf(feature: string, version: Version): string | undefined {
  const row = Object.hasOwn(FEATURES, feature) ? FEATURES[feature] : undefined;
  if (row?.until !== undefined && version.isAtLeast(row.until)) { return `Prometheus ${row.until} removed it: ${row.cure}`; }
  if (row) { return row.since === undefined || version.isAtLeast(row.since) ? undefined : `it requires Prometheus ${row.since} or newer`; }
  if (version.isAtLeast(UNREAD)) { return undefined; }
  const known = Object.keys(FEATURES).filter(name => cureOf(name, version) === undefined);
  const [meant] = similarTo(feature, known);
  return meant === undefined ? 'remove it' : `did you mean ${JSON.stringify(meant)}?`;
}
