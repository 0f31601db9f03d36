import { CommonPrometheusOptions, OperatedOptions } from './common-options';

/** How an agent runs. */
export enum PrometheusAgentMode {
  /** A StatefulSet whose pods scrape all targets, as for a Prometheus. */
  STATEFUL_SET = 'StatefulSet',
  /**
   * A pod on each node, which scrapes only the pods of that node, and only by PodMonitors.
   * It requires prometheus-operator 0.77 or newer and its feature gate `PrometheusAgentDaemonSet`.
   * @see https://prometheus-operator.dev/docs/platform/prometheus-agent/#deploying-prometheus-agent-in-daemonset-mode
   */
  DAEMON_SET = 'DaemonSet',
}

/** Options of an agent and its operator. */
export interface PrometheusAgentProps extends CommonPrometheusOptions, OperatedOptions {
  /**
   * How the agent runs. A DaemonSet does not support `replicas`, `shards`, `storage` and `additionalScrapeConfigs`.
   * It reads no ServiceMonitors, Probes and ScrapeConfigs.
   * @default PrometheusAgentMode.STATEFUL_SET
   */
  readonly mode?: PrometheusAgentMode;
}
