/** A condition on a label. */
export interface LabelRequirement {
  /** Name of the label. */
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator: string;
  /**
   * Values for In and NotIn.
   * @default - none
   */
  readonly values?: string[];
}

/** Selects objects by their labels. An object must meet all conditions. Without conditions, all objects are selected. */
export interface LabelSelector {
  /**
   * Labels that an object must have.
   * @default - none
   */
  readonly matchLabels?: { [label: string]: string };
  /**
   * Further conditions.
   * @default - none
   */
  readonly matchExpressions?: LabelRequirement[];
}
