import { ClientAccessOptions, SecretKeyReference } from '../scrape/client-access-options';

/** The header `Authorization` of requests: a scheme, and credentials from a Secret. */
export interface AlertAuthorization {
  /**
   * The scheme: `GenieKey`, `Token`. `Basic` is `basicAuth`.
   * @default 'Bearer'
   */
  readonly type?: string;
  /** A Secret with the credentials that follow the scheme. */
  readonly credentials: SecretKeyReference;
}

/**
 * Options of HTTP requests to a receiver. At most one of `basicAuth`, `bearerToken`, `authorization` and `oauth2`. Files (`caFile`,
 * `certFile`, `keyFile`) are not accepted.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go
 */
export interface AlertHttpOptions extends ClientAccessOptions {
  /**
   * Authorization with a scheme other than Basic and Bearer.
   * @default - none
   */
  readonly authorization?: AlertAuthorization;
  /**
   * URL of the proxy: `http://proxy.example.org:3128`. It requires prometheus-operator 0.77.
   * @default - none
   */
  readonly proxyUrl?: string;
  /**
   * Destinations that are reached without the proxy, separated by commas: `10.0.0.0/8,.svc`. Only with `proxyUrl`. It requires
   * prometheus-operator 0.77.
   * @default - none
   */
  readonly noProxy?: string;
  /**
   * Whether the proxy is read from the environment of Alertmanager. Not together with `proxyUrl`. It requires prometheus-operator 0.77.
   * @default false
   */
  readonly proxyFromEnvironment?: boolean;
  /**
   * Whether redirects are followed.
   * @default true
   */
  readonly followRedirects?: boolean;
  /**
   * Whether HTTP/2 is used if the server supports it. It requires prometheus-operator 0.86.
   * @default true
   */
  readonly enableHttp2?: boolean;
}

/** Options of every integration. */
export interface AlertIntegrationOptions {
  /**
   * Whether a notification is sent when an alert is resolved, too.
   * @default - Alertmanager's: true, except for email, Slack, Rocket.Chat and WeChat
   */
  readonly sendResolved?: boolean;
  /**
   * Additional fields of the integration, in the spelling of the CustomResourceDefinition: `{ threading: { threadByDate: 'Daily' } }`. A
   * field that an option also writes is an error.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** Options of every integration over HTTP. */
export interface AlertHttpIntegrationOptions extends AlertIntegrationOptions {
  /**
   * Options of HTTP requests to the server: proxy, credentials, TLS.
   * @default - that of `global` of the Alertmanager
   */
  readonly http?: AlertHttpOptions;
}
