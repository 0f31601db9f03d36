import { ResolvedProps } from './resolve-props';
import { allow, PolicyRule, READ, WRITE } from '../manifest/rbac';

const GROUP = 'monitoring.coreos.com';

/** Custom resources that become StatefulSets. */
export const INSTANCES = ['alertmanagers', 'prometheusagents', 'prometheuses', 'thanosrulers'];

/** Custom resources that become configuration. */
export const CONFIGURATION = ['alertmanagerconfigs', 'podmonitors', 'probes', 'prometheusrules', 'scrapeconfigs', 'servicemonitors'];

/** Permissions of the operator by scope. */
export interface Permissions {
  readonly cluster: readonly PolicyRule[];
  /** In its own namespace: everything that belongs to StatefulSets. */
  readonly own: readonly PolicyRule[];
  /** In each additional namespace that it watches. */
  readonly watched: readonly PolicyRule[];
  /** In the namespace of the kubelet's Service. */
  readonly kubelet: readonly PolicyRule[];
}

export function permissionsOf({ allNamespaces, kubelet, featureGates, version }: ResolvedProps): Permissions {
  const hasStatus = featureGates.StatusForConfigurationResources ?? false;
  const configuration = [
    allow(GROUP, CONFIGURATION, READ),
    ...hasStatus ? [allow(GROUP, CONFIGURATION.map(resource => `${resource}/status`), ['update', 'patch'])] : [],
  ];
  // a monitor may refer to Secrets and ConfigMaps in its namespace
  const watched = [allow('', ['configmaps', 'secrets'], READ), ...configuration];
  return {
    cluster: [
      // events exist in two API groups: newer operators use the second
      ...['', 'events.k8s.io'].map(group => allow(group, ['events'], ['create', 'patch'])),
      allow('', ['namespaces'], READ),
      ...kubelet ? [allow('', ['nodes'], ['list', 'watch'])] : [],
      allow('storage.k8s.io', ['storageclasses'], ['get']),
      ...allNamespaces ? watched : [],
    ],
    own: [
      allow('', ['configmaps', 'secrets'], [...READ, ...WRITE]),
      allow('', ['pods'], ['list', 'delete']),
      allow('', ['services'], ['get', 'create', 'update']),
      allow('apps', ['statefulsets'], [...READ, ...WRITE, 'patch']),
      allow(GROUP, INSTANCES, [...READ, ...hasStatus ? ['patch'] : []]), // for its finalizers
      // OwnerReferencesPermissionEnforcement requires the first to set owner references
      allow(GROUP, INSTANCES.map(resource => `${resource}/finalizers`), ['update']),
      allow(GROUP, INSTANCES.map(resource => `${resource}/status`), ['update', 'patch']),
      ...configuration,
      ...featureGates.PrometheusAgentDaemonSet ? [allow('apps', ['daemonsets'], [...READ, ...WRITE])] : [],
    ],
    watched: allNamespaces ? [] : watched,
    kubelet: kubelet ? kubeletRules(kubelet.name, version.has('endpointSlices'), version.has('kubeletEndpointsSwitch')) : [],
  };
}

/** Creation cannot be restricted to a name, all other verbs are. EndpointSlices have generated names. */
function kubeletRules(name: string, hasSlices: boolean, withoutEndpoints: boolean): PolicyRule[] {
  const resources = ['services', ...withoutEndpoints ? [] : ['endpoints']];
  return [
    allow('', resources, ['create']),
    allow('', resources, ['get', 'update'], [name]),
    // required to create children of the Service
    ...hasSlices
      ? [
        allow('', ['services/finalizers'], ['update'], [name]),
        allow('discovery.k8s.io', ['endpointslices'], ['get', 'list', 'create', 'update', 'delete']),
      ]
      : [],
  ];
}
