import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/** The knobs of prometheus-operator. */
export interface PrometheusOperatorOptions extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The version of prometheus-operator: 0.70 or newer. It decides flags, permissions and how kubelets are found. Its CustomResourceDefinitions must be of
   * the same version.
   * @default '0.94.1'
   */
  readonly version?: string;

  /**
   * The name of all objects. Those outside of its namespace are called `<namespace>-<name>`, so that two installations never share one.
   * @default 'prometheus-operator'
   */
  readonly name?: string;

  /**
   * The namespace of all objects, and of the Prometheuses and Alertmanagers that it makes StatefulSets of.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * The namespaces in which ServiceMonitors, PodMonitors, Probes, ScrapeConfigs, PrometheusRules and AlertmanagerConfigs are read, beside its own. Permissions are
   * given by a Role in each.
   * @default - its own alone
   */
  readonly namespaces?: string[];

  /**
   * Read them in all namespaces. Permissions are then given by a ClusterRole, to read every Secret and ConfigMap too. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * The namespaces that are not read. With `allNamespaces` only. Permissions stay those of the whole cluster.
   * @default - none
   */
  readonly denyNamespaces?: string[];

  /**
   * ClusterRoles by which users with `view`, `edit` or `admin` in a namespace may read all custom resources there, and with `edit` or `admin`
   * may change monitors, rules and AlertmanagerConfigs.
   * @default false
   */
  readonly aggregatedRoles?: boolean;

  /**
   * Serve metrics over HTTPS. The certificate is for the name of its Service.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;

  /**
   * Annotations of all objects.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pod, in addition to `labels`.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pod.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Annotations of the ServiceAccount.
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };

  /**
   * The affinity of the pod.
   * @default - none
   */
  readonly affinity?: { [key: string]: any };

  /**
   * The Service in which the operator keeps the addresses of the kubelets: `namespace/name`.
   * @default - kubelets are not its business
   */
  readonly kubeletService?: string;

  /**
   * Feature gates: `{ PrometheusShardRetentionPolicy: true }`.
   * @default - the operator's own
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * Startup (0.84 and newer), liveness and readiness probes of the config reloaders that it puts beside Prometheus and Alertmanager. Before 0.75 they fail for
   * ever where a Prometheus has `listenLocal`.
   * @default true
   */
  readonly configReloaderProbes?: boolean;

  /**
   * CPU request of each config reloader.
   * @default '10m'
   */
  readonly configReloaderCpu?: string;

  /**
   * CPU limit of each config reloader; `'0'` is no limit. Use no limit if a Prometheus listens on loopback: then the probes are commands, and a throttled command takes
   * longer than its probe waits.
   * @default - by `resourceLimits.cpuRatio`, at least 100m; no limit without it, and in a stack in which something listens on loopback
   */
  readonly configReloaderCpuLimit?: string;

  /**
   * Memory request of each config reloader.
   * @default '50Mi'
   */
  readonly configReloaderMemory?: string;

  /**
   * Memory limit of each config reloader; `'0'` is no limit.
   * @default - by `resourceLimits`; no limit without it
   */
  readonly configReloaderMemoryLimit?: string;

  /**
   * The digest of the config reloader's image: `sha256:...`.
   * @default - none: the tag decides
   */
  readonly configReloaderImageDigest?: string;

  /**
   * all, debug, info, warn, error or none.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;

  /**
   * Let nobody connect but the Prometheuses of its namespace.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Further namespaces whose pods may connect: that of Prometheus, if it runs in another one.
   * @default - only the Prometheus of its own namespace
   */
  readonly clientNamespaces?: string[];

  /**
   * Flags of the operator that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ 'controller-id': 'monitoring' }`.
   * @default - none
   * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/operator.md
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * How often it is scraped.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
}

/** What prometheus-operator watches, and how it runs. */
export interface PrometheusOperatorProps extends PrometheusOperatorOptions {}
