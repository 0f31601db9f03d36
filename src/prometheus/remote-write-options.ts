import { Duration } from 'cdk8s';
import { ClientAccessOptions } from '../scrape/client-access-options';

/** How a receiver handles the same sample from two replicas. */
export enum ReplicaDeduplication {
  /** It is not known how the receiver handles replicas. */
  UNKNOWN = 'unknown',
  /**
   * The receiver keeps the samples of one replica, by the labels `cluster` and `__replica__`: Mimir, Cortex, Grafana Cloud, Amazon.
   * Both labels are required; the receiver does not store the second.
   * @see https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/
   */
  HA_TRACKER = 'ha-tracker',
  /**
   * The receiver keeps the samples of both replicas, and a query merges them by the replica label: Thanos.
   * @see https://thanos.io/tip/components/query.md/#deduplication
   */
  QUERY = 'query',
  /**
   * The receiver merges both replicas into one series, so their labels must be equal: VictoriaMetrics with `-dedup.minScrapeInterval`.
   * @see https://docs.victoriametrics.com/#deduplication
   */
  SAME_SERIES = 'same-series',
}

/**
 * AWS Signature Version 4. Without keys and role, requests use the identity of the pod: the role of its ServiceAccount (IRSA, Pod
 * Identity).
 */
export interface SigV4Options {
  /** Region of the receiver: `eu-west-1`. */
  readonly region: string;
  /**
   * ARN of the role to assume: `arn:aws:iam::123456789012:role/prometheus`.
   * @default - none
   */
  readonly roleArn?: string;
  /**
   * Name of a Secret with the keys `access-key` and `secret-key`.
   * @default - none: the identity of the pod
   */
  readonly secretName?: string;
}

/**
 * Identity for Azure Monitor: a managed identity, a workload identity (with `tenantId`), or an application (with `tenantId` and
 * `secretName`).
 */
export interface AzureAdOptions {
  /** Client ID of the identity or of the application. */
  readonly clientId: string;
  /**
   * ID of the tenant.
   * @default - none: a managed identity
   */
  readonly tenantId?: string;
  /**
   * Name of a Secret with the key `client-secret` of an application.
   * @default - none
   */
  readonly secretName?: string;
  /**
   * Azure cloud: AzurePublic, AzureChina or AzureGovernment.
   * @default 'AzurePublic'
   */
  readonly cloud?: string;
}

/**
 * Queue of samples for a receiver. If `samplesPerSecond` is set, the number of shards is computed from it: enough to send three times that
 * rate after an outage, if each request takes `latency`.
 * @see https://prometheus.io/docs/practices/remote_write/
 */
export interface RemoteWriteQueue {
  /**
   * Samples per second that one replica of this Prometheus sends.
   * @default - not known: `maxShards` applies
   */
  readonly samplesPerSecond?: number;
  /**
   * Duration of a request to the receiver.
   * @default - 200 milliseconds
   */
  readonly latency?: Duration;
  /**
   * Maximum number of shards, which is the number of requests that are sent at the same time.
   * @default - 3 x samplesPerSecond x latency / maxSamplesPerSend, at least 4; without `samplesPerSecond` Prometheus' own, 50
   */
  readonly maxShards?: number;
  /**
   * Minimum number of shards.
   * @default 1
   */
  readonly minShards?: number;
  /**
   * Maximum number of samples of one request.
   * @default 2000
   */
  readonly maxSamplesPerSend?: number;
  /**
   * Maximum number of samples that wait in a shard: three to ten times `maxSamplesPerSend`.
   * @default - 5 x maxSamplesPerSend
   */
  readonly capacity?: number;
  /**
   * Maximum time that a sample waits until its request is full.
   * @default - 5 seconds
   */
  readonly batchSendDeadline?: Duration;
  /**
   * Whether to send samples again that the receiver rejected with status 429 (too many requests).
   * @default false
   */
  readonly retryOnRateLimit?: boolean;
  /**
   * Maximum age of samples: older samples are not sent. It requires prometheus-operator 0.73 and Prometheus 2.50.
   * @default - all samples are sent
   */
  readonly sampleAgeLimit?: Duration;
}

