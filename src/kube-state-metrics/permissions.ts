import { ResolvedProps } from './resolve-props';
import { DELEGATED_AUTHORIZATION, Permission, PolicyRule, rulesFor } from '../manifest/rbac';

const READ = ['list', 'watch'];

/** Permissions of kube-state-metrics by scope. */
export interface Permissions {
  /** In the whole cluster. */
  readonly cluster: readonly PolicyRule[];
  /** In each of `namespaces`. */
  readonly namespaced: readonly PolicyRule[];
  /** In its own namespace. */
  readonly own: readonly PolicyRule[];
}

/** Exactly what the selected collectors list and watch. */
export function permissionsOf({
  version, collectors, customResources, namespaces, authFilter, authProxy, shards, name,
}: ResolvedProps): Permissions {
  const wanted: (Permission & { readonly isClusterScoped: boolean })[] = [
    ...collectors,
    ...customResources.map(({ groupVersionKind: { group }, resourcePlural, clusterScoped }) => ({
      group, resource: resourcePlural, isClusterScoped: clusterScoped ?? false,
    })),
    ...customResources.length > 0 && version.has('watchesDefinitions')
      ? [{ group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', isClusterScoped: true }]
      : [],
  ];
  const isNamespaced = namespaces !== undefined;
  return {
    cluster: [
      ...rulesFor(wanted.filter(({ isClusterScoped }) => isClusterScoped || !isNamespaced), READ),
      ...authFilter || authProxy ? DELEGATED_AUTHORIZATION : [],
    ],
    namespaced: isNamespaced ? rulesFor(wanted.filter(({ isClusterScoped }) => !isClusterScoped), READ) : [],
    own: shards > 1 ? shardingRules(name) : [],
  };
}

/** For automatic sharding, a pod reads its own ordinal and the size of its StatefulSet, and watches them. */
function shardingRules(statefulSet: string): PolicyRule[] {
  return [
    { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [statefulSet], verbs: ['get', 'list', 'watch'] },
  ];
}
