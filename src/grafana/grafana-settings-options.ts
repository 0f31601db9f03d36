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
  /** Has no permissions except those that are granted individually. */
  NONE = 'None',
}

/** Options of the web server. `rootUrl` and `domain` determine the URL that people see. */
export interface GrafanaServerOptions {
  /**
   * Domain of the URL, if `rootUrl` is not set.
   * @default - the host of `rootUrl`; without it Grafana's: 'localhost'
   */
  readonly domain?: string;
  /**
   * Whether Grafana serves below the path of `rootUrl`, such as `/grafana`. Set it unless a proxy in front of Grafana removes the path.
   * @default - Grafana's: false
   */
  readonly serveFromSubPath?: boolean;
  /**
   * Whether requests for another host are redirected to the domain.
   * @default - Grafana's: false
   */
  readonly enforceDomain?: boolean;
  /**
   * Whether responses are compressed.
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
   * Whether access without a login is allowed.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Role of anonymous users.
   * @default - Grafana's: GrafanaRole.VIEWER
   */
  readonly role?: GrafanaRole;
  /**
   * Organization that anonymous users see.
   * @default - Grafana's: 'Main Org.'
   */
  readonly organization?: string;
  /**
   * Whether the version of Grafana is hidden from anonymous users.
   * @default - Grafana's: false
   */
  readonly hideVersion?: boolean;
}

/** Options of the login. `oauth` sets identity providers. */
export interface GrafanaAuthOptions {
  /**
   * Whether the login form is hidden, so that everybody logs in through an identity provider.
   * @default - Grafana's: false
   */
  readonly disableLoginForm?: boolean;
  /**
   * Whether the link to sign out is hidden.
   * @default - Grafana's: false
   */
  readonly disableSignoutMenu?: boolean;
  /**
   * URL to which people are sent after they have signed out.
   * @default - the login page
   */
  readonly signoutRedirectUrl?: string;
  /**
   * How long users stay logged in without using Grafana.
   * @default - Grafana's: 7 days
   */
  readonly maximumInactiveLifetime?: Duration;
  /**
   * How long users stay logged in.
   * @default - Grafana's: 30 days
   */
  readonly maximumLifetime?: Duration;
  /**
   * Whether clients may authenticate with a user and a password (`auth.basic`).
   * @default - Grafana's: true
   */
  readonly basicAuth?: boolean;
  /**
   * Whether datasources may sign requests for AWS (`sigv4_auth_enabled`).
   * @default - Grafana's: false
   */
  readonly sigV4?: boolean;
  /**
   * A proxy in front of Grafana that authenticates users, and sends the user in a header.
   * @default - none
   */
  readonly proxy?: GrafanaAuthProxyOptions;
  /**
   * LDAP.
   * @default - none
   */
  readonly ldap?: GrafanaLdapOptions;
}

