import { Duration } from 'cdk8s';
import { FederatedClusterOptions } from '../federated-cluster/federated-cluster-props';
import { StorageOptions } from '../manifest/storage-options';
import { RemoteWriteOptions, RemoteWriteTuning } from '../prometheus/remote-write-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

/** What the main cluster asks of every other, and how. */
export interface FederationViewOptions extends FederatedClusterOptions {
  /** Which series are federated: instant vector selectors, of which one must match. */
  readonly match: string[];
}

/** Where all clusters write to, in the main one. */
export interface ThanosViewOptions extends RemoteWriteTuning {
  /**
   * Where the other clusters reach Receive, without a path: what stands before the Service `thanos-receive`, port `remote-write`, of the main cluster. With HTTPS, and
   * credentials that it asks for: Receive itself asks for none.
   */
  readonly endpoint: string;
  /** A volume for each pod of Receive. */
  readonly storage: StorageOptions;
  /**
   * How many pods of Receive share the series.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * How long Receive keeps samples.
   * @default - 15 days
   */
  readonly retention?: Duration;
  /**
   * A Secret of the main cluster with the configuration of a bucket, for what is older.
   * @default - none: no Store and no Compactor
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * A volume for the Compactor of the bucket. Leave it out where the bucket has one already.
   * @default - no Compactor
   */
  readonly compactorStorage?: StorageOptions;
  /**
   * Namespaces whose pods may connect to Receive and Query: that of what stands before them, that of Grafana.
   * @default - none but their own
   */
  readonly clientNamespaces?: string[];
}

/** How the metrics of all clusters are seen in one place. */
export class GlobalView {
  /**
   * The Prometheus of the main cluster asks all others for their aggregated series: right for a few clusters.
   * @see https://prometheus.io/docs/prometheus/latest/federation/
   */
  public static federation(options: FederationViewOptions): GlobalView {
    checkOptionsOf('GlobalView.federation()', 'FederationViewOptions', options);
    return new GlobalView(options, undefined, undefined);
  }

  /**
   * Every cluster, the main one too, sends its samples to a receiver outside of them: from about ten clusters on.
   * @see https://prometheus.io/docs/practices/remote_write/
   */
  public static remoteWrite(options: RemoteWriteOptions): GlobalView {
    checkOptionsOf('GlobalView.remoteWrite()', 'RemoteWriteOptions', options);
    return new GlobalView(undefined, options, undefined);
  }

  /**
   * Every cluster, the main one too, sends its samples to a Thanos Receive in the main cluster, and one Query there answers for all: for as many clusters and as long a history
   * as its pods and the bucket can take.
   * @see https://thanos.io/tip/components/receive.md/
   */
  public static thanos(options: ThanosViewOptions): GlobalView {
    checkOptionsOf('GlobalView.thanos()', 'ThanosViewOptions', options);
    return new GlobalView(undefined, undefined, options);
  }

  /** @internal */
  public readonly _federation?: FederationViewOptions;
  /** @internal */
  public readonly _remoteWrite?: RemoteWriteOptions;

  /** @internal */
  public readonly _thanos?: ThanosViewOptions;

  private constructor(federation: FederationViewOptions | undefined, remoteWrite: RemoteWriteOptions | undefined, thanos: ThanosViewOptions | undefined) {
    this._federation = federation;
    this._remoteWrite = remoteWrite;
    this._thanos = thanos;
  }
}
