import { setValue, Values } from './merge';
import { parseDocuments } from '../../files/documents';
import { shown } from '../../validation/rule';
import { asList, filledText, isMap, mapOf } from '../../values/json';

/** What Helm gets with `--set`, or with `--set-string` if it is forced to be a text. */
export type Parameters = readonly (readonly [name: string, value: string, forced: boolean])[];

/** Values at one level of precedence: there, or in a file that must be given too, or in a ConfigMap or Secret. */
export type Layer =
  | { readonly values: Values }
  | { readonly file: string }
  | { readonly kind: string; readonly object: string; readonly key?: string; readonly isOptional: boolean }
  | { readonly set: Parameters };

/** A release that an object describes. */
export interface FoundRelease {
  /** `HelmRelease`, `Application`, `release of a helmfile`. */
  readonly form: string;
  readonly file: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Name, path or address of the chart. */
  readonly chart?: string;
  readonly chartVersion?: string;
  /** The lowest precedence first. */
  readonly layers: readonly Layer[];
  readonly notes: readonly string[];
}

/** Why a file has no values that can be read: what it is, and what to do. */
export class InputError extends Error {}

/** `true` or a number in YAML that stands for a text. */
export const scalarOf = (value: unknown): string | undefined => ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;

/** What a text with templates has that no YAML has. */
export const TEMPLATE = /^[ \t]*(?:-[ \t]+)?\{\{|:[ \t]+\{\{/m;

/** The values in a text inside a file, as Helm reads them. */
export function valuesIn(text: string, where: string): Values {
  const read = parseDocuments(text, 'kubernetes');
  if ('problem' in read) {
    const { problem } = read;
    if (problem.kind === 'empty') { return {}; }
    const hint = TEMPLATE.test(text) ? ': it is a template; render it and give the result' : '';
    throw new InputError(`${where}: ${problem.kind === 'syntax' ? `line ${problem.line} of the text: ${problem.why}` : 'it is too large'}${hint}`);
  }
  const [first] = read.documents;
  if (!isMap(first)) { throw new InputError(`${where} is ${described(first)}: values are a map of keys`); }
  return first;
}

/** What a thing is, for messages. */
export function described(value: unknown): string {
  if (Array.isArray(value)) { return 'a list'; }
  return isMap(value) ? 'a map' : `the text ${shown(value, 40)}`;
}

/** `values` as a map or as a text with YAML. */
export function layerOf(value: unknown, where: string): readonly Layer[] {
  if (typeof value === 'string') { return value.trim() === '' ? [] : [{ values: valuesIn(value, where) }]; }
  if (value === null || value === undefined) { return []; }
  if (!isMap(value)) { throw new InputError(`${where} is ${described(value)}: values are a map of keys`); }
  return [{ values: value }];
}

/** Values with the parameters of `--set` in them, and the names that cannot be read. */
export function withParameters(values: Values, set: Parameters): { readonly values: Values; readonly unread: readonly string[] } {
  const unread: string[] = [];
  let all = values;
  for (const [name, value, forced] of set) {
    const next = setValue(all, name, value, forced);
    if (next === undefined) { unread.push(name); } else { all = next; }
  }
  return { values: all, unread };
}

/** The parameters in a list of `name` and `value`; those without a value are not there. */
export function parametersIn(list: unknown): Parameters {
  return asList(list).map(mapOf).flatMap(each => {
    const value = scalarOf(each.value);
    return filledText(each.name) === undefined || value === undefined ? [] : [[String(each.name), value, each.forceString === true] as const];
  });
}
