import { isBelow, RuleEnvironment } from './environment';
import { checkLabelNames, unknownFields } from './fields';
import { checkRule } from './rule-checks';
import { RuleEffect, RuleOptions, RuleProblem, ruleWhere } from './rule-problem';
import { isDuration, isMap, isThere } from './values';
import { shown } from '../../validation/rule';

const GROUP_FIELDS = ['name', 'interval', 'query_offset', 'limit', 'rules', 'labels', 'partial_response_strategy'];

/** Fields of a group, with the first versions that have them. */
const GROUP_SINCE: readonly (readonly [field: string, prometheus: string, thanos: string])[] = [
  ['limit', '2.31', '0.24'], ['query_offset', '2.53', '0.38'], ['labels', '3.0', '0.39'],
];

/**
 * Reads groups as Prometheus' rulefmt does, strictly. Total: it never throws.
 * @see https://github.com/prometheus/prometheus/blob/main/model/rulefmt/rulefmt.go
 */
export function checkRuleGroups(groups: readonly unknown[], env: RuleEnvironment = {}, options: RuleOptions = { hasSchema: false }): RuleProblem[] {
  const names = new Map<string, number>();
  return groups.flatMap((group, at) => {
    const path = `groups[${at}]`;
    if (!isMap(group)) { return options.hasSchema ? [] : [{ effect: 'refused', path, where: path, why: 'it is no group: write "name" and "rules"' } as const]; }
    const problems = checkGroup(group, path, env, options);
    const name = group.name;
    if (typeof name === 'string' && name !== '') {
      const first = names.get(name);
      if (first === undefined) { names.set(name, at); } else {
        problems.unshift({ effect: 'refused', path: `${path}.name`, where: `group ${shown(name)}`, why: `it is there twice (groups[${first}], too): give one of them another name` });
      }
    }
    return problems;
  });
}

function checkGroup(group: Readonly<Record<string, unknown>>, path: string, env: RuleEnvironment, options: RuleOptions): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const where = `group ${shown(group.name ?? '')}`;
  const add = (effect: RuleEffect, field: string, why: string) => problems.push({ effect, path: field === '' ? path : `${path}.${field}`, where, why });
  if (!isThere(group.name) || group.name === '') { add('refused', 'name', 'it has no "name"'); }
  if (!options.hasSchema) { unknownFields(group, GROUP_FIELDS).forEach(({ field, why }) => add('refused', field, why)); }
  for (const field of ['interval', 'query_offset']) {
    const value = group[field];
    // the operator leaves an empty interval out
    if (!isThere(value) || (value === '' && field === 'interval' && options.hasSchema)) { continue; }
    if (typeof value !== 'string' ? !options.hasSchema : !isDuration(value)) { add('refused', field, `"${field}" is ${shown(value)}, which is no duration: write it like "1m"`); }
  }
  for (const [field, prometheus, thanos] of GROUP_SINCE) {
    if (!isThere(group[field])) { continue; }
    if (isBelow(env.thanos, thanos)) { add('ignored', field, `"${field}" requires Thanos ${thanos} or newer; the version is ${env.thanos}`); }
    if (env.thanos === undefined && isBelow(env.prometheus, prometheus)) {
      add('ignored', field, `"${field}" requires Prometheus ${prometheus} or newer; the version is ${env.prometheus}`);
    }
  }
  if (isThere(group.partial_response_strategy) && group.partial_response_strategy !== '' && env.prometheus !== undefined && env.thanos === undefined) {
    add('ignored', 'partial_response_strategy', '"partial_response_strategy" is for a ThanosRuler: Prometheus has no such field');
  }
  problems.push(...checkLabelNames(group.labels, `${path}.labels`, where, env, options));
  problems.push(...checkRules(group, path, where, env, options));
  return problems;
}

function checkRules({ rules }: Readonly<Record<string, unknown>>, path: string, where: string, env: RuleEnvironment, options: RuleOptions): RuleProblem[] {
  if (isThere(rules) && !Array.isArray(rules)) {
    return options.hasSchema ? [] : [{ effect: 'refused', path: `${path}.rules`, where, why: '"rules" is no list' }];
  }
  const all: readonly unknown[] = Array.isArray(rules) ? rules : [];
  if (all.length === 0) { return [{ effect: 'doubt', path: `${path}.rules`, where, why: 'it has no "rules"' }]; }
  const known = new Map<string, number>();
  return all.flatMap((rule, at) => {
    const ruleAt = `${path}.rules[${at}]`;
    const problems = checkRule(rule, ruleAt, where, env, options);
    if (!isMap(rule)) { return problems; }
    const key = JSON.stringify([rule.alert, rule.record, rule.expr, rule.for, rule.labels]);
    const first = known.get(key);
    if (first !== undefined) {
      problems.push({ effect: 'duplicate', path: ruleAt, where: ruleWhere(rule, where), why: `it is there twice (rules[${first}], too): leave one of them out` });
    }
    known.set(key, first ?? at);
    return problems;
  });
}
