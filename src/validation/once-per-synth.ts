/** The current cache: a single list, so that only it is kept in memory until the end of the synthesis. */
let memos: (() => void)[] = [];

/**
 * Caches a result until the program pauses. A synthesis is synchronous, and cdk8s validates the whole app once per chart in it: this
 * reduces it to one run. A later synthesis computes the result again, and so does one without a pause if `state` differs.
 */
export function oncePerSynth<T>(compute: () => T, state: () => unknown = () => undefined): () => T {
  let memo: { readonly value: T; readonly state: unknown } | undefined;
  const forget = () => { memo = undefined; };
  return () => {
    const now = state();
    if (!memo || memo.state !== now) {
      if (!memo) { forgetLater(forget); }
      memo = { value: compute(), state: now };
    }
    return memo.value;
  };
}

/** The same for many objects, each with its own state. */
export function oncePerSynthOf<K extends object, T>(compute: (key: K) => T, state: (key: K) => unknown): (key: K) => T {
  const known = oncePerSynth(() => new WeakMap<K, { readonly value: T; readonly state: unknown }>());
  return key => {
    const [memo, now] = [known(), state(key)];
    let found = memo.get(key);
    if (!found || found.state !== now) { memo.set(key, found = { value: compute(key), state: now }); }
    return found.value;
  };
}

function forgetLater(forget: () => void): void {
  if (memos.length === 0) { queueMicrotask(forgetAll); }
  memos.push(forget);
}

/**
 * Marks the known end of a synthesis: a program that creates the apps of 1,000 clusters in one loop has no pause that clears the cache.
 */
export function forgetAll(): void {
  const known = memos;
  memos = [];
  for (const forget of known) { forget(); }
}
