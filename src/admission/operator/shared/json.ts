import { asList, isMap } from '../../../values/json';

/** A map of a manifest with unknown content. */
export type Json = { readonly [key: string]: unknown };

/** A value and its path. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/** Every value that a pattern matches: `spec.endpoints[].tlsConfig`; `{}` stands for the values of a map. Null counts as unset. */
export function select(object: unknown, pattern: string): readonly Located[] {
  const found: Located[] = [];
  collect(object, stepsOf(pattern), 0, '', found);
  return found;
}

const parsed = new Map<string, readonly string[]>();

/** Splits `a.b[]` into `a`, `b`, `[]`. Cached: the patterns come from tables, so there are few. */
export function stepsOf(pattern: string): readonly string[] {
  let steps = parsed.get(pattern);
  if (!steps) {
    steps = pattern.match(/\[\]|\{\}|[^[\]{}.]+/g) ?? [];
    parsed.set(pattern, steps);
  }
  return steps;
}

function collect(value: unknown, steps: readonly string[], at: number, path: string, found: Located[]): void {
  if (value === undefined || value === null) { return; }
  const step = steps[at];
  if (step === undefined) {
    found.push({ path, value });
  } else if (step === '[]') {
    asList(value).forEach((each, i) => collect(each, steps, at + 1, `${path}[${i}]`, found));
  } else if (isMap(value)) {
    const keys = step === '{}' ? Object.keys(value) : [step];
    for (const key of keys) {
      collect(value[key], steps, at + 1, step === '{}' ? `${path}[${JSON.stringify(key)}]` : join(path, key), found);
    }
  }
}

/** Joins two parts of a path. An element needs no dot. */
export function join(path: string, more: string): string {
  if (path === '' || more === '') { return path + more; }
  return more.startsWith('[') ? path + more : `${path}.${more}`;
}
