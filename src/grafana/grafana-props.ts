import { GrafanaDatasource } from './grafana-datasource';
import { GrafanaOAuthOptions } from './grafana-oauth-options';
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
   * Look for dashboards at all. Without it there is no sidecar, and its pod has no token.
   * @default true
   */
  readonly dashboardsEnabled?: boolean;
  /**
   * A volume for what people make in it: users, dashboards, silences.
   * @default - none: that is lost with the pod
   */
  readonly storage?: StorageOptions;
  /**
   * The URL under which people reach it.
   * @default - the name of the Service, so that links from outside lead nowhere
   */
  readonly rootUrl?: string;
  /**
   * Settings, by section and key as in grafana.ini: `{ 'auth.generic_oauth.enabled': 'true', 'users.default_theme': 'light' }`.
   * @default - Grafana's own
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
   */
  readonly settings?: { [key: string]: string };
  /**
   * Settings that are secret: `{ 'auth.generic_oauth.client_secret': { secretName: 'sso', key: 'secret' } }`.
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
