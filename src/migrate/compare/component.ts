import { ClusterState } from '../../scrape-graph/cluster-state';
import { isImplied } from '../../scrape-graph/implied';
import { listOf, Manifest, textOf, textsOf } from '../../scrape-graph/manifest';
import { podSpecOf } from '../../validation/workload';

/** The base name of an image, and its component. */
const IMAGES: { readonly [image: string]: string } = {
  'prometheus': 'prometheus',
  'alertmanager': 'alertmanager',
  'prometheus-operator': 'prometheus-operator',
  'kube-state-metrics': 'kube-state-metrics',
  'node-exporter': 'node-exporter',
  'node_exporter': 'node-exporter',
  'windows-exporter': 'windows-exporter',
  'blackbox-exporter': 'blackbox-exporter',
  'prometheus-adapter': 'prometheus-adapter',
  'k8s-prometheus-adapter': 'prometheus-adapter',
  'metrics-server': 'metrics-server',
  'pushgateway': 'pushgateway',
  'grafana': 'grafana',
  'thanos': 'thanos',
  'coredns': 'coredns',
  'admission-webhook': 'admission-webhook',
};

/** The parts of Kubernetes, by the names in their Services, labels and monitors. */
const KUBERNETES: readonly (readonly [name: RegExp, component: string])[] = [
  [/(^|-)kubelet$/, 'kubelet'],
  [/(^|-)(kube-)?(api-?server|kubernetes)$/, 'apiserver'],
  [/(^|-)(core-?dns|kube-dns)$/, 'coredns'],
  [/(^|-)(kube-)?etcd$/, 'etcd'],
  [/(^|-)(kube-)?scheduler$/, 'kube-scheduler'],
  [/(^|-)(kube-)?controller-manager$/, 'kube-controller-manager'],
  [/(^|-)kube-proxy$/, 'kube-proxy'],
];

const MADE_OF: { readonly [kind: string]: string } = {
  Prometheus: 'prometheus', PrometheusAgent: 'prometheus-agent', Alertmanager: 'alertmanager', ThanosRuler: 'thanos-ruler',
};

/** The component that an object runs, for a custom resource or a workload. Undefined if it is unknown. */
export function componentOf(object: Manifest): string | undefined {
  if (Object.hasOwn(MADE_OF, object.kind)) { return MADE_OF[object.kind]; }
  const pod = podSpecOf(object);
  const labels = textsOf(object.spec?.template?.metadata?.labels ?? object.metadata.labels);
  if (isImplied(object) && object.kind === 'StatefulSet') { return labels['app.kubernetes.io/name']; }
  const known = listOf(pod?.containers).flatMap(container => ofImage(textOf(container?.image)) ?? []);
  if (known.length > 0) { return known[0]; }
  const label = labels['app.kubernetes.io/name'];
  return kubernetesPart([labels['k8s-app'], labels.component, labels.app]) ?? label?.replace(
    /^prometheus-(?=(node|windows|blackbox)-exporter$)/, '',
  );
}

/** The component in an image. Mirrors put the organization before the name: `mirrored-prometheus-node-exporter`. */
export function ofImage(image: string): string | undefined {
  const name = imageName(image);
  if (Object.hasOwn(IMAGES, name)) { return IMAGES[name]; }
  const found = /^mirrored-/.test(name)
    ? Object.keys(IMAGES).filter(each => name.endsWith(`-${each}`)).sort((a, b) => b.length - a.length)[0]
    : undefined;
  return found === undefined ? undefined : IMAGES[found];
}

/** The base name of an image, without tag and digest. */
function imageName(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '').split('/').at(-1)!;
}

function kubernetesPart(names: readonly (string | undefined)[]): string | undefined {
  return names.flatMap(name => KUBERNETES.find(([pattern]) => name !== undefined && pattern.test(name))?.[1] ?? [])[0];
}

/** The component behind a Service: that of its pods, or the part of Kubernetes in its name or labels. */
export function componentBehind(service: Manifest, world: ClusterState): string | undefined {
  const { name, labels = {} } = service.metadata;
  const isOfKubernetes = service.metadata.namespace === 'kube-system' || name === 'kubernetes';
  const part = isOfKubernetes ? kubernetesPart([labels['k8s-app'], labels.component, name, labels.app]) : undefined;
  if (part !== undefined) { return part; }
  return world.podsOf(service).flatMap(({ workload }) => componentOf(workload) ?? [])[0];
}
