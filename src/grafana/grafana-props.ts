import { GrafanaDatabase } from './grafana-database';
import { GrafanaDatasource } from './grafana-datasource';
import { GrafanaOAuthOptions } from './grafana-oauth-options';
import {
  GrafanaAlertingOptions, GrafanaAnalyticsOptions, GrafanaAnonymousOptions, GrafanaAuthOptions, GrafanaDataProxyOptions,
  GrafanaLogOptions, GrafanaSecurityOptions,
  GrafanaServerOptions, GrafanaSmtpOptions, GrafanaUserOptions,
} from './grafana-settings-options';
import { DashboardTarget } from '../manifest/dashboard-target';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** The admin of the server, in a Secret. */
export interface GrafanaAdmin {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the user.
   * @default 'admin-user'
   */
  readonly userKey?: string;
  /**
   * The key of the password.
   * @default 'admin-password'
   */
  readonly passwordKey?: string;
}

/** Where Grafana finds dashboards: in ConfigMaps with a label, which a sidecar watches. */
export interface GrafanaDashboardOptions {
  /**
   * The label of the ConfigMaps.
   * @default 'grafana_dashboard'
   */
  readonly label?: string;
  /**
   * Value of the label.
   * @default '1'
   */
  readonly labelValue?: string;
  /**
   * Annotation of a ConfigMap with the folder of its dashboards.
   * @default 'grafana_folder'
   */
  readonly folderAnnotation?: string;
  /**
   * Namespaces of the ConfigMaps, in addition to Grafana's own.
   * @default - only its own
   */
  readonly namespaces?: string[];
  /**
   * Whether the ConfigMaps may be in any namespace. If true, the sidecar may read every ConfigMap of the cluster.
   * @default false
   */
  readonly allNamespaces?: boolean;
}

