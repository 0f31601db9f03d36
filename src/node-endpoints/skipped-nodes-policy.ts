/** What happens when nodes have no usable address. They are left out of the objects in any case. */
export class SkippedNodesPolicy {
  /** Say it: `skippedNodes`, a notice on stderr, an annotation on the Service. */
  public static warn(): SkippedNodesPolicy {
    return new SkippedNodesPolicy(100);
  }

  /** Fail the synthesis when a node is skipped. */
  public static fail(): SkippedNodesPolicy {
    return new SkippedNodesPolicy(0);
  }

  /**
   * Fail the synthesis when more than this part of the nodes is skipped.
   * @param percent of all nodes, from 0 to 100
   */
  public static failAbove(percent: number): SkippedNodesPolicy {
    return new SkippedNodesPolicy(percent);
  }

  /** The percentage of nodes that may be skipped. */
  public readonly allowedPercent: number;

  private constructor(percent: number) {
    this.allowedPercent = percent;
  }
}
