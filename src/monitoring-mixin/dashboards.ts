import { contextOf } from './context';
import { CLUSTER } from './dashboards/cluster';
import { API_SERVER, KUBELET } from './dashboards/control-plane';
import { DashboardDefinition } from './dashboards/dashboard';
import { grafanaDashboard } from './dashboards/grafana';
import { ALERTMANAGER, DISRUPTIONS, FEDERATION, PROMETHEUS } from './dashboards/monitoring';
import { NODES } from './dashboards/nodes';
import { PODS, WORKLOADS } from './dashboards/workloads';
import { Context, Jobs } from './definition';
import { IsFed } from './fed';
import { MadeRules } from './rule-groups';
import { ComponentVersion } from '../versions/component-version';

/** THE table of dashboards. */
export const DASHBOARDS: readonly DashboardDefinition[] = [CLUSTER, NODES, WORKLOADS, PODS, KUBELET, API_SERVER, PROMETHEUS, ALERTMANAGER, FEDERATION, DISRUPTIONS];

/** A dashboard as the JSON that Grafana reads. */
export interface MadeDashboard {
  readonly id: string;
  readonly json: string;
}

const known = new WeakMap<MadeRules, readonly MadeDashboard[]>();

/** The dashboards that go with these rules: clusters that are alike have the same ones. */
export function dashboardsWith(rules: MadeRules, context: Context, disabledGroups: readonly string[]): readonly MadeDashboard[] {
  const found = known.get(rules) ?? dashboardsOf(context.jobs, context.cluster, context.kubeStateMetrics, disabledGroups, rules.isFed);
  known.set(rules, found);
  return found;
}

/** The dashboards that these jobs and the groups of rules that are there can fill. */
export function dashboardsOf(jobs: Jobs, cluster: string, kubeStateMetrics: ComponentVersion<'kubeStateMetrics'>, disabledGroups: readonly string[], isFed: IsFed = () => true): MadeDashboard[] {
  const context = contextOf(jobs, cluster, kubeStateMetrics, `${cluster}="$cluster"`);
  return DASHBOARDS
    .filter(({ needs, groups }) => needs.every(job => jobs[job] !== undefined) && !groups.some(group => disabledGroups.includes(group)))
    .map(definition => withFedPanels(definition, isFed))
    .filter(definition => definition.rows(context).length > 0)
    .map(definition => ({ id: definition.id, json: `${JSON.stringify(grafanaDashboard(definition, context), undefined, 2)}\n` }));
}

/** Without the panels that would be empty for ever. */
function withFedPanels(definition: DashboardDefinition, isFed: IsFed): DashboardDefinition {
  const rows: DashboardDefinition['rows'] = context => definition.rows(context)
    .map(row => ({ ...row, panels: row.panels.filter(({ queries }) => queries.every(({ expr }) => isFed(expr))) })).filter(({ panels }) => panels.length > 0);
  return { ...definition, rows };
}
