import { Duration } from 'cdk8s';
import { SecretKeyReference } from '../scrape/client-access-options';

/** Roles of users in an organization. */
export enum GrafanaRole {
  /** Reads dashboards. */
  VIEWER = 'Viewer',
  /** Creates and changes dashboards and alerts. */
  EDITOR = 'Editor',
  /** Manages users, datasources and teams of the organization. */
  ADMIN = 'Admin',
  /** Nothing but what is granted by name. */
  NONE = 'None',
}

/** Web server. `rootUrl` and `domain` decide which URL people see. */
export interface GrafanaServerOptions {
  /**
   * Domain of the URL, if `rootUrl` is not set.
   * @default - the host of `rootUrl`; without it Grafana's: 'localhost'
   */
  readonly domain?: string;
  /**
   * Whether Grafana serves below the path of `rootUrl`, such as `/grafana`. Set it unless what stands before Grafana removes the path.
   * @default - Grafana's: false
   */
  readonly serveFromSubPath?: boolean;
  /**
   * Whether requests for another host are redirected to the domain.
   * @default - Grafana's: false
   */
  readonly enforceDomain?: boolean;
  /**
   * Whether answers are compressed.
   * @default - Grafana's: false
   */
  readonly enableGzip?: boolean;
  /**
   * Whether each request is logged.
   * @default - Grafana's: false
   */
  readonly routerLogging?: boolean;
}

/** Access without a login. */
export interface GrafanaAnonymousOptions {
  /**
   * Whether there is access without a login.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Role of those who are not logged in.
   * @default - Grafana's: GrafanaRole.VIEWER
   */
  readonly role?: GrafanaRole;
  /**
   * Organization that they see.
   * @default - Grafana's: 'Main Org.'
   */
  readonly organization?: string;
  /**
   * Whether they do not see the version of Grafana.
   * @default - Grafana's: false
   */
  readonly hideVersion?: boolean;
}

/** Login. Identity providers are `oauth`. */
export interface GrafanaAuthOptions {
  /**
   * Whether the login form is hidden: everybody logs in by an identity provider.
   * @default - Grafana's: false
   */
  readonly disableLoginForm?: boolean;
  /**
   * Whether there is no link to sign out.
   * @default - Grafana's: false
   */
  readonly disableSignoutMenu?: boolean;
  /**
   * URL to which people are sent after they have signed out.
   * @default - the login page
   */
  readonly signoutRedirectUrl?: string;
  /**
   * How long somebody stays logged in without using Grafana.
   * @default - Grafana's: 7 days
   */
  readonly maximumInactiveLifetime?: Duration;
  /**
   * How long somebody stays logged in.
   * @default - Grafana's: 30 days
   */
  readonly maximumLifetime?: Duration;
  /**
   * Whether programs may use a user and a password (`auth.basic`).
   * @default - Grafana's: true
   */
  readonly basicAuth?: boolean;
  /**
   * Whether datasources may sign requests for AWS (`sigv4_auth_enabled`).
   * @default - Grafana's: false
   */
  readonly sigV4?: boolean;
  /**
   * A proxy before Grafana that has authenticated users, and says who they are in a header.
   * @default - none
   */
  readonly proxy?: GrafanaAuthProxyOptions;
  /**
   * LDAP.
   * @default - none
   */
  readonly ldap?: GrafanaLdapOptions;
}

/** A proxy that authenticates users. Nothing else may reach Grafana: whoever sends the header is that user. */
export interface GrafanaAuthProxyOptions {
  /**
   * Header with the user.
   * @default - Grafana's: 'X-WEBAUTH-USER'
   */
  readonly headerName?: string;
  /**
   * What the header has: `username` or `email`.
   * @default - Grafana's: 'username'
   */
  readonly headerProperty?: string;
  /**
   * Whether a first request creates the user.
   * @default - Grafana's: true
   */
  readonly autoSignUp?: boolean;
  /**
   * Addresses of the proxy: `['10.0.0.0/8']`.
   * @default - any address
   */
  readonly allowedAddresses?: string[];
  /**
   * Headers with further properties: `{ Email: 'X-User-Email', Groups: 'X-User-Groups' }`.
   * @default - none
   */
  readonly headers?: { [property: string]: string };
}

/** LDAP. Its configuration has a password, so that it is a key of a Secret. */
export interface GrafanaLdapOptions {
  /** Secret with the configuration, `ldap.toml`. */
  readonly config: SecretKeyReference;
  /**
   * Whether a first login creates the user.
   * @default - Grafana's: true
   */
  readonly allowSignUp?: boolean;
}

/** Users and their surroundings. */
export interface GrafanaUserOptions {
  /**
   * Whether people may register themselves.
   * @default - Grafana's: false
   */
  readonly allowSignUp?: boolean;
  /**
   * Whether users may create organizations.
   * @default - Grafana's: false
   */
  readonly allowOrgCreate?: boolean;
  /**
   * Whether new users belong to the default organization.
   * @default - Grafana's: true
   */
  readonly autoAssignOrg?: boolean;
  /**
   * Role of new users.
   * @default - Grafana's: GrafanaRole.VIEWER
   */
  readonly autoAssignOrgRole?: GrafanaRole;
  /**
   * Whether viewers may edit dashboards, without saving them. Deprecated by Grafana.
   * @default - Grafana's: false
   */
  readonly viewersCanEdit?: boolean;
  /**
   * Theme: `dark`, `light` or `system`.
   * @default - Grafana's: 'dark'
   */
  readonly defaultTheme?: string;
  /**
   * Language, such as `de-DE`.
   * @default - Grafana's: 'en-US'
   */
  readonly defaultLanguage?: string;
  /**
   * Path of the page that people see first, such as `/d/cdk8s-prometheus-cluster`.
   * @default - Grafana's own page
   */
  readonly homePage?: string;
  /**
   * Time zone in which times are shown: `browser`, or a name such as `Europe/Berlin`.
   * @default - Grafana's: 'browser'
   */
  readonly defaultTimezone?: string;
}

