import { createHash } from 'crypto';
import { BoardJson, isInstant, panelsOf, TargetJson } from './board-json';
import { interpolate, intervalOf, Selection, Shown } from './variables';

/** A series of a response. */
interface Answered {
  readonly metric: { readonly [label: string]: string };
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

/** A series as it is saved: the labels, and one number for each step, null for none; or a single number for all steps. */
export interface SavedSeries {
  readonly labels: { readonly [label: string]: string };
  readonly values: readonly (number | null)[] | number;
}

/** Responses to the queries of a dashboard. */
export interface BoardAnswers {
  /** Selected values, as shown above the dashboard. */
  readonly selected: { readonly [variable: string]: string };
  /** By `keyOf`: the expression of the panel, with unresolved variables. */
  readonly queries: { readonly [expr: string]: readonly SavedSeries[] };
}

/** All responses, their time range in seconds, the number of steps, and their time as Unix time. */
export interface SavedAnswers {
  readonly seconds: number;
  readonly steps: number;
  readonly now: number;
  readonly boards: { readonly [uid: string]: BoardAnswers };
}

/** Points of a line in a picture. */
export const POINTS = 45;

/** Maximum number of series of a query: more are indistinguishable. */
const MOST = 30;

/** A line shows three digits. */
export const rounded = (text: string, digits = 3): number | null => {
  const value = Number(text);
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
};

type Reader = (query: { readonly expr: string; readonly isInstant: boolean }, shown: Shown) => Promise<readonly Answered[]>;

/** The steps of range queries, from the first to the last, in seconds of Unix time. */
export interface Steps {
  readonly last: number;
  readonly step: number;
  readonly count: number;
}

/** The steps of this time range, at most as many as a picture has. */
export function stepsOf(seconds: number, end: number): Steps {
  const step = intervalOf({ range: seconds, maxDataPoints: POINTS });
  return { last: Math.floor(end / step) * step, step, count: Math.floor(seconds / step) };
}

/** Reads the answers to all queries of a board. */
export async function answersOf(board: BoardJson, selections: readonly Selection[], steps: Steps, read: Reader): Promise<BoardAnswers> {
  const shown = { range: steps.count * steps.step, maxDataPoints: steps.count };
  const queries: { [expr: string]: SavedSeries[] } = {};
  for (const target of panelsOf(board).flatMap(panel => panel.targets ?? [])) {
    const answered = await read({ expr: interpolate(target.expr, selections, shown), isInstant: isInstant(target) }, shown);
    queries[keyOf(target)] = answered.slice(0, MOST).map(series => ({ labels: neededLabels(target, series.metric), values: valuesOf(series, steps) }));
  }
  return { selected: Object.fromEntries(selections.map(({ name, isAll, values }) => [name, isAll ? 'All' : values.join(', ')])), queries };
}

/** The same expression may be used in both kinds of queries. A hash, because expressions are longer than their responses. */
export const keyOf = (target: TargetJson): string => createHash('sha256').update(`${isInstant(target) ? 'instant' : 'range'} ${target.expr}`).digest('hex').slice(0, 12);

/** Those in the legend; a table shows all. */
function neededLabels({ legendFormat = '', format }: TargetJson, metric: Answered['metric']): Answered['metric'] {
  if (format === 'table' || legendFormat === '' || legendFormat === '__auto') { return metric; }
  return Object.fromEntries(Object.entries(metric).filter(([label]) => legendFormat.includes(label)));
}

function valuesOf({ value, values = [] }: Answered, { last, step, count }: Steps): SavedSeries['values'] {
  if (value) { return rounded(value[1], 12) ?? []; }
  const byStep = new Map(values.map(([time, text]) => [count - Math.round((last - time) / step), rounded(text)]));
  const all = Array.from({ length: count + 1 }, (_, at) => byStep.get(at) ?? null);
  const [first] = all;
  return first !== null && all.every(each => each === first) ? first : all;
}

/** The number of each step. */
export const expanded = (values: SavedSeries['values'], steps: number): readonly (number | null)[] => typeof values === 'number' ? Array(steps + 1).fill(values) : values;

/** As JSON with one line per query, for readable diffs. */
export function jsonOf({ boards, ...rest }: SavedAnswers): string {
  const entries = (object: object, write: (value: any) => string) => Object.entries(object).map(([key, value]) => `${JSON.stringify(key)}: ${write(value)}`).join(',\n');
  const board = ({ selected, queries }: BoardAnswers) => `{"selected": ${JSON.stringify(selected)}, "queries": {\n${entries(queries, JSON.stringify)}\n}}`;
  return `{${entries(rest, JSON.stringify)},\n"boards": {\n${entries(boards, board)}\n}}\n`;
}
