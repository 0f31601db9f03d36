import { GrafanaBoardOptions } from '../manifest/dashboard-options';
import { DashboardTarget } from '../manifest/dashboard-target';

/** How dashboards get to Grafana. */
export interface MixinDashboardOptions {
  /**
   * Make the dashboards, a ConfigMap each, as Grafana's sidecar reads them.
   * @default - false; of a file true
   */
  readonly dashboards?: boolean;

  /**
   * The labels by which the sidecar finds them.
   * @default { grafana_dashboard: '1' }
   */
  readonly dashboardLabels?: { [key: string]: string };

  /**
   * Make them GrafanaDashboards of grafana-operator, for the Grafanas with these labels, in place of ConfigMaps: `{ dashboards: 'grafana' }`.
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
   * @default - as the dashboards are, in the folder that Grafana chooses
   */
  readonly dashboardOptions?: GrafanaBoardOptions;

  /**
   * How the dashboards get to Grafana: label, namespace, folder and selector in one object, which a `Grafana` may have, too. It replaces `dashboardLabels`, `dashboardNamespace`
   * and `grafanaSelector`.
   * @default - by those options
   */
  readonly dashboardTarget?: DashboardTarget;
}