/** Security of the web server. The admin is `admin`. */
export interface GrafanaSecurityOptions {
  /**
   * Key that encrypts secrets in the database. Without it the key is that of Grafana's source, which everybody knows. If it changes, secrets in the database cannot be read.
   * @default - Grafana's
   */
  readonly secretKey?: SecretKeyReference;
  /**
   * Whether cookies are sent over HTTPS alone.
   * @default - Grafana's: false
   */
  readonly cookieSecure?: boolean;
  /**
   * Whether other sites send the cookies: `lax`, `strict`, `none` or `disabled`.
   * @default - Grafana's: 'lax'
   */
  readonly cookieSameSite?: string;
  /**
   * Whether other sites may show Grafana in a frame.
   * @default - Grafana's: false
   */
  readonly allowEmbedding?: boolean;
  /**
   * Whether pictures of users come from nowhere, in place of gravatar.com.
   * @default - Grafana's: false
   */
  readonly disableGravatar?: boolean;
  /**
   * Whether browsers are told to use HTTPS alone (HSTS).
   * @default - Grafana's: false
   */
  readonly strictTransportSecurity?: boolean;
  /**
   * Whether answers have a Content-Security-Policy.
   * @default - Grafana's: false
   */
  readonly contentSecurityPolicy?: boolean;
}

/** Mail. */
export interface GrafanaSmtpOptions {
  /** Host and port: `smtp.example.org:587`. */
  readonly host: string;
  /** Address from which mail is sent. */
  readonly fromAddress: string;
  /**
   * Name of the sender.
   * @default - Grafana's: 'Grafana'
   */
  readonly fromName?: string;
  /**
   * User, in a Secret.
   * @default - no login
   */
  readonly user?: SecretKeyReference;
  /**
   * Password, in a Secret.
   * @default - none
   */
  readonly password?: SecretKeyReference;
  /**
   * Use of TLS: `OpportunisticStartTLS`, `MandatoryStartTLS` or `NoStartTLS`.
   * @default - Grafana's: 'OpportunisticStartTLS'
   */
  readonly startTlsPolicy?: string;
  /**
   * Whether the certificate of the server is not verified.
   * @default - Grafana's: false
   */
  readonly skipVerify?: boolean;
}

/** Log, on the standard output. */
export interface GrafanaLogOptions {
  /**
   * Least level: `debug`, `info`, `warn` or `error`.
   * @default - Grafana's: 'info'
   */
  readonly level?: string;
  /**
   * Format of the lines: `console`, `text` or `json`.
   * @default - Grafana's: 'console'
   */
  readonly format?: string;
  /**
   * Levels of single loggers: `{ sqlstore: 'debug' }`.
   * @default - none
   */
  readonly filters?: { [logger: string]: string };
}

/** What Grafana sends to grafana.com and shows of it. */
export interface GrafanaAnalyticsOptions {
  /**
   * Whether counters of its use are sent.
   * @default false
   */
  readonly reporting?: boolean;
  /**
   * Whether it looks for new versions of Grafana.
   * @default false
   */
  readonly checkForUpdates?: boolean;
  /**
   * Whether it looks for new versions of plugins.
   * @default false
   */
  readonly checkForPluginUpdates?: boolean;
  /**
   * Whether there are links for feedback.
   * @default - Grafana's: true
   */
  readonly feedbackLinks?: boolean;
  /**
   * Whether there is a feed of news.
   * @default - Grafana's: true
   */
  readonly newsFeed?: boolean;
}

/** Alerting of Grafana itself. Rules of Prometheus and silences of Alertmanager are shown without it, too. */
export interface GrafanaAlertingOptions {
  /**
   * Whether there is the user interface of alerting, and rules are evaluated.
   * @default - Grafana's: true
   */
  readonly enabled?: boolean;
  /**
   * Whether rules are evaluated.
   * @default - Grafana's: true
   */
  readonly executeAlerts?: boolean;
  /**
   * Least interval of rules: a multiple of 10 seconds.
   * @default - Grafana's: 10 seconds
   */
  readonly minInterval?: Duration;
  /**
   * How long a query of a rule may take.
   * @default - Grafana's: 30 seconds
   */
  readonly evaluationTimeout?: Duration;
}

/** Requests of Grafana to datasources. */
export interface GrafanaDataProxyOptions {
  /**
   * How long a datasource may take to answer.
   * @default - Grafana's: 30 seconds
   */
  readonly timeout?: Duration;
  /**
   * Whether requests are logged.
   * @default - Grafana's: false
   */
  readonly logging?: boolean;
  /**
   * Whether datasources get the name of the user in the header `X-Grafana-User`.
   * @default - Grafana's: false
   */
  readonly sendUserHeader?: boolean;
}
