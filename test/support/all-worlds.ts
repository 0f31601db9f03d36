import { PLAIN_WORLDS, richWorldOf } from './rich-worlds';
import { GraphWorld, worldOf, worldOfWorkloads } from './worlds';

export const WORLDS = 80;

/** All clusters that conformance tests have compared with the real components. */
export function allWorlds(): readonly GraphWorld[] {
  return [...Array.from({ length: WORLDS }, (_, at) => at < PLAIN_WORLDS ? worldOf(at) : richWorldOf(at)), worldOfWorkloads()];
}
