import { FieldJson, PanelJson } from './board-json';
import { Drawing } from './draw';
import { Curve } from './fields';
import { at, Box, cut, escaped, rect, widthOf } from './svg';
import { THEME, thresholdColor } from './theme';
import { formatted } from './units';

/** The text that a mapping shows instead of a value. */
function mapped(value: number, { mappings = [] }: FieldJson): { readonly text?: string; readonly color?: string } | undefined {
  for (const { type, options } of mappings) {
    if (type === 'value' && Object.hasOwn(options, String(value))) { return options[String(value)]; }
    if (type === 'range' && value >= (options.from ?? -Infinity) && value <= (options.to ?? Infinity)) { return options.result; }
  }
  return undefined;
}

/** Numbers, each as large as possible. */
export function drawStat(drawing: Drawing, panel: PanelJson, curves: readonly Curve[], box: Box, now: number): void {
  const { colorMode = 'value', textMode = 'auto' } = panel.options ?? {};
  const isWide = curves.length > 1 && box.w > box.h;
  const each = isWide ? { w: box.w / curves.length, h: box.h } : { w: box.w, h: box.h / curves.length };
  if (each.w < 60 || each.h < 24) { drawing.flaw(`${curves.length} values do not fit`); }
  curves.forEach((curve, index) => {
    const place = { x: box.x + (isWide ? index * each.w : 0), y: box.y + (isWide ? 0 : index * each.h), ...each };
    const value = curve.values.filter((known): known is number => known !== null).at(-1);
    const special = value === undefined ? undefined : mapped(value, curve.field);
    const { text, suffix } = value === undefined ? { text: curve.field.noValue ?? '-', suffix: '' } : formatted(value, curve.field.unit, curve.field.decimals, now);
    const shown = special?.text ?? text;
    const color = colorMode === 'none' ? THEME.text : thresholdColor(value, curve.field.thresholds);
    if (colorMode.startsWith('background')) { drawing.add(rect(place, `rx="2" fill="${color}" fill-opacity="0.7"`)); }
    const hasName = textMode === 'value_and_name' || textMode === 'name' || textMode === 'auto' && curves.length > 1;
    drawValue(drawing, place, { shown, suffix: special ? '' : suffix, name: hasName ? curve.name : '', color: colorMode.startsWith('background') ? '#fff' : color });
  });
}

interface Value {
  readonly shown: string;
  readonly suffix: string;
  readonly name: string;
  readonly color: string;
}

function drawValue(drawing: Drawing, { x, y, w, h }: Box, { shown, suffix, name, color }: Value): void {
  const room = w - 16;
  const small = 0.6;
  const width = widthOf(shown, 1) + widthOf(suffix, small);
  const size = Math.max(10, Math.min(h * 0.55, 56, room / width));
  if (size < 16) { drawing.flaw(`the value is small: "${shown}${suffix}"`); }
  const middle = x + w / 2;
  const baseline = y + h / 2 + size * 0.36 + (name === '' ? 0 : 10);
  if (name !== '') {
    if (cut(name, 12, room) !== name) { drawing.flaw(`the name of a value is cut off: "${name}"`); }
    drawing.add(`<text x="${at(middle)}" y="${at(y + 16)}" class="n">${escaped(cut(name, 12, room))}</text>`);
  }
  const unit = suffix === '' ? '' : `<tspan style="font-size:${at(size * small)}px">${escaped(suffix)}</tspan>`;
  drawing.add(`<text x="${at(middle)}" y="${at(baseline)}" class="v" style="font-size:${at(size)}px;fill:${color}">${escaped(shown)}${unit}</text>`);
}
