import { API_SERVER_SERIES } from './api-server';
import { CONTAINERS } from './containers';
import { NODE_SERIES } from './nodes';
import { CompatibleSeries } from './series';
import { WINDOWS_CONTAINER_SERIES } from './windows-containers';
import { WINDOWS_NODE_SERIES } from './windows-nodes';
import { Context, RecordDefinition } from '../definition';

/** The only table of recorded series on request. */
export const COMPATIBLE: readonly CompatibleSeries[] = [
  ...CONTAINERS, ...NODE_SERIES, ...WINDOWS_NODE_SERIES, ...WINDOWS_CONTAINER_SERIES, ...API_SERVER_SERIES,
];

/** The name of their group of rules. */
export const COMPATIBLE_GROUP = 'compatible';

export const NAMES: readonly string[] = COMPATIBLE.map(({ name }) => name);

/** The requested rows, and the rows that they depend on. All rows for 'all'. */
export function wanted(names: readonly string[]): readonly CompatibleSeries[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    const row = COMPATIBLE.find(each => each.name === name);
    if (!row || found.has(name)) { return; }
    row.from?.forEach(add);
    found.add(name);
  };
  (names.includes('all') ? NAMES : names).forEach(add);
  return COMPATIBLE.filter(({ name }) => found.has(name));
}

/** Their records, limited to jobs that are scraped. */
export function compatibleRecords(names: readonly string[], { jobs }: Context): RecordDefinition[] {
  return wanted(names).filter(({ needs }) => needs.every(job => jobs[job] !== undefined))
    .flatMap(({ name, records }) => records.map(record => ({ record: name, ...record })));
}
