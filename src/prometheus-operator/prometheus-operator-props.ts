import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/** Options of prometheus-operator. */
export interface PrometheusOperatorOptions extends PodOptions {
  /**
   * The monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor of the construct, without changes
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Version of prometheus-operator: 0.70 or newer. It decides flags, permissions and how kubelets are discovered.
   * The CustomResourceDefinitions must have the same version.
   * @default '0.94.1'
   */
  readonly version?: string;

  /**
   * Name of all objects. Objects outside of its namespace are named `<namespace>-<name>`, so that two installations never share one.
   * @default 'prometheus-operator'
   */
  readonly name?: string;

  /**
   * Namespace of all objects, and of the Prometheuses and Alertmanagers for which it creates StatefulSets.
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Namespaces in which it reads custom resources, in addition to its own namespace: ServiceMonitors, PodMonitors, Probes, ScrapeConfigs,
   * PrometheusRules and AlertmanagerConfigs. A Role in each namespace grants the permissions.
   * @default - only its own namespace
   */
  readonly namespaces?: string[];

  /**
   * Whether it reads custom resources in all namespaces. A ClusterRole then grants the permissions, and allows reading every Secret and
   * ConfigMap, too.
   * Do not combine it with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * Namespaces that it does not read. They require `allNamespaces`. The permissions still apply to the whole cluster.
   * @default - none
   */
  readonly denyNamespaces?: string[];

  /**
   * Whether to create ClusterRoles for users. Users with `view`, `edit` or `admin` in a namespace may then read all custom resources there.
   * Users with `edit` or `admin` may also change monitors, rules and AlertmanagerConfigs.
   * @default false
   */
  readonly aggregatedRoles?: boolean;

  /**
   * TLS settings to serve metrics over HTTPS. The certificate must be valid for the name of its Service.
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
   * Affinity of the pod.
   * @default - none
   */
  readonly affinity?: { [key: string]: any };

  /**
   * Service in which the operator writes the addresses of the kubelets: `namespace/name`.
   * @default - none: the operator does not manage kubelets
   */
  readonly kubeletService?: string;

  /**
   * Feature gates, by name: `{ PrometheusShardRetentionPolicy: true }`.
   * @default - the operator's own defaults
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * Whether the config reloaders of Prometheus and Alertmanager have startup (0.84 and newer), liveness and readiness probes.
   * Before 0.75 the probes always fail if a Prometheus has `listenLocal`.
   * @default true
   */
  readonly configReloaderProbes?: boolean;

  /**
   * CPU request of each config reloader.
   * @default - 10m, at most `configReloaderCpuLimit`
   */
  readonly configReloaderCpu?: string;

  /**
   * CPU limit of each config reloader; `'0'` is no limit. Use no limit if a Prometheus listens on loopback: the probes are then commands,
   * and a throttled command takes longer than the timeout of its probe.
   * @default - from `resourceLimits.cpuRatio`, at least 100m; no limit without it, and no limit if a component of the stack listens on
   * loopback
   */
  readonly configReloaderCpuLimit?: string;

  /**
   * Memory request of each config reloader.
   * @default - 50Mi, at most `configReloaderMemoryLimit`
   */
  readonly configReloaderMemory?: string;

  /**
   * Memory limit of each config reloader; `'0'` is no limit.
   * @default - from `resourceLimits`; no limit without it
   */
  readonly configReloaderMemoryLimit?: string;

  /**
   * Digest of the config reloader's image: `sha256:...`.
   * @default - none: the tag selects the image
   */
  readonly configReloaderImageDigest?: string;

  /**
   * Log level: all, debug, info, warn, error or none.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Log format: logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;

  /**
   * Whether a NetworkPolicy allows only the Prometheuses of its namespace to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Additional namespaces whose pods may connect, such as the namespace of Prometheus if it runs in another one.
   * @default - none: only the Prometheuses of its own namespace
   */
  readonly clientNamespaces?: string[];

  /**
   * Flags of the operator that have no option, by name without `--`. Use an empty value for a flag without a value.
   * The value replaces a default of the library. A flag that an option sets is an error. Example: `{ 'controller-id': 'monitoring' }`.
   * @default - none
   * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/operator.md
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * Scrape interval of the operator.
   * @default - the scrape interval of Prometheus
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape: at most `interval`.
   * @default - the scrape timeout of Prometheus
   */
  readonly scrapeTimeout?: Duration;
}

/** Options of prometheus-operator. */
export interface PrometheusOperatorProps extends PrometheusOperatorOptions {}
