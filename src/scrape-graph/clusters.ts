import { append } from './append';
import { Problem, problem } from './checks/problem';
import { asManifests, keyOf, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';
import { isPlaceholder } from '../validation/placeholder';
import { Finding } from '../validation/rule';

/** An object, and which part of the whole it comes from: the child of the app, the folder or file. */
export interface SourceObject {
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
  readonly given: readonly SourceObject[];
  /** An object that several clusters have: why there are several. */
  readonly common?: string;
}

export interface ClusterOptions {
  /** Whether all objects are for one cluster, even if some are there more than once. */
  readonly oneCluster?: boolean;
}

/**
 * The clusters for which objects are. Parts that have a Prometheus in common, or most of their objects, and not the same, are for clusters of their own; what has none of
 * these in common with any other is for all of them. Namespaces, CRDs and objects that do not say their namespace never divide.
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

/** What each cluster has, or what may be in any namespace, says nothing. */
function isDividing(key: string): boolean {
  const [kind, namespace] = key.split(' ');
  return namespace !== '' && kind !== 'Namespace' && kind !== 'CustomResourceDefinition';
}

type Shared = readonly [key: string, all: readonly SourceObject[]];

/** What parts have in common and not the same, if that is most of one of them. */
function mostly(shared: readonly Shared[], origins: ReadonlyMap<string, readonly SourceObject[]>): readonly Shared[] {
  const counts = new Map<string, number>();
  for (const [, all] of shared) { for (const origin of new Set(all.map(each => each.origin))) { counts.set(origin, (counts.get(origin) ?? 0) + 1); } }
  // one object is not most of a cluster: it is written twice
  const isMost = (origin: string) => counts.get(origin)! > 1 && 2 * counts.get(origin)! > origins.get(origin)!.filter(({ key }) => isDividing(key)).length;
  return shared.filter(([, all]) => all.some(({ origin }) => isMost(origin)) && areDifferent(all));
}

function areDifferent(all: readonly SourceObject[]): boolean {
  const first = JSON.stringify(all[0].read());
  return all.some(each => JSON.stringify(each.read()) !== first);
}

/** The objects of a cluster, and what is wrong with that there are these. */
export function manifestsOf({ given }: Cluster): { readonly manifests: Manifest[]; readonly sources: ReadonlyMap<Manifest, SourceObject>; readonly problems: Problem[] } {
  const sources = new Map<Manifest, SourceObject>();
  const manifests = given.flatMap(each => {
    const found = asManifests([each.read()]);
    found.forEach(manifest => sources.set(manifest, each));
    return found;
  });
  return { manifests, sources, problems: [...twiceIn(manifests.filter(each => sources.get(each)?.isPartial !== true)), ...readProblems(sources)] };
}

function readProblems(sources: ReadonlyMap<Manifest, SourceObject>): Problem[] {
  return [...sources].flatMap(([manifest, { findings = [] }]) => findings.map(each => ({ finding: each, objects: [manifest] })));
}

/** What several clusters have is read once. */
function once({ read, ...given }: SourceObject): SourceObject {
  let found: { readonly value: unknown } | undefined;
  return { ...given, read: () => (found ??= { value: read() }).value };
}

/** The same object in two places is one; of one that does not say its namespace nobody knows whether it is the same. */
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
