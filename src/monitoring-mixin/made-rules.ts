import { HasSources } from './rule-sources';
import { RuleGroup } from '../manifest/prometheus-rule';
import { Finding } from '../validation/rule';

/** A group with its rules as Prometheus reads them. */
export interface MixinGroup {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

/** All rules, and what can be asked of them. */
export interface MadeRules {
  readonly groups: readonly MixinGroup[];
  readonly hasSources: HasSources;
  /** Makes an expression of a panel follow the windows of the rules. */
  readonly change: (expr: string) => string;
  /** How often the series of an expression get a sample. */
  readonly interval: (expr: string) => string;
  /** What is wrong with changed rules, and with intervals. */
  readonly findings: readonly Finding[];
}
