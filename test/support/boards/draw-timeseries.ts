import { scaleOf, Scale, Stacked, stackedOn, ticksOf } from './axis';
import { FieldJson, PanelJson } from './board-json';
import { Drawing } from './draw';
import { Curve } from './fields';
import { calculated, legendList } from './legend-list';
import { at, Box, pathThrough, rect, textAt, widthOf } from './svg';
import { colorOf, curveColor } from './theme';
import { formatted, textOf } from './units';

/** A curve with its color. */
export interface Drawn extends Curve {
  readonly color: string;
}

const LEGEND_SIZE = 12;
const LINE_HEIGHT = 20;

/** Series over time, with axes, thresholds and a legend. `seconds` is the displayed time range. */
export function drawTimeseries(drawing: Drawing, panel: PanelJson, curves: readonly Curve[], box: Box, seconds: number): void {
  const drawn = curves.map((curve, index): Drawn => ({ ...curve, color: curveColor(curve.field, curve.name, index) }));
  const legend = panel.options?.legend;
  const field = panel.fieldConfig?.defaults ?? {};
  checkNames(drawing, drawn);
  if (legend?.placement === 'right' && legend.displayMode === 'table') {
    const width = legendList(drawing, drawn, box, legend);
    drawGraph(drawing, drawn, { ...box, w: box.w - width }, field, seconds);
    return;
  }
  const legendHeight = legend?.showLegend === false ? 0 : drawLegend(drawing, drawn, box, legend ?? {});
  drawGraph(drawing, drawn, { ...box, h: box.h - legendHeight }, field, seconds);
}

/** Each series has a unique name. */
function checkNames(drawing: Drawing, curves: readonly Drawn[]): void {
  const names = curves.map(({ name }) => name.trim());
  if (names.includes('')) { drawing.flaw('a curve has no name'); }
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) { drawing.flaw(`${twice.length} curves have the name of another one: "${twice[0]}"`); }
}

function drawLegend(drawing: Drawing, curves: readonly Drawn[], box: Box, { calcs = [] }: { calcs?: readonly string[] }): number {
  const named = curves.map(curve => ({
    text: [curve.name === '' ? '(no name)' : curve.name, ...calculated(curve, calcs).map(({ title, text }) => `${title}: ${text}`)].join('  '),
    color: curve.color,
  }));
  const lines: (typeof named)[] = [[]];
  let x = 0;
  for (const item of named) {
    const width = widthOf(item.text, LEGEND_SIZE) + 32;
    if (lines[lines.length - 1].length > 0 && x + width > box.w) { lines.push([]); x = 0; }
    lines[lines.length - 1].push(item);
    x += width;
  }
  // the legend has at most a third of the panel, and scrolls
  const most = Math.max(1, Math.floor(box.h * 0.35 / LINE_HEIGHT));
  const shown = lines.slice(0, most);
  const hidden = lines.slice(most).flat().length;
  if (hidden > 0) { drawing.flaw(`the legend scrolls: ${hidden} of ${named.length} names are below its end`); }
  const height = shown.length * LINE_HEIGHT + 4;
  shown.forEach((line, number) => {
    let left = box.x;
    const y = box.y + box.h - height + number * LINE_HEIGHT + 16;
    for (const { text, color } of line) {
      drawing.add(rect({ x: left, y: y - 6, w: 14, h: 4 }, `rx="1" fill="${color}"`));
      drawing.text(left + 20, y, 'class="l"', text, LEGEND_SIZE, box.w - 24, 'a name in the legend');
      left += widthOf(text, LEGEND_SIZE) + 32;
    }
  });
  return height;
}

function drawGraph(drawing: Drawing, curves: readonly Drawn[], box: Box, field: FieldJson, seconds: number): void {
  const isStacked = curves.some(curve => curve.field.custom?.stacking?.mode === 'normal');
  const stack = isStacked ? stackedOn(curves) : curves.map(({ values }) => ({ from: [], to: values }));
  const numbers = stack.flatMap(({ to }) => to).filter((value): value is number => value !== null);
  const plot = { y: box.y + 6, h: box.h - 28 };
  const scale = scaleOf(numbers, { min: field.min, max: field.max, unit: field.unit, height: plot.h });
  const ticks = ticksOf(scale);
  const labels = labelsOf(ticks, field);
  const left = Math.max(...labels.map(label => widthOf(label, 12))) + 10;
  const area = { x: box.x + left, w: box.w - left - 6, ...plot };
  const yOf = (value: number) => area.y + area.h - (value - scale.low) / (scale.high - scale.low) * area.h;
  ticks.forEach((tick, index) => drawing.add(
    rect({ x: area.x, y: yOf(tick), w: area.w, h: 1 }, 'class="g"'), textAt(area.x - 8, yOf(tick) + 4, 'class="r"', labels[index]),
  ));
  drawTimes(drawing, area, seconds);
  curves.forEach((curve, index) => drawCurve(drawing, curve, stack[index], { area, yOf, isStacked }));
  drawThresholds(drawing, field, { area, yOf, scale });
}

