import { ReadArguments, HELP, Options, readOptions } from './arguments';
import { ReadText } from '../files/documents';
import { oneLine } from '../validation/control-characters';

export type Print = (text: string) => void;

/** Output streams and services of a command. */
export interface Terminal {
  readonly out: Print;
  readonly err: Print;
  readonly version: string;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly hasColors?: boolean;
  /** Whether the terminal can overwrite a line, to show progress. */
  readonly hasProgress?: boolean;
  readonly readInput?: () => ReadText;
}

export type Status = 0 | 1 | 2;

/** Name and options of a command. */
export interface CommandLine<O extends Options, A> {
  readonly name: string;
  readonly usage: () => string;
  readonly options: O;
  /** @throws a usage error for invalid arguments */
  readonly read: (given: ReadArguments<O & typeof HELP>) => A;
}

/** The arguments of a command, or the exit status if nothing remains to do: after help, or after a usage error. */
export function argumentsOf<O extends Options, A>(
  { name, usage, options, read }: CommandLine<O, A>, args: readonly string[], { out, err }: Terminal,
): A | Status {
  try {
    const given = readOptions(name, args, { ...options, ...HELP });
    if (given.values.help) {
      out(usage());
      return 0;
    }
    return read(given);
  } catch (error) {
    err(`${messageOf(error)}\n"cdk8s-prometheus ${name} --help" shows the options\n`);
    return 2;
  }
}

/** Longer messages are cut, because they can contain any text from a file. */
const LONGEST_MESSAGE = 1_000;

/** A line for stderr: of bounded length, and without control characters. */
export function boundedLine(text: string): string {
  return oneLine(text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text);
}

export function messageOf(error: unknown): string {
  return boundedLine(error instanceof Error ? error.message : String(error));
}
