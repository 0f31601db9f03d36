import { HasSources } from './rule-sources';
import { RuleGroup } from '../manifest/prometheus-rule';
import { Finding } from '../validation/rule';

/** A group with its rules in Prometheus' format. */
export interface MixinGroup {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

/** All rules, and lookups for dashboards and checks. */
export interface MadeRules {
  readonly groups: readonly MixinGroup[];
  readonly hasSources: HasSources;
  /** Adapts the windows of a panel's expression to those of the rules. */
  readonly change: (expr: string) => string;
  /** The sample interval of the series of an expression. */
  readonly interval: (expr: string) => string;
  /** Problems of changed rules, and of intervals. */
  readonly findings: readonly Finding[];
}
