import { Check, problem, Problem } from './problem';
import { Expression, rulesByObject } from '../expressions';
import { Graph } from '../graph';
import { listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { receiversFor, Routing, routingOf } from '../routes';
import { ALERTS_NOWHERE, NO_ALERTMANAGER, ROUTING_SHARED, SILENT_RECEIVER } from '../rules';
import { whyNotSelected } from '../../admission/cluster/selection';

/** Where the alerts of a Prometheus go. */
export interface AlertPath {
  readonly prometheus: Manifest;
  /** The Alertmanagers that are here, by the Service that the Prometheus names. */
  readonly alertmanagers: readonly Manifest[];
  readonly alerts: readonly Expression[];
}

/** The alerts of every Prometheus that has some, and the Alertmanagers that get them. */
export function alertPaths({ world, prometheuses, choosers }: Graph): AlertPath[] {
  const rules = [...rulesByObject(world)].map(([object, all]) => ({ object, alerts: all.filter(({ kind }) => kind === 'alert') })).filter(({ alerts }) => alerts.length > 0);
  return prometheuses.filter(({ kind }) => kind === 'Prometheus').map(prometheus => ({
    prometheus,
    alertmanagers: [...new Set(listOf(prometheus.spec?.alerting?.alertmanagers).flatMap(each => {
      const service = world.named('Service', textOf(each?.namespace) || prometheus.metadata.namespace, textOf(each?.name));
      return service ? world.podsOf(service).flatMap(({ workload }) => world.ofKind('Alertmanager').filter(({ metadata }) => metadata.namespace === workload.metadata.namespace && workload.metadata.name === `alertmanager-${metadata.name}`)) : [];
    }))],
    alerts: rules.filter(({ object }) => choosers(object).includes(prometheus)).flatMap(({ alerts }) => alerts),
  })).filter(({ alerts }) => alerts.length > 0);
}

/** Alerts that fire and that nobody hears. */
export const checkAlerting: Check = graph => [...checkShared(graph), ...checkPaths(graph)];

/** One Alertmanager's whole configuration is chosen by another one. */
function checkShared({ world }: Graph): Problem[] {
  const alertmanagers = world.ofKind('Alertmanager');
  return alertmanagers.flatMap(owner => {
    const config = world.named('AlertmanagerConfig', owner.metadata.namespace, textOf(owner.spec?.alertmanagerConfiguration?.name));
    const others = config ? alertmanagers.filter(each => each !== owner && whyNotSelected(each, config, 'alertmanagerConfig', world.namespaces) === undefined) : [];
    return others.length > 0 ? [problem(ROUTING_SHARED, { config: nameOf(config!), owner: nameOf(owner), others: others.map(nameOf) }, config!, owner)] : [];
  });
}

function checkPaths(graph: Graph): Problem[] {
  const { world } = graph;
  return alertPaths(graph).flatMap(({ prometheus, alertmanagers, alerts }): Problem[] => {
    const { alerting, additionalAlertManagerConfigs } = prometheus.spec ?? {};
    const named = listOf(alerting?.alertmanagers);
    if (named.length === 0 && additionalAlertManagerConfigs === undefined) {
      return [problem(ALERTS_NOWHERE, { prometheus: nameOf(prometheus), count: alerts.length }, prometheus)];
    }
    const routed = alertmanagers.map(alertmanager => ({ alertmanager, routing: routingOf(alertmanager, world) }));
    return [
      ...named.flatMap(each => checkReference(prometheus, each ?? {}, graph)),
      ...routed.flatMap(({ alertmanager, routing }) => routing ? checkRouting(alertmanager, routing, alerts, prometheus) : []),
    ];
  });
}

/** The Service that a Prometheus names for its Alertmanager, where its namespace is here. */
function checkReference(prometheus: Manifest, { namespace, name, port }: any, { world }: Graph): Problem[] {
  const where = textOf(namespace) || prometheus.metadata.namespace;
  const service = world.named('Service', where, textOf(name)) ?? world.named('Service', undefined, textOf(name));
  const said = { prometheus: nameOf(prometheus), service: `Service ${where === undefined ? '' : `${where}/`}${textOf(name)}` };
  if (!service) { return world.knownNamespaces.includes(where) ? [problem(NO_ALERTMANAGER, { ...said, why: 'there is none' }, prometheus)] : []; }
  const ports = listOf(service.spec?.ports);
  const isThere = ports.some(each => each?.name === port || each?.port === port);
  return isThere ? [] : [problem(NO_ALERTMANAGER, { ...said, why: `it has no port ${JSON.stringify(port)}` }, prometheus, service)];
}

/** Those that are for being seen, or for silencing others: nobody is to be woken by them. */
const FOR_NOBODY = /^(Watchdog|InfoInhibitor|DeadMansSwitch)$/;

function checkRouting(alertmanager: Manifest, routing: Routing, alerts: readonly Expression[], prometheus: Manifest): Problem[] {
  const external = textsOf(prometheus.spec?.externalLabels);
  const unheard = new Map<string, string[]>();
  for (const { name, labels } of alerts) {
    // a template may say anything
    const known = Object.fromEntries(Object.entries({ ...external, ...labels, alertname: name }).filter(([, value]) => typeof value === 'string' && !value.includes('{{')));
    const receivers = receiversFor(routing, known);
    // a receiver that is not defined is reported where its route stands
    const isHeard = receivers.some(receiver => !routing.receivers.has(receiver) || routing.receivers.get(receiver)! > 0);
    if (!isHeard && !routing.isShared && !FOR_NOBODY.test(name) && known.severity !== 'none' && known.severity !== 'info') { unheard.set(receivers[0], [...unheard.get(receivers[0]) ?? [], name]); }
  }
  return [...unheard].map(([receiver, names]) =>
    problem(SILENT_RECEIVER, { alertmanager: nameOf(alertmanager), receiver, alerts: [...new Set(names)].sort() }, alertmanager));
}
