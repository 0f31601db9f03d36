import { Manifest } from './manifest';
import * as rules from './rules';
import { Rule } from '../validation/rule';

/** What an annotation begins with by which a rule is silenced at an object. */
const PREFIX = 'cdk8s-prometheus/silence-';
const FOLDER = 'scrape-graph/';
const ALL: ReadonlyMap<string, string> = new Map(Object.values(rules as unknown as { readonly [name: string]: Rule<unknown> }).map(({ id, why }) => [id, why]));

/** Rules by their ids, and why they are silent. */
export const RULE_IDS = {
  all: [...ALL.keys()].sort(),
  isOne: (id: string): boolean => ALL.has(id),
  why: (id: string): string => ALL.get(id) ?? '',
  /** `cdk8s-prometheus/silence-no-pods` */
  annotation: (id: string): string => `${PREFIX}${id.slice(FOLDER.length)}`,
  /** Why a rule is silent at an object; undefined where it is not. An empty reason is none. */
  reason: ({ metadata }: Manifest, id: string): string | undefined => metadata.annotations?.[RULE_IDS.annotation(id)]?.trim() || undefined,
};
