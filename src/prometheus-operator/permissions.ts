import { ResolvedProps } from './resolve-props';
import { allow, PolicyRule, READ, WRITE } from '../manifest/rbac';

const GROUP = 'monitoring.coreos.com';

/** What it makes StatefulSets of. */
export const INSTANCES = ['alertmanagers', 'prometheusagents', 'prometheuses', 'thanosrulers'];

/** What it makes configuration of. */
export const CONFIGURATION = ['alertmanagerconfigs', 'podmonitors', 'probes', 'prometheusrules', 'scrapeconfigs', 'servicemonitors'];

/** What the operator may do, and where. */
export interface Permissions {
  readonly cluster: readonly PolicyRule[];
  /** In its own namespace: everything that StatefulSets are made of. */
  readonly own: readonly PolicyRule[];
  /** In each further namespace that it reads. */
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
  // a monitor may refer to Secrets and ConfigMaps next to it
  const watched = [allow('', ['configmaps', 'secrets'], READ), ...configuration];
  return {
    cluster: [
      // events of one kind under two names: newer operators use the second
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
      allow(GROUP, INSTANCES, [...READ, ...hasStatus ? ['patch'] : []]), // of its finalizers
      // the apiserver asks the first of who makes what is deleted with it
      allow(GROUP, INSTANCES.map(resource => `${resource}/finalizers`), ['update']),
      allow(GROUP, INSTANCES.map(resource => `${resource}/status`), ['update', 'patch']),
      ...configuration,
      ...featureGates.PrometheusAgentDaemonSet ? [allow('apps', ['daemonsets'], [...READ, ...WRITE])] : [],
    ],
    watched: allNamespaces ? [] : watched,
    kubelet: kubelet ? kubeletRules(kubelet.name, version.has('endpointSlices'), version.has('kubeletEndpointsSwitch')) : [],
  };
}

/** What is created cannot be restricted to a name, everything else is. EndpointSlices have generated names. */
function kubeletRules(name: string, hasSlices: boolean, withoutEndpoints: boolean): PolicyRule[] {
  const resources = ['services', ...withoutEndpoints ? [] : ['endpoints']];
  return [
    allow('', resources, ['create']),
    allow('', resources, ['get', 'update'], [name]),
    // the apiserver asks this of who creates a child of the Service
    ...hasSlices ? [allow('', ['services/finalizers'], ['update'], [name]), allow('discovery.k8s.io', ['endpointslices'], ['get', 'list', 'create', 'update', 'delete'])] : [],
  ];
}
