import { Duration } from 'cdk8s';
import { FederatedClusterOptions } from '../federated-cluster/federated-cluster-props';
import { StorageOptions } from '../manifest/storage-options';
import { RemoteWriteOptions, RemoteWriteTuning } from '../prometheus/remote-write-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

/** Which series the main cluster federates from the other clusters, and how. */
export interface FederationViewOptions extends FederatedClusterOptions {
  /** Instant vector selectors of the series that are federated: at least one must match. */
  readonly match: string[];
}

/** Options of Thanos in the main cluster, to which all clusters write. */
export interface ThanosViewOptions extends RemoteWriteTuning {
  /**
   * URL at which the other clusters reach Receive, without a path. It is the URL of the gateway in front of the Service `thanos-receive`,
   * port `remote-write`, of the main cluster. The gateway must serve HTTPS and require credentials: Receive has no authentication.
   */
  readonly endpoint: string;
  /** Volume of each pod of Receive. */
  readonly storage: StorageOptions;
  /**
   * Number of pods of Receive, which share the series.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * Retention time of samples in Receive.
   * @default - 15 days
   */
  readonly retention?: Duration;
  /**
   * Key of a Secret in the main cluster with the configuration of a bucket, for older samples.
   * @default - none: no Store and no Compactor
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * Volume of the Compactor of the bucket. Leave it out if the bucket has a Compactor already.
   * @default - no Compactor
   */
  readonly compactorStorage?: StorageOptions;
  /**
   * Additional namespaces whose pods may connect to Receive and Query, such as those of the gateway and of Grafana.
   * @default - none: only their own namespace
   */
  readonly clientNamespaces?: string[];
}

/** How the metrics of all clusters are collected in one place. */
export class GlobalView {
  /**
   * Federation: the Prometheus of the main cluster scrapes the aggregated series of all others. Use it for a few clusters.
   * @see https://prometheus.io/docs/prometheus/latest/federation/
   */
  public static federation(options: FederationViewOptions): GlobalView {
    checkOptionsOf('GlobalView.federation()', 'FederationViewOptions', options);
    return new GlobalView(options, [], undefined);
  }

  /**
   * Remote write: every cluster, including the main one, sends its samples to a receiver outside of the clusters. Use it for about ten
   * clusters or more.
   * @see https://prometheus.io/docs/practices/remote_write/
   */
  public static remoteWrite(options: RemoteWriteOptions): GlobalView {
    checkOptionsOf('GlobalView.remoteWrite()', 'RemoteWriteOptions', options);
    return new GlobalView(undefined, [options], undefined);
  }

  /**
   * Remote write to receivers that `RemoteWrite` describes, such as `RemoteWrite.mimir()`. In Python, `remoteWrite` accepts only keyword
   * arguments; this method accepts the receivers themselves.
   * @param receiver the receiver
   * @param more further receivers: every cluster sends its samples to all of them
   */
  public static remoteWriteTo(receiver: RemoteWriteOptions, ...more: RemoteWriteOptions[]): GlobalView {
    const receivers = [receiver, ...more];
    for (const each of receivers) { checkOptionsOf('GlobalView.remoteWriteTo()', 'RemoteWriteOptions', each); }
    return new GlobalView(undefined, receivers, undefined);
  }

  /**
   * Thanos: every cluster, including the main one, sends its samples to a Thanos Receive in the main cluster. One Query there answers
   * queries for all.
   * The pods and the bucket limit the number of clusters and the length of the history.
   * @see https://thanos.io/tip/components/receive.md/
   */
  public static thanos(options: ThanosViewOptions): GlobalView {
    checkOptionsOf('GlobalView.thanos()', 'ThanosViewOptions', options);
    return new GlobalView(undefined, [], options);
  }

  /** @internal */
  public readonly _federation?: FederationViewOptions;
  /** @internal */
  public readonly _receivers: readonly RemoteWriteOptions[];

  /** @internal */
  public readonly _thanos?: ThanosViewOptions;

  private constructor(
    federation: FederationViewOptions | undefined, receivers: readonly RemoteWriteOptions[], thanos: ThanosViewOptions | undefined,
  ) {
    this._federation = federation;
    this._receivers = receivers;
    this._thanos = thanos;
  }
}
