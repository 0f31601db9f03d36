import { MergedSpec, mergeSpec, SpecRow } from './extra-spec';

/** An option that is copied to a field, or converted by `write`. */
export interface OptionRow<Options> {
  readonly option: keyof Options & string;
  /** Path below the specification. */
  readonly path: string;
  readonly write?: (value: any) => unknown;
  /** The value is merged with that of the construct. Otherwise it replaces it. */
  readonly isJoined?: boolean;
  /** The option sets part of the field, and `spec` may set the rest. */
  readonly isShared?: boolean;
}

/** Rows of options that the construct sets itself. The option has the name of the field, or is given by `path`. */
export function writtenAs(options: readonly string[], paths: { readonly [path: string]: string } = {}): SpecRow[] {
  return [...options.map(option => ({ path: option, option })), ...Object.entries(paths).map(([path, option]) => ({ path, option }))];
}

/** Rows of options that refer to a key of a Secret. `spec` may set `optional`. */
export function secretKeys(paths: { readonly [path: string]: string }): SpecRow[] {
  return Object.entries(paths).flatMap(([path, option]) => ['name', 'key'].map(field => ({ path: `${path}.${field}`, option })));
}

/** Rows of options that set part of a field, so that `spec` may set the rest. */
export function partly(paths: { readonly [path: string]: string }): SpecRow[] {
  return Object.entries(paths).map(([path, option]) => ({ path, option, isShared: true }));
}

/** The specification of the construct with the options of the rows, and then with `spec`. */
export function completeSpec<Options extends object>(
  own: object, options: Options, table: readonly OptionRow<Options>[], others: readonly SpecRow[],
): CompleteSpec {
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

/** `additionalArgs` of the operator's kinds, for arguments by name. */
export function argumentList(args: { readonly [name: string]: string }): object[] {
  return Object.keys(args).sort().map(name => ({ name, ...args[name] !== '' && { value: args[name] } }));
}
