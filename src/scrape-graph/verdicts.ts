import { ClusterState } from './cluster-state';
import { Manifest } from './manifest';
import { Verdicts } from '../admission/cluster/verdicts';
import { INSTALLING_KINDS, operatorVersionsIn } from '../admission/versions-in-manifests';
import { Versions } from '../schema/findings';

/** The files that contain the objects, if known. */
export type Sources = ReadonlyMap<Manifest, { readonly file?: string; readonly line?: number; readonly isPartial?: boolean }>;

/** Facts about a cluster, in addition to its objects. */
export interface GraphOptions {
  /** If they come from elsewhere than the objects. */
  readonly versions?: Versions;
  /** The source of the objects. */
  readonly sources?: Sources;
}

/** Findings of API server and operator on the objects of a cluster. */
export function verdictsIn(
  world: ClusterState, selectedBy: (object: Manifest) => readonly Manifest[], { versions, sources }: GraphOptions,
): Verdicts {
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

/** The versions of a cluster, from its manifests. */
function versionsIn(world: ClusterState): Versions {
  return { operator: operatorVersionsIn(INSTALLING_KINDS.flatMap(kind => world.ofKind(kind)).map(({ raw }) => raw)), kubernetes: [] };
}
