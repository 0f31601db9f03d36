import { Endpoint, EndpointSet, endpointSets } from './endpoints';
import { Container, Pod } from './pods';
import { Discovery, Role } from './scrape-job';
import { matchesSelector } from '../../admission/cluster/label-selector';
import { LabelSet } from '../../scrape/label-set';
import { Attached } from '../../values/attached';
import { sanitizedLabel } from '../../values/texts';
import { ClusterState } from '../cluster-state';
import { Labels, listOf, Manifest, portNumberOf, textOf, textsOf } from '../manifest';

/** A target before relabeling, and the objects it comes from. */
export interface Discovered {
  readonly labels: LabelSet;
  readonly service?: Manifest;
  readonly pod?: Pod;
}

type Kubernetes = Extract<Discovery, { kind: 'kubernetes' }>;

/**
 * The targets that Prometheus finds, with the labels that it gives them.
 * @param services the only Services that can match, if they are known
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function discover(discovery: Discovery, world: ClusterState, services?: ReadonlySet<Manifest>): Discovered[] {
  if (discovery.kind === 'static') {
    return discovery.targets.map(target => ({ labels: new LabelSet({ ...discovery.labels, __address__: target }) }));
  }
  if (discovery.kind === 'elsewhere') { return []; }
  const namespaces = discovery.role === 'node' ? [undefined] : discovery.namespaces ?? world.knownNamespaces;
  // a namespace that is listed twice is searched once
  return [...new Set(namespaces)].flatMap(namespace => ROLES[discovery.role](namespace, discovery, world, services));
}

const ROLES: { readonly [role in Role]: (
  namespace: string | undefined, discovery: Kubernetes, world: ClusterState, services?: ReadonlySet<Manifest>,
) => Discovered[] } = {
  endpoints: endpointTargets,
  endpointslice: endpointTargets,
  pod: (
    namespace, discovery, world,
  ) => world.podsIn(namespace)
    .filter(pod => pod.ip !== '' && isAskedFor(discovery, 'pod', pod.labels))
    .flatMap(pod => podTargets(pod, discovery, world)),
  service: (
    namespace, discovery, world,
  ) => world.inNamespace('Service', namespace)
    .filter(({ metadata }) => isAskedFor(discovery, 'service', metadata.labels ?? {}))
    .flatMap(serviceTargets),
  node: (
    _, discovery, world,
  ) => world.ofKind('Node').filter(({ metadata }) => isAskedFor(discovery, 'node', metadata.labels ?? {})).flatMap(nodeTargets),
  ingress: (
    namespace, discovery, world,
  ) => world.inNamespace('Ingress', namespace)
    .filter(({ metadata }) => isAskedFor(discovery, 'ingress', metadata.labels ?? {}))
    .flatMap(ingressTargets),
};

const META = '__meta_kubernetes_';

function isAskedFor({ selectors }: Kubernetes, role: string, labels: Labels): boolean {
  return selectors.every(selector => selector.role !== role || matchesSelector(selector.labels, labels));
}

function metaOf(role: string, name: string, labels: Labels = {}, annotations: Labels = {}): Labels {
  const found: Record<string, string> = { [`${META}${role}_name`]: name };
  for (const [kind, texts] of [['label', labels], ['annotation', annotations]] as const) {
    for (const key of Object.keys(texts)) {
      const { value, present } = metaNames(role, kind, key);
      found[value] = texts[key];
      found[present] = 'true';
    }
  }
  return found;
}

const namesOfMeta = new Map<string, { readonly value: string; readonly present: string }>();

/** The meta label names for a label or an annotation. Cached: objects share few distinct names. */
function metaNames(role: string, kind: string, key: string): { readonly value: string; readonly present: string } {
  const which = `${role} ${kind} ${key}`;
  let names = namesOfMeta.get(which);
  if (!names) {
    names = { value: `${META}${role}_${kind}_${sanitizedLabel(key)}`, present: `${META}${role}_${kind}present_${sanitizedLabel(key)}` };
    if (namesOfMeta.size >= 5000) { namesOfMeta.clear(); }
    namesOfMeta.set(which, names);
  }
  return names;
}

function endpointTargets(
  namespace: string | undefined, discovery: Kubernetes, world: ClusterState, services?: ReadonlySet<Manifest>,
): Discovered[] {
  const { role, withNode } = discovery;
  return setsOf(services, role, namespace, world).flatMap(({ set, service: known }) => {
    if (!isAskedFor(discovery, role, set.labels)) { return []; }
    const service = known && isAskedFor(discovery, 'service', known.metadata.labels ?? {}) ? known : undefined;
    // several monitors discover the same objects
    return world.remember(
      `${role} ${namespace ?? ''} ${set.name} ${withNode} ${service !== undefined}`, () => targetsIn(set, service, discovery, world),
    );
  });
}

