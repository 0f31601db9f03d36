import { Drawing } from './draw';
import { Curve } from './fields';
import { at, Box, rect, textAt, widthOf } from './svg';
import { textOf } from './units';

const SIZE = 12;
const ROW = 22;
const PAD = 8;
/** The mark in the color of the series, and its distance from the name. */
const MARK = 20;
/** Maximum share of the panel for a legend next to the graph, in Grafana. */
const MOST = 0.6;

interface Calc {
  /** Grafana's title of the column. */
  readonly title: string;
  readonly of: (values: readonly number[]) => number;
}

const CALCS: { readonly [calc: string]: Calc } = {
  lastNotNull: { title: 'Last *', of: values => values[values.length - 1] },
  last: { title: 'Last', of: values => values[values.length - 1] },
  max: { title: 'Max', of: values => Math.max(...values) },
  min: { title: 'Min', of: values => Math.min(...values) },
  mean: { title: 'Mean', of: values => values.reduce((sum, value) => sum + value, 0) / values.length },
};

export interface Calculated {
  readonly title: string;
  readonly value: number;
  readonly text: string;
}

/** Values of a series in the legend. */
export function calculated({ values, field }: Curve, calcs: readonly string[]): Calculated[] {
  const numbers = values.filter((value): value is number => value !== null);
  return calcs.map(name => {
    if (!Object.hasOwn(CALCS, name)) { throw new Error(`pictures do not know the calculation ${name}`); }
    const value = CALCS[name].of(numbers);
    return { title: CALCS[name].title, value, text: textOf(value, field.unit, field.decimals) };
  });
}

interface ListLegend {
  readonly calcs?: readonly string[];
  readonly sortBy?: string;
  readonly sortDesc?: boolean;
}

/** Names in a list to the right of the graph, with computed values. Returns the width that it uses. */
export function legendList(drawing: Drawing, curves: readonly (Curve & { readonly color: string })[], box: Box, { calcs = [], sortBy, sortDesc = false }: ListLegend): number {
  const rows = curves.map(({ name, color, ...curve }) => ({ name, color, cells: calculated({ name, ...curve }, calcs) }));
  const rank = ({ cells }: typeof rows[number]) => cells.find(({ title }) => title === sortBy)?.value ?? 0;
  const sorted = sortBy === undefined ? rows : [...rows].sort((a, b) => sortDesc ? rank(b) - rank(a) : rank(a) - rank(b));
  const titles = rows[0].cells.map(({ title }) => title);
  const widths = titles.map((title, number) => Math.max(widthOf(title, SIZE), ...rows.map(({ cells }) => widthOf(cells[number].text, SIZE))) + 2 * PAD);
  const values = widths.reduce((sum, width) => sum + width, 0);
  const width = Math.min(box.w * MOST, Math.max(...rows.map(({ name }) => widthOf(name, SIZE))) + MARK + 2 * PAD + values);
  const left = box.x + box.w - width;
  const rights = widths.map((_, number) => box.x + box.w - PAD - widths.slice(number + 1).reduce((sum, each) => sum + each, 0));
  titles.forEach((title, number) => drawing.add(textAt(rights[number], box.y + 15, 'class="hr"', title)));
  drawing.add(rect({ x: left, y: box.y + ROW - 1, w: width, h: 1 }, 'class="g"'));
  const fitting = Math.floor((box.h - ROW) / ROW);
  if (sorted.length > fitting) { drawing.flaw(`the legend scrolls: ${sorted.length - fitting} of ${sorted.length} names are below its end`); }
  sorted.slice(0, fitting).forEach(({ name, color, cells }, number) => {
    const y = box.y + ROW * (number + 1) + 15;
    drawing.add(`<rect x="${at(left)}" y="${at(y - 6)}" width="14" height="4" rx="1" fill="${color}"/>`);
    drawing.text(left + MARK, y, 'class="l"', name, SIZE, width - values - MARK - PAD, 'a name in the legend');
    cells.forEach(({ text }, index) => drawing.add(textAt(rights[index], y, 'class="nr"', text)));
  });
  return width + PAD;
}
