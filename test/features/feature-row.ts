/** One row of the table of features: what users of comparable projects have, or request, and whether it exists here. */
export interface FeatureRow {
  /** The number in the table; it never changes. */
  readonly row: number;
  /** The wish, in a few words. */
  readonly feature: string;
  /** `done`: all of it, by typed options; `partial`: `why` says what is missing; `missing`: nothing of it, yet; `declined`: `why` is the reason. */
  readonly verdict: 'done' | 'partial' | 'missing' | 'declined';
  /** What is missing, or why it is declined. */
  readonly why?: string;
  /** A small program as a user would write it, and what must be in its manifests. Each row that is done or partial has one. */
  readonly shows?: () => void;
}
