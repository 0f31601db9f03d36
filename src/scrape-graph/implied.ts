import { keyOf, Labels, listOf, Manifest, portNumberOf, textOf, textsOf } from './manifest';
import { operatorOf } from './operator-version';
import { UNKNOWN } from './targets/pods';
import { matchesSelector } from '../admission/cluster/label-selector';
import { isWorkload, podSpecOf } from '../validation/workload';

/**
 * Objects that Kubernetes or an operator creates, so that no YAML contains them: the Service of the API server, that of the kubelets if an
 * operator maintains it, the StatefulSets and Services of custom resources, and the pods of Kubernetes itself.
 */
export function impliedBy(manifests: readonly Manifest[]): Manifest[] {
  const there = new Set(manifests.map(keyOf));
  const isNew = (manifest: Manifest) => !there.has(keyOf(manifest)) && there.add(keyOf(manifest));
  const operator = operatorOf(manifests);
  const byOperator = operator.has('labelsManagedServices') ? BOTH_LABELS : LEGACY_LABEL;
  const instances = manifests.flatMap(manifest => instancesOf(manifest, byOperator, !operator.has('podsWithoutApp')));
  const made = [...apiServer(), ...clusterDns(manifests), ...kubeletServices(manifests), ...instances].filter(isNew).map(asImplied);
  return [...made, ...controlPlanePods([...manifests, ...made]).map(asImplied)];
}

export function isImplied(manifest: Manifest): boolean {
  return manifest.isImplied === true;
}

function asImplied(manifest: Manifest): Manifest {
  return { ...manifest, raw: manifest, isImplied: true };
}

function apiServer(): Manifest[] {
  const metadata = { name: 'kubernetes', namespace: 'default' };
  return [
    {
      kind: 'Service',
      metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
      spec: { ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
    },
    {
      kind: 'Endpoints',
      metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
      spec: {},
      subsets: [{ addresses: [{ ip: UNKNOWN.controlPlane }], ports: [{ name: 'https', port: 6443 }] }],
    },
  ];
}

/** As with kubeadm and most others: CoreDNS uses the Service of kube-dns. An object with its label takes its place. */
function clusterDns(manifests: readonly Manifest[]): Manifest[] {
  const labels = { 'k8s-app': 'kube-dns' };
  const isHere = manifests.some(({
    kind, metadata,
  }) => kind === 'Service' && metadata.namespace === 'kube-system' && metadata.labels?.['k8s-app'] === 'kube-dns');
  const ports = [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53 }, { name: 'metrics', port: 9153 }];
  return isHere
    ? []
    : [{
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { ...labels, 'kubernetes.io/name': 'CoreDNS' } },
      spec: { selector: labels, ports },
    }];
}

