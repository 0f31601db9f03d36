import { ImagePullPolicy } from './image-pull-policy';
import { PodSecurityOptions } from './pod-security-options';
import { ResourceLimitsOptions } from './resource-limits-options';
import { Toleration } from './toleration';
import { VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { VersionSet } from '../versions/version-set';

/** Settings that components have in common: what an option of the same name of a component does, for all of them. */
export interface ComponentDefaultsOptions {
  /**
   * The tested set of versions from which versions and images are taken. An upgrade of this library then changes none of them. A component's own `version` goes before it.
   * @default - the newest
   */
  readonly versions?: VersionSet;
  /**
   * Registry from which all images are pulled, instead of upstream's registries; with a path if the mirror has one.
   * @default - upstream's
   */
  readonly imageRegistry?: string;
  /**
   * Secrets with the credentials of the registry. They must exist in each namespace with pods; `stack.secrets` lists them.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * When the kubelet pulls images. It does not apply to the config reloader of a ThanosRuler: the operator gives it no policy.
   * @default - `IfNotPresent`, the default of Kubernetes for images with a version
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * Name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Nodes on which the pods may run, by their labels; it does not apply to the DaemonSets of node-exporter and windows-exporter.
   * @default - that of each component
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints that the pods tolerate; it does not apply to the DaemonSets of node-exporter and windows-exporter, which tolerate every taint.
   * @default - those of each component
   */
  readonly tolerations?: Toleration[];
  /**
   * Labels of all objects and pods. They are never part of a selector; a component's own label of the same name is used instead.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of all objects; an object's own annotation of the same name is used instead.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Create NetworkPolicies that let only the clients of a component connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * VerticalPodAutoscalers for the workloads of all components, and for those that the operator makes. What a component sets itself replaces it as a whole.
   * @default - none
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscalerOptions;
  /**
   * CPU and memory limits of the containers of all components, as multiples of what they request. What a component sets itself replaces it as a whole.
   * @default - no limits
   */
  readonly resourceLimits?: ResourceLimitsOptions;
  /**
   * User, groups and seccomp profile of all pods: `{ idsFromPlatform: true }` on OpenShift. Options of a component and of a near scope replace single fields. It does not apply to
   * windows-exporter, and to workloads of yours that get a sidecar.
   * @default - what the pod security standard "restricted" requires, and fixed IDs
   */
  readonly podSecurity?: PodSecurityOptions;
}
