export interface Pairs<T> {
  readonly both: readonly (readonly [before: T, after: T])[];
  readonly gone: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs old with new ones by equal keys, in order. Each key function is less strict than the one before, and only sees what is left. A key
 * of `undefined` pairs with nothing.
 */
export function pairUp<T>(before: readonly T[], after: readonly T[], keys: readonly ((each: T) => string | undefined)[]): Pairs<T> {
  const both: (readonly [T, T])[] = [];
  let [gone, added] = [before, after];
  for (const keyOf of keys) {
    const free = new Map<string, T[]>();
    for (const each of added) {
      const key = keyOf(each);
      if (key !== undefined) { free.set(key, [...free.get(key) ?? [], each]); }
    }
    const taken = new Set<T>();
    gone = gone.filter(each => {
      const key = keyOf(each);
      const found = key === undefined ? undefined : free.get(key)?.shift();
      if (found === undefined) { return true; }
      both.push([each, found]);
      taken.add(found);
      return false;
    });
    added = added.filter(each => !taken.has(each));
  }
  return { both, gone, added };
}
