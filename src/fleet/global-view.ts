import { FederatedClusterOptions } from '../federated-cluster/federated-cluster-props';
import { RemoteWriteOptions } from '../prometheus/remote-write-options';

/** What the main cluster asks of every other, and how. */
export interface FederationViewOptions extends FederatedClusterOptions {
  /** Which series are federated: instant vector selectors, of which one must match. */
  readonly match: string[];
}

/** How the metrics of all clusters are seen in one place. */
export class GlobalView {
  /**
   * The Prometheus of the main cluster asks all others for their aggregated series: right for a few clusters.
   * @see https://prometheus.io/docs/prometheus/latest/federation/
   */
  public static federation(options: FederationViewOptions): GlobalView {
    return new GlobalView(options, undefined);
  }

  /**
   * Every cluster, the main one too, sends its samples to a receiver outside of them: from about ten clusters on.
   * @see https://prometheus.io/docs/practices/remote_write/
   */
  public static remoteWrite(options: RemoteWriteOptions): GlobalView {
    return new GlobalView(undefined, options);
  }

  /** @internal */
  public readonly _federation?: FederationViewOptions;
  /** @internal */
  public readonly _remoteWrite?: RemoteWriteOptions;

  private constructor(federation: FederationViewOptions | undefined, remoteWrite: RemoteWriteOptions | undefined) {
    this._federation = federation;
    this._remoteWrite = remoteWrite;
  }
}
