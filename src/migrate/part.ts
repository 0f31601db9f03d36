import { Expression } from './convert';

/**
 * Result for one value. `mapped`: to an option or to code. `same`: equal here and in the chart. `different`: what changes, and how to keep
 * the old behavior. `unsupported`: not possible, with the reason. `unknown`: the chart has no such key.
 */
export type Outcome = 'mapped' | 'same' | 'different' | 'unsupported' | 'unknown';

export interface MigratedValue {
  /** Its path in the file: `prometheus.prometheusSpec.retention`. */
  readonly path: string;
  readonly outcome: Outcome;
  /** The option; or the difference and its cure; or the intended key. */
  readonly note: string;
}

/** Where the release of the chart is. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** A statement of the program, after the stack. */
export interface Statement {
  /** Lines of TypeScript. The variables `stack` and `chart` exist. */
  readonly code: string;
  /** Its reason: a comment above it, of one or more lines. */
  readonly comment?: string;
  /** Classes of cdk8s in the code. */
  readonly uses?: readonly string[];
  /** Classes of this library in the code. */
  readonly from?: readonly string[];
}

/** The result for one part of the chart's values. */
export interface Converted {
  /** Options of the stack by their path: `prometheus.retention`. */
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly statements: readonly Statement[];
  /** Results of values. Rows, the chart's defaults and the chart's keys judge a value without a result here. */
  readonly values: readonly MigratedValue[];
  /** Notes at the top of the program: decisions and preparations before it is applied. */
  readonly warnings: readonly string[];
}

/**
 * A part of the chart's values that needs more than a row per value: Grafana, Alertmanager's configuration, rules. `values` come from the
 * file and may have any type. Never throws.
 */
export type Part = (values: any, release: Release) => Converted;
