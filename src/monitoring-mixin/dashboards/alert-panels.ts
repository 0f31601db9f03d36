import { BoardContext, column, DashboardDefinition, stat, table, toBoard, value } from './dashboard';
import { Link, Panel, Row, Variable } from '../../dashboards/panels';

/** The alerts of a dashboard by group, limited to those that exist. */
export type AlertsByGroup = ReadonlyMap<string, readonly string[]>;

/** Alerts that fire without a problem: Watchdog always, InfoInhibitor to inhibit alerts of severity info. */
const SIGNALS = ['Watchdog', 'InfoInhibitor'];

/** The existing alerts that belong to a dashboard. */
export function alertsOf({ alerts: { groups = [], names = [] } }: DashboardDefinition, existing: AlertsByGroup): string[] {
  const all = [...existing].flatMap(([group, alerts]) => groups.includes(group) ? alerts : alerts.filter(alert => names.includes(alert)));
  return [...new Set(all)].filter(alert => !SIGNALS.includes(alert)).sort();
}

/** `ALERTS` of these alerts, for the selected values. An alert without such a label is kept. */
export function selectorOf(alerts: readonly string[], here: string, variables: readonly Variable[] = []): string {
  const chosen = variables.map(({ name, label }) => `${label}=~"$${name}|"`);
  return `ALERTS{${[here, `alertname=~"${alerts.join('|')}"`, 'alertstate="firing"', ...chosen].join(',')}}`;
}

/** Link targets for the labels of an alert. */
const OBJECTS: readonly (readonly [string, string, Link])[] = [
  ['namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')],
  ['pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')],
  ['node', 'Node', toBoard('nodes', 'Node ${__value.text}', 'node')],
];

/** URLs of runbooks, by alert. */
export type Runbooks = ReadonlyMap<string, string>;

/** Facts about alerts that a dashboard needs. */
interface BoardAlerts {
  readonly alerts: readonly string[];
  readonly runbooks: Runbooks;
  readonly variables: readonly Variable[];
}

/** A link cannot contain a template, a variable of Grafana, or text that would be encoded twice. */
const PLAIN = /^https?:\/\/[^\s{}$%"]+$/;

/** URLs with a common prefix, and the rest of each by alert. */
interface Pages {
  readonly base: string;
  readonly paths: { readonly [alert: string]: string };
}

/** The runbooks of these alerts. Undefined if none has one. */
export function pagesOf(alerts: readonly string[], runbooks: Runbooks): Pages | undefined {
  const known = alerts.flatMap(alert => {
    const url = runbooks.get(alert);
    return url !== undefined && PLAIN.test(url) ? [[alert, url] as const] : [];
  });
  if (known.length === 0) { return undefined; }
  const base = known.map(([, url]) => url.replace(/[^/]+\/?$/, '')).reduce(commonBase);
  return { base, paths: Object.fromEntries(known.map(([alert, url]) => [alert, url.slice(base.length)])) };
}

/** The common prefix of both, up to a "/". */
function commonBase(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) { length++; }
  return one.slice(0, one.lastIndexOf('/', length - 1) + 1);
}

/** Adds the alerts of a dashboard to its rows: their number in the first row, and a table in the last. */
export function withAlerts(rows: readonly Row[], { alerts, runbooks, variables }: BoardAlerts, { here, cluster }: BoardContext): Row[] {
  const [first, ...others] = rows;
  if (alerts.length === 0 || first === undefined) { return [...rows]; }
  const selector = selectorOf(alerts, here, variables);
  return [
    { ...first, panels: [alertCount(selector), ...first.panels] },
    ...others,
    { title: 'Alerts', panels: [alertTable(selector, cluster, pagesOf(alerts, runbooks))] },
  ];
}

/** The number of firing alerts. */
function alertCount(selector: string): Panel {
  return stat('Alerts', 'none', `count(${selector}) or vector(0)`, {
    description: 'Alerts of this dashboard that fire. Normally 0. If not, read the table "Firing alerts" at the end, and the runbook of '
      + 'each alert.',
    thresholds: { warning: 1 },
  });
}

/** The label with a copy of the alert name, which the runbook column shows as a URL. */
const RUNBOOK = 'runbook';

function alertTable(selector: string, cluster: string, pages: Pages | undefined): Panel {
  const labels = [cluster, 'alertname', 'severity', ...OBJECTS.map(([label]) => label), ...pages ? [RUNBOOK] : []];
  const series = pages ? `label_replace(${selector}, "${RUNBOOK}", "$1", "alertname", "(.+)")` : selector;
  return table('Firing alerts', 'none', [
    column(cluster, 'Cluster'),
    { ...column('alertname', 'Alert'), ...pages && { page: { title: 'Open the runbook', base: pages.base, label: RUNBOOK } } },
    column('severity', 'Severity'),
    ...OBJECTS.map(parts => column(...parts)),
    ...pages ? [{ label: RUNBOOK, title: 'Runbook', texts: pages.paths, isUnseen: true }] : [],
  ],
  [value('Count', `topk(50, count by (${labels.join(', ')}) (${series}))`)], {
    description: `Alerts of this dashboard that fire now. Normally none. ${pages
      ? 'Click on an alert for its runbook, which explains'
      : 'The runbook of an alert explains'} `
      + 'what it means and what to do.',
    sortBy: 'Count',
    empty: 'No alert fires',
    size: { w: 24, h: 7 },
  });
}
