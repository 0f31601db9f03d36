import { FieldJson } from './board-json';
import { Drawing } from './draw';
import { Box, cut, rect, textAt, widthOf } from './svg';
import { Cell, Table } from './table';
import { THEME, thresholdColor } from './theme';
import { textOf } from './units';

const ROW = 30;
const SIZE = 12;
const PAD = 8;
/** Grafana's columns have at least this width. What does not fit requires scrolling. */
const LEAST = 150;

/** A table: as many rows as fit. */
export function drawTable(drawing: Drawing, { columns, rows }: Table, box: Box, now: number): void {
  const widths = widthsOf(columns.map(({ field }) => field), box.w);
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total > box.w + 1) { drawing.flaw(`the table scrolls to the side: ${columns.length} columns need ${Math.round(total)} pixels, and ${Math.round(box.w)} are there`); }
  const fitting = Math.max(0, Math.floor((box.h - ROW) / ROW));
  const shown = rows.slice(0, fitting);
  drawing.add(rect({ ...box, h: ROW }, `fill="${THEME.stripe}"`));
  shown.forEach((_, number) => drawing.add(rect({ x: box.x, y: box.y + (number + 2) * ROW, w: box.w, h: 1 }, 'class="g"')));
  const shortened = new Map<string, number>();
  let x = box.x;
  columns.forEach(({ title, field, isNumber }, index) => {
    const width = Math.min(widths[index], box.x + box.w - x);
    if (width < 20) { return; }
    const place = isNumber ? { x: x + width - PAD, style: 'nr' } : { x: x + PAD, style: 'l' };
    drawing.text(place.x, box.y + 20, `class="${isNumber ? 'hr' : 'h'}"`, title, SIZE, width - 2 * PAD, 'the title of a column');
    shown.forEach((row, number) => {
      const text = cellText(row[index], field, now);
      const fits = cut(text, SIZE, width - 2 * PAD);
      if (fits !== text) { shortened.set(title, (shortened.get(title) ?? 0) + 1); }
      const y = box.y + ROW * (number + 1) + 20;
      drawing.add(...cellOf(fits, row[index], field, { x: place.x, y, style: place.style }, { x, y: y - 20, w: width, h: ROW }));
    });
    x += width;
  });
  for (const [title, count] of shortened) { drawing.flaw(`${count} cells of the column "${title}" are cut off`); }
}

/** Columns have the requested width; the others share the rest. */
function widthsOf(fields: readonly FieldJson[], room: number): number[] {
  const asked = fields.map(({ custom }) => typeof custom?.width === 'number' ? custom.width as number : undefined);
  const free = asked.filter(width => width === undefined).length;
  const left = room - asked.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  return asked.map((width, index) => width ?? Math.max(fields[index].custom?.minWidth ?? LEAST, left / free));
}

/** `/.../` or a part of a text. */
const patternOf = (text: string) => new RegExp(/^\/(.*)\/$/s.exec(text)?.[1] ?? text);

function cellText(cell: Cell, { unit, decimals, noValue, mappings = [] }: FieldJson, now: number): string {
  if (cell === null) { return noValue ?? ''; }
  const [mapping] = mappings.flatMap(({ type, options }) => {
    if (type === 'value' && Object.hasOwn(options, String(cell))) { return [options[String(cell)]]; }
    return type === 'regex' && patternOf(options.pattern).test(String(cell)) ? [options.result] : [];
  });
  if (mapping) { return mapping.text ?? String(cell); }
  return typeof cell === 'string' ? cell : textOf(cell, unit, decimals, now);
}

function cellOf(text: string, cell: Cell, field: FieldJson, { x, y, style }: { readonly x: number; readonly y: number; readonly style: string }, place: Box): string[] {
  const { type } = field.custom?.cellOptions ?? {};
  const color = thresholdColor(typeof cell === 'number' ? cell : undefined, field.thresholds);
  const background = type === 'color-background' ? [rect(place, `fill="${color}" fill-opacity="0.5"`)] : [];
  const isLink = (field.links ?? []).length > 0;
  const fill = type === 'color-text' && color !== THEME.text ? ` style="fill:${color}"` : '';
  const written = textAt(x, y, `class="${style}"${isLink ? ` style="fill:${THEME.link}"` : fill}`, text);
  if (type === 'gauge' && typeof cell === 'number') {
    const share = Math.min(1, Math.max(0, (cell - (field.min ?? 0)) / ((field.max ?? 1) - (field.min ?? 0))));
    const bar = { x: place.x + PAD, y: place.y + 6, w: Math.max(0, place.w - 2 * PAD - widthOf(text, SIZE) - 8), h: ROW - 12 };
    return [rect(bar, `fill="${THEME.grid}"`), rect({ ...bar, w: bar.w * share }, `fill="${color === THEME.text ? '#5794f2' : color}"`), written];
  }
  return [...background, written];
}
