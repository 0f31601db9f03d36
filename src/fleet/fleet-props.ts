import { YamlOutputType } from 'cdk8s';
import { GlobalView } from './global-view';
import { Exposure } from '../federated-cluster/exposure';
import { FederatedClusterOptions, FederationTarget } from '../federated-cluster/federated-cluster-props';
import { PrometheusStackProps } from '../prometheus-stack/prometheus-stack-props';

/** A cluster of a fleet. */
export interface FleetCluster {
  /**
   * Name of the cluster: the external label `cluster` of its Prometheus, its folder and its chart. Lower-case letters, digits and hyphens,
   * at most 40 characters.
   */
  readonly cluster: string;
  /**
   * Options of its stack that differ from the fleet's `stack`.
   * @default - none: the fleet's `stack`
   */
  readonly stack?: PrometheusStackProps;
}

/** A cluster that is monitored from the main cluster. The options of federation have no effect with another global view. */
export interface FleetWorker extends FleetCluster {
  /**
   * Address at which the main cluster reaches its Prometheus; with several replicas, one of them.
   * @default - none; required with federation
   */
  readonly target?: FederationTarget;
  /**
   * How its Prometheus is exposed to the main cluster.
   * @default Exposure.clusterIp()
   */
  readonly exposure?: Exposure;
  /**
   * Networks of the main cluster, as CIDRs. Only they may connect to the exposed port of its Prometheus.
   * @default - no NetworkPolicy
   */
  readonly allowedCidrs?: string[];
  /**
   * Whether its Prometheus may be exposed without TLS or without authentication.
   * @default false
   */
  readonly insecure?: boolean;
  /**
   * Instant vector selectors of its series that are federated.
   * @default - the selectors of the global view
   */
  readonly match?: string[];
  /**
   * Options of its federation that differ from the global view, such as credentials.
   * @default - the options of the global view
   */
  readonly federation?: FederatedClusterOptions;
}

/** Options of clusters that are monitored together. */
export interface FleetProps {
  /** The cluster from which all clusters are monitored. */
  readonly main: FleetCluster;
  /** The other clusters. */
  readonly workers: FleetWorker[];
  /** How the metrics of all clusters are collected in one place. */
  readonly globalView: GlobalView;
  /**
   * Options of the stack of every cluster. Options of a cluster take precedence, option by option within a component.
   * @default - the defaults of PrometheusStack, in the namespace `monitoring`
   */
  readonly stack?: PrometheusStackProps;
  /**
   * Output folder, in which each cluster has a folder.
   * @default - the output folder of the cdk8s CLI (`dist`)
   */
  readonly outdir?: string;
  /**
   * How objects are divided into files in the folder of a cluster.
   * @default YamlOutputType.FILE_PER_CHART
   */
  readonly yamlOutputType?: YamlOutputType;
}
