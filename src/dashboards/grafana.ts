import { overridesOf } from './colors';
import { Link, Panel, PanelKind, Row, Variable } from './panels';
import { tableParts, thresholdsOf } from './tables';

/** A dashboard as data. */
export interface Board {
  /** Stable: links and bookmarks contain it. At most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** In addition to `cdk8s-prometheus`. */
  readonly tags?: readonly string[];
  /** Variables above the dashboard, in this order, after the data source. */
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
  /** The `uid` of the board to which its first link leads. */
  readonly home?: string;
}

/** The variables of each board that a link may lead to, by its `uid`. */
export type Targets = ReadonlyMap<string, readonly string[]>;

/** The newest version of Grafana's classic schema. Newer releases of Grafana migrate it on load. */
const SCHEMA_VERSION = 41;

/** Grafana's grid is 24 wide. */
const WIDTH = 24;
const SIZES: Readonly<Record<PanelKind, { readonly w: number; readonly h: number }>> = {
  'stat': { w: 4, h: 4 }, 'timeseries': { w: 12, h: 8 }, 'table': { w: 24, h: 9 }, 'state-timeline': { w: 24, h: 6 },
};
/** Legends with long names: a list to the right of the graph. */
const WITH_LIST = { w: 24, h: 9 };

const SOURCE = { type: 'prometheus', uid: '${datasource}' };
const DATA_SOURCE = 'datasource';

/**
 * A dashboard in Grafana's JSON. It does not depend on time or machine. Links to dashboards that are not among the targets are omitted.
 */
export function grafanaDashboard(board: Board, targets: Targets = new Map()): object {
  const { uid, title, description, tags = [], variables, rows } = board;
  return {
    uid,
    title,
    description,
    tags: ['cdk8s-prometheus', ...tags],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    graphTooltip: 1,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    annotations: { list: [] },
    links: linksOf(board, targets),
    templating: { list: variablesOf(variables) },
    panels: panelsOf(rows, { own: variables.map(({ name }) => name), targets }),
  };
}

const LINK = { includeVars: true, keepTime: true, targetBlank: false, tooltip: '' };

function linksOf({ uid, home }: Board, targets: Targets): object[] {
  const others = {
    ...LINK,
    type: 'dashboards',
    title: 'Others',
    tags: ['cdk8s-prometheus'],
    asDropdown: true,
    icon: 'external link',
    url: '',
  };
  const first = { ...LINK, type: 'link', title: 'Home', tags: [], asDropdown: false, icon: 'dashboard', url: `/d/${home}` };
  return home !== undefined && home !== uid && targets.has(home) ? [first, others] : [others];
}

function variablesOf(variables: readonly Variable[]): object[] {
  return [
    {
      name: DATA_SOURCE,
      type: 'datasource',
      label: 'Data source',
      query: 'prometheus',
      refresh: 1,
      hide: 0,
      multi: false,
      includeAll: false,
      regex: '',
      options: [],
    },
    ...variables.map(variable),
  ];
}

function variable({ name, series, label, multi = false }: Variable): object {
  const query = `label_values(${series}, ${label})`;
  return {
    name,
    type: 'query',
    label: titleOf(name),
    datasource: SOURCE,
    query: { query, refId: 'Variables' },
    definition: query,
    refresh: 2,
    sort: 1,
    hide: 0,
    multi,
    includeAll: multi,
    ...multi && { allValue: '.*', current: { selected: true, text: ['All'], value: ['$__all'] } },
    regex: '',
    options: [],
  };
}

function titleOf(name: string): string {
  const words = name.replace(/_/g, ' ');
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

/** Input for the links of a dashboard. */
interface Surroundings {
  /** The names of the dashboard's variables. */
  readonly own: readonly string[];
  readonly targets: Targets;
}

/** From left to right, row by row. */
function panelsOf(rows: readonly Row[], surroundings: Surroundings): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: WIDTH, h: 1 },
      panels: [],
    });
    y += 1;
    for (const line of linesOf(row.panels)) {
      let x = 0;
      for (const { panel, w, h } of line) {
        panels.push({ id: panels.length + 1, gridPos: { x, y, w, h }, ...panelOf(panel, surroundings) });
        x += w;
      }
      y += Math.max(...line.map(({ h }) => h));
    }
  }
  return panels;
}

interface Sized {
  readonly panel: Panel;
  readonly w: number;
  readonly h: number;
}

/** Stats wide enough for titles next to each other. */
const MOST_STATS = 6;
/** Width of one or two stats. */
const WIDEST_STAT = 8;

/** Stats are distributed evenly over lines: seven are four and three, not six and one. */
function sharesOf(count: number): number[] {
  const lines = Math.ceil(count / MOST_STATS);
  const perLine = Array.from({ length: lines }, (_, at) => Math.floor((count + lines - 1 - at) / lines));
  return perLine.flatMap(each => Array.from(
    { length: each }, (_, at) => Math.min(WIDEST_STAT, Math.floor(WIDTH / each) + Number(at < WIDTH % each)),
  ));
}

