import { AlertDefinition, Context, GroupDefinition } from './definition';
import { collectedBy, fedGroups, IsFed } from './fed';
import { GROUPS } from './groups';
import { AlertOverride } from './monitoring-mixin-props';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { inPromql } from '../scrape/timing';
import { markAsOurs, Memo, share } from '../validation/shared';

export interface RuleOptions {
  readonly alerts: { readonly [alert: string]: AlertOverride };
  readonly alertLabels: { readonly [name: string]: string };
  readonly disabledGroups: readonly string[];
  readonly runbookUrl: string;
}

/** All rules, and what can be asked of them. */
export interface MadeRules {
  readonly groups: readonly MixinGroup[];
  readonly isFed: IsFed;
}

const known = new Memo<MadeRules>(20);

/** Rules that kube-state-metrics can feed with what it collects, and what is asked of it alone. Clusters that are alike have the same ones. */
export function fedRules(context: Context, options: RuleOptions, resources: readonly string[] | undefined): MadeRules {
  const { jobs, cluster, here, kubeStateMetrics } = context;
  const { alertLabels, disabledGroups, runbookUrl } = options;
  const alerts = Object.entries(options.alerts).map(([alert, override]) => [alert, { ...override, for: inPromql(override.for) }]);
  return known.of([jobs, cluster, here, kubeStateMetrics.text, alerts, alertLabels, disabledGroups, runbookUrl, resources], () => {
    const { groups, isFed } = makeRules(context, options, resources);
    const shared = groups.map(group => ({ ...group, groups: share(group.groups) }));
    if (isOursAlone(options)) { shared.forEach(group => markAsOurs(group.groups)); }
    return { groups: shared, isFed };
  });
}

/** Whether no text of a user is in the rules but names of jobs and clusters, which are quoted. */
function isOursAlone({ alerts, alertLabels, runbookUrl }: RuleOptions): boolean {
  const isSwitch = (override: AlertOverride) => Object.entries(override).every(([field, value]) => field === 'enabled' || value === undefined);
  return Object.values(alerts).every(isSwitch) && Object.keys(alertLabels).length === 0 && !runbookUrl.includes('{{');
}

function makeRules(context: Context, options: RuleOptions, resources: readonly string[] | undefined): MadeRules {
  const all = ruleGroups(context, options);
  if (resources === undefined) { return { groups: all, isFed: () => true }; }
  const flat = all.flatMap(({ groups }) => groups);
  const names = new Set(flat.flatMap(({ rules }) => rules.flatMap(rule => 'record' in rule ? [rule.record] : [])));
  const fed = fedGroups(flat, names, collectedBy(resources));
  const left = new Map(fed.groups.map(group => [group.name, group]));
  return {
    groups: all.map(({ name, groups }) => ({ name, groups: groups.flatMap(group => left.get(group.name) ?? []) })).filter(({ groups }) => groups.length > 0),
    isFed: fed.isFed,
  };
}

/** A group with its rules as Prometheus reads them. */
export interface MixinGroup {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

/** All rules that these jobs can feed. */
export function ruleGroups(context: Context, options: RuleOptions): MixinGroup[] {
  return GROUPS.filter(({ name, needs }) => !options.disabledGroups.includes(name) && needs.every(job => context.jobs[job] !== undefined)).flatMap(group => {
    const records = recordsOf(group, context);
    const alerts = alertsOf(group, context, options);
    const groups = [...records.length > 0 ? [{ name: `${group.name}.records`, rules: records }] : [], ...alerts.length > 0 ? [{ name: `${group.name}.alerts`, rules: alerts }] : []];
    return groups.length > 0 ? [{ name: group.name, groups }] : [];
  });
}

function recordsOf({ records = [] }: GroupDefinition, context: Context): RecordRow[] {
  return records.filter(({ when }) => when?.(context) ?? true).map(({ record, expr, labels }) => ({ record, expr: expr(context), ...labels && { labels } }));
}

function alertsOf({ name, alerts = [] }: GroupDefinition, context: Context, options: RuleOptions): AlertRow[] {
  return alerts.filter(({ alert, when }) => (options.alerts[alert]?.enabled ?? true) && (when?.(context) ?? true)).map(definition => alertOf(name, definition, context, options));
}

function alertOf(group: string, definition: AlertDefinition, context: Context, { alerts, alertLabels, runbookUrl }: RuleOptions): AlertRow {
  const { alert, expr, summary, description } = definition;
  const own = alerts[alert] ?? {};
  const after = inPromql(own.for) ?? definition.for;
  return {
    alert,
    expr: expr(context, own.threshold ?? definition.threshold ?? 0),
    ...after !== undefined && { for: after },
    ...definition.keepFiringFor !== undefined && { keep_firing_for: definition.keepFiringFor },
    labels: { ...definition.labels, ...alertLabels, ...own.labels, severity: own.severity ?? definition.severity },
    annotations: { summary, description, runbook_url: `${runbookUrl.replace(/\/$/, '')}/${group}.md#${alert.toLowerCase()}` },
  };
}
