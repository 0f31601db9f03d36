import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkSlo } from './checks';
import { resolveProps } from './resolve-props';
import { NO_SERVER, NOT_SELECTED } from './rules';
import { ServiceLevelObjectiveProps, SloBudgetingMethod } from './service-level-objective-props';
import { sloDashboard } from './slo-dashboard';
import { Slo, sloGroups } from './slo-rules';
import { checkBoardOptions, createDashboard } from '../manifest/dashboard';
import { checkLabels, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { resolveTarget } from '../manifest/resolve-target';
import { ruleLabelsOf, ruleServerOf, whyNotEvaluated } from '../manifest/rule-selection';
import { slug } from '../validation/kubernetes-names';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, shown } from '../validation/rule';
import { patchCount } from '../validation/workload';

/**
 * A service level objective: recording rules for its error ratio and error budget, alerts on the burn rate of the budget, and a dashboard.
 * The
 * recorded series have the same names and labels as those of sloth. Public dashboards for sloth show them, and a migration from sloth keeps
 * the history.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { ServiceLevelObjective, SloIndicator } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'checkout', { namespace: 'shop' });
 * new ServiceLevelObjective(chart, 'Availability', {
 *   service: 'checkout',
 *   objective: 99.9,
 *   indicator: SloIndicator.events({
 *     total: 'http_requests_total{job="checkout"}',
 *     errors: 'http_requests_total{job="checkout",code=~"5.."}',
 *   }),
 * });
 * app.synth();
 */
export class ServiceLevelObjective extends Construct {
  /** The PrometheusRule with the recorded series and the alerts; undefined if an option is wrong. */
  public readonly rule?: ApiObject;
  /** The ConfigMap or GrafanaDashboard; undefined if `dashboard` is false. */
  public readonly dashboard?: ApiObject;
  /** Names of all alerts. */
  public readonly alerts: string[];
  /** Names of all recorded series. */
  public readonly records: string[];

  public constructor(scope: Construct, id: string, props: ServiceLevelObjectiveProps) {
    super(scope, id);
    checkOptions(this, 'ServiceLevelObjectiveProps', props, ServiceLevelObjective);
    const slo = resolveProps(props, slug(id));
    const server = props.prometheus && ruleServerOf(props.prometheus);
    const namespace = props.namespace ?? Chart.of(this).namespace ?? server?.metadata.namespace;
    const target = resolveTarget(props, namespace);
    const problems = Problems.of(this);
    const findings = checkSlo(slo, props.budgetingMethod === SloBudgetingMethod.OCCURRENCES, props.alerts?.burnRates !== undefined);
    problems.addAll([
      ...findings, ...checkNamespace(namespace), ...checkLabels('labels', props.labels ?? {}),
      ...checkLabels('dashboardLabels', target.sidecarLabels), ...target.findings,
      ...checkBoardOptions(target.options, target.grafanaSelector !== undefined, []),
      ...props.prometheus && !server ? [finding(NO_SERVER, { path: props.prometheus.node.path })] : [],
    ]);
    this.alerts = [];
    this.records = [];
    if (findings.some(({ severity }) => severity === 'error')) { return; }

    const name = objectiveName(slo);
    const identity = {
      name: 'service-level-objective', instance: name.slice(0, LONGEST_LABEL).replace(/-+$/, ''), component: 'monitoring',
    };
    const groups = sloGroups(slo);
    const labels = objectLabels(identity, { ...props.labels, ...server && ruleLabelsOf(server) });
    const rule = this.rule = createPrometheusRule(this, 'Resource', { name, namespace, labels }, groups);
    if (props.dashboard ?? true) {
      const metadata = { name: `${name}-dashboard`, namespace: target.namespace, labels: objectLabels(identity, props.labels) };
      this.dashboard = createDashboard(this, name, { ...target, metadata }, sloDashboard(slo));
    }
    const rules = groups.flatMap(group => group.rules);
    this.alerts.push(...new Set(rules.flatMap(each => 'alert' in each ? [each.alert] : [])));
    this.records.push(...new Set(rules.flatMap(each => 'record' in each ? [each.record] : [])));
    if (server) {
      problems.check(() => {
        const why = whyNotEvaluated(server, rule);
        return why === undefined ? [] : [finding(NOT_SELECTED, { object: rule.name, server: `${server.kind} ${shown(server.name)}`, why })];
      }, () => patchCount(server) + patchCount(rule));
    }
  }
}

/** Maximum length of a label value. */
const LONGEST_LABEL = 63;

function objectiveName({ service, name }: Slo): string {
  return `slo-${slug(service)}-${slug(name)}`;
}
