/** Servers from which a Thanos Query reads series: sidecars, a Store or a Receive. */
export interface StoreApiReference {
  /** The name of its headless Service. */
  readonly serviceName: string;
  /** The namespace of its Service. */
  readonly namespace: string;
  /**
   * The name of the Service's port.
   * @default 'grpc'
   */
  readonly port?: string;
  /**
   * External labels of all its series, without the replica labels. They must be unique among the servers of one Query.
   * @default - not known
   */
  readonly externalLabels?: { [name: string]: string };
}
