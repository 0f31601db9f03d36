import { Duration } from 'cdk8s';
import { ThanosEndpoint } from './thanos-endpoint';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** What every component of Thanos has. */
export interface ThanosOptions extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Its name.
   * @default - that of the component: `thanos-query`
   */
  readonly name?: string;
  /**
   * Where it is.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
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
   * Labels of its objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Let nobody connect but the pods of its namespace and of `clientNamespaces`.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Further namespaces whose pods may connect: that of Grafana.
   * @default - none
   */
  readonly clientNamespaces?: string[];
  /**
   * debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;
}

/** A Query: one PromQL for all. */
export interface ThanosQueryProps extends ThanosOptions {
  /** Whom it asks. */
  readonly endpoints: ThanosEndpoint[];
  /**
   * How many pods.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * The labels that tell replicas apart: series that differ in nothing else are one.
   * @default ['prometheus_replica', 'receive_replica', 'thanos_ruler_replica']
   */
  readonly replicaLabels?: string[];
  /**
   * How long a query may take.
   * @default - 2 minutes
   */
  readonly timeout?: Duration;
  /**
   * How many queries run at a time.
   * @default 20
   */
  readonly maxConcurrent?: number;
}

/** A Store: what is in a bucket. */
export interface ThanosStoreProps extends ThanosOptions {
  /** A Secret with the configuration of the bucket. */
  readonly objectStorage: SecretKeyReference;
  /**
   * How many pods, each with all of the bucket.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * A volume for what it remembers of blocks: without one it fetches that again after each start.
   * @default - none
   */
  readonly storage?: StorageOptions;
  /**
   * What is older is not answered for.
   * @default - everything is
   */
  readonly oldest?: Duration;
}

/** A Compactor: it makes blocks larger, coarser, and in the end fewer. */
export interface ThanosCompactorProps extends ThanosOptions {
  /** A Secret with the configuration of the bucket, which has no other Compactor anywhere. */
  readonly objectStorage: SecretKeyReference;
  /** A volume for the largest group of blocks that it works on: 100 GiB are upstream's advice. */
  readonly storage: StorageOptions;
  /**
   * How long samples are kept as they came.
   * @default - indefinitely
   */
  readonly retentionRaw?: Duration;
  /**
   * How long those of five minutes are kept.
   * @default - indefinitely
   */
  readonly retention5m?: Duration;
  /**
   * How long those of one hour are kept.
   * @default - indefinitely
   */
  readonly retention1h?: Duration;
  /**
   * Make samples of five minutes and of one hour, for queries over long times.
   * @default true
   */
  readonly downsampling?: boolean;
}

/** Receive: it takes remote write, and answers for what it has taken. */
export interface ThanosReceiveProps extends ThanosOptions {
  /**
   * How many pods share the series, by a hashring.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * How many of them have each series.
   * @default - 3 of three or more pods, else 1
   */
  readonly replicationFactor?: number;
  /** A volume for each pod. */
  readonly storage: StorageOptions;
  /**
   * How long samples are kept here.
   * @default - 15 days
   */
  readonly retention?: Duration;
  /**
   * A Secret with the configuration of the bucket to which blocks go.
   * @default - none: what is older than `retention` is gone
   */
  readonly objectStorage?: SecretKeyReference;
}
