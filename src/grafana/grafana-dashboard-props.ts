import { GrafanaDatasource } from './grafana-datasource';
import { GrafanaBoardOptions } from '../manifest/dashboard-options';
import { DashboardTarget } from '../manifest/dashboard-target';

/** Options of dashboards from files. */
export interface GrafanaDashboardFileOptions {
  /**
   * Datasources of the Grafana (the same objects). Inputs of an exported dashboard (`__inputs`, `${DS_PROMETHEUS}`) become the `uid` of the
   * first datasource of their type.
   * @default - none: `dashboardOptions.inputs` fills them by name
   */
  readonly datasources?: GrafanaDatasource[];
  /**
   * How the dashboard reaches Grafana: `grafana.dashboardTarget`.
   * @default DashboardTarget.sidecar()
   */
  readonly dashboardTarget?: DashboardTarget;
  /**
   * Folder of the dashboard, and how Grafana shows it.
   * @default - as in the file
   */
  readonly dashboardOptions?: GrafanaBoardOptions;
  /**
   * Namespace of the object, unless `dashboardTarget` has one.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** Properties of a dashboard from a file. */
export interface GrafanaDashboardProps extends GrafanaDashboardFileOptions {
  /**
   * Path of the file with the JSON of a dashboard, as Grafana exports it or as grafana.com offers it for download. Nothing is downloaded.
   */
  readonly path: string;
  /**
   * Name of the object: `dashboard-<name>`.
   * @default - the name of the file
   */
  readonly name?: string;
}
