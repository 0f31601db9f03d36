import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkManifest, Environment } from './check-manifest';
import { INSTALLING_KINDS, operatorVersionOf } from './versions-in-manifests';
import { Versions } from '../schema/findings';
import { UNCHECKED } from '../schema/rules';
import { manifestOf, objectsByKind, objectsOf } from '../validation/app-objects';
import { Problems } from '../validation/problems';
import { finding, Finding, shown } from '../validation/rule';
import { silenceReason } from '../validation/silence';
import { clusterOf, versionsInForce } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';

/** Apps that are checked already. */
const checked = new WeakSet<IConstruct>();

/** No child of an app is called so: the versions are those of all. */
const ALL_CLUSTERS = '';

/** Checks the objects of an app against the schemas of their kinds, from any source. */
export class SchemaChecks {
  /**
   * Check at synth every object of an app, with all patches applied, as the apiserver does with `fieldValidation=Strict`: unknown and
   * misspelled fields,
   * fields that the version does not have, wrong types and values, missing fields. An app with a construct of this library is checked
   * without it.
   *
   * The version of prometheus-operator is that of the constructs, of the operator's image or of its CustomResourceDefinitions in the app.
   * If it is unknown, an
   * error is what every version rejects. Objects of other kinds than those of prometheus-operator and Kubernetes are not checked.
   *
   * @param scope the app, or any construct in it: the whole app is checked
   */
  public static addTo(scope: IConstruct): void {
    SchemaChecks._ensure(scope.node.root);
  }

  /** @internal The same, once. */
  public static _ensure(root: IConstruct): void {
    if (checked.has(root)) { return; }
    checked.add(root);
    Problems.of(root).check(() => findingsIn(root), () => stateOf(root));
  }

  /** @internal The versions of a cluster of an app; of the whole app, if it is for one. */
  public static _versionsIn(root: IConstruct): (cluster: string | undefined) => Versions {
    const ofCluster = environments(root);
    return cluster => ofCluster(cluster ?? ALL_CLUSTERS).versions;
  }

  private constructor() {}
}

function stateOf(root: IConstruct): number {
  let state = 0;
  for (const objects of objectsByKind(root).values()) {
    for (const object of objects) { state += 1 + patchCount(object); }
  }
  return state;
}

function findingsIn(root: IConstruct): Finding[] {
  const environmentOf = environments(root);
  const found: Finding[] = [];
  const unchecked = new Map<string, number>();
  for (const objects of objectsByKind(root).values()) {
    for (const object of objects) {
      const manifest = readManifest(object);
      const { findings, unchecked: why } = checkManifest(manifest, environmentOf(clusterOf(object)));
      const isExplained = findings.length > 0 && object.node.scopes.some(scope => Problems.hasErrors(scope));
      const heard = findings.filter(({ ruleId }) => !(isExplained && ruleId.startsWith('core/')) && silenceReason(manifest.metadata?.annotations, ruleId) === undefined);
      const where = () => `${object.kind} ${shown(object.name)} (${object.node.path})`;
      found.push(...heard.map(each => ({ ...each, message: `${where()}: ${each.message}` })));
      if (why !== undefined) { unchecked.set(why, (unchecked.get(why) ?? 0) + 1); }
    }
  }
  return [...found, ...[...unchecked].map(([why, count]) => finding(UNCHECKED, { why, count }))];
}

/** What is known of each cluster of an app. */
function environments(root: IConstruct): (cluster: string) => Environment {
  const installed = INSTALLING_KINDS.flatMap(kind => objectsOf(root, kind)).flatMap(object => {
    const version = operatorVersionOf(readManifest(object));
    return version === undefined ? [] : [{ cluster: clusterOf(object), version }];
  });
  const [operator, kubernetes] = [versionsInForce(root, 'operator', installed), versionsInForce(root, 'kubernetes')];
  const known = new Map<string, Environment>();
  return cluster => {
    let environment = known.get(cluster);
    if (!environment) { known.set(cluster, environment = { versions: { operator: operator(cluster), kubernetes: kubernetes(cluster) } }); }
    return environment;
  };
}

/** Of an object that cannot be rendered cdk8s says itself what is wrong. */
function readManifest(object: ApiObject): any {
  try {
    return manifestOf(object) ?? {};
  } catch {
    return {};
  }
}
