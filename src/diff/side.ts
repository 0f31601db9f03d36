import { pairObjects } from './object-pairs';
import { Pairs } from './pairs';
import { Cluster, manifestsOf } from '../scrape-graph/clusters';
import { Graph, graphOf } from '../scrape-graph/graph';
import { Manifest, nameOf } from '../scrape-graph/manifest';
import { Sources } from '../scrape-graph/verdicts';

/** One side of a comparison: the cluster of the old or the new manifests. */
export interface Side {
  readonly graph: Graph;
  /** The objects that exist. If the API server rejects an object, its previous version. */
  readonly manifests: readonly Manifest[];
  readonly sources: Sources;
  readonly rejected: readonly Rejected[];
}

/** An object that the API server rejects. */
export interface Rejected {
  readonly manifest: Manifest;
  readonly why: string;
}

/** The two sides, and the pairs of their servers. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly objects: Pairs<Manifest>;
  /** The servers of both sides, renamed or not, and the old ones that are gone. */
  readonly servers: Pick<Pairs<Manifest>, 'both' | 'gone'>;
  /** The name of a server on the new side. */
  readonly serverName: (server: Manifest | undefined) => string;
}

/**
 * The content of a cluster after its manifests are applied.
 * @param before its content before: if the API server rejects the new version of an object, the old one stays
 */
export function sideOf(cluster: Cluster, before?: Side): Side {
  const { manifests: all, sources } = manifestsOf(cluster);
  const manifests = all.filter(manifest => !isHook(manifest));
  const given = graphOf(manifests, { sources });
  const rejected = manifests.filter(manifest => given.verdicts.of(manifest).isRejected);
  if (rejected.length === 0) { return { graph: given, manifests, sources, rejected: [] }; }
  const old = new Map(before?.manifests.map(manifest => [nameOf(manifest), manifest]));
  const kept = rejected.flatMap(manifest => old.get(nameOf(manifest)) ?? []);
  const existing = [...manifests.filter(manifest => !rejected.includes(manifest)), ...kept];
  const known: Sources = new Map([...sources, ...before?.sources ?? []]);
  return {
    graph: graphOf(existing, { sources: known }),
    manifests: existing,
    sources: known,
    rejected: rejected.map(manifest => ({ manifest, why: whyRejected(given, manifest) })),
  };
}

function whyRejected({ verdicts }: Graph, manifest: Manifest): string {
  const [first] = verdicts.of(manifest).findings.filter(({ severity }) => severity === 'error');
  return first.message.replace(` [${first.ruleId}]`, '');
}

/** Helm and Argo CD create it each time, and delete it again. */
function isHook({ metadata: { annotations = {} } }: Manifest): boolean {
  return annotations['helm.sh/hook'] !== undefined && annotations['helm.sh/hook'] !== 'crd-install'
    || annotations['argocd.argoproj.io/hook'] !== undefined;
}

/** Selectors that count if no server is here. */
const ELSEWHERE = 'a Prometheus elsewhere';

export function sidesOf(before: Side, after: Side): Sides {
  const objects = pairObjects(before.manifests, after.manifests);
  const renamed = renamedServers(objects);
  const names = new Map([...objects.both, ...renamed].map(([old, now]) => [nameOf(old), nameOf(now)]));
  return {
    before,
    after,
    objects,
    servers: { both: [...objects.both.filter(([{ kind }]) => SERVERS.includes(kind)), ...renamed], gone: goneServers(objects, renamed) },
    serverName: server => server === undefined ? ELSEWHERE : names.get(nameOf(server)) ?? nameOf(server),
  };
}

const SERVERS = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'];

/** A removed server and the only new server of its kind: it was renamed. If there are several, the pairs are unknown. */
function renamedServers({ gone, added }: Pairs<Manifest>): (readonly [Manifest, Manifest])[] {
  return SERVERS.flatMap(kind => {
    const [old, now] = [gone, added].map(all => all.filter(each => each.kind === kind));
    return old.length === 1 && now.length === 1 ? [[old[0], now[0]] as const] : [];
  });
}

function goneServers({ gone }: Pairs<Manifest>, renamed: readonly (readonly [Manifest, Manifest])[]): readonly Manifest[] {
  const known = new Set(renamed.map(([old]) => old));
  return gone.filter(each => SERVERS.includes(each.kind) && !known.has(each));
}
