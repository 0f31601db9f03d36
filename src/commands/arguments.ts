import { parseArgs } from 'util';
import { ClusterScale, PODS_A_NODE } from '../scrape-graph/costs';
import { isDnsLabel } from '../validation/kubernetes-names';
import { shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

/** An option of a command: a string or a flag. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly default?: string;
}

export type Options = { readonly [name: string]: Option };

type ValueOf<O extends Option> = O extends { type: 'boolean' } ? boolean : O extends { default: string } ? string : string | undefined;

/** The value of each option, or its default. A flag that is not set is false. */
export type Values<O extends Options> = { readonly [name in keyof O]: ValueOf<O[name]> };

export interface ReadArguments<O extends Options> {
  readonly values: Values<O>;
  readonly paths: readonly string[];
}

/** Every command has this option. */
export const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** A path or value from the command line, formatted for an error message. */
const LONGEST = 100;

/**
 * Reads arguments: `--name value`, `--name=value`, `-h`; what follows `--` is a path.
 * @throws a usage error for an unknown option, a missing or unexpected value, or an option that is set twice
 */
export function readOptions<O extends Options>(command: string, args: readonly string[], options: O): ReadArguments<O> {
  const known = Object.fromEntries(Object.entries(options)
    .map(([name, { type, short }]) => [name, { type, ...short !== undefined && { short } }]));
  const { tokens } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true });
  const given = new Map<string, string | boolean>();
  for (const token of tokens) {
    if (token.kind !== 'option') { continue; }
    const { name, rawName } = token;
    if (!Object.hasOwn(options, name)) { throw new Error(unknownText(command, rawName, Object.keys(options))); }
    const value = options[name].type === 'boolean' ? flagOf(token) : tokenValue(token);
    const before = given.get(name);
    if (typeof value === 'string' && before !== undefined) {
      throw new Error(`--${name} is set twice, to ${shown(before, LONGEST)} and ${shown(value, LONGEST)}: set it once`);
    }
    given.set(name, value);
  }
  const values = Object.fromEntries(Object.entries(options)
    .map(([name, { type, default: otherwise }]) => [name, given.get(name) ?? (type === 'boolean' ? false : otherwise)]));
  return { values: values as Values<O>, paths: tokens.flatMap(token => token.kind === 'positional' ? [token.value] : []) };
}

function unknownText(command: string, option: string, names: readonly string[]): string {
  const [nearest] = similarTo(option.replace(/^-+/, ''), names);
  return `${command} has no option ${shown(option, LONGEST)}${nearest === undefined ? '' : `: did you mean "--${nearest}"?`}`;
}

interface OptionToken {
  readonly name: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
}

function flagOf({ name, value }: OptionToken): true {
  if (value !== undefined) { throw new Error(`--${name} does not accept a value, and has ${shown(value, LONGEST)}: write "--${name}"`); }
  return true;
}

function tokenValue({ name, value, inlineValue }: OptionToken): string {
  if (value === undefined) { throw new Error(`--${name} requires a value: write "--${name} VALUE"`); }
  // a file "-" is standard input; a value that looks like an option usually means a missing value
  if (!inlineValue && value.length > 1 && value.startsWith('-')) {
    throw new Error(`--${name} requires a value, and ${shown(value, LONGEST)} follows: write "--${name}=VALUE"`);
  }
  return value;
}

/** One of the words that an option accepts. @throws a usage error for any other word */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(each => each === value);
  if (found === undefined) { throw new Error(`--${option} is ${shown(value, LONGEST)}: use one of ${allowed.join(', ')}`); }
  return found;
}

/** The format of the output: `--json` is `--format json`. The first format is the default. @throws a usage error for any other format */
export function formatOf<T extends string>(
  { json, format }: { readonly json: boolean; readonly format: string | undefined }, formats: readonly T[],
): T {
  if (json && format !== undefined && format !== 'json') {
    throw new Error(`--json and --format ${shown(format, LONGEST)} are both set: remove one of them`);
  }
  return oneOf('format', format ?? (json ? 'json' : formats[0]), formats);
}

/** A DNS label, such as the name of a namespace or a Service. @throws a usage error for any other text */
export function dnsLabel(option: string, value: string): string {
  if (!isDnsLabel(value)) { throw new Error(`--${option} is ${shown(value, LONGEST)}, which is not a valid Kubernetes name`); }
  return value;
}

/** The size of a cluster, if `--nodes` is set. @throws a usage error if it is not a number */
export function scaleOf({
  nodes, pods,
}: { readonly nodes: string | undefined; readonly pods: string | undefined }): ClusterScale | undefined {
  if (nodes === undefined && pods !== undefined) { throw new Error('--pods requires --nodes'); }
  if (nodes === undefined) { return undefined; }
  const count = countOf('nodes', nodes);
  return { nodes: count, pods: pods === undefined ? count * PODS_A_NODE : countOf('pods', pods) };
}

function countOf(option: string, value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) { throw new Error(`--${option} is ${shown(value, LONGEST)}: use a number from 1 to 9999999`); }
  return Number(value);
}
