import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AppObjects, asServer, readObject } from './app-objects';
import { ManifestFinding } from './check-manifest';
import { namespacesOf, selectedBy } from './cluster/selection';
import type { Verdicts } from './cluster/verdicts';
import { readVersion } from './operator/shared/version';
import { INSTALLING_KINDS, operatorVersionOf } from './versions-in-manifests';
import { Versions } from '../schema/findings';
import { UNCHECKED } from '../schema/rules';
import { objectsByKind, objectsOf } from '../validation/app-objects';
import { isRegistered } from '../validation/own-resources';
import { Problems } from '../validation/problems';
import { finding, Finding, shown } from '../validation/rule';
import { checkSecrets, secretsOfOthers } from '../validation/secrets';
import { silenceReason } from '../validation/silence';
import { clusterOf, versionsInForce } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';
import { pathsOfNewerFields } from '../versions/fields';

/** Checks of an object against its cluster. A third of the library's code, loaded only when an app is validated. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const verdictsModule = (): typeof import('./cluster/verdicts') => require('./cluster/verdicts');

/** Apps that are already checked. */
const checked = new WeakSet<IConstruct>();

/** Key for the versions of the whole app. No child of an app can have this id. */
const ALL_CLUSTERS = '';

/** Checks the objects of an app against the schemas of their kinds, from any source. */
export class SchemaChecks {
  /**
   * Check every object of an app at synth, with all patches applied, as the API server does with `fieldValidation=Strict`. It finds unknown
   * and misspelled fields, fields that the version does not have, wrong types and values, and missing fields. An app with a construct of
   * this library is checked without this call.
   *
   * The version of prometheus-operator is that of the constructs, of the operator's image or of its CustomResourceDefinitions in the app.
   * If the version is unknown, only what every version rejects is an error. Objects of other kinds than those of prometheus-operator and
   * Kubernetes are not checked.
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
    const ofCluster = versionsByCluster(root);
    return cluster => ofCluster(cluster ?? ALL_CLUSTERS);
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
  const verdictsOf = verdictsByCluster(root);
  const found: Finding[] = [];
  const unchecked = new Map<string, number>();
  for (const objects of objectsByKind(root).values()) {
    for (const object of objects) {
      const manifest = readObject(object);
      const { findings, unchecked: why } = verdictsOf(clusterOf(object)).of(asServer(manifest));
      if (why !== undefined) { unchecked.set(why, (unchecked.get(why) ?? 0) + 1); }
      const all = [...findings, ...isOfOurs(object) ? checkSecrets(manifest) : secretsOfOthers(manifest)];
      if (all.length === 0) { continue; }
      const isSilent = ({ ruleId }: Finding) => silenceReason(manifest.metadata?.annotations, ruleId) !== undefined;
      const heard = all.filter(each => !isSilent(each) && !isReportedBy(object, manifest, each));
      const where = `${object.kind} ${shown(object.name)} (${object.node.path})`;
      found.push(...heard.map(({ ruleId, severity, message }) => ({ ruleId, severity, message: `${where}: ${message}` })));
    }
  }
  return [...found, ...[...unchecked].map(([why, count]) => finding(UNCHECKED, { why, count }))];
}

/** Whether a construct of this library created the object or its patches: only these report problems themselves. */
function isOfOurs(object: ApiObject): boolean {
  return object.node.scopes.slice(1).some(scope => Problems.isReporting(scope));
}

/** A construct reports problems of its options. Fields that the operator ignores in its custom resource are errors. */
function isReportedBy(object: ApiObject, manifest: any, { ruleId, path = '' }: ManifestFinding): boolean {
  if (Problems.isCovered(object, ruleId)) { return true; }
  if (ruleId.startsWith('core/') && object.node.scopes.some(scope => Problems.hasErrors(scope))) { return true; }
  if (ruleId !== 'operator/ignored' || !isRegistered(object)) { return false; }
  const process = readVersion(String(manifest.spec?.version));
  const isAtOrBelow = (field: string) => path.startsWith(field) && /^(?:$|[.[])/.test(path.slice(field.length));
  return process !== undefined && pathsOfNewerFields(manifest, process).some(isAtOrBelow);
}

/** Facts about each cluster of an app. */
function verdictsByCluster(root: IConstruct): (cluster: string) => Verdicts {
  const versionsOf = versionsByCluster(root);
  const objects = new AppObjects(root);
  const known = new Map<string, Verdicts>();
  return cluster => {
    let verdicts = known.get(cluster);
    if (!verdicts) {
      const [servers, namespaces] = [objects.servers(cluster), namespacesOf(objects.namespaces(cluster))];
      known.set(cluster, verdicts = new (verdictsModule().Verdicts)({
        versions: versionsOf(cluster),
        selectedBy: object => selectedBy(object, servers, namespaces),
        alertmanagers: () => servers.filter(({ kind }) => kind === 'Alertmanager').map(({ raw }) => raw),
        find: (...key) => objects.find(cluster, ...key),
      }));
    }
    return verdicts;
  };
}

function versionsByCluster(root: IConstruct): (cluster: string) => Versions {
  const installed = INSTALLING_KINDS.flatMap(kind => objectsOf(root, kind)).flatMap(object => {
    const version = operatorVersionOf(readObject(object));
    return version === undefined ? [] : [{ cluster: clusterOf(object), version }];
  });
  const [operator, kubernetes] = [versionsInForce(root, 'operator', installed), versionsInForce(root, 'kubernetes')];
  const known = new Map<string, Versions>();
  return cluster => {
    let versions = known.get(cluster);
    if (!versions) { known.set(cluster, versions = { operator: operator(cluster), kubernetes: kubernetes(cluster) }); }
    return versions;
  };
}
