/** How a Service is reached. */
export interface ServiceOptions {
  /**
   * `ClusterIP`, `NodePort` or `LoadBalancer`.
   * @default 'ClusterIP'
   */
  readonly type?: string;
  /**
   * Annotations of the Service: what a cloud's load balancer is configured by.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * The class of a load balancer. With type LoadBalancer alone.
   * @default - the cluster's default
   */
  readonly loadBalancerClass?: string;
  /**
   * The networks from which a load balancer takes connections, as CIDR. With type LoadBalancer alone.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];
}
