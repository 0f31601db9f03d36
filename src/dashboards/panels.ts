/** Units of values, by Grafana's names. */
export type Unit = 'short' | 'percentunit' | 'percent' | 'bytes' | 'Bps' | 'pps' | 's' | 'reqps' | 'ops' | 'iops' | 'none'
  | 'bool_on_off' | 'dateTimeFromNow';

/** Thresholds of a value: orange from `warning`, red from `critical`. Other values have the text color. */
export interface Thresholds {
  readonly warning?: number;
  readonly critical?: number;
  /** Which side is wrong: 'above' (the default) or 'below'. */
  readonly direction?: 'above' | 'below';
}

/** A link from a value to another dashboard, with the time range and common variables. */
export interface Link {
  readonly title: string;
  /** The `uid` of the other dashboard. */
  readonly board: string;
  /** Variables of the other board by the label of the series whose value they get: `{ pod: 'pod' }`. */
  readonly variables: { readonly [variable: string]: string };
}

/** The column of a table that has the values of a query. */
export interface ValueColumn {
  readonly title: string;
  /** @default - that of the panel */
  readonly unit?: Unit;
  readonly thresholds?: Thresholds;
}

/** The column of a table that has the values of a label. */
export interface LabelColumn {
  readonly label: string;
  readonly title: string;
  readonly link?: Link;
  /** Link from a value to a page outside of Grafana. */
  readonly page?: Page;
  /** The paths, by value. All other values get ".". */
  readonly texts?: { readonly [value: string]: string };
  /** Whether the column is hidden. Links can still read it. */
  readonly isUnseen?: boolean;
  /** Whether the column is removed. */
  readonly isHidden?: boolean;
}

/** Grafana's links can only use texts of columns. A hidden column contains the end of each address. */
export interface Page {
  readonly title: string;
  /** Common start of all addresses. It ends with "/". */
  readonly base: string;
  /** The label of the column with the rest of the address. */
  readonly label: string;
}

export interface Query {
  readonly expr: string;
  /** The name of a series: `{{pod}}`. Required for graphs; tables have none. */
  readonly legend?: string;
  /** Only for tables. */
  readonly column?: ValueColumn;
  /** Minimum step, so that `$__rate_interval` covers four samples: `30s`. */
  readonly interval?: string;
}

/** A state timeline shows values as bands, such as up and down. */
export type PanelKind = 'stat' | 'timeseries' | 'table' | 'state-timeline';