/** A proxy that authenticates users. Nothing else may reach Grafana: a client that sends the header is authenticated as that user. */
export interface GrafanaAuthProxyOptions {
  /**
   * Header with the user.
   * @default - Grafana's: 'X-WEBAUTH-USER'
   */
  readonly headerName?: string;
  /**
   * Content of the header: `username` or `email`.
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

/** Options of LDAP. The configuration contains a password, so it is a key of a Secret. */
export interface GrafanaLdapOptions {
  /** Secret with the configuration, `ldap.toml`. */
  readonly config: SecretKeyReference;
  /**
   * Whether a first login creates the user.
   * @default - Grafana's: true
   */
  readonly allowSignUp?: boolean;
}

/** Options of users: registration, organizations, roles, and display. */
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

/** Security of the web server. `admin` sets the admin. */
export interface GrafanaSecurityOptions {
  /**
   * Key that encrypts secrets in the database. Without it, Grafana uses the default key of its source code, which is publicly known. If the
   * key changes, Grafana can no longer read the secrets in the database.
   * @default - Grafana's
   */
  readonly secretKey?: SecretKeyReference;
  /**
   * Whether cookies are sent only over HTTPS.
   * @default - Grafana's: false
   */
  readonly cookieSecure?: boolean;
  /**
   * SameSite attribute of cookies, which controls whether requests from other sites have them: `lax`, `strict`, `none` or `disabled`.
   * @default - Grafana's: 'lax'
   */
  readonly cookieSameSite?: string;
  /**
   * Whether other sites may show Grafana in a frame.
   * @default - Grafana's: false
   */
  readonly allowEmbedding?: boolean;
  /**
   * Whether pictures of users from gravatar.com are disabled.
   * @default - Grafana's: false
   */
  readonly disableGravatar?: boolean;
  /**
   * Whether browsers must use only HTTPS (HSTS).
   * @default - Grafana's: false
   */
  readonly strictTransportSecurity?: boolean;
  /**
   * Whether responses have a Content-Security-Policy.
   * @default - Grafana's: false
   */
  readonly contentSecurityPolicy?: boolean;
}

/** Options of the mail server. */
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
   * TLS policy: `OpportunisticStartTLS`, `MandatoryStartTLS` or `NoStartTLS`.
   * @default - Grafana's: 'OpportunisticStartTLS'
   */
  readonly startTlsPolicy?: string;
  /**
   * Whether the certificate of the server is not verified.
   * @default - Grafana's: false
   */
  readonly skipVerify?: boolean;
}

/** Options of the log, which is on the standard output. */
export interface GrafanaLogOptions {
  /**
   * Minimum level: `debug`, `info`, `warn` or `error`.
   * @default - Grafana's: 'info'
   */
  readonly level?: string;
  /**
   * Format of the lines: `console`, `text` or `json`.
   * @default - Grafana's: 'console'
   */
  readonly format?: string;
  /**
   * Levels of individual loggers: `{ sqlstore: 'debug' }`.
   * @default - none
   */
  readonly filters?: { [logger: string]: string };
}

/** What Grafana sends to grafana.com, and what it shows from there. */
export interface GrafanaAnalyticsOptions {
  /**
   * Whether usage statistics are sent.
   * @default false
   */
  readonly reporting?: boolean;
  /**
   * Whether Grafana checks for new versions of itself.
   * @default false
   */
  readonly checkForUpdates?: boolean;
  /**
   * Whether Grafana checks for new versions of plugins.
   * @default false
   */
  readonly checkForPluginUpdates?: boolean;
  /**
   * Whether links for feedback are shown.
   * @default - Grafana's: true
   */
  readonly feedbackLinks?: boolean;
  /**
   * Whether the news feed is shown.
   * @default - Grafana's: true
   */
  readonly newsFeed?: boolean;
}

/** Grafana's own alerting. Without it, Grafana still shows rules of Prometheus and silences of Alertmanager. */
export interface GrafanaAlertingOptions {
  /**
   * Whether the user interface of alerting is available and rules are evaluated.
   * @default - Grafana's: true
   */
  readonly enabled?: boolean;
  /**
   * Whether rules are evaluated.
   * @default - Grafana's: true
   */
  readonly executeAlerts?: boolean;
  /**
   * Minimum evaluation interval of rules: a multiple of 10 seconds.
   * @default - Grafana's: 10 seconds
   */
  readonly minInterval?: Duration;
  /**
   * Timeout of a query of a rule.
   * @default - Grafana's: 30 seconds
   */
  readonly evaluationTimeout?: Duration;
}

/** Requests of Grafana to datasources. */
export interface GrafanaDataProxyOptions {
  /**
   * Timeout of a request to a datasource.
   * @default - Grafana's: 30 seconds
   */
  readonly timeout?: Duration;
  /**
   * Whether requests are logged.
   * @default - Grafana's: false
   */
  readonly logging?: boolean;
  /**
   * Whether requests to datasources contain the name of the user in the header `X-Grafana-User`.
   * @default - Grafana's: false
   */
  readonly sendUserHeader?: boolean;
}
