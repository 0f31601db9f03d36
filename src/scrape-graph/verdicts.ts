import { Manifest } from './manifest';
import { ClusterState } from './cluster-state';
import { Verdicts } from '../admission/cluster/verdicts';
import { INSTALLING_KINDS, operatorVersionsIn } from '../admission/versions-in-manifests';
import { Versions } from '../schema/findings';

/** The files from which objects are read, as far as one knows them. */
export type Sources = ReadonlyMap<Manifest, { readonly file?: string; readonly line?: number; readonly isPartial?: boolean }>;

/** What is known of a cluster next to its objects. */
export interface GraphOptions {
  /** If something else than the objects says them. */
  readonly versions?: Versions;
  /** Where the objects come from. */
  readonly sources?: Sources;
}

/** What apiserver and operator say of the objects of a world. */
export function verdictsIn(world: ClusterState, selectedBy: (object: Manifest) => readonly Manifest[], { versions, sources }: GraphOptions): Verdicts {
  return new Verdicts({
    versions: versions ?? versionsIn(world),
    selectedBy: object => selectedBy(object as Manifest),
    alertmanagers: () => world.ofKind('Alertmanager').map(({ raw }) => raw),
    find: (kind, namespace, name) => world.named(kind, namespace, name)?.raw,
    originOf: object => {
      const source = sources?.get(object as Manifest);
      return { isPartial: source?.isPartial, isFinal: source?.file !== undefined };
    },
  });
}

/** The versions of a cluster, as its manifests say them. */
function versionsIn(world: ClusterState): Versions {
  return { operator: operatorVersionsIn(INSTALLING_KINDS.flatMap(kind => world.ofKind(kind)).map(({ raw }) => raw)), kubernetes: [] };
}
