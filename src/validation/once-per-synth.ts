/**
 * Remembers the result for as long as the program runs without a pause. A synthesis is synchronous, and cdk8s validates the whole
 * app once a chart in it: this makes that one run. A later synthesis asks again, and so does one without a pause where `state` is another.
 */
export function oncePerSynth<T>(compute: () => T, state: () => unknown = () => undefined): () => T {
  let memo: { readonly value: T; readonly state: unknown } | undefined;
  return () => {
    const now = state();
    if (!memo || memo.state !== now) {
      memo = { value: compute(), state: now };
      queueMicrotask(() => { memo = undefined; });
    }
    return memo.value;
  };
}
