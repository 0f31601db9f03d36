import { declares, isLeftOut, lookedAt, portsOf } from './reach';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { ClusterState } from '../cluster-state';
import { Graph } from '../graph';
import { isImplied } from '../implied';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { isOver, Pod } from '../targets/pods';

/**
 * Whether the Services or pods that a monitor selects may be in a place without known objects. A match with the port in another namespace
 * is what the monitor meant.
 */
export function mayBeElsewhere(monitor: Manifest, graph: Graph): boolean {
  const isSelected = graph.selecting(monitor).some(({ answer }) => answer.kind === 'yes');
  return isElsewhere(monitor, lookedAt(monitor, graph.selectedBy(monitor)), isSelected, graph.world) && !hasTwin(monitor, graph.world);
}

/** Whether what a monitor selects may be elsewhere: none of its namespaces contains known workloads. */
function isElsewhere(monitor: Manifest, names: readonly (string | undefined)[], isSelected: boolean, world: ClusterState): boolean {
  // a known Prometheus is known with its targets
  if (names.includes(undefined)) { return !isSelected; }
  // pods of Kubernetes itself are not in YAML, and have few Services; a distribution adds others to kube-system: k3s has Traefik there
  return names.every(namespace => {
    if (namespace !== 'kube-system') { return !isDescribed(namespace, world); }
    return monitor.kind === 'PodMonitor' || !isOfKubernetes(monitor) && !isDescribed(namespace, world);
  });
}

const OF_KUBERNETES = /kube-?(?:scheduler|controller-?manager|proxy|apiserver|dns|let)|core-?dns|etcd/i;

/** Whether a monitor is for a part of Kubernetes, by its name or its labels. */
function isOfKubernetes({ metadata: { name }, spec }: Manifest): boolean {
  return OF_KUBERNETES.test(`${name} ${selectorText(spec.selector)}`);
}

function isDescribed(namespace: string | undefined, world: ClusterState): boolean {
  return world.remember(`described ${namespace}`, () =>
    world.inNamespace('Service', namespace)
      .some(service => !isImplied(service)) || world.podsIn(namespace).some(({ workload }) => !isImplied(workload)));
}

/** The Services with the labels that a monitor selects, in any namespace. */
export function twinsOf({ spec }: Manifest, world: ClusterState): readonly Manifest[] {
  return world.ofKind('Service').filter(service => unmet(spec.selector, service.metadata.labels ?? {}).length === 0);
}

function hasTwin(monitor: Manifest, world: ClusterState): boolean {
  if (monitor.kind !== 'PodMonitor') {
    return twinsOf(monitor, world).some(service => listOf(monitor.spec.endpoints).some(endpoint => portsOf(endpoint, service).length > 0));
  }
  const ports = podPortsOf(monitor);
  return podsSelected(monitor.spec.selector, [undefined], world).some(
    pod => ports.some(port => port === undefined || declares(pod, port)),
  );
}

/** The ports of the endpoints of a PodMonitor. Undefined if one has none. */
export function podPortsOf({ spec }: Manifest): readonly unknown[] {
  return listOf(spec.podMetricsEndpoints).map(endpoint => textOf(endpoint?.port) || (endpoint?.portNumber ?? endpoint?.targetPort));
}

/** Pods with these labels. If none is in the namespaces, pods of unknown namespaces. */
export function podsSelected(selector: any, names: readonly (string | undefined)[], world: ClusterState): readonly Pod[] {
  const isOne = (pod: Pod) => !isOver(pod) && unmet(selector, pod.labels).length === 0;
  const own = (names.includes(undefined) ? world.knownNamespaces : names).flatMap(namespace => world.podsIn(namespace)).filter(isOne);
  return own.length > 0 ? own : world.podsIn(undefined).filter(isOne);
}

/** Monitors that select only in namespaces without known objects: the targets must be created elsewhere. */
export function requiredByMonitors(graph: Graph): { readonly object: string; readonly by: string }[] {
  const { world, selectedBy } = graph;
  const scraped = new Set(graph.edges.map(({ job }) => job.monitor));
  const monitors = [
    ...world.ofKind('ServiceMonitor'), ...world.ofKind('PodMonitor'),
  ].filter(monitor => !scraped.has(monitor) && isRequiring(monitor, graph));
  return monitors.map(monitor => {
    const what = `${monitor.kind === 'PodMonitor' ? 'pods' : 'a Service'} with ${selectorText(monitor.spec.selector)}`;
    return { object: `${what} in namespace ${lookedAt(monitor, selectedBy(monitor)).join(' or ')}`, by: nameOf(monitor) };
  });
}

/** Whether all namespaces of a monitor are without known objects. */
export function isRequiring(monitor: Manifest, graph: Graph): boolean {
  const names = lookedAt(monitor, graph.selectedBy(monitor));
  const isKnown = monitor.metadata.namespace === undefined || names.includes(undefined) || isLeftOut(monitor, graph);
  return !isKnown && !names.some(namespace => graph.world.makersIn(namespace).length > 0) && mayBeElsewhere(monitor, graph);
}
