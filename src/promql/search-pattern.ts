import type { RE2JS } from 're2js';

/** Loaded on first use. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const engine = (): typeof RE2JS => require('re2js').RE2JS;

/** Whether a pattern matches anywhere in a text, with RE2 in linear time. */
export function searchPattern(pattern: string, text: string): boolean {
  return engine().compile(pattern).matcher(text).find();
}
