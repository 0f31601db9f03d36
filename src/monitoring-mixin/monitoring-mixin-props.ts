import { Duration } from 'cdk8s';

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
}

/** What is different of an alert. */
export interface AlertOverride {
  /**
   * Make it.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * From which value on it fires, in the unit that its runbook says. Not every alert has one.
   * @default - the runbook's
   */
  readonly threshold?: number;
  /**
   * How long it must be so.
   * @default - the runbook's
   */
  readonly for?: Duration;
  /**
   * critical, warning, info or none.
   * @default - the runbook's
   */
  readonly severity?: string;
  /**
   * Further labels, beside `severity`.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/** The knobs of rules and dashboards, whosever they are. */
export interface MixinOptions {
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
   * What is different of an alert, by its name. `docs/runbooks` lists them.
   * @default - all as they are
   */
  readonly alerts?: { [alert: string]: AlertOverride };

  /**
   * Labels of every alert.
   * @default - none
   */
  readonly alertLabels?: { [name: string]: string };

  /**
   * Groups that are left out, alerts, recorded series and all: `['storage']`.
   * @default - none
   */
  readonly disabledGroups?: string[];

  /**
   * Make the dashboards, a ConfigMap each, as Grafana's sidecar reads them.
   * @default - false; of a file true
   */
  readonly dashboards?: boolean;

  /**
   * The labels by which the sidecar finds them.
   * @default { grafana_dashboard: '1' }
   */
  readonly dashboardLabels?: { [key: string]: string };

  /**
   * Make them GrafanaDashboards of grafana-operator, for the Grafanas with these labels, in place of ConfigMaps: `{ dashboards: 'grafana' }`.
   * @default - ConfigMaps
   * @see https://grafana.github.io/grafana-operator/docs/dashboards/
   */
  readonly grafanaSelector?: { [label: string]: string };

  /**
   * The namespace of the dashboards.
   * @default - `namespace`
   */
  readonly dashboardNamespace?: string;
}

/** The knobs of the rules and dashboards of this library. */
export interface MonitoringMixinOptions extends MixinOptions {
  /**
   * The label that tells clusters apart where several are in one place. Where series do not have it, nothing is different.
   * @default 'cluster'
   */
  readonly clusterLabel?: string;

  /**
   * Where the runbooks are. An alert's is `<runbookUrl>/<group>.md#<alert in lower case>`.
   * @default 'https://example.org/cdk8s-prometheus/docs/runbooks'
   */
  readonly runbookUrl?: string;
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

  /**
   * How often kube-state-metrics is scraped: a pod that ends between two scrapes is not seen.
   * @default - often enough
   */
  readonly kubeStateMetricsInterval?: Duration;
}
