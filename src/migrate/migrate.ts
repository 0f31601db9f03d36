import { CHART_DEFAULTS } from './chart-defaults';
import { Expression, isMap } from './convert';
import { ValueRow, VALUES } from './values';
import { similarTo } from '../validation/similar';

/** What became of one value. */
export interface MigratedValue {
  /** Where it stands in the file: `prometheus.prometheusSpec.retention`. */
  readonly path: string;
  /** `mapped` to an option, `default` here too, `unsupported`, or `unknown`: the chart ignored it without a word. */
  readonly outcome: 'mapped' | 'default' | 'unsupported' | 'unknown';
  /** The option; or why there is none, and the way out; or what it may have meant. */
  readonly note: string;
}

export interface Migration {
  readonly options: ReadonlyMap<string, Expression>;
  readonly values: readonly MigratedValue[];
}

const EXACT = new Map<string, ValueRow[]>();
const BELOW: ValueRow[] = [];
for (const row of VALUES) {
  if (row.path.endsWith('.**')) { BELOW.push({ ...row, path: row.path.slice(0, -3) }); } else { EXACT.set(row.path, [...EXACT.get(row.path) ?? [], row]); }
}
/** All places of the chart that have something below them. */
const INNER = new Set([...EXACT.keys(), ...BELOW.map(({ path }) => `${path}.x`)].flatMap(path => path.split('.').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('.'))));

/** Every value of a file for kube-prometheus-stack, and what it is here. Total: it never throws. */
export function migrateValues(values: unknown): Migration {
  const options = new Map<string, Expression>();
  const found: MigratedValue[] = [];
  visit(values, '', options, found);
  return { options, values: found };
}

function visit(value: unknown, path: string, options: Map<string, Expression>, found: MigratedValue[]): void {
  const rows = EXACT.get(path);
  if (rows) {
    found.push(outcomeOf(value, path, rows, options));
  } else if (isMap(value) && (path === '' || INNER.has(path))) {
    for (const key of Object.keys(value)) {
      const inner = path === '' ? key : `${path}.${key}`;
      if (isSwitchedOff(value) && key !== 'enabled') { visitSwitchedOff(value[key], inner, found); } else { visit(value[key], inner, options, found); }
    }
  } else {
    const row = BELOW.filter(each => path === each.path || path.startsWith(`${each.path}.`)).sort((a, b) => b.path.length - a.path.length)[0];
    if (!row && !INNER.has(path)) { found.push({ path, outcome: 'unknown', note: unknownNote(path) }); } else {
      const nothing = isSwitchedOff(value) ? SWITCHED_OFF : saysNothing(value, path);
      found.push(nothing === undefined ? { path, outcome: row ? 'unsupported' : 'unknown', note: row?.why ?? unknownNote(path) } : { path, outcome: 'default', note: nothing });
    }
  }
}

const SWITCHED_OFF = 'it is switched off';

function isSwitchedOff(value: unknown): boolean {
  return isMap(value) && value.enabled === false;
}

/** Asks for nothing, whatever it says; but a typo is one there, too. */
function visitSwitchedOff(value: unknown, path: string, found: MigratedValue[]): void {
  const inside: MigratedValue[] = [];
  visit(value, path, new Map(), inside);
  found.push(...inside.map((each): MigratedValue => each.outcome === 'unknown' ? each : { path: each.path, outcome: 'default', note: SWITCHED_OFF }));
}

/** Why a value asks for nothing; undefined where it does ask. */
function saysNothing(value: unknown, path: string): string | undefined {
  if (isEmpty(value)) { return 'it says nothing'; }
  const isAsInChart = isMap(value)
    ? Object.entries(value).every(([key, inner]) => isSwitchedOff(inner) || saysNothing(inner, `${path}.${key}`) !== undefined) : CHART_DEFAULTS.get(path) === value;
  return isAsInChart ? 'the chart has it so, whether one says it or not' : undefined;
}

function outcomeOf(value: unknown, path: string, rows: readonly ValueRow[], options: Map<string, Expression>): MigratedValue {
  if (rows.some(row => 'is' in row && JSON.stringify(row.is) === JSON.stringify(value))) { return { path, outcome: 'default', note: 'it is so here' }; }
  const nothing = saysNothing(value, path);
  if (nothing !== undefined) { return { path, outcome: 'default', note: nothing }; }
  const used = rows.find(row => row.used !== undefined)?.used;
  if (used) { return { path, outcome: 'mapped', note: used }; }
  const mapped = rows.find(row => row.to !== undefined);
  const expression = mapped?.as!(value);
  if (mapped && expression) {
    options.set(mapped.to!, expression);
    return { path, outcome: 'mapped', note: mapped.to! };
  }
  if (isSwitchedOff(value)) { return { path, outcome: 'default', note: SWITCHED_OFF }; }
  const why = rows.find(row => row.why !== undefined)?.why;
  return { path, outcome: 'unsupported', note: why ?? (mapped ? `this value cannot be read: "${mapped.to}" is the option` : 'it is always so here') };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || Array.isArray(value) && value.length === 0 || isMap(value) && Object.keys(value).length === 0;
}

function unknownNote(path: string): string {
  const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.') + 1) : '';
  const siblings = [...EXACT.keys(), ...BELOW.map(each => each.path), ...INNER].filter(each => each.startsWith(parent)).map(each => each.slice(parent.length).split('.')[0]);
  const [nearest] = similarTo(path.slice(parent.length), siblings);
  return `the chart does not know it${nearest === undefined ? '' : `: is "${parent}${nearest}" meant?`}`;
}
