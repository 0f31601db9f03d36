import { inMessage } from './values';
import { isSet } from '../../values/json';

/**
 * What becomes of it: `refused` by the operator and by Prometheus; `not-loaded`: only Prometheus refuses it; `fails` at each evaluation;
 * `ignored`: the field has no effect; `duplicate`: it is there twice; `doubt`: it hardly means what it says.
 */
export type RuleEffect = 'refused' | 'not-loaded' | 'fails' | 'ignored' | 'duplicate' | 'doubt';

/** What is wrong with a group or a rule. */
export interface RuleProblem {
  readonly effect: RuleEffect;
  /** `groups[0].rules[1].expr` */
  readonly path: string;
  /** `group "a", alert "B"` */
  readonly where: string;
  /** What is wrong and its cure. */
  readonly why: string;
}

export interface RuleOptions {
  /** Whether a schema finds unknown fields and values of a wrong type. */
  readonly hasSchema: boolean;
}

/** `group "a", alert "B"` */
export function ruleWhere(rule: Readonly<Record<string, unknown>>, group: string): string {
  const what = isSet(rule.alert) ? 'alert' : 'record';
  return `${group}, ${what} ${inMessage(rule[what] ?? '')}`;
}
