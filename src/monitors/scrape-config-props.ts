import { Duration } from 'cdk8s';
import { AttachMetadata, MonitorMetadata } from './common-props';
import { AuthenticationOptions, BodySizeOptions, HttpOptions, MonitorOptions, ProxyOptions, ScrapeOptions } from '../scrape/endpoint-options';

/** Targets by their addresses. */
export interface StaticConfig {
  /** Addresses: `db.example.org:9100`. Without a port it is 80, or 443 with HTTPS. */
  readonly targets: string[];
  /**
   * Labels of the targets.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/** Targets from the answer of an HTTP server. */
export interface HttpSdConfig extends AuthenticationOptions, ProxyOptions, HttpOptions {
  /** URL that is requested: `https://inventory.example.org/targets`. */
  readonly url: string;
  /**
   * How often it is requested.
   * @default - 60 seconds
   */
  readonly refreshInterval?: Duration;
}

/** Targets from records of the DNS. */
export interface DnsSdConfig {
  /** Names that are looked up. */
  readonly names: string[];
  /**
   * Type of the records: A, AAAA, SRV, MX or NS.
   * @default 'SRV'
   */
  readonly type?: string;
  /**
   * Port of the targets. Records of SRV have their own.
   * @default - none; required for other types than SRV
   */
  readonly port?: number;
  /**
   * How often they are looked up.
   * @default - 30 seconds
   */
  readonly refreshInterval?: Duration;
}

/** Namespaces of a discovery. */
export interface KubernetesSdNamespaces {
  /**
   * The namespace of the Prometheus.
   * @default false
   */
  readonly ownNamespace?: boolean;
  /**
   * Names of namespaces.
   * @default - none
   */
  readonly names?: string[];
}

/** Objects that the apiserver is asked for. */
export interface KubernetesSdSelector {
  /** Role: Pod, Service, Endpoints, EndpointSlice, Node or Ingress. */
  readonly role: string;
  /**
   * Selector of labels: `app=web,tier in (front,back)`.
   * @default - none
   */
  readonly label?: string;
  /**
   * Selector of fields: `metadata.name=web`.
   * @default - none
   */
  readonly field?: string;
}

/** Targets from objects of Kubernetes. */
export interface KubernetesSdConfig extends AuthenticationOptions, ProxyOptions, HttpOptions {
  /** Role: Pod, Service, Endpoints, EndpointSlice, Node or Ingress. */
  readonly role: string;
  /**
   * Namespaces of the objects.
   * @default - all
   */
  readonly namespaces?: KubernetesSdNamespaces;
  /**
   * Objects that the apiserver is asked for.
   * @default - all
   */
  readonly selectors?: KubernetesSdSelector[];
  /**
   * Metadata of nodes for relabeling.
   * @default - none
   */
  readonly attachMetadata?: AttachMetadata;
  /**
   * URL of another apiserver.
   * @default - that of the cluster
   */
  readonly apiServer?: string;
}

/** Fields of a ScrapeConfig. Other discoveries, such as `consulSDConfigs`, are fields of `spec`. */
export interface ScrapeConfigProps extends MonitorMetadata, ScrapeOptions, MonitorOptions, BodySizeOptions {
  /**
   * Label `job` of the series. It requires prometheus-operator 0.75.
   * @default - `scrapeConfig/<namespace>/<name>`
   */
  readonly jobName?: string;
  /**
   * Targets by their addresses.
   * @default - none
   */
  readonly staticConfigs?: StaticConfig[];
  /**
   * Targets from the answers of HTTP servers.
   * @default - none
   */
  readonly httpSdConfigs?: HttpSdConfig[];
  /**
   * Targets from records of the DNS.
   * @default - none
   */
  readonly dnsSdConfigs?: DnsSdConfig[];
  /**
   * Targets from objects of Kubernetes.
   * @default - none
   */
  readonly kubernetesSdConfigs?: KubernetesSdConfig[];
  /**
   * Whether Prometheus accepts compressed answers.
   * @default true
   */
  readonly enableCompression?: boolean;
  /**
   * Whether HTTP/2 is used. It requires prometheus-operator 0.79.
   * @default true
   */
  readonly enableHttp2?: boolean;
}
