/** Which names of metrics and labels are valid. */
export enum NameValidationScheme {
  /** Any UTF-8 text. */
  UTF8 = 'UTF8',
  /** Letters, digits, `_` and, of metrics, `:`. */
  LEGACY = 'Legacy',
}

/** How a target writes names that are not valid in the legacy scheme. */
export enum NameEscapingScheme {
  /** As they are. */
  ALLOW_UTF8 = 'AllowUTF8',
  /** Each other character becomes `_`. */
  UNDERSCORES = 'Underscores',
  /** `.` becomes `_dot_`, `_` becomes `__`, others become `_`. */
  DOTS = 'Dots',
  /** With a prefix `U__`, and the code of each other character. */
  VALUES = 'Values',
}

/** How names of OpenTelemetry become names of Prometheus. */
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

/** What the OTLP receiver does with what it is sent. */
export interface OtlpReceiverOptions {
  /**
   * Resource attributes that become labels. Not together with `promoteAllResourceAttributes`.
   * @default - none
   */
  readonly promoteResourceAttributes?: string[];
  /**
   * All resource attributes become labels.
   * @default false
   */
  readonly promoteAllResourceAttributes?: boolean;
  /**
   * Resource attributes that do not become labels. With `promoteAllResourceAttributes` only.
   * @default - none
   */
  readonly ignoreResourceAttributes?: string[];
  /**
   * Name, version, schema URL and attributes of the scope become labels.
   * @default false
   */
  readonly promoteScopeMetadata?: boolean;
  /**
   * Keep `service.name`, `service.namespace` and `service.instance.id` as labels of `target_info`.
   * @default false
   */
  readonly keepIdentifyingResourceAttributes?: boolean;
  /**
   * Store histograms with explicit buckets as native histograms with custom buckets.
   * @default false
   */
  readonly convertHistogramsToNhcb?: boolean;
  /**
   * How names become names of Prometheus. Those without escaping require `NameValidationScheme.UTF8`.
   * @default - Prometheus' own: OtlpTranslation.UNDERSCORES_WITH_SUFFIXES
   */
  readonly translationStrategy?: OtlpTranslation;
}

/** What a Prometheus accepts, and how it serves; a Prometheus and an agent have these in common. */
export interface IngestOptions {
  /**
   * The path below which it serves everything: `/prometheus`. Probes, its own monitor and references follow it.
   * @default '/'
   */
  readonly routePrefix?: string;

  /**
   * Receive metrics by OTLP at `/api/v1/otlp/v1/metrics`. It requires Prometheus 2.47; most options require 2.55 or newer.
   * A client of another namespace must be in `clientNamespaces`.
   * @default - no receiver
   * @see https://prometheus.io/docs/guides/opentelemetry/
   */
  readonly otlpReceiver?: OtlpReceiverOptions;

  /**
   * Receive samples by remote write at `/api/v1/write`. A client of another namespace must be in `clientNamespaces`.
   * @default false
   */
  readonly enableRemoteWriteReceiver?: boolean;

  /**
   * Which names are valid. It requires Prometheus 3.
   * @default - Prometheus' own: UTF8 from 3.0 on
   */
  readonly nameValidationScheme?: NameValidationScheme;

  /**
   * How targets are requested to write other names. It requires Prometheus 3.4.
   * @default - Prometheus' own
   */
  readonly nameEscapingScheme?: NameEscapingScheme;

  /**
   * Scrape native histograms. It requires Prometheus 3.8 and operator 0.88; before, the feature flag `native-histograms` does it.
   * @default false
   */
  readonly scrapeNativeHistograms?: boolean;

  /**
   * Scrape the classic buckets of a histogram that is exposed as a native one, too. Rules that read `_bucket` need them.
   * @default false
   */
  readonly scrapeClassicHistograms?: boolean;

  /**
   * Store classic histograms as native histograms with custom buckets. It requires Prometheus 3.4.
   * @default false
   */
  readonly convertClassicHistogramsToNhcb?: boolean;

  /**
   * The label that all that monitors and rules of a namespace produce gets, with the name of the namespace: teams cannot pretend to be others.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;

  /**
   * Further arguments by their names, without dashes: `{ 'storage.tsdb.max-block-chunk-segment-size': '512MB' }`. An argument without a value is `''`.
   * One that the operator writes itself is an error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };
}
