import { Duration, Size } from 'cdk8s';
import { IngestOptions } from './ingest-options';
import { RemoteWriteOptions } from './remote-write-options';
import { ScrapeClass } from './scrape-class';
import { SelectionPolicy } from './selection-options';
import { InstanceOptions } from '../manifest/instance-options';
import { PodOptions } from '../manifest/pod-options';
import { ServiceOptions } from '../manifest/service-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/**
 * Limits of every scrape, whatever its monitor sets. Above a limit the whole scrape fails, so that one target cannot overload Prometheus.
 */
export interface ScrapeLimits {
  /**
   * Maximum number of samples of one scrape.
   * @default - no limit
   */
  readonly sampleLimit?: number;
  /**
   * Maximum number of targets of one scrape configuration.
   * @default - no limit
   */
  readonly targetLimit?: number;
  /**
   * Maximum number of labels of one sample.
   * @default - no limit
   */
  readonly labelLimit?: number;
  /**
   * Maximum length of a label name, in bytes.
   * @default - no limit
   */
  readonly labelNameLengthLimit?: number;
  /**
   * Maximum length of a label value, in bytes.
   * @default - no limit
   */
  readonly labelValueLengthLimit?: number;
  /**
   * Maximum number of dropped targets of one scrape configuration that Prometheus keeps in memory, for its page of targets.
   * @default - all
   */
  readonly keepDroppedTargets?: number;
  /**
   * Maximum size of one response, uncompressed.
   * @default - no limit
   */
  readonly bodySizeLimit?: Size;
}

/** Options that a Prometheus and an agent have in common. */
export interface CommonPrometheusOptions extends PodOptions, InstanceOptions, IngestOptions {
  /**
   * The monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor of the construct, without changes
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Version of Prometheus: 2.45 or newer.
   * @default - '3.16.0'; with an operator before 0.77, which knows no Prometheus 3, '2.55.1'
   */
  readonly version?: string;

  /**
   * Full reference of the image. It replaces upstream's image of `version`; `version` must still be the version of this image.
   * @default - upstream's image
   */
  readonly image?: string;

  /**
   * Whether to use the variant of the image without a shell. It requires Prometheus 3.10 or newer.
   * Do not combine it with `listenLocal`: the operator's probes then need a shell.
   * @default false
   */
  readonly distroless?: boolean;

  /**
   * Name of the custom resource. All other objects are named `prometheus-<name>`, as the operator names them, and those of an agent
   * `prom-agent-<name>`.
   * Names of pods and of cluster-scoped objects start with it.
   * @default 'main'
   */
  readonly name?: string;

  /**
   * Namespace of all objects. It must be the namespace of the operator.
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  // -- what it keeps -------------------------------------------------------------------------------

  /**
   * Number of pods of each shard. Each pod has all data of its shard, and sends all of it by remote write.
   * With two pods, one may be unavailable.
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Number of shards. Targets are divided among them by address. Use shards if one Prometheus does not have enough memory for all targets.
   * Each shard has `replicas` pods. Clients must query all shards, by a Thanos Query or at the receiver to which all shards write.
   * @default 1
   */
  readonly shards?: number;

  /**
   * Zones to which the shards are assigned. Each shard scrapes only targets in its zone, which reduces traffic between zones.
   * It requires prometheus-operator 0.91 or newer; before 0.92 also its feature gate `PrometheusTopologySharding`.
   * @default - none: targets are divided by address
   */
  readonly shardZones?: string[];

  /**
   * Volume of each pod.
   * @default - none: the data is lost with the pod
   */
  readonly storage?: StorageOptions;

  /**
   * Whether to compress the write-ahead log. It halves the size of the log, and costs little CPU.
   * @default true
   */
  readonly walCompression?: boolean;

  /**
   * Maximum age of an accepted sample, compared with the newest sample. Older samples are rejected.
   * @default - no out-of-order samples are accepted
   */
  readonly outOfOrderTimeWindow?: Duration;

  // -- what it scrapes ---------------------------------------------------------------------------

  /**
   * Namespaces in which it reads monitors and may discover targets, in addition to its own namespace.
   * It reads ServiceMonitors, PodMonitors, Probes, ScrapeConfigs and, except for an agent, PrometheusRules. Its operator must read these
   * namespaces, too.
   * @default - only its own namespace
   */
  readonly namespaces?: string[];