/** What an operator maintains if configured: the Service, its Endpoints, and an entry for each node. */
function kubeletServices(manifests: readonly Manifest[]): Manifest[] {
  return kubeletServiceFlags(manifests).flatMap(({ namespace, name }): Manifest[] => {
    const metadata = {
      name,
      namespace,
      labels: { 'k8s-app': 'kubelet', 'app.kubernetes.io/name': 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' },
    };
    const ports = [{ name: 'https-metrics', port: 10250 }, { name: 'http-metrics', port: 10255 }, { name: 'cadvisor', port: 4194 }];
    return [
      { kind: 'Service', metadata, spec: { clusterIP: 'None', ports } },
      {
        kind: 'Endpoints',
        metadata,
        spec: {},
        subsets: [{ addresses: [{ ip: UNKNOWN.hostIp, targetRef: { kind: 'Node', name: UNKNOWN.node } }], ports }],
      },
    ];
  });
}

/** The Services of kubelets that operators maintain, from the arguments of their containers. */
export function kubeletServiceFlags(manifests: readonly Manifest[]): {
  readonly operator: Manifest; readonly namespace: string; readonly name: string;
}[] {
  return manifests.flatMap(operator => listOf(podSpecOf(operator)?.containers).flatMap(container => listOf(container?.args))
    .flatMap(argument => {
      const [, namespace, name] = /^--kubelet-service=([^/]+)\/(.+)$/.exec(String(argument)) ?? [];
      return namespace === undefined ? [] : [{ operator, namespace, name }];
    }));
}

interface Instance {
  readonly prefix: string;
  readonly service: string;
  /** The label of its Service, if it differs from the label of the pods. */
  readonly serviceLabel?: string;
  readonly name: string;
  readonly labels: (name: string) => Labels;
  readonly port: number;
  /** In addition to that of the user interface. */
  readonly ownPorts?: readonly object[];
  readonly servicePorts?: readonly object[];
  readonly others: readonly object[];
}

const RELOADER = { name: 'config-reloader', ports: [{ name: 'reloader-web', containerPort: 8080 }] };
/** Ports that the operator adds to the pods of a Prometheus with `thanos`. */
const SIDECAR = { name: 'thanos-sidecar', ports: [{ name: 'http', containerPort: 10902 }, { name: 'grpc', containerPort: 10901 }] };
const MESH = [{ name: 'mesh-tcp', containerPort: 9094 }, { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' }];
/** Ports of the Service, with other names. */
const MESH_SERVICE = [
  { name: 'tcp-mesh', port: 9094, targetPort: 'mesh-tcp' }, { name: 'udp-mesh', port: 9094, targetPort: 'mesh-udp', protocol: 'UDP' },
];
const GRPC_SERVICE = [{ name: 'grpc', port: 10901, targetPort: 'grpc' }];
const scraping = (name: string): ((instance: string) => Labels) => instance => ({
  'operator.prometheus.io/name': instance, 'operator.prometheus.io/shard': '0', [name]: instance,
});

/** Objects that operators create for their custom resources. */
const INSTANCES: { readonly [kind: string]: Instance } = {
  Prometheus: {
    prefix: 'prometheus',
    service: 'prometheus-operated',
    name: 'prometheus',
    labels: scraping('prometheus'),
    port: 9090,
    others: [RELOADER],
  },
  PrometheusAgent: {
    prefix: 'prom-agent',
    service: 'prometheus-agent-operated',
    serviceLabel: 'operated-prometheus',
    name: 'prometheus-agent',
    labels: scraping('prometheus-agent'),
    port: 9090,
    others: [RELOADER],
  },
  Alertmanager: {
    prefix: 'alertmanager',
    service: 'alertmanager-operated',
    name: 'alertmanager',
    labels: instance => ({ alertmanager: instance }),
    port: 9093,
    ownPorts: MESH,
    servicePorts: MESH_SERVICE,
    others: [RELOADER],
  },
  ThanosRuler: {
    prefix: 'thanos-ruler',
    service: 'thanos-ruler-operated',
    name: 'thanos-ruler',
    labels: instance => ({ 'thanos-ruler': instance }),
    port: 10902,
    ownPorts: [{ name: 'grpc', containerPort: 10901 }],
    servicePorts: GRPC_SERVICE,
    others: [RELOADER],
  },
};

/** The labels with which the operator finds its Services. The recommended label came later. */
const LEGACY_LABEL: Labels = { 'managed-by': 'prometheus-operator' };
const BOTH_LABELS: Labels = { ...LEGACY_LABEL, 'app.kubernetes.io/managed-by': 'prometheus-operator' };

function instancesOf({ kind, metadata: { name, namespace }, spec }: Manifest, byOperator: Labels, hasApp: boolean): Manifest[] {
  const instance = Object.hasOwn(INSTANCES, kind) ? INSTANCES[kind] : undefined;
  if (!instance) { return []; }
  const labels = {
    ...textsOf(spec.podMetadata?.labels),
    ...instance.labels(name),
    ...hasApp && { app: instance.name },
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': instance.name,
  };
  const web = textOf(spec.portName, 'web');
  const { ownPorts = [], servicePorts = [] } = instance;
  const ports = [...spec.listenLocal === true ? [] : [{ name: web, containerPort: instance.port }], ...ownPorts];
  const hasSidecar = kind === 'Prometheus' && spec.thanos !== undefined && spec.thanos !== null;
  const others = [...instance.others, ...hasSidecar ? [SIDECAR] : []];
  const containers = merged(
    [{ name: instance.prefix === 'prom-agent' ? 'prometheus' : instance.name, ...ports.length > 0 && { ports } }, ...others],
    listOf(spec.containers),
  );
  const pods: Manifest = {
    kind: 'StatefulSet',
    metadata: { name: `${instance.prefix}-${name}`, namespace },
    spec: {
      template: {
        metadata: { labels },
        spec: { containers, initContainers: listOf(spec.initContainers), ...spec.hostNetwork === true && { hostNetwork: true } },
      },
    },
  };
  // another tool creates the Service with this name
  if (textOf(spec.serviceName) !== '') { return [pods]; }
  return [pods, {
    kind: 'Service',
    metadata: {
      name: instance.service, namespace, labels: { [instance.serviceLabel ?? `operated-${instance.name}`]: 'true', ...byOperator },
    },
    spec: {
      clusterIP: 'None',
      ...kind === 'Alertmanager' && { publishNotReadyAddresses: true },
      ports: [{ name: web, port: instance.port, targetPort: web }, ...servicePorts, ...hasSidecar ? GRPC_SERVICE : []],
      selector: { 'app.kubernetes.io/name': instance.name },
    },
  }];
}

/** Merged like the operator merges containers of a custom resource into its own: by name, port lists by number. */
function merged(own: readonly any[], given: readonly any[]): any[] {
  const extra = new Map(given.map(container => [container?.name, container]));
  const both = own.map(container => {
    const patch = extra.get(container.name);
    extra.delete(container.name);
    const ports = new Map([
      ...listOf(container.ports), ...listOf(patch?.ports),
    ].map(port => [`${port?.containerPort} ${port?.protocol}`, port]));
    return patch ? { ...container, ...patch, ports: [...ports.values()] } : container;
  });
  return [...both, ...extra.values()];
}

/** If a Service in kube-system selects pods that no YAML contains, they stand for pods of Kubernetes itself: CoreDNS, the scheduler. */
function controlPlanePods(manifests: readonly Manifest[]): Manifest[] {
  const workloads = manifests.filter(({ kind, metadata }) => metadata.namespace === 'kube-system' && isWorkload(kind));
  const templates = workloads.map(({ spec, metadata, kind }) => textsOf(kind === 'Pod'
    ? metadata.labels
    : spec.template?.metadata?.labels));
  return manifests.filter(({ kind, metadata }) => kind === 'Service' && metadata.namespace === 'kube-system')
    .flatMap((service): Manifest[] => {
      const selector = textsOf(service.spec.selector);
      if (Object.keys(selector).length === 0 || templates.some(labels => matchesSelector({ matchLabels: selector }, labels))) { return []; }
      const ports = listOf(service.spec.ports).map(port => ({
        name: textOf(port?.targetPort, textOf(port?.name)),
        containerPort: portNumberOf(port?.targetPort) ?? portNumberOf(port?.port),
        protocol: textOf(port?.protocol, 'TCP'),
      }));
      return [{
        kind: 'Pod',
        metadata: { name: service.metadata.name, namespace: 'kube-system', labels: selector },
        spec: { containers: [{ name: '', ports }] },
      }];
    });
}
