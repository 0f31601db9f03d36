import { CheckContext, isBelow, OperatorRow } from './row';
import { asList, isMap, isSet } from '../../values/json';
import { AtLeast } from '../../versions/at-least';

/** A field that the operator writes only for a newer version of the process. For older versions it drops the field and logs a line. */
interface IgnoredRow {
  readonly kinds: readonly string[];
  /** Path pattern from the root. */
  readonly field: string;
  readonly component: 'prometheus' | 'thanos';
  /** The first version for which it is written. Undefined if it is never written. */
  readonly from: string;
  /** The first operator version that behaves differently. */
  readonly until?: string;
  /** Whether the operator writes it anyway, and the process ignores it. */
  readonly isWritten?: boolean;
  readonly file: string;
  readonly text: string;
}

const PROMCFG = 'pkg/prometheus/promcfg.go';
const RULER = 'pkg/thanos/operator.go';
const RULER_POD = 'pkg/thanos/statefulset.go';
const BOTH = ['Prometheus', 'PrometheusAgent'];
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

type Fields = readonly (readonly [field: string, from: string, text: string])[];

const rows = (
  kinds: readonly string[],
  below: string,
  fields: Fields,
  file = PROMCFG,
  component: IgnoredRow['component'] = 'prometheus',
): readonly IgnoredRow[] => fields.map(([field, from, text]) => ({ kinds, field: `${below}${field}`, component, from, file, text }));

/** Fields of every scrape, in all kinds of monitors. */
const SCRAPE: Fields = [
  ['scrapeProtocols', '2.49.0', 'scrape_protocols'],
  ['fallbackScrapeProtocol', '3.0.0', 'fallback_scrape_protocol'],
  ['scrapeNativeHistograms', '3.8.0', 'scrape_native_histograms'],
  ['nativeHistogramBucketLimit', '2.45.0', 'native_histogram_bucket_limit'],
  ['nativeHistogramMinBucketFactor', '2.50.0', 'native_histogram_min_bucket_factor'],
  ['scrapeClassicHistograms', '2.45.0', 'scrape_classic_histograms'],
  ['convertClassicHistogramsToNHCB', '3.0.0', 'convert_classic_histograms_to_nhcb'],
  ['targetLimit', '2.21.0', 'target_limit'],
  ['labelLimit', '2.27.0', 'label_limit'],
  ['labelNameLengthLimit', '2.27.0', 'label_name_length_limit'],
  ['labelValueLengthLimit', '2.27.0', 'label_value_length_limit'],
  ['keepDroppedTargets', '2.47.0', 'keep_dropped_targets'],
];

const TIMESTAMPS: Fields = [
  ['honorTimestamps', '2.9.0', 'honor_timestamps'],
  ['trackTimestampsStaleness', '2.48.0', 'track_timestamps_staleness'],
];

/** For other places see `crash.ts`. */
const AUTHORIZATION: Fields = [['authorization', '2.26.0', '"authorization"']];

/** Fields of an HTTP client. Those in `oauth2` are for the token server. */
const CLIENT: Fields = [
  ['oauth2', '2.27.0', '"oauth2"'],
  ['followRedirects', '2.26.0', 'follow_redirects'],
  ['noProxy', '2.43.0', 'no_proxy'],
  ['proxyFromEnvironment', '2.43.0', 'proxy_from_environment'],
  ['proxyConnectHeader', '2.43.0', 'proxy_connect_header'],
  ['tlsConfig.minVersion', '2.35.0', 'min_version'],
  ['tlsConfig.maxVersion', '2.41.0', 'max_version'],
];

const only = (fields: Fields, ...names: readonly string[]): Fields => fields.filter(([name]) => names.includes(name));
const PROXY = ['noProxy', 'proxyFromEnvironment', 'proxyConnectHeader'];
const TLS = ['tlsConfig.minVersion', 'tlsConfig.maxVersion'];
const http2 = (field: string): Fields => [[field, '2.35.0', 'enable_http2']];

const REMOTE_WRITE: Fields = [
  ['headers', '2.15.0', '"headers"'],
  ['name', '2.15.0', '"name"'],
  ['messageVersion', '2.54.0', 'protobuf_message'],
  ['sendExemplars', '2.27.0', 'send_exemplars'],
  ['sendNativeHistograms', '2.40.0', 'send_native_histograms'],
  ['sigv4', '2.26.0', 'addSigv4ToYaml'],
  ['sigv4.externalId', '3.11.0', 'external_id'],
  ['sigv4.useFIPSSTSEndpoint', '2.54.0', 'use_fips_sts_endpoint'],
  ['azureAd', '2.45.0', '"azuread"'],
  ['azureAd.scope', '3.9.0', '"scope"'],
  ['queueConfig.minShards', '2.6.0', 'min_shards'],
  ['queueConfig.sampleAgeLimit', '2.50.0', 'sample_age_limit'],
  ['metadataConfig', '2.23.0', 'metadata_config'],
  ['metadataConfig.maxSamplesPerSend', '2.29.0', 'max_samples_per_send'],
  ['roundRobinDNS', '3.1.0', 'round_robin_dns'],
];

