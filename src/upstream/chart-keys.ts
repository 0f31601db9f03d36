import { isMap } from '../values/json';

/**
 * The keys of the values of a chart, as `build/sync-upstream/chart-keys.js` writes them. A map has a field for each key, and otherwise the
 * default of a key. Keys with the same default are a list of names in a field of GROUPS. `~`: the default of a key with nested keys. `~o`:
 * any nested key is allowed. A key ends with `@since-until` if only some releases have it: indexes of `versions`.
 */
export interface ChartKeys {
  /** The releases of the chart that were read, the oldest first. */
  readonly versions: readonly string[];
  readonly keys: ChartKeyMap;
}

export interface ChartKeyMap {
  readonly [key: string]: unknown;
}

/** One key of the chart. */
export interface ChartKey {
  /** The default in the newest release that has the key. Null if there is none. */
  readonly value: unknown;
  /** Whether any nested key is allowed. */
  readonly isOpen: boolean;
  /** The first release that has the key, as an index of `versions`. Undefined if the oldest has it. */
  readonly since?: number;
  /** The first release without the key. Undefined if the newest has it. */
  readonly until?: number;
  readonly keys: ReadonlyMap<string, ChartKey>;
}

const GROUPS: { readonly [field: string]: unknown } = { '~0': null, '~1': true, '~2': false, '~3': [], '~4': {} };

const EMPTY: ReadonlyMap<string, ChartKey> = new Map();

/** A key with its default, or with its nested keys. */
export function chartKeyOf(value: unknown, since?: number, until?: number): ChartKey {
  const marks = { ...since !== undefined && { since }, ...until !== undefined && { until } };
  if (!isMap(value)) { return { value, isOpen: false, keys: EMPTY, ...marks }; }
  const keys = new Map<string, ChartKey>();
  for (const [field, inner] of Object.entries(value)) {
    if (Object.hasOwn(GROUPS, field)) {
      for (const name of String(inner).split(' ')) { add(keys, name, GROUPS[field]); }
    } else if (!field.startsWith('~')) { add(keys, field, inner); }
  }
  return { value: value['~'] ?? null, isOpen: value['~o'] !== undefined || keys.size === 0, keys, ...marks };
}

function add(keys: Map<string, ChartKey>, name: string, value: unknown): void {
  const [, key, since, until] = /^(.*?)(?:@(\d*)(?:-(\d+))?)?$/.exec(name)!;
  keys.set(key, chartKeyOf(value, numberIn(since), numberIn(until)));
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}
