import * as checkRules from './checks/rules';
import { Manifest } from './manifest';
import * as graphRules from './rules';
import * as coreRules from '../admission/core/rules';
import * as operatorRules from '../admission/operator/rules';
import * as promRules from '../admission/rules/rules';
import * as schemaRules from '../schema/rules';
import { Rule } from '../validation/rule';
import { isFormerRule, silenceAnnotation, silenceReason } from '../validation/silence';
import { similarTo } from '../validation/similar';

const TABLES = [
  graphRules, checkRules, schemaRules, coreRules, operatorRules, promRules,
] as unknown as readonly { readonly [name: string]: Rule<unknown> }[];
const ROWS = TABLES.flatMap(rules => Object.values(rules));
const ALL: ReadonlyMap<string, Rule<unknown>> = new Map(ROWS.map(row => [row.id, row]));

/** Silenced rules by id, with the reasons. */
export const RULE_IDS = {
  similarTo: (id: string): string[] => similarTo(id, ALL.keys()),
  isOne: (id: string): boolean => ALL.has(id) || isFormerRule(id),
  row: (id: string): Rule<unknown> | undefined => ALL.get(id),
  why: (id: string): string => ALL.get(id)?.why ?? '',
  /** `cdk8s-prometheus/silence-no-pods` */
  annotation: silenceAnnotation,
  /** Why a rule is silenced at an object. Undefined if it is not. An empty reason does not silence. */
  reason: ({ metadata }: Manifest, id: string): string | undefined => silenceReason(metadata.annotations, id),
};