export interface Panel {
  readonly title: string;
  /** What the value is, what is normal, and what to do otherwise. */
  readonly description: string;
  readonly kind: PanelKind;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** Of a stat, a state timeline, or a table with one query. In graphs it is a line. */
  readonly thresholds?: Thresholds;
  /** Why a stat has no thresholds. */
  readonly plain?: string;
  /** Text if there is no data, such as "No claims". */
  readonly empty?: string;
  /** From each series or stat. Columns of tables have their own links. */
  readonly links?: readonly Link[];
  /** The label columns of a table, in this order, before the values. The queries have no other labels. */
  readonly columns?: readonly LabelColumn[];
  /** The title of the column by which a table is sorted, the largest value first. */
  readonly sortBy?: string;
  /** Stacked values: parts of a whole. */
  readonly stacked?: boolean;
  /** Whether negative values are shown. */
  readonly isSigned?: boolean;
  /** Whether legends are too long for a line below the graph. By default for nodes and for two objects: `{{namespace}}/{{pod}}`. */
  readonly hasLongNames?: boolean;
  /** In units of Grafana's grid, which is 24 wide. */
  readonly size?: { readonly w: number; readonly h: number };
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A variable above a dashboard, with the values of a label. */
export interface Variable {
  readonly name: string;
  /** The series with the label. It may use earlier variables: `kube_pod_info{namespace=~"$namespace"}`. */
  readonly series: string;
  readonly label: string;
  /** Whether several values, and All, can be selected. All also matches series without the label. */
  readonly multi?: boolean;
}

/** Details of a panel, in addition to its title, unit and queries. */
export type Details = Pick<Panel, 'description'> & Partial<Omit<Panel, 'title' | 'unit' | 'queries' | 'kind' | 'description'>>;

/** A stat. It has `thresholds`, or a reason in `plain` why it has none. */
export function stat(title: string, unit: Unit, expr: string, details: Details): Panel {
  return { title, unit, kind: 'stat', queries: [{ expr }], ...details };
}

/** A graph with one line for each series, named by its legend. */
export function lines(title: string, unit: Unit, expr: string, legend: string, details: Details): Panel {
  return several(title, unit, [{ expr, legend }], details);
}

/**
 * Several expressions, with one line for each series. Of objects that can be hundreds, only the largest, or the smallest if these are
 * worse.
 */
export function several(title: string, unit: Unit, queries: readonly Query[], details: Details): Panel {
  return limited({ title, unit, kind: 'timeseries', queries, ...details });
}

/** Limited to the number of series that fit. */
function limited(panel: Panel): Panel {
  const { kind, queries, thresholds, description } = panel;
  const isOfMany = ({ expr, legend = '' }: Query) => !expr.includes(SHOWN) && MANY.some(label => legend.includes(`{{${label}}}`));
  if (!queries.some(isOfMany)) { return panel; }
  const isBelow = thresholds?.direction === 'below';
  const select = isBelow ? bottom : top;
  const count = Math.ceil(CURVES / queries.length);
  const which = kind === 'state-timeline'
    ? `Shown are at most ${CURVES}, those with faults first.`
    : `Shown are the ${CURVES} ${isBelow ? 'smallest' : 'largest'}.`;
  return {
    ...panel,
    queries: queries.map(query => isOfMany(query) ? { ...query, expr: select(query.expr, count) } : query),
    description: `${description} ${which}`,
  };
}

/** Labels of objects of which a cluster can have hundreds. */
const MANY = ['namespace', 'node', 'workload', 'persistentvolumeclaim'];

/** One band for each series, colored if its value is bad. */
export function states(title: string, unit: Unit, expr: string, legend: string, details: Details): Panel {
  return limited({ title, unit, kind: 'state-timeline', queries: [{ expr, legend }], ...details });
}

/** A table: a row for each combination of labels, a column for each label and each query. */
export function table(title: string, unit: Unit, columns: readonly LabelColumn[], queries: readonly Query[], details: Details): Panel {
  return { title, unit, kind: 'table', columns, queries, ...details };
}

/** A column of labels. */
export const column = (label: string, title: string, link?: Link): LabelColumn => ({ label, title, ...link && { link } });

/** A column of values. */
export const value = (title: string, expr: string, more: Omit<ValueColumn, 'title'> = {}): Query => ({ expr, column: { title, ...more } });

/** A link whose variables have the same names as the labels. */
export const linkTo = (board: string, title: string, ...labels: readonly string[]): Link => ({
  title,
  board,
  variables: Object.fromEntries(labels.map(label => [label, label])),
});

/**
 * The queries of a table for the 50 rows with the largest values of the first one, so that large clusters do not have thousands of rows.
 * @param on what the queries have in common: `on (cluster, namespace, pod)`
 */
export function largest(on: string, [first, ...others]: readonly Query[]): Query[] {
  const selected = `topk(${ROWS}, ${first.expr})`;
  return [{ ...first, expr: selected }, ...others.map(query => ({ ...query, expr: `(${query.expr}) and ${on} ${selected}` }))];
}

/** Maximum number of series in a graph, so that all names fit in the legend. */
export const CURVES = 10;

/**
 * The series that were largest at some time in the displayed range. `topk()` alone selects at each point of a graph, so the graph has far
 * more curves.
 * @param count a panel has about ten, both directions together
 */
export function top(expr: string, count = CURVES): string {
  return `(${expr}) and topk(${count}, max_over_time((${expr})${SHOWN}))`;
}

/**
 * The series of the objects for which another expression was largest, so that a limit and its usage are of the same objects.
 * @param on what both have in common: `on (cluster, namespace)`
 */
export function ofLargest(expr: string, on: string, ranking: string, count: number): string {
  return `(${expr}) and ${on} topk(${count}, max_over_time((${ranking})${SHOWN}))`;
}

/** The smallest series. */
export function bottom(expr: string, count = CURVES): string {
  return `(${expr}) and bottomk(${count}, min_over_time((${expr})${SHOWN}))`;
}

/** Ranks over the whole graph at its end, so that the selection is the same at all points. */
const SHOWN = '[$__range:$__interval] @ end()';

/** Gives series without a value of a label a word, so that they have a name. */
export const named = (expr: string, label: string, word: string): string => `label_replace(${expr}, "${label}", "${word}", "${label}", "")`;

/** Rows of a table at most. */
export const ROWS = 50;

/**
 * A quantile of a histogram, whether it is stored with classic buckets or as a native histogram.
 * @param selector matchers of its series
 * @param by `by (cluster, pod)`; `le` is added
 */
export function quantile(q: number, histogram: string, selector: string, by: string): string {
  const withLe = by.replace(/\)$/, ', le)').replace('(, ', '(');
  const classic = `histogram_quantile(${q}, sum ${withLe} (rate(${histogram}_bucket{${selector}}[$__rate_interval])))`;
  return `${classic} or histogram_quantile(${q}, sum ${by} (rate(${histogram}{${selector}}[$__rate_interval])))`;
}

/**
 * The number of observations of a histogram per second, whether it is stored with classic buckets or as a native histogram.
 * @param part `sum` for the sum of the observed values
 */
export function observations(histogram: string, selector: string, by: string, part: 'count' | 'sum' = 'count'): string {
  return `sum ${by} (rate(${histogram}_${part}{${selector}}[$__rate_interval])) or sum ${by} `
    + `(histogram_${part}(rate(${histogram}{${selector}}[$__rate_interval])))`;
}