interface SetOfService {
  readonly set: EndpointSet;
  readonly service?: Manifest;
  /** Its place among those of the namespace. */
  readonly at: number;
}

/** The sets of a namespace in their order, limited to these Services if any are given. Many monitors each select a few of many Services. */
function setsOf(
  services: ReadonlySet<Manifest> | undefined, role: Role, namespace: string | undefined, world: ClusterState,
): readonly SetOfService[] {
  const { all, byService } = world.remember(`sets ${role} ${namespace ?? ''}`, () => {
    const sets = endpointSets(role === 'endpointslice' ? 'endpointslice' : 'endpoints', world, namespace).map((set, at): SetOfService => {
      return { set, service: set.serviceName === undefined ? undefined : world.named('Service', namespace, set.serviceName), at };
    });
    const ofServices = new Map<Manifest, SetOfService[]>();
    for (const each of sets) {
      const others = each.service && ofServices.get(each.service);
      if (others) { others.push(each); } else if (each.service) { ofServices.set(each.service, [each]); }
    }
    return { all: sets, byService: ofServices };
  });
  if (!services) { return all; }
  if (services.size >= all.length) { return all.filter(({ service }) => service && services.has(service)); }
  return [...services].flatMap(service => byService.get(service) ?? []).sort((one, other) => one.at - other.at);
}

function nodeNameOf({ nodeName, target }: Endpoint): string {
  if (nodeName !== '') { return nodeName; }
  return target?.kind === 'Node' ? target.name : '';
}

function targetsIn(set: EndpointSet, service: Manifest | undefined, { role, withNode }: Kubernetes, world: ClusterState): Discovered[] {
  const isSlice = role === 'endpointslice';
  const { namespace } = set;
  if (isSlice && isSecondFamily(service, set.addressType, world)) { return []; }
  const group: Labels = {
    [`${META}namespace`]: namespace ?? '',
    ...isSlice && { [`${META}endpointslice_address_type`]: set.addressType },
    ...metaOf(role, set.name, set.labels, set.annotations),
    ...service && metaOf('service', service.metadata.name, service.metadata.labels, service.metadata.annotations),
  };
  const seen = new Map<Pod, Set<number>>();
  const targets = set.endpoints.map((endpoint): Discovered => {
    const pod = endpoint.target?.kind === 'Pod' ? world.pod(endpoint.target.namespace, endpoint.target.name) : undefined;
    const own = isSlice ? sliceMeta(endpoint) : endpointMeta(endpoint);
    const meta = withNode ? [group, nodeMeta(nodeNameOf(endpoint), world)] : [group];
    if (!pod) { return { labels: new LabelSet(own, meta), service }; }
    seen.set(pod, (seen.get(pod) ?? new Set()).add(endpoint.port ?? -1));
    const port = behind(endpoint.port, pod);
    const container = port ? [containerMeta(port.container, port.name, port.number, isSlice ? port.protocol : endpoint.protocol)] : [];
    return { labels: new LabelSet(own, [...meta, podMeta(pod), ...container]), service, pod };
  });
  // ports of these pods that the Service lacks also become targets, without a Service port name
  const others = [...seen].flatMap(([pod, numbers]) => pod.ports.filter(({ number }) => !numbers.has(number))
    .map(({ container, name, number, protocol }): Discovered => ({
      labels: new LabelSet(
        { __address__: joined(pod.ip, number) }, [group, containerMeta(container, name, number, protocol), podMeta(pod)],
      ),
      service,
      pod,
    })));
  return [...targets, ...others];
}

/** Of the ports of one container the first wins, of several containers the last: later ones overwrite earlier ones. */
function behind(number: number | undefined, { ports }: Pod): Pod['ports'][number] | undefined {
  const byContainer = new Map<Container, Pod['ports'][number]>();
  for (const port of ports) { if (port.number === number && !byContainer.has(port.container)) { byContainer.set(port.container, port); } }
  return [...byContainer.values()].pop();
}

/**
 * Whether slices are of the second family of their Service, which Prometheus leaves out.
 * @see https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/endpointslice.go (nonPrimaryIPFamilySlice)
 */
