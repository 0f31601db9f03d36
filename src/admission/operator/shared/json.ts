import { asList, isMap } from '../../../values/json';

/** A map of a manifest, of which nothing is known. */
export type Json = { readonly [key: string]: unknown };

/** A value, and where it is. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/** Every value that a pattern meets: `spec.endpoints[].tlsConfig`, `{}` for the values of a map. Null is as unset. */
export function select(object: unknown, pattern: string): readonly Located[] {
  const found: Located[] = [];
  collect(object, stepsOf(pattern), 0, '', found);
  return found;
}

const parsed = new Map<string, readonly string[]>();

/** `a.b[]` is `a`, `b`, `[]`. Patterns are those of tables, so that there are few. */
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

/** Two parts of a path; an element needs no dot. */
export function join(path: string, more: string): string {
  if (path === '' || more === '') { return path + more; }
  return more.startsWith('[') ? path + more : `${path}.${more}`;
}
