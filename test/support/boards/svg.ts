/** Widths of the characters from space on, in hundredths of the font size: of DejaVu Sans, which is wider than fonts of other machines. */
const WIDTHS = (
  '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 '
  + '50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84'
).split(' ').map(Number);

/** The maximum width of a text. */
export function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + (WIDTHS[character.charCodeAt(0) - 32] ?? 100), 0) * size / 100;
}

/** The text, or its beginning and an ellipsis if it is too wide. */
export function cut(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) { return text; }
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, size) > width) { characters.pop(); }
  return `${characters.join('').trimEnd()}…`;
}

const ESCAPED: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** Text escaped for XML. Invalid characters are replaced. */
export function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"']/g, character => ESCAPED[character]);
}

/** A coordinate, rounded to a tenth. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** A position in the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** @param style class names and attributes: `class="a"` */
export const textAt = (x: number, y: number, style: string, text: string): string => `<text x="${at(x)}" y="${at(y)}" ${style}>${escaped(text)}</text>`;

export const rect = ({ x, y, w, h }: Box, style: string): string => `<rect x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" ${style}/>`;

type Point = readonly [x: number, y: number];

/** A path through points, interrupted at `undefined`. In whole pixels and relative, to be short. */
export function pathThrough(points: readonly (Point | undefined)[]): string {
  return runsOf(points.map(point => point && [Math.round(point[0]), Math.round(point[1])] as const)).map(([first, ...others]) => {
    let path = `M${first.join(' ')}`;
    let [x, y] = first;
    others.forEach((point, index) => {
      const [nextX, nextY] = point;
      const isFlat = nextY === y && others[index + 1]?.[1] === y;
      if (isFlat) { return; } // one line up to the last point of equal height
      path += nextY === y ? `h${nextX - x}` : `l${nextX - x}${nextY < y ? '' : ' '}${nextY - y}`;
      [x, y] = point;
    });
    return path;
  }).join('');
}

/** Consecutive points without a gap. */
function runsOf(points: readonly (Point | undefined)[]): Point[][] {
  const runs: Point[][] = [];
  points.forEach((point, index) => {
    if (!point) { return; }
    if (index > 0 && points[index - 1]) { runs[runs.length - 1].push(point); } else { runs.push([point]); }
  });
  return runs;
}
