import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebUiReference } from '../scrape/web';

/** The client of the provider, and what cookies are encrypted with. */
export interface OAuth2ProxySecret {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the client's id.
   * @default 'client-id'
   */
  readonly clientIdKey?: string;
  /**
   * The key of the client's secret.
   * @default 'client-secret'
   */
  readonly clientSecretKey?: string;
  /**
   * The key of what cookies are encrypted with: 16, 24 or 32 bytes, in base64.
   * @default 'cookie-secret'
   */
  readonly cookieSecretKey?: string;
}

/** A login before a user interface that has none. */
export interface OAuth2ProxyProps extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /** What is behind it, in whose namespace the proxy is. */
  readonly ui: WebUiReference;
  /** The URL of the OpenID provider: `https://login.example.org`. */
  readonly issuerUrl: string;
  /** The name under which people reach the proxy. The provider must know `https://<host>/oauth2/callback`. */
  readonly host: string;
  /** The client of the provider. */
  readonly secret: OAuth2ProxySecret;
  /** The domains of the mail addresses of those who may enter; `*` is everybody. */
  readonly emailDomains: string[];
  /**
   * The groups of which one must be in one.
   * @default - all
   */
  readonly allowedGroups?: string[];
  /**
   * Its name.
   * @default - that of the Service, with `-login`
   */
  readonly name?: string;
  /**
   * The version of oauth2-proxy.
   * @default '7.15.6'
   */
  readonly version?: string;
  /**
   * The image, whole.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * Labels of its objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * How many pods.
   * @default 2
   */
  readonly replicas?: number;
}
