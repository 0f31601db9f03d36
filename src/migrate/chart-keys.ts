import { ChartKey, chartKeyOf } from '../upstream/chart-keys';
import { chartKeys } from '../upstream/load';
import { similarTo } from '../validation/similar';

let root: ChartKey | undefined;

/** All keys, read on first use. */
function rootKey(): ChartKey {
  return root ??= chartKeyOf(chartKeys().keys);
}

/** A user-defined key below a map that accepts any key. */
const FREE: ChartKey = { value: null, isOpen: true, keys: new Map() };

const known = new Map<string, ChartKey | undefined>();

/** Facts about a path of the chart. Undefined if the chart ignores the key. A key may contain dots: `grafana.grafana.ini`. */
export function chartKeyAt(path: string): ChartKey | undefined {
  if (!known.has(path)) { known.set(path, keyBelow(rootKey(), path)); }
  return known.get(path);
}

function keyBelow(from: ChartKey, path: string): ChartKey | undefined {
  const own = from.keys.get(path);
  if (own) { return own; }
  for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) {
    const inner = from.keys.get(path.slice(0, at));
    if (inner) { return keyBelow(inner, path.slice(at + 1)); }
  }
  return from.isOpen ? FREE : undefined;
}

/** The chart's default of a key. Undefined if it is empty or missing. */
export function chartDefault(path: string): unknown {
  return chartKeyAt(path)?.value ?? undefined;
}

/** Whether a release of the chart has the key. */
export function isChartKey(path: string): boolean {
  return chartKeyAt(path) !== undefined;
}

/** Whether the chart has keys below a path. */
export function isInsideChartKey(path: string): boolean {
  return path === '' || (chartKeyAt(path)?.keys.size ?? 0) > 0;
}

/** The oldest and the newest release of the chart whose keys are known: `45.31.1 to 88.5.3`. */
export function knownReleases(): string {
  const { versions } = chartKeys();
  return `${versions[0]} to ${versions.at(-1)}`;
}

/** The releases that have a key that the newest does not have. Undefined if the newest has it. */
export function goneSince(path: string): string | undefined {
  const until = pathKeys(path).find(key => key.until !== undefined)?.until;
  const { versions } = chartKeys();
  return until === undefined ? undefined : `only in older releases of the chart, up to ${versions[until - 1]}`;
}

/** The known keys on the way to a path. */
function pathKeys(path: string): ChartKey[] {
  const keys = path.split('.').map((_, at, parts) => chartKeyAt(parts.slice(0, at + 1).join('.')));
  return keys.filter(key => key !== undefined);
}

/** Message for a key that the chart ignores. */
export function unknownNote(path: string): string {
  const meant = nearestTo(path);
  return `the chart has no such key${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
}

/** A map with more keys than this is where misplaced keys belong. */
const LARGE = 20;

/** The switch of a subchart is a separate key, next to the values of the subchart. */
const OTHER_NAMES: { readonly [key: string]: string } = {
  'nodeExporter': 'prometheus-node-exporter',
  'prometheus-node-exporter': 'nodeExporter',
  'kubeStateMetrics': 'kube-state-metrics',
  'kube-state-metrics': 'kubeStateMetrics',
  'windowsMonitoring': 'prometheus-windows-exporter',
  'prometheus-windows-exporter': 'windowsMonitoring',
};

const NONE: ReadonlyMap<string, ChartKey> = new Map();

/** The intended key: one of that name in a map above, or in a large map below; or a similar name in the same map. */
function nearestTo(path: string): string | undefined {
  const at = path.lastIndexOf('.');
  const [parent, name] = [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
  const keysOf = (map: string) => (map === '' ? rootKey() : chartKeyAt(map))?.keys ?? NONE;
  const inMap = (map: string, key: string) => map === '' ? key : `${map}.${key}`;
  for (let map: string | undefined = parent; map !== undefined && map !== ''; map = parentOf(map)) {
    if (keysOf(map).has(name)) { return inMap(map, name); }
    const below = [...keysOf(map)].find(([, inner]) => inner.keys.size >= LARGE && inner.keys.has(name));
    if (below) { return inMap(map, `${below[0]}.${name}`); }
  }
  const other = OTHER_NAMES[path.split('.', 1)[0]];
  const renamed = other === undefined ? undefined : `${other}${path.slice(path.split('.', 1)[0].length)}`;
  if (renamed !== undefined && isChartKey(renamed)) { return renamed; }
  const [similar] = similarTo(name, keysOf(parent).keys());
  return similar === undefined ? undefined : inMap(parent, similar);
}

function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
