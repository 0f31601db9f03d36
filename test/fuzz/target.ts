import { Random } from '../support/random';

/** A value that JSON can represent: an input is plain data, so that it can be reduced, and be shown. */
export type Input = string | number | boolean | null | readonly Input[] | { readonly [key: string]: Input };

/** A function that must handle any input. */
export interface Target {
  readonly name: string;
  /** How many inputs CI tries: about ten seconds. */
  readonly inputs: number;
  readonly make: (random: Random) => Input;
  /** @throws if something is wrong */
  readonly check: (input: Input) => void;
}

/** Types a target, so that `make` and `check` agree. */
export function target<I extends Input>(row: { readonly name: string; readonly inputs: number; readonly make: (random: Random) => I; readonly check: (input: I) => void }): Target {
  return row as unknown as Target;
}

/** The seed of one input: it can be repeated without the earlier ones. */
export function seedOf(seed: number, name: string, number: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${name}/${number}`) { hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193); }
  return hash >>> 0;
}

export function inputOf({ name, make }: Target, seed: number, number: number): Input {
  return make(new Random(seedOf(seed, name, number)));
}

/** The identity of a finding, without its names and numbers: the same one is reported once. */
export function signatureOf(error: unknown): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const [frame = ''] = stack.slice(stack.indexOf(message) + message.length).split('\n').filter(line => /^\s+at /.test(line) && !/node:|invariants/.test(line));
  return `${message.split('\n')[0].replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\d+/g, '_').slice(0, 120)}${frame.replace(/:\d+\)?$/, '').trim()}`;
}

export function failureOf({ check }: Target, input: Input): Error | undefined {
  try {
    check(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(`it threw ${typeof error}: ${String(error)}`);
  }
}
