/** When a VerticalPodAutoscaler changes the requests of pods. */
export enum VerticalPodAutoscalerMode {
  /** Never: it recommends, in its status. */
  OFF = 'Off',
  /** When a pod is created for another reason. */
  INITIAL = 'Initial',
  /** It also evicts pods, so that they are created with other requests. */
  RECREATE = 'Recreate',
  /** It resizes running pods, and evicts those that cannot be resized. It requires VerticalPodAutoscaler 1.5 and Kubernetes 1.33. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}

/** A VerticalPodAutoscaler for each workload of a component. Its CustomResourceDefinition and its three programs must be installed. */
export interface VerticalPodAutoscalerOptions {
  /**
   * Whether it is created: false excludes one component of a stack that has it for all.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * When requests are changed.
   * @default VerticalPodAutoscalerMode.OFF
   */
  readonly mode?: VerticalPodAutoscalerMode;
  /**
   * Least CPU that is requested: `50m`.
   * @default - no limit
   */
  readonly minCpu?: string;
  /**
   * Most CPU that is requested: `4`.
   * @default - no limit
   */
  readonly maxCpu?: string;
  /**
   * Least memory that is requested: `256Mi`.
   * @default - no limit
   */
  readonly minMemory?: string;
  /**
   * Most memory that is requested: what a node has, at most. A pod that requests more stays pending.
   * @default - no limit
   */
  readonly maxMemory?: string;
  /**
   * What is controlled: `cpu`, `memory` or both.
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
