import { ApiObject } from 'cdk8s';
import { patchesOf } from './cdk8s/internals';
import { ProbedContainer } from './listeners';

/** A pod's specification, as far as this library looks at one. */
export interface PodSpec {
  readonly containers?: readonly ProbedContainer[];
  readonly initContainers?: readonly ProbedContainer[];
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly hostNetwork?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly [field: string]: unknown;
}

/** Where the kinds that run pods have the pod's specification. */
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

/** The pod's specification in a manifest; undefined if it runs no pods. Other APIs, a `Rollout`, have it where a Deployment does. */
export function podSpecOf(manifest: any): PodSpec | undefined {
  if (isWorkload(manifest?.kind)) { return POD_SPEC_PATHS[manifest.kind].reduce((value, field) => value?.[field], manifest); }
  const spec = manifest?.spec?.template?.spec;
  return Array.isArray(spec?.containers) ? spec : undefined;
}

/** The manifest with another specification of its pods. */
export function withPodSpec(manifest: any, change: (spec: PodSpec) => PodSpec): any {
  const replace = (value: any, [field, ...rest]: readonly string[]): any =>
    field === undefined ? change(value ?? {}) : { ...value, [field]: replace(value?.[field], rest) };
  return replace(manifest, POD_SPEC_PATHS[manifest.kind] ?? []);
}

/** How many JSON patches an object has: the one change of it that is common between two syntheses of a test. NaN, which equals nothing, if it is unknown. */
export function patchCount(object: ApiObject): number {
  return patchesOf(object)?.length ?? NaN;
}
