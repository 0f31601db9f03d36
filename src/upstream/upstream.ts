/** The type of an argument or a result, as Prometheus spells it. */
export type PromQLType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What a function accepts and returns. */
export interface FunctionSignature {
  readonly args: readonly PromQLType[];
  /** Upstream's number: 0 none, -1 the last argument repeats without end, n the last argument may be left out or be given up to n times. */
  readonly variadic: number;
  readonly returns: PromQLType;
  /** It needs the feature flag `promql-experimental-functions`. */
  readonly experimental?: true;
}

export interface PromQLFunction extends FunctionSignature {
  /** The first Prometheus that has it; missing where the oldest supported one has it. */
  readonly since?: string;
  /** The first Prometheus that no longer has it. */
  readonly until?: string;
  /** [until, attributes], the oldest first: what was different before `until`. `experimental: false` stands for a missing one. */
  readonly was?: readonly (readonly [until: string, attributes: PreviousSignature])[];
}

export interface PreviousSignature {
  readonly args?: readonly PromQLType[];
  readonly variadic?: number;
  readonly returns?: PromQLType;
  readonly experimental?: boolean;
}

export interface PromQLAggregator {
  /** It has a parameter in front of its expression. */
  readonly parameter?: true;
  /** It needs the feature flag `promql-experimental-functions`. */
  readonly experimental?: true;
  readonly since?: string;
  readonly until?: string;
}

export interface FeatureGate {
  /** The first operator that has it. */
  readonly since: string;
  /** The first operator that no longer has it, and stops if it is given. */
  readonly until?: string;
  /** Whether it is on without being asked for, in the newest operator. */
  readonly default: boolean;
  /** Since when `default` is so, where it was not from the beginning. */
  readonly defaultSince?: string;
}

/** Facts of upstream's sources that are no schemas. */
export interface UpstreamFacts {
  readonly featureGates: Readonly<Record<string, FeatureGate>>;
  readonly functions: Readonly<Record<string, PromQLFunction>>;
  readonly aggregators: Readonly<Record<string, PromQLAggregator>>;
}
