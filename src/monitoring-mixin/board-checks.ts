import { filledVariables } from './board-variables';
import { FileDashboard } from './mixin-file';
import { DASHBOARD_DOUBT, DASHBOARD_REFUSED } from './rules';
import { boardPanels, boardQueries } from '../dashboards/queries';
import { catalogOf, metricComponents, successorOf } from '../metrics/catalog';
import { checkExpression, metricsIn } from '../promql/expression';
import { metricIndex } from '../upstream/load';
import { finding, Finding, shown } from '../validation/rule';

/** Maximum size of a ConfigMap. */
const MOST_BYTES = 1_048_576;
/** Maximum size that `kubectl apply` without `--server-side` can store in its annotation. */
const MOST_BYTES_OF_APPLY = 262_144;

/** Destination of dashboards, and the object names that are in use there. */
export interface Surroundings {
  readonly isConfigMap: boolean;
  /** The `uid` of other dashboards, and their places. */
  readonly uids: ReadonlyMap<string, string>;
}

/** Problems of a dashboard of a file, beyond its expressions. Panels with other plugins or data sources are not checked. */
export function checkBoard(path: string, board: FileDashboard, surroundings: Surroundings): Finding[] {
  const where = `${path}: dashboard ${shown(board.name)}`;
  const refused = [...uidProblems(board, surroundings), ...tooLarge(board, surroundings)];
  const doubts = [
    ...formatDoubts(board, surroundings),
    ...largeForApply(board, surroundings),
    ...sourceDoubts(board),
    ...layoutDoubts(board),
    ...metricDoubts(board),
  ];
  return [
    ...refused.map(why => finding(DASHBOARD_REFUSED, { where, why })),
    ...doubts.map(why => finding(DASHBOARD_DOUBT, { where, why })),
  ];
}

function uidProblems({ value: { uid } }: FileDashboard, { uids }: Surroundings): string[] {
  if (uid === undefined || uid === null) { return []; }
  if (typeof uid !== 'string') { return [`"uid" is ${shown(uid)}, which is not a string: use letters, digits, "-" and "_"`]; }
  return [
    ...uid.length > 40 ? [`"uid" has ${uid.length} characters; at most 40 are allowed: shorten it`] : [],
    ...uid === '' || /^[\w-]+$/.test(uid) ? [] : [`"uid" is ${shown(uid)}: use letters, digits, "-" and "_"`],
    ...uid !== '' && uids.has(uid) ? [`"uid" is ${shown(uid)}, which ${uids.get(uid)} also has: change one of them`] : [],
  ];
}

const CLASSIC = 'export it in the format "Classic"';

/** grafana-operator sends a GrafanaDashboard to the API for the classic format. */
function formatDoubts({ format }: FileDashboard, { isConfigMap }: Surroundings): string[] {
  if (format === 'v2-spec') { return [`it has only the "spec" of the format v2, which Grafana does not read from a file: ${CLASSIC}`]; }
  if (format !== 'v2') { return []; }
  return [isConfigMap
    ? `it has the format v2 ("elements"), which Grafana before 13.2 does not read from a file: ${CLASSIC}, or use Grafana 13.2`
    : `it has the format v2 ("elements"), which a GrafanaDashboard does not accept: ${CLASSIC}, or use a ConfigMap`];
}

const boardBytes = ({ json }: FileDashboard) => Buffer.byteLength(json);

function tooLarge(board: FileDashboard, { isConfigMap }: Surroundings): string[] {
  return isConfigMap && boardBytes(board) > MOST_BYTES
    ? [`it has ${boardBytes(board)} bytes, and at most ${MOST_BYTES} fit into a ConfigMap: split it, `
      + 'or remove panels'] : [];
}

function largeForApply(board: FileDashboard, { isConfigMap }: Surroundings): string[] {
  const bytes = boardBytes(board);
  return isConfigMap && bytes > MOST_BYTES_OF_APPLY && bytes <= MOST_BYTES
    ? [`it has ${bytes} bytes, more than client-side "kubectl apply" supports (${MOST_BYTES_OF_APPLY}): apply it with `
      + '"--server-side"'] : [];
}

