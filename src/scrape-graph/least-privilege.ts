import { deniedAt, podOf } from './checks/network';
import { needsOf } from './checks/permissions';
import { ClusterState } from './cluster-state';
import { addressOf } from './connections/address';
import { Unread } from './connections/connection';
import { movedPorts } from './connections/discovery';
import { isProxied } from './connections/http-client';
import { hasAddressOfNode, Path, pathsTo } from './connections/paths';
import { connectionsOf } from './connections/rows';
import { Edge, Graph, keptOf } from './graph';
import { Labels, listOf, Manifest, nameOf, textOf, textsOf } from './manifest';
import { isUnknown } from './targets/pods';
import { ScrapeJob } from './targets/scrape-job';
import { matchesSelector } from '../admission/cluster/label-selector';

/** All connections of a Prometheus, without duplicates, in a stable order. */
export function pathsOfServer(prometheus: Manifest, graph: Graph): Path[] {
  const scrapes = edgesFrom(prometheus, graph).flatMap(edge => scrapePaths(edge, prometheus, graph.world));
  return distinct([
    ...scrapes,
    ...namedBy(sourcesOf(prometheus, graph), prometheus.metadata.namespace, graph),
    ...unseenJobs(prometheus, graph).flatMap(unseenPaths),
  ]);
}

/** Connections of a Prometheus whose address is unreadable. */
export function unreadOf(prometheus: Manifest, graph: Graph): (Unread & { readonly object: string })[] {
  const unseen = unseenJobs(prometheus, graph).flatMap(
    job => whyUnread(job).map(what => ({ object: nameOf(job.monitor), field: `endpoint ${job.endpoint}`, what })),
  );
  return [...unreadIn(sourcesOf(prometheus, graph), graph), ...unseen];
}

/**
 * Where the addresses lead that objects name.
 * @param namespace of the pods that connect
 */
export function namedBy(objects: readonly Manifest[], namespace: string | undefined, { world }: Graph): Path[] {
  return distinct(objects.flatMap(object => connectionsOf({ object, world }).connections
    .flatMap(connection => pathsTo(connection, purposeOf(object, connection.field), namespace, world))));
}

/** The unreadable ones. */
export function unreadIn(objects: readonly Manifest[], { world }: Graph): (Unread & { readonly object: string })[] {
  return objects.flatMap(object => connectionsOf({ object, world }).unread.map(each => ({ object: nameOf(object), ...each })));
}

/** The Prometheus and the monitors that it selects. */
function sourcesOf(prometheus: Manifest, graph: Graph): Manifest[] {
  return [prometheus, ...graph.monitors.filter(monitor => graph.selectedBy(monitor).includes(prometheus))];
}

