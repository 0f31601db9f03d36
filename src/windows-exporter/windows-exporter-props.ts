import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** The knobs of windows-exporter. */
export interface WindowsExporterOptions extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The version.
   * @default '0.31.8'
   */
  readonly version?: string;
  /**
   * The image, whole.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * Its name.
   * @default 'windows-exporter'
   */
  readonly name?: string;
  /**
   * The namespace: one whose pods may have the host's processes.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * The port of the node. Its firewall must let Prometheus in.
   * @default 9182
   */
  readonly port?: number;
  /**
   * What is collected.
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
   * How often it is scraped.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;
  /**
   * How long a scrape may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
}

/** windows-exporter, and where its ServiceMonitor is. */
export interface WindowsExporterProps extends WindowsExporterOptions {
  /**
   * The namespace of the ServiceMonitor: where a Prometheus looks for it.
   * @default - that of windows-exporter
   */
  readonly monitorNamespace?: string;
}
