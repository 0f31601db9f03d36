import { BoardAnswers, expanded, keyOf } from './answers';
import { FieldJson, PanelJson } from './board-json';
import { fieldOf } from './fields';

export type Cell = string | number | null;

/** A column: its displayed title, and its format. */
export interface Column {
  readonly title: string;
  readonly field: FieldJson;
  readonly isNumber: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

type Row = { readonly [field: string]: Cell };

/** Names of the fields in order, and the rows. */
interface Frame {
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
}

const TIME = 'Time';

/** The responses to the queries of a panel, one frame each, as from the data source. */
function framesOf({ targets = [] }: PanelJson, { queries }: BoardAnswers): Frame[] {
  return targets.filter(({ hide }) => hide !== true).flatMap(target => {
    const value = targets.length > 1 ? `Value #${target.refId}` : 'Value';
    const series = queries[keyOf(target)] ?? [];
    if (series.length === 0) { return []; }
    const labels = [...new Set(series.flatMap(each => Object.keys(each.labels)))].sort();
    const rows = series.map(each => ({ [TIME]: 0, ...each.labels, [value]: expanded(each.values, 0).at(-1) ?? null }));
    return [{ fields: [TIME, ...labels, value], rows }];
  });
}

/** Rows with equal values in common columns are merged. */
function merged(frames: readonly Frame[]): Frame {
  const fields = [...new Set(frames.flatMap(frame => frame.fields))];
  const rows: Row[] = [];
  for (const frame of frames) {
    const values = frame.fields.filter(name => name.startsWith('Value'));
    for (const row of frame.rows) {
      const same = rows.findIndex(other => Object.keys(row).every(name => values.includes(name) ? !(name in other) : !(name in other) || other[name] === row[name]));
      if (same < 0) { rows.push(row); } else { rows[same] = { ...rows[same], ...row }; }
    }
  }
  const isLabel = (name: string) => !name.startsWith('Value');
  return { fields: [...fields.filter(isLabel), ...fields.filter(name => !isLabel(name))], rows };
}

type Transform = (frames: readonly Frame[], options: any) => readonly Frame[];

const eachFrame = (change: (frame: Frame, options: any) => Frame): Transform => (frames, options) => frames.map(frame => change(frame, options));

function organized({ fields, rows }: Frame, { excludeByName = {}, indexByName = {}, renameByName = {} }: any): Frame {
  const order = (name: string) => indexByName[name] ?? Number.MAX_SAFE_INTEGER;
  const kept = fields.filter(name => excludeByName[name] !== true).sort((a, b) => order(a) - order(b));
  const title = (name: string): string => renameByName[name] || name;
  return { fields: kept.map(title), rows: rows.map(row => Object.fromEntries(kept.filter(name => name in row).map(name => [title(name), row[name]]))) };
}

function sorted({ fields, rows }: Frame, { sort = [] }: any): Frame {
  const [{ field, desc = false } = { field: '' }] = sort;
  const rank = (row: Row) => row[field] ?? -Infinity;
  const compare = (a: Row, b: Row): number => rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b));
  return { fields, rows: [...rows].sort((a, b) => desc ? compare(b, a) : compare(a, b)) };
}

function renamed({ fields, rows }: Frame, { regex, renamePattern }: any): Frame {
  const title = (name: string) => name.replace(new RegExp(regex), renamePattern);
  return { fields: fields.map(title), rows: rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [title(name), value]))) };
}

/** The transformations that pictures support, by Grafana's ids. */
const TRANSFORMS: { readonly [id: string]: Transform } = {
  merge: frames => frames.length === 0 ? [] : [merged(frames)],
  organize: eachFrame(organized),
  sortBy: eachFrame(sorted),
  limit: eachFrame(({ fields, rows }, { limitField = 10 }) => ({ fields, rows: rows.slice(0, Number(limitField)) })),
  renameByRegex: eachFrame(renamed),
};

/** The contents of a table: its transformed responses. `undefined` if there are none. */
export function tableOf(panel: PanelJson, answers: BoardAnswers): Table | undefined {
  const transformed = (panel.transformations ?? []).filter(({ disabled }) => disabled !== true).reduce<readonly Frame[]>((frames, { id, options }) => {
    if (!Object.hasOwn(TRANSFORMS, id)) { throw new Error(`${panel.title}: pictures do not know the transformation ${id}`); }
    return TRANSFORMS[id](frames, options);
  }, framesOf(panel, answers));
  const sort = panel.options?.sortBy?.[0];
  const [frame] = sort ? transformed.map(each => sorted(each, { sort: [{ field: sort.displayName, desc: sort.desc }] })) : transformed;
  if (frame === undefined || frame.rows.length === 0) { return undefined; }
  const columns = frame.fields.map(name => {
    const isNumber = name !== TIME && frame.rows.some(row => typeof row[name] === 'number');
    const field = fieldOf(panel, [name], undefined, isNumber);
    return { name, title: field.displayName ?? name, field, isNumber };
  }).filter(({ field }) => field.custom?.hidden !== true);
  return { columns, rows: frame.rows.map(row => columns.map(({ name }) => row[name] ?? null)) };
}
