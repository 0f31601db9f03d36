import { BoardAnswers, SavedAnswers } from './answers';
import { BoardJson, PanelJson } from './board-json';
import { Drawing, Flaw, wrapped } from './draw';
import { drawStat } from './draw-stat';
import { drawStates } from './draw-states';
import { drawTable } from './draw-table';
import { drawTimeseries } from './draw-timeseries';
import { Curve, curvesOf, unanswered } from './fields';
import { at, Box, cut, escaped, rect, textAt, widthOf } from './svg';
import { tableOf } from './table';
import { THEME } from './theme';

/** A picture of a dashboard, and its flaws. */
export interface Picture {
  readonly svg: string;
  readonly flaws: readonly Flaw[];
}

export interface PictureOptions extends Pick<SavedAnswers, 'seconds' | 'steps' | 'now'> {
  readonly answers: BoardAnswers;
}

/** A column of Grafana's grid of 24, a row, and the distance of panels. */
const COLUMN = 50;
const ROW = 38;
const GAP = 8;
const MARGIN = 8;
const WIDTH = 24 * COLUMN + MARGIN;
/** The title and the variables. */
const HEAD = 84;
const TITLE = 32;

const STYLE = `text{font-family:Inter,"Helvetica Neue",Arial,sans-serif;font-size:12px;fill:${THEME.text}}.b{font-size:18px;font-weight:500}.p{font-size:13px;font-weight:500}`
  + `.r,.hr,.nr{text-anchor:end}.m,.v,.n,.e{text-anchor:middle}.r,.m{fill:${THEME.faint}}.v{font-weight:500}.n{fill:${THEME.faint}}.e{font-size:14px;fill:${THEME.faint}}.h,.hr{fill:${THEME.link}}`
  + `.d{fill:${THEME.faint}}.g{fill:${THEME.grid}}.c{fill:none;stroke-width:1.3}.t{fill:none;stroke-dasharray:6 4;stroke-width:1.3}.q{fill:${THEME.panel};stroke:${THEME.border}}`;

/** The place of a panel on the picture. */
export function boxOf({ gridPos: { x, y, w, h } }: Pick<PanelJson, 'gridPos'>): Box {
  return { x: MARGIN + x * COLUMN, y: HEAD + y * ROW, w: w * COLUMN - GAP, h: h * ROW - GAP };
}

/** Draws a dashboard with these responses, in Grafana's layout. Equal inputs make equal pictures. */
export function pictureOf(board: BoardJson, options: PictureOptions): Picture {
  const flaws: Flaw[] = [];
  const panels = board.panels.flatMap(panel => panel.type === 'row' ? [panel, ...panel.panels ?? []] : [panel]);
  const height = Math.max(...panels.map(boxOf).map(({ y, h }) => y + h), HEAD) + MARGIN;
  const drawn = panels.map(panel => panel.type === 'row' ? rowTitle(panel) : drawPanel(panel, options, flaws));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${at(height)}" width="${WIDTH}" height="${at(height)}" role="img" aria-label="${escaped(board.title)}">`,
    `<style>${STYLE}</style>`,
    rect({ x: 0, y: 0, w: WIDTH, h: height }, `fill="${THEME.page}"`),
    ...head(board, options),
    ...drawn,
    '</svg>\n',
  ].join('\n');
  return { svg, flaws };
}

function head({ title, links = [], templating }: BoardJson, { answers, seconds }: PictureOptions): string[] {
  const range = `Last ${Math.round(seconds / 60)} minutes`;
  const parts = [textAt(MARGIN + 4, 30, 'class="b"', title), textAt(WIDTH - MARGIN - 4, 30, 'class="r"', range)];
  let x = MARGIN;
  for (const { name, type, label, hide } of templating.list) {
    if (hide === 2) { continue; }
    const value = type === 'datasource' ? 'Prometheus' : answers.selected[name] || '(none)';
    const words = [label ?? name, cut(value, 12, 260)];
    const [w1, w2] = words.map(word => widthOf(word, 12) + 20);
    parts.push(rect({ x, y: 46, w: w1 + w2, h: 28 }, 'class="q" rx="2"'), textAt(x + 10, 64, 'class="d"', words[0]), textAt(x + w1 + 10, 64, 'class="l"', words[1]));
    x += w1 + w2 + GAP;
  }
  let right = WIDTH - MARGIN;
  for (const { title: text } of [...links].reverse()) {
    const w = widthOf(text, 12) + 24;
    right -= w;
    parts.push(rect({ x: right, y: 46, w, h: 28 }, 'class="q" rx="2"'), textAt(right + w / 2, 64, 'class="n"', text));
    right -= GAP;
  }
  return parts;
}

