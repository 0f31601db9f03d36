import { Change, ChangeKind, CHANGE_KINDS, rowOf, Weight } from '../change';
import { ClusterChanges } from '../compare';

/** Changes of one kind, in all clusters or in one. */
export interface Section {
  readonly kind: ChangeKind;
  readonly title: string;
  readonly meaning: string;
  readonly weight: Weight;
  readonly changes: readonly Change[];
}

export function sectionsOf(changes: readonly Change[]): Section[] {
  return CHANGE_KINDS.flatMap(kind => {
    const own = changes.filter(change => change.kind === kind);
    return own.length === 0 ? [] : [{ kind, ...rowOf(kind), changes: own }];
  });
}

/** `2 lost-target, 1 changed-alert`; `no change` if empty. */
export function countsText(changes: readonly Change[]): string {
  const sections = sectionsOf(changes);
  return sections.length === 0 ? 'no change' : sections.map(({ kind, changes: own }) => `${own.length} ${kind}`).join(', ');
}

/** Clusters with the same changes, which are reported once. */
export interface SameChanges {
  readonly clusters: readonly (string | undefined)[];
  readonly changes: readonly Change[];
}

export function groupedClusters(all: readonly ClusterChanges[]): SameChanges[] {
  const groups = new Map<string, { readonly clusters: (string | undefined)[]; readonly changes: readonly Change[] }>();
  for (const { cluster, changes } of all) {
    const key = JSON.stringify(changes);
    const group = groups.get(key) ?? { clusters: [], changes };
    groups.set(key, group);
    group.clusters.push(cluster);
  }
  return [...groups.values()];
}

/** Heading for the clusters of a group. Undefined if there is only one cluster. */
export function clustersText(clusters: readonly (string | undefined)[]): string | undefined {
  const names = clusters.filter((name): name is string => name !== undefined);
  if (names.length === 0) { return undefined; }
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more clusters` : names.join(', ');
}
