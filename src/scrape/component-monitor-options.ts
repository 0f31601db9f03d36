import { BodySizeOptions, MonitorOptions, TimingOptions } from './endpoint-options';
import { RelabelConfig } from './relabel-config';

/** The monitor by which a component is scraped, as far as a user changes it. */
export interface ComponentMonitorOptions extends MonitorOptions, BodySizeOptions {
  /**
   * Further labels of the monitor, such as those by which another Prometheus selects it. They never replace the construct's own.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Further annotations of the monitor.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Further relabelings of targets, after the construct's own.
   * @default - none
   */
  readonly relabelings?: RelabelConfig[];
  /**
   * Further relabelings of samples, after the construct's own: `[Relabel.dropMetrics('go_.*')]`.
   * @default - none
   */
  readonly metricRelabelings?: RelabelConfig[];
  /**
   * Further fields of the specification, in the spelling of the custom resource, checked against the schema of the operator's version.
   * Endpoints of one port are merged: `{ endpoints: [{ port: 'web', followRedirects: false }] }`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** The same of a component without options for the interval. */
export interface TimedMonitorOptions extends ComponentMonitorOptions, TimingOptions {}
