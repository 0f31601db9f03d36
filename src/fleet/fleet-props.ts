import { YamlOutputType } from 'cdk8s';
import { GlobalView } from './global-view';
import { Exposure } from '../federated-cluster/exposure';
import { FederatedClusterOptions, FederationTarget } from '../federated-cluster/federated-cluster-props';
import { PrometheusStackProps } from '../prometheus-stack/prometheus-stack-props';

/** A cluster of a fleet. */
export interface FleetCluster {
  /** Its name: the external label `cluster` of its Prometheus, its folder and its chart. Lower-case letters, digits and hyphens, at most 40 characters. */
  readonly cluster: string;
  /**
   * What is different in its stack.
   * @default - the fleet's `stack`
   */
  readonly stack?: PrometheusStackProps;
}

/** A cluster that the main one looks at. What is about federation is not used by another global view. */
export interface FleetWorker extends FleetCluster {
  /**
   * Where the main cluster reaches its Prometheus: with several replicas, one of them.
   * @default - none: needed with federation
   */
  readonly target?: FederationTarget;
  /**
   * How its Prometheus is exposed to the main cluster.
   * @default Exposure.clusterIp()
   */
  readonly exposure?: Exposure;
  /**
   * The networks of the main cluster, as CIDR: nobody else may connect.
   * @default - no NetworkPolicy
   */
  readonly allowedCidrs?: string[];
  /**
   * Its Prometheus answers without TLS, or without asking who is there.
   * @default false
   */
  readonly insecure?: boolean;
  /**
   * Which of its series are federated.
   * @default - those of the global view
   */
  readonly match?: string[];
  /**
   * What is different in its federation, like its credentials.
   * @default - the global view's
   */
  readonly federation?: FederatedClusterOptions;
}

/** Clusters that are monitored together. */
export interface FleetProps {
  /** The cluster from which all are looked at. */
  readonly main: FleetCluster;
  /** The other clusters. */
  readonly workers: FleetWorker[];
  /** How the metrics of all are seen in one place. */
  readonly globalView: GlobalView;
  /**
   * The stack of every cluster. What a cluster says itself goes before, option by option within a component.
   * @default - the defaults of PrometheusStack, in the namespace `monitoring`
   */
  readonly stack?: PrometheusStackProps;
  /**
   * The folder that gets a folder for each cluster.
   * @default - that of the cdk8s CLI (`dist`)
   */
  readonly outdir?: string;
  /**
   * What is one file in the folder of a cluster.
   * @default YamlOutputType.FILE_PER_CHART
   */
  readonly yamlOutputType?: YamlOutputType;
}
