/** Which names of metrics and labels are valid. */
export enum NameValidationScheme {
  /** Any UTF-8 text. */
  UTF8 = 'UTF8',
  /** Letters, digits and `_`; in names of metrics also `:`. */
  LEGACY = 'Legacy',
}

/** How a target writes names that are not valid in the legacy scheme. */
export enum NameEscapingScheme {
  /** Names are written unchanged. */
  ALLOW_UTF8 = 'AllowUTF8',
  /** Each other character becomes `_`. */
  UNDERSCORES = 'Underscores',
  /** `.` becomes `_dot_`, `_` becomes `__`, others become `_`. */
  DOTS = 'Dots',
  /** The name gets the prefix `U__`, and each other character becomes its code. */
  VALUES = 'Values',
}

/** How names of OpenTelemetry are translated to names of Prometheus. */
export enum OtlpTranslation {
  /** Other characters become `_`; units and types are appended. */
  UNDERSCORES_WITH_SUFFIXES = 'UnderscoreEscapingWithSuffixes',
  /** Other characters become `_`; nothing is appended. */
  UNDERSCORES_WITHOUT_SUFFIXES = 'UnderscoreEscapingWithoutSuffixes',
  /** Names stay; units and types are appended. */
  UTF8_WITH_SUFFIXES = 'NoUTF8EscapingWithSuffixes',
  /** Names stay, and nothing is appended. */
  NONE = 'NoTranslation',
}

/** How the OTLP receiver converts the metrics that it receives. */
export interface OtlpReceiverOptions {
  /**
   * Resource attributes that become labels. Do not combine them with `promoteAllResourceAttributes`.
   * @default - none
   */
  readonly promoteResourceAttributes?: string[];
  /**
   * Whether all resource attributes become labels.
   * @default false
   */
  readonly promoteAllResourceAttributes?: boolean;
  /**
   * Resource attributes that do not become labels. With `promoteAllResourceAttributes` only.
   * @default - none
   */
  readonly ignoreResourceAttributes?: string[];
  /**
   * Whether the name, version, schema URL and attributes of the scope become labels.
   * @default false
   */
  readonly promoteScopeMetadata?: boolean;
  /**
   * Whether `service.name`, `service.namespace` and `service.instance.id` are kept as labels of `target_info`.
   * @default false
   */
  readonly keepIdentifyingResourceAttributes?: boolean;
  /**
   * Whether histograms with explicit buckets are stored as native histograms with custom buckets.
   * @default false
   */
  readonly convertHistogramsToNhcb?: boolean;
  /**
   * How names are translated to names of Prometheus. Strategies that do not escape names require `NameValidationScheme.UTF8`.
   * @default - Prometheus' own: OtlpTranslation.UNDERSCORES_WITH_SUFFIXES
   */
  readonly translationStrategy?: OtlpTranslation;
}

/** Options of what a Prometheus accepts and how it serves. A Prometheus and an agent have them in common. */
export interface IngestOptions {
  /**
   * Path prefix of everything that it serves: `/prometheus`. Probes, its own monitor and references use the prefix, too.
   * @default '/'
   */
  readonly routePrefix?: string;

  /**
   * Receiver of metrics by OTLP, at `/api/v1/otlp/v1/metrics`. It requires Prometheus 2.47; most options require 2.55 or newer.
   * List the namespaces of its clients in `clientNamespaces`, except its own namespace.
   * @default - no receiver
   * @see https://prometheus.io/docs/guides/opentelemetry/
   */
  readonly otlpReceiver?: OtlpReceiverOptions;

  /**
   * Whether it receives samples by remote write, at `/api/v1/write`.
   * List the namespaces of its clients in `clientNamespaces`, except its own namespace.
   * @default false
   */
  readonly enableRemoteWriteReceiver?: boolean;

  /**
   * Which names of metrics and labels are valid. It requires Prometheus 3.
   * @default - Prometheus' own: UTF8 in 3.0 and newer
   */
  readonly nameValidationScheme?: NameValidationScheme;

  /**
   * How targets write names that are not valid in the legacy scheme. It requires Prometheus 3.4.
   * @default - Prometheus' own
   */
  readonly nameEscapingScheme?: NameEscapingScheme;

  /**
   * Whether to scrape native histograms. It requires Prometheus 3.8 and operator 0.88; in older versions use the feature flag
   * `native-histograms`.
   * @default false
   */
  readonly scrapeNativeHistograms?: boolean;

  /**
   * Whether to scrape also the classic buckets of a native histogram. Rules that use `_bucket` series need them.
   * @default false
   */
  readonly scrapeClassicHistograms?: boolean;

  /**
   * Whether to store classic histograms as native histograms with custom buckets. It requires Prometheus 3.4.
   * @default false
   */
  readonly convertClassicHistogramsToNhcb?: boolean;

  /**
   * Label with the namespace of the monitor or rule, which is added to all its series and alerts.
   * Teams then cannot produce series or alerts in the name of another namespace.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;

  /**
   * Additional arguments, by name without dashes: `{ 'storage.tsdb.max-block-chunk-segment-size': '512MB' }`.
   * Use `''` for an argument without a value. An argument that the operator sets itself is an error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };
}
