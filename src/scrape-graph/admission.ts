import { Problem } from './checks/problem';
import { Given } from './clusters';
import { Manifest, nameOf } from './manifest';
import { checkManifest } from '../admission/check-manifest';
import { operatorVersionsIn } from '../admission/versions-in-manifests';
import { Versions } from '../schema/findings';
import { UNCHECKED } from '../schema/rules';
import { finding } from '../validation/rule';

/** The versions of a cluster, as its manifests say them. */
export function versionsIn(manifests: readonly Manifest[]): Versions {
  return { operator: operatorVersionsIn(manifests.map(({ raw }) => raw)), kubernetes: [] };
}

/** What the apiserver and the operator say of each manifest by itself, with the file in which it is. */
export function admissionProblems(
  manifests: readonly Manifest[], sources: ReadonlyMap<Manifest, Given>, versions = versionsIn(manifests),
): Problem[] {
  const unchecked = new Map<string, Manifest[]>();
  const found = manifests.flatMap(manifest => {
    const { file, isPartial } = sources.get(manifest) ?? {};
    const { findings, unchecked: why } = checkManifest(manifest.raw, { versions, isPartial });
    if (why !== undefined) { unchecked.set(why, [...unchecked.get(why) ?? [], manifest]); }
    const where = file === undefined ? nameOf(manifest) : `${nameOf(manifest)} (${file})`;
    return findings.map((each): Problem => ({ finding: { ...each, message: `${where}: ${each.message}` }, objects: [manifest] }));
  });
  const rest = [...unchecked].map(([why, objects]): Problem => {
    return { finding: finding(UNCHECKED, { why, count: objects.length }), objects: objects.slice(0, 1) };
  });
  return [...found, ...rest];
}