function rowTitle(panel: PanelJson): string {
  const { x, y, h } = boxOf(panel);
  const side = panel.collapsed ? '▸' : '▾';
  return textAt(x + 4, y + h / 2 + 5, 'class="p"', `${side} ${panel.title ?? ''}`);
}

function drawPanel(panel: PanelJson, options: PictureOptions, flaws: Flaw[]): string {
  const drawing = new Drawing(panel, flaws);
  const box = boxOf(panel);
  drawing.add(rect(box, 'class="q" rx="2"'));
  const inner = { x: box.x + 10, y: box.y + TITLE, w: box.w - 20, h: box.h - TITLE - 8 };
  const info = panel.description === undefined ? 0 : 20;
  drawing.text(box.x + 10, box.y + 21, 'class="p"', panel.title ?? '', 13, box.w - 20 - info, 'the title');
  if (info > 0) { drawing.add(infoSign(box.x + 10 + Math.min(box.w - 40, widthOf(panel.title ?? '', 13)) + 8, box.y + 16, panel.description!)); }
  const missing = unanswered(panel, options.answers);
  if (missing.length > 0) { drawing.flaw(`no answer is saved for ${missing.join(', ')}`); }
  if (missing.length > 0 && missing.length === panel.targets?.length) {
    drawing.nothing(inner, 'The panel is newer than the answers from which pictures are made');
  } else {
    drawContent(drawing, panel, inner, options);
  }
  return `<g>${drawing.parts.join('')}</g>`;
}

/** The icon next to a title that shows the description in Grafana. */
const infoSign = (x: number, y: number, description: string): string =>
  `<g><title>${escaped(description)}</title><circle cx="${at(x + 6)}" cy="${at(y)}" r="5.5" fill="none" stroke="${THEME.faint}"/>${textAt(x + 6, y + 3.5, 'class="m" style="font-size:9px"', 'i')}</g>`;

function drawContent(drawing: Drawing, panel: PanelJson, box: Box, { answers, seconds, steps, now }: PictureOptions): void {
  if (panel.type === 'text') {
    const lines = String(panel.options?.content ?? '').split('\n').flatMap(line => wrapped(line, 12, box.w));
    lines.forEach((line, number) => drawing.add(textAt(box.x, box.y + 14 + number * 18, 'class="l"', line)));
    if (lines.length * 18 > box.h) { drawing.flaw('the text scrolls'); }
    return;
  }
  const empty = panel.fieldConfig?.defaults?.noValue ?? 'No data';
  if (panel.type === 'table') {
    const table = tableOf(panel, answers);
    if (table) { drawTable(drawing, table, box, now); } else { drawing.nothing(box, empty); }
    return;
  }
  const curves = curvesOf(panel, answers, steps).filter(({ values }) => values.some(value => value !== null));
  const draw = CURVES[panel.type];
  if (draw === undefined) { throw new Error(`${panel.title}: pictures do not know the type ${panel.type}`); }
  if (curves.length === 0) { drawing.nothing(box, empty); } else { draw(drawing, panel, curves, box, { seconds, now }); }
}

type DrawCurves = (drawing: Drawing, panel: PanelJson, curves: readonly Curve[], box: Box, time: { readonly seconds: number; readonly now: number }) => void;

/** The types of panels with series or numbers. */
const CURVES: { readonly [type: string]: DrawCurves } = {
  'timeseries': (drawing, panel, curves, box, { seconds }) => drawTimeseries(drawing, panel, curves, box, seconds),
  'stat': (drawing, panel, curves, box, { now }) => drawStat(drawing, panel, curves, box, now),
  'state-timeline': (drawing, panel, curves, box) => drawStates(drawing, panel, curves, box),
};
