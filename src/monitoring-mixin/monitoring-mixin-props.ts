import { Duration } from 'cdk8s';
import { MixinDashboardOptions } from './mixin-dashboard-options';

/** Values of the label `job` of the components that are scraped. A component without one has no rules and no dashboards. */
export interface MixinJobs {
  /**
   * Job that scrapes kube-state-metrics.
   * @default - not scraped
   */
  readonly kubeStateMetrics?: string;
  /**
   * Job that scrapes node-exporter.
   * @default - not scraped
   */
  readonly nodeExporter?: string;
  /**
   * Job that scrapes the kubelets. Their series must have the path in the label `metrics_path`.
   * @default - not scraped
   */
  readonly kubelet?: string;
  /**
   * Job that scrapes kube-apiserver.
   * @default - not scraped
   */
  readonly apiServer?: string;
  /**
   * Job that scrapes CoreDNS.
   * @default - not scraped
   */
  readonly coreDns?: string;
  /**
   * Job that scrapes etcd.
   * @default - not scraped
   */
  readonly etcd?: string;
  /**
   * Job that scrapes kube-scheduler.
   * @default - not scraped
   */
  readonly scheduler?: string;
  /**
   * Job that scrapes kube-controller-manager.
   * @default - not scraped
   */
  readonly controllerManager?: string;
  /**
   * Job that scrapes kube-proxy.
   * @default - not scraped
   */
  readonly kubeProxy?: string;
  /**
   * Job that scrapes Prometheus itself.
   * @default - not scraped
   */
  readonly prometheus?: string;
  /**
   * Job that scrapes Alertmanager.
   * @default - not scraped
   */
  readonly alertmanager?: string;
  /**
   * Job that scrapes prometheus-operator.
   * @default - not scraped
   */
  readonly prometheusOperator?: string;
  /**
   * Job that scrapes Karpenter.
   * @default - not scraped
   */
  readonly karpenter?: string;
  /**
   * Job that scrapes Grafana.
   * @default - not scraped
   */
  readonly grafana?: string;
  /**
   * Job that scrapes windows-exporter. Its series must have the name of the node in the label `node`.
   * @default - not scraped
   */
  readonly windowsExporter?: string;
}

/** Series that this Prometheus federates from another one. */
export interface MixinFederation {
  /** Instant vector selectors of the federated series: `match` of the FederatedCluster. */
  readonly match: string[];
  /**
   * How often they are federated. If a rule reads them, the interval must be 2m or shorter.
   * @default - 1 minute
   */
  readonly interval?: Duration;
}

/** Scrape intervals, by job. Windows of rules and panels become wider if they would hold fewer than four samples. */
export interface MixinScrapeIntervals {
  /**
   * Scrape interval of jobs that have no interval here.
   * @default Duration.seconds(30)
   */
  readonly others?: Duration;
  /**
   * Scrape interval of kube-state-metrics.
   * @default - `others`
   */
  readonly kubeStateMetrics?: Duration;
  /**
   * Scrape interval of node-exporter.
   * @default - `others`
   */
  readonly nodeExporter?: Duration;
  /**
   * Scrape interval of the kubelets.
   * @default - `others`
   */
  readonly kubelet?: Duration;
  /**
   * Scrape interval of kube-apiserver.
   * @default - `others`
   */
  readonly apiServer?: Duration;
  /**
   * Scrape interval of CoreDNS.
   * @default - `others`
   */
  readonly coreDns?: Duration;
  /**
   * Scrape interval of etcd.
   * @default - `others`
   */
  readonly etcd?: Duration;
  /**
   * Scrape interval of kube-scheduler.
   * @default - `others`
   */
  readonly scheduler?: Duration;
  /**
   * Scrape interval of kube-controller-manager.
   * @default - `others`
   */
  readonly controllerManager?: Duration;
  /**
   * Scrape interval of kube-proxy.
   * @default - `others`
   */
  readonly kubeProxy?: Duration;
  /**
   * Scrape interval of Prometheus itself.
   * @default - `others`
   */
  readonly prometheus?: Duration;
  /**
   * Scrape interval of Alertmanager.
   * @default - `others`
   */
  readonly alertmanager?: Duration;
  /**
   * Scrape interval of prometheus-operator.
   * @default - `others`
   */
  readonly prometheusOperator?: Duration;
  /**
   * Scrape interval of Karpenter.
   * @default - `others`
   */
  readonly karpenter?: Duration;
  /**
   * Scrape interval of Grafana.
   * @default - `others`
   */
  readonly grafana?: Duration;
  /**
   * Scrape interval of windows-exporter.
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
   * Expression that replaces the alert's own. It is checked like expressions from a file.
   * @default - the runbook's
   */
  readonly expr?: string;
  /**
   * Value at which the alert fires, in the unit that its runbook names. Not every alert has one.
   * @default - the runbook's
   */
  readonly threshold?: number;
  /**
   * How long the condition must hold before the alert fires.
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
   * Annotations that are added to the alert's own or replace them: `summary`, `description`, `runbook_url`.
   * @default - the alert's own
   */
  readonly annotations?: { [name: string]: string };
}

