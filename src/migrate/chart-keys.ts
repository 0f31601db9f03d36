import { chartKeys } from '../upstream/load';
import { ChartKey, chartKeyOf } from '../upstream/chart-keys';
import { similarTo } from '../validation/similar';

let root: ChartKey | undefined;

/** All keys, read when they are first used. */
function rootKey(): ChartKey {
  return root ??= chartKeyOf(chartKeys().keys);
}

/** A free key below a map in which any key may be. */
const FREE: ChartKey = { value: null, isOpen: true, keys: new Map() };

/** What the chart knows at a path; undefined if it ignores the key. A key may have dots: `grafana.grafana.ini`. */
export function chartKeyAt(path: string, from = rootKey()): ChartKey | undefined {
  const own = from.keys.get(path);
  if (own) { return own; }
  for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) {
    const inner = from.keys.get(path.slice(0, at));
    const found = inner && chartKeyAt(path.slice(at + 1), inner);
    if (inner) { return found; }
  }
  return from.isOpen ? FREE : undefined;
}

/** The chart's default of a key; undefined if it is empty or there is none. */
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

/** Which releases have a key that the newest does not have; undefined if the newest has it. */
export function goneSince(path: string): string | undefined {
  const until = pathKeys(path).find(key => key.until !== undefined)?.until;
  const { versions } = chartKeys();
  return until === undefined ? undefined : `only in older releases of the chart, up to ${versions[until - 1]}`;
}

/** The keys on the way to a path, as far as they are known. */
function pathKeys(path: string): ChartKey[] {
  const keys = path.split('.').map((_, at, parts) => chartKeyAt(parts.slice(0, at + 1).join('.')));
  return keys.filter(key => key !== undefined);
}

/** What is said of a key that the chart ignores. */
export function unknownNote(path: string): string {
  const meant = nearestTo(path);
  return `the chart does not know it${meant === undefined ? '' : `: is "${meant}" meant?`}`;
}

/** The key that is meant: one of the same map with a similar name, or one of that name in a map above, or below one. */
function nearestTo(path: string): string | undefined {
  const at = path.lastIndexOf('.');
  const [parent, name] = [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
  const inMap = (map: string, key: string) => map === '' ? key : `${map}.${key}`;
  const siblings = (parent === '' ? rootKey() : chartKeyAt(parent))?.keys ?? new Map<string, ChartKey>();
  const [similar] = similarTo(name, siblings.keys());
  if (similar !== undefined) { return inMap(parent, similar); }
  for (let map: string | undefined = parent; map !== undefined; map = parentOf(map)) {
    const keys = (map === '' ? rootKey() : chartKeyAt(map))?.keys ?? new Map<string, ChartKey>();
    if (keys.has(name) && map !== parent) { return inMap(map, name); }
    const below = [...keys].find(([, inner]) => inner.keys.has(name));
    if (below && map !== '') { return inMap(map, `${below[0]}.${name}`); }
  }
  return undefined;
}

function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
