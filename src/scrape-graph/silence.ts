import { Manifest } from './manifest';
import * as graphRules from './rules';
import * as coreRules from '../admission/core/rules';
import * as operatorRules from '../admission/operator/rules';
import * as ruleRules from '../admission/rules/rules';
import * as schemaRules from '../schema/rules';
import { Rule } from '../validation/rule';
import { silenceAnnotation, silenceReason } from '../validation/silence';

const ROWS = [graphRules, schemaRules, coreRules, operatorRules, ruleRules].flatMap(rules => Object.values(rules as unknown as { readonly [name: string]: Rule<unknown> }));
const ALL: ReadonlyMap<string, Rule<unknown>> = new Map(ROWS.map(row => [row.id, row]));

/** Rules by their ids, and why they are silent. */
export const RULE_IDS = {
  all: [...ALL.keys()].sort(),
  /** Those of the same folder first, which is where a misspelled one belongs. */
  near: (id: string): string[] => {
    const isNear = (other: string) => other.split('/')[0] === id.split('/')[0];
    return [...ALL.keys()].sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || (a < b ? -1 : 1));
  },
  isOne: (id: string): boolean => ALL.has(id),
  row: (id: string): Rule<unknown> | undefined => ALL.get(id),
  why: (id: string): string => ALL.get(id)?.why ?? '',
  /** `cdk8s-prometheus/silence-no-pods` */
  annotation: silenceAnnotation,
  /** Why a rule is silent at an object; undefined if it is not. An empty reason is none. */
  reason: ({ metadata }: Manifest, id: string): string | undefined => silenceReason(metadata.annotations, id),
};
