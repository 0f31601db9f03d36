import { Duration, Size } from 'cdk8s';
import { BasicAuthReference, BearerTokenReference, ClientTls, OAuth2Reference } from './client-access-options';
import { RelabelConfig } from './relabel-config';

/** Credentials of the `Authorization` header, in a Secret of the namespace of the monitor. */
export interface AuthorizationReference extends BearerTokenReference {
  /**
   * Type of the credentials, the first word of the header. `Basic` is not possible: use `basicAuth`.
   * @default 'Bearer'
   */
  readonly type?: string;
}

/** TLS and credentials. At most one of `basicAuth`, `authorization` and `oauth2`. */
export interface AuthenticationOptions {
  /**
   * TLS settings: the trusted authority, the server's name, a client certificate. Its Secrets are in the namespace of the monitor.
   * @default - plain HTTP, or the authorities that the image trusts
   */
  readonly tlsConfig?: ClientTls;
  /**
   * Basic authentication.
   * @default - none
   */
  readonly basicAuth?: BasicAuthReference;
  /**
   * Token in the `Authorization` header.
   * @default - none
   */
  readonly authorization?: AuthorizationReference;
  /**
   * Token from an OAuth 2.0 server.
   * @default - none
   */
  readonly oauth2?: OAuth2Reference;
}

/** Proxy between Prometheus and a server. */
export interface ProxyOptions {
  /**
   * URL of a proxy: `http://proxy.example.org:3128`.
   * @default - no proxy
   */
  readonly proxyUrl?: string;
  /**
   * Hosts, addresses and ranges that are requested without the proxy, separated by commas. It requires prometheus-operator 0.84
   * (ScrapeConfig: 0.71).
   * @default - none
   */
  readonly noProxy?: string;
  /**
   * Whether the environment variables of Prometheus name the proxy. It requires prometheus-operator 0.84 (ScrapeConfig: 0.71).
   * @default false
   */
  readonly proxyFromEnvironment?: boolean;
}

/** HTTP settings. */
export interface HttpOptions {
  /**
   * Whether redirects are followed.
   * @default true
   */
  readonly followRedirects?: boolean;
  /**
   * Whether HTTP/2 is used.
   * @default true
   */
  readonly enableHttp2?: boolean;
}

/** Interval and timeout of scrapes. */
export interface TimingOptions {
  /**
   * Interval between scrapes of a target.
   * @default - `scrapeInterval` of the Prometheus
   */
  readonly interval?: Duration;
  /**
   * Timeout of a scrape; at most `interval`.
   * @default - `scrapeTimeout` of the Prometheus
   */
  readonly scrapeTimeout?: Duration;
}

/** How targets of any monitor are scraped. */
export interface ScrapeOptions extends AuthenticationOptions, ProxyOptions, TimingOptions {
  /**
   * Scheme: `http` or `https`.
   * @default - 'https' with `tlsConfig`, else 'http'
   */
  readonly scheme?: string;
  /**
   * Path of the metrics.
   * @default '/metrics'
   */
  readonly path?: string;
  /**
   * Parameters of the URL: `{ module: ['if_mib'] }`.
   * @default - none
   */
  readonly params?: { [name: string]: string[] };
  /**
   * Whether labels of the metrics take precedence over those of the target: for exporters that report on other systems.
   * @default false
   */
  readonly honorLabels?: boolean;
  /**
   * Whether timestamps of the metrics are kept.
   * @default true
   */
  readonly honorTimestamps?: boolean;
  /**
   * Whether series with their own timestamps become stale when the target stops exposing them.
   * @default false
   */
  readonly trackTimestampsStaleness?: boolean;
  /**
   * Steps that change labels of targets or drop targets; `Relabel` has common ones.
   * @default - none
   */
  readonly relabelings?: RelabelConfig[];
  /**
   * Steps that change labels of samples or drop samples; `Relabel` has common ones, such as `Relabel.dropMetrics('go_.*')`.
   * @default - none
   */
  readonly metricRelabelings?: RelabelConfig[];
}

/** How targets of a ServiceMonitor or a PodMonitor are scraped. */
export interface EndpointOptions extends ScrapeOptions, HttpOptions {}

/** Limits and formats of the scrapes of a monitor. A scrape above a limit fails. Lower limits of the Prometheus take precedence. */
export interface MonitorOptions {
  /**
   * Maximum number of samples of one scrape.
   * @default - no limit
   */
  readonly sampleLimit?: number;
  /**
   * Maximum number of targets of the monitor.
   * @default - no limit
   */
  readonly targetLimit?: number;
  /**
   * Maximum number of labels of one sample.
   * @default - no limit
   */
  readonly labelLimit?: number;
  /**
   * Maximum length of a label's name.
   * @default - no limit
   */
  readonly labelNameLengthLimit?: number;
  /**
   * Maximum length of a label's value.
   * @default - no limit
   */
  readonly labelValueLengthLimit?: number;
  /**
   * Maximum number of dropped targets that Prometheus keeps in memory, for its page of targets.
   * @default - no limit
   */
  readonly keepDroppedTargets?: number;
  /**
   * Name of a ScrapeClass of the Prometheus. It requires prometheus-operator 0.72.
   * @default - the default class of the Prometheus, if it has one
   */
  readonly scrapeClass?: string;
  /**
   * Formats that Prometheus requests, the preferred one first: `OpenMetricsText1.0.0`, `PrometheusText0.0.4`. It requires
   * prometheus-operator 0.72.
   * @default - those of the Prometheus
   */
  readonly scrapeProtocols?: string[];
  /**
   * Format of targets that respond without a valid `Content-Type`: `PrometheusText0.0.4`. Otherwise Prometheus 3 does not scrape them. It
   * requires prometheus-operator 0.79.1.
   * @default - none
   */
  readonly fallbackScrapeProtocol?: string;
}

/** Limit of the size of a response. */
export interface BodySizeOptions {
  /**
   * Maximum size of one response, uncompressed. It requires prometheus-operator 0.73 (ScrapeConfig: 0.89).
   * @default - no limit
   */
  readonly bodySizeLimit?: Size;
}
