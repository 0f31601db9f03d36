import { Duration } from 'cdk8s';

/** A filter of the names of series: exactly one of `is` and `isNot`. */
export interface AdapterSeriesFilter {
  /**
   * A regular expression (RE2) that must match a part of the name.
   * @default - none
   */
  readonly is?: string;
  /**
   * A regular expression (RE2) that must match no part of the name.
   * @default - none
   */
  readonly isNot?: string;
}

/** Kind of the object that a label names. */
export interface AdapterResource {
  /** The resource, singular or plural: `pod`, `deployments`. */
  readonly resource: string;
  /**
   * Its API group: `apps`.
   * @default - the core group, or any group that has the resource
   */
  readonly group?: string;
}

/** Which labels name which objects. */
export interface AdapterResourceMapping {
  /**
   * A template of label names: `kube_<<.Resource>>`, with `<<.Group>>` where it is needed.
   * @default - none
   */
  readonly template?: string;
  /**
   * Objects by label, before the template: `{ namespace: { resource: 'namespace' } }`.
   * @default - none
   */
  readonly overrides?: { [label: string]: AdapterResource };
  /**
   * Whether a query is restricted to the namespace of the HorizontalPodAutoscaler. Only for external rules.
   * @default true
   */
  readonly namespaced?: boolean;
}

/** Name of a metric. */
export interface AdapterNaming {
  /**
   * A regular expression (RE2) that must match a part of the name of the series.
   * @default '.*'
   */
  readonly matches?: string;
  /**
   * Name of the metric, with the groups of `matches`: `${1}_per_second`.
   * @default '$1' if `matches` has a group, else '$0'
   */
  readonly as?: string;
}

/**
 * Series that become metrics of an API.
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/v0.12.0/docs/config.md
 */
export interface AdapterRule {
  /** Selector of the series: `http_requests_total{namespace!="",pod!=""}`. */
  readonly seriesQuery: string;
  /**
   * Filters of the names of series. All must match.
   * @default - none
   */
  readonly seriesFilters?: AdapterSeriesFilter[];
  /**
   * Which labels name objects.
   * @default - none; only external rules with `namespaced: false` may omit it
   */
  readonly resources?: AdapterResourceMapping;
  /**
   * Name of the metric.
   * @default - the name of the series
   */
  readonly name?: AdapterNaming;
  /**
   * The query, with `<<.Series>>`, `<<.LabelMatchers>>` and `<<.GroupBy>>`:
   * `sum(rate(<<.Series>>{<<.LabelMatchers>>}[5m])) by (<<.GroupBy>>)`.
   */
  readonly metricsQuery: string;
}

/** Queries of CPU or of memory. */
export interface AdapterResourceRule {
  /** Query for containers. */
  readonly containerQuery: string;
  /** Query for nodes. */
  readonly nodeQuery: string;
  /** Which labels name namespaces, pods and nodes. */
  readonly resources: AdapterResourceMapping;
  /** The label that names containers. */
  readonly containerLabel: string;
}

/** CPU and memory of pods and nodes, as the API `metrics.k8s.io`. */
export interface AdapterResourceRules {
  /** CPU, in cores. */
  readonly cpu: AdapterResourceRule;
  /** Memory, in bytes. */
  readonly memory: AdapterResourceRule;
  /** Time over which rates are computed. */
  readonly window: Duration;
}

/** A series of pods or other objects that becomes a metric. */
export interface AdapterMetricOptions {
  /** Name of the series: `http_requests_total`. */
  readonly series: string;
  /**
   * Name of the metric.
   * @default - that of the series; for a counter without `_total` and with `_per_second`
   */
  readonly name?: string;
  /**
   * Label `job` of the series: the name of the Service or workload that `addScrapeTarget` has.
   * @default - any job
   */
  readonly job?: string;
  /**
   * Further labels that the series must have.
   * @default - none
   */
  readonly matchLabels?: { [label: string]: string };
  /**
   * Kinds of objects by label.
   * @default { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } }
   */
  readonly overrides?: { [label: string]: AdapterResource };
  /**
   * Range of a rate: at least four scrape intervals.
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;
}

/** Source of CPU and memory of pods and nodes. */
export interface AdapterResourceMetricsOptions {
  /**
   * Job of the kubelets with cAdvisor.
   * @default 'kubelet', as in a PrometheusStack
   */
  readonly kubeletJob?: string;
  /**
   * Job of node-exporter, for the metrics of nodes.
   * @default - metrics of nodes come from cAdvisor, as in metrics-server
   */
  readonly nodeExporterJob?: string;
  /**
   * Further labels that the series must have: `{ cluster: 'eu-1' }`, if the Prometheus or the Thanos Query has series of several clusters.
   * @default - none
   */
  readonly matchLabels?: { [label: string]: string };
  /**
   * Range of a rate: at least four scrape intervals.
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;
}
