import { judged } from '../../validation/certainty';
import { finding, Finding, Rule } from '../../validation/rule';
import { Graph } from '../graph';
import { Manifest } from '../manifest';

/** What is wrong, and the objects at one of which it can be silenced. */
export interface Problem {
  readonly finding: Finding;
  readonly objects: readonly Manifest[];
}

export type Check = (graph: Graph) => Problem[];

export function problem<Args>(row: Rule<Args>, args: Args, ...objects: readonly (Manifest | undefined)[]): Problem {
  return { finding: finding(row, args), objects: objects.filter(object => object !== undefined) };
}

/** The same of what may be otherwise: an error is a warning then, which names why. */
export function judgedProblem<Args>(row: Rule<Args>, args: Args, doubts: readonly string[], ...objects: readonly Manifest[]): Problem {
  return { finding: judged(row, args, doubts), objects };
}
