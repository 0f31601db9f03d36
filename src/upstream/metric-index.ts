/**
 * A metric: `TYPE label,label?,label=a|b`, and ` !VERSION` of the release that deprecates it. The type is a letter: c(ounter), g(auge),
 * h(istogram), s(ummary), u(ntyped). `label?` is missing in some series. `label_*` are labels with this prefix. `*` are any other labels.
 * `=a|b` are all values of the label.
 */
export type MetricText = string;

/** A metric that is the same in all releases, or its forms from a release on, oldest first. Null if it was removed. */
export type MetricHistory = MetricText | readonly (readonly [since: string, metric: MetricText | null])[];

/** A program that exposes metrics. */
export interface MetricComponent {
  /** The Go module of its source; empty if that is not available. */
  readonly module: string;
  /** The releases that were read, oldest first. */
  readonly versions: readonly string[];
  /** Prefixes that are unique to this program: another name with such a prefix does not exist. */
  readonly owns: readonly string[];
  /** Exceptions from `owns`: nothing is known about these names. */
  readonly more?: readonly string[];
  /** The groups of its metrics. */
  readonly groups: readonly string[];
}

/** The metrics of all programs. */
export interface MetricIndex {
  readonly components: Readonly<Record<string, MetricComponent>>;
  /** A replacement: a metric or a selector. */
  readonly successors: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, Readonly<Record<string, MetricHistory>>>>;
}
