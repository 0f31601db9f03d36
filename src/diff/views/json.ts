import { CHANGE_KINDS } from '../change';
import { ClusterChanges } from '../compare';

/** For programs: one object per cluster, with the number of changes of each kind. */
export function diffAsJson(all: readonly ClusterChanges[]): string {
  const changes = all.flatMap(each => each.changes);
  const counts = Object.fromEntries(CHANGE_KINDS.flatMap(kind => {
    const count = changes.filter(change => change.kind === kind).length;
    return count === 0 ? [] : [[kind, count]];
  }));
  return `${JSON.stringify({ counts, clusters: all }, undefined, 2)}\n`;
}
