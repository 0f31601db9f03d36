import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkOverrides } from './checks';
import { readMixinFile } from './mixin-file';
import { AlertOverride, MixinOptions } from './monitoring-mixin-props';
import { createDashboard } from '../manifest/dashboard';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { AlertRow, createPrometheusRule, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { inPromql } from '../scrape/timing';
import { Problems } from '../validation/problems';

/** Rules or dashboards that were rendered from somebody's mixin, with the checks and overrides of our own. Made by `MonitoringMixin.fromFile()`. */
export class ImportedMixin extends Construct {
  /** The PrometheusRules, by group. */
  public readonly rules: { [group: string]: ApiObject } = {};
  /** The ConfigMaps of the dashboards, by their uid, or by their title where they have none. */
  public readonly dashboards: { [dashboard: string]: ApiObject } = {};
  /** The names of all alerts that are made. */
  public readonly alerts: string[];

  public constructor(scope: Construct, id: string, path: string, options: MixinOptions = {}) {
    super(scope, id);
    const { name = 'imported', labels = {}, alerts = {}, alertLabels = {}, disabledGroups = [], dashboardLabels = { grafana_dashboard: '1' } } = options;
    const namespace = options.namespace ?? Chart.of(this).namespace;
    const identity: Identity = { name: 'monitoring-mixin', instance: name, component: 'monitoring' };
    const metadata = { namespace, labels: objectLabels(identity, labels) };
    const file = readMixinFile(path);

    const groups = file.groups.filter(group => !disabledGroups.includes(group.name)).map(group => changed(group, alerts, alertLabels)).filter(({ rules }) => rules.length > 0);
    for (const group of groups) {
      this.rules[group.name] = createPrometheusRule(this, `rules-${group.name}`, { ...metadata, name: `${name}-${nameOf(group.name)}` }, [group]);
    }
    for (const dashboard of options.dashboards ?? true ? file.dashboards : []) {
      const place = {
        metadata: { ...metadata, name: `${name}-${dashboard.name}`, namespace: options.dashboardNamespace ?? namespace }, sidecarLabels: dashboardLabels, grafanaSelector: options.grafanaSelector,
      };
      this.dashboards[dashboard.name] = createDashboard(this, dashboard.name, place, dashboard.json);
    }
    this.alerts = [...new Set(groups.flatMap(alertsIn))];
    const known = new Map(file.groups.flatMap(alertsIn).map(alert => [alert, undefined]));
    Problems.of(this).addAll([
      ...file.findings, ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkLabels('dashboardLabels', dashboardLabels),
      ...file.findings.length > 0 ? [] : checkOverrides({ alerts, alertLabels, disabledGroups }, known, file.groups.map(group => group.name)),
    ]);
  }
}

function alertsIn({ rules }: RuleGroup): string[] {
  return rules.flatMap(rule => 'alert' in rule ? [rule.alert] : []);
}

function changed(group: RuleGroup, alerts: { readonly [alert: string]: AlertOverride }, alertLabels: { readonly [name: string]: string }): RuleGroup {
  const rules = group.rules.filter(rule => !('alert' in rule) || (alerts[rule.alert]?.enabled ?? true)).map((rule): AlertRow | RecordRow => {
    if (!('alert' in rule)) { return rule; }
    const own = alerts[rule.alert] ?? {};
    const after = inPromql(own.for);
    const labels = { ...rule.labels, ...alertLabels, ...own.labels, ...own.severity !== undefined && { severity: own.severity } };
    return { ...rule, ...after !== undefined && { for: after }, labels };
  });
  return { ...group, rules };
}

/** A name as the apiserver takes it. */
function nameOf(group: string): string {
  return group.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'rules';
}
