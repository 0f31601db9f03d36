import { Duration } from 'cdk8s';
import { BlackboxModule } from './blackbox-module';
import { ProbeTargets } from './probe-targets';
import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** An exporter that asks others from outside. */
export interface BlackboxExporterProps extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Its name.
   * @default 'blackbox-exporter'
   */
  readonly name?: string;
  /**
   * Where it is, and where its Probes are: where a Prometheus looks for them.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * The version: 0.22 or newer. From 0.28 on it reads a changed configuration itself; before, its pods are replaced.
   * @default '0.28.0'
   */
  readonly version?: string;
  /**
   * The image, whole.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * Labels of its objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * How it asks, by names.
   * @default { http_2xx: BlackboxModule.http() }
   */
  readonly modules?: { [name: string]: BlackboxModule };
  /**
   * How many pods.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Alert where a target does not answer, or its certificate ends soon.
   * @default true
   */
  readonly alerts?: boolean;
  /**
   * Let nobody connect but Prometheus.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Further namespaces whose pods may connect: that of Prometheus, if it runs in another one.
   * @default - only the Prometheus of its own namespace
   */
  readonly clientNamespaces?: string[];
  /**
   * debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Flags of blackbox-exporter that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ 'history.limit': '10' }`.
   * @default - none
   * @see https://github.com/prometheus/blackbox_exporter/blob/v0.28.0/main.go
   */
  readonly extraArgs?: { [flag: string]: string };
}

/** What is asked, how, and how often. */
export interface BlackboxProbeOptions {
  /** What is asked. */
  readonly targets: ProbeTargets[];
  /**
   * The name of a module.
   * @default - the only one
   */
  readonly module?: string;
  /**
   * How often.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;
  /**
   * How long it may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
  /**
   * Labels of the series, beside `instance`, which is the target.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}
