/** What happens if nodes have no usable address. Such nodes are always left out of the objects. */
export class SkippedNodesPolicy {
  /** Report skipped nodes: in `skippedNodes`, as a notice on stderr, and in an annotation of the Service. */
  public static warn(): SkippedNodesPolicy {
    return new SkippedNodesPolicy(100);
  }

  /** Fail the synthesis if a node is skipped. */
  public static fail(): SkippedNodesPolicy {
    return new SkippedNodesPolicy(0);
  }

  /**
   * Fail the synthesis if more than this percentage of the nodes is skipped.
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
