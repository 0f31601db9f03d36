import { Duration, Size } from 'cdk8s';
import { FederationAlertOptions } from './federation-alerts';
import { FederationMode } from './federation-mode';
import { ClientAccessOptions } from '../scrape/client-access-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Where the Prometheus of the other cluster answers. */
export interface FederationTarget {
  /**
   * Its addresses, IPv4 or IPv6. Each becomes a target: give one, since two replicas have the same series.
   * @default - none: `hostname`
   */
  readonly ips?: string[];
  /**
   * Its name in the DNS.
   * @default - none: `ips`
   */
  readonly hostname?: string;
  /**
   * The port.
   * @default 9090
   */
  readonly port?: number;
}

/** The knobs of a federated cluster. */
export interface FederatedClusterOptions extends ClientAccessOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The name of all objects.
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
   * In which objects it becomes a target.
   * @default - SERVICE_MONITOR where there are addresses, else SCRAPE_CONFIG
   */
  readonly mode?: FederationMode;

  /**
   * The version of the apiserver of the cluster that federates.
   * @default - what every supported version (1.28 and newer) accepts
   */
  readonly kubernetesVersion?: string;

  /**
   * The version of the prometheus-operator of the cluster that federates.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;

  /**
   * The path of the federation: another one behind a proxy, or with a route prefix.
   * @default '/federate'
   */
  readonly path?: string;

  /**
   * How often it is asked. A MonitoringMixin whose rules read these series needs it in `federated`; the main cluster of a Fleet has it there.
   * @default - 1 minute
   */
  readonly interval?: Duration;

  /**
   * How long an answer may take; at most `interval`.
   * @default - 30 seconds
   */
  readonly scrapeTimeout?: Duration;

  /**
   * How many samples an answer may have: over it everything is dropped, and the target is down.
   * @default - no limit
   */
  readonly sampleLimit?: number;

  /**
   * How many labels a sample may have.
   * @default - no limit
   */
  readonly labelLimit?: number;

  /**
   * How large an answer may be, uncompressed. Needs operator 0.73 or newer; in a ScrapeConfig 0.89.
   * @default - no limit
   */
  readonly bodySizeLimit?: Size;

  /**
   * The label by which the replicas of the other Prometheus differ, which is dropped: else every change of the replica begins new series.
   * @default 'prometheus_replica'
   */
  readonly replicaLabel?: string;

  /**
   * When the federation is said to be ill.
   * @default - its defaults
   */
  readonly alerts?: FederationAlertOptions;
}

/** A cluster, and what of it is federated. */
export interface FederatedClusterProps extends FederatedClusterOptions {
  /** The name of the cluster: the value of the label `cluster` of every series that has none. */
  readonly cluster: string;
  /** Where its Prometheus answers. */
  readonly target: FederationTarget;
  /** Which series are federated: instant vector selectors, of which one must match. Aggregated ones: `{__name__=~"job:.*"}`. */
  readonly match: string[];
}
