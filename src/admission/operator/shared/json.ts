/** A map of a manifest, of which nothing is known. */
export type Json = { readonly [key: string]: unknown };

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text that is there; empty if there is none. Other types are for the schema to refuse. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What is at a path without lists, `spec.web.tlsConfig`. */
export function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => isJson(value) ? value[key] : undefined, object);
}

/** A value, and where it is. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/** Every value that a pattern meets: `spec.endpoints[].tlsConfig`, `{}` for the values of a map. Null is as unset. */
export function select(object: unknown, pattern: string): readonly Located[] {
  const found = pattern === '' ? [{ path: '', value: object }] : pattern.split('.').reduce<readonly Located[]>(
    (all, step) => all.flatMap(each => stepsOf(step).reduce<readonly Located[]>((some, one) => some.flatMap(at => below(at, one)), [each])),
    [{ path: '', value: object }],
  );
  return found.filter(({ value }) => isSet(value));
}

/** `endpoints[][]` is a name and what follows it. */
function stepsOf(step: string): readonly string[] {
  return step.match(/\[\]|\{\}|[^[\]{}]+/g) ?? [];
}

function below({ path, value }: Located, step: string): readonly Located[] {
  if (step === '[]') { return listOf(value).map((each, at) => ({ path: `${path}[${at}]`, value: each })); }
  if (!isJson(value)) { return []; }
  if (step === '{}') { return Object.keys(value).map(key => ({ path: `${path}[${JSON.stringify(key)}]`, value: value[key] })); }
  return [{ path: join(path, step), value: value[step] }];
}

/** Two parts of a path; an element needs no dot. */
export function join(path: string, more: string): string {
  if (path === '' || more === '') { return path + more; }
  return more.startsWith('[') ? path + more : `${path}.${more}`;
}
