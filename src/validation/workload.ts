import { ApiObject } from 'cdk8s';
import { patchesOf } from './cdk8s/internals';
import { ProbedContainer } from './listeners';

/** The fields of a pod's specification that this library reads. */
export interface PodSpec {
  readonly containers?: readonly ProbedContainer[];
  readonly initContainers?: readonly ProbedContainer[];
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly hostNetwork?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly [field: string]: unknown;
}

/** Path of the pod's specification, by kind. */
const POD_SPEC_PATHS: { readonly [kind: string]: readonly string[] } = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

export function isWorkload(kind: string): boolean {
  return Object.hasOwn(POD_SPEC_PATHS, kind);
}

/**
 * The pod's specification in a manifest. Undefined if it runs no pods. Third-party kinds such as `Rollout` have it in the same place as a
 * Deployment.
 */
export function podSpecOf(manifest: any): PodSpec | undefined {
  if (isWorkload(manifest?.kind)) { return POD_SPEC_PATHS[manifest.kind].reduce((value, field) => value?.[field], manifest); }
  const spec = manifest?.spec?.template?.spec;
  return Array.isArray(spec?.containers) ? spec : undefined;
}

/** The manifest with another pod specification. */
export function withPodSpec(manifest: any, change: (spec: PodSpec) => PodSpec): any {
  const replace = (value: any, [field, ...rest]: readonly string[]): any =>
    field === undefined ? change(value ?? {}) : { ...value, [field]: replace(value?.[field], rest) };
  return replace(manifest, POD_SPEC_PATHS[manifest.kind] ?? []);
}

/**
 * The number of JSON patches of an object: the only common change of it between two syntheses of a test. NaN, which equals nothing, if
 * unknown.
 */
export function patchCount(object: ApiObject): number {
  return patchesOf(object)?.length ?? NaN;
}
