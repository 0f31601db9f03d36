import { isOver, numberBehind, UNKNOWN } from './pods';
import { ClusterState } from '../cluster-state';
import { Labels, listOf, Manifest, textOf, textsOf } from '../manifest';

/** An address and a port of an Endpoints object or an EndpointSlice. */
export interface Endpoint {
  readonly address: string;
  readonly port: number | undefined;
  readonly portName: string;
  readonly protocol: string;
  readonly appProtocol: string;
  /** `true` or `false`. */
  readonly ready: string;
  /** Only slices have them. */
  readonly serving: string;
  readonly terminating: string;
  readonly hostname: string;
  readonly nodeName: string;
  readonly zone: string;
  readonly target?: { readonly kind: string; readonly name: string; readonly namespace: string };
}

/** An Endpoints object, or the EndpointSlices that belong together. */
export interface EndpointSet {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The name of its Service. Slices have it in a label. */
  readonly serviceName: string | undefined;
  /** `IPv4`, `IPv6` or `FQDN`. Only of slices. */
  readonly addressType: string;
  readonly endpoints: readonly Endpoint[];
}

/**
 * The name in the output of `kubectl` for a Service without Endpoints. The controllers create slices for Endpoints, but no Endpoints for
 * slices.
 */
export type Flavor = 'endpoints' | 'endpointslice';

const SERVICE_NAME = 'kubernetes.io/service-name';
/** The controllers of Kubernetes that write slices, as in the labels of a dump. */
const CONTROLLERS: readonly string[] = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

/** The endpoints of a Service, whether its controller or a user wrote them. */
export function endpointSets(flavor: Flavor, world: ClusterState, namespace: string | undefined): readonly EndpointSet[] {
  return world.remember(`${flavor} ${namespace ?? ''}`, () => {
    const written = world.inNamespace('Endpoints', namespace).map(endpointsOf).filter(set => !isOverwritten(set, world));
    const names = new Set(written.map(({ name }) => name));
    const made = world.inNamespace('Service', namespace)
      .filter(service => !names.has(service.metadata.name))
      .flatMap(service => madeFor(service, world));
    if (flavor === 'endpoints') { return [...written, ...made]; }
    const slices = world.inNamespace('EndpointSlice', namespace).map(sliceOf);
    // if someone else writes slices, the controllers add theirs
    const sliced = new Set(slices.filter(({ labels }) => CONTROLLERS.includes(labels['endpointslice.kubernetes.io/managed-by']))
      .map(({ serviceName }) => serviceName));
    return [
      ...slices,
      ...[...written.filter(set => isMirrored(set, world)), ...made].filter(({ serviceName }) => !sliced.has(serviceName)).map(asSlice),
    ];
  });
}

/** A controller overwrites the Endpoints of a Service with a selector. In a dump it has already done so. */
function isOverwritten({ name, namespace, endpoints }: EndpointSet, world: ClusterState): boolean {
  const service = world.named('Service', namespace, name);
  return service !== undefined && service.spec.type !== 'ExternalName' && endpoints.length > 0
    && !endpoints.some(({ target }) => target?.kind === 'Pod') && world.podsOf(service).length > 0;
}

/** Slices exist for Services with a selector. Explicit Endpoints are mirrored if there is a Service, but not those of leader elections. */
function isMirrored({ name, namespace, labels }: EndpointSet, world: ClusterState): boolean {
  const service = world.named('Service', namespace, name);
  if (!service) { return false; }
  return Object.keys(textsOf(service.spec.selector)).length > 0 || labels['endpointslice.kubernetes.io/skip-mirror'] !== 'true';
}

function asSlice(set: EndpointSet): EndpointSet {
  const name = set.serviceName ?? set.name;
  return { ...set, name: `${name}-${UNKNOWN.suffix}`, labels: { ...set.labels, [SERVICE_NAME]: name } };
}

