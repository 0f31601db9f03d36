import { FileDashboard, filled, panelsIn } from './mixin-file';
import { DASHBOARD_DOUBT, DASHBOARD_REFUSED } from './rules';
import { catalogOf, metricComponents, successorOf } from '../metrics/catalog';
import { checkExpression, metricsIn } from '../promql/expression';
import { finding, Finding, shown } from '../validation/rule';

/** What the apiserver accepts in a ConfigMap. */
const MOST_BYTES = 1_048_576;
/** What `kubectl apply` without `--server-side` can keep in its annotation. */
const MOST_BYTES_OF_APPLY = 262_144;

/** Where dashboards come to, and which names are taken there. */
export interface Surroundings {
  readonly isConfigMap: boolean;
  /** The `uid` of other dashboards, and where they are. */
  readonly uids: ReadonlyMap<string, string>;
}

/** What is wrong with a dashboard of a file, beyond its expressions. Of what depends on plugins and other sources nothing is said. */
export function checkBoard(path: string, board: FileDashboard, surroundings: Surroundings): Finding[] {
  const where = `${path}: dashboard ${shown(board.name)}`;
  const refused = [...uidProblems(board, surroundings), ...tooLarge(board, surroundings)];
  const doubts = [...largeForApply(board, surroundings), ...sourceDoubts(board), ...layoutDoubts(board), ...metricDoubts(board)];
  return [...refused.map(why => finding(DASHBOARD_REFUSED, { where, why })), ...doubts.map(why => finding(DASHBOARD_DOUBT, { where, why }))];
}

function uidProblems({ value: { uid } }: FileDashboard, { uids }: Surroundings): string[] {
  if (uid === undefined || uid === null) { return []; }
  if (typeof uid !== 'string') { return [`"uid" is ${shown(uid)}, which is no text: use letters, digits, "-" and "_"`]; }
  return [
    ...uid.length > 40 ? [`"uid" has ${uid.length} characters, and Grafana accepts 40: use a shorter one`] : [],
    ...uid === '' || /^[\w-]+$/.test(uid) ? [] : [`"uid" is ${shown(uid)}: use letters, digits, "-" and "_"`],
    ...uid !== '' && uids.has(uid) ? [`"uid" is ${shown(uid)}, which ${uids.get(uid)} has, too: give it another one`] : [],
  ];
}

const bytesOf = ({ json }: FileDashboard) => Buffer.byteLength(json);

function tooLarge(board: FileDashboard, { isConfigMap }: Surroundings): string[] {
  return isConfigMap && bytesOf(board) > MOST_BYTES ? [`it has ${bytesOf(board)} bytes, and a ConfigMap holds ${MOST_BYTES}: split it, or remove panels`] : [];
}

function largeForApply(board: FileDashboard, { isConfigMap }: Surroundings): string[] {
  const bytes = bytesOf(board);
  return isConfigMap && bytes > MOST_BYTES_OF_APPLY && bytes <= MOST_BYTES
    ? [`it has ${bytes} bytes, more than "kubectl apply" can keep in its annotation (${MOST_BYTES_OF_APPLY}): apply it with "--server-side"`] : [];
}

/** Sources of a fixed `uid` or name: they are different in each Grafana. */
function sourceDoubts({ value }: FileDashboard): string[] {
  const sources = panelsIn(value).flatMap(panel => [panel?.datasource, ...targetsOf(panel).map(target => target?.datasource)]).flatMap(fixedSource);
  return [...new Set(sources)].map(source => `panels read the data source ${shown(source)}, which another Grafana does not have: use a variable of the type "datasource", such as "\${datasource}"`);
}

function fixedSource(source: any): string[] {
  const isOther = typeof source === 'object' && source !== null && source.type !== undefined && source.type !== 'prometheus';
  const uid = typeof source === 'string' ? source : source?.uid;
  return isOther || typeof uid !== 'string' || uid === '' || /^\$|^\[\[|^-- .* --$|^(grafana|default)$/.test(uid) ? [] : [uid];
}

function targetsOf(panel: any): any[] {
  return Array.isArray(panel?.targets) ? panel.targets : [];
}

function layoutDoubts({ value }: FileDashboard): string[] {
  const panels: any[] = Array.isArray(value.panels) ? value.panels : [];
  const title = (panel: any) => shown(typeof panel?.title === 'string' ? panel.title : '');
  const isOutside = ({ gridPos }: any) => typeof gridPos?.x === 'number' && typeof gridPos.w === 'number' && gridPos.x + gridPos.w > 24;
  return panels.flatMap(panel => {
    if (typeof panel !== 'object' || panel === null) { return ['"panels" has an entry that is no panel: remove it']; }
    return [
      ...typeof panel.type === 'string' || panel.libraryPanel !== undefined ? [] : [`panel ${title(panel)} has no "type": name its plugin, such as "timeseries"`],
      ...isOutside(panel) ? [`panel ${title(panel)} ends in column ${panel.gridPos.x + panel.gridPos.w}, and the grid has 24: make it narrower`] : [],
    ];
  });
}

/** Metrics that the program to which they belong does not have in any release. */
function metricDoubts({ value }: FileDashboard): string[] {
  const names = new Set(panelsIn(value).flatMap(targetsOf).flatMap(({ expr }: any) => typeof expr === 'string' && isReadable(filled(expr)) ? metricsIn(filled(expr)) : []));
  return [...names].sort().flatMap(name => {
    const states = metricComponents().map(component => ({ component, exposed: catalogOf(component)!.exposed(name), isOwner: catalogOf(component)!.owns(name) }));
    const owner = states.find(({ exposed, isOwner }) => isOwner && exposed === 'absent');
    if (!owner || states.some(({ exposed }) => typeof exposed !== 'string')) { return []; }
    const successor = successorOf(name);
    return [`panels read ${name}, which no supported release of ${owner.component} exposes: ${successor === undefined ? 'correct the name, or remove the panels' : `use ${successor}`}`];
  });
}

const isReadable = (expr: string) => checkExpression(expr).problems.every(({ kind }) => kind !== 'syntax');
