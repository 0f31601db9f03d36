import { append } from './append';
import { Problem, problem } from './checks/problem';
import { asManifests, keyOf, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';

/** An object, and which part of the whole it comes from: the child of the app, the folder or file. */
export interface Given {
  readonly origin: string;
  /** What it is, in a cluster: `keyOf`. */
  readonly key: string;
  /** The file that it is read from. */
  readonly file?: string;
  /** The line of the file at which it begins, if the file has other documents, too. */
  readonly line?: number;
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
  /** An object that several clusters have, and not the same: why there are several. */
  readonly common?: string;
}

export interface ClusterOptions {
  /** Whether all of it is for one cluster, whatever there is twice. */
  readonly oneCluster?: boolean;
}

/**
 * The clusters for which objects are. Where nothing is there twice, all belong to one. Parts that have an object in common, and not the same, are for clusters of their
 * own, and what has none in common with any other is for all of them. Namespaces, CRDs and objects that do not say their namespace never divide.
 */
export function clustersOf(given: readonly Given[], { oneCluster = false }: ClusterOptions = {}): Cluster[] {
  const origins = new Map<string, Given[]>();
  const holders = new Map<string, Given[]>();
  for (const each of given) {
    append(origins, each.origin, each);
    if (!oneCluster && isDividing(each.key)) { append(holders, each.key, each); }
  }
  const contested = new Set<string>();
  const because = new Map<string, string>();
  // the servers first: they differ most often, and then others need not be read
  const shared = [...holders].filter(([, all]) => new Set(all.map(({ origin }) => origin)).size > 1).sort(([a], [b]) => Number(isServer(b)) - Number(isServer(a)));
  for (const [key, all] of shared) {
    if (all.every(({ origin }) => contested.has(origin)) || !areDifferent(all)) { continue; }
    for (const { origin } of all) { contested.add(origin); }
    because.set(key, key);
  }
  if (contested.size === 0) { return [{ given }]; }
  const others = [...origins].filter(([origin]) => !contested.has(origin)).flatMap(([, all]) => all).map(once);
  const [first] = because.keys();
  return [...contested].sort().map(name => ({ name, given: [...origins.get(name)!, ...others], common: first.replace(/^(\S+) (\S*) (.*)$/, (_, kind, namespace, object) => `${kind} ${namespace}/${object}`) }));
}

/** What each cluster has, or what may be in any namespace, says nothing. */
function isDividing(key: string): boolean {
  const [kind, namespace] = key.split(' ');
  return namespace !== '' && kind !== 'Namespace' && kind !== 'CustomResourceDefinition';
}

const isServer = (key: string) => /^(Prometheus|PrometheusAgent|Alertmanager) /.test(key);

function areDifferent(all: readonly Given[]): boolean {
  const first = JSON.stringify(all[0].read());
  return all.some(each => JSON.stringify(each.read()) !== first);
}

/** The objects of a cluster, and what is wrong with that there are these. */
export function manifestsOf({ given }: Cluster): { readonly manifests: Manifest[]; readonly sources: ReadonlyMap<Manifest, Given>; readonly problems: Problem[] } {
  const sources = new Map<Manifest, Given>();
  const manifests = given.flatMap(each => {
    const found = asManifests([each.read()]);
    found.forEach(manifest => sources.set(manifest, each));
    return found;
  });
  return { manifests, sources, problems: twiceIn(manifests) };
}

/** What several clusters have is read once. */
function once({ read, ...given }: Given): Given {
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
    return known && isDividing(key) && JSON.stringify(known.raw) !== JSON.stringify(manifest.raw);
  });
  const names = [...new Set(twice.map(nameOf))].sort();
  return names.length > 0 ? [problem(OBJECT_TWICE, { objects: names, count: names.length }, ...twice)] : [];
}
