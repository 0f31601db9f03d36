import { AlertOverrides } from './alert-overrides';
import { contextOf, NOTHING } from './context';
import { alertsOf, AlertsByGroup, Runbooks, withAlerts } from './dashboards/alert-panels';
import { ALERTMANAGER } from './dashboards/alertmanager';
import { API_SERVER } from './dashboards/api-server';
import { boardContextOf } from './dashboards/board-context';
import { CLUSTER } from './dashboards/cluster';
import { CLUSTERS } from './dashboards/clusters';
import { CONTROLLER_MANAGER } from './dashboards/controller-manager';
import { CORE_DNS } from './dashboards/core-dns';
import { BoardContext, DashboardDefinition, uidOf } from './dashboards/dashboard';
import { DISRUPTION_DETAILS } from './dashboards/disruption-details';
import { DISRUPTIONS } from './dashboards/disruptions';
import { ETCD } from './dashboards/etcd';
import { FEDERATION } from './dashboards/federation';
import { GRAFANA } from './dashboards/grafana';
import { HOME, homeBoard } from './dashboards/home';
import { KUBE_PROXY } from './dashboards/kube-proxy';
import { KUBELET } from './dashboards/kubelet';
import { NETWORK, NETWORK_PODS } from './dashboards/network';
import { NODE_PODS } from './dashboards/node';
import { NODES } from './dashboards/nodes';
import { NODES_OVERVIEW } from './dashboards/nodes-overview';
import { OPERATOR } from './dashboards/operator';
import { PODS } from './dashboards/pod';
import { PROMETHEUS } from './dashboards/prometheus';
import { QUOTAS } from './dashboards/quota';
import { REMOTE_WRITE } from './dashboards/remote-write';
import { SCHEDULER } from './dashboards/scheduler';
import { VOLUMES } from './dashboards/volumes';
import { WINDOWS } from './dashboards/windows';
import { WORKLOAD_PODS } from './dashboards/workload';
import { WORKLOADS } from './dashboards/workloads';
import { Context } from './definition';
import { GROUPS } from './groups';
import { MadeRules } from './made-rules';
import { Board, grafanaDashboard, Targets } from '../dashboards/grafana';
import { Panel, Query, Row, Variable } from '../dashboards/panels';
import { withLabels } from '../promql/expression-edits';

/** The only list of dashboards, in the order of the home dashboard. */
export const DASHBOARDS: readonly DashboardDefinition[] = [
  CLUSTERS,
  CLUSTER,
  NODES_OVERVIEW,
  NODE_PODS,
  NODES,
  WINDOWS,
  WORKLOADS,
  WORKLOAD_PODS,
  PODS,
  NETWORK,
  NETWORK_PODS,
  VOLUMES,
  QUOTAS,
  DISRUPTIONS,
  DISRUPTION_DETAILS,
  KUBELET,
  API_SERVER,
  ETCD,
  SCHEDULER,
  CONTROLLER_MANAGER,
  KUBE_PROXY,
  CORE_DNS,
  PROMETHEUS,
  REMOTE_WRITE,
  ALERTMANAGER,
  OPERATOR,
  GRAFANA,
  FEDERATION,
];

/** All names that dashboards of the mixin may have. */
export const DASHBOARD_NAMES: readonly string[] = [HOME, ...DASHBOARDS.map(({ id }) => id)];

/** A dashboard as Grafana's JSON. */
export interface MadeDashboard {
  readonly id: string;
  readonly folder: string;
  readonly json: string;
}

/** Options of rules that also apply to dashboards. */
export interface DashboardOptions {
  readonly disabledGroups: readonly string[];
  readonly aggregationLabels: readonly string[];
  /** Whether this Prometheus federates others. */
  readonly isFederating: boolean;
  /** Changes of alerts, whose thresholds panels use. */
  readonly alerts: AlertOverrides;
  /** Whether a dashboard is created, by its name. */
  readonly isSelected: (id: string) => boolean;
}

const known = new WeakMap<MadeRules, Map<string, readonly MadeDashboard[]>>();

/** The dashboards for these rules. Cached for clusters with equal options. */
export function dashboardsWith(rules: MadeRules, context: Context, options: DashboardOptions): readonly MadeDashboard[] {
  const bySelection = known.get(rules) ?? new Map<string, readonly MadeDashboard[]>();
  const selection = DASHBOARD_NAMES.filter(options.isSelected).join();
  const found = bySelection.get(selection) ?? dashboardsOf(context, options, rules);
  known.set(rules, bySelection.set(selection, found));
  return found;
}

/** Facts about the rules that dashboards need. */
type Rules = Pick<MadeRules, 'hasSources' | 'change' | 'interval'> & Partial<Pick<MadeRules, 'groups'>>;

const ALL: Rules = { hasSources: () => true, change: expr => expr, interval: () => '30s' };

/** The dashboards for which these jobs and rule groups provide data. */
export function dashboardsOf(context: Context, options: Partial<DashboardOptions> = {}, rules: Rules = ALL): MadeDashboard[] {
  const boards = boardsOf(context, options, rules);
  const targets: Targets = new Map(boards.map(({ uid, variables }) => [uid, variables.map(({ name }) => name)]));
  return boards.map(board => ({
    id: board.id,
    folder: board.folder,
    json: `${JSON.stringify(grafanaDashboard(board, targets), undefined, 2)}\n`,
  }));
}

/** A dashboard as data, with its name and folder. */
export interface MixinBoard extends Board {
  readonly id: string;
  readonly folder: string;
}

