import { Duration } from 'cdk8s';
import { MixinDashboardOptions } from './mixin-dashboard-options';

/** The jobs that are scraped, by the value of their label `job`. What has none is left out, with its rules and dashboards. */
export interface MixinJobs {
  /**
   * kube-state-metrics.
   * @default - not scraped
   */
  readonly kubeStateMetrics?: string;
  /**
   * node-exporter.
   * @default - not scraped
   */
  readonly nodeExporter?: string;
  /**
   * The kubelets, with their path in the label `metrics_path`.
   * @default - not scraped
   */
  readonly kubelet?: string;
  /**
   * kube-apiserver.
   * @default - not scraped
   */
  readonly apiServer?: string;
  /**
   * CoreDNS.
   * @default - not scraped
   */
  readonly coreDns?: string;
  /**
   * etcd.
   * @default - not scraped
   */
  readonly etcd?: string;
  /**
   * kube-scheduler.
   * @default - not scraped
   */
  readonly scheduler?: string;
  /**
   * kube-controller-manager.
   * @default - not scraped
   */
  readonly controllerManager?: string;
  /**
   * kube-proxy.
   * @default - not scraped
   */
  readonly kubeProxy?: string;
  /**
   * Prometheus itself.
   * @default - not scraped
   */
  readonly prometheus?: string;
  /**
   * Alertmanager.
   * @default - not scraped
   */
  readonly alertmanager?: string;
  /**
   * prometheus-operator.
   * @default - not scraped
   */
  readonly prometheusOperator?: string;
  /**
   * Karpenter.
   * @default - not scraped
   */
  readonly karpenter?: string;
  /**
   * Grafana.
   * @default - not scraped
   */
  readonly grafana?: string;
  /**
   * windows-exporter, with the name of the node in the label `node`.
   * @default - not scraped
   */
  readonly windowsExporter?: string;
}

/** Series that this Prometheus gets from another one, by federation. */
export interface MixinFederation {
  /** The instant vector selectors by which they are federated: `match` of the FederatedCluster. */
  readonly match: string[];
  /**
   * How often they are federated: at most every 2m if a rule reads them.
   * @default - 1 minute
   */
  readonly interval?: Duration;
}

/** Scrape intervals, by job. Rules and panels widen their windows to hold four samples of what they read. */
export interface MixinScrapeIntervals {
  /**
   * Interval of jobs without their own here.
   * @default Duration.seconds(30)
   */
  readonly others?: Duration;
  /**
   * Interval of kube-state-metrics.
   * @default - `others`
   */
  readonly kubeStateMetrics?: Duration;
  /**
   * Interval of node-exporter.
   * @default - `others`
   */
  readonly nodeExporter?: Duration;
  /**
   * Interval of the kubelets.
   * @default - `others`
   */
  readonly kubelet?: Duration;
  /**
   * Interval of kube-apiserver.
   * @default - `others`
   */
  readonly apiServer?: Duration;
  /**
   * Interval of CoreDNS.
   * @default - `others`
   */
  readonly coreDns?: Duration;
  /**
   * Interval of etcd.
   * @default - `others`
   */
  readonly etcd?: Duration;
  /**
   * Interval of kube-scheduler.
   * @default - `others`
   */
  readonly scheduler?: Duration;
  /**
   * Interval of kube-controller-manager.
   * @default - `others`
   */
  readonly controllerManager?: Duration;
  /**
   * Interval of kube-proxy.
   * @default - `others`
   */
  readonly kubeProxy?: Duration;
  /**
   * Interval of Prometheus itself.
   * @default - `others`
   */
  readonly prometheus?: Duration;
  /**
   * Interval of Alertmanager.
   * @default - `others`
   */
  readonly alertmanager?: Duration;
  /**
   * Interval of prometheus-operator.
   * @default - `others`
   */
  readonly prometheusOperator?: Duration;
  /**
   * Interval of Karpenter.
   * @default - `others`
   */
  readonly karpenter?: Duration;
  /**
   * Interval of Grafana.
   * @default - `others`
   */
  readonly grafana?: Duration;
  /**
   * Interval of windows-exporter.
   * @default - `others`
   */
  readonly windowsExporter?: Duration;
}

/** Changes of an alert, or of one of its levels. */
export interface AlertLevelOverride {
  /**
   * Whether the alert exists.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Expression in place of the alert's own. It is checked like those of a file.
   * @default - the runbook's
   */
  readonly expr?: string;
  /**
   * Value at which the alert fires, in the unit that its runbook names. Not every alert has one.
   * @default - the runbook's
   */
  readonly threshold?: number;
  /**
   * How long the condition holds before the alert fires.
   * @default - the runbook's
   */
  readonly for?: Duration;
  /**
   * How long the alert fires after its condition has ended.
   * @default - the runbook's
   */
  readonly keepFiringFor?: Duration;
  /**
   * Severity: critical, warning, info or none.
   * @default - the runbook's
   */
  readonly severity?: string;
  /**
   * Labels in addition to `severity`.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Annotations in addition to the alert's own, or in place of them: `summary`, `description`, `runbook_url`.
   * @default - the alert's own
   */
  readonly annotations?: { [name: string]: string };
}

/** Changes of an alert. */
export interface AlertOverride extends AlertLevelOverride {
  /**
   * Changes of one level, by its severity: `{ critical: { threshold: 3 } }`. Of an alert with several levels, `expr`, `threshold`, `for`, `keepFiringFor` and `severity` can
   * only be set here; `enabled`, `labels` and `annotations` above hold for all levels.
   * @default - none
   */
  readonly levels?: { [severity: string]: AlertLevelOverride };
}