/**
 * Data sources with a fixed `uid` or name, which differ in each Grafana. `prometheus` is the uid in this library and in
 * kube-prometheus-stack.
 */
function sourceDoubts({ value }: FileDashboard): string[] {
  const sources = boardPanels(value).flatMap(panel => [
    panel?.datasource,
    ...targetsOf(panel).map(target => target?.datasource),
  ]).flatMap(fixedSource);
  return [...new Set(sources)].map(source => `panels use the data source ${shown(source)}, which does not exist in another Grafana: use a `
    + 'variable of the type "datasource", such as "${datasource}"');
}

function fixedSource(source: any): string[] {
  const isOther = typeof source === 'object' && source !== null && source.type !== undefined && source.type !== 'prometheus';
  const uid = typeof source === 'string' ? source : source?.uid;
  return isOther || typeof uid !== 'string' || uid === '' || /^\$|^\[\[|^-- .* --$|^(grafana|default|prometheus)$/.test(uid) ? [] : [uid];
}

function targetsOf(panel: any): any[] {
  return Array.isArray(panel?.targets) ? panel.targets : [];
}

function layoutDoubts({ value }: FileDashboard): string[] {
  const panels: any[] = Array.isArray(value.panels) ? value.panels : [];
  const title = (panel: any) => shown(typeof panel?.title === 'string' ? panel.title : '');
  const isOutside = ({ gridPos }: any) => typeof gridPos?.x === 'number' && typeof gridPos.w === 'number' && gridPos.x + gridPos.w > 24;
  return panels.flatMap(panel => {
    if (typeof panel !== 'object' || panel === null) { return ['"panels" has an entry that is not a panel: remove it']; }
    return [
      ...typeof panel.type === 'string' || panel.libraryPanel !== undefined ? [] : [`panel ${title(panel)} has no "type": name its `
        + 'plugin, such as "timeseries"'],
      ...isOutside(panel) ? [`panel ${title(panel)} ends in column ${panel.gridPos.x + panel.gridPos.w}, and the grid has 24: make it `
        + 'narrower'] : [],
    ];
  });
}

/**
 * Programs whose metric names are unique. Not node-exporter, which derives names from hardware, nor CoreDNS, whose plugins have their own.
 */
const OWNERS = ['kube-state-metrics', 'prometheus', 'alertmanager', 'prometheus-operator'];

/** Upstream's recorded series for Windows, whose names look like metrics. */
const RECORDED = /^kube_pod_windows_container_resource_/;

/** Metrics that no release of their program has. */
function metricDoubts({ value }: FileDashboard): string[] {
  const names = new Set(boardQueries(value).map(({ expr }) => filledVariables(expr)).filter(isReadable).flatMap(metricsIn));
  return [...names].sort().flatMap(name => {
    const successor = successorOf(name);
    const isExposed = metricComponents().some(component => typeof catalogOf(component)!.exposed(name) !== 'string');
    const owner = OWNERS.find(
      component => catalogOf(component)!.owns(name) && catalogOf(component)!.exposed(name) === 'absent' && hasSibling(component, name),
    );
    if (isExposed || RECORDED.test(name) || (owner ?? successor) === undefined) { return []; }
    return [`panels read ${name}, which no supported release ${owner === undefined ? '' : `of ${owner} `}exposes: `
      + `${successor === undefined ? 'correct the name, or remove the panels' : `use ${successor}`}`];
  });
}

/** Whether the program has another metric of the same group: `kube_pod_...` belongs to kube-state-metrics, `kube_router_...` does not. */
function hasSibling(component: string, name: string): boolean {
  const start = name.split('_').slice(0, 2).join('_');
  const { components, groups } = metricIndex();
  return components[component].groups.some(group => Object.keys(groups[group]).some(each => each.startsWith(`${start}_`)));
}

const isReadable = (expr: string) => checkExpression(expr).problems.every(({ kind }) => kind !== 'syntax');
