import { isInCluster } from './address';
import { Connection } from './connection';
import { IpAddress } from '../../net/ip-address';
import { ClusterState } from '../cluster-state';
import { isImplied } from '../implied';
import { Labels, listOf, Manifest, textOf, textsOf } from '../manifest';
import { endpointSets } from '../targets/endpoints';
import { isOnHostNetwork, isUnknown, numberBehind, Pod } from '../targets/pods';

/** The destination of connections: other pods, a network, or anywhere at this port if it is unknown. */
export interface Path {
  /** Undefined: any port. */
  readonly port?: number;
  readonly protocol?: 'TCP' | 'UDP';
  /** Without labels: all pods of the namespace. */
  readonly pods?: { readonly namespace: string; readonly labels?: Labels };
  readonly cidr?: string;
  /** The purpose, for readers. */
  readonly purpose: string;
}

/**
 * Whether a pod has the address of its node, to which no selector of pods applies. Of those of Kubernetes itself, which are in no YAML, it
 * is known that all have, but those
 * that resolve names: etcd, scheduler, controller-manager, kube-proxy.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/cmd/kubeadm/app/util/staticpod/utils.go `HostNetwork: true`
 */
export function hasAddressOfNode(pod: Pod): boolean {
  return isOnHostNetwork(pod) || isImplied(pod.workload) && pod.workload.kind === 'Pod' && pod.labels['k8s-app'] !== 'kube-dns';
}

/** @param namespace of the pods that connect */
export function pathsTo(connection: Connection, purpose: string, namespace: string | undefined, world: ClusterState, depth = 0): Path[] {
  const { host, port, protocol, isPodPort } = connection;
  const to = { ...protocol === 'UDP' && { protocol }, purpose };
  const number = typeof port === 'number' ? port : undefined;
  if (host === '*') { return number === undefined ? [] : [{ port: number, ...to }]; }
  const cidr = cidrOf(host);
  if (cidr !== undefined) { return [{ ...number !== undefined && { port: number }, cidr, ...to }]; }
  const candidates = servicesNamed(host, namespace);
  const found = candidates.map(each => world.named('Service', each.namespace, each.name)).find(each => each !== undefined);
  if (found && textOf(found.spec.externalName) !== '' && depth < 5) {
    return pathsTo({ ...connection, host: found.spec.externalName }, purpose, found.metadata.namespace, world, depth + 1);
  }
  if (found) { return servicePaths(found, { port, isPodPort }, to, world); }
  const anywhere = number === undefined ? [] : [{ port: number, ...to }];
  // a Service that is not given: its pods may listen on any port; without pods it is an address anywhere
  return isPerhapsHere(host) && candidates.length > 0 ? [...anywhere, { pods: { namespace: candidates[0].namespace }, ...to }] : anywhere;
}

/** Top-level domains. Other names of two parts are usually a Service and its namespace. */
const DOMAIN = /\.([a-z]{2}|com|org|net|edu|gov|info|biz)$/i;

function isPerhapsHere(host: string): boolean {
  return isInCluster(host) || host.split('.').length === 2 && !DOMAIN.test(host);
}

/** The network of one address, in the API server's format. Undefined for a name, and for IPv4-mapped IPv6. */
function cidrOf(text: string): string | undefined {
  const ip = IpAddress.parse(text);
  return ip && !ip.isMapped ? `${ip.canonical}/${ip.family === 'IPv6' ? 128 : 32}` : undefined;
}

/** The Services that a name may refer to: `web`, `web.shop`, `web.shop.svc`, `web-0.web.shop.svc.cluster.local`. */
function servicesNamed(host: string, own: string | undefined): { readonly name: string; readonly namespace: string }[] {
  const [labels, suffix] = host.split(/\.svc(?:\.|$)/);
  const parts = labels.split('.');
  if (suffix === undefined && parts.length === 1) { return own === undefined ? [] : [{ name: host, namespace: own }]; }
  if (suffix === undefined && parts.length > 2) { return []; }
  const [name, namespace] = parts.slice(-2);
  return namespace === undefined ? [] : [{ name, namespace }];
}

type To = Pick<Path, 'protocol' | 'purpose'>;

function servicePaths(service: Manifest, { port, isPodPort }: Pick<Connection, 'port' | 'isPodPort'>, to: To, world: ClusterState): Path[] {
  const { metadata: { namespace = '' }, spec } = service;
  const labels = textsOf(spec.selector);
  if (Object.keys(labels).length === 0) { return writtenPaths(service, port, to, world); }
  const isDirect = isPodPort === true || spec.clusterIP === 'None';
  const own = listOf(spec.ports).find(each => each?.name === port || Number(each?.port) === port);
  const pods = world.podsOf(service);
  const numbers = new Set(isDirect && typeof port === 'number'
    ? [port]
    : pods.flatMap(pod => own === undefined ? [] : numberBehind(own, pod) ?? []));
  if (numbers.size === 0 && own !== undefined && typeof (own.targetPort ?? own.port) === 'number') {
    numbers.add(own.targetPort ?? own.port);
  }
  // the number of a named port is not given
  const ports = numbers.size === 0 ? [undefined] : [...numbers];
  const [onNodes, inPods] = [pods.some(hasAddressOfNode), pods.length === 0 || !pods.every(hasAddressOfNode)];
  return ports.flatMap(number => {
    const way = { ...number !== undefined && { port: number }, ...to };
    return [
      ...onNodes && number !== undefined ? [way] : [], ...inPods || number === undefined ? [{ ...way, pods: { namespace, labels } }] : [],
    ];
  });
}

/** A Service without a selector has explicit addresses. If they are not given, they may be anywhere. */
function writtenPaths(service: Manifest, port: Connection['port'], to: To, world: ClusterState): Path[] {
  const { metadata: { namespace, name }, spec } = service;
  const own = listOf(spec.ports).find(each => each?.name === port || Number(each?.port) === port) ?? (typeof port === 'number'
    ? { port }
    : listOf(spec.ports)[0]);
  const sets = (['endpoints', 'endpointslice'] as const).flatMap(role => endpointSets(role, world, namespace))
    .filter(set => set.serviceName === name);
  const written = sets.flatMap(({ endpoints }) => endpoints)
    .filter(each => own?.name === undefined || (each.portName || own.name) === own.name);
  const ways = written.flatMap(({ address, port: number }) => {
    const cidr = isUnknown(address) ? undefined : cidrOf(address);
    return number === undefined ? [] : [{ port: number, ...cidr !== undefined && { cidr }, ...to }];
  });
  const numbers = [own?.port, own?.targetPort].filter((each): each is number => typeof each === 'number');
  return ways.length > 0 ? ways : [...new Set(numbers)].map(number => ({ port: number, ...to }));
}
