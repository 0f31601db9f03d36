import { GrafanaDatabase } from './grafana-database';
import { GrafanaDatasource } from './grafana-datasource';
import { GrafanaOAuthOptions } from './grafana-oauth-options';
import {
  GrafanaAlertingOptions, GrafanaAnalyticsOptions, GrafanaAnonymousOptions, GrafanaAuthOptions, GrafanaDataProxyOptions, GrafanaLogOptions, GrafanaSecurityOptions,
  GrafanaServerOptions, GrafanaSmtpOptions, GrafanaUserOptions,
} from './grafana-settings-options';
import { DashboardTarget } from '../manifest/dashboard-target';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** The user who may do everything, in a Secret. */
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

/** Where Grafana finds dashboards: ConfigMaps with a label, which a sidecar watches. */
export interface GrafanaDashboardOptions {
  /**
   * The label of the ConfigMaps.
   * @default 'grafana_dashboard'
   */
  readonly label?: string;
  /**
   * Its value.
   * @default '1'
   */
  readonly labelValue?: string;
  /**
   * Annotation of a ConfigMap with the folder of its dashboards.
   * @default 'grafana_folder'
   */
  readonly folderAnnotation?: string;
  /**
   * The namespaces in which they are, beside Grafana's own.
   * @default - its own alone
   */
  readonly namespaces?: string[];
  /**
   * Whether they may be in any namespace. The sidecar may read every ConfigMap of the cluster then.
   * @default false
   */
  readonly allNamespaces?: boolean;
}

/** A Grafana. */
export interface GrafanaProps extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Its name.
   * @default 'grafana'
   */
  readonly name?: string;
  /**
   * Where it is.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * The version of Grafana.
   * @default '13.2.0'
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
  /** The Secret of the user who may do everything. Grafana takes it when it starts for the first time. */
  readonly admin: GrafanaAdmin;
  /** What it asks: the first is the one that dashboards take. */
  readonly datasources: GrafanaDatasource[];
  /**
   * Where it finds dashboards.
   * @default - ConfigMaps of its namespace with the label `grafana_dashboard: '1'`, as MonitoringMixin makes them
   */
  readonly dashboards?: GrafanaDashboardOptions;
  /**
   * How dashboards get here: the object that what makes dashboards has as `dashboardTarget`. It replaces the label and the annotation of `dashboards`; its namespace is read.
   * @default - by `dashboards`
   */
  readonly dashboardTarget?: DashboardTarget;
  /**
   * Look for dashboards at all. Without it there is no sidecar, and its pod has no token.
   * @default true
   */
  readonly dashboardsEnabled?: boolean;
  /**
   * Number of pods. More than one needs `database`; they tell each other by gossip which alerts of Grafana they have sent. Grafana Live reaches the users of one pod alone,
   * unless `settings` has `live.ha_engine`.
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
   * A volume for what people make in it: users, dashboards, silences.
   * @default - none: that is lost with the pod, unless there is a `database`
   */
  readonly storage?: StorageOptions;
  /**
   * Name of a PersistentVolumeClaim that exists, in place of `storage`.
   * @default - none
   */
  readonly existingClaim?: string;
  /**
   * The URL under which people reach it; it may have Grafana's `%(protocol)s`, `%(domain)s` and `%(http_port)s`. With a path set `server.serveFromSubPath`, unless what stands
   * before Grafana removes the path.
   * @default - the name of the Service, so that links from outside lead nowhere
   */
  readonly rootUrl?: string;
  /**
   * Web server.
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
   * Server for mail.
   * @default - no mail
   */
  readonly smtp?: GrafanaSmtpOptions;
  /**
   * Log.
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
   * Settings without an option, by section and key as in grafana.ini: `{ users: { login_hint: 'name@example.org' }, 'explore.enabled': false }`. A list is written with commas.
   * Names that Grafana does not list are a warning; a secret in clear text and a setting that an option writes are errors.
   * @default - Grafana's own
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
   */
  readonly settings?: { [name: string]: any };
  /**
   * Settings that are secret: `{ 'auth.jwt.key_file': { secretName: 'jwt', key: 'path' } }`.
   * @default - none
   */
  readonly secretSettings?: { [key: string]: SecretKeyReference };
  /**
   * Identity providers by which people log in. It needs `rootUrl`.
   * @default - none: users of Grafana itself
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/
   */
  readonly oauth?: GrafanaOAuthOptions[];
  /**
   * Plugins, each as its id, with a version or also with a URL: `grafana-clock-panel`, `grafana-clock-panel@2.1.8`, `my-panel@1.0.0@https://example.org/my-panel.zip`.
   * Grafana downloads them at every start without `storage`, before it answers requests. A version keeps the download the same.
   * @default - none but those that Grafana brings
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
   * Whether each start of Grafana replaces plugins without a version by the newest, those that it brings among them.
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
   * Secrets whose keys all are environment variables of the container, such as one with GF_DATABASE_HOST and GF_DATABASE_PASSWORD.
   * @default - none
   */
  readonly envFromSecrets?: string[];
  /**
   * The name of a ServiceAccount that exists. None is created then; the Roles are bound to it.
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
   * Annotations of the ServiceAccount, by which a cloud gives the pods an identity: `eks.amazonaws.com/role-arn`, for CloudWatch and others.
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };
  /**
   * Let nobody connect but the pods of its namespace and of `clientNamespaces`.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Further namespaces whose pods may connect.
   * @default - none
   */
  readonly clientNamespaces?: string[];
}
