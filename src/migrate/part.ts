import { Expression } from './convert';

/**
 * What became of one value: `mapped` to an option or to code, `same` here as in the chart, `different`: what changes, and how to keep the
 * old behavior, `unsupported`: it cannot be done, with the reason, or `unknown`: the chart has no such key.
 */
export type Outcome = 'mapped' | 'same' | 'different' | 'unsupported' | 'unknown';

export interface MigratedValue {
  /** Where it is in the file: `prometheus.prometheusSpec.retention`. */
  readonly path: string;
  readonly outcome: Outcome;
  /** The option; or what differs and the cure; or what it may have meant. */
  readonly note: string;
}

/** Where the release of the chart is. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** A statement of the program, after that of the stack. */
export interface Statement {
  /** Lines of TypeScript. `stack` and `chart` are bound. */
  readonly code: string;
  /** Why it is there: a comment above it, of one or more lines. */
  readonly comment?: string;
  /** Classes of cdk8s in the code. */
  readonly uses?: readonly string[];
  /** Classes of this library in the code. */
  readonly from?: readonly string[];
}

/** What one part of the chart's values becomes. */
export interface Converted {
  /** Options of the stack by their path: `prometheus.retention`. */
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly statements: readonly Statement[];
  /** Results of values. A value without one here is judged by the rows, the chart's defaults and the chart's keys. */
  readonly values: readonly MigratedValue[];
  /** What is said at the top of the program: what the engineer must decide or prepare before it is applied. */
  readonly warnings: readonly string[];
}

/**
 * A part of the chart's values that has more to say than a row per value: Grafana, Alertmanager's configuration, rules. `values` are those
 * of the file, as they came: anything.
 * Never throws.
 */
export type Part = (values: any, release: Release) => Converted;
