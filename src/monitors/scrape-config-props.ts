import { Duration } from 'cdk8s';
import { AttachMetadata, MonitorMetadata } from './common-props';
import {
  AuthenticationOptions, BodySizeOptions, HttpOptions, MonitorOptions, ProxyOptions, ScrapeOptions,
} from '../scrape/endpoint-options';

/** Targets by their addresses. */
export interface StaticConfig {
  /** Addresses: `db.example.org:9100`. The default port is 80, or 443 with HTTPS. */
  readonly targets: string[];
  /**
   * Labels of the targets.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/** Targets from the response of an HTTP server. */
export interface HttpSdConfig extends AuthenticationOptions, ProxyOptions, HttpOptions {
  /** URL that is requested: `https://inventory.example.org/targets`. */
  readonly url: string;
  /**
   * Interval between requests.
   * @default - 60 seconds
   */
  readonly refreshInterval?: Duration;
}

/** Targets from DNS records. */
export interface DnsSdConfig {
  /** DNS names that are looked up. */
  readonly names: string[];
  /**
   * Type of the records: A, AAAA, SRV, MX or NS.
   * @default 'SRV'
   */
  readonly type?: string;
  /**
   * Port of the targets. SRV records have their own.
   * @default - none; required for types other than SRV
   */
  readonly port?: number;
  /**
   * Interval between lookups.
   * @default - 30 seconds
   */
  readonly refreshInterval?: Duration;
}

/** Namespaces of a discovery. */
export interface KubernetesSdNamespaces {
  /**
   * Whether to discover in the namespace of the Prometheus.
   * @default false
   */
  readonly ownNamespace?: boolean;
  /**
   * Names of namespaces.
   * @default - none
   */
  readonly names?: string[];
}

/** Objects that are requested from the API server. */
export interface KubernetesSdSelector {
  /** Role: Pod, Service, Endpoints, EndpointSlice, Node or Ingress. */
  readonly role: string;
  /**
   * Label selector: `app=web,tier in (front,back)`.
   * @default - none
   */
  readonly label?: string;
  /**
   * Field selector: `metadata.name=web`.
   * @default - none
   */
  readonly field?: string;
}

/** Targets from Kubernetes objects. */
export interface KubernetesSdConfig extends AuthenticationOptions, ProxyOptions, HttpOptions {
  /** Role: Pod, Service, Endpoints, EndpointSlice, Node or Ingress. */
  readonly role: string;
  /**
   * Namespaces of the objects.
   * @default - all
   */
  readonly namespaces?: KubernetesSdNamespaces;
  /**
   * Objects that are requested from the API server.
   * @default - all
   */
  readonly selectors?: KubernetesSdSelector[];
  /**
   * Metadata of nodes for relabeling.
   * @default - none
   */
  readonly attachMetadata?: AttachMetadata;
  /**
   * URL of another API server.
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
   * Targets from the responses of HTTP servers.
   * @default - none
   */
  readonly httpSdConfigs?: HttpSdConfig[];
  /**
   * Targets from DNS records.
   * @default - none
   */
  readonly dnsSdConfigs?: DnsSdConfig[];
  /**
   * Targets from Kubernetes objects.
   * @default - none
   */
  readonly kubernetesSdConfigs?: KubernetesSdConfig[];
  /**
   * Whether Prometheus accepts compressed responses.
   * @default true
   */
  readonly enableCompression?: boolean;
  /**
   * Whether HTTP/2 is used. It requires prometheus-operator 0.79.
   * @default true
   */
  readonly enableHttp2?: boolean;
}
