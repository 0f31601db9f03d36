/**
 * CPU and memory limits of the containers of all components, as multiples of what they request. `{}` limits memory to twice the request.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceLimitsOptions {
  /**
   * Whether containers have limits: false excludes one component of a stack that has them for all.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Memory limit of each container, as a multiple of its memory request: with 2 a container that requests `250Mi` has a limit of `500Mi`. It is an error below 1 and
   * above 100. The option `memoryLimit` of a component replaces it for the main container. A process that needs more is killed and restarted.
   * @default 2
   */
  readonly memoryRatio?: number;
  /**
   * CPU limit of each container, as a multiple of its CPU request: with 5 a container that requests `100m` has a limit of `500m`. It is an error below 1 and
   * above 1000. Containers whose probes are commands have no CPU limit: a throttled command takes longer than its probe waits.
   * @default - no CPU limit: a throttled process answers late, and its probes fail
   */
  readonly cpuRatio?: number;
}
