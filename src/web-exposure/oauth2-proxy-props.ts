import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebUiReference } from '../scrape/web';

/** A Secret with the client of the provider, and with the key that encrypts cookies. */
export interface OAuth2ProxySecret {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * Key of the client id in the Secret.
   * @default 'client-id'
   */
  readonly clientIdKey?: string;
  /**
   * Key of the client secret in the Secret.
   * @default 'client-secret'
   */
  readonly clientSecretKey?: string;
  /**
   * Key in the Secret of the value that encrypts cookies: 16, 24 or 32 bytes, in base64.
   * @default 'cookie-secret'
   */
  readonly cookieSecretKey?: string;
}

/** Properties of a login in front of a web UI without authentication. */
export interface OAuth2ProxyProps extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;

  /** The web UI behind the proxy. The proxy is in its namespace. */
  readonly ui: WebUiReference;
  /** URL of the OpenID provider: `https://login.example.org`. */
  readonly issuerUrl: string;
  /** Host name by which people reach the proxy. Register `https://<host>/oauth2/callback` at the provider. */
  readonly host: string;
  /** The client of the provider. */
  readonly secret: OAuth2ProxySecret;
  /** Domains of the email addresses of users who may log in; `*` means every user. */
  readonly emailDomains: string[];
  /**
   * Groups whose members may log in. A user must be in one of them.
   * @default - all
   */
  readonly allowedGroups?: string[];
  /**
   * Name of the objects that this construct creates.
   * @default - that of the Service, with `-login`
   */
  readonly name?: string;
  /**
   * The version of oauth2-proxy.
   * @default '7.15.6'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of the objects and pods that this construct creates.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Number of replicas.
   * @default 2
   */
  readonly replicas?: number;
}
