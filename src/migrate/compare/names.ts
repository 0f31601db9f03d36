/** A name of upstream, and what is here for it. */
export interface KnownName {
  /** The names of this library; none if it has nothing for it. */
  readonly ours: readonly string[];
  /** `same`, `stricter` (in more situations), `looser` (in fewer), `declined` (nothing is here), `on request` (an option has it). */
  readonly verdict: 'same' | 'stricter' | 'looser' | 'declined' | 'on request';
  /** What differs and why. */
  readonly why?: string;
}

/** What upstream's alerts and recorded series are called here. */
export interface NameTable {
  readonly alerts: ReadonlyMap<string, KnownName>;
  readonly records: ReadonlyMap<string, KnownName>;
}

export const NO_NAMES: NameTable = { alerts: new Map(), records: new Map() };
