import { Duration } from 'cdk8s';
import { AlertRouting } from './alert-routing';
import { AlertmanagerGlobalOptions, AlertTemplateReference } from './global-options';
import { InstanceOptions } from '../manifest/instance-options';
import { PodOptions } from '../manifest/pod-options';
import { ObjectSelection } from '../manifest/selection-options';
import { ServiceOptions } from '../manifest/service-options';
import { StorageOptions } from '../manifest/storage-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/** Which alerts the routes of an AlertmanagerConfig match. */
export enum AlertmanagerConfigMatcher {
  /** Alerts whose label `namespace` is the namespace of the AlertmanagerConfig. */
  ON_NAMESPACE = 'OnNamespace',
  /**
   * Alerts whose label `namespace` is the namespace of the AlertmanagerConfig; all alerts if that is the namespace of the Alertmanager. It
   * requires prometheus-operator 0.84.
   */
  ON_NAMESPACE_EXCEPT_ALERTMANAGER = 'OnNamespaceExceptForAlertmanagerNamespace',
  /** All alerts. */
  NONE = 'None',
}

/** Options of an Alertmanager. */
export interface AlertmanagerOptions extends PodOptions, InstanceOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Version of Alertmanager: 0.25 or newer.
   * @default '0.35.0'
   */
  readonly version?: string;

  /**
   * Complete image reference, in place of the upstream image. `version` must be the version of this image.
   * @default - the upstream image of `version`
   */
  readonly image?: string;

  /**
   * Name of the Alertmanager. Pods and all other objects are called `alertmanager-<name>`, as the operator does.
   * @default 'main'
   */
  readonly name?: string;

  /**
   * The namespace of all objects: that of its operator.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Number of replicas. They share which notifications they have sent. With three, one may fail while another is replaced.
   * @default 3
   */
  readonly replicas?: number;

  /**
   * Where alerts go, as an AlertmanagerConfig for all namespaces. Not together with `configSecret`. To use an existing AlertmanagerConfig,
   * set `spec: { alertmanagerConfiguration: { name: 'existing' } }`.
   * @default - `configSecret`; without it every alert is dropped, unless an AlertmanagerConfig routes it
   */
  readonly routing?: AlertRouting;

  /**
   * Additional fields of the AlertmanagerConfig to which `routing` is written, in the spelling of its CustomResourceDefinition. Maps are
   * merged, lists are joined, and receivers with the same name are merged.
   * @default - none
   */
  readonly routingSpec?: { [key: string]: any };

  /**
   * Defaults for the receivers of all AlertmanagerConfigs: the mail server, the URL of Slack, a proxy. Not together with `configSecret`.
   * @default - none
   */
  readonly global?: AlertmanagerGlobalOptions;

  /**
   * Files with notification templates, which `title`, `text` and other fields of receivers may use: `{{ template "shop.title" . }}`. Not
   * together with `configSecret`.
   * @default - only Alertmanager's own
   */
  readonly templates?: AlertTemplateReference[];

  /**
   * Labels that identify a cluster. With the standard inhibition rules an alert inhibits only alerts of its own cluster. Not used with
   * `configSecret`, nor if `routing` has `inhibitions`.
   * @default ['cluster']; in a PrometheusStack `clusterLabel` and `aggregationLabels` of its mixin
   */
  readonly clusterLabels?: string[];

  /**
   * Name of the Secret with the configuration, under the key `alertmanager.yaml`, for what `routing` cannot express. It must contain the
   * inhibition rules itself, see `AlertRouting.standardInhibitions()`.
   * @default - none: without `routing` every alert is dropped, unless an AlertmanagerConfig routes it
   */
  readonly configSecret?: string;

  /**
   * Namespaces in which AlertmanagerConfigs are read, in addition to its own. Its operator must read them, too.
   * @default - only its own
   */
  readonly namespaces?: string[];

  /**
   * Whether AlertmanagerConfigs of all namespaces are read. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * Which AlertmanagerConfigs are selected: by their labels, or by labels of their namespaces.
   * @default - all in the namespaces that are watched
   */
  readonly configSelection?: ObjectSelection;

  /**
   * Which alerts the routes of an AlertmanagerConfig match.
   * @default AlertmanagerConfigMatcher.ON_NAMESPACE
   */
  readonly configMatcher?: AlertmanagerConfigMatcher;

  /**
   * How long silences and the log of sent notifications are kept.
   * @default - 5 days
   */
  readonly retention?: Duration;

  /**
   * A volume for each pod.
   * @default - none: silences are lost if all pods are replaced at the same time
   */
  readonly storage?: StorageOptions;

  /**
   * URL by which people reach it. Notifications contain it. It must not contain a password.
   * @default - the name of a pod
   */
  readonly externalUrl?: string;

  /**
   * Path prefix of everything that it serves: `/alertmanager`. Its monitor and `reference` use it, too.
   * @default '/'
   */
  readonly routePrefix?: string;

  /**
   * Feature flags: `['receiver-name-in-metrics']`. They require Alertmanager 0.27, which exits at startup if it does not know one.
   * @default - none
   */
  readonly enableFeatures?: string[];

  /**
   * Additional arguments by name, without dashes. An argument without a value is `''`. An argument that the operator writes itself is an
   * error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };

  /**
   * TLS of the web server: Alertmanager serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;

  /**
   * How the Service is reached.
   * @default - within the cluster
   */
  readonly serviceOptions?: ServiceOptions;

  /**
   * Whether a NetworkPolicy allows only the pods of its namespace and of `clientNamespaces` to connect. With a Service of type NodePort or
   * LoadBalancer, it allows connections from any source.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Additional namespaces whose pods may connect, such as that of Grafana.
   * @default - none
   */
  readonly clientNamespaces?: string[];

  /**
   * Whether to create a PodDisruptionBudget, which allows at most one pod to be evicted at a time.
   * @default - true if there are several replicas
   */
  readonly podDisruptionBudget?: boolean;

  /**
   * Log level: debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Log format: logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;
}

/** Properties of an Alertmanager: its options, and its operator. */
export interface AlertmanagerProps extends AlertmanagerOptions {
  /**
   * Version of the prometheus-operator that reconciles it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * Whether the operator adds the probes of the config reloaders (`--enable-config-reloader-probes`). If it does not, this construct adds
   * them.
   * @default true
   */
  readonly operatorProbesConfigReloader?: boolean;
}
