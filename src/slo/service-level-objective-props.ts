import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { SloIndicator } from './slo-indicator';
import { GrafanaBoardOptions } from '../manifest/dashboard-options';
import { DashboardTarget } from '../manifest/dashboard-target';

/** How the error ratio of the whole window is computed. */
export enum SloBudgetingMethod {
  /** Bad events divided by all events of the window: busy hours count more than quiet ones. */
  OCCURRENCES = 'Occurrences',
  /** The average of the error ratios over time: each minute with traffic has the same weight. */
  RATIO_TIMESLICES = 'RatioTimeslices',
}

/** Urgency of an alert. */
export enum SloAlertLevel {
  /** Somebody must act now. */
  PAGE = 'page',
  /** Somebody must act within days. */
  TICKET = 'ticket',
}

/** An alert on a burn rate: how fast the error budget is used up. A burn rate of 1 uses it up exactly in the window of the objective. */
export interface SloBurnRate {
  /** Burn rate above which the alert fires. */
  readonly factor: number;
  /** Window over which the burn rate must exceed `factor`. It determines how much of the budget is used up before the alert fires. */
  readonly longWindow: Duration;
  /**
   * Shorter window over which the burn rate must exceed `factor`, too, so that the alert ends soon after its cause.
   * @default - a twelfth of `longWindow`, at least 5 minutes
   */
  readonly shortWindow?: Duration;
  /**
   * How long the burn rate must exceed `factor` over both windows before the alert fires.
   * @default - a thirtieth of `longWindow`, at most 3 hours
   */
  readonly for?: Duration;
  /**
   * Urgency of the alert.
   * @default SloAlertLevel.PAGE
   */
  readonly level?: SloAlertLevel;
  /**
   * Value of the label `severity`.
   * @default - that of the level
   */
  readonly severity?: string;
}

/** Alerts of an objective. */
export interface SloAlertOptions {
  /**
   * Whether there are alerts.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Name of the alerts on the burn rate.
   * @default 'ErrorBudgetBurn'
   */
  readonly name?: string;
  /**
   * Value of the label `severity` of alerts that page.
   * @default 'critical'
   */
  readonly pageSeverity?: string;
  /**
   * Value of the label `severity` of the other alerts.
   * @default 'warning'
   */
  readonly ticketSeverity?: string;
  /**
   * Whether there are alerts that page.
   * @default true
   */
  readonly page?: boolean;
  /**
   * Whether there are alerts of the level ticket.
   * @default true
   */
  readonly ticket?: boolean;
  /**
   * Labels of alerts that page, in addition to `labels`.
   * @default - none
   */
  readonly pageLabels?: { [name: string]: string };
  /**
   * Labels of the other alerts, in addition to `labels`.
   * @default - none
   */
  readonly ticketLabels?: { [name: string]: string };
  /**
   * Burn rates that alert.
   * @default - for a window of 30 days 14.4 over 1h and 6 over 6h (page), 3 over 1d and 1 over 3d (ticket): 2%, 5%, 10% and 10% of the
   * budget. For
   * other windows, factors that use the same part of the budget, but at least 1
   * @see https://sre.google/workbook/alerting-on-slos/
   */
  readonly burnRates?: SloBurnRate[];
  /**
   * Whether an alert fires if the objective has had no data for 15 minutes. Zero traffic is data.
   * @default true
   */
  readonly absent?: boolean;
  /**
   * Labels of all alerts.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Annotations of all alerts that are added to `summary` and `description` or replace them.
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
  /**
   * URL of the page that says what to do: the annotation `runbook_url`.
   * @default - no such annotation
   */
  readonly runbookUrl?: string;
}

/** Options of objectives from any source. */
export interface SloOptions {
  /**
   * Alerts.
   * @default - on four burn rates, and on missing data
   */
  readonly alerts?: SloAlertOptions;
  /**
   * Labels of all recorded series and alerts, such as `{ team: 'shop' }`.
   * @default - none
   */
  readonly seriesLabels?: { [name: string]: string };
  /**
   * How often the rules over windows of at most 6 hours are evaluated: from one second to 2 minutes.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
  /**
   * Whether there is a dashboard, as a ConfigMap that Grafana's sidecar reads.
   * @default true
   */
  readonly dashboard?: boolean;
  /**
   * Labels by which the sidecar finds the dashboard.
   * @default { grafana_dashboard: '1' }
   */
  readonly dashboardLabels?: { [key: string]: string };
  /**
   * Namespace of the dashboard.
   * @default - `namespace`
   */
  readonly dashboardNamespace?: string;
  /**
   * Labels of the Grafanas of grafana-operator that show the dashboard. If set, the dashboard is a GrafanaDashboard instead of a ConfigMap.
   * @default - a ConfigMap
   */
  readonly grafanaSelector?: { [label: string]: string };
  /**
   * Folder of the dashboard, and how Grafana shows it.
   * @default - as it is made
   */
  readonly dashboardOptions?: GrafanaBoardOptions;
  /**
   * Label, namespace, folder and selector of the dashboard in one object, which a `Grafana` accepts, too. It replaces `dashboardLabels`,
   * `dashboardNamespace` and `grafanaSelector`.
   * @default - as these options say
   */
  readonly dashboardTarget?: DashboardTarget;
  /**
   * Namespace of the PrometheusRule.
   * @default - the chart's; without one, that of `prometheus`
   */
  readonly namespace?: string;
  /**
   * Labels of all objects, in addition to those by which `prometheus` selects the PrometheusRule.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Prometheus or ThanosRuler that evaluates the rules. The PrometheusRule gets the labels of its rule selector.
   * @default - every server that selects the labels
   */
  readonly prometheus?: IConstruct;
}

/** Options of objectives from files. */
export interface SloFileOptions extends SloOptions {
  /**
   * Window of objectives that have no window in their file.
   * @default Duration.days(30)
   */
  readonly window?: Duration;
  /**
   * Whether calendar-aligned windows of OpenSLO become rolling windows of about the same length: a month is 30 days, a quarter 90, a year
   * 365.
   * @default - false: calendar-aligned windows are an error
   */
  readonly calendarAsRolling?: boolean;
}

/** Props of a ServiceLevelObjective. */
export interface ServiceLevelObjectiveProps extends SloOptions {
  /** Service of the objective: the label `sloth_service` of all series. */
  readonly service: string;
  /**
   * Name of the objective, unique for the service: the label `sloth_slo`.
   * @default - made of the id
   */
  readonly name?: string;
  /**
   * Description of the objective for readers.
   * @default - none
   */
  readonly description?: string;
  /** Percentage of good events, such as 99.9. The difference to 100 is the error budget. */
  readonly objective: number;
  /** What is measured. */
  readonly indicator: SloIndicator;
  /**
   * Rolling window of the objective. Keep at least as many days of data.
   * @default Duration.days(30)
   */
  readonly window?: Duration;
  /**
   * Labels of the metrics by which the objective is divided, such as `['namespace']`. Each value has a separate error budget.
   * @default - one budget for all
   */
  readonly grouping?: string[];
  /**
   * How the error ratio of the whole window is computed.
   * @default SloBudgetingMethod.OCCURRENCES; if the indicator is an error ratio, RATIO_TIMESLICES, the only method that it supports
   */
  readonly budgetingMethod?: SloBudgetingMethod;
}
