import { Duration } from 'cdk8s';
import { CustomResourceStateOptions } from './custom-resource-state';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** TLS for both servers of kube-state-metrics. */
export interface KubeStateMetricsTls {
  /**
   * Name of the Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager creates it. The certificate must be for the name of the
   * Service.
   */
  readonly secretName: string;
  /**
   * Name of the Secret with the client certificate of Prometheus: `tls.crt` and `tls.key`. Clients are then accepted only with a
   * certificate signed by the `ca.crt` of `secretName`. Probes have no certificate, so they only check whether the port accepts
   * connections.
   * @default - no client certificates
   */
  readonly clientSecretName?: string;
  /**
   * Whether scrapes skip verification of the certificate. `secretName` then needs no `ca.crt`.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** Options of kube-state-metrics. */
export interface KubeStateMetricsOptions extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the construct's own settings
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Version of kube-state-metrics: 2.8 or newer. Probes, permissions and collected resources depend on it.
   * @default '2.20.0'
   */
  readonly version?: string;

  /**
   * Name of all objects. Cluster-scoped objects are named `<namespace>-<name>`, so that two installations never share a ClusterRole.
   * @default 'kube-state-metrics'
   */
  readonly name?: string;

  /**
   * Namespace of all objects. It must be known, because the ClusterRoleBinding names the ServiceAccount with its namespace.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  // -- what is collected ---------------------------------------------------------------------------

  /**
   * Resources that are collected, by their plural names: `['nodes', 'pods']`. With an empty list, only custom resources are collected.
   * @default - the defaults of that version of kube-state-metrics, without `secrets`: permission to list Secrets is permission to read them
   */
  readonly resources?: string[];

  /**
   * Resources that are collected in addition to the default, by their plural names: `['secrets']` for `kube_secret_*`,
   * `['ingressclasses', 'roles']`. The ClusterRole gets permissions for them. It is an error together with `resources`, or with a name that
   * the version does not know.
   * @default - none
   */
  readonly extraResources?: string[];

  /**
   * Resources that are not collected: `['configmaps', 'leases']`.
   * @default - none
   */
  readonly excludeResources?: string[];

  /**
   * The only metrics that are exposed: names, or regular expressions that match anywhere in a name. Not together with `metricDenylist`.
   * @default - all
   */
  readonly metricAllowlist?: string[];

  /**
   * The metrics that are not exposed: names, or regular expressions that match anywhere in a name.
   * @default - none
   */
  readonly metricDenylist?: string[];

  /**
   * Metrics that are exposed in addition to those that are exposed by default.
   * @default - none
   */
  readonly metricOptInList?: string[];

  /**
   * Labels of objects that become labels of their `kube_*_labels` metric, by resource: `{ pods: ['app.kubernetes.io/name'] }`. A key may
   * contain one `*`. The resource `*` means all resources.
   * @default - none
   */
  readonly metricLabelsAllowlist?: { [resource: string]: string[] };

  /**
   * Annotations of objects that become labels of their `kube_*_annotations` metric, by resource, in the same form as
   * `metricLabelsAllowlist`.
   * @default - none
   */
  readonly metricAnnotationsAllowlist?: { [resource: string]: string[] };

  /**
   * The only namespaces whose objects are collected. Permissions are then granted by a Role in each namespace, and by a ClusterRole only
   * for cluster-scoped resources.
   * @default - all
   */
  readonly namespaces?: string[];

  /**
   * The namespaces whose objects are not collected. Not together with `namespaces`.
   * @default - none
   */
  readonly namespacesDenylist?: string[];

  /**
   * Metrics of custom resources.
   * @default - none
   */
  readonly customResourceState?: CustomResourceStateOptions;

  // -- how it listens ---------------------------------------------------------------------------

  /**
   * TLS settings: kube-state-metrics serves HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: KubeStateMetricsTls;

  /**
   * Whether kube-state-metrics checks with the API server that a client may read the metrics (`--auth-filter`). The ServiceAccount of
   * Prometheus needs `get` on the nonResourceURL `/metrics`. It requires version 2.16 or newer.
   * @default false
   */
  readonly authFilter?: boolean;

  /**
   * Whether to run kube-rbac-proxy in front of both ports. It also checks with the API server that a client may read the metrics. It serves
   * HTTPS with a certificate that it generates, unless `tls` is set. kube-state-metrics then listens on loopback, where no probe reaches
   * it. The probes check the proxies instead, so nothing restarts a kube-state-metrics that hangs. In 2.16 and newer, use `authFilter`
   * instead.
   * @default false
   */
  readonly authProxy?: boolean;

  /**
   * Whether the liveness probe calls `/livez`, which checks the connection to the API server. A restart then repairs a lost connection, but
   * an outage of the API server also restarts kube-state-metrics. If false, the probe calls `/healthz`, which only shows that the process
   * runs. `/livez` requires version 2.13 or newer; older versions use `/healthz`.
   * @default true
   */
  readonly livenessAsksApiserver?: boolean;

  // -- how it runs ---------------------------------------------------------------------------

  /**
   * Number of pods that share the objects; each handles a part of every resource. More than one creates a StatefulSet with automatic
   * sharding.
   * @default 1
   */
  readonly shards?: number;

  /**
   * Approximate number of nodes of the cluster. CPU and memory requests depend on it. Each pod requests 100m and 250Mi. Each node beyond
   * 100 adds 1m and 2Mi, divided among the shards.
   * @default 100
   * @see https://github.com/kubernetes/kube-state-metrics#resource-recommendation
   */
  readonly clusterNodes?: number;

  /**
   * Whether to create a NetworkPolicy that allows only Prometheus to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Further namespaces whose pods may connect: that of Prometheus, if it runs in another one.
   * @default - only the Prometheus of its own namespace
   */
  readonly clientNamespaces?: string[];

  /**
   * Flags of kube-state-metrics that have no option, by name without `--`. With an empty value, the flag is written without a value. A flag
   * that the library sets by default is replaced. A flag that an option sets is an error. Example: `{ 'use-apiserver-cache': 'true' }`.
   * @default - none
   * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * Whether to create a PodDisruptionBudget, so that at most one pod is evicted at a time.
   * @default false
   */
  readonly podDisruptionBudget?: boolean;

  // -- how it is scraped ---------------------------------------------------------------------------

  /**
   * Interval between scrapes.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
}

/** What kube-state-metrics collects, and how it runs. */
export interface KubeStateMetricsProps extends KubeStateMetricsOptions {}
