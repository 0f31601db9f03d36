import { chartDefault, goneSince, isChartKey, isInsideChartKey, unknownNote } from './chart-keys';
import { switchAbove, valueAt } from './chart-values';
import { Expression } from './convert';
import { MigratedValue } from './part';
import { ROWS } from './rows';
import { isEmpty, isMap } from '../values/json';
import { ValueRow } from './rows/row';

const EXACT = new Map<string, ValueRow>();
const BELOW = new Map<string, ValueRow>();
for (const row of ROWS) {
  const [table, path] = row.path.endsWith('.**') ? [BELOW, row.path.slice(0, -3)] as const : [EXACT, row.path] as const;
  table.set(path, { ...table.get(path), ...row });
}

/** The parent paths of rows. */
const ABOVE = new Set([...EXACT.keys(), ...BELOW.keys()].flatMap(path => ancestorsOf(path)));

function ancestorsOf(path: string): string[] {
  return path.split('.').slice(0, -1).map((_, at, keys) => keys.slice(0, at + 1).join('.'));
}

/** The options of the rows: for values of the file, and for the chart's defaults of unset values. */
export function optionsOfRows(values: unknown, isTaken: (path: string) => boolean): [option: string, value: Expression][] {
  return [...EXACT.values()].flatMap((row): [string, Expression][] => {
    if (row.to === undefined || isTaken(row.path) || switchAbove(values, row.path) !== undefined) { return []; }
    const value = valueAt(values, row.path);
    const expression = isOneOf(row.same, value) || isEmpty(value) || isTemplate(value) ? undefined : row.as!(value);
    return expression ? [[row.to, expression]] : [];
  });
}

/** The result of each value of a file, in its order. `found` are the results of parts. */
export function judge(values: unknown, found: ReadonlyMap<string, MigratedValue>): MigratedValue[] {
  return new Judge(values, found).results;
}

class Judge {
  public readonly results: MigratedValue[] = [];
  /** The parent paths of results of parts. */
  private readonly above: ReadonlySet<string>;
  /** Results of list entries, by list. */
  private readonly entries: ReadonlyMap<string, readonly MigratedValue[]>;

  public constructor(private readonly values: unknown, private readonly found: ReadonlyMap<string, MigratedValue>) {
    this.above = new Set([...found.keys()].flatMap(path => ancestorsOf(path.replace(/\[.*$/, ''))));
    this.entries = entriesIn(found);
    if (isMap(values)) { this.visitKeys(values, ''); }
  }

  private visitKeys(map: { readonly [key: string]: unknown }, path: string): void {
    for (const key of Object.keys(map)) { this.visit(map[key], path === '' ? key : `${path}.${key}`); }
  }

  private visit(value: unknown, path: string): void {
    const result = this.found.get(path);
    if (result) {
      this.results.push(result);
    } else if (this.entries.has(path)) {
      this.results.push(...this.entries.get(path)!);
    } else if (EXACT.has(path)) {
      this.results.push({ path, ...this.byRow(value, path, this.rowOf(path, EXACT.get(path)!)) });
    } else if (isMap(value) && !isEmpty(value) && (ABOVE.has(path) || this.above.has(path) || isInsideChartKey(path))) {
      this.visitKeys(value, path);
    } else {
      this.results.push({ path, ...this.byChart(value, path) });
    }
  }

  private byRow(value: unknown, path: string, row: ValueRow): Omit<MigratedValue, 'path'> {
    const key = switchAbove(this.values, path);
    if (key !== undefined) { return { outcome: 'same', note: `disabled by ${key}` }; }
    if (isOneOf(row.same, value)) { return { outcome: 'same', note: 'same behavior' }; }
    if (isEmpty(value)) { return { outcome: 'same', note: 'empty' }; }
    return row.used === undefined ? outcomeOf(value, row) : { outcome: 'mapped', note: row.used };
  }

  private byChart(value: unknown, path: string): Omit<MigratedValue, 'path'> {
    if (!isChartKey(path)) { return { outcome: 'unknown', note: unknownNote(path) }; }
    const row = this.rowAbove(path);
    const isOffAnyway = value === false && path.endsWith('.enabled') && chartDefault(path) === false;
    if (row && isOffAnyway) { return { outcome: 'same', note: 'not created by the chart or the program' }; }
    if (row) { return this.byRow(value, path, row); }
    const key = switchAbove(this.values, path);
    if (key !== undefined) { return { outcome: 'same', note: `disabled by ${key}` }; }
    if (isEmpty(value)) { return { outcome: 'same', note: 'empty' }; }
    if (path.startsWith('global.')) { return { outcome: 'same', note: 'the chart does not read it' }; }
    const gone = goneSince(path);
    if (gone !== undefined) { return { outcome: 'unsupported', note: gone }; }
    return isOneOf([chartDefault(path)], value)
      ? { outcome: 'different', note: 'the default of the chart; this library has its own default' }
      : { outcome: 'unsupported', note: 'no option: change the object with a JSON patch' };
  }

  /** A row that only lists equal values leaves all other values to the row above. */
  private rowOf(path: string, row: ValueRow): ValueRow {
    return Object.keys(row).some(key => !['path', 'same'].includes(key)) ? row : { ...this.rowAbove(path), ...row };
  }

  private rowAbove(path: string): ValueRow | undefined {
    return BELOW.get(path) ?? ancestorsOf(path).reverse().map(each => BELOW.get(each)).find(row => row !== undefined);
  }
}

function outcomeOf(value: unknown, row: ValueRow): Omit<MigratedValue, 'path'> {
  const { to, as, different, unsupported } = row;
  if (to !== undefined && isTemplate(value)) {
    return { outcome: 'unsupported', note: `a Helm template: write its result to "${to}"` };
  }
  if (to !== undefined && as!(value)) { return { outcome: 'mapped', note: to }; }
  if (different !== undefined) { return { outcome: 'different', note: different }; }
  const unreadable = to === undefined
    ? 'no option: the behavior of this library is fixed' : `the value cannot be converted: set the option "${to}"`;
  return { outcome: 'unsupported', note: unsupported ?? unreadable };
}

/** Helm evaluates many of the chart's strings as templates. Alerts contain templates, too, but no option of a row does. */
function isTemplate(value: unknown): boolean {
  if (typeof value === 'string') { return value.includes('{{'); }
  return typeof value === 'object' && value !== null && Object.values(value).some(isTemplate);
}

function isOneOf(values: readonly unknown[] | undefined, value: unknown): boolean {
  return values !== undefined && values.some(each => JSON.stringify(each) === JSON.stringify(value));
}

/** The results of list entries such as `rules[0].expr`, by the path of the list. */
function entriesIn(found: ReadonlyMap<string, MigratedValue>): ReadonlyMap<string, readonly MigratedValue[]> {
  const lists = new Map<string, MigratedValue[]>();
  for (const result of found.values()) {
    const list = result.path.replace(/\[.*$/, '');
    if (list !== result.path) { lists.set(list, [...lists.get(list) ?? [], result]); }
  }
  return lists;
}
