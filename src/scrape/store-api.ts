/** Something that a Thanos Query asks for series: sidecars, a Store, Receive. */
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
   * What all of its series have, without what tells replicas apart: no two that one Query asks have the same.
   * @default - not known
   */
  readonly externalLabels?: { [name: string]: string };
}
