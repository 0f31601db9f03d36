import { ClientAccessOptions, SecretKeyReference } from '../scrape/client-access-options';

/** The header `Authorization` of requests: a scheme, and credentials from a Secret. */
export interface AlertAuthorization {
  /**
   * The scheme: `GenieKey`, `Token`. `Basic` is `basicAuth`.
   * @default 'Bearer'
   */
  readonly type?: string;
  /** A Secret with what stands behind the scheme. */
  readonly credentials: SecretKeyReference;
}

/**
 * How a receiver is asked over HTTP. At most one of `basicAuth`, `bearerToken`, `authorization` and `oauth2`. Files (`caFile`, `certFile`, `keyFile`) are not possible here.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go
 */
export interface AlertHttpOptions extends ClientAccessOptions {
  /**
   * It wants another scheme than Basic and Bearer.
   * @default - it does not
   */
  readonly authorization?: AlertAuthorization;
  /**
   * The proxy: `http://proxy.example.org:3128`. It requires prometheus-operator 0.77.
   * @default - none
   */
  readonly proxyUrl?: string;
  /**
   * What is asked without the proxy, with commas: `10.0.0.0/8,.svc`. Only with `proxyUrl`. It requires prometheus-operator 0.77.
   * @default - nothing
   */
  readonly noProxy?: string;
  /**
   * Read the proxy from the environment of Alertmanager. Not together with `proxyUrl`. It requires prometheus-operator 0.77.
   * @default false
   */
  readonly proxyFromEnvironment?: boolean;
  /**
   * Follow redirects.
   * @default true
   */
  readonly followRedirects?: boolean;
  /**
   * Speak HTTP/2 where the server does. It requires prometheus-operator 0.86.
   * @default true
   */
  readonly enableHttp2?: boolean;
}

/** What every integration may be told. */
export interface AlertIntegrationOptions {
  /**
   * Say, too, when an alert is over.
   * @default - what Alertmanager does: all but email, Slack, Rocket.Chat and WeChat say so
   */
  readonly sendResolved?: boolean;
  /**
   * Further fields of it, in the spelling of the CustomResourceDefinition: `{ threading: { threadByDate: 'Daily' } }`. One that an option writes already is an error.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** What every integration over HTTP may be told. */
export interface AlertHttpIntegrationOptions extends AlertIntegrationOptions {
  /**
   * How the server is asked: proxy, credentials, TLS.
   * @default - that of `global` of the Alertmanager
   */
  readonly http?: AlertHttpOptions;
}
