import {
  AlertOverrides, changedAlert, checkChanged, GroupOptions, hasNoTexts, overrideOf, placeOfOverride, plainGroups, plainOverrides,
  withOptions,
} from './alert-overrides';
import { COMPATIBLE_GROUP, compatibleRecords } from './compatible/compatible-series';
import { AlertLinks, alertLinksOf } from './dashboard-links';
import { selectedDefinitions } from './dashboards';
import { AlertDefinition, Context, GroupDefinition } from './definition';
import { GROUPS } from './groups';
import { checkIntervals, checkRenamed } from './interval-checks';
import { Intervals, plainIntervals } from './intervals';
import { MadeRules, MixinGroup } from './made-rules';
import { collectedBy, groupsWithSources, HasSources } from './rule-sources';
import { runbookOf } from './runbook-links';
import { withWindows } from './windows';
import { AlertRow, RecordRow } from '../manifest/prometheus-rule';
import { withLabels } from '../promql/expression-edits';
import { Finding } from '../validation/rule';
import { markAsOurs, Memo, share } from '../validation/shared';

export interface RuleOptions {
  readonly alerts: AlertOverrides;
  readonly groups: GroupOptions;
  readonly aggregationLabels: readonly string[];
  readonly alertLabels: { readonly [name: string]: string };
  readonly disabledGroups: readonly string[];
  /** URL of a copy of docs/runbooks. Undefined: the community's pages. */
  readonly runbookUrl: string | undefined;
  /** URL of Grafana. Without it alerts have no links to dashboards. */
  readonly dashboardUrl?: string;
  /** Whether a dashboard is created, by its name. */
  readonly isSelected?: (dashboard: string) => boolean;
  /** Whether this Prometheus federates others. */
  readonly isFederating?: boolean;
  readonly intervals: Intervals;
  readonly compatibleSeries: readonly string[];
}

const known = new Memo<MadeRules>(20);

/** Rules for the resources that kube-state-metrics collects. Cached for clusters with equal options. */
export function rulesWithSources(context: Context, options: RuleOptions, resources: readonly string[] | undefined): MadeRules {
  const { jobs, cluster, here, kubeStateMetrics, clustersWithoutJob } = context;
  const { aggregationLabels, alertLabels, disabledGroups, runbookUrl, dashboardUrl, intervals, compatibleSeries } = options;
  const links = dashboardUrl === undefined ? [] : [dashboardUrl, selectedDefinitions(context, options).map(({ id }) => id)];
  const changes = [plainOverrides(options.alerts), plainGroups(options.groups), plainIntervals(intervals), compatibleSeries];
  return known.of([
    jobs,
    cluster,
    clustersWithoutJob,
    aggregationLabels,
    here,
    kubeStateMetrics.text,
    changes,
    alertLabels,
    disabledGroups,
    runbookUrl,
    links,
    resources,
  ], () => {
    const made = makeRules(context, options, resources);
    const shared = made.groups.map(group => ({ ...group, groups: share(group.groups) }));
    shared.filter(isOursAlone(options)).forEach(group => markAsOurs(group.groups));
    return { ...made, groups: shared };
  });
}

/** Whether the rules of a group contain no text of a user except names of jobs and clusters, which are quoted. */
function isOursAlone(options: RuleOptions): (group: MixinGroup) => boolean {
  const { alerts, groups, aggregationLabels, alertLabels, runbookUrl, dashboardUrl } = options;
  const hasTemplate = runbookUrl?.includes('{{') || dashboardUrl?.includes('{{');
  const hasTexts = hasTemplate || aggregationLabels.length > 0 || Object.keys(alertLabels).length > 0;
  const changed = new Set(Object.keys(alerts).filter(alert => !hasNoTexts(alerts[alert])));
  const isUnchanged = (rule: AlertRow | RecordRow) => !('alert' in rule && changed.has(rule.alert));
  return ({ name, groups: own }) => {
    const { interval, limit } = Object.hasOwn(groups, name) ? groups[name] : {};
    return !hasTexts && interval === undefined && limit === undefined && own.every(({ rules }) => rules.every(isUnchanged));
  };
}

function makeRules(context: Context, options: RuleOptions, resources: readonly string[] | undefined): MadeRules {
  const findings: Finding[] = [];
  const ofUser = new Set<AlertRow>();
  const { groups: fed, hasSources } = collected(ruleGroups(context, options, { findings, ofUser }), resources);
  const { groups, change, interval, renamed } = withWindows(fed, options.intervals, rule => ofUser.has(rule as AlertRow));
  return {
    groups: withoutRenamed(groups, renamed),
    hasSources,
    change,
    interval,
    findings: [...findings, ...checkIntervals(fed, options.intervals), ...checkRenamed(renamed)],
  };
}

