import { deniedAt, isOnHostNetwork, podOf } from './checks/network';
import { needsOf } from './checks/permissions';
import { Edge, Graph, keptOf } from './graph';
import { Labels, listOf, Manifest, textOf, textsOf } from './manifest';
import { isUnknown, numberBehind } from './targets/pods';

/** Where a Prometheus connects to: pods, a network, or, where nobody can tell here, anywhere at this port. */
export interface Way {
  readonly port: number;
  readonly pods?: { readonly namespace: string; readonly labels: Labels };
  readonly cidr?: string;
  /** For what, as a person reads it. */
  readonly purpose: string;
}

/** All that a Prometheus connects to for its scrapes and its alerts: of each once, in one order. */
export function waysOf(prometheus: Manifest, graph: Graph): Way[] {
  const scrapes = graph.edges.filter(edge => edge.prometheus === prometheus).flatMap(scrapeWays);
  return distinct([...scrapes, ...alertWays(prometheus, graph), ...writeWays(prometheus)]);
}

/** Of its scrapes those that a NetworkPolicy at the pods forbids as things are. */
export function closedWaysOf(prometheus: Manifest, graph: Graph): Way[] {
  const source = podOf(prometheus, graph.world);
  return distinct(graph.edges.filter(edge => edge.prometheus === prometheus).filter(edge => {
    const [target] = keptOf(edge);
    return target?.pod !== undefined && deniedAt(target.pod, 'Ingress', source, target, graph.world).length > 0;
  }).flatMap(scrapeWays)).filter(({ pods }) => pods !== undefined);
}

/** What it must read, by namespace; `''` is the whole cluster. */
export function readsOf(prometheus: Manifest, graph: Graph): ReadonlyMap<string, readonly { readonly group: string; readonly resource: string }[]> {
  const reads = new Map<string, { group: string; resource: string }[]>();
  for (const { namespace = '', group, resource } of needsOf(prometheus, graph)) { reads.set(namespace, [...reads.get(namespace) ?? [], { group, resource }]); }
  return new Map([...reads].sort(([a], [b]) => a < b ? -1 : 1));
}

function scrapeWays(edge: Edge): Way[] {
  return keptOf(edge).flatMap(({ address, pod, discovered }) => {
    const [, host, digits] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
    if (host === undefined) { return []; }
    const way = { port: Number(digits), purpose: edge.job.monitor.metadata.name };
    if (pod && !isOnHostNetwork(pod)) { return [{ ...way, pods: { namespace: pod.namespace ?? '', labels: labelsOf(edge, pod.labels) } }]; }
    // the addresses of nodes come and go, and those of names are known to nobody here
    const isNode = pod !== undefined || [discovered.get('__meta_kubernetes_endpoint_address_target_kind'), discovered.get('__meta_kubernetes_endpointslice_address_target_kind')].includes('Node');
    return [isNode || isUnknown(host) || !/^[0-9a-fA-F.:]+$/.test(host) ? way : { ...way, cidr: `${host}/${host.includes(':') ? 128 : 32}` }];
  });
}

/** By which labels a policy selects the pods of an edge: those by which the Service does, or their workload. */
function labelsOf({ service, workload }: Edge, own: Labels): Labels {
  const selectors = [textsOf(service?.spec?.selector), textsOf(workload?.spec?.selector?.matchLabels)];
  return selectors.find(labels => Object.keys(labels).length > 0) ?? own;
}

function alertWays(prometheus: Manifest, graph: Graph): Way[] {
  const named = listOf(prometheus.spec?.alerting?.alertmanagers);
  return named.flatMap(({ namespace, name, port }: any): Way[] => {
    const where = textOf(namespace) || prometheus.metadata.namespace;
    const service = graph.world.named('Service', where, textOf(name));
    const own = listOf(service?.spec?.ports).find(each => each?.name === port || each?.port === port);
    const [pod] = service ? graph.world.podsOf(service) : [];
    const number = pod && own && numberBehind(own, pod);
    return pod && number !== undefined ? [{ port: number, pods: { namespace: pod.namespace ?? '', labels: textsOf(service!.spec.selector) }, purpose: 'alerts' }] : [];
  });
}

function writeWays({ spec }: Manifest): Way[] {
  return listOf(spec?.remoteWrite).flatMap(({ url }: any): Way[] => {
    const [, scheme, port] = /^(https?):\/\/(?:\[[^\]]*\]|[^/:]*)(?::(\d+))?/.exec(textOf(url)) ?? [];
    return scheme === undefined ? [] : [{ port: Number(port ?? (scheme === 'https' ? 443 : 80)), purpose: 'remote-write' }];
  });
}

function distinct(ways: readonly Way[]): Way[] {
  const found = new Map<string, Way>();
  for (const way of ways) {
    const key = JSON.stringify([way.pods?.namespace, way.pods && Object.entries(way.pods.labels).sort(), way.cidr, way.port]);
    if (!found.has(key)) { found.set(key, way); }
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1).map(([, way]) => way);
}
