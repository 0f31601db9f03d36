import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Options of node-exporter. */
export interface NodeExporterOptions extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the construct's own settings
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The version of node-exporter: 1.5 or newer.
   * @default '1.12.1'
   */
  readonly version?: string;

  /**
   * The name of all objects.
   * @default 'node-exporter'
   */
  readonly name?: string;

  /**
   * The namespace of all objects. It must allow the pod security level "privileged", because the pods read data of the host.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects and of the pods. They are never part of a selector.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Port on the address of the node.
   * @default 9100
   */
  readonly port?: number;

  /**
   * Whether to run kube-rbac-proxy in front of it. Clients then need a token, and permission to `get` the nonResourceURL `/metrics`. The
   * Prometheuses of this library have both. node-exporter itself then listens only on loopback.
   * @default false
   * @see https://github.com/brancz/kube-rbac-proxy
   */
  readonly authProxy?: boolean;

  /**
   * Secret with the `tls.crt` and `tls.key` of the proxy, for the name `<name>.<namespace>.svc`. Its `ca.crt` is read from a Secret of the
   * same name in the namespace of the ServiceMonitor.
   * @default - the proxy generates its own certificate, which is not verified
   */
  readonly authProxyTlsSecretName?: string;

  /**
   * Collectors that are enabled in addition to the defaults. Some need more permissions than the pod has.
   *
   * `systemd` also connects to the D-Bus of the host and counts restarts of services: the alerts `NodeSystemdServiceFailed` and
   * `NodeSystemdServiceCrashlooping` of `MonitoringMixin` need it. It adds about five series per systemd unit and node.
   * @default - none
   */
  readonly enableCollectors?: string[];

  /**
   * Collectors that are disabled.
   * @default ['wifi', 'hwmon', 'btrfs']
   */
  readonly disableCollectors?: string[];

  /**
   * Flags of node-exporter that have no option, by name without `--`. With an empty value, the flag is written without a value. A flag that
   * the library sets by default is replaced. A flag that an option sets is an error. Example:
   * `{ 'collector.filesystem.mount-points-exclude': '^/(dev|proc)($|/)', 'collector.cpu.info': '' }`.
   * @default - none
   * @see https://github.com/prometheus/node_exporter#collectors
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * Interval between scrapes.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
}

/** How node-exporter runs. */
export interface NodeExporterProps extends NodeExporterOptions {
  /**
   * The namespace of the ServiceMonitor, where Prometheus looks for it.
   * @default - that of the other objects
   */
  readonly monitorNamespace?: string;
}