/** Properties of a Grafana. */
export interface GrafanaProps extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Name of the objects that this construct creates.
   * @default 'grafana'
   */
  readonly name?: string;
  /**
   * Namespace of the objects that this construct creates.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Version of Grafana.
   * @default '13.2.0'
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
  /** The Secret with the admin of the server. Grafana reads it only when it starts for the first time. */
  readonly admin: GrafanaAdmin;
  /** Datasources. The first one is the default of dashboards. */
  readonly datasources: GrafanaDatasource[];
  /**
   * Where Grafana finds dashboards.
   * @default - ConfigMaps of its namespace with the label `grafana_dashboard: '1'`, as MonitoringMixin creates them
   */
  readonly dashboards?: GrafanaDashboardOptions;
  /**
   * How dashboards reach this Grafana: the same object that constructs with dashboards have as `dashboardTarget`. It replaces the label and
   * the annotation of `dashboards`. Its namespace is read.
   * @default - as `dashboards` describes
   */
  readonly dashboardTarget?: DashboardTarget;
  /**
   * Whether Grafana looks for dashboards. If false, there is no sidecar, and its pod has no token.
   * @default true
   */
  readonly dashboardsEnabled?: boolean;
  /**
   * Number of replicas. More than one needs `database`. The replicas share by gossip which alerts of Grafana they have sent. Grafana Live
   * reaches only the users of one pod, unless `settings` has `live.ha_engine`.
   * @default 1
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/set-up-for-high-availability/
   */
  readonly replicas?: number;
  /**
   * Database of users, dashboards, sessions and alerts.
   * @default - SQLite, a file in `storage`
   */
  readonly database?: GrafanaDatabase;
  /**
   * A volume for what people create in Grafana: users, dashboards, silences.
   * @default - none: these are lost with the pod, unless there is a `database`
   */
  readonly storage?: StorageOptions;
  /**
   * Name of an existing PersistentVolumeClaim, in place of `storage`.
   * @default - none
   */
  readonly existingClaim?: string;
  /**
   * URL by which people reach it. It may contain Grafana's `%(protocol)s`, `%(domain)s` and `%(http_port)s`. If it has a path, set
   * `server.serveFromSubPath`, unless a proxy in front of Grafana removes the path.
   * @default - the name of the Service: links do not work outside of the cluster
   */
  readonly rootUrl?: string;
  /**
   * Options of the web server.
   * @default - Grafana's own
   */
  readonly server?: GrafanaServerOptions;
  /**
   * Access without a login.
   * @default - none
   */
  readonly anonymous?: GrafanaAnonymousOptions;
  /**
   * Login form, lifetime of logins, a proxy that authenticates, LDAP.
   * @default - Grafana's own
   */
  readonly auth?: GrafanaAuthOptions;
  /**
   * Users, their roles and their theme.
   * @default - Grafana's own
   */
  readonly users?: GrafanaUserOptions;
  /**
   * Cookies, headers and the key that encrypts secrets in the database.
   * @default - Grafana's own
   */
  readonly security?: GrafanaSecurityOptions;
  /**
   * Mail server.
   * @default - no mail
   */
  readonly smtp?: GrafanaSmtpOptions;
  /**
   * Options of the log.
   * @default - Grafana's own, on the standard output
   */
  readonly log?: GrafanaLogOptions;
  /**
   * What is sent to grafana.com.
   * @default - nothing
   */
  readonly analytics?: GrafanaAnalyticsOptions;
  /**
   * Alerting of Grafana itself.
   * @default - Grafana's own
   */
  readonly alerting?: GrafanaAlertingOptions;
  /**
   * Requests to datasources.
   * @default - Grafana's own
   */
  readonly dataProxy?: GrafanaDataProxyOptions;
  /**
   * Feature toggles, by name: `{ publicDashboardsScene: true }`.
   * @default - those of the release
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/feature-toggles/
   */
  readonly featureToggles?: { [toggle: string]: boolean };
  /**
   * Settings without an option, by section and key as in grafana.ini:
   * `{ users: { login_hint: 'name@example.org' }, 'explore.enabled': false }`. A list is written with commas. A name that Grafana does
   * not list is a warning. A secret in clear text, and a setting that an option writes, are errors.
   * @default - Grafana's own
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
   */
  readonly settings?: { [name: string]: any };
  /**
   * Settings with a value from a Secret: `{ 'auth.jwt.key_file': { secretName: 'jwt', key: 'path' } }`.
   * @default - none
   */
  readonly secretSettings?: { [key: string]: SecretKeyReference };
  /**
   * Identity providers for the login. They require `rootUrl`.
   * @default - none: only users of Grafana itself
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/
   */
  readonly oauth?: GrafanaOAuthOptions[];
  /**
   * Plugins, each as its id, optionally with a version and a URL: `grafana-clock-panel`, `grafana-clock-panel@2.1.8`,
   * `my-panel@1.0.0@https://example.org/my-panel.zip`. Without `storage`, Grafana downloads them at every start before it answers requests.
   * With a version, every download is the same.
   * @default - only those that Grafana includes
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#preinstall_sync
   */
  readonly plugins?: string[];
  /**
   * Plugins that may be loaded without a signature, by their ids.
   * @default - none
   */
  readonly unsignedPlugins?: string[];
  /**
   * Whether admins may install plugins in Grafana.
   * @default - Grafana's: true
   */
  readonly pluginAdmin?: boolean;
  /**
   * Whether each start of Grafana updates plugins without a version to the newest one, including the plugins that Grafana includes.
   * @default false
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#preinstall_auto_update
   */
  readonly pluginAutoUpdate?: boolean;
  /**
   * Environment variables of the container: `{ HTTPS_PROXY: 'http://proxy.example.org:3128' }`.
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Environment variables from Secrets in its namespace: `{ AWS_SECRET_ACCESS_KEY: { secretName: 'aws', key: 'secret' } }`.
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKeyReference };
  /**
   * Secrets of which every key becomes an environment variable of the container, such as one with GF_DATABASE_HOST and
   * GF_DATABASE_PASSWORD.
   * @default - none
   */
  readonly envFromSecrets?: string[];
  /**
   * Name of an existing ServiceAccount. Then none is created, and the Roles are bound to it.
   * @default - a ServiceAccount is created
   */
  readonly serviceAccountName?: string;
  /**
   * Further volumes of the pods.
   * @default - none
   */
  readonly volumes?: { [key: string]: any }[];
  /**
   * Further mounts of the container of Grafana.
   * @default - none
   */
  readonly volumeMounts?: { [key: string]: any }[];
  /**
   * Further containers of the pods.
   * @default - none
   */
  readonly containers?: { [key: string]: any }[];
  /**
   * Init containers of the pods.
   * @default - none
   */
  readonly initContainers?: { [key: string]: any }[];
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * Annotations of the ServiceAccount, by which a cloud gives the pods an identity: `eks.amazonaws.com/role-arn`, for CloudWatch and
   * others.
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };
  /**
   * Whether a NetworkPolicy allows only the pods of its namespace and of `clientNamespaces` to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Further namespaces whose pods may connect.
   * @default - none
   */
  readonly clientNamespaces?: string[];
}
