import { PodSecurityOptions } from './pod-security-options';
import { Toleration } from './toleration';
import { VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { VersionSet } from '../versions/version-set';

/** Where the pods of a component run, what they may use, and where their images come from. */
export interface PodOptions {
  /**
   * The nodes on which the pods may run, by their labels.
   * @default { 'kubernetes.io/os': 'linux' }
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * The taints that are tolerated.
   * @default - the component's own: none, but for what runs on every node
   */
  readonly tolerations?: Toleration[];

  /**
   * The name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * CPU, requested: `100m`, `2`. CPU is never limited: a throttled process answers late, and its probes fail.
   * @default - the component's own; in a stack by its `size`
   */
  readonly cpu?: string;

  /**
   * Memory, requested: `250Mi`.
   * @default - the component's own; in a stack by its `size`; at most `memoryLimit`
   */
  readonly memory?: string;

  /**
   * Memory, allowed. If the process needs more, it is killed and restarted, again and again.
   * @default - no limit
   */
  readonly memoryLimit?: string;

  /**
   * The tested set of versions from which the component's version and images are taken. An upgrade of this library then changes none of them. `version` goes before it.
   * @default - that of the stack in the same chart; else the newest
   */
  readonly versions?: VersionSet;

  /**
   * Where the images are pulled from, in place of upstream's registries; with a path where the mirror has one.
   * @default - upstream's
   */
  readonly imageRegistry?: string;

  /**
   * The digest of the component's own image: `sha256:...`.
   * @default - none: the tag decides
   */
  readonly imageDigest?: string;

  /**
   * Secrets with the credentials of the registry.
   * @default - none
   */
  readonly imagePullSecrets?: string[];

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
