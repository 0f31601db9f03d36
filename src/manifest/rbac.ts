import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';
import { compareTexts } from '../values/texts';

const API_VERSION = 'rbac.authorization.k8s.io/v1';

/** One rule of a role, without wildcards. It contains resources, or URL paths of the API server and of servers that authorize with it. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** A permission for one resource. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
}

/** Merged into as few rules as API groups. */
export function rulesFor(permissions: readonly Permission[], verbs: readonly string[]): PolicyRule[] {
  const groups = [...new Set(permissions.map(({ group }) => group))];
  return groups.map(group => ({
    apiGroups: [group],
    resources: [...new Set(permissions.filter(permission => permission.group === group).map(({ resource }) => resource))].sort(),
    verbs,
  }));
}

/** One row for one group. */
export function allow(
  group: string, resources: readonly string[], verbs: readonly string[], resourceNames?: readonly string[],
): PolicyRule {
  return { apiGroups: [group], resources, verbs, ...resourceNames && { resourceNames } };
}

export const READ = ['get', 'list', 'watch'] as const;
export const WRITE = ['create', 'update', 'delete'] as const;

/** Permissions of servers that authorize requests: they call the API server for each. */
export const DELEGATED_AUTHORIZATION: readonly PolicyRule[] = [
  { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
  { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
];

/** A ServiceAccount that receives permissions: an object of this app, or an existing one. */
export interface ServiceAccountReference {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

export function createServiceAccount(scope: Construct, id: string, metadata: ObjectMetadata): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false });
}

export interface RoleAndBinding {
  readonly role: ApiObject;
  readonly binding: ApiObject;
}

/** In the whole cluster. */
export function createClusterRole(
  scope: Construct, metadata: ObjectMetadata, rules: readonly PolicyRule[], serviceAccount: ServiceAccountReference,
): RoleAndBinding {
  return createPair(scope, '', 'ClusterRole', metadata, rules, serviceAccount);
}

/** Binds existing roles of the API server, such as those for a server behind an APIService. */
export function createBindingTo(
  scope: Construct,
  id: string,
  metadata: ObjectMetadata,
  role: { readonly kind: 'ClusterRole' | 'Role'; readonly name: string },
  serviceAccount: ServiceAccountReference,
): ApiObject {
  return createBinding(scope, id, `${role.kind}Binding`, metadata, role, serviceAccount);
}

/** Without a binding, which is created elsewhere. */
export function createUnboundClusterRole(scope: Construct, id: string, metadata: ObjectMetadata, rules: readonly PolicyRule[]): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: API_VERSION, kind: 'ClusterRole', rules });
}

/** In the namespace of the metadata. `id` distinguishes several roles. */
export function createRole(
  scope: Construct, id: string, metadata: ObjectMetadata, rules: readonly PolicyRule[], serviceAccount: ServiceAccountReference,
): RoleAndBinding {
  return createPair(scope, `-${id}`, 'Role', metadata, rules, serviceAccount);
}

/**
 * The name of the Role of a component in a namespace. Elsewhere than in the namespace of the component, the name includes it, so that two
 * installations never share a Role.
 */
export function roleNameIn(where: string, { name, namespace }: ObjectMetadata): string {
  return where === namespace ? name : `${namespace}-${name}-${where}`;
}

/** The same Role in several namespaces, with the namespace as id. */
export function createRolesIn(scope: Construct, namespaces: readonly string[], metadata: ObjectMetadata, rules: readonly PolicyRule[],
  serviceAccount: ServiceAccountReference): RoleAndBinding[] {
  return namespaces.map(where => createRole(
    scope, where, { ...metadata, name: roleNameIn(where, metadata), namespace: where }, rules, serviceAccount,
  ));
}

/** By API group. Rules for URL paths come last. */
export function inOrder(rules: readonly PolicyRule[]): PolicyRule[] {
  const groupOf = ({ apiGroups: [group] = ['~'] }: PolicyRule) => group;
  return rules.map((rule, at) => ({ rule, at }))
    .sort((a, b) => compareTexts(groupOf(a.rule), groupOf(b.rule)) || a.at - b.at)
    .map(({ rule }) => rule);
}

function createPair(scope: Construct, suffix: string, kind: 'ClusterRole' | 'Role', metadata: ObjectMetadata, rules: readonly PolicyRule[],
  serviceAccount: ServiceAccountReference): RoleAndBinding {
  const role = createObject(scope, `${kind}${suffix}`, metadata, { apiVersion: API_VERSION, kind, rules: inOrder(rules) });
  const binding = createBinding(scope, `${kind}Binding${suffix}`, `${kind}Binding`, metadata, { kind, name: role.name }, serviceAccount);
  return { role, binding };
}

function createBinding(
  scope: Construct,
  id: string,
  kind: string,
  metadata: ObjectMetadata,
  role: { readonly kind: string; readonly name: string },
  serviceAccount: ServiceAccountReference,
): ApiObject {
  return createObject(scope, id, metadata, {
    apiVersion: API_VERSION,
    kind,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role.kind, name: role.name },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount.name, namespace: serviceAccount.metadata.namespace }],
  });
}
