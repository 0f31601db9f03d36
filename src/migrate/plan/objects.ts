import { broken, word } from './shell';
import { isMap } from '../../values/json';

/** Cluster-scoped kinds that a chart or an app of monitoring may contain. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'IngressClass', 'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration',
  'Namespace', 'Node', 'PersistentVolume', 'PodSecurityPolicy', 'PriorityClass', 'RuntimeClass', 'StorageClass',
  'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** An object of Kubernetes, as in a file. */
export interface PlanObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for a cluster-scoped kind. */
  readonly namespace: string;
  readonly name: string;
  /** The whole object. */
  readonly raw: any;
}

/** The objects of documents and Lists, without duplicates. Everything else is ignored. */
export function planObjects(documents: readonly unknown[], namespace: string): PlanObject[] {
  const found = new Map<string, PlanObject>();
  for (const document of documents.flatMap(each => isMap(each) && Array.isArray(each.items) ? each.items : [each])) {
    const object = objectOf(document, namespace);
    if (object) { found.set(planKey(object), object); }
  }
  return [...found.values()];
}

function objectOf(raw: any, namespace: string): PlanObject | undefined {
  const { apiVersion, kind, metadata } = isMap(raw) ? raw as any : {} as any;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata?.name !== 'string') { return undefined; }
  const own = typeof metadata.namespace === 'string' && metadata.namespace !== '' ? metadata.namespace : namespace;
  return { apiVersion, kind, namespace: CLUSTER_SCOPED.has(kind) ? '' : own, name: metadata.name, raw };
}

/** Equal keys mean the same object for the API server, whatever the version of its API. */
export function planKey({ apiVersion, kind, namespace, name }: PlanObject): string {
  return [groupOf(apiVersion), kind, namespace, name].join('|');
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export function isHook({ raw }: PlanObject): boolean {
  return raw.metadata.annotations?.['helm.sh/hook'] !== undefined;
}

/** The kind for kubectl, with its group if another group may have the same kind. */
export function pluralResource({ apiVersion, kind }: PlanObject): string {
  const group = groupOf(apiVersion);
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  return word(isBuiltIn ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`);
}

/** `deployment/x` for kubectl. */
export function referenceOf(object: PlanObject): string {
  return `${pluralResource(object)}/${word(object.name)}`;
}

/** `-n x`. Empty for a cluster-scoped kind. */
export function namespaceFlag({ namespace }: PlanObject): string {
  return namespace === '' ? '' : ` -n ${word(namespace)}`;
}

/** Commands that delete objects by name: one per namespace and kind, in the order of the objects. */
export function deletionsOf(objects: readonly PlanObject[]): string[] {
  const groups = new Map<string, PlanObject[]>();
  for (const object of objects) {
    const key = `${object.namespace}|${pluralResource(object)}`;
    groups.set(key, [...groups.get(key) ?? [], object]);
  }
  return [...groups.values()].map(group => broken(
    `kubectl delete ${pluralResource(group[0])}${namespaceFlag(group[0])} --ignore-not-found`, group.map(({ name }) => word(name)),
  ));
}
