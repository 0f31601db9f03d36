import { append } from './append';
import { Problem, problem } from './checks/problem';
import { asManifests, keyOf, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';
import { Finding } from '../validation/rule';

/** An object, and which part of the whole it comes from: the child of the app, the folder or file. */
export interface Given {
  readonly origin: string;
  /** What it is, in a cluster: `keyOf`. */
  readonly key: string;
  /** The file that it is read from. */
  readonly file?: string;
  /** The line of the file at which it begins, if the file has other objects, too. */
  readonly line?: number;
  /** What was found when it was read. */
  readonly findings?: readonly Finding[];
  /** Whether it may lack what a tool adds. */
  readonly isPartial?: boolean;
  /** Its manifest: asked for when its cluster is looked at, so that not all clusters are in memory together. */
  readonly read: () => unknown;
}

/** What lives in one cluster. */
export interface Cluster {
  /** Undefined where there is but one. */
  readonly name?: string;
  readonly given: readonly Given[];
}

export interface ClusterOptions {
  /** Whether all objects are for one cluster, even if some are there more than once. */
  readonly oneCluster?: boolean;
}

/**
 * The clusters for which objects are. Where nothing is there twice, all belong to one. Parts that have an object in common are for clusters of their own, and what has
 * none in common with any other is for all of them.
 */
export function clustersOf(given: readonly Given[], { oneCluster = false }: ClusterOptions = {}): Cluster[] {
  if (oneCluster) { return [{ given }]; }
  const origins = new Map<string, Given[]>();
  const holders = new Map<string, Set<string>>();
  for (const each of given) {
    append(origins, each.origin, each);
    holders.set(each.key, (holders.get(each.key) ?? new Set()).add(each.origin));
  }
  const contested = new Set([...holders.values()].filter(({ size }) => size > 1).flatMap(set => [...set]));
  if (contested.size === 0) { return [{ given }]; }
  const shared = [...origins].filter(([origin]) => !contested.has(origin)).flatMap(([, all]) => all).map(once);
  return [...contested].sort().map(name => ({ name, given: [...origins.get(name)!, ...shared] }));
}

/** The objects of a cluster, and what is wrong with that there are these. */
export function manifestsOf({ given }: Cluster): { readonly manifests: Manifest[]; readonly sources: ReadonlyMap<Manifest, Given>; readonly problems: Problem[] } {
  const sources = new Map<Manifest, Given>();
  const manifests = given.flatMap(each => {
    const found = asManifests([each.read()]);
    found.forEach(manifest => sources.set(manifest, each));
    return found;
  });
  return { manifests, sources, problems: [...twiceIn(manifests), ...readProblems(sources)] };
}

function readProblems(sources: ReadonlyMap<Manifest, Given>): Problem[] {
  return [...sources].flatMap(([manifest, { findings = [] }]) => findings.map(each => ({ finding: each, objects: [manifest] })));
}

/** What several clusters have is read once. */
function once({ read, ...given }: Given): Given {
  let found: { readonly value: unknown } | undefined;
  return { ...given, read: () => (found ??= { value: read() }).value };
}

function twiceIn(manifests: readonly Manifest[]): Problem[] {
  const seen = new Set<string>();
  const twice = manifests.filter(manifest => seen.has(keyOf(manifest)) || !seen.add(keyOf(manifest)));
  const names = [...new Set(twice.map(nameOf))].sort();
  return names.length > 0 ? [problem(OBJECT_TWICE, { objects: names, count: names.length }, ...twice)] : [];
}
