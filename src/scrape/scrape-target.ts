import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { BodySizeOptions, EndpointOptions, MonitorOptions } from './endpoint-options';
import { WebTls } from './web';

/** How a Service or a workload is scraped. */
export interface ScrapeTargetOptions extends EndpointOptions, MonitorOptions, BodySizeOptions {
  /**
   * Port, by name or by number (`'8080'`): a port of the Service, or of a container of the workload.
   * @default - the only port
   */
  readonly port?: string;
  /**
   * Label `job` of the series.
   * @default - the name of the Service or of the workload
   */
  readonly job?: string;
  /**
   * TLS settings, if the target serves HTTPS with a certificate for the name of its Service. The Secret, with `ca.crt`, is in the namespace
   * of the monitor. Not together with `tlsConfig`.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * File with a token in the container of Prometheus: `/var/run/secrets/kubernetes.io/serviceaccount/token` is its own token, which
   * kube-rbac-proxy checks. Not for a workload.
   * @default - none
   */
  readonly bearerTokenFile?: string;
  /**
   * Labels of the Service that its targets get. Not for a workload, which has none.
   * @default - none
   */
  readonly targetLabels?: string[];
  /**
   * Labels of the pods that their targets get.
   * @default - none
   */
  readonly podTargetLabels?: string[];
  /**
   * Labels that all targets get.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Whether relabelings can use the labels and annotations of the node of a target (`__meta_kubernetes_node_label_...`).
   * @default false
   */
  readonly attachNodeMetadata?: boolean;
  /**
   * Whether completed pods (phase `Succeeded` or `Failed`) are excluded.
   * @default true
   */
  readonly filterRunning?: boolean;
}

/** A Service, and how it is scraped. */
export interface ScrapeTargetConfig extends ScrapeTargetOptions {
  /** The Service. */
  readonly service: ApiObject;
}

/** A construct that defines how it is scraped. */
export interface IScrapeTarget extends IConstruct {
  /** How it is scraped. */
  toScrapeTarget(): ScrapeTargetConfig;
}
