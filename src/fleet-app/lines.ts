import { closeSync, openSync, writeFileSync, writevSync } from 'fs';

/** Lines of a document without the line feed at their end. */
export type Lines = string | SharedLines;

/** Lines that many documents share, or long blocks of lines: they are converted to bytes once. */
export class SharedLines {
  private bytes: Buffer | undefined;

  public constructor(private readonly text: string) {}

  /** With a line feed at the end. */
  public get encoded(): Buffer {
    this.bytes ??= Buffer.from(`${this.text}\n`, 'utf8');
    return this.bytes;
  }

  public toString(): string {
    return this.text;
  }
}

/** Below this size, a separate object costs more than encoding the text again. */
const LEAST = 500;

export function sharedLines(text: string): Lines {
  return text.length < LEAST ? text : new SharedLines(text);
}

const MANY = 1000;

/** One text instead of many lines of a large document, so that its lines can be freed before the next one is written. */
export function compact(lines: readonly Lines[]): readonly Lines[] {
  return lines.length < MANY ? lines : [new SharedLines(lines.join('\n'))];
}

/** A whole document, which ends with a line feed. */
export function linesOfText(text: string): Lines[] {
  return [text.replace(/\n$/, '')];
}

/** Documents of one file. */
export function joined(documents: readonly (readonly Lines[])[]): Lines[] {
  const all: Lines[] = [];
  for (const lines of documents) {
    if (all.length > 0) { all.push('---'); }
    for (const line of lines) { all.push(line); }
  }
  return all;
}

export function textOfLines(lines: readonly Lines[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Writes a file without creating its whole text, which would take longer than writing it. */
export function writeLines(path: string, lines: readonly Lines[]): void {
  const buffers = encoded(lines);
  const file = openSync(path, 'w');
  try {
    const written = buffers.length === 0 ? 0 : writevSync(file, buffers);
    const size = buffers.reduce((sum, { length }) => sum + length, 0);
    if (written < size) { writeFileSync(file, Buffer.concat(buffers).subarray(written)); }
  } finally {
    closeSync(file);
  }
}

function encoded(lines: readonly Lines[]): Buffer[] {
  const found: Buffer[] = [];
  let from = 0;
  const flush = (to: number) => {
    if (to > from) { found.push(Buffer.from(textOfLines(lines.slice(from, to)), 'utf8')); }
    from = to + 1;
  };
  lines.forEach((each, at) => {
    if (typeof each === 'string') { return; }
    flush(at);
    found.push(each.encoded);
  });
  flush(lines.length);
  return found;
}
