import { isMap } from '../../values/json';


export type Values = { readonly [key: string]: unknown };

/**
 * Merges two values files like Helm: maps merge, everything else replaces, including lists. A null stays: it deletes the chart's default.
 * @see https://helm.sh/docs/chart_template_guide/values_files/
 */
export function mergeValues(base: Values, over: Values): Values {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const old = merged.get(key);
    merged.set(key, isMap(old) && isMap(value) ? mergeValues(old, value) : value);
  }
  return Object.fromEntries(merged); // own keys only, including one called __proto__
}

/** More is a mistake or an attack: Helm allows 65,536. */
const LONGEST_LIST = 1000;
const DEEPEST = 30;

/** The values that `--set NAME=TEXT` adds. Undefined if the name cannot be parsed. `forced` is `--set-string`. */
export function setValue(values: Values, name: string, text: string, forced = false): Values | undefined {
  const path = pathOf(name);
  return path === undefined ? undefined : placed(values, path, forced ? text : typed(text)) as Values | undefined;
}

/** The keys and list indexes in `a.b\.c[0]`. */
function pathOf(name: string): readonly (string | number)[] | undefined {
  const keys = name.match(/(?:\\.|[^.\\])+/g);
  if (!keys || keys.length > DEEPEST || keys.join('.') !== name) { return undefined; }
  const path: (string | number)[] = [];
  for (const each of keys) {
    const [, key, places] = /^((?:\\.|[^\\[\]])+)((?:\[\d{1,5}\])*)$/.exec(each) ?? [];
    if (key === undefined) { return undefined; }
    path.push(key.replace(/\\(.)/g, '$1'), ...[...places.matchAll(/\d+/g)].map(([place]) => Number(place)));
  }
  return path.every(each => typeof each === 'string' || each < LONGEST_LIST) ? path : undefined;
}

function placed(old: unknown, [first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) { return value; }
  if (typeof first === 'number') {
    const list = Array.isArray(old) ? [...old] : [];
    while (list.length < first) { list.push(null); }
    list[first] = placed(list[first], rest, value);
    return list;
  }
  const map = new Map(isMap(old) ? Object.entries(old) : []);
  map.set(first, placed(map.get(first), rest, value));
  return Object.fromEntries(map);
}

/** Helm's interpretation of the text: 007 stays a string, {a,b} is a list. */
function typed(text: string): unknown {
  const list = /^\{(.*)\}$/.exec(text);
  if (list) { return list[1] === '' ? [] : list[1].split(',').map(each => typed(each.trim())); }
  if (text === 'true' || text === 'false') { return text === 'true'; }
  if (text === 'null') { return null; }
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
