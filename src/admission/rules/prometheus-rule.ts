import { isOlder, RuleEnvironment } from './environment';
import { checkRuleGroups } from './rule-groups';
import { RuleEffect } from './rule-problem';
import { RULE_DUPLICATE, RULE_FAILS, RULE_IGNORED, RULE_LEFT_OUT, RULE_NOT_LOADED, RULES_TOO_LARGE } from './rules';
import { inMessage } from './values';
import { finding, Finding, Rule, shown } from '../../validation/rule';
import { isMap, isSet } from '../../values/json';

/** Half the size limit of a Secret, as YAML. */
const LARGEST = 524_288;
/** The first operator with this limit. */
const LIMIT_SINCE = '0.77';

interface Args {
  readonly object?: string;
  readonly path: string;
  readonly why: string;
}

/** A finding that names the field. */
export interface RuleFinding extends Finding {
  readonly path: string;
}

/** Possible mistakes are reported only to authors of files. In objects from any source they are ignored. */
const ROWS: Readonly<Record<Exclude<RuleEffect, 'doubt'>, Rule<Args>>> = {
  'refused': RULE_LEFT_OUT, 'not-loaded': RULE_NOT_LOADED, 'fails': RULE_FAILS, 'ignored': RULE_IGNORED, 'duplicate': RULE_DUPLICATE,
};

/** What prometheus-operator and Prometheus reject or ignore in a PrometheusRule, beyond its schema. Never throws. */
export function ruleProblems(manifest: unknown, env: RuleEnvironment = {}): Finding[] {
  const object = `PrometheusRule ${namespacedText(isMap(manifest) ? manifest.metadata : undefined)}`;
  return ruleFindings(manifest, env, object).map(({ path: _path, ...rest }) => rest);
}

/**
 * The same with paths.
 * @param object what messages call it; undefined if the caller names it
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/rules.go
 */
export function ruleFindings(manifest: unknown, env: RuleEnvironment = {}, object?: string): RuleFinding[] {
  const spec = isMap(manifest) ? manifest.spec : undefined;
  if (!isMap(spec) || !Array.isArray(spec.groups)) { return []; }
  const size = isOlder(env.operator, LIMIT_SINCE) ? 0 : leastSizeOf(spec);
  if (size > LARGEST) { return [{ ...finding(RULES_TOO_LARGE, { object, size, limit: LARGEST }), path: 'spec' }]; }
  return checkRuleGroups(spec.groups, env, { hasSchema: true }).flatMap(({ effect, path, why }) =>
    effect === 'doubt' ? [] : [{ ...finding(ROWS[effect], { object, path: `spec.${path}`, why }), path: `spec.${path}` }]);
}

function namespacedText(metadata: unknown): string {
  const { namespace, name } = isMap(metadata) ? metadata : { namespace: undefined, name: undefined };
  return typeof namespace === 'string' ? shown(`${namespace}/${typeof name === 'string' ? name : ''}`) : inMessage(name ?? '');
}

/** Lower bound of the size of a value in YAML, in bytes. Quotes, indentation and line breaks only add to it. */
function leastSizeOf(value: unknown, depth = 0): number {
  if (depth > 10) { return 0; }
  if (typeof value === 'string') { return Buffer.byteLength(value); }
  if (Array.isArray(value)) { return value.reduce<number>((sum, each) => sum + 3 + leastSizeOf(each, depth + 1), 0); }
  if (!isMap(value)) { return 1; }
  const entries = Object.entries(value).filter(([, each]) => isSet(each));
  return entries.reduce((sum, [key, each]) => sum + key.length + 2 + leastSizeOf(each, depth + 1), 0);
}
