/** A reason why queries are empty in the bed. */
export interface Empty {
  /** The queries: a part of their expression. */
  readonly reads: RegExp;
  /** `impossible`: the bed has nothing of the kind. `healthy`: it exists here, and is empty or below the limit of the panel while nothing is wrong. */
  readonly kind: 'impossible' | 'healthy';
  readonly reason: string;
}

/** THE table of queries without an answer. The first row that fits counts. A row of which a query has data is an error. */
export const EMPTY: readonly Empty[] = [
  { reads: /coredns_/, kind: 'impossible', reason: 'no CoreDNS' },
];

/** Variables without values: `board/variable`, with the reason. */
export const NO_VALUES: { readonly [variable: string]: string } = {};
