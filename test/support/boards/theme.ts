import { FieldJson, ThresholdsJson } from './board-json';

/** Colors of the page and of text. */
export const THEME = { page: '#111217', panel: '#181b1f', border: '#2c2f36', text: '#ccccdc', faint: '#8e8f99', grid: '#26292f', link: '#6e9fff', stripe: '#1d2026' };

const HUES: { readonly [name: string]: readonly [number, number, number] } = {
  green: [115, 191, 105], yellow: [242, 204, 12], blue: [87, 148, 242], orange: [255, 152, 48], red: [242, 73, 92], purple: [184, 119, 217],
};

/** How much white (above zero) or black is mixed into a color. */
const SHADES: { readonly [name: string]: number } = { 'super-light': 0.6, 'light': 0.3, '': 0, 'semi-dark': -0.15, 'dark': -0.35 };

const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');

function mixed(name: string, amount: number): string {
  const target = amount > 0 ? 255 : 0;
  return `#${HUES[name].map(part => hex(part + (target - part) * Math.abs(amount))).join('')}`;
}

/** A color by Grafana's name, or literal. Anything else is the text color. */
export function colorOf(name: string): string {
  const [, shade = '', hue] = /^(?:(super-light|light|semi-dark|dark)-)?(\w+)$/.exec(name) ?? [];
  if (hue !== undefined && Object.hasOwn(HUES, hue)) { return mixed(hue, SHADES[shade]); }
  if (/^#[0-9a-f]{3,8}$/i.test(name)) { return name; }
  return name === 'transparent' ? 'none' : THEME.text;
}

/** Colors of series, in order: neighbors differ. */
const PALETTE: readonly string[] = Object.values(SHADES).flatMap(amount => Object.keys(HUES).map(name => mixed(name, amount)));

export const paletteColor = (index: number): string => PALETTE[index % PALETTE.length];

/** The same name has the same color in each picture. */
export function colorByName(name: string): string {
  let hash = 7;
  for (const character of name) { hash = (hash * 31 + character.codePointAt(0)!) % 1_000_003; }
  return paletteColor(hash);
}

/** The color of a value by its thresholds. */
export function thresholdColor(value: number | null | undefined, { steps = [] }: ThresholdsJson = {}): string {
  const reached = steps.filter(({ value: from }) => typeof from !== 'number' || typeof value === 'number' && value >= from);
  return colorOf(reached[reached.length - 1]?.color ?? 'text');
}

/** The color of a curve: fixed, by name, or the next one. */
export function curveColor({ color = {} }: FieldJson, name: string, index: number): string {
  if (color.mode === 'fixed' && color.fixedColor !== undefined) { return colorOf(color.fixedColor); }
  return color.mode === 'palette-classic-by-name' ? colorByName(name) : paletteColor(index);
}
