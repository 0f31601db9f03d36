/** The type of an argument or a result, with Prometheus' name. */
export type PromQLType = 'scalar' | 'vector' | 'matrix' | 'string';

/** Arguments and result of a function. */
export interface FunctionSignature {
  readonly args: readonly PromQLType[];
  /**
   * How often the last argument of `args` may occur. 0: exactly once. n: up to n times, or not at all. -1: any number of times, or not at
   * all.
   */
  readonly variadic: number;
  readonly returns: PromQLType;
  /** It requires the feature flag `promql-experimental-functions`. */
  readonly experimental?: true;
}

export interface PromQLFunction extends FunctionSignature {
  /** The first Prometheus that has it; missing if the oldest supported one has it. */
  readonly since?: string;
  /** The first Prometheus without it. */
  readonly until?: string;
  /** [until, attributes], oldest first: differences from the newest release before `until`. `experimental: false`: it was stable. */
  readonly was?: readonly (readonly [until: string, attributes: PreviousSignature])[];
}

export interface PreviousSignature {
  readonly args?: readonly PromQLType[];
  readonly variadic?: number;
  readonly returns?: PromQLType;
  readonly experimental?: boolean;
}

export interface PromQLAggregator {
  /** A parameter precedes the expression. */
  readonly parameter?: true;
  /** It requires the feature flag `promql-experimental-functions`. */
  readonly experimental?: true;
  /** The first Prometheus that has it; missing if the oldest supported one has it. */
  readonly since?: string;
  readonly until?: string;
}

export interface FeatureGate {
  /** The first operator that has it. */
  readonly since: string;
  /** The first operator without it. */
  readonly until?: string;
  /** Whether it is enabled by default in the newest operator. */
  readonly default: boolean;
  /** The first operator with this default, if an older one had the other. */
  readonly defaultSince?: string;
}

/** Facts of upstream's sources in addition to schemas. */
export interface UpstreamFacts {
  /** The newest releases whose sources were read. */
  readonly newest: { readonly operator: string; readonly prometheus: string };
  readonly featureGates: Readonly<Record<string, FeatureGate>>;
  readonly functions: Readonly<Record<string, PromQLFunction>>;
  readonly aggregators: Readonly<Record<string, PromQLAggregator>>;
}
