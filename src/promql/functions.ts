import { EXPERIMENTAL_FUNCTIONS } from './constructs';
import { Availability } from './reader';
import { PromQLFunction, PromQLType } from '../upstream/facts';
import { upstream } from '../upstream/load';

/** Type of an expression or an argument. */
export type ValueType = PromQLType;

/** A function of any supported version: its arguments, its result, and the versions that have it. */
export interface Signature extends Availability {
  readonly name: string;
  readonly args: readonly ValueType[];
  /** Minimum and maximum number of arguments. */
  readonly count: readonly [number, number];
  readonly returns: ValueType;
}

/** The function of a name, in any supported version. */
export function functionOf(name: string): Signature | undefined {
  return functions().get(name);
}

/** The names of all functions of all supported versions. */
export function functionNames(): string[] {
  return [...functions().keys()];
}

function functions(): ReadonlyMap<string, Signature> {
  table ??= new Map(Object.entries(upstream().functions).map(([name, row]) => [name, signatureOf(name, row)]));
  return table;
}

let table: ReadonlyMap<string, Signature> | undefined;

function signatureOf(name: string, row: PromQLFunction): Signature {
  const { args, variadic, returns, since, until } = row;
  const least = args.length - (variadic === 0 ? 0 : 1);
  return {
    name,
    args,
    returns,
    since,
    until,
    count: [least, variadic < 0 ? Infinity : least + variadic],
    ...flagOf(row),
  };
}

/** The newest entry states whether the flag is required. An older entry states until when it was. */
function flagOf({ experimental, was = [] }: PromQLFunction): Availability {
  const changed = was[was.length - 1];
  if (experimental) { return { flag: EXPERIMENTAL_FUNCTIONS, ...changed?.[1].experimental === false && { flagSince: changed[0] } }; }
  return changed?.[1].experimental ? { flag: EXPERIMENTAL_FUNCTIONS, stable: changed[0] } : {};
}

/** Functions for counters. Their result for a gauge is meaningless. */
export const OF_COUNTERS: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'resets']);

/** The argument of an aggregation before its vector. */
export const AGGREGATION_PARAMETERS: { readonly [operator: string]: ValueType } = {
  topk: 'scalar', bottomk: 'scalar', quantile: 'scalar', limitk: 'scalar', limit_ratio: 'scalar', count_values: 'string',
};

/** Aggregations that not every version has. */
export const AGGREGATIONS_SINCE: { readonly [operator: string]: Availability } = {
  limitk: { since: '2.54', flag: EXPERIMENTAL_FUNCTIONS },
  limit_ratio: { since: '2.54', flag: EXPERIMENTAL_FUNCTIONS },
};
