import { Problem, problem } from './checks/problem';
import { asManifests, keyOf, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';

/** An object, and which part of the whole it comes from: the child of the app, the folder or file. */
export interface Given {
  readonly origin: string;
  readonly value: unknown;
}

/** What lives in one cluster. */
export interface Cluster {
  /** Undefined where there is but one. */
  readonly name?: string;
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/**
 * The clusters for which objects are. Where nothing is there twice, all belong to one. Parts that have an object in common are for clusters of their own, and what has
 * none in common with any other is for all of them.
 */
export function clustersOf(given: readonly Given[]): Cluster[] {
  const origins = new Map<string, Manifest[]>();
  for (const { origin, value } of given) {
    const known = origins.get(origin);
    if (known) { known.push(...asManifests([value])); } else { origins.set(origin, asManifests([value])); }
  }
  const holders = new Map<string, Set<string>>();
  for (const [origin, manifests] of origins) { for (const manifest of manifests) { holders.set(keyOf(manifest), (holders.get(keyOf(manifest)) ?? new Set()).add(origin)); } }
  const contested = new Set([...holders.values()].filter(({ size }) => size > 1).flatMap(set => [...set]));
  const shared = [...origins].filter(([origin]) => !contested.has(origin)).flatMap(([, manifests]) => manifests);
  const clusters = contested.size === 0 ? [{ manifests: shared }] : [...contested].sort().map(name => ({ name, manifests: [...origins.get(name)!, ...shared] }));
  return clusters.map(cluster => ({ ...cluster, problems: twiceIn(cluster.manifests) }));
}

function twiceIn(manifests: readonly Manifest[]): Problem[] {
  const seen = new Set<string>();
  const twice = manifests.filter(manifest => seen.has(keyOf(manifest)) || !seen.add(keyOf(manifest)));
  const names = [...new Set(twice.map(nameOf))].sort();
  return names.length > 0 ? [problem(OBJECT_TWICE, { objects: names, count: names.length }, ...twice)] : [];
}
