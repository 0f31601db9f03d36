import { LabelRequirement, LabelSelector } from './label-selector';

/** Which objects of a kind are selected: those that meet all conditions. Without any, all in the namespaces that are watched. */
export interface ObjectSelection extends LabelSelector {
  /**
   * Labels of the namespaces in which objects are selected, in place of the names in `namespaces`. The operator must watch these namespaces, and only with `allNamespaces`
   * may targets be discovered in all of them.
   * @default - none: by name
   */
  readonly namespaceLabels?: { [label: string]: string };
  /**
   * Further conditions on labels of the namespaces.
   * @default - none
   */
  readonly namespaceExpressions?: LabelRequirement[];
  /**
   * Select no object of the kind. Not together with conditions.
   * @default false
   */
  readonly none?: boolean;
}