/** Changes of an alert. */
export interface AlertOverride extends AlertLevelOverride {
  /**
   * Changes of one level, by its severity: `{ critical: { threshold: 3 } }`. If an alert has several levels, `expr`, `threshold`, `for`,
   * `keepFiringFor` and `severity` can only be set here. `enabled`, `labels` and `annotations` above apply to all levels.
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
   * How often the rules are evaluated. The minimum is one second.
   * @default - Prometheus' `evaluationInterval`
   */
  readonly interval?: Duration;
  /**
   * Maximum number of alerts of each alerting rule, and of series of each recording rule. A rule that exceeds it fails and has no alerts
   * or series.
   * @default - unlimited
   */
  readonly limit?: number;
}

/** Options of rules and dashboards from any source. */
export interface MixinOptions extends MixinDashboardOptions {
  /**
   * Prefix of the names of all objects: `<name>-<group>`.
   * @default - 'mixin'; for a file 'imported'
   */
  readonly name?: string;

  /**
   * Namespace of all objects. The Prometheus must select rules in it.
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
   * Groups that are left out, with their alerts and recorded series: `['storage']`. Same as `groups: { storage: { enabled: false } }`.
   * @default - none
   */
  readonly disabledGroups?: string[];
}

/** Options of the rules and dashboards of this library. */
export interface MonitoringMixinOptions extends MixinOptions {
  /**
   * Label that distinguishes clusters if one Prometheus has the series of several. Series without this label work, too.
   * @default 'cluster'
   */
  readonly clusterLabel?: string;

  /**
   * Labels in addition to `clusterLabel` that every aggregation and join keeps: `['region']`. All series of one cluster must have the same
   * value of each label, such as an external label.
   * @default - none
   */
  readonly aggregationLabels?: string[];

  /**
   * URL of your copy of `docs/runbooks`. Every alert links to `<runbookUrl>/<group>.md#<alert in lower case>`.
   * @default - the page of the alert in the community's runbooks, https://runbooks.prometheus-operator.dev; alerts without a page have no
   * link
   */
  readonly runbookUrl?: string;

  /**
   * URL of the Grafana that has the dashboards: `https://grafana.example.org`. Every alert then has the annotation `dashboard_url`: a link
   * to its dashboard, with the cluster, namespace, pod or node of the alert. If the Grafana has dashboards of several Prometheus servers,
   * the link uses its default data source.
   * @default - alerts have no link to a dashboard
   */
  readonly dashboardUrl?: string;

  /**
   * Your own dashboards: JSON files of Grafana, or folders of them. They become objects like the dashboards of this library, named by their
   * `uid`. Their data sources, size, `uid` and layout are checked, and whether each query can be parsed and reads a metric that exists.
   * @default - none
   */
  readonly dashboardFiles?: string[];

  /**
   * Recorded series of kube-prometheus-stack for third-party dashboards, autoscalers and alerts: their names, or `['all']`. No rule and no
   * panel of this library reads them. They have upstream's labels. `docs/upstream-rules.md` lists them with their cost. `all` is 8 series
   * for each container, 1 for each pod, 7 for each node, and some hundred for each cluster. A name includes the series that it is computed
   * from.
   * @default - none
   */
  readonly compatibleSeries?: string[];

  /**
   * Scrape intervals of the jobs that the rules read: 2m or shorter. Windows that would hold fewer than four samples become wider, and
   * recorded series are renamed accordingly: at 2m `rate5m` becomes `rate8m`.
   * @default - those of the stack; without a stack 30 seconds
   */
  readonly scrapeIntervals?: MixinScrapeIntervals;

  /**
   * Clusters that do not have a job, by the name of the job: `{ etcd: ['eu-1'] }`. Alerts that a job is down in a cluster, such as
   * etcdAbsent and KubeSchedulerDown, do not fire for these clusters.
   * @default - in the main cluster of a Fleet those whose stacks do not scrape the job; else none
   */
  readonly clustersWithoutJob?: { [job: string]: string[] };

  /**
   * Series from other clusters. Rules and panels that read them adapt their windows to the interval. Without it there is no dashboard
   * `federation`.
   * @default - in the main cluster of a Fleet those that `GlobalView.federation` federates; else none
   */
  readonly federated?: MixinFederation[];

  /**
   * How often Prometheus evaluates rules: 2m or shorter.
   * @default - that of the stack's Prometheus; without a stack 30 seconds
   */
  readonly evaluationInterval?: Duration;
}

/** Props of MonitoringMixin: rules and dashboards, and the jobs whose series they read. */
export interface MonitoringMixinProps extends MonitoringMixinOptions {
  /**
   * The jobs that are scraped.
   * @default - those of a PrometheusStack on an unknown platform
   */
  readonly jobs?: MixinJobs;

  /**
   * Version of kube-state-metrics. It determines how the rules detect disruptions.
   * @default '2.20.0'
   */
  readonly kubeStateMetricsVersion?: string;

  /**
   * Plural names of the resources that kube-state-metrics collects. Rules and panels of other resources are left out.
   * @default - everything
   */
  readonly kubeStateMetricsResources?: string[];
}
