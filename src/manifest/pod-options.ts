import { ImagePullPolicy } from './image-pull-policy';
import { PodSecurityOptions } from './pod-security-options';
import { ResourceLimitsOptions } from './resource-limits-options';
import { Toleration } from './toleration';
import { VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { VersionSet } from '../versions/version-set';

/** Placement, resources and images of the pods of a component. */
export interface PodOptions {
  /**
   * Labels of the nodes on which the pods may run.
   * @default { 'kubernetes.io/os': 'linux' }
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * Taints of nodes that the pods tolerate.
   * @default - none; components on every node tolerate every taint
   */
  readonly tolerations?: Toleration[];

  /**
   * Name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * CPU request, such as `100m` or `2`. There is no CPU limit unless `resourceLimits` has one: a throttled process answers late, and its
   * probes fail.
   * @default - the component's own; in a stack by its `size`
   */
  readonly cpu?: string;

  /**
   * Memory request, such as `250Mi`.
   * @default - the component's own; in a stack by its `size`; at most `memoryLimit`
   */
  readonly memory?: string;

  /**
   * Memory limit. A process that needs more is killed and restarted repeatedly.
   * @default - no limit, or that of `resourceLimits`
   */
  readonly memoryLimit?: string;

  /**
   * CPU and memory limits of the containers, as multiples of their requests. `memoryLimit` replaces the ratio for the main container.
   * @default - that of the stack; else no limits
   */
  readonly resourceLimits?: ResourceLimitsOptions;

  /**
   * Tested set of versions: the version and images of the component. With a set, an upgrade of this library changes none of them. `version`
   * takes precedence.
   * @default - that of the stack in the same chart; else the newest
   */
  readonly versions?: VersionSet;

  /**
   * Registry from which the images are pulled, instead of upstream's registries; with a path if the mirror has one.
   * @default - upstream's
   */
  readonly imageRegistry?: string;

  /**
   * Digest of the component's main image: `sha256:...`.
   * @default - none: the image is selected by its tag
   */
  readonly imageDigest?: string;

  /**
   * Names of Secrets with the credentials of the registry.
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * When the kubelet pulls images. It does not apply to the config reloader of a ThanosRuler: the operator sets no policy for it.
   * @default - `IfNotPresent`, the default of Kubernetes for images with a version
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * A VerticalPodAutoscaler for the pods.
   * @default - none, or that of the stack
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscalerOptions;

  /**
   * User, groups and seccomp profile of the pods. It does not apply to windows-exporter, whose pods are processes of the node.
   * @default - what the pod security standard "restricted" requires, and fixed IDs
   */
  readonly podSecurity?: PodSecurityOptions;
}
