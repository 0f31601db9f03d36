/** When a VerticalPodAutoscaler changes the requests of pods. */
export enum VerticalPodAutoscalerMode {
  /** Never: it only writes recommendations to its status. */
  OFF = 'Off',
  /** When a pod is created for another reason. */
  INITIAL = 'Initial',
  /** When a pod is created; it also evicts pods, so that they are created again with other requests. */
  RECREATE = 'Recreate',
  /** It resizes running pods, and evicts those that cannot be resized. It requires VerticalPodAutoscaler 1.5 and Kubernetes 1.33. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}

/** A VerticalPodAutoscaler for each workload of a component. Its CustomResourceDefinition and its three components must be installed. */
export interface VerticalPodAutoscalerOptions {
  /**
   * Whether it is created. Set false to exclude one component of a stack that has it for all.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * When requests are changed.
   * @default VerticalPodAutoscalerMode.OFF
   */
  readonly mode?: VerticalPodAutoscalerMode;
  /**
   * Minimum CPU request: `50m`.
   * @default - no limit
   */
  readonly minCpu?: string;
  /**
   * Maximum CPU request: `4`.
   * @default - no limit
   */
  readonly maxCpu?: string;
  /**
   * Minimum memory request: `256Mi`.
   * @default - no limit
   */
  readonly minMemory?: string;
  /**
   * Maximum memory request: at most the memory of a node. A pod that requests more stays pending.
   * @default - no limit
   */
  readonly maxMemory?: string;
  /**
   * Resources whose requests are changed: `cpu`, `memory` or both.
   * @default ['cpu', 'memory']
   */
  readonly controlledResources?: string[];
  /**
   * Whether `memoryLimit` grows in proportion to the request.
   * @default false
   */
  readonly controlsLimits?: boolean;
  /**
   * Number of pods that must be alive before one is evicted or resized. A workload with one replica needs 1.
   * @default - that of the updater: `--min-replicas`, 2 unless it is changed
   */
  readonly minReplicas?: number;
  /**
   * Name of a recommender other than the default one.
   * @default - the default recommender
   */
  readonly recommender?: string;
}
