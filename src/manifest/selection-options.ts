import { LabelRequirement, LabelSelector } from './label-selector';

/**
 * Conditions that select objects of a kind. An object must meet all of them. Without conditions, all objects in the watched namespaces are
 * selected.
 */
export interface ObjectSelection extends LabelSelector {
  /**
   * Labels of the namespaces in which objects are selected, in place of the names in `namespaces`. The operator must watch these
   * namespaces. Prometheus has permission to discover targets in all of them only with `allNamespaces`.
   * @default - none: by name
   */
  readonly namespaceLabels?: { [label: string]: string };
  /**
   * Further conditions on labels of the namespaces.
   * @default - none
   */
  readonly namespaceExpressions?: LabelRequirement[];
  /**
   * Whether to select no object of the kind. Not together with conditions.
   * @default false
   */
  readonly none?: boolean;
}
