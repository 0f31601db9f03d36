import { Exposure } from './exposure';

/** The Prometheus of a cluster, so that another one can federate it. */
export interface FederationExportProps {
  /** Name of this cluster, as in the federating cluster. The Prometheus must have it as external label `cluster`. */
  readonly cluster: string;

  /** Name of the custom resource of the Prometheus. */
  readonly prometheus: string;

  /**
   * How other clusters reach it.
   * @default Exposure.clusterIp()
   */
  readonly exposure?: Exposure;

  /**
   * The name of all objects.
   * @default - `federation-<prometheus>`
   */
  readonly name?: string;

  /**
   * The namespace of the Prometheus.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * The port of the Service.
   * @default 9090
   */
  readonly port?: number;

  /**
   * Name of the port of the pods: `auth-proxy` if a proxy is in front.
   * @default 'web'
   */
  readonly targetPort?: string;

  /**
   * Number of replicas of the Prometheus. With more than one, each replica has its own Service, named `<name>-0` and so on. A balancer that
   * alternates between replicas would make counters jump back and forth.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Networks of the federating cluster, in CIDR notation. Only these may connect to the port.
   * @default - no NetworkPolicy
   */
  readonly allowedCidrs?: string[];

  /**
   * Whether to accept that the Prometheus answers without TLS or without authentication. Anyone who reaches the port can read everything:
   * set this option, or use TLS and a proxy in front.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Whether to create an alert for errors in answering federation requests.
   * @default true
   */
  readonly alerts?: boolean;
}