const OTLP: Fields = [
  ['promoteResourceAttributes', '2.55.0', 'promote_resource_attributes'],
  ['translationStrategy', '3.0.0', 'translation_strategy'],
  ['keepIdentifyingResourceAttributes', '3.1.0', 'keep_identifying_resource_attributes'],
  ['convertHistogramsToNHCB', '3.4.0', 'convert_histograms_to_nhcb'],
  ['promoteAllResourceAttributes', '3.5.0', 'promote_all_resource_attributes'],
  ['ignoreResourceAttributes', '3.5.0', 'ignore_resource_attributes'],
  ['promoteScopeMetadata', '3.6.0', 'promote_scope_metadata'],
  ['labelNameUnderscoreSanitization', '3.8.0', 'label_name_underscore_sanitization'],
  ['labelNamePreserveMultipleUnderscores', '3.8.0', 'label_name_preserve_multiple_underscores'],
];

/** Fields of Prometheus and PrometheusAgent. */
const COMMON: Fields = [
  ['scrapeProtocols', '2.49.0', 'scrape_protocols'],
  ['bodySizeLimit', '2.45.0', 'body_size_limit'],
  ['sampleLimit', '2.45.0', 'sample_limit'],
  ['targetLimit', '2.45.0', 'target_limit'],
  ['labelLimit', '2.45.0', 'label_limit'],
  ['labelNameLengthLimit', '2.45.0', 'label_name_length_limit'],
  ['labelValueLengthLimit', '2.45.0', 'label_value_length_limit'],
  ['keepDroppedTargets', '2.47.0', 'keep_dropped_targets'],
  ['scrapeFailureLogFile', '2.55.0', 'scrape_failure_log_file'],
  ['nameValidationScheme', '3.0.0', 'metric_name_validation_scheme'],
  ['nameEscapingScheme', '3.4.0', 'metric_name_escaping_scheme'],
  ['convertClassicHistogramsToNHCB', '3.4.0', 'convert_classic_histograms_to_nhcb'],
  ['scrapeClassicHistograms', '3.5.0', 'always_scrape_classic_histograms'],
  ['scrapeNativeHistograms', '3.8.0', 'scrape_native_histograms'],
  ['tsdb.staleSeriesCompactionThreshold', '3.10.0', 'stale_series_compaction_threshold'],
  ['tsdb.chunkEncoding.floats', '3.13.0', 'chunk_encoding'],
  ['web.pageTitle', '2.6.0', 'web.page-title'],
  ['enableRemoteWriteReceiver', '2.33.0', 'web.enable-remote-write-receiver'],
  ['remoteWriteReceiverMessageVersions', '2.54.0', 'web.remote-write-receiver.accepted-protobuf-messages'],
  ['enableOTLPReceiver', '2.47.0', 'otlp-write-receiver'],
  ['enableFeatures', '2.25.0', 'enable-feature'],
];

const SERVER: Fields = [
  ['tsdb.outOfOrderTimeWindow', '2.39.0', 'out_of_order_time_window'],
  ['exemplars.maxSize', '2.29.0', 'max_exemplars'],
  ['ruleQueryOffset', '2.53.0', 'rule_query_offset'],
  ['queryLogFile', '2.16.0', 'query_log_file'],
  ['retentionPercentage', '3.11.0', '"percentage"'],
];

const ALERTMANAGERS: Fields = [
  ...http2('enableHttp2'),
  ['sigv4', '2.48.0', 'addSigv4ToYaml'],
  ['sigv4.externalId', '3.11.0', 'external_id'],
  ['alertRelabelings', '2.51.0', 'alert_relabel_configs'],
  ...AUTHORIZATION,
  ...only(CLIENT, ...PROXY, ...TLS),
];