/** The name of a monitor, or of the field of the Prometheus itself, such as `remote-write`. */
function purposeOf({ kind, metadata: { name } }: Manifest, field: string): string {
  const [, part] = /^spec\.([a-zA-Z]+)/.exec(field) ?? [];
  return SERVER_KINDS.includes(kind) && part !== undefined ? part.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`) : name;
}

const SERVER_KINDS: readonly string[] = ['Prometheus', 'PrometheusAgent'];

function edgesFrom(prometheus: Manifest, graph: Graph): readonly Edge[] {
  return graph.edges.filter(edge => edge.prometheus === prometheus);
}

/**
 * Jobs over the cluster's objects with unknown targets: none is known, or they select all namespaces. Their targets are created elsewhere.
 */
function unseenJobs(prometheus: Manifest, graph: Graph): ScrapeJob[] {
  const seen = new Set(edgesFrom(prometheus, graph).map(({ job }) => job));
  return graph.jobs.filter(each => each.prometheus === prometheus)
    .map(({ job }) => job)
    .filter(job => job.monitor.kind !== 'Probe' && !isProxied(endpointOf(job))
      && job.discoveries.some(
        discovery => discovery.kind === 'kubernetes' && (!seen.has(job) || discovery.role !== 'node' && discovery.namespaces === undefined),
      ));
}

const KUBELET = 10250;

/**
 * Namespaces of OpenShift whose pods are known, with their ports if they are in the network of their nodes.
 * @see https://github.com/openshift/cluster-etcd-operator/blob/main/bindata/etcd/svc.yaml
 * @see https://github.com/openshift/cluster-kube-scheduler-operator/blob/main/bindata/assets/kube-scheduler/svc.yaml
 * @see https://github.com/openshift/cluster-kube-controller-manager-operator/blob/main/bindata/assets/kube-controller-manager/svc.yaml
 */
const PORTS_ON_NODES: ReadonlyMap<string, readonly number[]> = new Map([
  ['openshift-etcd', [9979]], ['openshift-kube-scheduler', [10259]], ['openshift-kube-controller-manager', [10257]], ['openshift-dns', []],
]);

/** Facts from the monitor about the location of such targets: a port, namespaces, or nothing. */
function unseenPaths(job: ScrapeJob): Path[] {
  const purpose = job.monitor.metadata.name;
  const moved = movedPorts(job.relabelings.slice(job.ownFrom));
  // the labels of a ServiceMonitor's selector are those of Services
  const labels = job.monitor.kind === 'PodMonitor' ? textsOf(job.monitor.spec.selector?.matchLabels) : {};
  const podsIn = (namespace: string) => ({ pods: { namespace, ...Object.keys(labels).length > 0 && { labels } } });
  return job.discoveries.flatMap((discovery): Path[] => {
    if (discovery.kind !== 'kubernetes') { return []; }
    const onNodes = (discovery.namespaces ?? []).flatMap(namespace => PORTS_ON_NODES.get(namespace) ?? []).map(port => ({ port, purpose }));
    if (onNodes.length > 0) { return onNodes; }
    const ports = moved ?? (discovery.role === 'node' ? [KUBELET] : portOf(job));
    if (discovery.role === 'node') { return ports.map(port => ({ port, purpose })); }
    // for an Ingress the address is that of a controller
    const namespaces = discovery.role === 'ingress' ? undefined : discovery.namespaces;
    if (ports.length === 0) { return (namespaces ?? []).map(namespace => ({ ...podsIn(namespace), purpose })); }
    return ports.flatMap(port => namespaces?.map(namespace => ({ port, ...podsIn(namespace), purpose })) ?? [{ port, purpose }]);
  });
}

function whyUnread(job: ScrapeJob): string[] {
  const ways = unseenPaths(job);
  if (ways.length === 0) { return ['the ports of targets that are not among the objects here']; }
  const open = ways.filter(({ port, pods }) => port === undefined && !PORTS_ON_NODES.has(pods!.namespace))
    .map(({ pods }) => pods!.namespace);
  return open.length === 0
    ? []
    : [`the ports of targets in ${[...new Set(open)].join(', ')} that are in the network of their nodes; all others are open`];
}

/** Fields of the way in which a job is scraped. */
function endpointOf({ monitor: { kind, spec }, endpoint }: ScrapeJob): any {
  if (kind === 'ServiceMonitor') { return listOf(spec.endpoints)[endpoint]; }
  if (kind === 'PodMonitor') { return listOf(spec.podMetricsEndpoints)[endpoint]; }
  return kind === 'Probe' ? { ...spec, ...spec.prober } : spec;
}

/** The number by which a monitor selects pod ports. */
function portOf(job: ScrapeJob): number[] {
  const endpoint = endpointOf(job);
  return textOf(endpoint?.port) === ''
    ? [endpoint?.portNumber ?? endpoint?.targetPort].filter(each => typeof each === 'number' && each > 0)
    : [];
}

/** Its scrapes, and the Services that it uses, that a NetworkPolicy at the pods currently blocks. */
export function closedPathsOf(prometheus: Manifest, graph: Graph): Path[] {
  const { world } = graph;
  const source = podOf(prometheus, world);
  const scrapes = edgesFrom(prometheus, graph).filter(edge => {
    const [target] = keptOf(edge);
    return target?.pod !== undefined && deniedAt(target.pod, 'Ingress', source, target, world).length > 0;
  }).flatMap(edge => scrapePaths(edge, prometheus, world));
  const named = namedBy(sourcesOf(
    prometheus, graph,
  ), prometheus.metadata.namespace, graph).filter(({ port, pods }) => port !== undefined && pods?.labels !== undefined
    && world.podsIn(pods.namespace)
      .some(pod => matchesSelector(
        { matchLabels: pods.labels }, pod.labels,
      ) && deniedAt(pod, 'Ingress', source, { address: `${pod.ip}:${port}`, pod }, world).length > 0));
  return distinct([...scrapes, ...named]).filter(({ pods }) => pods !== undefined);
}

/** The permissions that it needs, by namespace. `''` is the whole cluster. */
export function readsOf(
  prometheus: Manifest, graph: Graph,
): ReadonlyMap<string, readonly { readonly group: string; readonly resource: string }[]> {
  const reads = new Map<string, { group: string; resource: string }[]>();
  for (const { namespace = '', group, resource } of needsOf(prometheus, graph)) {
    reads.set(namespace, [...reads.get(namespace) ?? [], { group, resource }]);
  }
  return new Map([...reads].sort(([a], [b]) => a < b ? -1 : 1));
}

function scrapePaths(edge: Edge, prometheus: Manifest, world: ClusterState): Path[] {
  if (isProxied(endpointOf(edge.job))) { return []; }
  return keptOf(edge).flatMap(({ address, pod, discovered, scheme }): Path[] => {
    const found = addressOf(address, scheme === 'https' ? 443 : 80);
    if (!found) { return []; }
    const { host } = found;
    const way = { port: Number(found.port), purpose: edge.job.monitor.metadata.name };
    if (pod && !hasAddressOfNode(pod)) {
      return [{ ...way, pods: { namespace: pod.namespace ?? '', labels: labelsOf(edge, pod.labels) } }];
    }
    // addresses of nodes change
    const isNode = pod !== undefined
      || [
        discovered.get('__meta_kubernetes_endpoint_address_target_kind'),
        discovered.get('__meta_kubernetes_endpointslice_address_target_kind'),
      ].includes('Node');
    if (isNode || isUnknown(host)) { return [way]; }
    return pathsTo({ host, port: way.port, field: '' }, way.purpose, prometheus.metadata.namespace, world);
  });
}

/** The labels with which a policy selects the pods of an edge: those of the Service, those of the workload, or all pod labels. */
function labelsOf({ service, workload }: Edge, own: Labels): Labels {
  const selectors = [
    textsOf(service?.spec.selector), textsOf(workload?.spec.selector?.matchLabels), textsOf(workload?.spec.template?.metadata?.labels),
  ];
  return selectors.find(labels => Object.keys(labels).length > 0) ?? own;
}

function distinct(ways: readonly Path[]): Path[] {
  const found = new Map<string, Path>();
  for (const way of ways) {
    const key = JSON.stringify([
      way.pods?.namespace, way.pods && Object.entries(way.pods.labels ?? {}).sort(), way.cidr, way.port, way.protocol,
    ]);
    if (!found.has(key)) { found.set(key, way); }
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1).map(([, way]) => way);
}
