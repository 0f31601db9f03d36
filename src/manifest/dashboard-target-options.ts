import { LabelRequirement } from './label-selector';

/** ConfigMaps that the sidecar of a Grafana reads. */
export interface SidecarTargetOptions {
  /**
   * Namespace of the dashboards. A Grafana with the same target reads it.
   * @default - the namespace of the construct that creates the dashboards; the Grafana must read it (`dashboards.namespaces`)
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

/** GrafanaDashboards that grafana-operator imports into its Grafanas. */
export interface GrafanaOperatorTargetOptions {
  /**
   * Labels of the Grafanas: `{ dashboards: 'grafana' }`. The operator rejects changes of a selector: to use another one, delete the object
   * and create it again.
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
   * @default - the namespace of the construct that creates the dashboards
   */
  readonly namespace?: string;
  /**
   * Whether Grafanas in other namespaces import the dashboards. Otherwise the operator silently skips them.
   * @default false
   */
  readonly allowCrossNamespaceImport?: boolean;
  /**
   * Folder in Grafana.
   * @default - none
   */
  readonly folder?: string;
}
