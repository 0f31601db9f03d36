import { IpFamilyOptions } from './ip-family-options';

/** A further port of a Service. */
export interface ServicePortOptions {
  /** The name of the port. */
  readonly name: string;
  /** The port of the Service. */
  readonly port: number;
  /**
   * The port of the pods, by name or by number (`'4180'`): that of a container in `containers`.
   * @default - the same number
   */
  readonly targetPort?: string;
}

/** Type, load balancer and ports of a Service. */
export interface ServiceOptions extends IpFamilyOptions {
  /**
   * `ClusterIP`, `NodePort` or `LoadBalancer`.
   * @default 'ClusterIP'
   */
  readonly type?: string;
  /**
   * Annotations of the Service, such as those that configure the load balancer of a cloud.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Class of the load balancer. Only for type LoadBalancer.
   * @default - the cluster's default
   */
  readonly loadBalancerClass?: string;
  /**
   * Networks from which the load balancer accepts connections, in CIDR notation. Only for type LoadBalancer.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];
  /**
   * Further ports, for added containers.
   * @default - none
   */
  readonly additionalPorts?: ServicePortOptions[];
}
