import { Duration } from 'cdk8s';
import { ClientAccessOptions } from '../scrape/client-access-options';

/** What a receiver makes of the same sample from two replicas. */
export enum ReplicaDeduplication {
  /** Nothing is known of it. */
  UNKNOWN = 'unknown',
  /**
   * It keeps the samples of one replica, by the labels `cluster` and `__replica__`: Mimir, Cortex, Grafana Cloud, Amazon. Both must be there, and the second is not stored.
   * @see https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/
   */
  HA_TRACKER = 'ha-tracker',
  /**
   * It keeps both, and a query merges them by the replica label: Thanos.
   * @see https://thanos.io/tip/components/query.md/#deduplication
   */
  QUERY = 'query',
  /**
   * It takes both for one series, so that they must not differ in any label: VictoriaMetrics with `-dedup.minScrapeInterval`.
   * @see https://docs.victoriametrics.com/#deduplication
   */
  SAME_SERIES = 'same-series',
}

/** AWS Signature Version 4. Without keys and role it is what the pod is: a role of its ServiceAccount (IRSA, Pod Identity). */
export interface SigV4Options {
  /** The region of the receiver: `eu-west-1`. */
  readonly region: string;
  /**
   * The role to assume: `arn:aws:iam::123456789012:role/prometheus`.
   * @default - none
   */
  readonly roleArn?: string;
  /**
   * A Secret with the keys `access-key` and `secret-key`.
   * @default - none: what the pod is
   */
  readonly secretName?: string;
}

/** Who asks, to Azure Monitor: a managed identity, a workload identity (with `tenantId`), or an application (with `tenantId` and `secretName`). */
export interface AzureAdOptions {
  /** The id of the identity or of the application. */
  readonly clientId: string;
  /**
   * The tenant.
   * @default - none: a managed identity
   */
  readonly tenantId?: string;
  /**
   * A Secret with the key `client-secret`: an application.
   * @default - none
   */
  readonly secretName?: string;
  /**
   * AzurePublic, AzureChina or AzureGovernment.
   * @default 'AzurePublic'
   */
  readonly cloud?: string;
}

/**
 * The queue before a receiver. From `samplesPerSecond` the number of shards follows: so many that three times the rate goes out, after an outage, with each request
 * taking `latency`.
 * @see https://prometheus.io/docs/practices/remote_write/
 */
export interface RemoteWriteQueue {
  /**
   * How many samples a second this Prometheus sends, of one replica.
   * @default - `maxShards` decides
   */
  readonly samplesPerSecond?: number;
  /**
   * How long a request takes.
   * @default - 200 milliseconds
   */
  readonly latency?: Duration;
  /**
   * How many requests go out at once at most.
   * @default - 3 x samplesPerSecond x latency / maxSamplesPerSend, at least 4; without `samplesPerSecond` Prometheus' own, 50
   */
  readonly maxShards?: number;
  /**
   * And at least.
   * @default 1
   */
  readonly minShards?: number;
  /**
   * Samples of one request.
   * @default 2000
   */
  readonly maxSamplesPerSend?: number;
  /**
   * Samples that wait in a shard: three to ten times those of a request.
   * @default - 5 x maxSamplesPerSend
   */
  readonly capacity?: number;
  /**
   * How long a sample waits for a request to be full.
   * @default - 5 seconds
   */
  readonly batchSendDeadline?: Duration;
  /**
   * Send again what the receiver has refused as too much (429).
   * @default false
   */
  readonly retryOnRateLimit?: boolean;
  /**
   * What is older is not sent any more. It needs prometheus-operator 0.73 and Prometheus 2.50.
   * @default - everything is sent
   */
  readonly sampleAgeLimit?: Duration;
}

/** A step of relabeling, in upstream's fields. */
export interface WriteRelabeling {
  /**
   * replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase or uppercase.
   * @default 'replace'
   */
  readonly action?: string;
  /**
   * The labels whose values are joined.
   * @default - none
   */
  readonly sourceLabels?: string[];
  /**
   * What stands between them.
   * @default ';'
   */
  readonly separator?: string;
  /**
   * A regular expression of RE2, for all of the text.
   * @default '(.*)'
   */
  readonly regex?: string;
  /**
   * The label that is written.
   * @default - none
   */
  readonly targetLabel?: string;
  /**
   * What is written, with `$1`.
   * @default '$1'
   */
  readonly replacement?: string;
  /**
   * The divisor of hashmod.
   * @default - none
   */
  readonly modulus?: number;
}

/** What every receiver may be given. */
export interface RemoteWriteTuning extends ClientAccessOptions {
  /**
   * Its name, in metrics and logs: no two of a Prometheus are the same.
   * @default - a hash that Prometheus makes
   */
  readonly name?: string;

  /**
   * Headers of every request. Never a secret: they stand in the YAML.
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * How long an answer may take.
   * @default - 30 seconds
   */
  readonly remoteTimeout?: Duration;

  /**
   * Which series are sent: instant vector selectors, of which one must match, by `=` and `=~` alone. Aggregated ones: `{__name__=~"job:.*"}`.
   * @default - all
   */
  readonly match?: string[];

  /**
   * What is done to the labels before a sample is sent, after `match`, external labels included.
   * @default - nothing
   */
  readonly writeRelabelings?: WriteRelabeling[];

  /**
   * The queue before it.
   * @default - Prometheus' own
   */
  readonly queue?: RemoteWriteQueue;

  /**
   * The protocol: '1.0' or '2.0'. The second needs prometheus-operator 0.78, Prometheus 2.54, and a receiver that knows it.
   * @default - '1.0', as Prometheus has it
   * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
   */
  readonly protocol?: string;

  /**
   * Send exemplars, too. Prometheus needs the feature `exemplar-storage`.
   * @default false
   */
  readonly sendExemplars?: boolean;

  /**
   * Send native histograms, too. With protocol 2.0 they are sent anyway.
   * @default false
   */
  readonly sendNativeHistograms?: boolean;

  /**
   * Send what each metric is: its type, unit and help.
   * @default true
   */
  readonly sendMetadata?: boolean;

  /**
   * Further fields of this entry of `remoteWrite`, in the spelling of the CustomResourceDefinition: `proxyUrl`, `enableHTTP2`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** Where samples are sent as they are scraped. With `tls` for what a URL of HTTPS does not say. */
export interface RemoteWriteOptions extends RemoteWriteTuning {
  /** The URL of the receiver: `https://mimir.example.org/api/v1/push`. */
  readonly url: string;

  /**
   * Sign requests for AWS. Not together with other credentials.
   * @default - not signed
   */
  readonly sigV4?: SigV4Options;

  /**
   * Credentials of Azure. Not together with others.
   * @default - none
   */
  readonly azureAd?: AzureAdOptions;

  /**
   * What it makes of the same sample from two replicas. The replica label is sent as it needs it: as `__replica__`, as it is, or not at all.
   * @default ReplicaDeduplication.UNKNOWN
   */
  readonly deduplication?: ReplicaDeduplication;
}
