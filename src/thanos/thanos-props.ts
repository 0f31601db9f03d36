import { Duration } from 'cdk8s';
import { ThanosEndpoint } from './thanos-endpoint';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** Options of every component of Thanos. */
export interface ThanosOptions extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Name of the objects that this construct creates.
   * @default - the name of the component: `thanos-query`
   */
  readonly name?: string;
  /**
   * Namespace of the objects that this construct creates.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Version of Thanos: 0.39 or newer.
   * @default '0.42.4'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of the objects and pods that this construct creates.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Whether a NetworkPolicy allows only the pods of its namespace and of `clientNamespaces` to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Additional namespaces whose pods may connect, such as that of Grafana.
   * @default - none
   */
  readonly clientNamespaces?: string[];
  /**
   * Log level: debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;
}

/** Properties of a Query: one PromQL API for all endpoints. */
export interface ThanosQueryProps extends ThanosOptions {
  /** Endpoints that it queries. */
  readonly endpoints: ThanosEndpoint[];
  /**
   * Number of replicas.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Labels that distinguish replicas: series that differ only in these labels are merged.
   * @default ['prometheus_replica', 'receive_replica', 'thanos_ruler_replica']
   */
  readonly replicaLabels?: string[];
  /**
   * Timeout of a query.
   * @default - 2 minutes
   */
  readonly timeout?: Duration;
  /**
   * Maximum number of queries that run at the same time.
   * @default 20
   */
  readonly maxConcurrent?: number;
}

/** Properties of a Store, which serves the blocks of a bucket. */
export interface ThanosStoreProps extends ThanosOptions {
  /** A Secret with the configuration of the bucket. */
  readonly objectStorage: SecretKeyReference;
  /**
   * Number of replicas. Each serves the whole bucket.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * A volume for cached data of blocks. Without one, Store downloads that data again after each start.
   * @default - none
   */
  readonly storage?: StorageOptions;
  /**
   * Maximum age of the samples that it returns.
   * @default - no limit
   */
  readonly oldest?: Duration;
}

/** Properties of a Compactor, which merges blocks, downsamples them, and deletes them after their retention. */
export interface ThanosCompactorProps extends ThanosOptions {
  /** A Secret with the configuration of the bucket. The bucket must have no other Compactor, in any cluster. */
  readonly objectStorage: SecretKeyReference;
  /** A volume for the largest group of blocks that it compacts. Thanos recommends 100 GiB. */
  readonly storage: StorageOptions;
  /**
   * How long raw samples are kept.
   * @default - indefinitely
   */
  readonly retentionRaw?: Duration;
  /**
   * How long samples that are downsampled to five minutes are kept.
   * @default - indefinitely
   */
  readonly retention5m?: Duration;
  /**
   * How long samples that are downsampled to one hour are kept.
   * @default - indefinitely
   */
  readonly retention1h?: Duration;
  /**
   * Whether samples are downsampled to five minutes and to one hour, for queries over long ranges.
   * @default true
   */
  readonly downsampling?: boolean;
}

/** Properties of a Receive: it accepts remote write, and serves the received series to queries. */
export interface ThanosReceiveProps extends ThanosOptions {
  /**
   * Number of replicas. They share the series by a hashring.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * Number of replicas that store each series.
   * @default - 3 if there are three or more replicas, else 1
   */
  readonly replicationFactor?: number;
  /** A volume for each pod. */
  readonly storage: StorageOptions;
  /**
   * How long samples are kept on the volumes.
   * @default - 15 days
   */
  readonly retention?: Duration;
  /**
   * A Secret with the configuration of the bucket to which blocks are uploaded.
   * @default - none: samples older than `retention` are lost
   */
  readonly objectStorage?: SecretKeyReference;
}
