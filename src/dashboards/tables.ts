import { Override } from './colors';
import { LabelColumn, Link, Panel, Query, ROWS, Thresholds, Unit } from './panels';

/** Only bad values have a color. */
const RIGHT = 'text';

/**
 * Thresholds in Grafana's format: each color applies from its value upwards.
 * @param right the color of a good value. Bands need one that is not read as "unknown", and it is the color of a line above which all is
 * well.
 */
export function thresholdsOf({ warning, critical, direction = 'above' }: Thresholds = {}, right: string = RIGHT): object {
  const step = (color: string, from: number | undefined) => from === undefined ? [] : [{ value: from, color }];
  if (direction === 'above') {
    return {
      mode: 'absolute',
      steps: [{ value: null, color: right }, ...step('orange', warning), ...step('red', critical)],
    };
  }
  const worst = critical === undefined ? 'orange' : 'red';
  const middle = critical !== undefined && warning !== undefined ? step('orange', critical) : [];
  return { mode: 'absolute', steps: [{ value: null, color: worst }, ...middle, ...step(right, warning ?? critical)] };
}

/** Transformations that join the results of several queries by their labels. */
export function tableParts(
  panel: Panel, toLinks: (links: readonly Link[]) => object[],
): { transformations: object[]; overrides: Override[]; options: object } {
  const { columns = [], queries, sortBy } = panel;
  const names = [...columns.map(({ label }) => label), ...queries.map((_, at) => valueName(queries, at))];
  const titles = [...columns.map(({ title }) => title), ...queries.map(({ column }) => column?.title ?? 'Value')];
  const hidden = columns.filter(({ isHidden }) => isHidden).map(({ label }) => label);
  const organize = {
    excludeByName: Object.fromEntries([
      'Time',
      ...hidden,
      ...queries.flatMap(({ column }, at) => column ? [] : [valueName(queries, at)]),
    ].map(name => [name, true])),
    indexByName: Object.fromEntries(names.map((name, at) => [name, at])),
    renameByName: Object.fromEntries(names.map((name, at) => [name, titles[at]])),
  };
  return {
    transformations: [
      ...queries.length > 1 ? [{ id: 'merge', options: {} }] : [],
      { id: 'organize', options: organize },
      ...sortBy === undefined ? [] : [{ id: 'sortBy', options: { fields: {}, sort: [{ field: sortBy, desc: true }] } }],
      { id: 'limit', options: { limitField: ROWS } },
    ],
    overrides: [
      ...ofCells(panel), ...columns.flatMap(each => ofLabel(each, columns, toLinks)), ...queries.flatMap(query => ofValue(query, panel)),
    ],
    options: sortBy === undefined ? {} : { sortBy: [{ displayName: sortBy, desc: true }] },
  };
}

/** Grafana's name of the values of a query. */
function valueName(queries: readonly Query[], at: number): string {
  return queries.length > 1 ? `Value #${String.fromCharCode(65 + at)}` : 'Value';
}

/** The text for a panel without data differs from that for an empty cell. */
function ofCells({ empty }: Panel): Override[] {
  return empty === undefined ? [] : [{ matcher: { id: 'byRegexp', options: '/.*/' }, properties: [{ id: 'noValue', value: '-' }] }];
}

/** Units whose values are longer than "97.66%": "123.4 MiB/s", "2.31 weeks". */
const LONG_UNITS: readonly Unit[] = ['bytes', 'Bps', 'pps', 's', 'ops', 'reqps', 'dateTimeFromNow'];

/** Width of a value column in pixels: as wide as its title, so that names get the rest. */
const widthOf = (title: string, unit: Unit): number => Math.max(LONG_UNITS.includes(unit) ? 92 : 66, 22 + Math.round(7 * title.length));

/** Width of label columns with short values, by title. The others share the rest. */
const WIDTHS: Readonly<Record<string, number>> = {
  Cluster: 100, Namespace: 190, Type: 100, Kind: 110, Severity: 90, By: 130, Cause: 170, Version: 100, Phase: 90, Key: 140, Effect: 140,
};

function ofLabel(
  { title, link, page, texts, isUnseen = false }: LabelColumn,
  columns: readonly LabelColumn[],
  toLinks: (links: readonly Link[]) => object[],
): Override[] {
  const links = [
    ...link ? toLinks([link]) : [],
    ...page ? [{ title: page.title, url: `${page.base}\${__data.fields.${page.label}}`, targetBlank: true }] : [],
  ];
  const width = columns.some(each => !Object.hasOwn(WIDTHS, each.title)) && Object.hasOwn(WIDTHS, title) ? WIDTHS[title] : undefined;
  const properties = [
    ...width === undefined ? [] : [{ id: 'custom.width', value: width }],
    ...links.length > 0 ? [{ id: 'links', value: links }] : [],
    ...texts === undefined ? [] : [ofTexts(texts)],
    ...isUnseen ? UNSEEN : [],
  ];
  return properties.length > 0 ? [{ matcher: { id: 'byName', options: title }, properties }] : [];
}

/** A text that leads to the index page: browsers resolve "base/." to "base/". */
const NOWHERE = '.';

/** The first mapping that fits counts. */
function ofTexts(texts: { readonly [value: string]: string }): Override['properties'][number] {
  const known = Object.fromEntries(Object.entries(texts).map(([value, text], index) => [value, { text, index }]));
  const others = { pattern: '.*', result: { text: NOWHERE, index: Object.keys(texts).length } };
  return { id: 'mappings', value: [{ type: 'value', options: known }, { type: 'regex', options: others }] };
}

/** Name of the field in older and in newer versions of Grafana. */
const UNSEEN = [{ id: 'custom.hidden', value: true }, { id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } }];

function ofValue({ column }: Query, panel: Panel): Override[] {
  if (!column) { return []; }
  const thresholds = column.thresholds ?? (panel.queries.length === 1 ? panel.thresholds : undefined);
  const properties = [
    ...column.unit !== undefined && column.unit !== panel.unit ? [{ id: 'unit', value: column.unit }] : [],
    ...thresholds ? [
      { id: 'thresholds', value: thresholdsOf(thresholds) },
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
    ] : [],
    { id: 'custom.width', value: widthOf(column.title, column.unit ?? panel.unit) },
  ];
  return [{ matcher: { id: 'byName', options: column.title }, properties }];
}
