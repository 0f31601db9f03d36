import { Manifest } from './manifest';

/** Cluster-scoped kinds of Kubernetes. An unknown kind is assumed to be namespaced. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ComponentStatus', 'CSIDriver', 'CSINode',
  'CustomResourceDefinition', 'FlowSchema', 'IngressClass', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration', 'Namespace', 'Node', 'PersistentVolume', 'PodSecurityPolicy', 'PriorityClass',
  'PriorityLevelConfiguration', 'RuntimeClass', 'StorageClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration', 'VolumeAttachment', 'VolumeAttributesClass',
]);

/** Whether objects of a kind are cluster-scoped, if the kind is known. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** The object with this namespace, if it has none and its kind is namespaced. */
export function withNamespace(manifest: Manifest, namespace: string): Manifest {
  const { kind, metadata, raw } = manifest;
  if (metadata.namespace !== undefined || isClusterScoped(kind)) { return manifest; }
  return { ...manifest, metadata: { ...metadata, namespace }, raw: { ...raw, metadata: { ...raw.metadata, namespace } } };
}
