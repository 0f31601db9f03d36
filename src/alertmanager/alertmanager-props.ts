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

/** Which alerts the routes of an AlertmanagerConfig see. */
export enum AlertmanagerConfigMatcher {
  /** Those with the label `namespace` of its own namespace. */
  ON_NAMESPACE = 'OnNamespace',
  /** Those with the label `namespace` of its own namespace; all, where that is the namespace of the Alertmanager. It requires prometheus-operator 0.84. */
  ON_NAMESPACE_EXCEPT_ALERTMANAGER = 'OnNamespaceExceptForAlertmanagerNamespace',
  /** All. */
  NONE = 'None',
}

/** The knobs of an Alertmanager. */
export interface AlertmanagerOptions extends PodOptions, InstanceOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * The version of Alertmanager: 0.25 or newer.
   * @default '0.35.0'
   */
  readonly version?: string;

  /**
   * The whole reference of the image, in place of upstream's at `version`, which must be the version of it.
   * @default - upstream's
   */
  readonly image?: string;

  /**
   * The name of the Alertmanager. Pods and all other objects are called `alertmanager-<name>`, as the operator has it.
   * @default 'main'
   */
  readonly name?: string;

  /**
   * The namespace of all objects: that of its operator.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * How many pods, which tell each other what they have sent: three, so that one may be away while another is replaced.
   * @default 3
   */
  readonly replicas?: number;

  /**
   * Where alerts go, as an AlertmanagerConfig that is for all namespaces. Not together with `configSecret`. An AlertmanagerConfig that exists is named by
   * `spec: { alertmanagerConfiguration: { name: 'existing' } }`.
   * @default - `configSecret`; without it every alert is dropped, unless an AlertmanagerConfig routes it
   */
  readonly routing?: AlertRouting;

  /**
   * Further fields of the AlertmanagerConfig that `routing` is written to, in the spelling of its CustomResourceDefinition. Maps are
   * merged, lists are joined; receivers of one name are merged.
   * @default - none
   */
  readonly routingSpec?: { [key: string]: any };

  /**
   * What receivers of all AlertmanagerConfigs have that do not say otherwise: the mail server, the URL of Slack, a proxy. Not together with `configSecret`.
   * @default - none
   */
  readonly global?: AlertmanagerGlobalOptions;

  /**
   * Files with templates of notifications, which `title`, `text` and others of receivers may use: `{{ template "shop.title" . }}`. Not together with `configSecret`.
   * @default - Alertmanager's own alone
   */
  readonly templates?: AlertTemplateReference[];

  /**
   * Labels that tell clusters apart. With the standard inhibition rules an alert inhibits only alerts of its own cluster. Not used with `configSecret`, nor if `routing`
   * has `inhibitions`.
   * @default ['cluster']; in a PrometheusStack `clusterLabel` and `aggregationLabels` of its mixin
   */
  readonly clusterLabels?: string[];

  /**
   * The name of the Secret with the configuration, under the key `alertmanager.yaml`, for what `routing` cannot say.
   * It must have the inhibition rules itself, see `AlertRouting.standardInhibitions()`.
   * @default - none: without `routing` every alert is dropped, unless an AlertmanagerConfig routes it
   */
  readonly configSecret?: string;

  /**
   * The namespaces in which AlertmanagerConfigs are read, beside its own. Its operator must read them, too.
   * @default - its own alone
   */
  readonly namespaces?: string[];

  /**
   * Read them in all namespaces. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * Which AlertmanagerConfigs are selected: by labels, or by labels of their namespaces.
   * @default - everything in the namespaces that are watched
   */
  readonly configSelection?: ObjectSelection;

  /**
   * Which alerts the routes of an AlertmanagerConfig see.
   * @default AlertmanagerConfigMatcher.ON_NAMESPACE
   */
  readonly configMatcher?: AlertmanagerConfigMatcher;

  /**
   * How long silences and the record of what was sent are kept.
   * @default - 5 days
   */
  readonly retention?: Duration;

  /**
   * A volume for each pod.
   * @default - none: silences are lost when all pods are replaced together
   */
  readonly storage?: StorageOptions;

  /**
   * The URL under which people reach it: it stands in notifications. Without a password.
   * @default - the name of a pod
   */
  readonly externalUrl?: string;

  /**
   * The path below which it serves everything: `/alertmanager`. Its monitor and `reference` follow it.
   * @default '/'
   */
  readonly routePrefix?: string;

  /**
   * Feature flags: `['receiver-name-in-metrics']`. It requires Alertmanager 0.27, which exits at startup over one that it does not know.
   * @default - none
   */
  readonly enableFeatures?: string[];

  /**
   * Further arguments by their names, without dashes. An argument without a value is `''`. One that the operator writes itself is an error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };

  /**
   * Serve HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;

  /**
   * How the Service is reached.
   * @default - within the cluster
   */
  readonly serviceOptions?: ServiceOptions;

  /**
   * Let nobody connect but the pods of its namespace and of `clientNamespaces`; with a Service of type NodePort or LoadBalancer everybody may.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Further namespaces whose pods may connect: that of Grafana.
   * @default - none
   */
  readonly clientNamespaces?: string[];

  /**
   * Make a PodDisruptionBudget by which at most one pod is evicted at a time.
   * @default - where there are several replicas
   */
  readonly podDisruptionBudget?: boolean;

  /**
   * debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;
}

/** What an Alertmanager is beside its knobs: who makes it. */
export interface AlertmanagerProps extends AlertmanagerOptions {
  /**
   * The version of the prometheus-operator that makes it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * Whether the operator gives the config reloaders their probes (`--enable-config-reloader-probes`). Where it does not, they are given here.
   * @default true
   */
  readonly operatorProbesConfigReloader?: boolean;
}
