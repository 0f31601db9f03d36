import { contextOf } from './context';
import { CLUSTER } from './dashboards/cluster';
import { API_SERVER, KUBELET } from './dashboards/control-plane';
import { DashboardDefinition } from './dashboards/dashboard';
import { grafanaDashboard } from './dashboards/grafana';
import { ALERTMANAGER, DISRUPTIONS, FEDERATION, PROMETHEUS } from './dashboards/monitoring';
import { NODES } from './dashboards/nodes';
import { PODS, WORKLOADS } from './dashboards/workloads';
import { Jobs } from './definition';
import { ComponentVersion } from '../versions/component-version';

/** THE table of dashboards. */
export const DASHBOARDS: readonly DashboardDefinition[] = [CLUSTER, NODES, WORKLOADS, PODS, KUBELET, API_SERVER, PROMETHEUS, ALERTMANAGER, FEDERATION, DISRUPTIONS];

/** The dashboards that these jobs and the groups of rules that are there can fill, as the JSON that Grafana reads. */
export function dashboardsOf(jobs: Jobs, cluster: string, kubeStateMetrics: ComponentVersion<'kubeStateMetrics'>, disabledGroups: readonly string[]): { readonly id: string; readonly json: string }[] {
  const context = contextOf(jobs, cluster, kubeStateMetrics, `${cluster}="$cluster"`);
  return DASHBOARDS
    .filter(({ needs, groups }) => needs.every(job => jobs[job] !== undefined) && !groups.some(group => disabledGroups.includes(group)))
    .map(definition => ({ id: definition.id, json: `${JSON.stringify(grafanaDashboard(definition, context), undefined, 2)}\n` }));
}
