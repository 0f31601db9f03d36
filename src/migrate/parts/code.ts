import { isMap } from '../../values/json';
import { Expression, literal, propertyName } from '../convert';

/** Code among data, such as `Duration.minutes(5)`, with the classes in it. */
export class Code {
  public constructor(
    public readonly code: string, public readonly uses: readonly string[] = [], public readonly from: readonly string[] = [],
  ) {}
}

/** A call with data: `AlertIntegration.slack(` ... `)`. */
export class Call {
  public constructor(
    public readonly callee: string,
    public readonly args: readonly unknown[],
    public readonly uses: readonly string[] = [],
    public readonly from: readonly string[] = [],
  ) {}
}

/** Code with a class of this library. */
export const ours = (code: string, ...from: string[]): Code => new Code(code, [], from);

/** A converted value among data; undefined stays undefined. */
export const coded = (expression: Expression | undefined): Code | undefined => expression && new Code(expression.code, expression.uses);

const WIDTH = 120;

/** Data and code as TypeScript: on one line if it is short, otherwise one line per field. Undefined fields are omitted. */
export function written(value: unknown, indent = ''): string {
  const short = inline(value);
  if (short.length + indent.length <= WIDTH && !short.includes('\n') && !isDeep(value)) { return short; }
  const inner = `${indent}  `;
  if (value instanceof Call) { return `${value.callee}(${value.args.map(each => written(each, indent)).join(', ')})`; }
  if (Array.isArray(value) && value.length > 0) {
    return `[\n${value.map(each => `${inner}${written(each, inner)},\n`).join('')}${indent}]`;
  }
  if (isMap(value) && !(value instanceof Code)) {
    return `{\n${definedEntries(value).map(([key, each]) => `${inner}${propertyName(key)}: ${written(each, inner)},\n`)
      .join('')}${indent}}`;
  }
  return short;
}

/** Classes of cdk8s in it, and of this library. */
export function classesIn(value: unknown): { readonly uses: readonly string[]; readonly from: readonly string[] } {
  const [uses, from] = [new Set<string>(), new Set<string>()];
  const visit = (each: unknown): void => {
    if (each instanceof Code || each instanceof Call) {
      each.uses.forEach(name => uses.add(name));
      each.from.forEach(name => from.add(name));
    }
    if (each instanceof Call) { each.args.forEach(visit); }
    if (Array.isArray(each)) { each.forEach(visit); }
    if (isMap(each) && !(each instanceof Code) && !(each instanceof Call)) { Object.values(each).forEach(visit); }
  };
  visit(value);
  return { uses: [...uses], from: [...from] };
}

/** An option of the stack: its value as code, indented for its depth. */
export function option(path: string, value: unknown): [option: string, value: Expression] {
  return [path, { code: written(value, '  '.repeat(path.split('.').length)), ...classesIn(value) }];
}

/** In a comment or a note of one line. */
export function shortened(text: unknown): string {
  return String(text).replace(/[\s\u2028\u2029\u0000-\u001f\u007f]+/g, ' ').slice(0, 200);
}

/** An id of a construct, made of a text: `HighErrors`. */
export function idOf(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  return words.map(word => word[0].toUpperCase() + word.slice(1)).join('').slice(0, 60) || 'Unnamed';
}

/** Unique IDs. */
export class Ids {
  private readonly taken = new Set<string>();

  public unique(text: string): string {
    const id = idOf(text);
    let free = id;
    for (let at = 2; this.taken.has(free); at += 1) { free = `${id}${at}`; }
    this.taken.add(free);
    return free;
  }
}

function definedEntries(map: object): [string, unknown][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function inline(value: unknown): string {
  if (value instanceof Code) { return value.code; }
  if (value instanceof Call) { return `${value.callee}(${value.args.map(inline).join(', ')})`; }
  if (Array.isArray(value)) { return `[${value.map(inline).join(', ')}]`; }
  if (isMap(value)) {
    const fields = definedEntries(value).map(([key, each]) => `${propertyName(key)}: ${inline(each)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return literal(value)?.code ?? (value === null ? 'null' : 'undefined');
}

/** Nested objects with several fields are easier to read on separate lines. */
function isDeep(value: unknown): boolean {
  const depth = (each: unknown): number => {
    if (each instanceof Call) { return Math.max(0, ...each.args.map(depth)); }
    if (Array.isArray(each)) {
      return each.some(inside => isMap(inside) && !(inside instanceof Code) && !(inside instanceof Call))
        ? 1 + Math.max(...each.map(depth))
        : 0;
    }
    return isMap(each) && !(each instanceof Code) ? 1 + Math.max(0, ...Object.values(each).map(depth)) : 0;
  };
  return depth(value) > 3;
}
