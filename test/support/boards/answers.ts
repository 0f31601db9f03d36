import { BoardJson, isInstant, panelsOf, TargetJson } from './board-json';
import { interpolate, intervalOf, Selection, Shown } from './variables';

/** A series as it was answered. */
interface Answered {
  readonly metric: { readonly [label: string]: string };
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

/** A series as it is saved: the labels, and one number for each step; null where there is none. */
export interface SavedSeries {
  readonly labels: { readonly [label: string]: string };
  readonly values: readonly (number | null)[];
}

/** Answers to the queries of a board. */
export interface BoardAnswers {
  /** What is selected, as it is shown above the board. */
  readonly selected: { readonly [variable: string]: string };
  /** By the expression of the panel, with its variables as they are. */
  readonly queries: { readonly [expr: string]: readonly SavedSeries[] };
}

/** All answers, and over how many seconds they reach. */
export interface SavedAnswers {
  readonly seconds: number;
  readonly boards: { readonly [uid: string]: BoardAnswers };
}

/** Points of a line in a picture. */
export const POINTS = 60;

/** Four digits are more than a line shows. */
export const rounded = (text: string, digits = 4): number | null => {
  const value = Number(text);
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
};

type Reader = (query: { readonly expr: string; readonly isInstant: boolean }, shown: Shown) => Promise<readonly Answered[]>;

/** The steps of range queries, from the first to the last, in seconds of Unix time. */
interface Steps {
  readonly last: number;
  readonly step: number;
  readonly count: number;
}

/** Reads the answers to all queries of a board, over so many seconds before the end. */
export async function answersOf(board: BoardJson, selections: readonly Selection[], seconds: number, end: number, read: Reader): Promise<BoardAnswers> {
  const step = intervalOf({ range: seconds, maxDataPoints: POINTS });
  const count = Math.floor(seconds / step);
  const shown = { range: count * step, maxDataPoints: count };
  const queries: { [expr: string]: SavedSeries[] } = {};
  for (const target of panelsOf(board).flatMap(panel => panel.targets ?? [])) {
    const answered = await read({ expr: interpolate(target.expr, selections, shown), isInstant: isInstant(target) }, shown);
    queries[keyOf(target)] = answered.map(series => savedSeries(series, { last: Math.floor(end / step) * step, step, count }));
  }
  return { selected: Object.fromEntries(selections.map(({ name, isAll, values }) => [name, isAll ? 'All' : values.join(', ')])), queries };
}

/** The same expression may be asked both ways. */
export const keyOf = (target: TargetJson): string => `${isInstant(target) ? 'instant' : 'range'} ${target.expr}`;

function savedSeries({ metric, value, values = [] }: Answered, { last, step, count }: Steps): SavedSeries {
  if (value) { return { labels: metric, values: [rounded(value[1], 12)] }; }
  const byStep = new Map(values.map(([time, text]) => [count - Math.round((last - time) / step), rounded(text)]));
  return { labels: metric, values: Array.from({ length: count + 1 }, (_, at) => byStep.get(at) ?? null) };
}
