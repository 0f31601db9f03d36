import { AlertOverrides } from './alert-overrides';
import { contextOf } from './context';
import { alertsOf, AlertsByGroup, withAlerts } from './dashboards/alert-panels';
import { ALERTMANAGER } from './dashboards/alertmanager';
import { API_SERVER } from './dashboards/api-server';
import { boardContextOf } from './dashboards/board-context';
import { CLUSTER } from './dashboards/cluster';
import { BoardContext, DashboardDefinition, uidOf } from './dashboards/dashboard';
import { DISRUPTIONS } from './dashboards/disruptions';
import { FEDERATION } from './dashboards/federation';
import { HOME, homeBoard } from './dashboards/home';
import { KUBELET } from './dashboards/kubelet';
import { NODES } from './dashboards/nodes';
import { PODS } from './dashboards/pod';
import { PROMETHEUS } from './dashboards/prometheus';
import { WORKLOADS } from './dashboards/workloads';
import { Context } from './definition';
import { GROUPS } from './groups';
import { MadeRules } from './rule-groups';
import { Board, grafanaDashboard, Targets } from '../dashboards/grafana';
import { Panel, Row, Variable } from '../dashboards/panels';
import { withLabels } from '../promql/expression-edits';

/** THE table of dashboards, in the order of the home board. */
export const DASHBOARDS: readonly DashboardDefinition[] = [
  CLUSTER,
  NODES,
  WORKLOADS,
  PODS,
  DISRUPTIONS,
  API_SERVER,
  KUBELET,
  PROMETHEUS,
  ALERTMANAGER,
  FEDERATION,
];

/** All names that dashboards of the mixin can have. */
export const DASHBOARD_NAMES: readonly string[] = [HOME, ...DASHBOARDS.map(({ id }) => id)];

/** A dashboard as the JSON that Grafana reads. */
export interface MadeDashboard {
  readonly id: string;
  readonly folder: string;
  readonly json: string;
}

/** What of the options of rules is also for dashboards. */
export interface DashboardOptions {
  readonly disabledGroups: readonly string[];
  readonly aggregationLabels: readonly string[];
  /** Whether this Prometheus federates others. */
  readonly isFederating: boolean;
  /** Changes of alerts: panels have their thresholds. */
  readonly alerts: AlertOverrides;
  /** Whether a dashboard is made, by its name. */
  readonly isSelected: (id: string) => boolean;
}

const known = new WeakMap<MadeRules, Map<string, readonly MadeDashboard[]>>();

/** The dashboards that go with these rules: clusters that are alike have the same ones. */
export function dashboardsWith(rules: MadeRules, context: Context, options: DashboardOptions): readonly MadeDashboard[] {
  const bySelection = known.get(rules) ?? new Map<string, readonly MadeDashboard[]>();
  const selection = DASHBOARD_NAMES.filter(options.isSelected).join();
  const found = bySelection.get(selection) ?? dashboardsOf(context, options, rules);
  known.set(rules, bySelection.set(selection, found));
  return found;
}

/** What dashboards need to know of the rules. */
type Rules = Pick<MadeRules, 'isFed' | 'change' | 'interval'> & Partial<Pick<MadeRules, 'groups'>>;

const ALL: Rules = { isFed: () => true, change: expr => expr, interval: () => '30s' };

/** The dashboards that these jobs and the groups of rules that exist can fill. */
export function dashboardsOf(context: Context, options: Partial<DashboardOptions> = {}, rules: Rules = ALL): MadeDashboard[] {
  const boards = boardsOf(context, options, rules);
  const targets: Targets = new Map(boards.map(({ uid, variables }) => [uid, variables.map(({ name }) => name)]));
  return boards.map(board => ({ id: board.id, folder: board.folder, json: `${JSON.stringify(grafanaDashboard(board, targets), undefined, 2)}\n` }));
}

/** A dashboard as data, with its name and folder. */
export interface MixinBoard extends Board {
  readonly id: string;
  readonly folder: string;
}

/** The same as data. */
export function boardsOf({ jobs, cluster, kubeStateMetrics }: Context, options: Partial<DashboardOptions> = {}, rules: Rules = ALL): MixinBoard[] {
  const { alerts = {}, isSelected = () => true } = options;
  const context = boardContextOf(contextOf(jobs, cluster, kubeStateMetrics, { here: `${cluster}=~"$cluster"` }), alerts);
  const existing = existingAlerts(rules);
  const made = selectedDefinitions(context, options).map(definition => ({ definition, board: boardOf(definition, context, options, rules, existing) })).filter(({ board }) => board.rows.length > 0);
  const home = homeBoard(made.map(({ definition }) => definition), existing, context);
  const boards = made.map(({ board }) => board);
  return isSelected(HOME) && boards.length > 1 ? [{ ...home, id: HOME, folder: 'Monitoring', variables: [clusters(context)] }, ...boards] : boards;
}

/** The definitions of the dashboards that are made. */
export function selectedDefinitions({ jobs }: Context, { disabledGroups = [], isFederating = true, isSelected = () => true }: Partial<DashboardOptions>): DashboardDefinition[] {
  return DASHBOARDS
    .filter(({ id, isOfFederation }) => isSelected(id) && (isFederating || !isOfFederation))
    .filter(({ needs, groups }) => needs.every(job => jobs[job] !== undefined) && !groups.some(group => disabledGroups.includes(group)));
}

function boardOf(definition: DashboardDefinition, context: BoardContext, { aggregationLabels = [] }: Partial<DashboardOptions>, rules: Rules, existing: AlertsByGroup): MixinBoard {
  const { id, title, description, folder } = definition;
  const own = definition.variables?.(context) ?? [];
  const change = (expr: string) => rules.change(withLabels(expr, context.cluster, aggregationLabels));
  const rows = withPanels(definition.rows(context), rules, change);
  const variables = [clusters(context), ...own];
  return { id, uid: uidOf(id), title, description, folder, tags: [folder], variables, home: uidOf(HOME), rows: withAlerts(rows, alertsOf(definition, existing), context, own) };
}

function clusters({ cluster }: Context): Variable {
  return { name: 'cluster', series: 'up', label: cluster, multi: true };
}

function existingAlerts({ groups }: Rules): AlertsByGroup {
  if (groups === undefined) { return new Map(GROUPS.map(({ name, alerts = [] }) => [name, [...new Set(alerts.map(({ alert }) => alert))]])); }
  return new Map(groups.map(({ name, groups: own }) => [name, [...new Set(own.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule.alert] : [])))]]));
}

/** Without the panels that would be empty permanently, and with changed expressions. */
function withPanels(rows: readonly Row[], { isFed, interval }: Rules, change: (expr: string) => string): Row[] {
  const changed = (panel: Panel): Panel => ({
    ...panel,
    queries: panel.queries.filter(({ expr }) => isFed(expr)).map(query => {
      const expr = change(query.expr);
      return { ...query, expr, ...expr.includes('$__rate_interval') && { interval: interval(expr) } };
    }),
  });
  // a table without one of its columns is of use, half of a comparison is not
  const isKept = ({ kind, queries }: Panel) => kind === 'table' ? queries.length > 0 && isFed(queries[0].expr) : queries.every(({ expr }) => isFed(expr));
  return rows.map(row => ({ ...row, panels: row.panels.filter(isKept).map(changed) })).filter(({ panels }) => panels.length > 0);
}
