import { CommonPrometheusOptions, OperatedOptions } from './common-options';

/** How an agent is run. */
export enum PrometheusAgentMode {
  /** A few pods for everything, as a Prometheus is. */
  STATEFUL_SET = 'StatefulSet',
  /**
   * A pod on each node, for the pods of that node alone and by PodMonitors alone. It needs prometheus-operator 0.77 and its feature gate `PrometheusAgentDaemonSet`.
   * @see https://prometheus-operator.dev/docs/platform/prometheus-agent/#deploying-prometheus-agent-in-daemonset-mode
   */
  DAEMON_SET = 'DaemonSet',
}

/** An agent, and who makes it. */
export interface PrometheusAgentProps extends CommonPrometheusOptions, OperatedOptions {
  /**
   * How it is run. A DaemonSet has no `replicas`, `shards`, `storage`, and reads no ServiceMonitors, Probes, ScrapeConfigs and `additionalScrapeConfigs`.
   * @default PrometheusAgentMode.STATEFUL_SET
   */
  readonly mode?: PrometheusAgentMode;
}
