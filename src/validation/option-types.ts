import { optionsTable } from '../upstream/load';

/** A type of an option, compiled for checks. */
export interface OptionType {
  readonly kind: 'string' | 'number' | 'boolean' | 'any' | 'enum' | 'struct' | 'class' | 'list' | 'map';
  /** The name of an enum, a struct or a class. */
  readonly name: string;
  /** The item type of a list or a map. */
  readonly item?: OptionType;
  readonly isOptional: boolean;
}

/** The options of a struct, including inherited ones. */
export type Struct = ReadonlyMap<string, OptionType>;

const PRIMITIVES: { readonly [code: string]: OptionType['kind'] | undefined } = { s: 'string', n: 'number', b: 'boolean', a: 'any' };
const NAMED: { readonly [code: string]: OptionType['kind'] | undefined } = { e: 'enum', o: 'struct', c: 'class' };

const types = new Map<string, OptionType>();
const structs = new Map<string, Struct | undefined>();

/** The options of a struct. Undefined if the table does not contain it. */
export function structOf(name: string): Struct | undefined {
  if (!structs.has(name)) { structs.set(name, readStruct(name)); }
  return structs.get(name);
}

function readStruct(name: string): Struct | undefined {
  const { structs: all } = optionsTable();
  const own = Object.hasOwn(all, name) ? all[name] : undefined;
  if (own === undefined) { return undefined; }
  const { '^': parents = '', ...options } = own;
  const inherited = parents.split(' ').flatMap(parent => [...structOf(parent) ?? []]);
  return new Map([...inherited, ...Object.entries(options).map(([option, code]) => [option, typeOf(code)] as const)]);
}

function typeOf(code: string): OptionType {
  let type = types.get(code);
  if (!type) { types.set(code, type = readType(code)); }
  return type;
}

function readType(code: string): OptionType {
  const isOptional = code.endsWith('?');
  const text = isOptional ? code.slice(0, -1) : code;
  if (text[0] === '[' || text[0] === '{') {
    return { kind: text[0] === '[' ? 'list' : 'map', name: '', item: typeOf(text.slice(1)), isOptional };
  }
  const named = text[1] === ':' ? NAMED[text[0]] : undefined;
  return named ? { kind: named, name: text.slice(2), isOptional } : { kind: PRIMITIVES[text] ?? 'any', name: '', isOptional };
}

/** The values of an enum. Empty if unknown. */
export function enumValues(name: string): readonly (string | number)[] {
  return optionsTable().enums[name] ?? [];
}

/** Members that each instance of a class has. */
export function classMembers(name: string): readonly string[] {
  return optionsTable().classes[name] ?? [];
}