/** Compatible series under another name are useless. */
function withoutRenamed(groups: readonly MixinGroup[], renamed: ReadonlyMap<string, string>): MixinGroup[] {
  const names = new Set(renamed.values());
  const isKept = (rule: AlertRow | RecordRow) => !('record' in rule && names.has(rule.record));
  const kept = (all: MixinGroup['groups']) => all.map(group => ({ ...group, rules: group.rules.filter(isKept) }))
    .filter(({ rules }) => rules.length > 0);
  return groups.map(each => each.name === COMPATIBLE_GROUP ? { ...each, groups: kept(each.groups) } : each)
    .filter(({ groups: own }) => own.length > 0);
}

/** Rules for which kube-state-metrics provides data with these resources. */
function collected(
  all: readonly MixinGroup[], resources: readonly string[] | undefined,
): { readonly groups: readonly MixinGroup[]; readonly hasSources: HasSources } {
  if (resources === undefined) { return { groups: all, hasSources: () => true }; }
  const flat = all.flatMap(({ groups }) => groups);
  const names = new Set(flat.flatMap(({ rules }) => rules.flatMap(rule => 'record' in rule ? [rule.record] : [])));
  const fed = groupsWithSources(flat, names, collectedBy(resources));
  const left = new Map(fed.groups.map(group => [group.name, group]));
  const groups = all.map(({ name, groups: own }) => ({ name, groups: own.flatMap(group => left.get(group.name) ?? []) }))
    .filter(({ groups: own }) => own.length > 0);
  return { groups, hasSources: fed.hasSources };
}

/** Findings while rules are created. */
interface Notes {
  /** Problems of changed rules. Rules that Prometheus would reject are omitted. */
  readonly findings: Finding[];
  /** Alerts whose expression was set by a user. */
  readonly ofUser: Set<AlertRow>;
}

/** All rules for which these jobs provide data. */
export function ruleGroups(context: Context, options: RuleOptions, notes: Notes = { findings: [], ofUser: new Set() }): MixinGroup[] {
  const compatible = { name: COMPATIBLE_GROUP, title: '', needs: [], records: compatibleRecords(options.compatibleSeries, context) };
  const links = alertLinksOf(context, options, options.dashboardUrl);
  return [
    ...GROUPS, compatible,
  ].filter(({ name, needs }) => !options.disabledGroups.includes(name) && needs.every(job => context.jobs[job] !== undefined))
    .flatMap(group => {
      const records = recordsOf(group, context, options.aggregationLabels);
      const alerts = alertsOf(group, context, { ...options, links }, notes);
      const parts = [
        { name: `${group.name}.records`, rules: records }, { name: `${group.name}.alerts`, rules: alerts },
      ].filter(({ rules }) => rules.length > 0);
      return parts.length > 0 ? [{ name: group.name, groups: parts.map(part => withOptions(part, options.groups[group.name])) }] : [];
    });
}

interface LinkedOptions extends RuleOptions {
  readonly links: AlertLinks;
}

function recordsOf({ records = [] }: GroupDefinition, context: Context, aggregationLabels: readonly string[]): RecordRow[] {
  return records.filter(({ when }) => when?.(context) ?? true)
    .map(({ record, expr, labels }) => ({
      record, expr: withLabels(expr(context), context.cluster, aggregationLabels), ...labels && { labels },
    }));
}

function alertsOf(
  { name, alerts = [] }: GroupDefinition, context: Context, options: LinkedOptions, { findings, ofUser }: Notes,
): AlertRow[] {
  return alerts.filter(({ when }) => when?.(context) ?? true).flatMap(definition => {
    const { alert, severity } = definition;
    const own = overrideOf(options.alerts, alert, severity);
    if (own.enabled === false) { return []; }
    const row = changedAlert(alertOf(name, definition, context, options, own.threshold), own, options.alertLabels);
    if (hasNoTexts(own)) { return [row]; }
    const checked = checkChanged(row, placeOfOverride(options.alerts, alert, severity));
    findings.push(...checked.findings);
    if (own.expr !== undefined) { ofUser.add(row); }
    return checked.isRefused ? [] : [row];
  });
}

function alertOf(
  group: string, definition: AlertDefinition, context: Context, { runbookUrl, aggregationLabels, links }: LinkedOptions, threshold?: number,
): AlertRow {
  const { alert, expr, summary, description, severity } = definition;
  const runbook = runbookOf(alert, group, runbookUrl);
  const made = withLabels(expr(context, threshold ?? definition.threshold ?? 0), context.cluster, aggregationLabels);
  const dashboard = links(alert, group, made);
  return {
    alert,
    expr: made,
    ...definition.for !== undefined && { for: definition.for },
    ...definition.keepFiringFor !== undefined && { keep_firing_for: definition.keepFiringFor },
    labels: { ...definition.labels, severity },
    annotations: {
      summary,
      description,
      ...runbook !== undefined && { runbook_url: runbook },
      ...dashboard !== undefined && { dashboard_url: dashboard },
    },
  };
}
