/** What is remembered now: one list for all, so that nothing but it is kept alive until then. */
let memos: (() => void)[] = [];

/**
 * Remembers the result for as long as the program runs without a pause. A synthesis is synchronous, and cdk8s validates the whole
 * app once a chart in it: this makes that one run. A later synthesis asks again, and so does one without a pause where `state` is another.
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

/** The same for many objects, each by its own state. */
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
 * The end of a synthesis that is known: a program that makes the apps of 1,000 clusters in one loop has no pause in which they could be
 * forgotten.
 */
export function forgetAll(): void {
  const known = memos;
  memos = [];
  for (const forget of known) { forget(); }
}
