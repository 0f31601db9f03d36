import { ClusterState } from './cluster-state';
import { Edge, keptOf } from './graph';
import { isImplied } from './implied';
import { listOf, Manifest, textOf } from './manifest';
import { Target } from './targets/targets';
import { podSpecOf } from '../validation/workload';

/** A program whose metrics are known. */
export interface Exporter {
  /** Its name in the catalog of metrics. */
  readonly component: string;
  /** Undefined if it is unknown. */
  readonly version?: string;
  readonly object: Manifest;
}

/** The base name of an image, and its program. */
const IMAGES: { readonly [image: string]: string } = {
  'kube-state-metrics': 'kube-state-metrics',
  'node-exporter': 'node-exporter',
  'node_exporter': 'node-exporter',
  'prometheus': 'prometheus',
  'alertmanager': 'alertmanager',
  'prometheus-operator': 'prometheus-operator',
  'prometheus-config-reloader': 'config-reloader',
  'blackbox-exporter': 'blackbox-exporter',
  'thanos': 'thanos',
  'coredns': 'coredns',
  'etcd': 'etcd',
};

/** Proxies that stand in front of the program in the same pod. */
const PROXIES = /(^|\/)kube-rbac-proxy(:|@|$)/;

/** The containers that an operator creates, and their programs. */
const MADE = new Set(['prometheus', 'alertmanager', 'config-reloader']);

/** The programs behind the targets of an edge, without duplicates. Undefined if one is unknown. */
export function exportersOf(edge: Edge, world: ClusterState): readonly Exporter[] | undefined {
  const found = new Map<string, Exporter>();
  for (const target of keptOf(edge)) {
    const exporter = exporterOf(target, edge, world);
    if (!exporter) { return undefined; }
    found.set(`${exporter.component} ${exporter.version}`, exporter);
  }
  return found.size === 0 ? undefined : [...found.values()];
}

/** Each workload that runs kube-state-metrics, scraped or not. */
export function kubeStateMetricsIn(world: ClusterState): readonly Exporter[] {
  const isOne = (exporter: Exporter | undefined): exporter is Exporter => exporter?.component === 'kube-state-metrics';
  return world.manifests.flatMap(object => {
    const images = listOf(podSpecOf(object)?.containers).map(container => textOf(container?.image));
    return images.map(image => ofImage(image, object)).filter(isOne).slice(0, 1);
  });
}

function exporterOf(target: Target, { service, workload }: Edge, world: ClusterState): Exporter | undefined {
  if (!workload) { return service && isImplied(service) ? ofKubernetes(service) : undefined; }
  const container = target.discovered.get('__meta_kubernetes_pod_container_name');
  if (isImplied(workload)) { return made(workload, container, world); }
  const image = target.discovered.get('__meta_kubernetes_pod_container_image');
  return PROXIES.test(image) ? behindProxy(workload) : ofImage(image, workload);
}

function ofImage(image: string, object: Manifest): Exporter | undefined {
  const [, name, version] = /(?:^|\/)([\w.-]+)(?::v?(\d+\.\d+\.\d+)[^/]*)?$/.exec(image.replace(/@sha256:.*$/, '')) ?? [];
  const component = name !== undefined && Object.hasOwn(IMAGES, name) ? IMAGES[name] : undefined;
  return component === undefined ? undefined : { component, object, ...version !== undefined && { version } };
}

function behindProxy(workload: Manifest): Exporter | undefined {
  const images = listOf(podSpecOf(workload)?.containers).map(container => textOf(container?.image)).filter(each => !PROXIES.test(each));
  return images.length === 1 ? ofImage(images[0], workload) : undefined;
}

/** A container of a StatefulSet that the operator creates for a custom resource. */
function made(workload: Manifest, container: string, world: ClusterState): Exporter | undefined {
  const [, prefix, name] = /^(prometheus|alertmanager)-(.+)$/.exec(workload.metadata.name) ?? [];
  const kind = prefix === 'prometheus' ? 'Prometheus' : 'Alertmanager';
  const resource = prefix === undefined || !MADE.has(container) ? undefined : world.named(kind, workload.metadata.namespace, name);
  if (!resource) { return undefined; }
  if (container === 'config-reloader') { return { component: container, object: resource }; }
  const image = textOf(resource.spec.image);
  const stated = image === '' ? textOf(resource.spec.version) : textOf(/:([^:@/]+)(?:@|$)/.exec(image)?.[1]);
  const version = /^v?(\d+\.\d+\.\d+)/.exec(stated)?.[1];
  return { component: container, object: resource, ...version !== undefined && { version } };
}

function ofKubernetes(service: Manifest): Exporter | undefined {
  const { name, namespace, labels = {} } = service.metadata;
  if (name === 'kubernetes' && namespace === 'default') { return { component: 'kube-apiserver', object: service }; }
  return labels['k8s-app'] === 'kubelet' ? { component: 'kubelet', object: service } : undefined;
}
