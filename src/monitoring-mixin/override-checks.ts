import { AlertOverrides, GroupOptions } from './alert-overrides';
import { AlertLevelOverride, AlertOverride } from './monitoring-mixin-props';
import {
  ALERT_UNKNOWN, EXPR_AND_THRESHOLD, GROUP_INTERVAL, GROUP_LIMIT, GROUP_UNKNOWN, LABEL_NAME, LEVEL_NEEDED, LEVEL_UNKNOWN, NO_THRESHOLD,
  SEVERITY, SEVERAL_RULES, THRESHOLD,
} from './rules';
import { finding, Finding, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

export const SEVERITIES = ['critical', 'warning', 'info', 'none'];

/** A rule of an alert: a name may have several levels, and a level several rules. */
export interface KnownRule {
  readonly alert: string;
  readonly severity?: string;
  readonly threshold?: number;
}

export interface Overrides {
  readonly alerts: AlertOverrides;
  readonly alertLabels: { readonly [name: string]: string };
  readonly disabledGroups: readonly string[];
  readonly groups: GroupOptions;
}

/** Fields for a single rule: if the alert has several levels, they must be set per level. */
const OF_ONE_LEVEL = ['expr', 'threshold', 'for', 'keepFiringFor', 'severity'] as const;

/** Checks changes against the existing rules. */
export function checkOverrides(
  { alerts, alertLabels, disabledGroups, groups }: Overrides, rules: readonly KnownRule[], known: readonly string[],
): Finding[] {
  const overrides = Object.entries(alerts);
  const byAlert = new Map<string, KnownRule[]>();
  for (const rule of overrides.length > 0 ? rules : []) {
    const alike = byAlert.get(rule.alert);
    if (alike) { alike.push(rule); } else { byAlert.set(rule.alert, [rule]); }
  }
  const unknownGroups = (prop: string, names: readonly string[]) => names.filter(group => !known.includes(group))
    .map(group => finding(GROUP_UNKNOWN, { prop, group, similar: nearestTo(group, known), known }));
  return [
    ...checkAddedLabels('alertLabels', Object.keys(alertLabels)),
    ...unknownGroups('disabledGroups', disabledGroups.filter(group => !Object.hasOwn(groups, group))),
    ...unknownGroups('groups', Object.keys(groups)),
    ...Object.entries(groups).flatMap(([group, options]) => checkGroupOptions(group, options)),
    ...overrides.flatMap(([alert, override]) => {
      const found = byAlert.get(alert);
      return found ? checkAlert(alert, override, found) : [finding(ALERT_UNKNOWN, { alert, similar: nearestTo(alert, byAlert.keys()) })];
    }),
  ];
}

function checkGroupOptions(group: string, { interval, limit }: GroupOptions[string]): Finding[] {
  const milliseconds = interval?.toMilliseconds();
  return [
    ...milliseconds !== undefined && milliseconds < 1000 ? [finding(GROUP_INTERVAL, { group, milliseconds })] : [],
    ...limit !== undefined && !(Number.isInteger(limit) && limit > 0) ? [finding(GROUP_LIMIT, { group, limit })] : [],
  ];
}

function checkAlert(alert: string, { levels = {}, ...own }: AlertOverride, rules: readonly KnownRule[]): Finding[] {
  const known = [...new Set(rules.flatMap(({ severity }) => severity ?? []))];
  const ambiguous = known.length > 1 ? OF_ONE_LEVEL.filter(field => own[field] !== undefined) : [];
  return [
    ...ambiguous.map(field => finding(LEVEL_NEEDED, { alert, field, levels: known })),
    ...checkLevel(`alerts.${alert}`, own, known.length > 1 ? undefined : rules),
    ...Object.entries(levels).flatMap(([level, override]) => known.includes(level)
      ? checkLevel(`alerts.${alert}.levels.${level}`, override, rules.filter(({ severity }) => severity === level))
      : [finding(LEVEL_UNKNOWN, { alert, level, similar: nearestTo(level, known), levels: known })]),
  ];
}

/** @param rules the changed rules; undefined if they already have an error */
function checkLevel(path: string, override: AlertLevelOverride, rules: readonly KnownRule[] | undefined): Finding[] {
  const { expr, threshold, severity, labels = {} } = override;
  const hasThreshold = rules === undefined || rules.some(rule => rule.threshold !== undefined);
  return [
    ...threshold !== undefined && !hasThreshold ? [finding(NO_THRESHOLD, { path })] : [],
    ...threshold !== undefined && !Number.isFinite(threshold) ? [finding(THRESHOLD, { path, threshold })] : [],
    ...threshold !== undefined && expr !== undefined ? [finding(EXPR_AND_THRESHOLD, { path })] : [],
    ...expr !== undefined && rules !== undefined && rules.length > 1 ? [finding(SEVERAL_RULES, { path, count: rules.length })] : [],
    ...severity !== undefined && !SEVERITIES.includes(severity) ? [finding(SEVERITY, { path, severity })] : [],
    ...checkAddedLabels(`${path}.labels`, Object.keys(labels)),
  ];
}

export function checkAddedLabels(prop: string, names: readonly string[]): Finding[] {
  return names.filter(name => !/^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/.test(name) || ['alertname', 'severity', '__name__'].includes(name))
    .map(label => finding(LABEL_NAME, { prop, label }));
}

/** Suggestions: the nearest names by edit distance, otherwise names that contain this one or are part of it. */
export function nearestTo(name: string, names: Iterable<string>): string[] {
  const all = [...names];
  const near = similarTo(name, all);
  const small = name.toLowerCase();
  const contains = (other: string) => small !== '' && (other.includes(small) || small.includes(other));
  return (near.length > 0 ? near : all.filter(each => contains(each.toLowerCase()))).slice(0, 3).map(each => shown(each));
}