/** Fields of the ThanosRuler's receivers that the operator removes for an older Thanos. `none`: no version supports the field. */
const RULER_REMOTE_WRITE: Fields = [
  ['azureAd.workloadIdentity', 'none', 'azureAD.workloadIdentity'],
  ['azureAd.scope', 'none', 'azureAD.scope'],
  ['sigv4.externalId', 'none', 'sigv4.externalId'],
  ['azureAd.sdk', '0.36.0', 'azureAD.sdk'],
  ['queueConfig.sampleAgeLimit', '0.32.0', 'queueConfig.sampleAgeLimit'],
  ['tlsConfig.maxVersion', '0.30.0', 'tlsConfig.maxVersion'],
  ['tlsConfig.minVersion', '0.28.0', 'tlsConfig.minVersion'],
];

/** The operator logs that it removes them, but changes only a copy. They are written, and Thanos ignores them. */
const RULER_READ_PAST: Fields = [
  ['roundRobinDNS', '0.38.0', 'roundRobinDNS'],
  ['messageVersion', '0.37.0', 'messageVersion'],
  ['noProxy', '0.32.0', '"noProxy"'],
  ['proxyFromEnvironment', '0.32.0', '"proxyFromEnvironment"'],
  ['proxyConnectHeader', '0.32.0', '"proxyConnectHeader"'],
  ['azureAd', '0.31.0', '"azureAD"'],
  ['sendNativeHistograms', '0.30.0', 'sendNativeHistograms'],
];

const RULER_SPEC: Fields = [
  ['ruleQueryOffset', '0.38.0', 'rule-query-offset'],
  ['ruleConcurrentEval', '0.37.0', 'rule-concurrent-evaluation'],
  ['ruleOutageTolerance', '0.30.0', 'for-outage-tolerance'],
  ['ruleGracePeriod', '0.30.0', 'for-grace-period'],
  ['enableFeatures', '0.39.0', 'enable-feature'],
  ['web.tlsConfig', '0.21.0', 'isHTTPS'],
  ['grpcServerTlsConfig.minVersion', '0.37.0', 'grpc-server-tls-min-version'],
  ['grpcServerTlsConfig.cipherSuites', '0.42.0', 'grpc-server-tls-ciphers'],
  ['grpcServerTlsConfig.curves', '0.42.0', 'grpc-server-tls-curves'],
];

const SIDECAR: Fields = [
  ['getConfigTimeout', '0.29.0', 'prometheus.get_config_timeout'],
  ['getConfigInterval', '0.29.0', 'prometheus.get_config_interval'],
  ['grpcServerTlsConfig.minVersion', '0.37.0', 'grpc-server-tls-min-version'],
  ['grpcServerTlsConfig.cipherSuites', '0.42.0', 'grpc-server-tls-ciphers'],
  ['grpcServerTlsConfig.curves', '0.42.0', 'grpc-server-tls-curves'],
];

/** The only table of fields that are dropped because the process is too old. */
const IGNORED: readonly IgnoredRow[] = [
  ...rows(MONITORS, 'spec.', SCRAPE),
  ...rows(['ServiceMonitor', 'PodMonitor', 'ScrapeConfig'], 'spec.', [['bodySizeLimit', '2.28.0', 'body_size_limit']]),
  ...[
    ...rows(['ServiceMonitor'], 'spec.endpoints[].', AUTHORIZATION),
    ...rows(['PodMonitor'], 'spec.podMetricsEndpoints[].', AUTHORIZATION),
    ...rows(['Probe', 'ScrapeConfig'], 'spec.', AUTHORIZATION),
  ].map(each => ({ ...each, until: '0.79.0' })),
  ...rows(['ServiceMonitor'], 'spec.endpoints[].', [...TIMESTAMPS, ...CLIENT, ...http2('enableHttp2')]),
  ...rows(['PodMonitor'], 'spec.podMetricsEndpoints[].', [...TIMESTAMPS, ...CLIENT, ...http2('enableHttp2')]),
  ...rows(['ScrapeConfig'], 'spec.', [
    ...TIMESTAMPS,
    ...only(CLIENT, 'oauth2', ...PROXY, ...TLS),
    ...http2('enableHTTP2'),
    ['enableCompression', '2.49.0', 'enable_compression'],
  ]),
  ...rows(['ScrapeConfig'], 'spec.', [
    ['nameValidationScheme', '3.0.0', 'metric_name_validation_scheme'],
    ['nameEscapingScheme', '3.4.0', 'metric_name_escaping_scheme'],
  ]),
  ...rows(['Probe'], 'spec.', only(CLIENT, 'oauth2', ...TLS)),
  ...rows(['Probe'], 'spec.prober.', only(CLIENT, ...PROXY)),
  ...rows(BOTH, 'spec.', COMMON),
  ...rows(BOTH, 'spec.otlp.', OTLP),
  ...rows(BOTH, 'spec.', [['runtime', '2.53.0', 'cg.Warn("runtime")']]),
  ...rows(
    BOTH,
    'spec.',
    [
      ['web.tlsConfig', '2.24.0', 'webConfigGenerator.Warn("web.config.file")'],
      ['web.httpConfig', '2.24.0', 'webConfigGenerator.Warn("web.config.file")'],
    ],
    'pkg/prometheus/server/statefulset.go',
  ),
  ...rows(BOTH, 'spec.remoteWrite[].', [...REMOTE_WRITE, ...CLIENT, ...http2('enableHTTP2')]),
  ...rows(['Prometheus'], 'spec.remoteRead[].', [
    ...CLIENT,
    ['headers', '2.26.0', '"headers"'],
    ['filterExternalLabels', '2.34.0', 'filter_external_labels'],
  ]),
  ...rows(['Prometheus'], 'spec.alerting.alertmanagers[].', ALERTMANAGERS),
  ...rows(['Prometheus'], 'spec.', SERVER),
  ...rows(['PrometheusAgent'], 'spec.', [['tsdb.outOfOrderTimeWindow', '2.54.0', 'out_of_order_time_window']]),
  ...rows(['Prometheus'], 'spec.thanos.', SIDECAR, 'pkg/prometheus/server/statefulset.go', 'thanos'),
  ...rows(['ThanosRuler'], 'spec.remoteWrite[].', RULER_REMOTE_WRITE, RULER, 'thanos'),
  ...rows(['ThanosRuler'], 'spec.remoteWrite[].', RULER_READ_PAST, RULER, 'thanos').map(each => ({ ...each, isWritten: true })),
  ...rows(['ThanosRuler'], 'spec.', RULER_SPEC, RULER_POD, 'thanos'),
];

