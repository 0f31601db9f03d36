/**
 * CPU and memory limits of the containers of all components, as multiples of their requests. `{}` limits memory to twice the request.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceLimitsOptions {
  /**
   * Whether containers have limits. Set false to exclude one component of a stack that has limits for all.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Memory limit of each container, as a multiple of its memory request: with 2 a container that requests `250Mi` has a limit of `500Mi`. A
   * value below 1 or above 100 is an error. The option `memoryLimit` of a component replaces it for the main container. A process that
   * needs more is killed and restarted.
   * @default 2
   */
  readonly memoryRatio?: number;
  /**
   * CPU limit of each container, as a multiple of its CPU request: with 5 a container that requests `100m` has a limit of `500m`. A value
   * below 1 or above 1000 is an error. Containers whose probes are commands have no CPU limit: a throttled command can exceed the timeout
   * of its probe.
   * @default - no CPU limit: a throttled process answers late, and its probes fail
   */
  readonly cpuRatio?: number;
}
