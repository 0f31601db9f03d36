import { Duration } from 'cdk8s';

/** Folder of dashboards, and how Grafana shows them. */
export interface GrafanaBoardOptions {
  /**
   * Folder in Grafana. It is written as an annotation of the ConfigMap that the sidecar reads, or as `folder` of the GrafanaDashboard. The
   * sidecar and Grafana's provider must use folders (`folderAnnotation`, `foldersFromFilesStructure`), as `Grafana` of this library does.
   * @default - that of the dashboard: 'Kubernetes', 'Control plane' or 'Monitoring'; none for dashboards from files
   * @see https://github.com/kiwigrid/k8s-sidecar#configuration-environment-variables
   */
  readonly folder?: string;
  /**
   * Annotation that names the folder: `sidecar.dashboards.folderAnnotation` of Grafana's chart.
   * @default 'grafana_folder'
   */
  readonly folderAnnotation?: string;
  /**
   * Whether a Grafana of another namespace imports the GrafanaDashboards of grafana-operator. Without it the operator silently skips such a
   * Grafana.
   * @default - not set, which means false
   * @see https://grafana.github.io/grafana-operator/docs/examples/common_options/crossnamespace/readme
   */
  readonly allowCrossNamespaceImport?: boolean;
  /**
   * Time zone: `browser`, `utc`, or a name such as `Europe/Berlin`. An empty string means the user's own time zone.
   * @default - that of the dashboard: 'browser'
   * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
   */
  readonly timezone?: string;
  /**
   * Interval at which an open dashboard refreshes, in whole seconds. Zero means never.
   * @default - that of the dashboard: one minute
   */
  readonly refresh?: Duration;
  /**
   * Whether users may edit the dashboard in Grafana. Their edits are lost with the next change here.
   * @default - that of the dashboard: false
   */
  readonly editable?: boolean;
  /**
   * Tags in addition to those of the dashboard.
   * @default - none
   */
  readonly tags?: string[];
  /**
   * Values of the inputs (`__inputs`) of dashboards that were exported from Grafana or grafana.com, by name:
   * `{ DS_PROMETHEUS: 'prometheus' }`, the `uid` of a datasource. Grafana fills inputs only when a person imports a dashboard, so this
   * option fills them.
   * @default - none
   */
  readonly inputs?: { [name: string]: string };
  /**
   * Names of dashboards that are not created: keys of `dashboards` of the construct, such as `kubelet`.
   * @default - none
   */
  readonly exclude?: string[];
  /**
   * Names of the only dashboards that are created. The names are the same as for `exclude`.
   * @default - all
   */
  readonly only?: string[];
}