/** Options of a group of rules. */
export interface MixinGroupOptions {
  /**
   * Whether the group exists, with its alerts and recorded series.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * How often the rules are evaluated: at least one second.
   * @default - Prometheus' `evaluationInterval`
   */
  readonly interval?: Duration;
  /**
   * Maximum number of alerts of each alerting rule, and of series of each recording rule. A rule that exceeds it fails, and has no alerts or series at all.
   * @default - unlimited
   */
  readonly limit?: number;
}

/** The knobs of rules and dashboards, whosever they are. */
export interface MixinOptions extends MixinDashboardOptions {
  /**
   * What all objects are called after: `<name>-<group>`.
   * @default - 'mixin'; of a file 'imported'
   */
  readonly name?: string;

  /**
   * The namespace of all objects, where the Prometheus looks for rules.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Changes of alerts, by name. `docs/runbooks` lists the names.
   * @default - no changes
   */
  readonly alerts?: { [alert: string]: AlertOverride };

  /**
   * Options of groups of rules, by name: `{ storage: { interval: Duration.minutes(1) } }`.
   * @default - Prometheus' own
   */
  readonly groups?: { [group: string]: MixinGroupOptions };

  /**
   * Labels of every alert.
   * @default - none
   */
  readonly alertLabels?: { [name: string]: string };

  /**
   * Groups without which the mixin is made, with their alerts and recorded series: `['storage']`. Same as `groups: { storage: { enabled: false } }`.
   * @default - none
   */
  readonly disabledGroups?: string[];
}

/** The knobs of the rules and dashboards of this library. */
export interface MonitoringMixinOptions extends MixinOptions {
  /**
   * The label that tells clusters apart where several are in one place. Where series do not have it, nothing is different.
   * @default 'cluster'
   */
  readonly clusterLabel?: string;

  /**
   * Labels in addition to `clusterLabel` by which every aggregation and join keeps series apart: `['region']`. Each is a label that all series of one cluster have with
   * the same value, as an external label.
   * @default - none
   */
  readonly aggregationLabels?: string[];

  /**
   * URL of your copy of `docs/runbooks`. Every alert links to `<runbookUrl>/<group>.md#<alert in lower case>`.
   * @default - the page of the alert in the community's runbooks, https://runbooks.prometheus-operator.dev; alerts without a page have no link
   */
  readonly runbookUrl?: string;

  /**
   * URL of the Grafana that has the dashboards: `https://grafana.example.org`. Every alert then has the annotation `dashboard_url`, a link to the dashboard of the alert with the
   * cluster, namespace, pod or node of the alert. If the dashboards of several Prometheis are in it, the link leads to its default data source.
   * @default - alerts have no link to a dashboard
   */
  readonly dashboardUrl?: string;

  /**
   * Your own dashboards: JSON files of Grafana, or folders of them. They are made as those of this library, by their `uid`, and checked: data sources, size, `uid`, layout, and
   * whether each query can be parsed and reads a metric that exists.
   * @default - none
   */
  readonly dashboardFiles?: string[];

  /**
   * Recorded series of kube-prometheus-stack that no rule and no panel here reads, for dashboards, autoscalers and alerts of others: their names, or `['all']`. They have
   * upstream's labels. `docs/upstream-rules.md` lists them with their cost: `all` is 8 series for each container, 1 for each pod, 7 for each node, and some
   * hundred for each cluster. A name brings the series that it is computed from.
   * @default - none
   */
  readonly compatibleSeries?: string[];

  /**
   * How often what the rules read is scraped: at most every 2m. Windows that hold less than four samples are wider, and so are the names of recorded series: `rate5m` becomes
   * `rate8m` at 2m.
   * @default - those of the stack; without one 30 seconds
   */
  readonly scrapeIntervals?: MixinScrapeIntervals;

  /**
   * Clusters that do not have a job, by the name of the job: `{ etcd: ['eu-1'] }`. Alerts that a job is down in a cluster, such as etcdAbsent and KubeSchedulerDown, are not
   * about these clusters.
   * @default - in the main cluster of a Fleet those whose stacks do not scrape the job; else none
   */
  readonly clustersWithoutJob?: { [job: string]: string[] };

  /**
   * Series from other clusters. Windows of the rules and panels that read them follow their interval. The dashboard `federation` exists only with it.
   * @default - in the main cluster of a Fleet those that `GlobalView.federation` federates; else none
   */
  readonly federated?: MixinFederation[];

  /**
   * How often Prometheus evaluates rules: at most every 2m.
   * @default - that of the stack's Prometheus; without one 30 seconds
   */
  readonly evaluationInterval?: Duration;
}

/** Rules and dashboards, and what feeds them. */
export interface MonitoringMixinProps extends MonitoringMixinOptions {
  /**
   * The jobs that are scraped.
   * @default - those of a PrometheusStack on a platform of which nothing is known
   */
  readonly jobs?: MixinJobs;

  /**
   * The version of kube-state-metrics: it decides how disruptions are seen.
   * @default '2.20.0'
   */
  readonly kubeStateMetricsVersion?: string;

  /**
   * What kube-state-metrics collects, by the plural names of the resources: rules and panels of others are left out.
   * @default - everything
   */
  readonly kubeStateMetricsResources?: string[];
}
