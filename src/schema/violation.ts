/** A problem at one path of an object. */
export type ViolationCode =
  | 'unknown-field' | 'too-new' | 'removed' | 'type' | 'null-in-list' | 'enum' | 'pattern' | 'format' | 'bounds' | 'length' | 'required'
  | 'duplicate-key' | 'cel' | 'child-route';

export interface Violation {
  readonly code: ViolationCode;
  /** `spec.endpoints[0].intervall` */
  readonly path: string;
  /** The given value. Undefined if it is missing. */
  readonly value?: unknown;
  /** Fields of a value of the wrong type: kubectl reports these, not the value. */
  readonly inside?: readonly string[];
  /** Description of what is allowed: `a string`, `one of "a", "b"`, `matches ^...$`. */
  readonly allowed?: string;
  /** The likely field of a misspelled one. */
  readonly suggestion?: string;
  /** The first version that has the field. */
  readonly since?: string;
  /** The first version that no longer has it. */
  readonly until?: string;
}

/** The path of a value: fields and indexes. */
export type Path = readonly (string | number)[];

/** A field, with its dot. Names with special characters are quoted. */
const PLAIN = /^[A-Za-z_$][\w$-]{0,252}$/;
const LONGEST_NAME = 80;

/** `spec.endpoints[0].params["a.b"]`, bounded. */
export function pathText(path: Path): string {
  return path.map((part, at) => {
    if (typeof part === 'number') { return `[${part}]`; }
    if (!PLAIN.test(part)) { return `[${JSON.stringify(part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}…` : part)}]`; }
    return at === 0 ? part : `.${part}`;
  }).join('');
}

/** Others are not listed: a value of another kind would have hundreds. */
const MOST_INSIDE = 5;

/**
 * The fields that a strict API server reports as unknown if it expects no map or list at a path: those of a map, and of each map in a list.
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/pruning/algorithm.go
 */
export function fieldsInside(value: unknown, path: Path): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const found = Array.isArray(value)
    ? value.slice(0, MOST_INSIDE).flatMap((each, at) => fieldsInside(each, [...path, at]))
    : Object.keys(value).slice(0, MOST_INSIDE).map(key => pathText([...path, key]));
  return found.slice(0, MOST_INSIDE);
}
