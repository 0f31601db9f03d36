import { MonitorMetadata, MonitorNamespaceSelector } from './common-props';
import { LabelSelector } from '../manifest/label-selector';
import { AuthenticationOptions, HttpOptions, MonitorOptions, ProxyOptions, TimingOptions } from '../scrape/endpoint-options';
import { RelabelConfig } from '../scrape/relabel-config';

/** Exporter that requests the targets, such as a blackbox exporter. */
export interface Prober extends ProxyOptions {
  /** Host and port: `blackbox-exporter.monitoring.svc:9115`. */
  readonly url: string;
  /**
   * Scheme: `http` or `https`.
   * @default 'http'
   */
  readonly scheme?: string;
  /**
   * Path of the probes.
   * @default '/probe'
   */
  readonly path?: string;
}

/** Targets by their addresses. */
export interface ProbeStaticConfig {
  /** Addresses, as the module of the prober expects them: URLs for HTTP. */
  readonly static: string[];
  /**
   * Labels of the targets.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Steps that change labels of targets; `Relabel` has common ones.
   * @default - none
   */
  readonly relabelingConfigs?: RelabelConfig[];
}

/** Hosts and paths of Ingresses. */
export interface ProbeIngress {
  /** Ingresses, by their labels; `{}` selects all. */
  readonly selector: LabelSelector;
  /**
   * Namespaces of the Ingresses.
   * @default - the namespace of the Probe
   */
  readonly namespaceSelector?: MonitorNamespaceSelector;
  /**
   * Steps that change labels of targets; `Relabel` has common ones.
   * @default - none
   */
  readonly relabelingConfigs?: RelabelConfig[];
}

/** Targets of the probes. Either `staticConfig` or `ingress`. */
export interface ProbeTargetsConfig {
  /**
   * Targets by their addresses.
   * @default - none: `ingress`
   */
  readonly staticConfig?: ProbeStaticConfig;
  /**
   * Ingresses.
   * @default - none: `staticConfig`
   */
  readonly ingress?: ProbeIngress;
}

/** Fields of a Probe. `followRedirects` and `enableHttp2` require prometheus-operator 0.88. */
export interface ProbeProps extends MonitorMetadata, MonitorOptions, AuthenticationOptions, HttpOptions, TimingOptions {
  /** Exporter that requests the targets. */
  readonly prober: Prober;
  /** Targets of the probes. */
  readonly targets: ProbeTargetsConfig;
  /**
   * Label `job` of the series.
   * @default - `probe/<namespace>/<name>`
   */
  readonly jobName?: string;
  /**
   * Module of the prober: `http_2xx`.
   * @default - none
   */
  readonly module?: string;
  /**
   * Further parameters of the prober's URL. It requires prometheus-operator 0.85.
   * @default - none
   */
  readonly params?: { [name: string]: string[] };
  /**
   * Steps that change labels of samples or drop samples; `Relabel` has common ones.
   * @default - none
   */
  readonly metricRelabelings?: RelabelConfig[];
}
