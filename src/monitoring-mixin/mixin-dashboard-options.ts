import { GrafanaBoardOptions } from '../manifest/dashboard-options';
import { DashboardTarget } from '../manifest/dashboard-target';

/** Options for the delivery of dashboards to Grafana. */
export interface MixinDashboardOptions {
  /**
   * Whether the dashboards are created, each as a ConfigMap that Grafana's sidecar reads.
   * @default - false; for a file true
   */
  readonly dashboards?: boolean;

  /**
   * Labels by which the sidecar finds the dashboards.
   * @default { grafana_dashboard: '1' }
   */
  readonly dashboardLabels?: { [key: string]: string };

  /**
   * Labels of the Grafanas of grafana-operator that show the dashboards: `{ dashboards: 'grafana' }`. If set, the dashboards are
   * GrafanaDashboards instead of ConfigMaps.
   * @default - ConfigMaps
   * @see https://grafana.github.io/grafana-operator/docs/dashboards/
   */
  readonly grafanaSelector?: { [label: string]: string };

  /**
   * The namespace of the dashboards.
   * @default - `namespace`
   */
  readonly dashboardNamespace?: string;

  /**
   * Folder of the dashboards, and how Grafana shows them.
   * @default - the dashboards are unchanged, and Grafana selects the folder
   */
  readonly dashboardOptions?: GrafanaBoardOptions;

  /**
   * Label, namespace, folder and selector of the dashboards in one object, which a `Grafana` accepts, too. It replaces `dashboardLabels`,
   * `dashboardNamespace` and `grafanaSelector`.
   * @default - as these options say
   */
  readonly dashboardTarget?: DashboardTarget;
}
