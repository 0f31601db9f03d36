import { amountOf } from '../../manifest/quantity';
import { listOf, Manifest, textOf } from '../../scrape-graph/manifest';
import { fieldAt, isMap } from '../../values/json';

type Raw = Readonly<Record<string, any>>;

interface Row {
  /** Immutable paths. A path with `?` is compared only if both objects have it: a field that is required is missing in a patch. */
  readonly fields?: readonly string[];
  /** All fields of the spec except these. */
  readonly butFor?: readonly string[];
  /** Whether the row applies to an object. */
  readonly when?: (before: Raw, after: Raw) => boolean;
}

/**
 * THE table of fields that cannot be changed.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/validation/validation.go ValidateStatefulSetUpdate,
 * ValidateDeploymentUpdate, ValidateDaemonSetUpdate, ValidateReplicaSetUpdate
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go ValidateSecretUpdate,
 * ValidateConfigMapUpdate, ValidatePersistentVolumeClaimUpdate, validateServiceClusterIPsRelatedFields
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/rbac/validation/validation.go ValidateRoleBindingUpdate
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/discovery/validation/validation.go ValidateEndpointSliceUpdate
 */
const ROWS: { readonly [kind: string]: readonly Row[] } = {
  Deployment: [{ fields: ['spec.selector?'] }],
  DaemonSet: [{ fields: ['spec.selector?'] }],
  ReplicaSet: [{ fields: ['spec.selector?'] }],
  StatefulSet: [{
    when: (...both) => both.every(({ spec }) => spec?.selector !== undefined),
    butFor: [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'revisionHistoryLimit',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ],
  }],
  Job: [{
    // with a TTL the finished Job is deleted, and the update creates a new one
    when: ({ spec }) => spec?.ttlSecondsAfterFinished === undefined,
    fields: ['spec.selector', 'spec.template?', 'spec.completionMode', 'spec.podFailurePolicy', 'spec.backoffLimitPerIndex'],
  }],
  RoleBinding: [{ fields: ['roleRef?'] }],
  ClusterRoleBinding: [{ fields: ['roleRef?'] }],
  Secret: [{ fields: ['type'] }, { fields: ['data', 'stringData', 'immutable'], when: ({ immutable }) => immutable === true }],
  ConfigMap: [{ fields: ['data', 'binaryData', 'immutable'], when: ({ immutable }) => immutable === true }],
  PersistentVolumeClaim: [{
    fields: [
      'spec.accessModes',
      'spec.selector',
      'spec.storageClassName?',
      'spec.volumeMode?',
      'spec.volumeName?',
      'spec.dataSource',
      'spec.dataSourceRef',
    ],
  }],
  EndpointSlice: [{ fields: ['addressType?'] }],
  StorageClass: [{ fields: ['provisioner?', 'parameters', 'reclaimPolicy', 'volumeBindingMode'] }],
  PriorityClass: [{ fields: ['value', 'preemptionPolicy?'] }],
  Service: [{ fields: ['spec.clusterIP?'], when: (...both) => both.every(({ spec }) => (spec?.type ?? 'ClusterIP') !== 'ExternalName') }],
  CustomResourceDefinition: [{ fields: ['spec.scope?', 'spec.names.kind?', 'spec.names.plural?'] }],
};

/** Changed fields of an object that the API server does not allow to change. */
export function refusedChanges({ kind, raw: before }: Manifest, now: Manifest): string[] {
  const after = now.raw;
  const rows = Object.hasOwn(ROWS, kind) && !isReplaced(now) ? ROWS[kind] : [];
  return rows.filter(({ when }) => when === undefined || when(before, after)).flatMap(({ fields = [], butFor }) => [
    ...fields.filter(field => isChanged(field, before, after)).map(field => field.replace('?', '')),
    ...butFor === undefined ? [] : otherFields(before.spec, after.spec, butFor).map(field => `spec.${field}`),
  ]);
}

