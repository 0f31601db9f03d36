/** Characters that move the cursor, start a line, or change the text direction. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A text as one line, whatever names it contains: a name must not forge a line, or send control sequences to a terminal. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Several lines, each sanitized: the final output. In JSON and in programs the escapes are the same characters. */
export function printable(text: string): string {
  return text.replace(CONTROL, character => character === '\n' || character === '\t' ? character : oneLine(character));
}
