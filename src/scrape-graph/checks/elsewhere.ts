import { declares, isLeftOut, lookedAt, portsOf } from './reach';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { Graph } from '../graph';
import { isImplied } from '../implied';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { isOver, Pod } from '../targets/pods';
import { ClusterState } from '../cluster-state';

/** Whether the Services or pods that a monitor selects can be somewhere of which nothing is here. One with the port in another namespace is what it meant. */
export function mayBeElsewhere(monitor: Manifest, graph: Graph): boolean {
  const isSelected = graph.selecting(monitor).some(({ answer }) => answer.kind === 'yes');
  return isElsewhere(monitor, lookedAt(monitor, graph.selectedBy(monitor)), isSelected, graph.world) && !hasTwin(monitor, graph.world);
}

/** Whether what a monitor selects can be elsewhere: of none of the namespaces where it looks it is here what runs there. */
function isElsewhere({ kind }: Manifest, names: readonly (string | undefined)[], isSelected: boolean, world: ClusterState): boolean {
  // a Prometheus here is here with what it scrapes
  if (names.includes(undefined)) { return !isSelected; }
  // pods of Kubernetes itself are in no YAML, and have few Services
  return names.every(namespace => namespace === 'kube-system' ? kind === 'PodMonitor' : !isDescribed(namespace, world));
}

function isDescribed(namespace: string | undefined, world: ClusterState): boolean {
  return world.remember(`described ${namespace}`, () =>
    world.inNamespace('Service', namespace).some(service => !isImplied(service)) || world.podsIn(namespace).some(({ workload }) => !isImplied(workload)));
}

/** The Services with the labels that a monitor wants, wherever they are. */
export function twinsOf({ spec }: Manifest, world: ClusterState): readonly Manifest[] {
  return world.ofKind('Service').filter(service => unmet(spec?.selector, service.metadata.labels ?? {}).length === 0);
}

function hasTwin(monitor: Manifest, world: ClusterState): boolean {
  if (monitor.kind !== 'PodMonitor') { return twinsOf(monitor, world).some(service => listOf(monitor.spec?.endpoints).some(endpoint => portsOf(endpoint, service).length > 0)); }
  const ports = podPortsOf(monitor);
  return podsSelected(monitor.spec?.selector, [undefined], world).some(pod => ports.some(port => port === undefined || declares(pod, port)));
}

/** The ports of the endpoints of a PodMonitor; undefined where one says none. */
export function podPortsOf({ spec }: Manifest): readonly unknown[] {
  return listOf(spec?.podMetricsEndpoints).map(endpoint => textOf(endpoint?.port) || (endpoint?.portNumber ?? endpoint?.targetPort));
}

/** Pods that run, with these labels. If none is in the namespaces, those of which nobody knows theirs. */
export function podsSelected(selector: any, names: readonly (string | undefined)[], world: ClusterState): readonly Pod[] {
  const isOne = (pod: Pod) => !isOver(pod) && unmet(selector, pod.labels).length === 0;
  const own = (names.includes(undefined) ? world.knownNamespaces : names).flatMap(namespace => world.podsIn(namespace)).filter(isOne);
  return own.length > 0 ? own : world.podsIn(undefined).filter(isOne);
}

/** What monitors select in namespaces of which nothing is here: somebody else must have it. */
export function requiredByMonitors(graph: Graph): { readonly object: string; readonly by: string }[] {
  const { world, selectedBy } = graph;
  const scraped = new Set(graph.edges.map(({ job }) => job.monitor));
  const monitors = [...world.ofKind('ServiceMonitor'), ...world.ofKind('PodMonitor')].filter(monitor => !scraped.has(monitor) && isRequiring(monitor, graph));
  return monitors.map(monitor => {
    const what = `${monitor.kind === 'PodMonitor' ? 'pods' : 'a Service'} with ${selectorText(monitor.spec?.selector)}`;
    return { object: `${what} in namespace ${lookedAt(monitor, selectedBy(monitor)).join(' or ')}`, by: nameOf(monitor) };
  });
}

/** Whether a monitor looks in namespaces alone of which nothing is here. */
export function isRequiring(monitor: Manifest, graph: Graph): boolean {
  const names = lookedAt(monitor, graph.selectedBy(monitor));
  const isKnown = monitor.metadata.namespace === undefined || names.includes(undefined) || isLeftOut(monitor, graph);
  return !isKnown && !names.some(namespace => graph.world.makersIn(namespace).length > 0) && mayBeElsewhere(monitor, graph);
}
