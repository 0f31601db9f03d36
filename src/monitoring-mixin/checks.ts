import { Context, GroupDefinition } from './definition';
import { GROUPS } from './groups';
import { AlertOverride } from './monitoring-mixin-props';
import { ResolvedProps } from './resolve-props';
import { MixinGroup, RuleOptions } from './rule-groups';
import { ALERT_UNKNOWN, DISRUPTION_INTERVAL, GROUP_NEEDED, GROUP_UNKNOWN, LABEL_NAME, NO_JOBS, NO_THRESHOLD, SEVERITY, THRESHOLD } from './rules';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkUrl } from '../manifest/references';
import { metricsIn } from '../promql/expression';
import { finding, Finding, shown } from '../validation/rule';

type Overrides = Pick<RuleOptions, 'alerts' | 'alertLabels' | 'disabledGroups'>;

const SEVERITIES = ['critical', 'warning', 'info', 'none'];

/** Rarer than this, a pod that ends by its grace period is easily missed. */
const OFTEN_ENOUGH_SECONDS = 15;

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { namespace, labels, dashboardLabels, jobs, runbookUrl, cluster } = props;
  const thresholds = new Map(GROUPS.flatMap(({ alerts = [] }) => alerts).map(({ alert, threshold }) => [alert, threshold]));
  return [
    ...checkNamespace(namespace),
    ...checkLabels('labels', labels),
    ...checkLabels('dashboardLabels', dashboardLabels),
    ...checkUrl('runbookUrl', runbookUrl),
    ...checkNames('clusterLabel', [cluster]),
    ...Object.values(jobs).every(job => job === undefined) ? [finding(NO_JOBS, {})] : [],
    ...checkOverrides(props, thresholds, GROUPS.map(({ name }) => name)),
    ...checkInterval(props),
  ];
}

/**
 * What is to be different of rules.
 * @param thresholds the alerts that there are, and their thresholds, where they have one
 */
export function checkOverrides({ alerts, alertLabels, disabledGroups }: Overrides, thresholds: ReadonlyMap<string, number | undefined>, groups: readonly string[]): Finding[] {
  return [
    ...checkNames('alertLabels', Object.keys(alertLabels)),
    ...disabledGroups.filter(group => !groups.includes(group)).map(group => finding(GROUP_UNKNOWN, { group, known: groups })),
    ...Object.entries(alerts).flatMap(([alert, override]) => thresholds.has(alert)
      ? checkOverride(alert, override, thresholds.get(alert) !== undefined)
      : [finding(ALERT_UNKNOWN, { alert, similar: similarTo(alert, [...thresholds.keys()]) })]),
  ];
}

function checkOverride(alert: string, { threshold, severity, labels = {} }: AlertOverride, hasThreshold: boolean): Finding[] {
  return [
    ...threshold !== undefined && !hasThreshold ? [finding(NO_THRESHOLD, { alert })] : [],
    ...threshold !== undefined && !Number.isFinite(threshold) ? [finding(THRESHOLD, { alert, threshold })] : [],
    ...severity !== undefined && !SEVERITIES.includes(severity) ? [finding(SEVERITY, { alert, severity })] : [],
    ...checkNames(`alerts.${alert}.labels`, Object.keys(labels)),
  ];
}

function checkNames(prop: string, names: readonly string[]): Finding[] {
  return names.filter(name => !/^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/.test(name) || ['alertname', 'severity', '__name__'].includes(name)).map(label => finding(LABEL_NAME, { prop, label }));
}

/** Names that contain most of this one, or begin like it. */
function similarTo(name: string, names: readonly string[]): string[] {
  const small = name.toLowerCase();
  const isSimilar = (other: string) => other.includes(small) || small.includes(other) || other.slice(0, 8) === small.slice(0, 8);
  return names.filter(each => isSimilar(each.toLowerCase())).slice(0, 3).map(each => shown(each));
}

function checkInterval({ kubeStateMetrics, kubeStateMetricsInterval, disabledGroups }: ResolvedProps): Finding[] {
  const seconds = kubeStateMetricsInterval === undefined ? 0 : kubeStateMetricsInterval.toMilliseconds() / 1000;
  const isByGauge = kubeStateMetrics.has('podDisruptionReason') && !disabledGroups.includes('disruptions');
  return isByGauge && seconds > OFTEN_ENOUGH_SECONDS ? [finding(DISRUPTION_INTERVAL, { seconds })] : [];
}

/** Whether what is left out is needed by what is left in. */
export function checkNeeds(context: Context, disabled: readonly string[], made: readonly MixinGroup[]): Finding[] {
  if (disabled.length === 0) { return []; }
  const missing = new Map(GROUPS.filter(({ name }) => disabled.includes(name)).flatMap(group => seriesOf(group, context).map(series => [series, group.name] as const)));
  return made.flatMap(({ name, groups }) => {
    const used = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
    const needed = [...missing].find(([series]) => used.has(series));
    return needed ? [finding(GROUP_NEEDED, { group: needed[1], by: name, series: needed[0] })] : [];
  });
}

function seriesOf({ records = [] }: GroupDefinition, context: Context): string[] {
  return records.filter(({ when }) => when?.(context) ?? true).map(({ record }) => record);
}
