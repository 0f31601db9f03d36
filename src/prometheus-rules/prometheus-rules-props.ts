import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';

/** A rule that fires an alert for each series that its expression returns. */
export interface AlertingRule {
  /** Name of the alert, such as `CheckoutErrors`. */
  readonly alert: string;
  /** PromQL expression. The alert fires for each series in its result, whatever the value. */
  readonly expr: string;
  /**
   * How long the expression must return a series before the alert fires.
   * @default - it fires at once
   */
  readonly for?: Duration;
  /**
   * How long the alert still fires after the expression no longer returns the series. Requires Prometheus 2.42 or newer.
   * @default - it ends at once
   */
  readonly keepFiringFor?: Duration;
  /**
   * Value of the label `severity`. The alerts of this library use critical, warning, info and none.
   * @default - no such label
   */
  readonly severity?: string;
  /**
   * Labels of the alert. Values may be templates.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * One line that says what is wrong, with the labels of the affected object: the annotation `summary`. It may be a template, such as
   * `{{ $labels.pod }} restarts.`
   * @default - no such annotation
   */
  readonly summary?: string;
  /**
   * What the alert means, and who is affected: the annotation `description`. It may be a template.
   * @default - no such annotation
   */
  readonly description?: string;
  /**
   * URL of the page that says what to do: the annotation `runbook_url`.
   * @default - no such annotation
   */
  readonly runbookUrl?: string;
  /**
   * Annotations in addition to those above. Values may be templates.
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
}

/** A rule that records the result of an expression as a series. */
export interface RecordingRule {
  /** Name of the series, such as `job:http_requests:rate5m`. */
  readonly record: string;
  /** PromQL expression. */
  readonly expr: string;
  /**
   * Labels of the series, in addition to those of the result.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/** Rules that Prometheus evaluates one after the other, at the same time stamp. */
export interface RuleGroup {
  /** Name of the group, unique among the groups of the construct. */
  readonly name: string;
  /**
   * Recording rules. They are evaluated first, in this order, so that the alerts of the group can use their series.
   * @default - none
   */
  readonly records?: RecordingRule[];
  /**
   * Alerting rules.
   * @default - none
   */
  readonly alerts?: AlertingRule[];
  /**
   * How often the rules are evaluated.
   * @default - the evaluation interval of the Prometheus
   */
  readonly interval?: Duration;
  /**
   * Maximum number of series of each recording rule, and of alerts of each alerting rule. A rule that exceeds it has no result.
   * @default - no limit
   */
  readonly limit?: number;
  /**
   * Offset into the past at which the rules are evaluated, for samples that arrive late, for example by remote write. Requires Prometheus
   * 2.53 or newer.
   * @default - the offset of the Prometheus, zero
   */
  readonly queryOffset?: Duration;
  /**
   * Labels of all rules of the group. Requires Prometheus 3.0 or newer.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Fields of the group without an option here, in the spelling of the YAML, such as `{ partial_response_strategy: 'warn' }` for a
   * ThanosRuler.
   * @default - none
   */
  readonly spec?: { [field: string]: any };
}

/** Options of rules. */
export interface PrometheusRulesOptions {
  /**
   * Name of the PrometheusRule. If there are several, each name begins with it.
   * @default - made of the id: `high-errors` of `HighErrors`
   */
  readonly name?: string;
  /**
   * Namespace of the PrometheusRule.
   * @default - the chart's; without one, that of `prometheus`
   */
  readonly namespace?: string;
  /**
   * Labels of the PrometheusRule, in addition to those by which `prometheus` selects it.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Prometheus or ThanosRuler that evaluates the rules. The PrometheusRule gets the labels of its rule selector. If it does not select the
   * PrometheusRule, an error is reported.
   * @default - every server that selects the labels
   */
  readonly prometheus?: IConstruct;
  /**
   * Fields of the `spec` of each PrometheusRule without an option here.
   * @default - none
   */
  readonly spec?: { [field: string]: any };
}

/** Options of rules from files. */
export interface PrometheusRulesFileOptions extends PrometheusRulesOptions {
  /**
   * Names of jobs in the files, and their names here: `{ 'node': 'node-exporter' }`. Matchers of the label `job` in the expressions are
   * rewritten. A job that no expression selects is an error.
   * @default - as they are
   */
  readonly jobs?: { [job: string]: string };
  /**
   * Label that distinguishes clusters. It replaces `cluster` in the expressions and templates of the files.
   * @default 'cluster'
   */
  readonly clusterLabel?: string;
}

/** Props of PrometheusRules. */
export interface PrometheusRulesProps extends PrometheusRulesFileOptions {
  /**
   * Groups of rules.
   * @default - those of `files`
   */
  readonly groups?: RuleGroup[];
  /**
   * Files with rules, or folders of them, in addition to `groups`: rule files of Prometheus, PrometheusRules, or Lists of them, as YAML or
   * JSON. Each file becomes a PrometheusRule. Files of a folder without rules are left out.
   * @default - none
   */
  readonly files?: string[];
}
