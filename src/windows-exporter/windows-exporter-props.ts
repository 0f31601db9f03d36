import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Options of windows-exporter. */
export interface WindowsExporterOptions extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Version of windows-exporter.
   * @default '0.31.8'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Name of the objects that this construct creates.
   * @default 'windows-exporter'
   */
  readonly name?: string;
  /**
   * Namespace of the objects that this construct creates. It must allow HostProcess pods.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Port on the node. The firewall of the node must allow Prometheus to connect.
   * @default 9182
   */
  readonly port?: number;
  /**
   * Enabled collectors.
   * @default ['[defaults]', 'container']
   * @see https://github.com/prometheus-community/windows_exporter#collectors
   */
  readonly collectors?: string[];

  /**
   * Flags of windows-exporter that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ 'collector.service.include': 'kubelet' }`.
   * @default - none
   * @see https://github.com/prometheus-community/windows_exporter#flags
   */
  readonly extraArgs?: { [flag: string]: string };
  /**
   * Scrape interval.
   * @default - that of the Prometheus
   */
  readonly interval?: Duration;
  /**
   * Timeout of a scrape; at most `interval`.
   * @default - that of the Prometheus
   */
  readonly scrapeTimeout?: Duration;
}

/** Properties of windows-exporter: its options, and the namespace of its ServiceMonitor. */
export interface WindowsExporterProps extends WindowsExporterOptions {
  /**
   * Namespace of the ServiceMonitor: one in which a Prometheus looks for it.
   * @default - that of windows-exporter
   */
  readonly monitorNamespace?: string;
}