/** All labels of an axis in one unit have the same number of digits: the minimum that distinguishes them. */
function labelsOf(ticks: readonly number[], { unit, decimals }: FieldJson): string[] {
  if (decimals !== undefined) { return ticks.map(tick => textOf(tick, unit, decimals)); }
  const plain = ticks.map(tick => formatted(tick, unit));
  const needed = plain.map(({ text }) => /\.(\d*?)0*$/.exec(text)?.[1].length ?? 0);
  return ticks.map((tick, index) => {
    const digits = Math.max(...needed.filter((_, other) => plain[other].suffix === plain[index].suffix));
    return /^-?[\d.]+$/.test(plain[index].text) ? textOf(tick, unit, tick === 0 ? 0 : digits) : textOf(tick, unit);
  });
}

function drawTimes(drawing: Drawing, area: Box, seconds: number): void {
  const step = [60, 120, 300, 600, 1800, 3600, 7200].find(each => seconds / each <= 8) ?? 10_800;
  for (let ago = step; ago < seconds; ago += step) {
    const x = area.x + area.w * (1 - ago / seconds);
    const text = step < 3600 ? `-${ago / 60}m` : `-${ago / 3600}h`;
    drawing.add(rect({ x, y: area.y, w: 1, h: area.h }, 'class="g"'), textAt(x, area.y + area.h + 18, 'class="m"', text));
  }
}

interface Plot {
  readonly area: Box;
  readonly yOf: (value: number) => number;
}

interface CurvePlot extends Plot {
  readonly isStacked: boolean;
}

function drawCurve(drawing: Drawing, { values, field, color }: Drawn, { from, to }: Stacked, { area, yOf, isStacked }: CurvePlot): void {
  const xOf = (index: number) => area.x + area.w * index / Math.max(1, values.length - 1);
  const clamp = (value: number) => Math.min(area.y + area.h, Math.max(area.y, yOf(value)));
  const points = to.map((value, index) => value === null ? undefined : [xOf(index), clamp(value)] as const);
  const dash = field.custom?.lineStyle?.dash;
  const opacity = (field.custom?.fillOpacity ?? 0) / 100;
  const style = `stroke="${color}"${dash ? ` stroke-dasharray="${at(dash[0] / 2)} ${at(dash[1] / 2)}"` : ''}`;
  const line = pathThrough(points);
  const alone = points.filter((point, index) => point && !points[index - 1] && !points[index + 1]);
  if (opacity > 0) {
    const floors = to.map((_, index) => [xOf(index), isStacked ? clamp(from[index]) : area.y + area.h] as const);
    const outlines = runsOf(points).map(run => `${pathThrough([...run.map(index => points[index]), ...run.map(index => floors[index]).reverse()])}Z`);
    if (outlines.length > 0) { drawing.add(`<path d="${outlines.join('')}" fill="${color}" fill-opacity="${opacity}"/>`); }
  }
  if (/[lh]/.test(line)) { drawing.add(`<path class="c" d="${line}" ${style}/>`); }
  for (const point of alone) { drawing.add(`<circle cx="${at(point![0])}" cy="${at(point![1])}" r="2.5" fill="${color}"/>`); }
}

/** Consecutive points without a gap, at least two. */
function runsOf(points: readonly unknown[]): number[][] {
  const runs: number[][] = [];
  points.forEach((point, index) => {
    if (point === undefined) { return; }
    if (index > 0 && points[index - 1] !== undefined) { runs[runs.length - 1].push(index); } else { runs.push([index]); }
  });
  return runs.filter(run => run.length > 1);
}

function drawThresholds(drawing: Drawing, { thresholds, custom }: FieldJson, { area, yOf, scale }: Plot & { readonly scale: Scale }): void {
  const mode = custom?.thresholdsStyle?.mode ?? 'off';
  if (mode === 'off') { return; }
  for (const { value, color } of thresholds?.steps ?? []) {
    if (typeof value !== 'number' || value < scale.low || value > scale.high) { continue; }
    drawing.add(`<path class="t" d="M${at(area.x)} ${at(yOf(value))}h${at(area.w)}" stroke="${colorOf(color)}"/>`);
  }
}

