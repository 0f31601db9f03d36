import { Check, problem } from './problem';
import { matchesSelector, unmet } from '../../admission/cluster/label-selector';
import { containsIp } from '../../net/cidr';
import { IpAddress } from '../../net/ip-address';
import { ClusterState } from '../cluster-state';
import { pathsTo } from '../connections/paths';
import { keptOf } from '../graph';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { NETWORK_DENIES } from '../rules';
import { isOnHostNetwork, isUnknown, Pod } from '../targets/pods';
import { Target } from '../targets/targets';

/** Scrapes that NetworkPolicies block, at the pods or at Prometheus. Policies add up, so an unknown one may allow it. */
export const checkNetwork: Check = ({ world, edges }) => world.ofKind('NetworkPolicy').length === 0 ? [] : edges.flatMap(edge => {
  const [target] = keptOf(edge);
  const source = edge.prometheus && podOf(edge.prometheus, world);
  // policies do not apply to pods with hostNetwork, and their address is unknown
  if (!target || !source || isOnHostNetwork(source)) { return []; }
  const all = placesOf(target, edge.prometheus!, world).map(place => [
    ...deniedAt(place.pod, 'Ingress', source, place, world), ...deniedAt(source, 'Egress', place.pod, place, world),
  ]);
  const denying = all.every(policies => policies.length > 0) ? all[0] ?? [] : [];
  return denying.length === 0 ? [] : [problem(NETWORK_DENIES, {
    prometheus: nameOf(edge.prometheus!),
    port: portNumber(target) === undefined ? edge.port : String(portNumber(target)),
    target: nameOf(edge.workload ?? edge.service ?? edge.job.monitor),
    policies: denying.map(nameOf),
  }, edge.job.monitor, ...denying)];
});

/** The pods that the operator creates for a Prometheus. */
export function podOf({ kind, metadata }: Manifest, world: ClusterState): Pod | undefined {
  const name = `${kind === 'PrometheusAgent' ? 'prom-agent' : 'prometheus'}-${metadata.name}`;
  return world.podsIn(metadata.namespace).find(({ workload }) => workload.kind === 'StatefulSet' && workload.metadata.name === name);
}

/** A host name may be that of a Service, whose pods are the destination. Nothing is known of other hosts. */
function placesOf(target: Target, { metadata: { namespace } }: Manifest, world: ClusterState): Place[] {
  const host = hostOf(target);
  if (target.pod || isUnknown(host) || IpAddress.parse(host)) { return [target]; }
  const places = pathsTo({ host, port: portNumber(target), field: '' }, '', namespace, world).map(({ port, pods }): Place[] => {
    if (!pods) { return [target]; }
    const there = pods.labels ? world.podsIn(pods.namespace).filter(pod => matchesSelector({ matchLabels: pods.labels }, pod.labels)) : [];
    return there.map(pod => ({ address: `${pod.ip}:${port ?? ''}`, pod }));
  });
  return places.some(each => each.length === 0) ? [] : places.flat();
}

/** The destination of a connection. */
export type Place = Pick<Target, 'address' | 'pod'>;

type Direction = 'Ingress' | 'Egress';

/** The policies that block this connection of a pod. Empty if no policy selects the pod, or one allows it. */
export function deniedAt(
  pod: Pod | undefined, direction: Direction, peer: Pod | undefined, target: Place, world: ClusterState,
): Manifest[] {
  if (!pod || isOnHostNetwork(pod)) { return []; }
  const policies = world.inNamespace('NetworkPolicy', pod.namespace)
    .filter(policy => isFor(policy, direction) && matchesSelector(policy.spec.podSelector, pod.labels));
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const isAllowed = policies.some(({ spec }) => listOf(spec[rules]).some(rule =>
    isPeer(listOf(rule?.[peers]), pod.namespace, peer, target, world) && isPort(listOf(rule?.ports), target)));
  return isAllowed ? [] : policies;
}

function isFor({ spec }: Manifest, direction: Direction): boolean {
  const types = listOf(spec.policyTypes);
  return types.length === 0 ? direction === 'Ingress' || spec.egress !== undefined : types.includes(direction);
}

function isPeer(peers: readonly any[], own: string | undefined, pod: Pod | undefined, target: Place, world: ClusterState): boolean {
  return peers.length === 0 || peers.some(({ ipBlock, podSelector, namespaceSelector }: any) => {
    if (ipBlock) { return isInBlock(ipBlock, pod ? pod.ip : hostOf(target)); }
    if (!pod || isOnHostNetwork(pod)) { return false; }
    const isThere = namespaceSelector === undefined ? isSame(pod.namespace, own) : mayBeOne(namespaceSelector, pod.namespace, world);
    return isThere && (podSelector === undefined || matchesSelector(podSelector, pod.labels));
  });
}

/** Unknown for an object without a namespace. */
function isSame(namespace: string | undefined, other: string | undefined): boolean {
  return namespace === other || namespace === undefined || other === undefined;
}

/** A Namespace that is not given may have any labels. */
function mayBeOne(selector: any, namespace: string | undefined, { namespaces }: ClusterState): boolean {
  const open = unmet(selector, namespaces(namespace));
  return open.length === 0
    || namespaces.isHere?.(namespace) === false
      && open.every(({ label }) => namespace === undefined || label !== 'kubernetes.io/metadata.name');
}

/** An unknown address may be in any block. */
function isInBlock({ cidr, except }: any, address: string): boolean {
  if (isUnknown(address) || !/^[0-9a-fA-F.:]+$/.test(address)) { return true; }
  return containsIp(textOf(cidr), address) && !listOf(except).some(each => containsIp(textOf(each), address));
}

function isPort(ports: readonly any[], target: Place): boolean {
  const number = portNumber(target);
  return ports.length === 0 || ports.some(({ port, endPort, protocol = 'TCP' }: any) => protocol === 'TCP' && (
    port === undefined || number === undefined
    || (typeof port === 'number'
      ? number >= port && number <= (endPort ?? port)
      : target.pod?.ports.some(own => own.name === port && own.number === number) ?? true)));
}

function hostOf({ address }: Place): string {
  return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function portNumber({ address }: Place): number | undefined {
  const [, port] = /:(\d+)$/.exec(address) ?? [];
  return port === undefined ? undefined : Number(port);
}
