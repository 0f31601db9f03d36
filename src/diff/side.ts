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
  const renamed = renamedServers(before, after);
  return { before, after, serverName: server => server === undefined ? ELSEWHERE : renamed.get(nameOf(server)) ?? nameOf(server) };
}

/** A removed server and the only new server of its kind: it was renamed. If there are several, the pairs are unknown. */
function renamedServers(before: Side, after: Side): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const kind of ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler']) {
    const [old, now] = [before, after].map(({ graph }) => graph.world.ofKind(kind).map(nameOf));
    const [gone, added] = [old.filter(name => !now.includes(name)), now.filter(name => !old.includes(name))];
    if (gone.length === 1 && added.length === 1) { renamed.set(gone[0], added[0]); }
  }
  return renamed;
}
