import { MergedSpec, mergeSpec, SpecRow } from './extra-spec';

/** An option that is written to a field as it is, or as `write` spells it. */
export interface OptionRow<Options> {
  readonly option: keyof Options & string;
  /** Below the specification, with dots. */
  readonly path: string;
  readonly write?: (value: any) => unknown;
  /** The value is joined with what the construct writes; without it, it replaces that. */
  readonly isJoined?: boolean;
  /** The option writes part of the field, and `spec` may write the rest. */
  readonly isShared?: boolean;
}

/** Rows of options that the construct writes itself: of one field the option of the same name, of others by `path`. */
export function writtenAs(options: readonly string[], paths: { readonly [path: string]: string } = {}): SpecRow[] {
  return [...options.map(option => ({ path: option, option })), ...Object.entries(paths).map(([path, option]) => ({ path, option }))];
}

/** Rows of options that refer to a key of a Secret; whether it is `optional` is for `spec`. */
export function secretKeys(paths: { readonly [path: string]: string }): SpecRow[] {
  return Object.entries(paths).flatMap(([path, option]) => ['name', 'key'].map(field => ({ path: `${path}.${field}`, option })));
}

/** Rows of options that write a part of a field, so that `spec` may write the rest. */
export function partly(paths: { readonly [path: string]: string }): SpecRow[] {
  return Object.entries(paths).map(([path, option]) => ({ path, option, isShared: true }));
}

/** The specification of the construct with the options of the rows, and then with `spec`. */
export function completeSpec<Options extends object>(own: object, options: Options, table: readonly OptionRow<Options>[], others: readonly SpecRow[]): CompleteSpec {
  const given = table.filter(({ option }) => options[option] !== undefined);
  const spec = given.reduce<object>((all, row) => withOption(all, row, options[row.option]), own);
  const extra = (options as { readonly spec?: unknown }).spec;
  return mergeSpec(spec, extra, [...table.map(({ path, option, isShared }) => ({ path, option, ...isShared && { isShared } })), ...others]);
}

export type CompleteSpec = MergedSpec;

function withOption<Options>(spec: object, { path, write = same, isJoined }: OptionRow<Options>, value: unknown): object {
  const json = write(value);
  if (json === undefined) { return spec; }
  return isJoined ? mergeSpec(spec, nested(path.split('.'), json), []).spec : replaced(spec, path.split('.'), json);
}

function replaced(map: { readonly [field: string]: any }, [first, ...rest]: readonly string[], value: unknown): object {
  return { ...map, [first]: rest.length === 0 ? value : replaced(map[first] ?? {}, rest, value) };
}

function nested([first, ...rest]: readonly string[], value: unknown): object {
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

const same = (value: unknown) => value;

/** `additionalArgs` of the operator's kinds, of arguments by their names. */
export function argumentList(args: { readonly [name: string]: string }): object[] {
  return Object.keys(args).sort().map(name => ({ name, ...args[name] !== '' && { value: args[name] } }));
}
