import { PanelJson } from './board-json';
import { Drawing } from './draw';
import { Curve } from './fields';
import { Box, cut, rect, textAt, widthOf } from './svg';
import { thresholdColor } from './theme';
import { textOf } from './units';

/** Bands over time: equal neighbors are merged. */
export function drawStates(drawing: Drawing, _panel: PanelJson, curves: readonly Curve[], box: Box): void {
  const left = Math.min(box.w * 0.4, Math.max(...curves.map(({ name }) => widthOf(name, 12))) + 12);
  const legend = 22;
  const height = (box.h - legend) / curves.length;
  if (height < 14) { drawing.flaw(`${curves.length} bands do not fit`); }
  const keys = new Map<string, string>();
  curves.forEach((curve, number) => {
    const y = box.y + number * height;
    const name = cut(curve.name, 12, left - 10);
    if (name !== curve.name) { drawing.flaw(`the name of a band is cut off: "${curve.name}"`); }
    drawing.add(textAt(box.x + left - 8, y + height / 2 + 4, 'class="r"', name));
    for (const { from, to, value } of bandsOf(curve.values)) {
      const color = thresholdColor(value, curve.field.thresholds);
      const width = (box.w - left) / curve.values.length;
      drawing.add(rect({ x: box.x + left + from * width, y: y + height * 0.1, w: (to - from) * width, h: height * 0.8 }, `fill="${color}" fill-opacity="0.7"`));
      keys.set(textOf(value, curve.field.unit), color);
    }
  });
  let x = box.x;
  for (const [text, color] of [...keys].sort(([a], [b]) => a < b ? -1 : 1)) {
    drawing.add(rect({ x, y: box.y + box.h - 12, w: 14, h: 4 }, `rx="1" fill="${color}"`), textAt(x + 20, box.y + box.h - 6, 'class="l"', text));
    x += widthOf(text, 12) + 36;
  }
}

interface Band {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

function bandsOf(values: readonly (number | null)[]): Band[] {
  const bands: Band[] = [];
  values.forEach((value, index) => {
    const last = bands[bands.length - 1];
    if (value === null) { return; }
    if (last?.to === index && last.value === value) { bands[bands.length - 1] = { ...last, to: index + 1 }; } else { bands.push({ from: index, to: index + 1, value }); }
  });
  return bands;
}

