import { AttachMetadata, MonitorMetadata, MonitorNamespaceSelector } from './common-props';
import { LabelSelector } from '../manifest/label-selector';
import { BodySizeOptions, EndpointOptions, MonitorOptions } from '../scrape/endpoint-options';

/** One port of the selected pods, and how it is scraped. Either `port` or `portNumber`. */
export interface PodMetricsEndpoint extends EndpointOptions {
  /**
   * Name of the port that a container declares.
   * @default - none: `portNumber`
   */
  readonly port?: string;
  /**
   * Number of the port that a container declares. It requires prometheus-operator 0.79.
   * @default - none: `port`
   */
  readonly portNumber?: number;
  /**
   * Whether completed pods (phase `Succeeded` or `Failed`) are excluded.
   * @default true
   */
  readonly filterRunning?: boolean;
}

/** Fields of a PodMonitor. */
export interface PodMonitorProps extends MonitorMetadata, MonitorOptions, BodySizeOptions {
  /** Pods, by their labels; `{}` selects all. */
  readonly selector: LabelSelector;
  /** Ports that are scraped. */
  readonly podMetricsEndpoints: PodMetricsEndpoint[];
  /**
   * Namespaces of the pods.
   * @default - the namespace of the PodMonitor
   */
  readonly namespaceSelector?: MonitorNamespaceSelector;
  /**
   * Label of the pod whose value becomes the label `job`.
   * @default - `<namespace>/<name>` of the PodMonitor
   */
  readonly jobLabel?: string;
  /**
   * Labels of the pods that their targets get.
   * @default - none
   */
  readonly podTargetLabels?: string[];
  /**
   * Metadata of nodes for relabeling.
   * @default - none
   */
  readonly attachMetadata?: AttachMetadata;
  /**
   * How pods are selected: `RelabelConfig`, by relabeling, or `RoleSelector`, by the API server. It requires prometheus-operator 0.79.
   * @default 'RelabelConfig'
   */
  readonly selectorMechanism?: string;
}
