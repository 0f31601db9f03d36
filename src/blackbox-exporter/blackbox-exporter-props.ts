import { Duration } from 'cdk8s';
import { BlackboxModule } from './blackbox-module';
import { ProbeTargets } from './probe-targets';
import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** Properties of a blackbox-exporter, which probes targets from outside. */
export interface BlackboxExporterProps extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Name of the objects that this construct creates.
   * @default 'blackbox-exporter'
   */
  readonly name?: string;
  /**
   * Namespace of its objects and its Probes: one in which a Prometheus looks for Probes.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Version: 0.22 or newer. In 0.28 and newer, the exporter reloads a changed configuration itself; with an older version, its pods are
   * replaced.
   * @default '0.28.0'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of the objects and pods that this construct creates.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Modules by name: how targets are probed.
   * @default { http_2xx: BlackboxModule.http() }
   */
  readonly modules?: { [name: string]: BlackboxModule };
  /**
   * Number of replicas.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Whether to create alerts for targets that do not answer, and for certificates that expire soon.
   * @default true
   */
  readonly alerts?: boolean;
  /**
   * Whether a NetworkPolicy allows only Prometheus to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Additional namespaces whose pods may connect: that of Prometheus, if it runs in another one.
   * @default - only the Prometheus of its own namespace
   */
  readonly clientNamespaces?: string[];
  /**
   * Log level: debug, info, warn or error.
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

/** Targets of a Probe, and how they are probed. */
export interface BlackboxProbeOptions {
  /** Targets of the Probe. */
  readonly targets: ProbeTargets[];
  /**
   * Name of the module.
   * @default - the only module
   */
  readonly module?: string;
  /**
   * Interval between two probes of a target.
   * @default - that of the Prometheus
   */
  readonly interval?: Duration;
  /**
   * Timeout of a probe; at most `interval`.
   * @default - that of the Prometheus
   */
  readonly scrapeTimeout?: Duration;
  /**
   * Labels of the series, in addition to `instance`, which is the target.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}
