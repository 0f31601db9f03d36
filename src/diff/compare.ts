import { Change, sortChanges } from './change';
import { costChanges } from './changes/costs';
import { imageChanges } from './changes/images';
import { networkChanges } from './changes/networks';
import { objectChanges } from './changes/objects';
import { permissionChanges } from './changes/permissions';
import { readerChanges } from './changes/readers';
import { routeChanges } from './changes/routes';
import { ruleChanges } from './changes/rule-changes';
import { serverChanges } from './changes/servers';
import { targetChanges } from './changes/targets';
import { sideOf, sidesOf } from './side';
import { Cluster } from '../scrape-graph/clusters';
import { ClusterScale } from '../scrape-graph/costs';

/** The changes of one cluster. */
export interface ClusterChanges {
  /** Undefined if there is only one cluster. */
  readonly cluster?: string;
  readonly changes: readonly Change[];
}

/** Every cluster of both sides. With a scale, the load of each Prometheus is estimated, too. */
export function compareClusters(before: readonly Cluster[], after: readonly Cluster[], scale?: ClusterScale): ClusterChanges[] {
  return clusterPairs(before, after).map(([name, old, now]) => ({
    ...name !== undefined && { cluster: name },
    changes: compareCluster(old ?? { given: [] }, now ?? { given: [] }, scale),
  }));
}

/** Clusters are paired by name; single clusters are paired whatever their names. */
function clusterPairs(
  before: readonly Cluster[], after: readonly Cluster[],
): (readonly [string | undefined, Cluster | undefined, Cluster | undefined])[] {
  if (before.length === 1 && after.length === 1) { return [[after[0].name, before[0], after[0]]]; }
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.map(name => [name, before.find(each => each.name === name), after.find(each => each.name === name)]);
}

function compareCluster(old: Cluster, now: Cluster, scale: ClusterScale | undefined): Change[] {
  const before = sideOf(old);
  const sides = sidesOf(before, sideOf(now, before));
  const rules = ruleChanges(sides);
  return sortChanges([
    ...targetChanges(sides),
    ...rules.changes,
    ...readerChanges(sides, rules),
    ...routeChanges(sides, rules),
    ...serverChanges(sides),
    ...objectChanges(sides),
    ...permissionChanges(sides),
    ...networkChanges(sides),
    ...imageChanges(sides),
    ...scale ? costChanges(sides, scale) : [],
  ]);
}