/** A relabeling step, with upstream's field names. */
export interface WriteRelabeling {
  /**
   * Action of the step: replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase or uppercase.
   * @default 'replace'
   */
  readonly action?: string;
  /**
   * Labels whose values are joined.
   * @default - none
   */
  readonly sourceLabels?: string[];
  /**
   * Text between the joined values.
   * @default ';'
   */
  readonly separator?: string;
  /**
   * Regular expression (RE2) that must match the whole text.
   * @default '(.*)'
   */
  readonly regex?: string;
  /**
   * Label to which the result is written.
   * @default - none
   */
  readonly targetLabel?: string;
  /**
   * Value that is written; `$1` is the first group of `regex`.
   * @default '$1'
   */
  readonly replacement?: string;
  /**
   * Modulus of the hash for `hashmod`.
   * @default - none
   */
  readonly modulus?: number;
}

/** Options that all receivers have in common. */
export interface RemoteWriteTuning extends ClientAccessOptions {
  /**
   * Name of the receiver in metrics and logs. It must be unique in a Prometheus.
   * @default - a hash that Prometheus generates
   */
  readonly name?: string;

  /**
   * HTTP headers of every request. Do not put secrets in them: the YAML contains the headers.
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * Timeout of a request.
   * @default - 30 seconds
   */
  readonly remoteTimeout?: Duration;

  /**
   * Instant vector selectors of the series that are sent: at least one must match. Only `=` and `=~` are allowed.
   * Aggregated series: `{__name__=~"job:.*"}`.
   * @default - all series
   */
  readonly match?: string[];

  /**
   * Relabeling steps for each sample before it is sent. They run after `match`, and see the external labels, too.
   * @default - none
   */
  readonly writeRelabelings?: WriteRelabeling[];

  /**
   * Queue of samples for this receiver.
   * @default - Prometheus' own
   */
  readonly queue?: RemoteWriteQueue;

  /**
   * Version of the remote write protocol: '1.0' or '2.0'. 2.0 requires prometheus-operator 0.78, Prometheus 2.54, and a receiver that
   * supports it.
   * @default - '1.0', Prometheus' own default
   * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
   */
  readonly protocol?: string;

  /**
   * Whether to send exemplars. Prometheus needs the feature flag `exemplar-storage`.
   * @default false
   */
  readonly sendExemplars?: boolean;

  /**
   * Whether to send native histograms. With protocol 2.0 they are always sent.
   * @default false
   */
  readonly sendNativeHistograms?: boolean;

  /**
   * Whether to send the metadata of each metric: its type, unit and help.
   * @default true
   */
  readonly sendMetadata?: boolean;

  /**
   * Additional fields of this entry of `remoteWrite`, in the spelling of the CustomResourceDefinition: `proxyUrl`, `enableHTTP2`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** Receiver to which samples are sent as they are scraped. Use `tls` for TLS settings in addition to an HTTPS URL. */
export interface RemoteWriteOptions extends RemoteWriteTuning {
  /** URL of the receiver: `https://mimir.example.org/api/v1/push`. */
  readonly url: string;

  /**
   * Signature of requests for AWS. Do not combine it with other credentials.
   * @default - requests are not signed
   */
  readonly sigV4?: SigV4Options;

  /**
   * Credentials for Azure Monitor. Do not combine them with other credentials.
   * @default - none
   */
  readonly azureAd?: AzureAdOptions;

  /**
   * How the receiver handles the same sample from two replicas. It decides how the replica label is sent: as `__replica__`, unchanged, or
   * not at all.
   * @default ReplicaDeduplication.UNKNOWN
   */
  readonly deduplication?: ReplicaDeduplication;
}
