import { Duration, Size } from 'cdk8s';
import { CommonPrometheusOptions, OperatedOptions } from './common-options';
import { RemoteReadOptions } from './remote-read-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { AlertmanagerReference } from '../scrape/web';

/** A Thanos sidecar in each pod: what a Thanos Query asks, and what sends blocks to a bucket. */
export interface ThanosSidecarOptions {
  /**
   * The version of Thanos: 0.39 or newer.
   * @default '0.42.4'
   */
  readonly version?: string;
  /**
   * The image, whole.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * A Secret with the configuration of the bucket to which blocks go, two hours after their first sample.
   * @default - none: it answers alone
   * @see https://thanos.io/tip/thanos/storage.md/#configuration
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * CPU, requested.
   * @default '50m'
   */
  readonly cpu?: string;
  /**
   * Memory, requested.
   * @default '128Mi'
   */
  readonly memory?: string;
}

/** What a query may cost. */
export interface QueryOptions {
  /**
   * How many queries run at a time; others wait.
   * @default 20
   */
  readonly maxConcurrency?: number;
  /**
   * How many samples a query may load: about 16 bytes each.
   * @default 50000000
   */
  readonly maxSamples?: number;
  /**
   * How long a query may take.
   * @default - 2 minutes
   */
  readonly timeout?: Duration;
  /**
   * How far a query looks back for the last sample of a series.
   * @default - 5 minutes
   */
  readonly lookbackDelta?: Duration;
}

/** The knobs of a Prometheus. */
export interface PrometheusOptions extends CommonPrometheusOptions {
  /**
   * How long a shard that is not needed any more is kept for queries. It needs prometheus-operator 0.81, and before 0.92 its feature gate `PrometheusShardRetentionPolicy`.
   * @default - it is deleted at once, with its data
   */
  readonly shardRetention?: Duration;

  /**
   * How long samples are kept.
   * @default - 15 days
   */
  readonly retention?: Duration;

  /**
   * How much is kept: less than the volume, which also has what is being compacted.
   * @default - 85% of `storage.size`; without a volume no limit
   */
  readonly retentionSize?: Size;

  /**
   * Evaluate rules. False where a ThanosRuler does: with several shards each sees a part.
   * @default true
   */
  readonly rulesEnabled?: boolean;

  /**
   * How often rules are evaluated.
   * @default - 30 seconds
   */
  readonly evaluationInterval?: Duration;

  /**
   * Have a Thanos sidecar in each pod. What it answers for is `storeApi`, for the `endpoints` of a ThanosQuery.
   * @default - none
   */
  readonly thanos?: ThanosSidecarOptions;

  /**
   * What a query may cost.
   * @default - Prometheus' own limits
   */
  readonly query?: QueryOptions;

  /**
   * Keep this many exemplars, the newest of all series; it switches the feature `exemplar-storage` on. Each takes about 100 bytes.
   * @default - none are kept
   */
  readonly maxExemplars?: number;

  /**
   * Servers that answer for samples that this Prometheus does not have.
   * @default - none
   */
  readonly remoteRead?: RemoteReadOptions[];

  /**
   * How much of the volume may be used, in percent, instead of `retentionSize`. It requires operator 0.94 and Prometheus 3.11.
   * @default - `retentionSize`
   */
  readonly retentionPercentage?: number;

  /**
   * How far back rules are evaluated, so that late samples count. It requires Prometheus 2.53.
   * @default - none
   */
  readonly ruleQueryOffset?: Duration;

  /**
   * A Secret with further Alertmanagers, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalAlertmanagerConfigs?: SecretKeyReference;

  /**
   * A Secret with relabelings of alerts, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalAlertRelabelConfigs?: SecretKeyReference;
}

/** What a Prometheus is beside its knobs: who makes it, and whom it tells. */
export interface PrometheusProps extends PrometheusOptions, OperatedOptions {
  /**
   * Where it sends alerts.
   * @default - nowhere
   */
  readonly alertmanagers?: AlertmanagerReference[];
}
