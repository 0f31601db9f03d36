import { BoardContext, column, DashboardDefinition, stat, table, toBoard, value } from './dashboard';
import { Link, Panel, Row, Variable } from '../../dashboards/panels';

/** The alerts of a dashboard, by group: all that exist. */
export type AlertsByGroup = ReadonlyMap<string, readonly string[]>;

/** The alerts that belong to a dashboard, as far as they exist. */
export function alertsOf({ alerts: { groups = [], names = [] } }: DashboardDefinition, existing: AlertsByGroup): string[] {
  return [...new Set([...existing].flatMap(([group, alerts]) => groups.includes(group) ? alerts : alerts.filter(alert => names.includes(alert))))].sort();
}

/** `ALERTS` of these alerts, and only of what is chosen: a label that an alert does not have is no reason to leave it out. */
export function selectorOf(alerts: readonly string[], here: string, variables: readonly Variable[] = []): string {
  const chosen = variables.map(({ name, label }) => `${label}=~"$${name}|"`);
  return `ALERTS{${[here, `alertname=~"${alerts.join('|')}"`, 'alertstate="firing"', ...chosen].join(',')}}`;
}

/** Where an object of an alert leads, by its label. */
const OBJECTS: readonly (readonly [string, string, Link])[] = [
  ['namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')],
  ['pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')],
  ['node', 'Node', toBoard('nodes', 'Node ${__value.text}', 'node')],
];

/** The rows of a dashboard with its alerts: how many fire among its first numbers, and which at its end. */
export function withAlerts(rows: readonly Row[], alerts: readonly string[], { here, cluster }: BoardContext, variables: readonly Variable[]): Row[] {
  const [first, ...others] = rows;
  if (alerts.length === 0 || first === undefined) { return [...rows]; }
  const selector = selectorOf(alerts, here, variables);
  return [
    { ...first, panels: [alertCount(selector), ...first.panels] },
    ...others,
    { title: 'Alerts', panels: [alertTable(selector, cluster)] },
  ];
}

/** The number of alerts that fire. */
function alertCount(selector: string): Panel {
  return stat('Alerts', 'none', `count(${selector}) or vector(0)`, {
    description: 'Alerts of this dashboard that fire. Normal is 0. If not, read the table "Firing alerts" at the end, and the runbook of '
      + 'each alert.',
    thresholds: { warning: 1 },
  });
}

function alertTable(selector: string, cluster: string): Panel {
  const labels = [cluster, 'alertname', 'severity', ...OBJECTS.map(([label]) => label)];
  return table('Firing alerts', 'none', [
    column(cluster, 'Cluster'),
    column('alertname', 'Alert'),
    column('severity', 'Severity'),
    ...OBJECTS.map(parts => column(...parts)),
  ],
  [value('Count', `topk(50, count by (${labels.join(', ')}) (${selector}))`)], {
    description: 'Alerts of this dashboard that fire now. Normal is none. The runbook of an alert says what it means and what to do.',
    sortBy: 'Count',
    empty: 'No alert fires',
  });
}
