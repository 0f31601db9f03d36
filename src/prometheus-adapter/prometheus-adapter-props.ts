import { Duration } from 'cdk8s';
import { AdapterResourceRules, AdapterRule } from './adapter-rule-options';
import { PodOptions } from '../manifest/pod-options';
import { ServingCertificate } from '../manifest/serving-certificate';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { QueryApiReference } from '../scrape/web';

/** Options of prometheus-adapter. At least one of `rules`, `externalRules` and `resourceRules` is set. */
export interface PrometheusAdapterProps extends PodOptions {
  /**
   * The server that it queries: `queryApi` of a Prometheus or of a ThanosQuery. If it is in another namespace, the namespace of the adapter
   * must be among its `clientNamespaces`. With TLS, the Secret of the authority must also be in the namespace of the adapter.
   */
  readonly prometheus: QueryApiReference;
  /**
   * Metrics of objects: the API `custom.metrics.k8s.io`.
   * @default - none
   */
  readonly rules?: AdapterRule[];
  /**
   * Metrics that belong to no object: the API `external.metrics.k8s.io`.
   * @default - none
   */
  readonly externalRules?: AdapterRule[];
  /**
   * CPU and memory of pods and nodes: the API `metrics.k8s.io`, in place of a metrics-server.
   * @default - none
   */
  readonly resourceRules?: AdapterResourceRules;
  /**
   * Interval in which the adapter lists the series, and so finds new metrics.
   * @default Duration.minutes(1)
   */
  readonly relistInterval?: Duration;
  /**
   * Maximum age of the series that it lists: at least `relistInterval`. A metric disappears if its series are older.
   * @default Duration.minutes(10)
   */
  readonly maxAge?: Duration;
  /**
   * Whether it queries by POST: for proxies that limit the length of a URL, because a query names each pod of a namespace. It requires
   * 0.10.0.
   * @default false
   */
  readonly usePost?: boolean;

  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;
  /**
   * Name of the objects that this construct creates.
   * @default 'prometheus-adapter'
   */
  readonly name?: string;
  /**
   * Namespace of the objects that this construct creates.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * The version: 0.8.4 or newer.
   * @default '0.12.0'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Number of replicas. With two, autoscaling works while a node is drained.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * The serving certificate, which it presents to the API server.
   * @default ServingCertificate.generated()
   */
  readonly certificate?: ServingCertificate;
  /**
   * Port of the pods.
   * @default 6443
   */
  readonly port?: number;
  /**
   * Whether the pods use the network of the node: for control planes that cannot reach pods, such as EKS with a custom CNI. The namespace
   * cannot enforce "restricted" then.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether a NetworkPolicy restricts connections to its port. Any source may connect to that port, because the API server is not a pod.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Flags of prometheus-adapter that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ v: '6' }`.
   * @default - none
   * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/v0.12.0/cmd/adapter/adapter.go
   */
  readonly extraArgs?: { [flag: string]: string };
}
