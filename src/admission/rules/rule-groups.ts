import { isOlder, RuleEnvironment } from './environment';
import { checkLabelNames, unknownFields } from './fields';
import { checkRule } from './rule-checks';
import { RuleEffect, RuleOptions, RuleProblem, ruleWhere } from './rule-problem';
import { inMessage, isDuration } from './values';
import { shown } from '../../validation/rule';
import { isMap, isSet } from '../../values/json';

const GROUP_FIELDS = ['name', 'interval', 'query_offset', 'limit', 'rules', 'labels', 'partial_response_strategy'];

/** Fields of a group, with the first versions that have them. */
const GROUP_SINCE: readonly (readonly [field: string, prometheus: string, thanos: string])[] = [
  ['limit', '2.31', '0.24'], ['query_offset', '2.53', '0.38'], ['labels', '3.0', '0.39'],
];

/** As rulefmt decodes YAML. */
const STRICT: RuleOptions = { hasSchema: false };

/**
 * Parses groups like Prometheus' rulefmt, strictly. Never throws.
 * @see https://github.com/prometheus/prometheus/blob/main/model/rulefmt/rulefmt.go
 */
export function checkRuleGroups(groups: readonly unknown[], env: RuleEnvironment = {}, options: RuleOptions = STRICT): RuleProblem[] {
  const names = new Map<string, number>();
  return groups.flatMap((group, at) => {
    const path = `groups[${at}]`;
    if (!isMap(group)) {
      return options.hasSchema
        ? []
        : [{ effect: 'refused', path, where: path, why: 'it is not a group: write "name" and "rules"' } as const];
    }
    const problems = checkGroup(group, path, env, options);
    const name = group.name;
    if (typeof name === 'string' && name !== '') {
      const first = names.get(name);
      const why = `it appears twice (also groups[${first}]): rename one of them`;
      if (first !== undefined) { problems.unshift({ effect: 'refused', path: `${path}.name`, where: `group ${shown(name)}`, why }); }
      names.set(name, first ?? at);
    }
    return problems;
  });
}

type Group = Readonly<Record<string, unknown>>;

function checkGroup(group: Group, path: string, env: RuleEnvironment, options: RuleOptions): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const where = `group ${inMessage(group.name ?? '')}`;
  const add = (effect: RuleEffect, field: string, why: string) => problems.push({ effect, path: `${path}.${field}`, where, why });
  if (!isSet(group.name) || group.name === '') { add('refused', 'name', 'it has no "name"'); }
  if (!options.hasSchema) { unknownFields(group, GROUP_FIELDS).forEach(({ field, why }) => add('refused', field, why)); }
  for (const field of ['interval', 'query_offset']) {
    const value = group[field];
    // the operator drops an empty interval
    if (!isSet(value) || (value === '' && field === 'interval' && options.hasSchema)) { continue; }
    if (typeof value === 'string' ? isDuration(value) : options.hasSchema) { continue; }
    add('refused', field, `"${field}" is ${inMessage(value)}, which is not a duration: write it like "1m"`);
  }
  ignoredFields(group, env).forEach(({ field, why }) => add('ignored', field, why));
  problems.push(...checkLabelNames(group.labels, { path, field: 'labels', where }, env, options));
  problems.push(...checkRules(group, path, where, env, options));
  return problems;
}

/** Fields that the operator removes for an older version. */
function ignoredFields(group: Group, { prometheus, thanos }: RuleEnvironment): { readonly field: string; readonly why: string }[] {
  const found = GROUP_SINCE.filter(([field]) => isSet(group[field])).flatMap(([field, sincePrometheus, sinceThanos]) => {
    const [name, since, version] = thanos === undefined ? ['Prometheus', sincePrometheus, prometheus] : ['Thanos', sinceThanos, thanos];
    return isOlder(version, since) ? [{ field, why: `"${field}" requires ${name} ${since} or newer; the version is ${version}` }] : [];
  });
  const field = 'partial_response_strategy';
  const isForThanos = isSet(group[field]) && group[field] !== '' && prometheus !== undefined && thanos === undefined;
  return isForThanos ? [...found, { field, why: `"${field}" is only supported by ThanosRuler, not by Prometheus: remove it` }] : found;
}

function checkRules(group: Group, path: string, where: string, env: RuleEnvironment, options: RuleOptions): RuleProblem[] {
  const { rules } = group;
  if (isSet(rules) && !Array.isArray(rules)) {
    return options.hasSchema ? [] : [{ effect: 'refused', path: `${path}.rules`, where, why: '"rules" is not a list' }];
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
      const why = `it appears twice (also rules[${first}]): remove one of them`;
      problems.push({ effect: 'duplicate', path: ruleAt, where: ruleWhere(rule, where), why });
    }
    known.set(key, first ?? at);
    return problems;
  });
}
