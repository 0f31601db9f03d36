import { Duration, Size } from 'cdk8s';
import { CommonPrometheusOptions, OperatedOptions } from './common-options';
import { RemoteReadOptions } from './remote-read-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { AlertmanagerReference } from '../scrape/web';

/** A Thanos sidecar in each pod. A Thanos Query queries it, and it uploads blocks to a bucket. */
export interface ThanosSidecarOptions {
  /**
   * Version of Thanos: 0.39 or newer.
   * @default '0.42.4'
   */
  readonly version?: string;
  /**
   * Full reference of the image.
   * @default - upstream's image of `version`
   */
  readonly image?: string;
  /**
   * Key of a Secret with the configuration of the bucket. The sidecar uploads a block two hours after its first sample.
   * @default - none: the sidecar uploads nothing, and only answers queries
   * @see https://thanos.io/tip/thanos/storage.md/#configuration
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * CPU request of the sidecar.
   * @default '50m'
   */
  readonly cpu?: string;
  /**
   * Memory request of the sidecar.
   * @default '128Mi'
   */
  readonly memory?: string;
}

/** Limits of queries. */
export interface QueryOptions {
  /**
   * Maximum number of queries that run at the same time. Others wait.
   * @default 20
   */
  readonly maxConcurrency?: number;
  /**
   * Maximum number of samples that a query may load into memory. A sample takes about 16 bytes.
   * @default 50000000
   */
  readonly maxSamples?: number;
  /**
   * Timeout of a query.
   * @default - 2 minutes
   */
  readonly timeout?: Duration;
  /**
   * How far a query looks back for the newest sample of a series.
   * @default - 5 minutes
   */
  readonly lookbackDelta?: Duration;
}

/** Options of a Prometheus. */
export interface PrometheusOptions extends CommonPrometheusOptions {
  /**
   * How long a shard is kept for queries after the number of shards is reduced.
   * It requires prometheus-operator 0.81 or newer; before 0.92 also its feature gate `PrometheusShardRetentionPolicy`.
   * @default - the shard is deleted immediately, with its data
   */
  readonly shardRetention?: Duration;

  /**
   * Retention time of samples.
   * @default - 15 days
   */
  readonly retention?: Duration;

  /**
   * Maximum size of the stored data. It must be less than the volume, because blocks that are being compacted need space, too.
   * @default - 85% of `storage.size`; no limit without a volume
   */
  readonly retentionSize?: Size;

  /**
   * Whether it evaluates rules. Set false if a ThanosRuler evaluates them: with several shards, each shard has only a part of the series.
   * @default true
   */
  readonly rulesEnabled?: boolean;

  /**
   * Interval between evaluations of rules.
   * @default - 30 seconds
   */
  readonly evaluationInterval?: Duration;

  /**
   * Thanos sidecar in each pod. Pass `storeApi` of this construct to the `endpoints` of a ThanosQuery.
   * @default - none
   */
  readonly thanos?: ThanosSidecarOptions;

  /**
   * Limits of queries.
   * @default - Prometheus' own limits
   */
  readonly query?: QueryOptions;

  /**
   * Maximum number of exemplars that are stored, over all series; the newest are kept. It enables the feature flag `exemplar-storage`.
   * An exemplar takes about 100 bytes.
   * @default - none are kept
   */
  readonly maxExemplars?: number;

  /**
   * Servers from which queries read samples that this Prometheus does not have.
   * @default - none
   */
  readonly remoteRead?: RemoteReadOptions[];

  /**
   * Maximum size of the stored data, in percent of the volume. It replaces `retentionSize`. It requires operator 0.94 and Prometheus 3.11.
   * @default - `retentionSize`
   */
  readonly retentionPercentage?: number;

  /**
   * How far in the past rules are evaluated, so that they include samples that arrive late. It requires Prometheus 2.53.
   * @default - none
   */
  readonly ruleQueryOffset?: Duration;

  /**
   * Key of a Secret with additional Alertmanagers, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalAlertmanagerConfigs?: SecretKeyReference;

  /**
   * Key of a Secret with relabelings of alerts, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalAlertRelabelConfigs?: SecretKeyReference;
}

/** Options of a Prometheus, its operator, and the Alertmanagers that receive its alerts. */
export interface PrometheusProps extends PrometheusOptions, OperatedOptions {
  /**
   * Alertmanagers to which it sends alerts.
   * @default - none
   */
  readonly alertmanagers?: AlertmanagerReference[];
}
