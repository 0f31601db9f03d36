/** How values are shown, by Grafana's names. */
export type Unit = 'short' | 'percentunit' | 'percent' | 'bytes' | 'Bps' | 's' | 'reqps' | 'ops' | 'none' | 'bool_on_off';

export interface Query {
  readonly expr: string;
  /** `{{pod}}`; in a table nothing. */
  readonly legend?: string;
}

export interface Panel {
  readonly title: string;
  /** What it says to who sees it for the first time. */
  readonly description?: string;
  readonly kind: 'stat' | 'timeseries' | 'table';
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** Values on top of each other: parts of a whole. */
  readonly stacked?: boolean;
  /** Whether values below zero are shown. */
  readonly isSigned?: boolean;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A variable that is chosen above a dashboard, by the values of a label. */
export interface Variable {
  readonly name: string;
  /** The series whose label it is. */
  readonly series: string;
  readonly label: string;
  readonly multi?: boolean;
}

const panel = (kind: Panel['kind']) => (title: string, unit: Unit, queries: string | readonly Query[], more: Partial<Panel> = {}): Panel => ({
  title, unit, kind, queries: typeof queries === 'string' ? [{ expr: queries }] : queries, ...more,
});

export const stat = panel('stat');
export const table = panel('table');

/** A line for each series, called by its legend. */
export function lines(title: string, unit: Unit, expr: string, legend: string, more: Partial<Panel> = {}): Panel {
  return { title, unit, kind: 'timeseries', queries: [{ expr, legend }], ...more };
}

/** Several expressions, a line for each of their series. */
export function several(title: string, unit: Unit, queries: readonly Query[], more: Partial<Panel> = {}): Panel {
  return { title, unit, kind: 'timeseries', queries, ...more };
}
