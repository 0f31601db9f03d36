import { judged } from '../../validation/certainty';
import { finding, Finding, Rule } from '../../validation/rule';
import { Graph } from '../graph';
import { Manifest } from '../manifest';

/** A problem, and the objects at which it can be silenced. */
export interface Problem {
  readonly finding: Finding;
  readonly objects: readonly Manifest[];
}

export type Check = (graph: Graph) => Problem[];

export function problem<Args>(row: Rule<Args>, args: Args, ...objects: readonly (Manifest | undefined)[]): Problem {
  return { finding: finding(row, args), objects: objects.filter(object => object !== undefined) };
}

/** The same for an uncertain fact: an error becomes a warning that explains the uncertainty. */
export function judgedProblem<Args>(row: Rule<Args>, args: Args, doubts: readonly string[], ...objects: readonly Manifest[]): Problem {
  return { finding: judged(row, args, doubts), objects };
}
