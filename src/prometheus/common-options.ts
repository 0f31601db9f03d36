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

/** What a scrape may bring, whatever its monitor says: over a limit the whole scrape fails, so that one target cannot bring Prometheus down. */
export interface ScrapeLimits {
  /**
   * Samples of one scrape.
   * @default - no limit
   */
  readonly sampleLimit?: number;
  /**
   * Targets of one scrape configuration.
   * @default - no limit
   */
  readonly targetLimit?: number;
  /**
   * Labels of one sample.
   * @default - no limit
   */
  readonly labelLimit?: number;
  /**
   * The length of the name of a label, in bytes.
   * @default - no limit
   */
  readonly labelNameLengthLimit?: number;
  /**
   * The length of the value of a label, in bytes.
   * @default - no limit
   */
  readonly labelValueLengthLimit?: number;
  /**
   * Dropped targets of one scrape configuration that are kept in memory for its page.
   * @default - all
   */
  readonly keepDroppedTargets?: number;
  /**
   * The size of one answer, uncompressed.
   * @default - no limit
   */
  readonly bodySizeLimit?: Size;
}

/** What a Prometheus and an agent have in common. */
export interface CommonPrometheusOptions extends PodOptions, InstanceOptions, IngestOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * The version of Prometheus: 2.45 or newer.
   * @default - '3.16.0'; with an operator before 0.77, which knows no Prometheus 3, '2.55.1'
   */
  readonly version?: string;

  /**
   * The whole reference of the image, in place of upstream's at `version`, which must be the version of it.
   * @default - upstream's
   */
  readonly image?: string;

  /**
   * Use the variant of the image without a shell (3.10 and newer). Not together with `listenLocal`, where the operator's probes need one.
   * @default false
   */
  readonly distroless?: boolean;

  /**
   * Its name. Pods and all other objects are called `prometheus-<name>`, as the operator has it, those of an agent `prom-agent-<name>`; those that belong to no namespace
   * begin with that.
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

  // -- what it keeps -------------------------------------------------------------------------------

  /**
   * How many pods, each with all of the data: two, so that one may be away. Each sends all of it by remote write.
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Among how many the targets are divided, each by its address, where one Prometheus does not have enough memory for all. Each shard has `replicas` pods. What asks must ask
   * all of them: a Thanos Query, or what they all write to.
   * @default 1
   */
  readonly shards?: number;

  /**
   * The zones among which shards are divided, so that each scrapes what is in its zone: less traffic between zones. It needs prometheus-operator 0.91, and before 0.92 its feature
   * gate `PrometheusTopologySharding`.
   * @default - none: by addresses
   */
  readonly shardZones?: string[];

  /**
   * A volume for each pod.
   * @default - none: the data is lost with the pod
   */
  readonly storage?: StorageOptions;

  /**
   * Compress the write-ahead log: half of its size for little CPU.
   * @default true
   */
  readonly walCompression?: boolean;

  /**
   * How much older than the newest a sample may be that is still taken.
   * @default - none may
   */
  readonly outOfOrderTimeWindow?: Duration;

  // -- what it scrapes ---------------------------------------------------------------------------

  /**
   * The namespaces in which it looks for ServiceMonitors, PodMonitors, Probes, ScrapeConfigs and (but for an agent) PrometheusRules, beside its own, and may discover
   * targets. Its operator must read them, too.
   * @default - its own alone
   */
  readonly namespaces?: string[];

  /**
   * Look for them in all namespaces. Permissions are then given by a ClusterRole. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  /**
   * Which monitors and rules are selected: by labels, by labels of their namespaces, per kind. What the stack and this construct make has the labels; `select()` gives them to
   * others.
   * @default - everything in the namespaces that are watched
   */
  readonly selection?: SelectionPolicy;

  /**
   * Settings that monitors share, by name. They require prometheus-operator 0.72.
   * @default - none
   */
  readonly scrapeClasses?: ScrapeClass[];

  /**
   * How often a target is scraped that does not say.
   * @default - 30 seconds
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a scrape may take; at most `scrapeInterval`.
   * @default - 10 seconds
   */
  readonly scrapeTimeout?: Duration;

  /**
   * What a scrape may bring.
   * @default - no limits
   */
  readonly limits?: ScrapeLimits;

  /**
   * More scrape configurations, in Prometheus' own syntax.
   * @default - none
   */
  readonly additionalScrapeConfigs?: SecretKeyReference;

  /**
   * Labels of everything that leaves this Prometheus: alerts, federation, remote write. Name the cluster: `{ cluster: 'eu-1' }`. The operator adds `prometheus` and
   * `prometheus_replica`.
   * @default - none
   */
  readonly externalLabels?: { [name: string]: string };

  /**
   * Where samples are sent as they are scraped.
   * @default - nowhere
   */
  readonly remoteWrite?: RemoteWriteOptions[];

  // -- how it answers ----------------------------------------------------------------------------

  /**
   * The URL under which people reach it: it stands in alerts. Without a password.
   * @default - the name of a pod
   */
  readonly externalUrl?: string;

  /**
   * Listen on loopback alone: only what runs in the same pod reaches it, so that it needs `authProxy`, or `service: false`.
   * @default false
   */
  readonly listenLocal?: boolean;

  /**
   * Have kube-rbac-proxy in front, which asks the apiserver whether a client may: `get` on the nonResourceURL that it asks for. With `listenLocal` alone, without which
   * everybody would go around it.
   * @default false
   */
  readonly authProxy?: boolean;

  /**
   * A Secret with the `tls.crt` and `tls.key` of the proxy, and the `ca.crt` by which it is known, for the name of the Service.
   * @default - the proxy makes a certificate that nobody knows
   */
  readonly authProxyTlsSecretName?: string;

  /**
   * Serve HTTPS. Not together with `listenLocal`.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;

  /**
   * Make a Service, by which Prometheus is reached and scrapes itself.
   * @default true
   */
  readonly service?: boolean;

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
   * Feature flags of Prometheus: `['exemplar-storage']`. One that its version does not know is reported as a warning.
   * @default - none; `exemplar-storage` with `maxExemplars`
   */
  readonly enableFeatures?: string[];

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

/** The operator that makes it, as far as it matters. */
export interface OperatedOptions {
  /**
   * The version of the prometheus-operator that makes it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * The feature gates that it has.
   * @default - none beside its own
   */
  readonly operatorFeatureGates?: { [name: string]: boolean };

  /**
   * Whether the operator gives the config reloaders their probes (`--enable-config-reloader-probes`). Where it does not, they are given here.
   * @default true
   */
  readonly operatorProbesConfigReloader?: boolean;
}