/** The same as data. */
export function boardsOf(
  { jobs, cluster, kubeStateMetrics }: Context, options: Partial<DashboardOptions> = {}, rules: Rules = ALL,
): MixinBoard[] {
  const { alerts = {}, isSelected = () => true } = options;
  const context = boardContextOf(contextOf(jobs, cluster, kubeStateMetrics, { here: `${cluster}=~"$cluster"` }), alerts);
  const existing = existingAlerts(rules);
  const runbooks = runbooksIn(rules);
  const made = selectedDefinitions(context, options)
    .map(definition => ({
      definition,
      board: boardOf(definition, context, { aggregationLabels: options.aggregationLabels, rules, existing, runbooks }),
    }))
    .filter(({ board }) => board.rows.length > 0);
  const home = homeBoard(made.map(({ definition }) => definition), existing, context);
  const boards = made.map(({ board }) => board);
  return isSelected(HOME) && boards.length > 1 ? [
    { ...home, id: HOME, folder: 'Monitoring', variables: [clusters(context)] },
    ...boards,
  ] : boards;
}

/** The definitions of the dashboards that are created. */
export function selectedDefinitions(
  { jobs }: Context, { disabledGroups = [], isFederating = true, isSelected = () => true }: Partial<DashboardOptions>,
): DashboardDefinition[] {
  return DASHBOARDS
    .filter(({ id, isOfFederation }) => isSelected(id) && (isFederating || !isOfFederation))
    .filter(({ needs, groups }) => needs.every(job => jobs[job] !== undefined) && !groups.some(group => disabledGroups.includes(group)));
}

interface BoardOptions {
  readonly aggregationLabels?: readonly string[];
  readonly rules: Rules;
  readonly existing: AlertsByGroup;
  readonly runbooks: Runbooks;
}

function boardOf(
  definition: DashboardDefinition, context: BoardContext, { aggregationLabels = [], rules, existing, runbooks }: BoardOptions,
): MixinBoard {
  const { id, title, description, folder } = definition;
  const own = definition.variables?.(context) ?? [];
  const change = (expr: string) => rules.change(withLabels(expr, context.cluster, aggregationLabels));
  const rows = withPanels(definition.rows(context), rules, change);
  const variables = [clusters(context), ...own];
  return {
    id,
    uid: uidOf(id),
    title,
    description,
    folder,
    tags: [folder.toLowerCase().replace(' ', '-')],
    variables,
    home: uidOf(HOME),
    rows: withAlerts(rows, { alerts: alertsOf(definition, existing), runbooks, variables: own }, context),
  };
}

function clusters({ cluster }: Context): Variable {
  return { name: 'cluster', series: 'up', label: cluster, multi: true };
}

function existingAlerts({ groups }: Rules): AlertsByGroup {
  if (groups === undefined) {
    return new Map(GROUPS.map(({ name, alerts = [] }) => [name, [...new Set(alerts.map(({ alert }) => alert))]]));
  }
  return new Map(groups.map(({ name, groups: own }) => [
    name,
    [...new Set(own.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule.alert] : [])))],
  ]));
}

/** As in the annotations, including changes by users. */
function runbooksIn({ groups = [] }: Rules): Runbooks {
  const alerts = groups.flatMap(({ groups: own }) => own.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule] : [])));
  return new Map(alerts.flatMap(({ alert, annotations = {} }) => annotations.runbook_url === undefined
    ? []
    : [[alert, annotations.runbook_url] as const]));
}

/** Without the panels that would always be empty, and with changed expressions. */
function withPanels(rows: readonly Row[], rules: Rules, change: (expr: string) => string): Row[] {
  const changedWithSeries = seriesOf(rules, change);
  const queryOf = (query: Query): Query[] => {
    const expr = changedWithSeries(query.expr);
    if (expr === undefined) { return []; }
    return [{ ...query, expr, ...expr.includes('$__rate_interval') && { interval: rules.interval(expr) } }];
  };
  const panelOf = (panel: Panel): Panel[] => {
    const queries = panel.queries.map(queryOf);
    // a table without one of its columns is useful, half of a comparison is not
    const isKept = panel.kind === 'table' ? queries[0].length > 0 : queries.every(made => made.length > 0);
    return isKept ? [{ ...panel, queries: queries.flat() }] : [];
  };
  return rows.map(row => ({ ...row, panels: row.panels.flatMap(panelOf) })).filter(({ panels }) => panels.length > 0);
}

/** The changed expression. Undefined if something that it reads is not scraped, collected or recorded. */
function seriesOf({ hasSources, change, groups }: Rules, changed: (expr: string) => string): (expr: string) => string | undefined {
  const recorded = groups
    && new Set(
      groups.flatMap(({ groups: own }) => own.flatMap(({ rules }) => rules.flatMap(rule => 'record' in rule ? [rule.record] : []))),
    );
  const isRecorded = (expr: string) => recorded === undefined || recordedIn(change(expr)).every(name => recorded.has(name));
  return expr => hasSources(expr) && !expr.includes(NOTHING) && isRecorded(expr) ? changed(expr) : undefined;
}

/** The names with a colon. A subquery contains a colon, too. */
function recordedIn(expr: string): string[] {
  if (!expr.includes(':')) { return []; }
  return [...expr.replace(/"[^"]*"/g, '""').replace(/\[[^\]]*\]/g, '[]').matchAll(/[a-zA-Z_]\w*:[\w:]+/g)].map(([name]) => name);
}
