import { Matcher, matches } from './matcher';

/** A node of the tree of routes. */
export interface Route {
  /** Undefined if it is inherited from the parent route. */
  readonly receiver: string | undefined;
  /** All must match. A label that an alert lacks counts as empty. */
  readonly matchers: readonly Matcher[];
  /** Whether the following sibling routes are tried, too. */
  readonly continues: boolean;
  readonly routes: readonly Route[];
}

/**
 * The receivers that an alert reaches, without duplicates: the deepest matching route, and with `continue` the following siblings. The root
 * route matches every alert.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function receiversFor(route: Route, labels: { readonly [name: string]: string }): string[] {
  return [...new Set(below(route, labels, ''))];
}

function below({ receiver: own, routes }: Route, labels: { readonly [name: string]: string }, inherited: string): string[] {
  const receiver = own ?? inherited;
  const found: string[] = [];
  for (const child of routes) {
    if (!child.matchers.every(matcher => isFulfilled(matcher, Object.hasOwn(labels, matcher.label) ? labels[matcher.label] : ''))) {
      continue;
    }
    found.push(...below(child, labels, receiver));
    if (!child.continues) { break; }
  }
  return found.length > 0 ? found : [receiver];
}

/** In Alertmanager `.` does not match a newline. In Prometheus it does. */
function isFulfilled(matcher: Matcher, value: string): boolean {
  const isPattern = matcher.operator === '=~' || matcher.operator === '!~';
  return matches(isPattern ? { ...matcher, value: `(?-s:${matcher.value})` } : matcher, value) === true;
}
