import { AlertLevelOverride, AlertOverride, MixinGroupOptions } from './monitoring-mixin-props';
import { OVERRIDE, OVERRIDE_DOUBT } from './rules';
import { checkRuleGroups } from '../admission/rules/rule-groups';
import { AlertRow, RuleGroup } from '../manifest/prometheus-rule';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';
import { withoutUndefined } from '../values/json';

export type AlertOverrides = { readonly [alert: string]: AlertOverride };
export type GroupOptions = { readonly [group: string]: MixinGroupOptions };

/** Changes of one level of an alert. Those of the level take precedence over those of the alert. */
export function overrideOf(alerts: AlertOverrides, alert: string, severity: string | undefined): AlertLevelOverride {
  const { levels, ...own } = ofName(alerts, alert) ?? {};
  const level = (severity === undefined ? undefined : ofName(levels ?? {}, severity)) ?? {};
  return {
    ...own,
    ...withoutUndefined(level),
    ...(own.labels ?? level.labels) && { labels: { ...own.labels, ...level.labels } },
    ...(own.annotations ?? level.annotations) && { annotations: { ...own.annotations, ...level.annotations } },
  };
}

/** An alert may have the name of an inherited property, such as `constructor`. */
function ofName<T>(map: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The rule with its changes. The threshold is already part of its expression. */
export function changedAlert(row: AlertRow, own: AlertLevelOverride, alertLabels: { readonly [name: string]: string }): AlertRow {
  const after = inPromql(own.for);
  const keep = inPromql(own.keepFiringFor);
  return {
    ...row,
    ...own.expr !== undefined && { expr: own.expr },
    ...after !== undefined && { for: after },
    ...keep !== undefined && { keep_firing_for: keep },
    labels: { ...row.labels, ...alertLabels, ...own.labels, ...own.severity !== undefined && { severity: own.severity } },
    ...own.annotations && { annotations: { ...row.annotations, ...own.annotations } },
  };
}

/** Whether alerts are only enabled or disabled, or fire at another value, so that the rules contain no text of a user. */
export function hasNoTexts(override: AlertOverride): boolean {
  return Object.entries(override).every(([field, value]) => {
    switch (field) {
      case 'enabled': return true;
      case 'threshold': return value === undefined || isUsualNumber(value);
      case 'levels': return Object.values(value ?? {}).every(level => hasNoTexts(level as AlertLevelOverride));
      default: return value === undefined;
    }
  });
}

/** A test proves that our own expressions are valid with any such threshold. */
const LARGEST_THRESHOLD = 1e15;

function isUsualNumber(threshold: unknown): boolean {
  return typeof threshold === 'number' && Math.abs(threshold) <= LARGEST_THRESHOLD;
}

/** Problems of a changed rule, checked like a rule in a file. */
export function checkChanged(row: AlertRow, where: string): { readonly findings: readonly Finding[]; readonly isRefused: boolean } {
  const problems = checkRuleGroups([{ name: 'overrides', rules: [row] }]);
  const isError = (effect: string) => effect === 'refused' || effect === 'not-loaded' || effect === 'fails';
  return {
    findings: problems.map(({ effect, why }) => finding(isError(effect) ? OVERRIDE : OVERRIDE_DOUBT, { where, why })),
    isRefused: problems.some(({ effect }) => isError(effect)),
  };
}

/** `alerts.KubeAPIDown`, `alerts.NodeFilesystemAlmostOutOfSpace.levels.critical` */
export function placeOfOverride(alerts: AlertOverrides, alert: string, severity: string | undefined): string {
  const hasLevel = severity !== undefined && ofName(ofName(alerts, alert)?.levels ?? {}, severity) !== undefined;
  return `alerts.${alert}${hasLevel ? `.levels.${severity}` : ''}`;
}

/** A group with the options of a user. */
export function withOptions(group: RuleGroup, options: MixinGroupOptions | undefined): RuleGroup {
  const interval = inPromql(options?.interval);
  return { ...group, ...interval !== undefined && { interval }, ...options?.limit !== undefined && { limit: options.limit } };
}

/** Groups that are disabled by either option. */
export function disabledIn({
  disabledGroups = [], groups = {},
}: { readonly disabledGroups?: readonly string[]; readonly groups?: GroupOptions }): string[] {
  return [...new Set([...disabledGroups, ...Object.keys(groups).filter(group => groups[group].enabled === false)])];
}

/** The same as plain data, with durations as strings. */
export function plainOverrides(alerts: AlertOverrides): unknown {
  const plain = (level: AlertLevelOverride) => ({ ...level, for: inPromql(level.for), keepFiringFor: inPromql(level.keepFiringFor) });
  const levels = (all: AlertOverride['levels']) => Object.entries(all ?? {}).map(([severity, level]) => [severity, plain(level)]);
  return Object.entries(alerts).map(([alert, override]) => [alert, { ...plain(override), levels: levels(override.levels) }]);
}

export function plainGroups(groups: GroupOptions): unknown {
  return Object.entries(groups).map(([group, options]) => [group, { ...options, interval: inPromql(options.interval) }]);
}
