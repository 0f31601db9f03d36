import { contextOf } from './context';
import { CLUSTER } from './dashboards/cluster';
import { API_SERVER, KUBELET } from './dashboards/control-plane';
import { DashboardDefinition, Panel } from './dashboards/dashboard';
import { ALERTMANAGER, DISRUPTIONS, FEDERATION, PROMETHEUS } from './dashboards/monitoring';
import { NODES } from './dashboards/nodes';
import { PODS, WORKLOADS } from './dashboards/workloads';
import { Context } from './definition';
import { MadeRules } from './rule-groups';
import { grafanaDashboard } from '../dashboards/grafana';
import { withLabels } from '../promql/expression-edits';

/** THE table of dashboards. */
export const DASHBOARDS: readonly DashboardDefinition[] = [CLUSTER, NODES, WORKLOADS, PODS, KUBELET, API_SERVER, PROMETHEUS, ALERTMANAGER, FEDERATION, DISRUPTIONS];

/** A dashboard as the JSON that Grafana reads. */
export interface MadeDashboard {
  readonly id: string;
  readonly json: string;
}

const known = new WeakMap<MadeRules, readonly MadeDashboard[]>();

/** What of the options of rules is also for dashboards. */
export interface DashboardOptions {
  readonly disabledGroups: readonly string[];
  readonly aggregationLabels: readonly string[];
  /** Whether this Prometheus federates others. */
  readonly isFederating: boolean;
}

/** The dashboards that go with these rules: clusters that are alike have the same ones. */
export function dashboardsWith(rules: MadeRules, context: Context, options: DashboardOptions): readonly MadeDashboard[] {
  const found = known.get(rules) ?? dashboardsOf(context, options, rules);
  known.set(rules, found);
  return found;
}

const ALL = { isFed: () => true, change: (expr: string) => expr };

/** The dashboards that these jobs and the groups of rules that are there can fill. */
export function dashboardsOf({ jobs, cluster, kubeStateMetrics }: Context, options: Partial<DashboardOptions> = {}, rules: Pick<MadeRules, 'isFed' | 'change'> = ALL): MadeDashboard[] {
  const { disabledGroups = [], aggregationLabels = [], isFederating = true } = options;
  const context = contextOf(jobs, cluster, kubeStateMetrics, { here: `${cluster}="$cluster"` });
  return DASHBOARDS
    .filter(({ isOfFederation }) => isFederating || !isOfFederation)
    .filter(({ needs, groups }) => needs.every(job => jobs[job] !== undefined) && !groups.some(group => disabledGroups.includes(group)))
    .map(definition => withPanels(definition, panel => panel.queries.every(({ expr }) => rules.isFed(expr)), expr => rules.change(withLabels(expr, cluster, aggregationLabels))))
    .filter(definition => definition.rows(context).length > 0)
    .map(definition => ({ id: definition.id, json: jsonOf(definition, context) }));
}

function jsonOf({ id, title, description, variables, rows }: DashboardDefinition, context: Context): string {
  const cluster = { name: 'cluster', series: 'up', label: context.cluster };
  const board = { uid: `cdk8s-prometheus-${id}`, title, description, variables: [cluster, ...variables?.(context) ?? []], rows: rows(context) };
  return `${JSON.stringify(grafanaDashboard(board), undefined, 2)}\n`;
}

/** Without the panels that would be empty permanently, and with changed expressions. */
function withPanels(definition: DashboardDefinition, isKept: (panel: Panel) => boolean, change: (expr: string) => string): DashboardDefinition {
  const changed = (panel: Panel): Panel => ({ ...panel, queries: panel.queries.map(query => ({ ...query, expr: change(query.expr) })) });
  const rows: DashboardDefinition['rows'] = context => definition.rows(context)
    .map(row => ({ ...row, panels: row.panels.filter(isKept).map(changed) })).filter(({ panels }) => panels.length > 0);
  return { ...definition, rows };
}
