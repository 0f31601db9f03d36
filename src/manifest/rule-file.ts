import { RuleGroup } from './prometheus-rule';
import { RuleProblem } from '../admission/rules/rule-problem';
import { isMap } from '../values/json';

/** `groups` of a rule file, of a PrometheusRule, or of a List. */
export function groupsIn(value: any): any[] {
  if (Array.isArray(value?.groups)) { return value.groups; }
  if (value?.kind === 'PrometheusRule') { return Array.isArray(value.spec?.groups) ? value.spec.groups : []; }
  return Array.isArray(value?.items) ? value.items.flatMap((item: unknown) => item === value ? [] : groupsIn(item)) : [];
}

/** The rules of a PrometheusRule. */
export function ruleObjectsIn(manifest: any): any[] {
  const groups = manifest?.spec?.groups;
  return Array.isArray(groups) ? groups.flatMap(group => Array.isArray(group?.rules) ? group.rules : []) : [];
}

/** The groups, limited to rules that Prometheus accepts. The others are reported. */
export function soundGroups(raw: readonly unknown[], problems: readonly RuleProblem[]): RuleGroup[] {
  const groups = raw.flatMap((group, at) => isMap(group) ? [sound(group, `groups[${at}]`, problems)] : []);
  return onceEach(groups);
}

function sound(group: Readonly<Record<string, unknown>>, path: string, problems: readonly RuleProblem[]): RuleGroup {
  const refused = problems.filter(({ effect }) => effect === 'refused');
  const isWrong = (at: number) => refused.some(problem => `${problem.path}.`.startsWith(`${path}.rules[${at}].`));
  const rules = Array.isArray(group.rules) ? group.rules.filter((rule, at) => isMap(rule) && !isWrong(at)) : [];
  return { ...group, name: typeof group.name === 'string' ? group.name : '', rules };
}

/** The first of each name. Duplicates are already an error. */
export function onceEach<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return [...new Map([...all].reverse().map(each => [each.name, each])).values()].reverse();
}