/** As many panels per line as fit. A graph that would be alone on its line gets the whole width. */
function linesOf(all: readonly Panel[]): Sized[][] {
  const lines: Sized[][] = [];
  const isStat = ({ kind, size }: Panel) => kind === 'stat' && size === undefined;
  const shares = sharesOf(all.filter(isStat).length);
  const panels = all.map(panel => isStat(panel) ? { ...panel, size: { ...SIZES.stat, w: shares.shift()! } } : panel);
  let left = 0;
  for (const panel of panels) {
    const { w, h } = panel.size ?? (hasLongNames(panel) ? WITH_LIST : SIZES[panel.kind]);
    if (w > left) { lines.push([]); left = WIDTH; }
    lines.at(-1)!.push({ panel, w, h });
    left -= w;
  }
  const isWide = ({ panel }: Sized) => panel.size === undefined && panel.kind === 'timeseries';
  return lines.map(line => line.length === 1 && isWide(line[0]) ? [{ ...line[0], w: WIDTH }] : line);
}

/** Legends with two objects, `{{namespace}}/{{pod}}`, and with nodes, which are full host names at most providers. */
function hasLongNames({ kind, queries, hasLongNames: isLong = false }: Panel): boolean {
  return kind === 'timeseries' && (isLong || queries.some(({ legend = '' }) => /\}\}\/\{\{|\{\{node\}\}/.test(legend)));
}

function panelOf(panel: Panel, surroundings: Surroundings): object {
  const { title, description, kind, queries } = panel;
  const toLinks = (links: readonly Link[]) => links.flatMap(link => dataLink(link, kind, surroundings));
  const parts = kind === 'table' ? tableParts(panel, toLinks) : undefined;
  return {
    type: kind,
    title,
    description,
    datasource: SOURCE,
    fieldConfig: {
      defaults: defaultsOf(panel, toLinks(panel.links ?? [])),
      overrides: parts?.overrides ?? (kind === 'timeseries' ? overridesOf(queries.map(({ legend = '' }) => legend)) : []),
    },
    options: { ...OPTIONS[kind], ...parts?.options, ...hasLongNames(panel) && { legend: LIST_LEGEND } },
    ...parts && { transformations: parts.transformations },
    targets: queries.map(({ expr, legend, interval }, at) => ({
      refId: String.fromCharCode(65 + at),
      datasource: SOURCE,
      expr,
      ...kind === 'timeseries' || kind === 'state-timeline' ? { range: true, instant: false } : { range: false, instant: true },
      ...kind === 'table' && { format: 'table' },
      ...legend !== undefined && { legendFormat: legend },
      ...interval !== undefined && { interval },
    })),
  };
}

function defaultsOf({ kind, unit, thresholds, empty, stacked = false, isSigned = false }: Panel, links: object[]): object {
  const curve = {
    fillOpacity: stacked ? 30 : 0,
    showPoints: 'never',
    stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
    ...thresholds && { thresholdsStyle: { mode: 'dashed' } },
  };
  return {
    unit,
    ...kind === 'timeseries' && { ...!isSigned && { min: 0 }, color: { mode: 'palette-classic-by-name' }, custom: curve },
    ...kind === 'state-timeline' && { color: { mode: 'thresholds' }, custom: { fillOpacity: 70, lineWidth: 0 } },
    ...kind !== 'table' && { thresholds: thresholdsOf(thresholds, kind === 'stat' ? undefined : 'green') },
    ...empty !== undefined && { noValue: empty },
    ...links.length > 0 && { links },
  };
}

/** A link that passes the time range, its own variables, and the variables that both dashboards have. */
function dataLink({ title, board, variables }: Link, kind: PanelKind, { own, targets }: Surroundings): object[] {
  const there = targets.get(board);
  if (!there) { return []; }
  const kept = [
    DATA_SOURCE,
    ...own.filter(name => there.includes(name) && !Object.hasOwn(variables, name)),
  ].map(name => `\${${name}:queryparam}`);
  const valueOf = (label: string) => kind === 'table' ? `\${__data.fields.${label}}` : `\${__field.labels.${label}}`;
  const set = Object.entries(variables).map(([name, label]) => `var-${name}=${valueOf(label)}`);
  return [{ title, url: `/d/${board}?${[...kept, ...set, '${__url_time_range}'].join('&')}`, targetBlank: false }];
}

/** Largest first, like the tooltip. */
const LIST_LEGEND = {
  displayMode: 'table', placement: 'right', showLegend: true, calcs: ['lastNotNull', 'max'], sortBy: 'Max', sortDesc: true,
};

const OPTIONS: Readonly<Record<PanelKind, object>> = {
  'stat': {
    colorMode: 'value',
    graphMode: 'none',
    justifyMode: 'auto',
    orientation: 'auto',
    textMode: 'auto',
    wideLayout: true,
    showPercentChange: false,
    percentChangeColorMode: 'standard',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
  },
  'timeseries': {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  'table': { frameIndex: 0, showHeader: true, cellHeight: 'sm' },
  'state-timeline': {
    showValue: 'never',
    mergeValues: true,
    alignValue: 'left',
    rowHeight: 0.8,
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'single', sort: 'none' },
  },
};
