import { Manifest } from './manifest';

/** The kinds of Kubernetes that are in no namespace. Of a kind that is unknown it is assumed that it is in one. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ComponentStatus', 'CSIDriver', 'CSINode',
  'CustomResourceDefinition', 'FlowSchema', 'IngressClass', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration', 'Namespace', 'Node', 'PersistentVolume', 'PodSecurityPolicy', 'PriorityClass',
  'PriorityLevelConfiguration', 'RuntimeClass', 'StorageClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration', 'VolumeAttachment', 'VolumeAttributesClass',
]);

/** Whether objects of a kind are in no namespace, as far as the kind is known. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** The object in a namespace, if it names none and its kind has one. */
export function withNamespace(manifest: Manifest, namespace: string): Manifest {
  const { kind, metadata, raw } = manifest;
  if (metadata.namespace !== undefined || isClusterScoped(kind)) { return manifest; }
  return { ...manifest, metadata: { ...metadata, namespace }, raw: { ...raw, metadata: { ...raw.metadata, namespace } } };
}
