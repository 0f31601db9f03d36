import { Matcher, matches } from './matcher';

/** A node of the tree of routes. */
export interface Route {
  /** Undefined if it is that of the route above. */
  readonly receiver: string | undefined;
  /** All must be fulfilled; a label that an alert does not have is empty. */
  readonly matchers: readonly Matcher[];
  /** Look at the next ones next to it, too. */
  readonly continues: boolean;
  readonly routes: readonly Route[];
}

/**
 * The receivers to which an alert comes, each once: the first route that takes it, deepest first, and the next ones next to it where one says so. The first route takes
 * everything.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function receiversFor(route: Route, labels: { readonly [name: string]: string }): string[] {
  return [...new Set(below(route, labels, ''))];
}

function below({ receiver: own, routes }: Route, labels: { readonly [name: string]: string }, inherited: string): string[] {
  const receiver = own ?? inherited;
  const found: string[] = [];
  for (const child of routes) {
    if (!child.matchers.every(matcher => isFulfilled(matcher, Object.hasOwn(labels, matcher.label) ? labels[matcher.label] : ''))) { continue; }
    found.push(...below(child, labels, receiver));
    if (!child.continues) { break; }
  }
  return found.length > 0 ? found : [receiver];
}

/** A dot is any character but a newline here, which it is in a pattern of Prometheus, too. */
function isFulfilled(matcher: Matcher, value: string): boolean {
  const isPattern = matcher.operator === '=~' || matcher.operator === '!~';
  return matches(isPattern ? { ...matcher, value: `(?-s:${matcher.value})` } : matcher, value) === true;
}
