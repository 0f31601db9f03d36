import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AlertOverrides, changedAlert, checkChanged, disabledIn, hasNoTexts, overrideOf, placeOfOverride, withOptions,
} from './alert-overrides';
import { checkBoard } from './board-checks';
import { FileDashboard, readMixinFile } from './mixin-file';
import { MixinGroupOptions, MixinOptions } from './monitoring-mixin-props';
import { checkOverrides } from './override-checks';
import { DASHBOARD_INPUT } from './rules';
import { checkBoardOptions, createDashboard, isBoardSelected } from '../manifest/dashboard';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { AlertRow, createPrometheusRule, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { resolveTarget } from '../manifest/resolve-target';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/**
 * Rules or dashboards that were rendered from a third-party mixin, with the checks and overrides of this library. Created by
 * `MonitoringMixin.fromFile()`.
 *
 * @example
 * import { App, Chart, Duration } from 'cdk8s';
 * import { MonitoringMixin } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * // rules that mixtool or jsonnet has rendered
 * MonitoringMixin.fromFile(chart, 'Loki', 'loki-rules.yaml', {
 *   alerts: { LokiRequestErrors: { severity: 'warning', for: Duration.minutes(30) } },
 * });
 */
export class ImportedMixin extends Construct {
  /** The PrometheusRules, by group. */
  public readonly rules: { [group: string]: ApiObject } = {};
  /** The ConfigMaps or GrafanaDashboards of the dashboards, by uid, or by title if they have no uid. */
  public readonly dashboards: { [dashboard: string]: ApiObject } = {};
  /** Names of all alerts of the mixin. */
  public readonly alerts: string[];

  /**
   * @param scope parent construct.
   * @param id id of the construct.
   * @param path path of the file: YAML of rules or PrometheusRules, or JSON of a dashboard.
   * @param options changes of the rules and dashboards of the file.
   */
  public constructor(scope: Construct, id: string, path: string, options: MixinOptions = {}) {
    super(scope, id);
    checkOptions(this, 'MixinOptions', options, ImportedMixin);
    const { name = 'imported', labels = {}, alerts = {}, alertLabels = {}, groups: groupOptions = {} } = options;
    const namespace = options.namespace ?? Chart.of(this).namespace;
    const identity: Identity = { name: 'monitoring-mixin', instance: name, component: 'monitoring' };
    const metadata = { namespace, labels: objectLabels(identity, labels) };
    const file = readMixinFile(path);

    const disabledGroups = disabledIn(options);
    const changes = new Changes(alerts, alertLabels);
    const enabled = file.groups.filter(group => !disabledGroups.includes(group.name));
    const groups = enabled.map(group => changes.in(group, groupOptions[group.name])).filter(({ rules }) => rules.length > 0);
    for (const group of groups) {
      this.rules[group.name] = createPrometheusRule(
        this, `rules-${group.name}`, { ...metadata, name: `${name}-${ruleObjectName(group.name)}` }, [group],
      );
    }
    const target = resolveTarget(options, namespace);
    const made = options.dashboards ?? true ? file.dashboards.filter(each => isBoardSelected(each.name, options.dashboardOptions)) : [];
    for (const dashboard of made) {
      const place = { ...target, metadata: { ...metadata, name: `${name}-${dashboard.name}`, namespace: target.namespace } };
      this.dashboards[dashboard.name] = createDashboard(this, dashboard.name, place, dashboard.json);
    }
    this.alerts = [...new Set(groups.flatMap(alertsIn))];
    const known = file.groups.flatMap(rulesIn).map(rule => ({ alert: rule.alert, severity: severityOf(rule) }));
    Problems.of(this).addAll([
      ...file.findings, ...checkNamespace(namespace), ...checkLabels('labels', labels),
      ...checkLabels('dashboardLabels', target.sidecarLabels), ...target.findings,
      ...checkBoardOptions(target.options, target.grafanaSelector !== undefined, file.dashboards.map(each => each.name)),
      ...unfilledInputs(path, made, options),
      ...made.flatMap(each => checkBoard(path, each, { isConfigMap: target.grafanaSelector === undefined, uids: new Map() })),
      ...changes.findings,
      ...file.findings.some(({ severity }) => severity === 'error')
        ? []
        : checkOverrides({ alerts, alertLabels, disabledGroups, groups: groupOptions }, known, file.groups.map(group => group.name)),
    ]);
  }
}

function unfilledInputs(
  path: string, dashboards: readonly FileDashboard[], { dashboardOptions: { inputs = {} } = {} }: MixinOptions,
): Finding[] {
  return dashboards.flatMap(({ name, inputs: asked }) =>
    asked.filter(input => !Object.hasOwn(inputs, input.name))
      .map(input => finding(DASHBOARD_INPUT, { path, dashboard: name, input: input.name, example: input.example })));
}

function alertsIn({ rules }: RuleGroup): string[] {
  return rulesIn({ rules }).map(({ alert }) => alert);
}

function rulesIn({ rules }: Pick<RuleGroup, 'rules'>): AlertRow[] {
  return rules.flatMap(rule => 'alert' in rule ? [rule] : []);
}

const severityOf = ({ labels }: AlertRow): string | undefined => labels?.severity;

/** The changes, and their problems. */
class Changes {
  public readonly findings: Finding[] = [];

  public constructor(private readonly alerts: AlertOverrides, private readonly alertLabels: { readonly [name: string]: string }) {}

  public in(group: RuleGroup, options: MixinGroupOptions | undefined): RuleGroup {
    return withOptions(
      { ...group, rules: group.rules.flatMap((rule): (AlertRow | RecordRow)[] => 'alert' in rule ? this.of(rule) : [rule]) }, options,
    );
  }

  private of(rule: AlertRow): AlertRow[] {
    const own = overrideOf(this.alerts, rule.alert, severityOf(rule));
    if (own.enabled === false) { return []; }
    const row = changedAlert(rule, own, this.alertLabels);
    if (hasNoTexts(own)) { return [row]; }
    const known = new Set(checkChanged(rule, '').findings.map(({ message }) => message));
    const where = placeOfOverride(this.alerts, rule.alert, severityOf(rule));
    const checked = checkChanged(row, where);
    // problems of the unchanged rule are reported for the file
    this.findings.push(...checked.findings.filter(({ message }) => !known.has(message.replace(where, ''))));
    return checked.isRefused ? [] : [row];
  }
}

/** A valid object name. */
function ruleObjectName(group: string): string {
  return group.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'rules';
}
