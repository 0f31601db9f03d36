import { deniedAt, podOf } from './network';
import { Check, problem, Problem } from './problem';
import { isWritten } from './services';
import { whyNotSelected } from '../../admission/cluster/selection';
import { listed } from '../../validation/rule';
import { ClusterState } from '../cluster-state';
import { Expression, rulesByObject } from '../expressions';
import { Graph } from '../graph';
import { listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { routedReceivers, Routing, routingOf } from '../routes';
import { ALERTS_NOWHERE, NO_ALERTMANAGER, ROUTING_SHARED, SILENT_RECEIVER } from '../rules';
import { endpointSets } from '../targets/endpoints';
import { isOnHostNetwork, numberBehind, Pod } from '../targets/pods';

/** The Alertmanagers of a Prometheus. */
export interface AlertPath {
  readonly prometheus: Manifest;
  /** The known Alertmanagers, by the Service that the Prometheus refers to. */
  readonly alertmanagers: readonly Manifest[];
  readonly alerts: readonly Expression[];
}

/** The alerts of every Prometheus with rules, and the Alertmanagers that receive them. */
export function alertPaths(graph: Graph): AlertPath[] {
  const { world, prometheuses, selectedBy } = graph;
  const rules = [...rulesByObject(world)].map(([object, all]) => ({ object, alerts: all.filter(({ kind }) => kind === 'alert') }))
    .filter(({ alerts }) => alerts.length > 0);
  return prometheuses.filter(({ kind }) => kind === 'Prometheus').map(prometheus => ({
    prometheus,
    alertmanagers: [...new Set(listOf(prometheus.spec.alerting?.alertmanagers).flatMap(each => reached(prometheus, each, graph)))],
    alerts: rules.filter(({ object }) => selectedBy(object).includes(prometheus)).flatMap(({ alerts }) => alerts),
  })).filter(({ alerts }) => alerts.length > 0);
}

/** Alerts that fire and reach no receiver. */
export const checkAlerting: Check = graph => [...checkShared(graph), ...checkPaths(graph)];

/** The whole configuration of one Alertmanager is also selected by another one. */
function checkShared({ world }: Graph): Problem[] {
  const alertmanagers = world.ofKind('Alertmanager');
  return alertmanagers.flatMap(owner => {
    const config = world.named('AlertmanagerConfig', owner.metadata.namespace, textOf(owner.spec.alertmanagerConfiguration?.name));
    const others = config
      ? alertmanagers.filter(each => each !== owner && whyNotSelected(each, config, 'alertmanagerConfig', world.namespaces) === undefined)
      : [];
    return others.length > 0
      ? [problem(ROUTING_SHARED, { config: nameOf(config!), owner: nameOf(owner), others: others.map(nameOf) }, config!, owner)]
      : [];
  });
}

function checkPaths(graph: Graph): Problem[] {
  return alertPaths(graph).flatMap(({ prometheus, alertmanagers, alerts }): Problem[] => {
    const { alerting, additionalAlertManagerConfigs } = prometheus.spec ?? {};
    const named = listOf(alerting?.alertmanagers);
    if (named.length === 0 && additionalAlertManagerConfigs === undefined) {
      return [problem(ALERTS_NOWHERE, { prometheus: nameOf(prometheus), count: alerts.length }, prometheus)];
    }
    const routed = alertmanagers.map(alertmanager => ({ alertmanager, routing: routingOf(alertmanager, graph) }));
    return [
      ...named.flatMap(each => checkReference(prometheus, each ?? {}, graph)),
      ...routed.flatMap(({ alertmanager, routing }) => routing ? checkRouting(alertmanager, routing, alerts, prometheus) : []),
    ];
  });
}

/** The Service to which a Prometheus sends alerts, if its namespace is known. */
function checkReference(prometheus: Manifest, reference: any, graph: Graph): Problem[] {
  const { world } = graph;
  const { where, service } = serviceOf(prometheus, reference, world);
  const said = { prometheus: nameOf(prometheus), service: `Service ${where === undefined ? '' : `${where}/`}${textOf(reference.name)}` };
  if (!service) {
    const isKnown = world.knownNamespaces.includes(where) && world.makersIn(where).length === 0;
    return isKnown ? [problem(NO_ALERTMANAGER, { ...said, why: 'the Service does not exist' }, prometheus)] : [];
  }
  const why = whyNotReached(prometheus, reference, service, world);
  return why === undefined ? [] : [problem(NO_ALERTMANAGER, { ...said, why }, prometheus, service)];
}

function serviceOf(
  prometheus: Manifest, { namespace, name }: any, world: ClusterState,
): { readonly where: string | undefined; readonly service: Manifest | undefined } {
  const where = textOf(namespace) || prometheus.metadata.namespace;
  return { where, service: world.perhaps('Service', where, textOf(name)) };
}

/** The Alertmanagers that receive alerts through a reference. */
function reached(prometheus: Manifest, reference: any, { world }: Graph): Manifest[] {
  const { service } = serviceOf(prometheus, reference ?? {}, world);
  return service && whyNotReached(prometheus, reference, service, world) === undefined
    ? alertmanagersOf(service, world).map(({ alertmanager }) => alertmanager)
    : [];
}

function alertmanagersOf(service: Manifest, world: ClusterState): { readonly alertmanager: Manifest; readonly pod: Pod }[] {
  return world.podsOf(service).flatMap(pod => world.ofKind('Alertmanager')
    .filter(({ metadata }) => metadata.namespace === pod.workload.metadata.namespace
      && pod.workload.metadata.name === `alertmanager-${metadata.name}`)
    .map(alertmanager => ({ alertmanager, pod })));
}

/** Why alerts certainly do not reach the pods of a Service. */
function whyNotReached(prometheus: Manifest, reference: any, service: Manifest, world: ClusterState): string | undefined {
  const pods = world.podsOf(service);
  return whyNoPort(reference, service, pods, world) ?? whyOtherPrefix(reference, service, world) ?? whyDenied(
    prometheus, service, reference, world,
  );
}

/** A name is that of an endpoint port. A number is a port of the pods, whatever the port of the Service. */
function whyNoPort({ port }: any, service: Manifest, pods: readonly Pod[], world: ClusterState): string | undefined {
  if (typeof port === 'number') {
    const isThere = pods.length === 0 || pods.some(({ ports }) => ports.some(({ number }) => number === port));
    return isThere
      ? undefined
      : `none of its pods declares port ${port}: use the name of the port, since a number is compared with the ports of pods`;
  }
  if (isWritten(service)) {
    const sets = endpointSets('endpoints', world, service.metadata.namespace).filter((
      { serviceName },
    ) => serviceName === service.metadata.name).flatMap(({ endpoints }) => endpoints);
    return sets.length === 0 || sets.some(({ portName }) => portName === port)
      ? undefined
      : `its endpoints have no port ${JSON.stringify(port)}`;
  }
  return listOf(service.spec.ports).some(each => each?.name === port) ? undefined : `it has no port ${JSON.stringify(port)}`;
}

function whyOtherPrefix({ pathPrefix }: any, service: Manifest, world: ClusterState): string | undefined {
  const asked = alertingPrefix(pathPrefix);
  const other = alertmanagersOf(service, world).find(({ alertmanager }) => alertingPrefix(alertmanager.spec.routePrefix) !== asked);
  if (!other) { return undefined; }
  const there = alertingPrefix(other.alertmanager.spec.routePrefix);
  return `${nameOf(
    other.alertmanager,
  )} has "routePrefix: ${there}", and alerts are sent to ${JSON.stringify(asked)}: set "pathPrefix: ${there}"`;
}

/** Joined like the operator does. The default is `/`. */
export function alertingPrefix(prefix: unknown): string {
  return `/${textOf(prefix).replace(/^\/+|\/+$/g, '')}`;
}

function whyDenied(prometheus: Manifest, service: Manifest, { port }: any, world: ClusterState): string | undefined {
  const source = podOf(prometheus, world);
  if (!source || isOnHostNetwork(source) || world.ofKind('NetworkPolicy').length === 0) { return undefined; }
  for (const { pod } of alertmanagersOf(service, world)) {
    const named = typeof port === 'number'
      ? port
      : listOf(service.spec.ports).filter(each => each?.name === port).map(each => numberBehind(each, pod))[0];
    const place = { address: `${pod.ip}:${named ?? ''}`, pod };
    const denying = [...deniedAt(pod, 'Ingress', source, place, world), ...deniedAt(source, 'Egress', pod, place, world)];
    if (denying.length > 0) { return `connections to ${nameOf(pod.workload)} are blocked by ${listed(denying.map(nameOf))}`; }
  }
  return undefined;
}

/** Alerts that are only displayed, or that inhibit others: nobody needs a notification. */
const FOR_NOBODY = /^(Watchdog|InfoInhibitor|DeadMansSwitch)$/;

function checkRouting(alertmanager: Manifest, routing: Routing, alerts: readonly Expression[], prometheus: Manifest): Problem[] {
  const external = textsOf(prometheus.spec.externalLabels);
  const unheard = new Map<string, string[]>();
  for (const { name, labels } of alerts) {
    // the result of a template is unknown
    const known = Object.fromEntries(Object.entries({ ...external, ...labels, alertname: name })
      .filter(([, value]) => typeof value === 'string' && !value.includes('{{')));
    const receivers = routedReceivers(routing, known);
    // an undefined receiver is reported at its route
    const isHeard = receivers.some(receiver => !routing.receivers.has(receiver) || routing.receivers.get(receiver)! > 0);
    if (!isHeard && !routing.isShared && !FOR_NOBODY.test(name) && known.severity !== 'none' && known.severity !== 'info') {
      unheard.set(receivers[0], [...unheard.get(receivers[0]) ?? [], name]);
    }
  }
  return [...unheard].map(([receiver, names]) =>
    problem(SILENT_RECEIVER, { alertmanager: nameOf(alertmanager), receiver, alerts: [...new Set(names)].sort() }, alertmanager));
}
