import { readdirSync } from 'fs';
import { basename, join } from 'path';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkSize, filledDashboard, readDashboard } from './dashboard-file';
import { GrafanaDashboardFileOptions, GrafanaDashboardProps } from './grafana-dashboard-props';
import { DASHBOARD_FILE } from './rules';
import { checkBoardOptions, createDashboard } from '../manifest/dashboard';
import { DashboardTarget } from '../manifest/dashboard-target';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { resolveTarget } from '../manifest/resolve-target';
import { checkOptions, checkOptionsOf } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';
import { slugOf } from '../values/texts';

/**
 * A dashboard from a file: an export of Grafana, or a download from grafana.com. Its inputs are set to the `uid` of your datasources.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/share-dashboards-panels/#export-dashboards
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { DashboardTarget, GrafanaDashboard, GrafanaDatasource, Prometheus } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) } });
 * new GrafanaDashboard(chart, 'Nodes', {
 *   path: 'dashboards/node-exporter-full.json',
 *   datasources: [GrafanaDatasource.prometheus(prometheus.queryApi!)],
 *   dashboardTarget: DashboardTarget.sidecar({ folder: 'Nodes' }),
 * });
 */
export class GrafanaDashboard extends Construct {
  /**
   * Creates a dashboard for each file of a folder whose name ends in `.json`, in the order of their names. Subfolders are ignored.
   * @param scope construct that they belong to
   * @param id prefix of the id of each dashboard
   * @param folder folder with the files
   * @param options options of all dashboards
   * @returns the dashboards
   */
  public static fromFolder(scope: Construct, id: string, folder: string, options: GrafanaDashboardFileOptions = {}): GrafanaDashboard[] {
    checkOptionsOf('GrafanaDashboard.fromFolder()', 'GrafanaDashboardFileOptions', options);
    return filesIn(scope, folder).map(file => new GrafanaDashboard(
      scope, `${id}-${slugOf(basename(file, '.json'), 'dashboard')}`, { ...options, path: join(folder, file) },
    ));
  }

  /** The ConfigMap or GrafanaDashboard; undefined if the file has no dashboard. */
  public readonly dashboard?: ApiObject;

  public constructor(scope: Construct, id: string, props: GrafanaDashboardProps) {
    super(scope, id);
    checkOptions(this, 'GrafanaDashboardProps', props, GrafanaDashboard);
    const {
      path,
      datasources = [],
      dashboardOptions,
      labels = {},
      name = slugOf(basename(path, '.json'), 'dashboard'),
      dashboardTarget = DashboardTarget.sidecar(),
    } = props;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const target = resolveTarget({ dashboardTarget, dashboardOptions }, namespace);
    const identity: Identity = { name: 'grafana-dashboard', instance: name, component: 'dashboards' };
    const read = readDashboard(path);
    const findings = [
      ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkLabels('dashboardTarget', target.sidecarLabels),
      ...target.findings,
      ...checkBoardOptions(target.options, target.grafanaSelector !== undefined, []),
    ];
    if ('why' in read) {
      findings.push(finding(DASHBOARD_FILE, { path, why: read.why }));
    } else {
      const known = datasources.map(({ _type: type, _uid: uid, _name }) => ({ type, uid, name: _name }));
      const filled = filledDashboard(path, read.dashboard, known, dashboardOptions?.inputs ?? {});
      const place = {
        ...target,
        metadata: { name: `dashboard-${name}`, namespace: target.namespace, labels: objectLabels(identity, labels) },
        options: { ...target.options, inputs: filled.inputs },
      };
      const json = `${JSON.stringify(read.dashboard, undefined, 2)}\n`;
      this.dashboard = createDashboard(this, name, place, json);
      findings.push(...filled.findings, ...target.grafanaSelector ? [] : checkSize(path, json));
    }
    Problems.of(this).addAll(findings);
  }
}

function filesIn(scope: Construct, folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile() && entry.name.endsWith('.json'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    Problems.of(scope)
      .addAll([finding(
        DASHBOARD_FILE,
        { path: folder, why: `the folder cannot be read (${(error as { code?: string }).code ?? 'unknown reason'}): check the path` },
      )]);
    return [];
  }
}
