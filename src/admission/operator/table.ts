import { ADDITIONAL_ARGS_ROWS } from './additional-args';
import { ADDITIONAL_CONFIG_ROWS } from './additional-configs';
import { ALERTMANAGER_ROWS } from './alertmanager/alertmanager';
import { CONFIG_ROWS } from './alertmanager/alertmanager-config';
import { CRASH_ROWS } from './crash';
import { ENDPOINT_ROWS } from './endpoints';
import { IGNORED_ROWS } from './ignored';
import { EFFECT_OF_KIND, Place, PLACES } from './places';
import { PROMETHEUS_ROWS } from './prometheus';
import { REMOTE_WRITE_ROWS } from './remote-write';
import { Effect, OperatorRow, Source } from './row';
import { SCRAPE_CONFIG_ROWS } from './scrape-config';
import { rowsOf } from './shared/evaluate';
import { join } from './shared/json';
import { THANOS_RULER_ROWS } from './thanos-ruler';
import { WORKLOAD_ROWS } from './workload';

/** Every check of one kind or more. */
export const ROWS: readonly OperatorRow[] = [
  ...ENDPOINT_ROWS,
  ...SCRAPE_CONFIG_ROWS,
  ...PROMETHEUS_ROWS,
  ...REMOTE_WRITE_ROWS,
  ...THANOS_RULER_ROWS,
  ...ADDITIONAL_ARGS_ROWS,
  ...ADDITIONAL_CONFIG_ROWS,
  ...WORKLOAD_ROWS,
  ...CRASH_ROWS,
  ...IGNORED_ROWS,
  ...ALERTMANAGER_ROWS,
];

/** What there is to check of a kind. */
export interface ChecksOfKind {
  readonly rows: readonly OperatorRow[];
  readonly places: readonly Place[];
}

const byKind = new Map<string, ChecksOfKind>();

export function checksOf(kind: string): ChecksOfKind {
  let found = byKind.get(kind);
  if (!found) {
    found = { rows: ROWS.filter(({ kinds }) => kinds.includes(kind)), places: PLACES.filter(({ kinds }) => kinds.includes(kind)) };
    if (found.rows.length + found.places.length > 0) { byKind.set(kind, found); }
  }
  return found;
}

/** A row as data: for tests, and for whoever compares the table with upstream. */
export interface RowData {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly effects: readonly Effect[];
  readonly since?: string;
  readonly until?: string;
  readonly see: Source;
}

/** The whole table as data, each row once, rows of shared parts with every place. */
export function operatorRows(): readonly RowData[] {
  const own = ROWS.map(({ id, kinds, field, effect, since, until, see }): RowData => ({
    id,
    kinds,
    fields: [field],
    effects: [effect],
    since,
    until,
    see,
  }));
  const shared = new Map<string, RowData>();
  for (const place of PLACES) {
    for (const { row, at } of rowsOf(place.part)) {
      const before = shared.get(row.id);
      shared.set(row.id, {
        id: row.id,
        kinds: distinct([...(before?.kinds ?? []), ...place.kinds]),
        fields: distinct([...(before?.fields ?? []), join(place.at, at)]),
        effects: distinct([...(before?.effects ?? []), ...place.kinds.map(kind => row.effect ?? place.effect ?? EFFECT_OF_KIND[kind])]),
        since: row.since,
        until: row.until,
        see: row.see,
      });
    }
  }
  for (const { row: { id, since, until, see }, at, effect } of CONFIG_ROWS) {
    const before = shared.get(id);
    shared.set(id, {
      id,
      kinds: distinct([...before?.kinds ?? [], 'AlertmanagerConfig']),
      fields: distinct([...before?.fields ?? [], at]),
      effects: distinct([...before?.effects ?? [], effect]),
      since,
      until,
      see,
    });
  }
  return [...own, ...shared.values()];
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
