import { Exposure } from './exposure';

/** The Prometheus of a cluster, so that another one can federate it. */
export interface FederationExportProps {
  /** The name of this cluster, as the other one knows it. The Prometheus must have it as external label `cluster`. */
  readonly cluster: string;

  /** The name of the Prometheus: that of the custom resource. */
  readonly prometheus: string;

  /**
   * How it is reached.
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
   * The port of the pods, by its name: `auth-proxy` where a proxy is in front.
   * @default 'web'
   */
  readonly targetPort?: string;

  /**
   * How many replicas the Prometheus has. More than one is exported as one Service for each, called `<name>-0` and so on: a balancer that alternates between them makes counters
   * jump back and forth.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The networks of the cluster that federates, as CIDR: nobody else may connect to the port.
   * @default - no NetworkPolicy
   */
  readonly allowedCidrs?: string[];

  /**
   * The Prometheus answers without TLS, or without asking who is there. Whoever reaches the port reads everything: say so, or have TLS and a proxy in front.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Make an alert of the errors that this side has in answering.
   * @default true
   */
  readonly alerts?: boolean;
}
