import { ImagePullPolicy } from './image-pull-policy';
import { Limited, resourcesOf } from './resource-limits';

/** Fields that options of a pod set in each of its containers. */
export interface ContainerOptions extends Limited {
  readonly imagePullPolicy?: ImagePullPolicy;
}

/** Fields of a container. @param probes its probes: with a command among them there is no CPU limit */
export function containerFields({ imagePullPolicy, ...limited }: ContainerOptions, ...probes: readonly unknown[]) {
  return { resources: resourcesOf(limited, ...probes), ...pullFields(imagePullPolicy) };
}

/** Without a policy the API server uses its default: images with a version are pulled once. */
export function pullFields(imagePullPolicy: ImagePullPolicy | undefined) {
  return imagePullPolicy === undefined ? {} : { imagePullPolicy };
}

/** Options of a pod that also apply to its sidecars. */
export type SharedOptions = Pick<ContainerOptions, 'imagePullPolicy' | 'resourceLimits'>;

/** Fields of a sidecar. Its requests are fixed. */
export function sidecarFields(cpu: string, memory: string, { imagePullPolicy, resourceLimits }: SharedOptions) {
  return containerFields({ cpu, memory, imagePullPolicy, resourceLimits });
}
