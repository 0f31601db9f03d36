import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkProbes, KnownListeners } from './probes';
import { Problems } from './problems';
import { Finding, shown } from './rule';
import { jsonOf } from './to-json';
import { isWorkload, patchCount, podSpecOf } from './workload';

/** Workloads with known listeners of their containers. */
const own = new WeakSet<ApiObject>();

/** Checks the probes of all workloads of an app, from any source. */
export class ProbeChecks {
  /**
   * Checks at synth the probes of every workload below `scope` (Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob), with
   * all patches applied. It is an error if a probe names a port that its container does not declare, has no handler, or has several. A
   * network probe of a process that listens on loopback is an error, too. A port that no container declares is a warning. The workloads of
   * this library are always checked.
   *
   * @param scope an app, a chart or any construct
   */
  public static addTo(scope: IConstruct): void {
    const workloads = () => scope.node.findAll().filter(isForeignWorkload);
    Problems.of(scope).check(
      () => workloads().flatMap(object =>
        findingsOf(object, {}).map(found => ({
          ...found, message: `${object.kind} ${shown(object.name)} (${object.node.path}): ${found.message}`,
        }))),
      () => workloads().reduce((sum, object) => sum + 1 + patchCount(object), 0),
    );
  }

  /**
   * The same for one of our own workloads.
   * @internal
   */
  public static _of(workload: ApiObject, known: KnownListeners): void {
    own.add(workload);
    Problems.of(workload).check(() => findingsOf(workload, known), () => patchCount(workload));
  }

  private constructor() {}
}

function isForeignWorkload(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && isWorkload(construct.kind) && !own.has(construct);
}

function findingsOf(workload: ApiObject, known: KnownListeners): Finding[] {
  const pod = podSpecOf(jsonOf(workload));
  return pod ? checkProbes(pod, known) : [];
}
