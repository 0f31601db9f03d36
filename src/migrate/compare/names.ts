import { NameHere, nameHere, RuleKind } from '../name-table';

/** A name of upstream, and what is here for it; undefined for a name that upstream does not have. */
export type Names = (kind: RuleKind, name: string) => NameHere | undefined;

export const UPSTREAM_NAMES: Names = nameHere;
export type KnownName = NameHere;
