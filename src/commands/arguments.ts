import { parseArgs } from 'util';
import { ClusterScale, PODS_A_NODE } from '../scrape-graph/costs';
import { isDnsLabel } from '../validation/kubernetes-names';
import { shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

/** An option of a command: a text, or a flag. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly default?: string;
}

export type Options = { readonly [name: string]: Option };

type ValueOf<O extends Option> = O extends { type: 'boolean' } ? boolean : O extends { default: string } ? string : string | undefined;

/** What is given for each option, or its default. A flag that is not given is false. */
export type Values<O extends Options> = { readonly [name in keyof O]: ValueOf<O[name]> };

export interface Given<O extends Options> {
  readonly values: Values<O>;
  readonly paths: readonly string[];
}

/** Every command has it. */
export const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** A path or value from the command line, as an error shows it. */
const LONGEST = 100;

/**
 * Reads arguments: `--name value`, `--name=value`, `-h`; what follows `--` is a path.
 * @throws in words, for an option that the command does not have, a value that is missing or not expected, or an option that is given twice
 */
export function readOptions<O extends Options>(command: string, args: readonly string[], options: O): Given<O> {
  const known = Object.fromEntries(Object.entries(options).map(([name, { type, short }]) => [name, { type, ...short !== undefined && { short } }]));
  const { tokens } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true });
  const given = new Map<string, string | boolean>();
  for (const token of tokens) {
    if (token.kind !== 'option') { continue; }
    const { name, rawName } = token;
    if (!Object.hasOwn(options, name)) { throw new Error(unknownText(command, rawName, Object.keys(options))); }
    const value = options[name].type === 'boolean' ? flagOf(token) : tokenValue(token);
    const before = given.get(name);
    if (typeof value === 'string' && before !== undefined) {
      throw new Error(`--${name} is given twice, as ${shown(before, LONGEST)} and ${shown(value, LONGEST)}: give it once`);
    }
    given.set(name, value);
  }
  const values = Object.fromEntries(Object.entries(options).map(([name, { type, default: otherwise }]) => [name, given.get(name) ?? (type === 'boolean' ? false : otherwise)]));
  return { values: values as Values<O>, paths: tokens.flatMap(token => token.kind === 'positional' ? [token.value] : []) };
}

function unknownText(command: string, option: string, names: readonly string[]): string {
  const [nearest] = similarTo(option.replace(/^-+/, ''), names);
  return `${command} has no option ${shown(option, LONGEST)}${nearest === undefined ? '' : `: is "--${nearest}" meant?`}`;
}

interface OptionToken {
  readonly name: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
}

function flagOf({ name, value }: OptionToken): true {
  if (value !== undefined) { throw new Error(`--${name} takes no value, and ${shown(value, LONGEST)} is given: write "--${name}"`); }
  return true;
}

function tokenValue({ name, value, inlineValue }: OptionToken): string {
  if (value === undefined) { throw new Error(`--${name} needs a value: write "--${name} VALUE"`); }
  // a file "-" is standard input; a value that looks like an option was most likely forgotten
  if (!inlineValue && value.length > 1 && value.startsWith('-')) {
    throw new Error(`--${name} needs a value, and ${shown(value, LONGEST)} follows: write "--${name}=VALUE"`);
  }
  return value;
}

/** One of the words that an option accepts. @throws in words, for another one */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(each => each === value);
  if (found === undefined) { throw new Error(`--${option} is ${shown(value, LONGEST)}, not one of ${allowed.join(', ')}`); }
  return found;
}

/** The format of the output: `--json` is `--format json`. The first one is the default. @throws in words, for another one */
export function formatOf<T extends string>({ json, format }: { readonly json: boolean; readonly format: string | undefined }, formats: readonly T[]): T {
  if (json && format !== undefined && format !== 'json') { throw new Error(`--json is --format json, and --format is ${shown(format, LONGEST)}: use one of them`); }
  return oneOf('format', format ?? (json ? 'json' : formats[0]), formats);
}

/** A label of DNS, as names of namespaces and Services are. @throws in words, for another text */
export function dnsLabel(option: string, value: string): string {
  if (!isDnsLabel(value)) { throw new Error(`--${option} is ${shown(value, LONGEST)}, not a name of Kubernetes`); }
  return value;
}

/** The size of a cluster, if `--nodes` is given. @throws in words, for what is not a number */
export function scaleOf({ nodes, pods }: { readonly nodes: string | undefined; readonly pods: string | undefined }): ClusterScale | undefined {
  if (nodes === undefined && pods !== undefined) { throw new Error('--pods needs --nodes'); }
  if (nodes === undefined) { return undefined; }
  const count = countOf('nodes', nodes);
  return { nodes: count, pods: pods === undefined ? count * PODS_A_NODE : countOf('pods', pods) };
}

function countOf(option: string, value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) { throw new Error(`--${option} is ${shown(value, LONGEST)}, not a number from 1 to 9999999`); }
  return Number(value);
}
