import { OptionRow } from '../../../src/manifest/option-rows';

/** A construct that makes a custom resource: its options, and the table of those that write one field each. */
export interface Maker {
  readonly key: string;
  readonly make: (chart: any, props: any) => unknown;
  readonly rows: readonly OptionRow<any>[];
  /** The options that go with every specification. */
  readonly typed: object;
  /** Options that go with few others. */
  readonly alone?: readonly object[];
}
