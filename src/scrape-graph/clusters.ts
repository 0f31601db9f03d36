import { append } from './append';
import { Problem, problem } from './checks/problem';
import { asManifests, keyOf, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';
import { isPlaceholder } from '../validation/placeholder';
import { Finding } from '../validation/rule';

/** An object, and its part of the input: the child of the app, the folder or the file. */
export interface SourceObject {
  readonly origin: string;
  /** Its identity in a cluster: `keyOf`. */
  readonly key: string;
  /** The file that contains it. */
  readonly file?: string;
  /** The line at which it begins, if the file contains other objects, too. */
  readonly line?: number;
  /** Findings from reading it. */
  readonly findings?: readonly Finding[];
  /** Whether a tool may add to it. */
  readonly isPartial?: boolean;
  /** Its manifest, loaded when its cluster is processed, so that not all clusters are in memory together. */
  readonly read: () => unknown;
}

/** The objects of one cluster. */
export interface Cluster {
  /** Undefined if there is only one cluster. */
  readonly name?: string;
  readonly given: readonly SourceObject[];
  /** An object that several clusters have: the reason to assume several clusters. */
  readonly common?: string;
}

export interface ClusterOptions {
  /** Whether all objects belong to one cluster, even if some occur more than once. */
  readonly oneCluster?: boolean;
}

/**
 * Divides objects into clusters. Parts that share a Prometheus, or most of their objects, with different content, belong to separate
 * clusters. Parts without common objects belong to all clusters. Namespaces, CRDs and objects without a namespace never divide.
 */
export function clustersOf(given: readonly SourceObject[], { oneCluster = false }: ClusterOptions = {}): Cluster[] {
  const origins = new Map<string, SourceObject[]>();
  const holders = new Map<string, SourceObject[]>();
  for (const each of given) {
    append(origins, each.origin, each);
    if (!oneCluster && isDividing(each.key)) { append(holders, each.key, each); }
  }
  const shared = [...holders].filter(([, all]) => new Set(all.map(({ origin }) => origin)).size > 1);
  const servers = shared.filter(([key]) => /^Prometheus(Agent)? /.test(key));
  const divided = servers.length > 0 ? servers : mostly(shared, origins);
  const contested = [...new Set(divided.flatMap(([, all]) => all.map(({ origin }) => origin)))].sort();
  if (contested.length === 0) { return [{ given }]; }
  const others = [...origins].filter(([origin]) => !contested.includes(origin)).flatMap(([, all]) => all).map(once);
  const [kind, namespace, name] = divided[0][0].split(' ');
  return contested.map(origin => ({ name: origin, given: [...origins.get(origin)!, ...others], common: `${kind} ${namespace}/${name}` }));
}

/** Objects that every cluster has, or that may be in any namespace, decide nothing. */
function isDividing(key: string): boolean {
  const [kind, namespace] = key.split(' ');
  return namespace !== '' && kind !== 'Namespace' && kind !== 'CustomResourceDefinition';
}

type Shared = readonly [key: string, all: readonly SourceObject[]];

/** Objects that parts share with different content, if they are most of one part. */
function mostly(shared: readonly Shared[], origins: ReadonlyMap<string, readonly SourceObject[]>): readonly Shared[] {
  const counts = new Map<string, number>();
  for (const [, all] of shared) {
    for (const origin of new Set(all.map(each => each.origin))) { counts.set(origin, (counts.get(origin) ?? 0) + 1); }
  }
  // one common object is not most of a cluster: it is a duplicate
  const isMost = (origin: string) => counts.get(origin)! > 1
    && 2 * counts.get(origin)! > origins.get(origin)!.filter(({ key }) => isDividing(key)).length;
  return shared.filter(([, all]) => all.some(({ origin }) => isMost(origin)) && areDifferent(all));
}

function areDifferent(all: readonly SourceObject[]): boolean {
  const first = JSON.stringify(all[0].read());
  return all.some(each => JSON.stringify(each.read()) !== first);
}

/** The objects of a cluster, and problems of their presence. */
export function manifestsOf({ given }: Cluster): {
  readonly manifests: Manifest[]; readonly sources: ReadonlyMap<Manifest, SourceObject>; readonly problems: Problem[];
} {
  const sources = new Map<Manifest, SourceObject>();
  const manifests = given.flatMap(each => {
    const found = asManifests([each.read()]);
    found.forEach(manifest => sources.set(manifest, each));
    return found;
  });
  return {
    manifests, sources, problems: [...twiceIn(manifests.filter(each => sources.get(each)?.isPartial !== true)), ...readProblems(sources)],
  };
}

function readProblems(sources: ReadonlyMap<Manifest, SourceObject>): Problem[] {
  return [...sources].flatMap(([manifest, { findings = [] }]) => findings.map(each => ({ finding: each, objects: [manifest] })));
}

/** Objects that several clusters share are read once. */
function once({ read, ...given }: SourceObject): SourceObject {
  let found: { readonly value: unknown } | undefined;
  return { ...given, read: () => (found ??= { value: read() }).value };
}

/** An object in two places counts once. Without a namespace it is unknown whether it is the same. */
function twiceIn(manifests: readonly Manifest[]): Problem[] {
  const seen = new Map<string, Manifest>();
  const twice = manifests.filter(manifest => {
    const key = keyOf(manifest);
    const known = seen.get(key);
    if (!known) { seen.set(key, manifest); }
    return known && isDividing(key) && !isPlaceholder(key) && JSON.stringify(known.raw) !== JSON.stringify(manifest.raw);
  });
  const names = [...new Set(twice.map(nameOf))].sort();
  return names.length > 0 ? [problem(OBJECT_TWICE, { objects: names, count: names.length }, ...twice)] : [];
}
