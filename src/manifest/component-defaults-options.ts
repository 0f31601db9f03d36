import { ImagePullPolicy } from './image-pull-policy';
import { PodSecurityOptions } from './pod-security-options';
import { ResourceLimitsOptions } from './resource-limits-options';
import { Toleration } from './toleration';
import { VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { VersionSet } from '../versions/version-set';

/** Settings for all components. Each has the same effect as the option of the same name of a component. */
export interface ComponentDefaultsOptions {
  /**
   * Tested set of versions: the version and images of each component. With a set, an upgrade of this library changes none of them. A
   * component's own `version` takes precedence.
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
   * When the kubelet pulls images. It does not apply to the config reloader of a ThanosRuler: the operator sets no policy for it.
   * @default - `IfNotPresent`, the default of Kubernetes for images with a version
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * Name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Labels of the nodes on which the pods may run. It does not apply to the DaemonSets of node-exporter and windows-exporter.
   * @default - that of each component
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints that the pods tolerate. It does not apply to the DaemonSets of node-exporter and windows-exporter, which tolerate every taint.
   * @default - those of each component
   */
  readonly tolerations?: Toleration[];
  /**
   * Labels of all objects and pods. They are never part of a selector. A component's own label of the same name takes precedence.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of all objects. An object's own annotation of the same name takes precedence.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Whether to create NetworkPolicies that allow only the clients of a component to connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * VerticalPodAutoscalers for the workloads of all components, and for those that the operator creates. A component's own setting replaces
   * it completely.
   * @default - none
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscalerOptions;
  /**
   * CPU and memory limits of the containers of all components, as multiples of their requests. A component's own setting replaces it
   * completely.
   * @default - no limits
   */
  readonly resourceLimits?: ResourceLimitsOptions;
  /**
   * User, groups and seccomp profile of all pods: `{ idsFromPlatform: true }` on OpenShift. Options of a component or of a nearer scope
   * replace single fields. It applies neither to windows-exporter nor to your own workloads that get a sidecar.
   * @default - what the pod security standard "restricted" requires, and fixed IDs
   */
  readonly podSecurity?: PodSecurityOptions;
}
