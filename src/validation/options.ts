import { IConstruct } from 'constructs';
import { classMembers, enumValues, OptionType, Struct, structOf } from './option-types';
import { prototypeIn, whyNoEntry, whyNonsense } from './option-values';
import { Problems } from './problems';
import { finding, Finding, shown } from './rule';
import { OPTION_EMPTY, OPTION_MISSING, OPTION_TYPE, OPTION_UNKNOWN, OPTION_VALUE } from './rules';
import { similarTo } from './similar';
import { Attached } from '../values/attached';
import { isObject } from '../values/json';

/** Problems of options. Wrong types would cause a TypeError somewhere later, so they are thrown here, all with their paths. */
interface Faults {
  readonly unknown: { readonly path: string; readonly finding: Finding }[];
  readonly wrong: Finding[];
  /** Invalid values of the right type, and empty maps. */
  readonly odd: Finding[];
}

/** The unknown options that a construct reported: its child constructs receive the same objects. */
const reported = new Attached<IConstruct, Set<string>>();

/** Valid structs, cached by name: programs pass the same objects to many constructs. */
let right = new Map<string, WeakSet<object>>();

/** Deeper than any options. A cycle would exceed it. */
const DEEPEST = 40;

/**
 * Checks the options of a construct against jsii's description of them: TypeScript and jsii do so at compile time, JavaScript and maps of
 * Python do not.
 * Unknown options are gathered, and fail the synthesis.
 * @param type the class; one that extends it may have further options
 * @throws if an option has a wrong type
 */
export function checkOptions(construct: IConstruct, struct: string, options: unknown, type?: Function): void {
  const { unknown, wrong, odd } = faultsOf(struct, options, type !== undefined && construct.constructor !== type);
  if (wrong.length > 0) { refuse(construct.node.path, [...wrong, ...unknown.map(each => each.finding)]); }
  if (odd.length > 0 && !construct.node.scopes.some(scope => scope !== construct && reported.has(scope))) {
    Problems.of(construct).addAll(odd);
  }
  if (unknown.length + odd.length === 0) { return; }
  const names = unknown.map(({ path }) => lastOf(path));
  reported.set(construct, new Set(names));
  const isKnown = (name: string) => construct.node.scopes.some(scope => scope !== construct && reported.get(scope)?.has(name));
  Problems.of(construct).addAll(unknown.filter((_, at) => !isKnown(names[at])).map(each => each.finding));
}

/**
 * The same for what is no construct.
 * @param where what is called: `RemoteWrite.mimir()`
 * @throws if an option has a wrong type, or is unknown
 */
export function checkOptionsOf(where: string, struct: string, options: unknown): void {
  const { unknown, wrong, odd } = faultsOf(struct, options, false);
  const errors = [...wrong, ...unknown.map(each => each.finding), ...odd.filter(({ severity }) => severity === 'error')];
  if (errors.length > 0) { refuse(where, errors); }
}

function refuse(where: string, findings: readonly Finding[]): never {
  throw new Error(findings.map(({ message }) => `[${where}] ${message}`).join('\n'));
}

function faultsOf(name: string, options: unknown, isOpen: boolean): Faults {
  const faults: Faults = { unknown: [], wrong: [], odd: [] };
  const struct = structOf(name);
  if (struct) { checkStruct(struct, name, options, '', faults, isOpen ? 0 : 1); }
  return faults;
}

/** @param depth level of the struct: at 0, additional options are accepted */
function checkStruct(struct: Struct, name: string, options: unknown, path: string, faults: Faults, depth: number): void {
  if (!isObject(options) || Array.isArray(options)) {
    faults.wrong.push(wrongType(path, options, `an object with options (${name})`));
    return;
  }
  if (depth > DEEPEST || isRight(name, options)) { return; }
  const before = faults.unknown.length + faults.wrong.length + faults.odd.length;
  for (const [option, type] of struct) {
    const value = (options as Readonly<Record<string, unknown>>)[option];
    if (value !== undefined) { checkValue(type, value, pathTo(path, option), faults, depth); } else if (!type.isOptional) {
      faults.wrong.push(finding(OPTION_MISSING, { option: pathTo(path, option), expected: expectedOf(type) }));
    }
  }
  if (depth > 0 && isPlainObject(options)) { checkNames(struct, name, options, path, faults); }
  if (faults.unknown.length + faults.wrong.length + faults.odd.length === before && depth > 0) { remember(name, options); }
}