/** Boolean fields whose `false` counts as unset. */
const SWITCHES = ['enableRemoteWriteReceiver', 'enableOTLPReceiver'];

/** Whether the operator would write the field. */
function isSaid(value: unknown, field: string): boolean {
  if (!isSet(value) || value === '' || value === 0) { return false; }
  if (value === false) { return !SWITCHES.some(name => field.endsWith(name)); }
  return Array.isArray(value) ? value.length > 0 : !isMap(value) || Object.keys(value).length > 0;
}

const NAMES = { prometheus: 'Prometheus', thanos: 'Thanos' };

/** Separate row for the text protocol 1.0.0: only one value of the list is dropped. */
const TEXT_1: OperatorRow = {
  id: 'ignored/text-protocol-1',
  kinds: [...MONITORS, ...BOTH],
  field: 'spec.scrapeProtocols',
  effect: 'field-ignored',
  see: { file: PROMCFG, text: 'PrometheusText1.0.0 requires Prometheus v3.0.0 at least' },
  applies: ({ prometheus }) => isBelow(prometheus, '3.0.0-rc.0'),
  find: (value, { prometheus }) =>
    isBelow(prometheus, '3.0.0-rc.0') && asList(value).includes('PrometheusText1.0.0')
      ? [{ at: '', value: 'PrometheusText1.0.0', why: `requires Prometheus 3.0.0 or newer; the version is ${prometheus!.text}` }]
      : [],
};

function whyIgnored({ component, from }: IgnoredRow, { prometheus, thanos }: CheckContext): string | undefined {
  if (from === 'none') { return `is never used: ${NAMES[component]} does not support it`; }
  const version: AtLeast | undefined = component === 'prometheus' ? prometheus : thanos;
  return isBelow(version, from) ? `requires ${NAMES[component]} ${from} or newer; the version is ${version!.text}` : undefined;
}

/** The rows of a kind; of all kinds without one. */
export function ignoredRowsOf(kind?: string): readonly OperatorRow[] {
  const isOf = ({ kinds }: { readonly kinds: readonly string[] }) => kind === undefined || kinds.includes(kind);
  return [...[TEXT_1].filter(isOf), ...IGNORED.filter(isOf).map(rowOf)];
}

function rowOf(each: IgnoredRow): OperatorRow {
  return {
    id: `ignored/${each.kinds.join('-').toLowerCase()}/${each.field.replace('spec.', '').replace(/\[\]/g, '').toLowerCase()}`,
    kinds: each.kinds,
    field: each.field,
    effect: each.isWritten ? 'works-otherwise' : 'field-ignored',
    until: each.until,
    see: { file: each.file, text: each.text },
    applies: context => whyIgnored(each, context) !== undefined,
    find: (value, context) => {
      const why = isSaid(value, each.field) ? whyIgnored(each, context) : undefined;
      return why === undefined ? [] : [{ at: '', why: `${why}: remove it, or update` }];
    },
  };
}
