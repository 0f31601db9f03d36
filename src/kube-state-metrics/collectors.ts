import { CapabilityOf } from '../versions/capabilities';
import { ComponentVersion } from '../versions/component-version';

type Version = ComponentVersion<'kubeStateMetrics'>;

/** What kube-state-metrics can collect: a resource of the API server, by its plural name. */
export interface Collector {
  readonly resource: string;
  readonly group: string;
  /** Whether its objects belong to no namespace. */
  readonly isClusterScoped: boolean;
  /** Default: always, never, or from or until a version. */
  readonly isDefault: boolean | { readonly from: Capability } | { readonly until: Capability };
  /** The first version that has it, unless all do. */
  readonly needs?: Capability;
}

type Capability = CapabilityOf<'kubeStateMetrics'>;

const CLUSTER = true;

/**
 * THE table of collectors.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/pkg/options/resource.go
 */
export const COLLECTORS: readonly Collector[] = [
  ...always(
    '', ['configmaps', 'limitranges', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'resourcequotas', 'secrets', 'services'],
  ),
  ...always('', ['namespaces', 'nodes', 'persistentvolumes'], CLUSTER),
  ...always('admissionregistration.k8s.io', ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'], CLUSTER),
  ...always('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  ...always('autoscaling', ['horizontalpodautoscalers']),
  ...always('batch', ['cronjobs', 'jobs']),
  ...always('certificates.k8s.io', ['certificatesigningrequests'], CLUSTER),
  ...always('coordination.k8s.io', ['leases']),
  ...always('networking.k8s.io', ['ingresses', 'networkpolicies']),
  ...always('policy', ['poddisruptionbudgets']),
  ...always('storage.k8s.io', ['storageclasses', 'volumeattachments'], CLUSTER),

  { resource: 'endpoints', group: '', isClusterScoped: false, isDefault: { until: 'endpointSlicesByDefault' } },
  { resource: 'endpointslices', group: 'discovery.k8s.io', isClusterScoped: false, isDefault: { from: 'endpointSlicesByDefault' } },
  ...[
    'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
  ].map((resource): Collector =>
    ({ resource, group: 'admissionregistration.k8s.io', isClusterScoped: true, isDefault: true, needs: 'admissionPolicies' })),

  ...onRequest('', ['serviceaccounts']),
  ...onRequest('networking.k8s.io', ['ingressclasses'], CLUSTER),
  ...onRequest('rbac.authorization.k8s.io', ['rolebindings', 'roles']),
  ...onRequest('rbac.authorization.k8s.io', ['clusterrolebindings', 'clusterroles'], CLUSTER),
];

/** What this version can collect, by name. */
export function collectorsOf(version: Version): ReadonlyMap<string, Collector> {
  return new Map(COLLECTORS.filter(({ needs }) => needs === undefined || version.has(needs))
    .map(collector => [collector.resource, collector]));
}

/** The default collectors of this version. */
export function defaultCollectors(version: Version): Collector[] {
  return [...collectorsOf(version).values()].filter(({ isDefault }) => {
    if (typeof isDefault === 'boolean') { return isDefault; }
    return 'from' in isDefault ? version.has(isDefault.from) : !version.has(isDefault.until);
  });
}

function always(group: string, resources: readonly string[], isClusterScoped = false): Collector[] {
  return resources.map(resource => ({ resource, group, isClusterScoped, isDefault: true }));
}

function onRequest(group: string, resources: readonly string[], isClusterScoped = false): Collector[] {
  return resources.map(resource => ({ resource, group, isClusterScoped, isDefault: false }));
}