function checkNames(struct: Struct, name: string, options: object, path: string, faults: Faults): void {
  for (const option of Object.keys(options)) {
    if (struct.has(option) || (options as Readonly<Record<string, unknown>>)[option] === undefined) { continue; }
    const at = pathTo(path, option);
    faults.unknown.push({
      path: at, finding: finding(OPTION_UNKNOWN, { option: at, struct: name, similar: similarTo(option, struct.keys())[0] }),
    });
  }
}

function checkValue(type: OptionType, value: unknown, path: string, faults: Faults, depth: number): void {
  if (isToken(value)) { return; }
  if (type.kind === 'any') {
    const at = isObject(value) && (Array.isArray(value) || isPlainObject(value)) ? prototypeIn(value, path) : undefined;
    if (at !== undefined) { faults.odd.push(finding(OPTION_VALUE, { option: at, why: whyNoEntry(at, '__proto__', undefined)! })); }
    return;
  }
  if (type.kind === 'struct') {
    const struct = structOf(type.name);
    if (struct) { checkStruct(struct, type.name, value, path, faults, depth + 1); }
    return;
  }
  if (!hasType(type, value)) {
    faults.wrong.push(wrongType(path, value, expectedOf(type)));
    return;
  }
  const why = whyNonsense(lastOf(path), type.name, value);
  if (why !== undefined) { faults.odd.push(finding(OPTION_VALUE, { option: path, why })); }
  if (type.kind === 'list') {
    (value as unknown[]).forEach((item, at) => checkValue(type.item!, item, `${path}[${at}]`, faults, depth + 1));
  }
  if (type.kind === 'map') {
    for (const key of Object.keys(value as object)) {
      const item = (value as Readonly<Record<string, unknown>>)[key];
      // an undefined value counts as a missing key
      if (item === undefined) { continue; }
      const whyNot = whyNoEntry(lastOf(path), key, item);
      if (whyNot !== undefined) { faults.odd.push(finding(OPTION_VALUE, { option: path, why: whyNot })); }
      if (isEmptyStruct(type.item!, item)) {
        faults.odd.push(finding(OPTION_EMPTY, { option: pathTo(path, key), struct: type.item!.name }));
      }
      checkValue(type.item!, item, pathTo(path, key), faults, depth + 1);
    }
  }
}

function hasType({ kind, name }: OptionType, value: unknown): boolean {
  switch (kind) {
    case 'enum': return enumValues(name).length === 0 || enumValues(name).includes(value as string);
    case 'class': return isInstance(name, value);
    case 'list': return Array.isArray(value);
    case 'map': return isObject(value) && !Array.isArray(value);
    default: return typeof value === kind;
  }
}

/** jsii drops unknown keys of a Python dictionary: a struct with only misspelled keys is empty. */
function isEmptyStruct({ kind }: OptionType, value: unknown): boolean {
  return kind === 'struct' && isObject(value) && isPlainObject(value) && Object.values(value).every(each => each === undefined);
}

/** Checked by its members, not by its prototype: it may come from another copy of its package. */
function isInstance(name: string, value: unknown): boolean {
  if (!isObject(value) || Array.isArray(value)) { return false; }
  const members = classMembers(name);
  return members.length === 0 ? !isPlainObject(value) : members.every(member => member in value);
}

function isToken(value: unknown): boolean {
  if (!isObject(value)) { return false; }
  const { produce, resolve } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  return typeof produce === 'function' || typeof resolve === 'function';
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isRight(name: string, options: object): boolean {
  return right.get(name)?.has(options) ?? false;
}

function remember(name: string, options: object): void {
  const known = right.get(name) ?? new WeakSet();
  known.add(options);
  right.set(name, known);
}

/** For tests: clears the cache of valid structs. */
export function forgetOptions(): void {
  right = new Map();
}

function wrongType(option: string, value: unknown, expected: string): Finding {
  return finding(OPTION_TYPE, { option, value: described(value), expected });
}

function described(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') { return String(value); }
  if (typeof value === 'string') { return shown(value); }
  if (Array.isArray(value)) { return 'a list'; }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function expectedOf({ kind, name, item }: OptionType): string {
  switch (kind) {
    case 'enum': return `one of ${enumValues(name).map(value => JSON.stringify(value)).join(', ')} (${name})`;
    case 'class': return `a ${name}`;
    case 'struct': return `an object with options (${name})`;
    case 'list': return `a list, each item ${expectedOf(item!)}`;
    case 'map': return item!.kind === 'any' ? 'an object' : `an object, each value ${expectedOf(item!)}`;
    default: return `a ${kind}`;
  }
}

function pathTo(path: string, key: string): string {
  const name = /^[\w-]{1,64}$/.test(key) ? key : shown(key, 64);
  return path === '' ? name : `${path}.${name}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
