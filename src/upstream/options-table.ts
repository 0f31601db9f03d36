/**
 * The options of each construct, from jsii's assembly. Type codes: `s`, `n`, `b` for a string, a number, a boolean, and `a` for any. `e:`,
 * `o:` and `c:` precede the name of an enum, a struct and a class. `[` and `{` precede the item type of a list and a map. `?` at the end
 * marks an optional one.
 */
export interface OptionsTable {
  /** Its own options by name. `^` contains the names of the structs that it extends. */
  readonly structs: { readonly [name: string]: { readonly [option: string]: string } };
  /** The values of each enum. Empty if unknown. */
  readonly enums: { readonly [name: string]: readonly (string | number)[] };
  /** Members that each instance of a class has. */
  readonly classes: { readonly [name: string]: readonly string[] };
}
