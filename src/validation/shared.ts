const shared = new WeakSet<object>();

/**
 * Data that many clusters share, finalized: keys in the order of YAML, without omitted values, frozen. Code that walks manifests may cache
 * its findings. Anything other than plain data, such as a token of cdk8s, is unchanged.
 */
export function share<T>(value: T): T {
  return isPlain(value) ? settle(value) as T : value;
}

/** All of it is frozen. */
export function isShared(value: unknown): value is object {
  return shared.has(value as object);
}

/** The same for values of any type. */
const isFinal: (value: unknown) => boolean = isShared;

const ours = new WeakSet<object>();

/** Marks shared data without user input: our tests prove that it is valid. */
export function markAsOurs(value: object): void {
  if (isShared(value)) { ours.add(value); }
}

export function isOurs(value: object): boolean {
  return ours.has(value);
}

function settle(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isFinal(value)) { return value; }
  const fieldsOf = (map: object) => Object.entries(map)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([a], [b]) => a < b ? -1 : 1);
  const settled = Array.isArray(value)
    ? value.map(settle)
    : Object.fromEntries(fieldsOf(value).map(([key, field]) => [key, settle(field)]));
  Object.freeze(settled);
  shared.add(settled);
  return settled;
}

/** Whether it is plain JSON, without `null` in lists, which manifests cannot contain. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) { return typeof value !== 'function' && typeof value !== 'symbol'; }
  if (isFinal(value)) { return true; }
  return Array.isArray(value)
    ? value.every(each => each !== null && isPlain(each))
    : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** Caches results by identity: the latest `most`. */
export class Memo<T> {
  private readonly found = new Map<string, T>();

  public constructor(private readonly most: number) {}

  /** @param from all that it is made of; where that is more than plain data, nothing is remembered */
  public of(from: unknown, make: () => T): T {
    if (!isPlain(from)) { return make(); }
    const key = JSON.stringify(from);
    let value = this.found.get(key);
    if (value === undefined) {
      value = make();
      if (this.found.size >= this.most) { this.found.delete(this.found.keys().next().value!); }
      this.found.set(key, value);
    }
    return value;
  }
}
