import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { RestrictEgressOptions } from './restrict-egress-options';
import { DERIVED_EARLY, EGRESS_UNREAD, NO_PROMETHEUS } from './rules';
import { Platform } from '../control-plane/platform';
import { networkOf } from '../control-plane/platform-network';
import { Labels } from '../manifest/labels';
import { checkNamespaceNames } from '../manifest/namespaces';
import { createEgressPolicy, createNetworkPolicy, EgressRule } from '../manifest/network-policy';
import { checkNumber } from '../manifest/references';
import { isCidr } from '../net/cidr';
import { CIDR } from '../net/rules';
import { podLabelsOf } from '../prometheus/common-spec';
import { AGENT, SERVER } from '../prometheus/flavour';
import { graphAround } from '../scrape-graph/app-graph';
import { Way } from '../scrape-graph/connections/ways';
import { Graph } from '../scrape-graph/graph';
import { closedWaysOf, readsOf, unreadOf, waysOf } from '../scrape-graph/least-privilege';
import { Manifest, nameOf } from '../scrape-graph/manifest';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/** What the graph has for the custom resource of a Prometheus. */
export interface Found {
  readonly graph: Graph;
  readonly prometheus: Manifest;
}

/** The graph of the app in which a Prometheus is, and the Prometheus in it. */
function foundAround(customResource: ApiObject): Found {
  const graph = graphAround(customResource);
  const { name, metadata: { namespace } } = customResource;
  const prometheus = graph.prometheuses.find(each => each.kind === customResource.kind && each.metadata.name === name && each.metadata.namespace === namespace);
  if (!prometheus) { throw new Error(`${customResource.node.path}: it is not in its own graph`); }
  return { graph, prometheus };
}

export interface PolicyNames {
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** One policy for where Prometheus connects to, with a rule for each scrape; and one at each of the pods which other policies close to it. */
export function createPolicies(scope: Construct, { graph, prometheus }: Found, { namespace, labels }: PolicyNames, always: readonly EgressRule[]): ApiObject[] {
  const flavour = prometheus.kind === AGENT.kind ? AGENT : SERVER;
  const id = prometheus.metadata.name;
  const pods = podLabelsOf({ id, flavour });
  // so that a second one in the namespace has others
  const owner = `${flavour.prefix}-${id}`;
  const egress = createEgressPolicy(scope, 'PrometheusEgress', { name: `${owner}-egress`, namespace, labels }, pods, [...always, ...waysOf(prometheus, graph).map(egressRule)]);
  const closed = new Map<string, Way[]>();
  for (const way of closedWaysOf(prometheus, graph)) {
    const key = JSON.stringify([way.pods!.namespace, way.pods!.labels]);
    closed.set(key, [...closed.get(key) ?? [], way]);
  }
  const names = new Set<string>();
  const ingress = [...closed.values()].map(ways => {
    const [{ pods: target, purpose }] = ways;
    let name = `${namespace}-${owner}-to-${purpose}`;
    for (let again = 2; names.has(`${target!.namespace}/${name}`); again++) { name = `${namespace}-${owner}-to-${purpose}-${again}`; }
    names.add(`${target!.namespace}/${name}`);
    return createNetworkPolicy(scope, `PrometheusIngress-${target!.namespace}-${name}`, { name, namespace: target!.namespace, labels }, target!.labels!, [
      { ports: [...new Set(ways.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b), from: [{ pods, namespace }] },
    ]);
  });
  return [egress, ...ingress];
}

function egressRule({ port, protocol, pods, cidr }: Way): EgressRule {
  const to = pods ? [{ pods: pods.labels, namespace: pods.namespace }] : cidr !== undefined && [{ cidr }];
  return { ...port !== undefined && { ports: [port] }, ...protocol === 'UDP' && { udp: 'only' as const }, ...to && { to } };
}

/** What discovery and alerting need beside the scrapes: names, the apiserver, of which nobody knows here where it is, and what the options say. */
export function rulesOfAll(options: RestrictEgressOptions, platform: Platform): EgressRule[] {
  const { dnsNamespaces, dnsCidrs, dnsPorts } = networkOf(platform);
  const { egressPorts = [], egressCidrs = [] } = options;
  const resolvers = [
    ...merged(dnsNamespaces, options.dnsNamespaces).map(namespace => ({ namespace })),
    ...merged(dnsCidrs, options.dnsCidrs).map(cidr => ({ cidr })),
  ];
  const further: EgressRule = { ...egressPorts.length > 0 && { ports: egressPorts }, ...egressCidrs.length > 0 && { to: egressCidrs.map(cidr => ({ cidr })) } };
  return [
    { ports: merged(dnsPorts, options.dnsPorts), udp: true, to: resolvers },
    { ports: merged(API_SERVER, options.apiServerPorts) },
    ...egressPorts.length + egressCidrs.length > 0 ? [further] : [],
  ];
}

const API_SERVER: readonly number[] = [443, 6443];

function merged<T>(own: readonly T[], further: readonly T[] = []): T[] {
  return [...new Set([...own, ...further])];
}

/** What is wrong with the options, and what cannot be read unless they say that it is known. */
export function checkEgress({ graph, prometheus }: Found, options: RestrictEgressOptions): Finding[] {
  const { egressPorts, egressCidrs, dnsCidrs = [], dnsPorts = [], dnsNamespaces = [], apiServerPorts = [] } = options;
  const cidrs = { egressCidrs: egressCidrs ?? [], dnsCidrs };
  const isKnown = egressPorts !== undefined || egressCidrs !== undefined;
  const unread = isKnown ? [] : unreadOf(prometheus, graph);
  return [
    ...Object.entries({ egressPorts: egressPorts ?? [], dnsPorts, apiServerPorts }).flatMap(([prop, ports]) => ports.flatMap((port, at) => checkNumber(`${prop}[${at}]`, port, 1, 65535))),
    ...Object.entries(cidrs).flatMap(([prop, values]) => values.filter(cidr => !isCidr(cidr)).map(cidr => finding(CIDR, { prop, cidr }))),
    ...checkNamespaceNames('dnsNamespaces', dnsNamespaces),
    ...unread.length > 0 ? [finding(EGRESS_UNREAD, { prometheus: nameOf(prometheus), unread })] : [],
  ];
}

/** What a policy and the Roles are made of, to see whether it is still so when the app is synthesized. */
function fingerprint({ graph, prometheus }: Found): string {
  return JSON.stringify([waysOf(prometheus, graph), [...readsOf(prometheus, graph)]]);
}

/** Makes objects of the graph, and looks at synth whether it is still the same. */
export function derivedFrom(stack: IConstruct, customResource: ApiObject | undefined, make: (found: Found) => ApiObject[]): ApiObject[] {
  const problems = Problems.of(stack);
  if (!customResource) {
    problems.add(NO_PROMETHEUS, {});
    return [];
  }
  const found = foundAround(customResource);
  const before = fingerprint(found);
  const objects = make(found);
  problems.check(() => fingerprint(foundAround(customResource)) === before ? [] : [finding(DERIVED_EARLY, {})]);
  return objects;
}
