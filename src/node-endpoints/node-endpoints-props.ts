import { Duration } from 'cdk8s';
import { NodeSource } from './node-source';
import { SkippedNodesPolicy } from './skipped-nodes-policy';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Which type of a node's addresses is tried first. */
export enum NodeAddressPriority {
  /** InternalIP, then ExternalIP. */
  INTERNAL = 'InternalIP',
  /** ExternalIP, then InternalIP. */
  EXTERNAL = 'ExternalIP',
}

/** A family of IP addresses. */
export enum IpFamily {
  /** IPv4. */
  IPV4 = 'IPv4',
  /** IPv6. */
  IPV6 = 'IPv6',
}

/** In which objects the addresses are written. */
export enum EndpointObjects {
  /** EndpointSlices alone: any number of nodes, small diffs. */
  SLICES = 'slices',
  /** One Endpoints object alone, which Kubernetes mirrors into slices (up to 1,000 addresses). */
  ENDPOINTS = 'endpoints',
  /** Both, so that every Prometheus finds the nodes, whichever it discovers by. */
  BOTH = 'both',
}

/** How the nodes of a cluster become targets. */
export interface NodeEndpointsOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Which type of address is tried first. Where none of that type is usable, the other type is tried.
   * @default NodeAddressPriority.INTERNAL
   */
  readonly addressPriority?: NodeAddressPriority;

  /**
   * Which family is preferred for nodes that have both; a node that has only the other one keeps it. Every node is one
   * target. Set it where a cluster may change: the family of an applied Service is fixed.
   * @default - the family that the node lists first; the Service is IPv6 when all addresses are
   */
  readonly ipFamily?: IpFamily;

  /**
   * The version of the cluster's apiserver: `1.36`, `v1.34.2-gke.1348000`. Versions before 1.36 take addresses with leading zeros
   * and IPv4-mapped ones, and so they are used there, in their plain form.
   * @default - what every supported version (1.28 and newer) accepts
   */
  readonly kubernetesVersion?: string;

  /**
   * The version of prometheus-operator. From 0.86 on the ServiceMonitor says by which kind of object it is discovered.
   * @default - unknown: the ServiceMonitor has only fields that every version from 0.70 on knows
   */
  readonly operatorVersion?: string;

  /**
   * In which objects the addresses are written.
   * @default - SLICES when `kubernetesVersion` is 1.33 or newer, where Endpoints are deprecated; else BOTH
   * @see https://kep.k8s.io/4974
   */
  readonly objects?: EndpointObjects;

  /**
   * The most endpoints in one EndpointSlice, from 100 to 1,000. A slice is split in two when it has more.
   * @default 500
   */
  readonly maxEndpointsPerSlice?: number;

  /**
   * What happens when nodes have no usable address.
   * @default SkippedNodesPolicy.warn()
   */
  readonly skippedNodes?: SkippedNodesPolicy;

  /**
   * Allow that there is no node at all with a usable address.
   * @default false
   */
  readonly allowEmpty?: boolean;

  /**
   * The name of all objects. `kubelet` is what prometheus-operator calls its own: the two would overwrite each other in
   * one namespace.
   * @default 'kubelet-nodes'
   */
  readonly name?: string;

  /**
   * The namespace of all objects.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects, such as those by which a Prometheus selects its ServiceMonitors. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * The port of the kubelets (`port` in KubeletConfiguration).
   * @default 10250
   */
  readonly port?: number;

  /**
   * How often a kubelet is scraped.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Do not verify the kubelets' certificates. Kubelets sign their own unless `serverTLSBootstrap` is set, and no authority knows
   * those. Set it to false where they are signed by the cluster's authority.
   * @default true
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * Scrape `/metrics/resource` of the kubelets too: CPU and memory of containers, pods and nodes, as `kubectl top` reads them.
   * @default false
   */
  readonly resourceMetrics?: boolean;

  /**
   * Scrape `/metrics/slis` of the kubelets too: their health checks, as `kubernetes_healthcheck` and `kubernetes_healthchecks_total`.
   * Kubernetes 1.27 or newer serves it.
   * @default false
   * @see https://kubernetes.io/docs/reference/instrumentation/slis/
   */
  readonly componentSlis?: boolean;
}

/** Which nodes become targets, and how. */
export interface NodeEndpointsProps extends NodeEndpointsOptions {
  /** The cluster's nodes. */
  readonly nodes: NodeSource;
}

/** A node that is not monitored. */
export interface SkippedNode {
  /** The node's name. */
  readonly nodeName: string;
  /** Why, for people. */
  readonly reason: string;
  /** Its addresses of the types InternalIP and ExternalIP, as they were given. */
  readonly addresses: string[];
}
