import { Duration } from 'cdk8s';
import { CustomResourceStateOptions } from './custom-resource-state';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** TLS for both of the servers of kube-state-metrics. */
export interface KubeStateMetricsTls {
  /** The Secret with `tls.crt`, `tls.key` and `ca.crt`, as cert-manager makes it; its certificate is for the Service's name. */
  readonly secretName: string;
  /**
   * A Secret with the `tls.crt` and `tls.key` that Prometheus shows. Only clients whose certificate is signed by `secretName`'s `ca.crt`
   * are then answered; a probe has none, so that probes only ask whether the port takes connections.
   * @default - no client certificates
   */
  readonly clientSecretName?: string;
  /**
   * Do not verify the certificate when scraping; `secretName` needs no `ca.crt` then.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** The knobs of kube-state-metrics. */
export interface KubeStateMetricsOptions extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The version of kube-state-metrics: 2.8 or newer. It decides probes, permissions and what is collected.
   * @default '2.20.0'
   */
  readonly version?: string;

  /**
   * The name of all objects. Those that belong to no namespace are called `<namespace>-<name>`, so that two installations never share a ClusterRole.
   * @default 'kube-state-metrics'
   */
  readonly name?: string;

  /**
   * The namespace of all objects. It must be known: the ClusterRoleBinding says which ServiceAccount it is for.
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
   * What is collected, by the plural names of the resources: `['nodes', 'pods']`. An empty list collects custom resources alone.
   * @default - what kube-state-metrics collects at that version, without `secrets`: to list Secrets is to read them
   */
  readonly resources?: string[];

  /**
   * What is collected in addition to the default, by the plural names of the resources: `['secrets']` for `kube_secret_*`, `['ingressclasses', 'roles']`. The ClusterRole
   * grows with it. It is an error together with `resources`, and for a name that the version does not know.
   * @default - none
   */
  readonly extraResources?: string[];

  /**
   * What is not collected: `['configmaps', 'leases']`.
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
   * The metrics that are exposed although they are not by default.
   * @default - none
   */
  readonly metricOptInList?: string[];

  /**
   * Which labels of the objects become labels of their `kube_*_labels` metric, by resource: `{ pods: ['app.kubernetes.io/name'] }`. A
   * key may have one `*`; the resource `*` stands for all.
   * @default - none
   */
  readonly metricLabelsAllowlist?: { [resource: string]: string[] };

  /**
   * The same for annotations and `kube_*_annotations`.
   * @default - none
   */
  readonly metricAnnotationsAllowlist?: { [resource: string]: string[] };

  /**
   * The only namespaces whose objects are collected. Permissions are then given by a Role in each, and by a ClusterRole only for
   * what belongs to no namespace.
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
   * Serve HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: KubeStateMetricsTls;

  /**
   * Ask the apiserver whether a client may read the metrics (`--auth-filter`): Prometheus' ServiceAccount needs `get` on the
   * nonResourceURL `/metrics`. Needs version 2.16 or newer.
   * @default false
   */
  readonly authFilter?: boolean;

  /**
   * Have kube-rbac-proxy in front of both ports, which asks the same of the apiserver, and serves HTTPS with a certificate of its own
   * making unless there is `tls`. kube-state-metrics then listens on loopback, where no probe reaches it: the proxies are asked instead,
   * and nothing restarts one that hangs. From 2.16 on `authFilter` does without this.
   * @default false
   */
  readonly authProxy?: boolean;

  /**
   * Liveness asks `/livez`, which asks the apiserver, so that a lost connection is healed; an outage of the apiserver restarts
   * kube-state-metrics too. False asks `/healthz`, which only says that it runs. Before 2.13 there is no `/livez`.
   * @default true
   */
  readonly livenessAsksApiserver?: boolean;

  // -- how it runs ---------------------------------------------------------------------------

  /**
   * How many pods share the objects, each with its part of every resource: more than one makes a StatefulSet with automatic sharding.
   * @default 1
   */
  readonly shards?: number;

  /**
   * How many nodes the cluster has, about. CPU and memory are requested for as many: 100m and 250Mi, and beyond 100 nodes 1m and 2Mi for each, divided
   * among the shards.
   * @default 100
   * @see https://github.com/kubernetes/kube-state-metrics#resource-recommendation
   */
  readonly clusterNodes?: number;

  /**
   * Create a NetworkPolicy that lets only Prometheus connect.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Further namespaces whose pods may connect: that of Prometheus, if it runs in another one.
   * @default - only the Prometheus of its own namespace
   */
  readonly clientNamespaces?: string[];

  /**
   * Flags of kube-state-metrics that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ 'use-apiserver-cache': 'true' }`.
   * @default - none
   * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * Make a PodDisruptionBudget by which at most one pod is evicted at a time.
   * @default false
   */
  readonly podDisruptionBudget?: boolean;

  // -- how it is scraped ---------------------------------------------------------------------------

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

/** What kube-state-metrics collects, and how it runs. */
export interface KubeStateMetricsProps extends KubeStateMetricsOptions {}
