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

/** How a Service is reached. */
export interface ServiceOptions extends IpFamilyOptions {
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
  /**
   * Further ports, for containers that are added.
   * @default - none
   */
  readonly additionalPorts?: ServicePortOptions[];
}
