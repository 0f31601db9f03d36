/**
 * The options of each construct, from jsii's description of the library. The code of a type is `s`, `n`, `b` for a string, a number, a boolean and `a` for
 * anything; `e:`, `o:` and `c:` before the name of an enum, a struct and a class; `[` and `{` before the type of the items of a list and a map; `?` at the
 * end if the option may be missing.
 */
export interface OptionsTable {
  /** The own options by name; `^` has the names of the structs that it extends. */
  readonly structs: { readonly [name: string]: { readonly [option: string]: string } };
  /** The values of each enum; empty if they are not known. */
  readonly enums: { readonly [name: string]: readonly (string | number)[] };
  /** What each instance of a class has. */
  readonly classes: { readonly [name: string]: readonly string[] };
}
