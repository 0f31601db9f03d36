import { engine } from './engine';

/** Whether a pattern matches anywhere in a text, with RE2 in linear time. */
export function searchPattern(pattern: string, text: string): boolean {
  return engine().compile(pattern).matcher(text).find();
}
