import { finding, Finding, Rule } from './rule';

/** The answer to a question: facts that depend on objects that are not given are unknown. */
export type Certainty =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly because: string }
  | { readonly kind: 'unknown'; readonly because: string };

export const YES: Certainty = { kind: 'yes' };
export const no = (because: string): Certainty => ({ kind: 'no', because });
export const unknown = (because: string): Certainty => ({ kind: 'unknown', because });

/** Conjunction: "no" decides, then "unknown". */
export function all(answers: readonly Certainty[]): Certainty {
  return answers.find(({ kind }) => kind === 'no') ?? answers.find(({ kind }) => kind === 'unknown') ?? YES;
}

/**
 * A finding, as sure as one can be: an error needs certainty. If something that is not here could make it work, it is a warning that
 * names this.
 * @param doubts what could make it work
 */
export function judged<Args>(row: Rule<Args>, args: Args, doubts: readonly string[]): Finding {
  return doubted(finding(row, args), doubts);
}

/** The same for an existing finding. */
export function doubted<T extends Finding>(found: T, doubts: readonly string[]): T {
  if (doubts.length === 0 || found.severity !== 'error') { return found; }
  const mark = ` [${found.ruleId}]`;
  const message = found.message.endsWith(mark) ? found.message.slice(0, -mark.length) : found.message;
  return {
    ...found, severity: 'warning', message: `${message}, unless ${doubts.join(' and ')}${found.message.endsWith(mark) ? mark : ''}`,
  };
}
