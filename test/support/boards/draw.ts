import { PanelJson } from './board-json';
import { Box, cut, textAt, widthOf } from './svg';

/** A flaw that a reader of a picture would notice. */
export interface Flaw {
  readonly panel: string;
  readonly problem: string;
}

/** Collects the drawing of a panel, and its flaws. */
export class Drawing {
  public readonly parts: string[] = [];

  public constructor(private readonly panel: PanelJson, private readonly flaws: Flaw[]) {}

  public add(...parts: readonly string[]): void {
    this.parts.push(...parts);
  }

  public flaw(problem: string): void {
    this.flaws.push({ panel: this.panel.title ?? `panel ${this.panel.id}`, problem });
  }

  /** Text that must be fully readable: a flaw if it is cut off. */
  public text(x: number, y: number, style: string, text: string, size: number, width: number, what: string): void {
    const shown = cut(text, size, width);
    if (shown !== text) { this.flaw(`${what} is cut off: "${text}"`); }
    this.add(textAt(x, y, style, shown));
  }

  /** Text in the middle of an empty panel. */
  public nothing({ x, y, w, h }: Box, text: string): void {
    const lines = wrapped(text, 14, w - 24);
    lines.forEach((line, number) => this.add(textAt(x + w / 2, y + h / 2 + 5 + (number - (lines.length - 1) / 2) * 18, 'class="e"', line)));
  }
}

/** Lines of whole words. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length === 0 || widthOf(longer, size) > width) { lines.push(word); } else { lines[lines.length - 1] = longer; }
  }
  return lines;
}
