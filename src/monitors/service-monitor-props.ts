import { AttachMetadata, MonitorMetadata, MonitorNamespaceSelector } from './common-props';
import { LabelSelector } from '../manifest/label-selector';
import { BodySizeOptions, EndpointOptions, MonitorOptions } from '../scrape/endpoint-options';

/** One port of the selected Services, and how it is scraped. Either `port` or `targetPort`. */
export interface ServiceMonitorEndpoint extends EndpointOptions {
  /**
   * Name of the port of the Service.
   * @default - none: `targetPort`
   */
  readonly port?: string;
  /**
   * Port of the pod, by name or by number (`'8080'`). A container must declare it.
   * @default - none: `port`
   */
  readonly targetPort?: string;
  /**
   * File with a token in the container of Prometheus: `/var/run/secrets/kubernetes.io/serviceaccount/token` is its own token, which
   * kube-rbac-proxy checks.
   * @default - none
   */
  readonly bearerTokenFile?: string;
  /**
   * Whether completed pods (phase `Succeeded` or `Failed`) are excluded.
   * @default true
   */
  readonly filterRunning?: boolean;
}

/** Fields of a ServiceMonitor. */
export interface ServiceMonitorProps extends MonitorMetadata, MonitorOptions, BodySizeOptions {
  /** Services with the targets, by their labels; `{}` selects all. */
  readonly selector: LabelSelector;
  /** Ports that are scraped. */
  readonly endpoints: ServiceMonitorEndpoint[];
  /**
   * Namespaces of the Services.
   * @default - the namespace of the ServiceMonitor
   */
  readonly namespaceSelector?: MonitorNamespaceSelector;
  /**
   * Label of the Service whose value becomes the label `job`.
   * @default - the name of the Service
   */
  readonly jobLabel?: string;
  /**
   * Labels of the Service that its targets get.
   * @default - none
   */
  readonly targetLabels?: string[];
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
   * How Services are selected: `RelabelConfig`, by relabeling, or `RoleSelector`, by the API server. It requires prometheus-operator 0.79.
   * @default 'RelabelConfig'
   */
  readonly selectorMechanism?: string;
  /**
   * Kind of object by which the targets of the Services are discovered: `Endpoints` or `EndpointSlice`. It requires prometheus-operator
   * 0.86.
   * @default - that of the Prometheus
   */
  readonly serviceDiscoveryRole?: string;
}
