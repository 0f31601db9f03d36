import { inMessage } from './values';
import { isSet } from '../../values/json';

/**
 * Effect of a problem. `refused`: the operator and Prometheus reject it. `not-loaded`: only Prometheus rejects it. `fails`: each evaluation
 * fails. `ignored`: the field has no effect. `duplicate`: it exists twice. `doubt`: it is probably a mistake.
 */
export type RuleEffect = 'refused' | 'not-loaded' | 'fails' | 'ignored' | 'duplicate' | 'doubt';

/** A problem of a group or a rule. */
export interface RuleProblem {
  readonly effect: RuleEffect;
  /** `groups[0].rules[1].expr` */
  readonly path: string;
  /** `group "a", alert "B"` */
  readonly where: string;
  /** What is wrong, and its cure. */
  readonly why: string;
}

export interface RuleOptions {
  /** Whether a schema check reports unknown fields and wrong types. */
  readonly hasSchema: boolean;
}

/** `group "a", alert "B"` */
export function ruleWhere(rule: Readonly<Record<string, unknown>>, group: string): string {
  const what = isSet(rule.alert) ? 'alert' : 'record';
  return `${group}, ${what} ${inMessage(rule[what] ?? '')}`;
}
