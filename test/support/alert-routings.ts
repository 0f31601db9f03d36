import { AlertRoute, AlertRouting } from '../../src';

/** Pseudorandom numbers, the same each time. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 4_294_967_296 * below);
  };
}

const VALUES: { readonly [label: string]: readonly string[] } = {
  severity: ['critical', 'warning', 'info', ''],
  team: ['shop', 'web', 'shop-web', 'a"b', 'back\\slash', ''],
  namespace: ['routing-a', 'routing-b', 'shop', ''],
  env: ['prod', 'prod.eu', 'größe', 'new\nline', ''],
};
const LABELS = Object.keys(VALUES);
const PATTERNS = ['.*', '.+', 'shop|web', 'prod', 'prod.eu', '(?i)CRITICAL', '[a-z-]+', '', 'sh.p.*', '\\w+', 'critical|'];
const RECEIVERS = ['first', 'second', 'third', 'fourth'];

/** A tree of routes, ordinary and unusual. */
export function routingAt(seed: number): AlertRouting {
  const next = numbersFrom(seed);
  const oneOf = <T>(values: readonly T[]): T => values[next(values.length)];
  const matcher = (): string => {
    const label = oneOf(LABELS);
    const operator = oneOf(['=', '!=', '=~', '!~']);
    return `${label}${operator}${JSON.stringify(operator.includes('~') ? oneOf(PATTERNS) : oneOf(VALUES[label]))}`;
  };
  const route = (depth: number): AlertRoute => ({
    ...next(3) > 0 && { receiver: oneOf(RECEIVERS) },
    matchers: Array.from({ length: 1 + next(2) }, matcher),
    continueMatching: next(3) === 0,
    routes: Array.from({ length: depth > 0 ? next(4) : 0 }, () => route(depth - 1)),
  });
  return new AlertRouting({ route: { receiver: oneOf(RECEIVERS), routes: Array.from({ length: 2 + next(4) }, () => route(2)) }, receivers: RECEIVERS.map(name => ({ name })) });
}

export type LabelsOfAlert = { [label: string]: string };

/** Labels of alerts, some of them missing. */
export function alertsAt(seed: number, count: number): LabelsOfAlert[] {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, () => Object.fromEntries([['alertname', 'Alert'], ...LABELS.filter(() => next(4) > 0).map(label => [label, VALUES[label][next(VALUES[label].length)]])]));
}
