import { kubectl } from './cluster';

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/**
 * The longest time until Prometheus has a new configuration: the kubelet updates a mounted Secret within 90 s, and a reloader that was not
 * watching yet finds the change after its `--watch-interval` of three minutes.
 */
export const LOADED_SECONDS = 300;

/**
 * Repeats a check until it succeeds. After the deadline the error contains the expectation, the last result, and the output of `explain`.
 * @param ask resolves to the result, or throws the reason why it does not exist yet
 */
export async function within<T>(seconds: number, what: string, ask: () => T | Promise<T>, explain: () => string = () => ''): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() >= deadline) { throw new Error(`not within ${seconds} s: ${what}\n${(error as Error).message}\n${explain()}`); }
      await pause(300);
    }
  }
}

/** Repeats a check for this time, and fails as soon as it fails. */
export async function throughout(seconds: number, check: () => void | Promise<void>, explain: () => string = () => ''): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    try { await check(); } catch (error) { throw new Error(`${(error as Error).message}\n${explain()}`); }
    await pause(1000);
  }
}

/** What a person would look at: pods, events, and the last lines of every container's log. */
export function explainNamespace(name: string, selector = ''): string {
  const select = selector === '' ? [] : ['-l', selector];
  const pods = kubectl(['get', 'pods', '-n', name, '-o', 'name', ...select]).output.split('\n').filter(Boolean);
  return [
    kubectl(['get', 'pods', '-n', name, '-o', 'wide', ...select]).output,
    kubectl(['get', 'events', '-n', name, '--sort-by=.lastTimestamp']).output.split('\n').slice(-25).join('\n'),
    ...pods.map(pod => `--- ${pod}\n${kubectl(['logs', '-n', name, pod, '--all-containers', '--tail=8', '--prefix']).output}`),
  ].join('\n');
}