  /**
   * Whether it reads monitors and discovers targets in all namespaces. A ClusterRole then grants the permissions. Do not combine it with
   * `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * Which monitors and rules are selected, by their labels and by the labels of their namespaces, for all kinds or for each kind.
   * Objects of the stack and of this construct have the labels. `select()` adds the labels to other objects.
   * @default - all monitors and rules in the watched namespaces
   */
  readonly selection?: SelectionPolicy;

  /**
   * Settings that monitors share, by name. They require prometheus-operator 0.72 or newer.
   * @default - none
   */
  readonly scrapeClasses?: ScrapeClass[];

  /**
   * Scrape interval of targets whose monitor sets no interval.
   * @default - 30 seconds
   */
  readonly scrapeInterval?: Duration;

  /**
   * Timeout of a scrape: at most `scrapeInterval`.
   * @default - 10 seconds
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Limits of every scrape.
   * @default - no limits
   */
  readonly limits?: ScrapeLimits;

  /**
   * Key of a Secret with additional scrape configurations, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalScrapeConfigs?: SecretKeyReference;

  /**
   * Labels that Prometheus adds to all alerts, federated series and samples of remote write.
   * Name the cluster: `{ cluster: 'eu-1' }`. The operator adds `prometheus` and `prometheus_replica`.
   * @default - none
   */
  readonly externalLabels?: { [name: string]: string };

  /**
   * Receivers to which samples are sent as they are scraped.
   * @default - nowhere
   */
  readonly remoteWrite?: RemoteWriteOptions[];

  // -- how it answers ----------------------------------------------------------------------------

  /**
   * URL at which users reach it. Alerts contain this URL. It must not contain a password.
   * @default - the name of a pod
   */
  readonly externalUrl?: string;

  /**
   * Whether it listens only on loopback. Only containers of the same pod then reach it: set `authProxy: true` or `service: false`, too.
   * @default false
   */
  readonly listenLocal?: boolean;

  /**
   * Whether kube-rbac-proxy runs in front of it. The proxy checks with the API server that a client may `get` the nonResourceURL that it
   * requests.
   * It requires `listenLocal`: otherwise clients could bypass the proxy.
   * @default false
   */
  readonly authProxy?: boolean;

  /**
   * Name of a Secret with the certificate of the proxy: `tls.crt`, `tls.key`, and in `ca.crt` the authority by which clients verify it.
   * The certificate must be valid for the name of the Service.
   * @default - the proxy generates a certificate that clients cannot verify
   */
  readonly authProxyTlsSecretName?: string;

  /**
   * TLS settings to serve HTTPS. Do not combine them with `listenLocal`.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;

  /**
   * Whether to create a Service, at which clients reach Prometheus and Prometheus scrapes itself.
   * @default true
   */
  readonly service?: boolean;

  /**
   * How clients reach the Service.
   * @default - only from within the cluster
   */
  readonly serviceOptions?: ServiceOptions;

  /**
   * Whether a NetworkPolicy allows only pods of its namespace and of `clientNamespaces` to connect.
   * With a Service of type NodePort or LoadBalancer, every client may connect.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Additional namespaces whose pods may connect, such as the namespace of Grafana.
   * @default - none
   */
  readonly clientNamespaces?: string[];

  /**
   * Whether to create a PodDisruptionBudget, by which at most one pod is evicted at a time.
   * @default - true if there are several replicas
   */
  readonly podDisruptionBudget?: boolean;

  /**
   * Feature flags of Prometheus: `['exemplar-storage']`. A flag that the version does not know is reported as a warning.
   * @default - none; `exemplar-storage` with `maxExemplars`
   */
  readonly enableFeatures?: string[];

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

/** The prometheus-operator that manages the custom resource. */
export interface OperatedOptions {
  /**
   * Version of the prometheus-operator that manages it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * Feature gates that are set in this operator, by name.
   * @default - none: the operator's own defaults
   */
  readonly operatorFeatureGates?: { [name: string]: boolean };

  /**
   * Whether the operator adds probes to the config reloaders (`--enable-config-reloader-probes`). If false, this construct sets the probes.
   * @default true
   */
  readonly operatorProbesConfigReloader?: boolean;
}
