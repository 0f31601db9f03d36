import { BodySizeOptions, MonitorOptions, TimingOptions } from './endpoint-options';
import { RelabelConfig } from './relabel-config';

/** Options of the monitor that scrapes a component. */
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
   * Further fields of the specification, spelled as in the custom resource. They are checked against the schema of the operator's version.
   * Endpoints of one port are merged: `{ endpoints: [{ port: 'web', followRedirects: false }] }`.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
}

/** Options of the monitor of a component that has no options for interval and timeout. */
export interface TimedMonitorOptions extends ComponentMonitorOptions, TimingOptions {}