function isSecondFamily(service: Manifest | undefined, addressType: string, world: ClusterState): boolean {
  if (!service) { return false; }
  const { ipFamilyPolicy, ipFamilies, clusterIP, selector } = service.spec ?? {};
  // the API server assigns both families to a headless Service without a selector
  const isOpen = clusterIP === 'None' && Object.keys(textsOf(selector)).length === 0;
  const policy = textOf(ipFamilyPolicy, isOpen ? 'RequireDualStack' : '');
  const first = textOf(listOf(ipFamilies)[0], familyOf(world));
  return ['PreferDualStack', 'RequireDualStack'].includes(policy) && first !== '' && addressType !== first;
}

/** The first IP family of the cluster, from its nodes. Empty if they are not given. */
function familyOf(world: ClusterState): string {
  const [address] = world.ofKind('Node')
    .flatMap(({ raw }) => listOf(raw?.status?.addresses))
    .filter(each => each?.type === 'InternalIP')
    .map(each => textOf(each.address));
  if (address === undefined) { return ''; }
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

function endpointMeta({ address, port, portName, protocol, ready, target, nodeName, hostname }: Endpoint): Labels {
  return {
    __address__: joined(address, port),
    [`${META}endpoint_port_name`]: portName,
    [`${META}endpoint_port_protocol`]: protocol,
    [`${META}endpoint_ready`]: ready,
    [`${META}endpoint_address_target_kind`]: target?.kind ?? '',
    [`${META}endpoint_address_target_name`]: target?.name ?? '',
    [`${META}endpoint_node_name`]: nodeName,
    [`${META}endpoint_hostname`]: hostname,
  };
}

function sliceMeta({
  address, port, portName, protocol, appProtocol, ready, serving, terminating, target, nodeName, hostname, zone,
}: Endpoint): Labels {
  return {
    __address__: joined(address, port),
    [`${META}endpointslice_port_name`]: portName,
    [`${META}endpointslice_port_protocol`]: protocol,
    [`${META}endpointslice_port`]: port === undefined ? '' : String(port),
    [`${META}endpointslice_port_app_protocol`]: appProtocol,
    [`${META}endpointslice_endpoint_conditions_ready`]: ready,
    [`${META}endpointslice_endpoint_conditions_serving`]: serving,
    [`${META}endpointslice_endpoint_conditions_terminating`]: terminating,
    [`${META}endpointslice_endpoint_hostname`]: hostname,
    [`${META}endpointslice_endpoint_node_name`]: nodeName,
    [`${META}endpointslice_endpoint_zone`]: zone,
    [`${META}endpointslice_address_target_kind`]: target?.kind ?? '',
    [`${META}endpointslice_address_target_name`]: target?.name ?? '',
  };
}

/** Several jobs discover the same pod. */
const metaOfPods = new Attached<Pod, Labels>();

function podMeta(pod: Pod): Labels {
  const known = metaOfPods.get(pod);
  if (known) { return known; }
  const found = {
    ...metaOf('pod', pod.name, pod.labels, pod.annotations),
    [`${META}pod_ip`]: pod.ip,
    [`${META}pod_ready`]: pod.ready,
    [`${META}pod_phase`]: pod.phase,
    [`${META}pod_node_name`]: pod.nodeName,
    [`${META}pod_host_ip`]: pod.hostIp,
    [`${META}pod_uid`]: pod.uid,
    [`${META}pod_controller_kind`]: pod.controller?.kind ?? '',
    [`${META}pod_controller_name`]: pod.controller?.name ?? '',
  };
  metaOfPods.set(pod, found);
  return found;
}

function containerMeta({ name: container, image, isInit }: Container, name: string, number: number, protocol: string): Labels {
  return {
    [`${META}pod_container_name`]: container,
    [`${META}pod_container_image`]: image,
    [`${META}pod_container_init`]: String(isInit),
    [`${META}pod_container_port_name`]: name,
    [`${META}pod_container_port_number`]: String(number),
    [`${META}pod_container_port_protocol`]: protocol,
  };
}

/** One target for each port that a container declares. A container without ports gets one without a port. */
function podTargets(pod: Pod, { withNode }: Kubernetes, world: ClusterState): Discovered[] {
  if (withNode && !world.named('Node', undefined, pod.nodeName) && world.ofKind('Node').length > 0) { return []; }
  const group: Labels = { [`${META}namespace`]: pod.namespace ?? '', ...withNode && nodeMeta(pod.nodeName, world) };
  return pod.containers.flatMap(container => {
    const own = pod.ports.filter(port => port.container === container);
    const id = { [`${META}pod_container_id`]: container.id };
    if (own.length === 0) {
      return [{
        labels: new LabelSet(
          {
            ...id,
            __address__: pod.ip,
            [`${META}pod_container_name`]: container.name,
            [`${META}pod_container_image`]: container.image,
            [`${META}pod_container_init`]: String(container.isInit),
          },
          [group, podMeta(pod)],
        ),
        pod,
      }];
    }
    return own.map(({ name, number, protocol }): Discovered => ({
      labels: new LabelSet(
        { ...id, __address__: joined(pod.ip, number) }, [group, containerMeta(container, name, number, protocol), podMeta(pod)],
      ),
      pod,
    }));
  });
}

function serviceTargets(service: Manifest): Discovered[] {
  const { metadata: { name, namespace = '', labels, annotations }, spec } = service;
  const type = textOf(spec.type, 'ClusterIP');
  return listOf(spec.ports).filter(({ port }) => portNumberOf(port) !== undefined).map(port => ({
    service,
    labels: new LabelSet({
      ...metaOf('service', name, labels, annotations),
      [`${META}namespace`]: namespace,
      __address__: joined(`${name}.${namespace}.svc`, Number(port?.port)),
      [`${META}service_port_name`]: textOf(port?.name),
      [`${META}service_port_number`]: String(port?.port),
      [`${META}service_port_protocol`]: textOf(port?.protocol, 'TCP'),
      [`${META}service_type`]: type,
      [`${META}service_cluster_ip`]: type === 'ExternalName' ? '' : textOf(spec.clusterIP),
      [`${META}service_external_name`]: type === 'ExternalName' ? textOf(spec.externalName) : '',
      [`${META}service_loadbalancer_ip`]: type === 'LoadBalancer'
        ? listOf(service.raw?.status?.loadBalancer?.ingress).map(each => textOf(each?.ip))
          .filter(ip => ip !== '')
          .join(',') || textOf(spec.loadBalancerIP)
        : '',
    }),
  }));
}

/** In the order in which the API server picks one. */
const ADDRESS_TYPES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'];

function nodeTargets({ metadata: { name, labels, annotations }, spec, raw }: Manifest): Discovered[] {
  const addresses = new Map<string, string>();
  for (const { type, address } of listOf(raw?.status?.addresses)) { if (!addresses.has(type)) { addresses.set(type, String(address)); } }
  const first = ADDRESS_TYPES.find(type => addresses.has(type));
  if (first === undefined) { return []; }
  return [{
    labels: new LabelSet({
      ...metaOf('node', name, labels, annotations),
      __address__: joined(addresses.get(first)!, raw?.status?.daemonEndpoints?.kubeletEndpoint?.Port ?? 0),
      instance: name,
      [`${META}node_provider_id`]: textOf(spec.providerID),
      ...Object.fromEntries(listOf(raw?.status?.conditions).map(each => [
        `${META}node_condition_${sanitizedLabel(String(each?.type).toLowerCase())}`, String(each?.status).toLowerCase(),
      ])),
      ...Object.fromEntries([...addresses].map(([type, address]) => [`${META}node_address_${sanitizedLabel(type)}`, address])),
    }),
  }];
}

function nodeMeta(name: string, world: ClusterState): Labels {
  const node = world.named('Node', undefined, name);
  return node ? metaOf('node', name, node.metadata.labels, node.metadata.annotations) : {};
}

function ingressTargets({ metadata: { name, namespace = '', labels, annotations }, spec }: Manifest): Discovered[] {
  const secured = listOf(spec.tls).flatMap(each => listOf(each?.hosts).map(String));
  return listOf(spec.rules).flatMap(rule => {
    const host = textOf(rule?.host);
    const paths = rule?.http ? listOf(rule.http.paths).map(each => textOf(each?.path) || '/') : ['/'];
    return paths.map(path => ({
      labels: new LabelSet({
        ...metaOf('ingress', name, labels, annotations),
        [`${META}namespace`]: namespace,
        [`${META}ingress_class_name`]: textOf(spec.ingressClassName),
        __address__: host,
        [`${META}ingress_scheme`]: secured.some(pattern => coversHost(pattern, host)) ? 'https' : 'http',
        [`${META}ingress_host`]: host,
        [`${META}ingress_path`]: path,
      }),
    }));
  });
}

/** `*.example.org` covers one level. */
function coversHost(pattern: string, host: string): boolean {
  return pattern === host || pattern.startsWith('*.') && host.includes('.') && pattern.slice(1) === host.slice(host.indexOf('.'));
}

function joined(host: string, port: number | undefined): string {
  if (port === undefined) { return host; }
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
