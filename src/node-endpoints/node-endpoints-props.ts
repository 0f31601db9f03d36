import { Duration } from 'cdk8s';
import { NodeSource } from './node-source';
import { SkippedNodesPolicy } from './skipped-nodes-policy';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Type of node address that is tried first. */
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

/** Objects in which the addresses are written. */
export enum EndpointObjects {
  /** Only EndpointSlices: any number of nodes, small diffs. */
  SLICES = 'slices',
  /** Only one Endpoints object, which Kubernetes mirrors into slices (up to 1,000 addresses). */
  ENDPOINTS = 'endpoints',
  /** Both, so that every Prometheus finds the nodes, with either kind of discovery. */
  BOTH = 'both',
}

/** How the nodes of a cluster become targets. */
export interface NodeEndpointsOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the construct's own settings
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Type of address that is tried first. If no address of that type is usable, the other type is tried.
   * @default NodeAddressPriority.INTERNAL
   */
  readonly addressPriority?: NodeAddressPriority;

  /**
   * Preferred family for nodes that have both; a node with only the other family keeps it. Every node is one target. Set it if the
   * addresses of the cluster may change: the family of an applied Service is fixed.
   * @default - the family that the node lists first; the Service is IPv6 if all addresses are
   */
  readonly ipFamily?: IpFamily;

  /**
   * Version of the cluster's API server: `1.36`, `v1.34.2-gke.1348000`. Versions before 1.36 accept addresses with leading zeros and
   * IPv4-mapped addresses. For those versions such addresses are used, in their plain form.
   * @default - what every supported version (1.28 and newer) accepts
   */
  readonly kubernetesVersion?: string;

  /**
   * Version of prometheus-operator. In 0.86 and newer, the ServiceMonitor sets the kind of object by which targets are discovered.
   * @default - unknown: the ServiceMonitor has only fields that 0.70 and newer support
   */
  readonly operatorVersion?: string;

  /**
   * Objects in which the addresses are written.
   * @default - SLICES if `kubernetesVersion` is 1.33 or newer, which deprecates Endpoints; else BOTH
   * @see https://kep.k8s.io/4974
   */
  readonly objects?: EndpointObjects;

  /**
   * Maximum number of endpoints in one EndpointSlice, from 100 to 1,000. A slice with more is split in two.
   * @default 500
   */
  readonly maxEndpointsPerSlice?: number;

  /**
   * What happens if nodes have no usable address.
   * @default SkippedNodesPolicy.warn()
   */
  readonly skippedNodes?: SkippedNodesPolicy;

  /**
   * Whether to allow a cluster without any node that has a usable address.
   * @default false
   */
  readonly allowEmpty?: boolean;

  /**
   * Name of all objects. Do not use `kubelet`, the name of the operator's own objects: in one namespace the two would overwrite each other.
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
   * Interval between scrapes of a kubelet.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Whether to skip verification of the kubelets' certificates. Kubelets use self-signed certificates unless `serverTLSBootstrap` is set.
   * Set it to false if the cluster's authority signs them.
   * @default true
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * Whether to scrape `/metrics/resource` of the kubelets too: CPU and memory of containers, pods and nodes, as `kubectl top` reads them.
   * @default false
   */
  readonly resourceMetrics?: boolean;

  /**
   * Whether to scrape `/metrics/slis` of the kubelets too: their health checks, as `kubernetes_healthcheck` and
   * `kubernetes_healthchecks_total`. It requires Kubernetes 1.27 or newer.
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
  /** Human-readable reason. */
  readonly reason: string;
  /** Its addresses of the types InternalIP and ExternalIP, as in the input. */
  readonly addresses: string[];
}
