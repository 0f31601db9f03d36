import { Finding } from '../validation/rule';
import { mapOf } from '../values/json';

/** A burn rate of a file, in Prometheus' durations. */
export interface DraftBurnRate {
  readonly factor: number;
  readonly longWindow: string;
  readonly for: string;
  readonly severity: string;
}

/** The queries of an indicator of a file. */
export type DraftIndicator =
  | { readonly total: string; readonly errors?: string; readonly good?: string }
  | { readonly errorRatio: string };

/** Alerts of a file. Undefined values come from the options. */
export interface DraftAlerts {
  readonly name?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly page?: boolean;
  readonly ticket?: boolean;
  readonly pageSeverity?: string;
  readonly ticketSeverity?: string;
  readonly pageLabels?: Labels;
  readonly ticketLabels?: Labels;
  readonly absent?: boolean;
  readonly burnRates?: readonly DraftBurnRate[];
}

export type Labels = { readonly [name: string]: string };

/** An objective of a file. */
export interface Draft {
  readonly service: string;
  readonly name: string;
  readonly description?: string;
  readonly objective: number;
  /** In Prometheus' format. Undefined if the file does not set it. */
  readonly window?: string;
  readonly indicator: DraftIndicator;
  readonly isAveraged: boolean;
  readonly seriesLabels: Labels;
  readonly alerts: DraftAlerts;
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
}

/** A document, and its file. */
export interface SourceDocument {
  readonly file: string;
  readonly value: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

export function trimmedText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Valid label names with string values. */
export function labelsIn(value: unknown): Labels {
  const names = Object.entries(mapOf(value))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && /^[a-zA-Z_]\w*$/.test(entry[0]));
  return Object.fromEntries(names);
}
