import { engine } from './engine';

/** Whether a pattern matches anywhere in a text, by RE2: no text takes longer than its length. */
export function searchPattern(pattern: string, text: string): boolean {
  return engine().compile(pattern).matcher(text).find();
}
