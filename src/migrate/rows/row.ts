import { Converter } from '../convert';

/**
 * The result for a value of the chart. A path that ends with `.**` covers everything below it, unless another row is nearer. A value that
 * sets nothing needs no row. `same` takes precedence over `to`, then `different` and `unsupported`.
 */
export interface ValueRow {
  readonly path: string;
  /** Values for which this library behaves like the chart, without an option. */
  readonly same?: readonly unknown[];
  /**
   * The option of a PrometheusStack. It is also written for the chart's default, unless that is in `same`: so the program behaves like the
   * chart if the file does not set the value.
   */
  readonly to?: string;
  readonly as?: Converter;
  /** Other options or code that the value is part of. */
  readonly used?: string;
  /** The difference, and how to keep the old behavior. */
  readonly different?: string;
  /** Why it is not possible. */
  readonly unsupported?: string;
}

/** An option, and the values that are its default here. */
export const to = (path: string, option: string, as: Converter, ...values: unknown[]): ValueRow =>
  ({ path, to: option, as, ...values.length > 0 && { same: values } });
export const same = (path: string, ...values: unknown[]): ValueRow => ({ path, same: values });
/** The same here, whatever the value. */
export const used = (note: string, ...paths: string[]): ValueRow[] => paths.map(path => ({ path, used: note }));
export const different = (note: string, ...paths: string[]): ValueRow[] => paths.map(path => ({ path, different: note }));
export const unsupported = (why: string, ...paths: string[]): ValueRow[] => paths.map(path => ({ path, unsupported: why }));
/** Different, unless it has one of the values. */
export const differentUnless = (values: readonly unknown[], note: string, ...paths: string[]): ValueRow[] =>
  paths.map(path => ({ path, same: values, different: note }));

/** The rows of keys below one key. */
export const below = (prefix: string, rows: readonly ValueRow[]): ValueRow[] =>
  rows.map(row => ({ ...row, path: `${prefix}.${row.path}` }));