/** The pods that a Service selects, with its ports. Pods that have ended, and pods without an address, are omitted. */
function madeFor(service: Manifest, world: ClusterState): EndpointSet[] {
  const selector = textsOf(service.spec.selector);
  const { name, namespace, labels = {} } = service.metadata;
  if (Object.keys(selector).length === 0 || service.spec.type === 'ExternalName') { return []; }
  const pods = world.podsOf(service).filter(pod => pod.ip !== '' && !isOver(pod));
  const all = service.spec.publishNotReadyAddresses === true;
  const endpoints = pods.flatMap(pod => listOf(service.spec.ports).flatMap((port): Endpoint[] => {
    const number = numberBehind(port, pod);
    const isReady = pod.ready === 'true';
    return number === undefined ? [] : [{
      address: pod.ip,
      port: number,
      portName: textOf(port?.name),
      protocol: textOf(port?.protocol, 'TCP'),
      appProtocol: textOf(port?.appProtocol),
      ready: String(all || isReady),
      serving: String(isReady),
      terminating: 'false',
      hostname: pod.subdomain === name ? pod.hostname : '',
      nodeName: pod.nodeName,
      zone: textOf(world.named('Node', undefined, pod.nodeName)?.metadata.labels?.['topology.kubernetes.io/zone']),
      target: { kind: 'Pod', name: pod.name, namespace: pod.namespace ?? '' },
    }];
  }));
  return [{ name, namespace, labels, annotations: {}, serviceName: name, addressType: 'IPv4', endpoints }];
}

function endpointsOf(object: Manifest): EndpointSet {
  const { name, namespace, labels = {}, annotations = {} } = object.metadata;
  const subsets = listOf(object.raw?.subsets);
  const endpoints = subsets.flatMap(subset => listOf(subset?.ports).flatMap(port => [
    ...listOf(subset.addresses).map(address => endpointAt(address, port, 'true')),
    ...listOf(subset.notReadyAddresses).map(address => endpointAt(address, port, 'false')),
  ]));
  return {
    name,
    namespace,
    labels,
    annotations,
    serviceName: name,
    addressType: endpoints.every(({ address }) => address.includes(':')) && endpoints.length > 0 ? 'IPv6' : 'IPv4',
    endpoints,
  };
}

function endpointAt(address: any, port: any, ready: string): Endpoint {
  return {
    address: textOf(address?.ip),
    ...portOf(port),
    ready,
    serving: '',
    terminating: '',
    hostname: textOf(address?.hostname),
    nodeName: textOf(address?.nodeName),
    zone: '',
    ...targetOf(address?.targetRef),
  };
}

function portOf(port: any): Pick<Endpoint, 'port' | 'portName' | 'protocol' | 'appProtocol'> {
  return {
    port: typeof port?.port === 'number' ? port.port : undefined,
    portName: textOf(port?.name),
    protocol: textOf(port?.protocol, 'TCP'),
    appProtocol: textOf(port?.appProtocol),
  };
}

function targetOf(reference: any): Pick<Endpoint, 'target'> {
  return typeof reference?.kind === 'string'
    ? { target: { kind: reference.kind, name: textOf(reference.name), namespace: textOf(reference.namespace) } }
    : {};
}

function sliceOf(object: Manifest): EndpointSet {
  const { name, namespace, labels = {}, annotations = {} } = object.metadata;
  const said = (value: unknown) => typeof value === 'boolean' ? String(value) : '';
  const endpoints = listOf(object.raw?.endpoints).flatMap(
    each => listOf(object.raw?.ports,
    ).flatMap(port => listOf(each?.addresses).map((address): Endpoint => ({
      address: String(address),
      ...portOf(port),
      ready: said(each.conditions?.ready),
      serving: said(each.conditions?.serving),
      terminating: said(each.conditions?.terminating),
      hostname: textOf(each.hostname),
      nodeName: textOf(each.nodeName),
      zone: textOf(each.zone),
      ...targetOf(each.targetRef),
    }))));
  return {
    name,
    namespace,
    labels,
    annotations,
    serviceName: labels[SERVICE_NAME],
    addressType: textOf(object.raw?.addressType, 'IPv4'),
    endpoints,
  };
}
