import { OptionRow } from '../../../src/manifest/option-rows';

/** A construct for a custom resource: its options, and the table of those that map to one field each. */
export interface Maker {
  readonly key: string;
  readonly make: (chart: any, props: any) => unknown;
  readonly rows: readonly OptionRow<any>[];
  /** Options that combine with every specification. */
  readonly typed: object;
  /** Options that combine with few others. */
  readonly alone?: readonly object[];
}
