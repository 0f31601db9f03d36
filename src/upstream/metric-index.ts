/**
 * A metric: `TYPE label,label?,label=a|b`, and ` !VERSION` of the release that deprecates it. The type is a letter: c(ounter), g(auge),
 * h(istogram), s(ummary), u(ntyped). `label?` is missing in some series; `label_*` are labels that begin so; `*` are any more labels;
 * `=a|b` are all values that the label has.
 */
export type MetricText = string;

/** A metric that is the same in all releases that were read, or what it is from a release on: null if it is gone. The oldest is first. */
export type MetricHistory = MetricText | readonly (readonly [since: string, metric: MetricText | null])[];

/** A program that exposes metrics. */
export interface MetricComponent {
  /** The Go module of its source; empty if that is not available. */
  readonly module: string;
  /** The releases that were read, the oldest first. */
  readonly versions: readonly string[];
  /** Beginnings of names that belong to this program: another name that begins so does not exist. */
  readonly owns: readonly string[];
  /** Exceptions from `owns`: of these names nothing is known. */
  readonly more?: readonly string[];
  /** The groups of its metrics. */
  readonly groups: readonly string[];
}

/** The metrics of all programs. */
export interface MetricIndex {
  readonly components: Readonly<Record<string, MetricComponent>>;
  /** What answers the same question: a metric, or a selector. */
  readonly successors: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, Readonly<Record<string, MetricHistory>>>>;
}
