import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';

const API_VERSION = 'rbac.authorization.k8s.io/v1';

/** One row of a role: never a wildcard. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** A permission to do something with one resource. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
}

/** As few rows as there are groups. */
export function rulesFor(permissions: readonly Permission[], verbs: readonly string[]): PolicyRule[] {
  const groups = [...new Set(permissions.map(({ group }) => group))];
  return groups.map(group => ({
    apiGroups: [group],
    resources: [...new Set(permissions.filter(permission => permission.group === group).map(({ resource }) => resource))].sort(),
    verbs,
  }));
}

/** Who asks whether a request may pass: the apiserver is asked for each. */
export const DELEGATED_AUTHORIZATION: readonly PolicyRule[] = [
  { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
  { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
];

export function createServiceAccount(scope: Construct, id: string, metadata: ObjectMetadata): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false });
}

export interface RoleAndBinding {
  readonly role: ApiObject;
  readonly binding: ApiObject;
}

/** In the whole cluster. */
export function createClusterRole(scope: Construct, metadata: ObjectMetadata, rules: readonly PolicyRule[], serviceAccount: ApiObject): RoleAndBinding {
  return createPair(scope, '', 'ClusterRole', metadata, rules, serviceAccount);
}

/** In the namespace of the metadata; `id` tells several apart. */
export function createRole(scope: Construct, id: string, metadata: ObjectMetadata, rules: readonly PolicyRule[], serviceAccount: ApiObject): RoleAndBinding {
  return createPair(scope, `-${id}`, 'Role', metadata, rules, serviceAccount);
}

function createPair(scope: Construct, suffix: string, kind: 'ClusterRole' | 'Role', metadata: ObjectMetadata, rules: readonly PolicyRule[],
  serviceAccount: ApiObject): RoleAndBinding {
  const inOrder = [...rules].sort((a, b) => a.apiGroups[0] < b.apiGroups[0] ? -1 : 1);
  const role = createObject(scope, `${kind}${suffix}`, metadata, { apiVersion: API_VERSION, kind, rules: inOrder });
  const binding = createObject(scope, `${kind}Binding${suffix}`, metadata, {
    apiVersion: API_VERSION,
    kind: `${kind}Binding`,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: role.name },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount.name, namespace: serviceAccount.metadata.namespace }],
  });
  return { role, binding };
}
