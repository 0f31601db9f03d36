/** When the kubelet changes the group of a volume's files to `fsGroup`. */
export enum FsGroupChangePolicy {
  /** Each time the volume is mounted. It takes a long time with many files. */
  ALWAYS = 'Always',
  /** Only if the root folder of the volume has another group. */
  ON_ROOT_MISMATCH = 'OnRootMismatch',
}

/**
 * User, groups and seccomp profile of pods. All pods run as a non-root user, without privileges and capabilities; no option changes that. A
 * ServiceAccount token is mounted only where the process needs it.
 */
export interface PodSecurityOptions {
  /**
   * Write no user and no groups into the pods, so that the platform assigns them. Set it on OpenShift, which accepts only IDs from the
   * range of the namespace. It cannot be combined with `runAsUser`, `runAsGroup` and `fsGroup`. On a platform that assigns no user, images
   * whose user is a name instead of a number fail to start.
   * @default false
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/authentication_and_authorization/managing-pod-security-policies
   */
  readonly idsFromPlatform?: boolean;

  /**
   * User ID of the processes, 1 to 2147483647. Existing files of a volume may belong to another user: see `fsGroup`.
   * @default - 65534, nobody; 472 for Grafana
   */
  readonly runAsUser?: number;

  /**
   * Group ID of the processes, 0 to 2147483647.
   * @default - the user ID of the default: 65534; 472 for Grafana
   */
  readonly runAsGroup?: number;

  /**
   * Group ID of the files in volumes, 0 to 2147483647.
   * @default - 65534, 472 for Grafana, for pods with volumes; none for others
   */
  readonly fsGroup?: number;

  /**
   * When the kubelet changes the group of a volume's files to `fsGroup`.
   * @default - FsGroupChangePolicy.ALWAYS, which is the default of Kubernetes
   */
  readonly fsGroupChangePolicy?: FsGroupChangePolicy;

  /**
   * Further group IDs of the processes, each 0 to 2147483647.
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Path of a seccomp profile on each node, relative to the kubelet's folder of profiles: `profiles/monitoring.json`.
   * @default - the profile RuntimeDefault, of the container runtime
   * @see https://kubernetes.io/docs/tutorials/security/seccomp/
   */
  readonly seccompLocalhostProfile?: string;
}
