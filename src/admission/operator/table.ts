import { ADDITIONAL_ARGS_ROWS } from './additional-args';
import { ADDITIONAL_CONFIG_ROWS } from './additional-configs';
import { ALERTMANAGER_ROWS } from './alertmanager/alertmanager';
import { CONFIG_ROWS } from './alertmanager/alertmanager-config';
import { CRASH_ROWS } from './crash';
import { ENDPOINT_ROWS } from './endpoints';
import { ignoredRowsOf } from './ignored';
import { EFFECT_OF_KIND, Place, placesIn } from './places';
import { PROMETHEUS_ROWS } from './prometheus';
import { REMOTE_WRITE_ROWS } from './remote-write';
import { Effect, OperatorRow, Source } from './row';
import { SCRAPE_CONFIG_ROWS } from './scrape-config';
import { rowsOf } from './shared/evaluate';
import { join } from './shared/json';
import { THANOS_RULER_ROWS } from './thanos-ruler';
import { WORKLOAD_ROWS } from './workload';

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];
const SCRAPERS = ['Prometheus', 'PrometheusAgent'];
const SERVERS = [...SCRAPERS, 'ThanosRuler'];

/** Rows, and the kinds that have some of them. */
interface Table {
  readonly kinds: readonly string[];
  /** All rows of a kind, possibly with others. Without a kind all rows. */
  readonly rows: (kind?: string) => readonly OperatorRow[];
}

/** All tables. A table is read when one of its kinds is first checked: most programs have few kinds. */
const TABLES: readonly Table[] = [
  { kinds: MONITORS, rows: () => ENDPOINT_ROWS },
  { kinds: ['Probe', 'ScrapeConfig'], rows: () => SCRAPE_CONFIG_ROWS },
  { kinds: SERVERS, rows: () => PROMETHEUS_ROWS },
  { kinds: SERVERS, rows: () => REMOTE_WRITE_ROWS },
  { kinds: ['ThanosRuler'], rows: () => THANOS_RULER_ROWS },
  { kinds: [...SERVERS, 'Alertmanager'], rows: () => ADDITIONAL_ARGS_ROWS },
  { kinds: [...SERVERS, 'Alertmanager'], rows: () => ADDITIONAL_CONFIG_ROWS },
  { kinds: [...SERVERS, 'Alertmanager'], rows: () => WORKLOAD_ROWS },
  { kinds: [...MONITORS, ...SCRAPERS], rows: () => CRASH_ROWS },
  { kinds: [...MONITORS, ...SERVERS], rows: ignoredRowsOf },
  { kinds: ['Alertmanager'], rows: () => ALERTMANAGER_ROWS },
];

/** The checks of a kind. */
export interface ChecksOfKind {
  readonly rows: readonly OperatorRow[];
  readonly places: readonly Place[];
}

const NONE: ChecksOfKind = { rows: [], places: [] };
const byKind = new Map<string, ChecksOfKind>();

export function checksOf(kind: string): ChecksOfKind {
  let found = byKind.get(kind);
  if (!found) {
    const tables = TABLES.filter(({ kinds }) => kinds.includes(kind));
    if (tables.length === 0) { return NONE; }
    const rows = tables.flatMap(table => table.rows(kind)).filter(({ kinds }) => kinds.includes(kind));
    byKind.set(kind, found = { rows, places: placesIn(kind) });
  }
  return found;
}

/** A row as data, for tests and for comparisons with upstream. */
export interface RowData {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly effects: readonly Effect[];
  readonly since?: string;
  readonly until?: string;
  readonly see: Source;
}

/** Rows of a kind that its table does not load, for a test: must be empty. */
export function tablesWithMissingKinds(): readonly string[] {
  return TABLES.flatMap(({ kinds, rows }) => rows().filter(row => !row.kinds.every(kind => kinds.includes(kind))).map(({ id }) => id));
}

/** The whole table as data. Each row once; rows of shared parts with all their places. */
export function operatorRows(): readonly RowData[] {
  const own = TABLES.flatMap(({ rows }) => rows()).map(({ id, kinds, field, effect, since, until, see }): RowData => ({
    id,
    kinds,
    fields: [field],
    effects: [effect],
    since,
    until,
    see,
  }));
  const shared = new Map<string, RowData>();
  for (const place of placesIn()) {
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
