/** How our rule relates to upstream's: fires alike, fires earlier or in more situations, later or in fewer, or does not exist. */
export type Verdict = 'same' | 'stricter' | 'looser' | 'declined';

/**
 * An alert or recorded series of kube-prometheus-stack or kube-prometheus, and our equivalent. docs/upstream-rules.md is generated from
 * these rows.
 */
export interface UpstreamRow {
  /** Upstream's name. */
  readonly upstream: string;
  /** Ours, if there is one; several where upstream's is split. */
  readonly ours?: string | readonly string[];
  readonly verdict: Verdict;
  /** What differs and why; for "same" only a difference that readers would ask about. */
  readonly why?: string;
}

/** A former name, for users who have it in routes and silences. */
export interface Renamed {
  readonly was: string;
  readonly now?: string;
  readonly difference: string;
}

/** The rows of one group of rules. */
export interface UpstreamRows {
  readonly alerts: readonly UpstreamRow[];
  readonly records: readonly UpstreamRow[];
  readonly renamed: readonly Renamed[];
}
