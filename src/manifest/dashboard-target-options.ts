import { LabelRequirement } from './label-selector';

/** ConfigMaps that the sidecar of a Grafana reads. */
export interface SidecarTargetOptions {
  /**
   * Namespace of the dashboards. A Grafana with the same target reads it.
   * @default - that of what makes the dashboards; the Grafana must read it (`dashboards.namespaces`)
   */
  readonly namespace?: string;
  /**
   * Label by which the sidecar finds the ConfigMaps.
   * @default 'grafana_dashboard'
   */
  readonly label?: string;
  /**
   * Value of the label.
   * @default '1'
   */
  readonly labelValue?: string;
  /**
   * Annotation with the folder.
   * @default 'grafana_folder'
   */
  readonly folderAnnotation?: string;
  /**
   * Folder in Grafana.
   * @default - none
   */
  readonly folder?: string;
}

/** GrafanaDashboards that grafana-operator brings to its Grafanas. */
export interface GrafanaOperatorTargetOptions {
  /**
   * Labels of the Grafanas: `{ dashboards: 'grafana' }`. The operator does not let a selector change: an object with another one has to be made anew.
   * @default - any labels
   */
  readonly matchLabels?: { [label: string]: string };
  /**
   * Further conditions on their labels.
   * @default - none
   */
  readonly matchExpressions?: LabelRequirement[];
  /**
   * Namespace of the dashboards.
   * @default - that of what makes the dashboards
   */
  readonly namespace?: string;
  /**
   * Whether Grafanas of other namespaces are meant. Without it the operator silently skips them.
   * @default false
   */
  readonly allowCrossNamespaceImport?: boolean;
  /**
   * Folder in Grafana.
   * @default - none
   */
  readonly folder?: string;
}
