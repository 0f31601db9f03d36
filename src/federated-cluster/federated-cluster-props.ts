import { Duration, Size } from 'cdk8s';
import { FederationAlertOptions } from './federation-alerts';
import { FederationMode } from './federation-mode';
import { ClientAccessOptions } from '../scrape/client-access-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Address of the Prometheus of the other cluster. */
export interface FederationTarget {
  /**
   * IP addresses, IPv4 or IPv6. Each becomes a target: give only one, because two replicas have the same series.
   * @default - none: `hostname`
   */
  readonly ips?: string[];
  /**
   * DNS name.
   * @default - none: `ips`
   */
  readonly hostname?: string;
  /**
   * The port.
   * @default 9090
   */
  readonly port?: number;
}

/** Options of a federated cluster. */
export interface FederatedClusterOptions extends ClientAccessOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the construct's own settings
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Name of all objects.
   * @default - `federate-<cluster>`
   */
  readonly name?: string;

  /**
   * The namespace of all objects, where the Prometheus looks for them.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects, such as those by which a Prometheus selects them. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Kind of objects by which it becomes a target.
   * @default - SERVICE_MONITOR if the target has addresses, else SCRAPE_CONFIG
   */
  readonly mode?: FederationMode;

  /**
   * Version of the API server of the federating cluster.
   * @default - what every supported version (1.28 and newer) accepts
   */
  readonly kubernetesVersion?: string;

  /**
   * Version of the prometheus-operator of the federating cluster.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * Path of the federation endpoint. It differs behind a proxy, or with a route prefix.
   * @default '/federate'
   */
  readonly path?: string;

  /**
   * Interval between scrapes. A MonitoringMixin whose rules read these series needs the interval in `federated`; the main cluster of a
   * Fleet sets it there.
   * @default - 1 minute
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape; at most `interval`.
   * @default - 30 seconds
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Maximum number of samples of a response. Above it all samples are dropped, and the target is down.
   * @default - no limit
   */
  readonly sampleLimit?: number;

  /**
   * Maximum number of labels of a sample.
   * @default - no limit
   */
  readonly labelLimit?: number;

  /**
   * Maximum size of a response, uncompressed. It requires prometheus-operator 0.73 or newer; in a ScrapeConfig, 0.89 or newer.
   * @default - no limit
   */
  readonly bodySizeLimit?: Size;

  /**
   * Label that distinguishes the replicas of the other Prometheus. It is dropped: otherwise each change to another replica starts new
   * series.
   * @default 'prometheus_replica'
   */
  readonly replicaLabel?: string;

  /**
   * Alerts of the federation.
   * @default - the defaults of its fields
   */
  readonly alerts?: FederationAlertOptions;
}

/** A cluster, and the series of it that are federated. */
export interface FederatedClusterProps extends FederatedClusterOptions {
  /** Name of the cluster. Every series without a label `cluster` gets it as the value of that label. */
  readonly cluster: string;
  /** Address of its Prometheus. */
  readonly target: FederationTarget;
  /** Series that are federated: instant vector selectors; a series must match one of them. Aggregated series: `{__name__=~"job:.*"}`. */
  readonly match: string[];
}
