import { Manifest } from '../../scrape-graph/manifest';
import { fieldAt } from '../../values/json';

type Raw = Readonly<Record<string, any>>;

interface Row {
  /** Immutable paths. A path with `?` is compared only if both objects have it. */
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
  Deployment: [{ fields: ['spec.selector'] }],
  DaemonSet: [{ fields: ['spec.selector'] }],
  ReplicaSet: [{ fields: ['spec.selector'] }],
  StatefulSet: [{
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
  Job: [{ fields: ['spec.selector', 'spec.template', 'spec.completionMode', 'spec.podFailurePolicy', 'spec.backoffLimitPerIndex'] }],
  RoleBinding: [{ fields: ['roleRef'] }],
  ClusterRoleBinding: [{ fields: ['roleRef'] }],
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
  EndpointSlice: [{ fields: ['addressType'] }],
  StorageClass: [{ fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'] }],
  PriorityClass: [{ fields: ['value', 'preemptionPolicy?'] }],
  Service: [{ fields: ['spec.clusterIP?'], when: (...both) => both.every(({ spec }) => (spec?.type ?? 'ClusterIP') !== 'ExternalName') }],
  CustomResourceDefinition: [{ fields: ['spec.scope', 'spec.names.kind?', 'spec.names.plural?'] }],
};

/** Changed fields of an object that the API server does not allow to change. */
export function refusedChanges({ kind, raw: before }: Manifest, { raw: after }: Manifest): string[] {
  const rows = Object.hasOwn(ROWS, kind) ? ROWS[kind] : [];
  return rows.filter(({ when }) => when === undefined || when(before, after)).flatMap(({ fields = [], butFor }) => [
    ...fields.filter(field => isChanged(field, before, after)).map(field => field.replace('?', '')),
    ...butFor === undefined ? [] : otherFields(before.spec, after.spec, butFor).map(field => `spec.${field}`),
  ]);
}

function isChanged(field: string, before: Raw, after: Raw): boolean {
  const [old, now] = [before, after].map(raw => fieldAt(raw, field.replace('?', '')));
  const isKept = field.endsWith('?') && (old === undefined || now === undefined);
  return !isKept && canonicalJson(old) !== canonicalJson(now) && ![old, now].some(hasVariable);
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

/** Fields that the API server fills in are ignored. The capacity of a claim template counts, as all of its fields do. */
function withoutDefaults(name: string, value: unknown): unknown {
  if (name === 'podManagementPolicy') { return value ?? 'OrderedReady'; }
  return name === 'serviceName' ? value ?? '' : value;
}

/** A text of a value that is independent of the order of keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each) => typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a < b ? -1 : 1)) : each) ?? '';
}
