import { Panel, Row, Variable } from './panels';

/** A dashboard as data. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** What is chosen above it, in this order, after the data source. */
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}

/** The newest version of Grafana's classic schema; newer ones of Grafana bring it up to date when they read it. */
const SCHEMA_VERSION = 41;

/** Grafana's grid is 24 wide. */
const WIDTH = 24;
const SIZES: Readonly<Record<Panel['kind'], { readonly w: number; readonly h: number }>> = { stat: { w: 4, h: 4 }, timeseries: { w: 12, h: 8 }, table: { w: 24, h: 9 } };

const SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** A dashboard as Grafana reads it. Nothing in it depends on the time or the machine. */
export function grafanaDashboard({ uid, title, description, variables, rows }: Board): object {
  return {
    uid,
    title,
    description,
    tags: ['cdk8s-prometheus'],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    graphTooltip: 1,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    annotations: { list: [] },
    links: [{ type: 'dashboards', title: 'Others', tags: ['cdk8s-prometheus'], asDropdown: true, includeVars: true, keepTime: true, icon: 'external link', tooltip: '', url: '', targetBlank: false }],
    templating: { list: variablesOf(variables) },
    panels: panelsOf(rows),
  };
}

function variablesOf(variables: readonly Variable[]): object[] {
  return [
    { name: 'datasource', type: 'datasource', label: 'Data source', query: 'prometheus', refresh: 1, hide: 0, multi: false, includeAll: false, regex: '', options: [] },
    ...variables.map(variable),
  ];
}

function variable({ name, series, label, multi = false }: Variable): object {
  const query = `label_values(${series}, ${label})`;
  return {
    name,
    type: 'query',
    label: `${name[0].toUpperCase()}${name.slice(1)}`,
    datasource: SOURCE,
    query: { query, refId: 'Variables' },
    definition: query,
    refresh: 2,
    sort: 1,
    hide: 0,
    multi,
    includeAll: multi,
    ...multi && { allValue: '.*' },
    regex: '',
    options: [],
  };
}

/** From left to right, row by row. */
function panelsOf(rows: readonly Row[]): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title: row.title, collapsed: false, gridPos: { x: 0, y, w: WIDTH, h: 1 }, panels: [] });
    y += 1;
    let x = 0;
    let height = 0;
    for (const each of row.panels) {
      const { w, h } = SIZES[each.kind];
      if (x + w > WIDTH) { x = 0; y += height; height = 0; }
      panels.push({ id: panels.length + 1, gridPos: { x, y, w, h }, ...panelOf(each) });
      x += w;
      height = Math.max(height, h);
    }
    y += height;
  }
  return panels;
}

function panelOf({ title, description, kind, unit, queries, stacked = false, isSigned = false }: Panel): object {
  return {
    type: kind,
    title,
    ...description !== undefined && { description },
    datasource: SOURCE,
    fieldConfig: { defaults: { unit, ...kind === 'timeseries' && { ...!isSigned && { min: 0 }, custom: { fillOpacity: stacked ? 30 : 0, showPoints: 'never', stacking: { mode: stacked ? 'normal' : 'none', group: 'A' } } } }, overrides: [] },
    options: OPTIONS[kind],
    ...kind === 'table' && { transformations: [{ id: 'organize', options: { excludeByName: { Time: true } } }] },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode(65 + at),
      datasource: SOURCE,
      expr,
      ...kind === 'timeseries' ? { range: true, instant: false } : { range: false, instant: true },
      ...kind === 'table' && { format: 'table' },
      ...legend !== undefined && { legendFormat: legend },
    })),
  };
}

const OPTIONS: Readonly<Record<Panel['kind'], object>> = {
  stat: {
    colorMode: 'none',
    graphMode: 'none',
    justifyMode: 'auto',
    orientation: 'auto',
    textMode: 'auto',
    wideLayout: true,
    showPercentChange: false,
    percentChangeColorMode: 'standard',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
  },
  timeseries: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] }, tooltip: { mode: 'multi', sort: 'desc' } },
  table: { frameIndex: 0, showHeader: true, cellHeight: 'sm' },
};
