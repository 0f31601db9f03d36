import { isEmpty, isMap } from '../../values/json';
import { Expression, literal, propertyName } from '../convert';
import { Converted, MigratedValue, Outcome, Statement } from '../part';

/** Results of a part so far. Values are read by path. Keys with dots are read from the map above them. */
export class Collected {
  private readonly options: [string, Expression][] = [];
  private readonly statements: Statement[] = [];
  private readonly results: MigratedValue[] = [];
  private readonly warnings: string[] = [];

  public constructor(private readonly values: unknown) {}

  /** The value in the file. Undefined if it is not set. */
  public given(path: string): unknown {
    return path.split('.').reduce<unknown>((at, key) => isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined, this.values);
  }

  /** Whether a value that is true by default is true. Null removes the default, which means false. */
  public isOn(path: string, usual = true): boolean {
    const value = this.given(path);
    return value === undefined ? usual : Boolean(value);
  }

  public option(option: string, value: unknown): void {
    const expression = literal(value);
    if (expression) { this.options.push([option, expression]); }
  }

  /** An option that is not plain data. */
  public expression(option: string, value: Expression): void {
    this.options.push([option, value]);
  }

  public statement(statement: Statement): void {
    this.statements.push(statement);
  }

  /** A statement that several values need. */
  public once(statement: Statement): void {
    if (!this.statements.some(each => each.code === statement.code)) { this.statements.push(statement); }
  }

  public warn(text: string): void {
    this.warnings.push(text);
  }

  public result(path: string, outcome: Outcome, note: string): void {
    this.results.push({ path, outcome, note });
  }

  /** Removes the result of a value. */
  public replaceResult(path: string, outcome: Outcome, note: string): void {
    const at = this.results.findIndex(each => each.path === path);
    if (at >= 0) { this.results[at] = { path, outcome, note }; }
  }

  /** The same result for several values, if the file contains them. */
  public each(outcome: Outcome, note: string, ...paths: string[]): void {
    for (const path of paths) { if (this.given(path) !== undefined) { this.result(path, outcome, note); } }
  }

  /**
   * Judges a value of the file that differs from the chart's default.
   * @param usual the chart's default, if this library has the same
   * @param judge the result of a value that differs: a text names the option or the object that it maps to, undefined means that it cannot
   * be parsed
   */
  public value(path: string, usual: readonly unknown[], judge: (value: any) => string | undefined | readonly [Outcome, string]): void {
    const value = this.given(path);
    if (value === undefined) { return; }
    if (usual.some(each => isEqual(each, value))) { return this.result(path, 'same', 'same behavior'); }
    if (isEmpty(value)) { return this.result(path, 'same', 'empty'); }
    if (isTemplate(value)) { return this.result(path, 'unsupported', 'a Helm template: write its result into the program'); }
    const judged = judge(value);
    if (typeof judged === 'string') { return this.result(path, 'mapped', judged); }
    const [outcome, note] = judged ?? ['unsupported', 'the value cannot be converted'];
    this.result(path, outcome, note);
  }

  public done(): Converted {
    const { options, statements, results, warnings } = this;
    return { options, statements, values: results, warnings };
  }
}

export const NOTHING: Converted = { options: [], statements: [], values: [], warnings: [] };

/** Equal as data, whatever the order of keys. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => isEqual(each, other[at]));
  }
  if (!isMap(one) || !isMap(other)) { return one === other; }
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => Object.hasOwn(other, key) && isEqual(one[key], other[key]));
}

/** Helm evaluates these values before they are used. */
export function isTemplate(value: unknown): boolean {
  return typeof value === 'string'
    ? value.includes('{{')
    : typeof value === 'object' && value !== null && Object.values(value).some(isTemplate);
}

/** A literal of any value except null. */
export const code = (value: unknown): string => literal(value)?.code ?? 'undefined';

/** The last keys of a JSON pointer. */
export const pointer = (
  ...keys: readonly (string | number)[]
) => keys.map(key => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

/** A change of one object. */
export interface Patch {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

export const add = (path: string, value: unknown): Patch => ({ op: 'add', path, value });
export const replace = (path: string, value: unknown): Patch => ({ op: 'replace', path, value });
export const remove = (path: string): Patch => ({ op: 'remove', path });

/** A literal in as many lines as it needs. */
export function literalLines(value: unknown, indent: string): string {
  const short = code(value);
  if (indent.length + short.length <= WIDTH || typeof value !== 'object' || value === null) { return short; }
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map(each => literalLines(each, inner))
    : Object.entries(value).map(([key, each]) => `${propertyName(key)}: ${literalLines(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map(each => `${inner}${each},\n`).join('')}${indent}${close}`;
}

const WIDTH = 120;

/** The statement that changes an object. Undefined if nothing changes. `object` is code that only this project writes. */
export function patched(object: string, patches: readonly Patch[], comment?: string): Statement | undefined {
  if (patches.length === 0) { return undefined; }
  const calls = patches.map(({ op, path, value }) => op === 'remove'
    ? `JsonPatch.remove(${code(path)})`
    : `JsonPatch.${op}(${code(path)}, ${literalLines(value, '  ')})`);
  const [first] = calls;
  const inside = calls.length === 1 && !first.includes('\n') && object.length + first.length < WIDTH
    ? first
    : `\n${calls.map(each => `  ${each},\n`).join('')}`;
  return { code: `${object}.addJsonPatch(${inside});`, uses: ['JsonPatch'], ...comment !== undefined && { comment } };
}
