import { Duration, Size } from 'cdk8s';
import { FederationAlertOptions } from './federation-alerts';
import { FederationMode } from './federation-mode';
import { BasicAuthReference } from '../scrape/scrape-target';

/** Where the Prometheus of the other cluster answers. */
export interface FederationTarget {
  /**
   * Its addresses, IPv4 or IPv6. Each is a target: several of one Prometheus are right only where they are its replicas.
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

/** HTTPS to the other cluster's Prometheus. Secrets are in the namespace of the FederatedCluster. */
export interface FederationTls {
  /**
   * The name for which its certificate is.
   * @default - `target.hostname`; with addresses alone it must be given
   */
  readonly serverName?: string;
  /**
   * A Secret with the `ca.crt` that has signed it.
   * @default - the authorities that everybody knows
   */
  readonly caSecretName?: string;
  /**
   * A Secret with the `tls.crt` and `tls.key` that this Prometheus shows.
   * @default - none
   */
  readonly clientSecretName?: string;
  /**
   * Do not verify its certificate.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** A token, in a Secret of the namespace of the FederatedCluster. */
export interface BearerTokenReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the token.
   * @default 'token'
   */
  readonly key?: string;
}

/** The knobs of a federated cluster. */
export interface FederatedClusterOptions {
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
   * @default '0.93.0'
   */
  readonly prometheusOperatorVersion?: string;

  /**
   * The path of the federation: another one behind a proxy, or with a route prefix.
   * @default '/federate'
   */
  readonly path?: string;

  /**
   * How often it is asked.
   * @default - 1 minute
   */
  readonly interval?: Duration;

  /**
   * How long an answer may take; at most `interval`.
   * @default - 30 seconds
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Over HTTPS.
   * @default - plain HTTP
   */
  readonly tls?: FederationTls;

  /**
   * It wants a user and a password. Not together with `bearerToken`.
   * @default - it does not
   */
  readonly basicAuth?: BasicAuthReference;

  /**
   * It wants a token.
   * @default - it does not
   */
  readonly bearerToken?: BearerTokenReference;

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
