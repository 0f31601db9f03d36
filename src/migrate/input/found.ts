import { setValue, Values } from './merge';
import { parseDocuments } from '../../files/documents';
import { shown } from '../../validation/rule';
import { asList, filledText, isMap, mapOf } from '../../values/json';

/** A parameter of `--set`, or of `--set-string` if it must be a string. */
export type Parameters = readonly (readonly [name: string, value: string, forced: boolean])[];

/** Values at one level of precedence: inline, in a file that must also be given, or in a ConfigMap or Secret. */
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

/** Why the values of a file cannot be read: what it is, and what to do. */
export class InputError extends Error {}

/** `true` or a number in YAML that should be a string. */
export const scalarOf = (value: unknown): string | undefined => ['string', 'number', 'boolean'].includes(typeof value)
  ? String(value)
  : undefined;

/** A sign of templates in a text, which YAML never contains. */
export const TEMPLATE = /^[ \t]*(?:-[ \t]+)?\{\{|:[ \t]+\{\{/m;

/** The values in a text inside a file, parsed like Helm. */
export function valuesIn(text: string, where: string): Values {
  const read = parseDocuments(text, 'kubernetes');
  if ('problem' in read) {
    const { problem } = read;
    if (problem.kind === 'empty') { return {}; }
    const hint = TEMPLATE.test(text) ? ': it is a template; render it, and pass the result' : '';
    throw new InputError(`${where}: ${problem.kind === 'syntax'
      ? `line ${problem.line} of the text: ${problem.why}`
      : 'it is too large'}${hint}`);
  }
  const [first] = read.documents;
  if (!isMap(first)) { throw new InputError(`${where} is ${described(first)}: values must be a map`); }
  return first;
}

/** Description of a thing, for messages. */
export function described(value: unknown): string {
  if (Array.isArray(value)) { return 'a list'; }
  return isMap(value) ? 'a map' : `the text ${shown(value, 40)}`;
}

/** `values` as a map, or as a text with YAML. */
export function layerOf(value: unknown, where: string): readonly Layer[] {
  if (typeof value === 'string') { return value.trim() === '' ? [] : [{ values: valuesIn(value, where) }]; }
  if (value === null || value === undefined) { return []; }
  if (!isMap(value)) { throw new InputError(`${where} is ${described(value)}: values must be a map`); }
  return [{ values: value }];
}

/** Values with the parameters of `--set` applied, and the names that cannot be parsed. */
export function withParameters(values: Values, set: Parameters): { readonly values: Values; readonly unread: readonly string[] } {
  const unread: string[] = [];
  let all = values;
  for (const [name, value, forced] of set) {
    const next = setValue(all, name, value, forced);
    if (next === undefined) { unread.push(name); } else { all = next; }
  }
  return { values: all, unread };
}

/** The parameters in a list of `name` and `value`. Those without a value are omitted. */
export function parametersIn(list: unknown): Parameters {
  return asList(list).map(mapOf).flatMap(each => {
    const value = scalarOf(each.value);
    return filledText(each.name) === undefined || value === undefined
      ? []
      : [[String(each.name), value, each.forceString === true] as const];
  });
}
