import { alertPaths } from '../../scrape-graph/checks/alerting';
import { Labels, textsOf } from '../../scrape-graph/manifest';
import { routedReceivers, Routing, routingOf } from '../../scrape-graph/routes';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { RuleState } from '../rule-states';
import { Side, Sides } from '../side';
import { ruleTitle, RuleChanges } from './rule-changes';

/** The Alertmanagers of a Prometheus. */
interface Routes {
  readonly external: Labels;
  readonly routings: readonly { readonly alertmanager: string; readonly routing: Routing }[];
}

/** By the name of the Prometheus on the new side. */
type RoutesByServer = ReadonlyMap<string, Routes>;

/** Alerts that reach fewer or other receivers than before. */
export function routeChanges(sides: Sides, { alerts }: RuleChanges): Change[] {
  const [before, after] = [routesOf(sides.before, sides), routesOf(sides.after, sides)];
  const groups = new Map<string, {
    readonly kind: 'lost-receiver' | 'new-receiver'; readonly receiver: string; readonly names: string[];
  }>();
  const note = (kind: 'lost-receiver' | 'new-receiver', receiver: string, rule: RuleState) => {
    const key = `${kind} ${receiver}`;
    const group = groups.get(key) ?? { kind, receiver, names: [] };
    groups.set(key, group);
    group.names.push(ruleTitle(rule));
  };
  for (const [old, now] of alerts.both) {
    const [was, is] = [receiversOf(old, before), receiversOf(now, after)];
    // unknown if no server here evaluates the rules, or if the routes are elsewhere
    if (was === undefined || is === undefined) { continue; }
    for (const receiver of was) { if (!is.has(receiver)) { note('lost-receiver', receiver, now); } }
    for (const receiver of is) { if (!was.has(receiver)) { note('new-receiver', receiver, now); } }
  }
  return [...groups.values()].map(({ kind, receiver, names }): Change => {
    const all = [...new Set(names)].sort();
    return { kind, subject: receiver, text: `${all.length === 1 ? '1 alert' : `${all.length} alerts`}: ${listed(all, 10)}` };
  });
}

function routesOf({ graph }: Side, { serverName }: Sides): RoutesByServer {
  return new Map(alertPaths(graph).map(({ prometheus, alertmanagers }) => [serverName(prometheus), {
    external: textsOf(prometheus.spec?.externalLabels),
    routings: alertmanagers.flatMap(each => {
      const routing = routingOf(each, graph);
      return routing ? [{ alertmanager: serverName(each), routing }] : [];
    }),
  }]));
}

/** Undefined if no route is known. A receiver without an integration sends nothing. */
function receiversOf({ name, labels, by }: RuleState, routes: RoutesByServer): ReadonlySet<string> | undefined {
  const known = by.flatMap(server => routes.get(server) ?? []);
  if (known.every(({ routings }) => routings.length === 0)) { return undefined; }
  return new Set(known.flatMap(({ external, routings }) => routings.flatMap(({ alertmanager, routing }) =>
    routedReceivers(routing, withoutTemplates({ ...external, ...labels, alertname: name }))
      .filter(receiver => (routing.receivers.get(receiver) ?? 0) > 0)
      .map(receiver => `receiver ${JSON.stringify(receiver)} of ${alertmanager}`))));
}

/** A template may produce any value. */
function withoutTemplates(labels: { readonly [label: string]: string }): { readonly [label: string]: string } {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}

