import { Manifest } from './manifest';
import { podSpecOf } from '../validation/workload';

/** Objects that are in no YAML, since Kubernetes or an operator makes them: the Service of the apiserver, and that of the kubelets where an operator says that it keeps one. */
export function impliedBy(manifests: readonly Manifest[]): Manifest[] {
  const apiServer: Manifest = {
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
  };
  const kubelets = manifests.flatMap(manifest => {
    const containers: any[] = podSpecOf(manifest)?.containers as any ?? [];
    const args = (Array.isArray(containers) ? containers : []).flatMap(container => Array.isArray(container?.args) ? container.args : []).map(String);
    return args.map(arg => /^--kubelet-service=([^/]+)\/(.+)$/.exec(arg)).filter(found => found !== null);
  });
  const there = new Set(manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  return [apiServer, ...kubelets.map(([, namespace, name]): Manifest => ({
    kind: 'Service',
    metadata: { name, namespace, labels: { 'k8s-app': 'kubelet', 'app.kubernetes.io/name': 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' } },
    spec: { clusterIP: 'None', ports: [{ name: 'https-metrics', port: 10250 }, { name: 'http-metrics', port: 10255 }, { name: 'cadvisor', port: 4194 }] },
  }))].filter(({ metadata }) => !there.has(`${metadata.namespace}/${metadata.name}`));
}