/**
 * Whether Flux or Argo CD deletes the object and creates it again if the API server rejects an update.
 * Flux reads labels and annotations, and ignores case.
 * @see https://github.com/fluxcd/kustomize-controller/blob/v1.9.4/internal/controller/kustomization_controller.go ForceSelector
 * @see https://github.com/fluxcd/pkg/tree/main/ssa/utils AnyInMetadata
 * @see https://github.com/argoproj/argo-cd/blob/v3.2.0/docs/user-guide/sync-options.md Force Sync
 */
function isReplaced({ metadata: { labels = {}, annotations = {} } }: Manifest): boolean {
  const options = (annotations['argocd.argoproj.io/sync-options'] ?? '').split(',').map(option => option.trim());
  const isForced = [labels, annotations].some(each => each['kustomize.toolkit.fluxcd.io/force']?.toLowerCase() === 'enabled');
  return isForced || options.includes('Force=true');
}

function isChanged(field: string, before: Raw, after: Raw): boolean {
  const path = field.replace('?', '');
  const [old, now] = [before, after].map(raw => withDefault(path, fieldAt(raw, path)));
  const isKept = field.endsWith('?') && (old === undefined || now === undefined);
  return !isKept && canonicalJson(old) !== canonicalJson(now) && ![old, now].some(hasVariable);
}

/**
 * What the API server sets if a field is missing.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/v1/defaults.go SetDefaults_Secret
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/storage/v1/defaults.go SetDefaults_StorageClass
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/v1/defaults.go SetDefaults_Job
 */
const DEFAULTS: { readonly [path: string]: string } = {
  'type': 'Opaque', 'reclaimPolicy': 'Delete', 'volumeBindingMode': 'Immediate', 'spec.completionMode': 'NonIndexed',
};

/** @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/rbac/v1/defaults.go SetDefaults_RoleBinding */
function withDefault(path: string, value: any): unknown {
  if (path === 'roleRef' && isMap(value)) { return { apiGroup: 'rbac.authorization.k8s.io', ...value }; }
  return value ?? (Object.hasOwn(DEFAULTS, path) ? DEFAULTS[path] : undefined);
}

/** A variable of Flux or envsubst, `${CLASS:-fast}`, whose value is unknown here. */
function hasVariable(value: unknown): boolean {
  return /\$\{\w/.test(canonicalJson(value));
}

function otherFields(before: Raw = {}, after: Raw = {}, butFor: readonly string[]): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => !butFor.includes(name));
  const isSame = (name: string) => canonicalJson(withoutDefaults(name, before[name])) === canonicalJson(withoutDefaults(name, after[name]));
  return names.filter(name => !isSame(name) && !hasVariable(before[name]) && !hasVariable(after[name])).sort();
}

/** Fields that the API server fills in are ignored. The capacity of a claim template counts, as all of its other fields do. */
function withoutDefaults(name: string, value: unknown): unknown {
  if (name === 'podManagementPolicy') { return value ?? 'OrderedReady'; }
  if (name === 'volumeClaimTemplates') { return listOf(value).map(plainClaim); }
  return name === 'serviceName' ? value ?? '' : value;
}

/**
 * A claim template without what the API server sets, and with sizes in bytes: it compares quantities by their amount.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/v1/conversion.go
 * Convert_v1_StatefulSetSpec_To_apps_StatefulSetSpec
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolumeClaimSpec
 */
function plainClaim(template: any): unknown {
  if (!isMap(template)) { return template; }
  const { apiVersion, kind, status, metadata, spec, ...rest } = template as Raw;
  const { creationTimestamp, ...named } = isMap(metadata) ? metadata as Raw : {};
  const size = spec?.resources?.requests?.storage;
  const amount = amountOf(textOf(size)) ?? size;
  const requests = { ...spec?.resources?.requests, storage: amount };
  const resources = size === undefined ? {} : { resources: { ...spec.resources, requests } };
  return { ...rest, metadata: named, spec: { volumeMode: 'Filesystem', ...spec, ...resources } };
}

/** A text of a value that is independent of the order of keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each) => typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a < b ? -1 : 1)) : each) ?? '';
}
