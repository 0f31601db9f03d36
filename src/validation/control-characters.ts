/** What moves the cursor, begins a line, or turns the direction of writing. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A line as one line, whatever is in the names in it: a name must not forge a line, or write to a terminal what is not text. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Several lines, each as one line: what is printed in the end. In JSON and in programs the escapes are the same characters. */
export function printable(text: string): string {
  return text.replace(CONTROL, character => character === '\n' || character === '\t' ? character : oneLine(character));
}
