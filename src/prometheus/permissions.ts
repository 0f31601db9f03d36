import { ResolvedCommon } from './resolve-props';
import { allow, DELEGATED_AUTHORIZATION, PolicyRule, READ } from '../manifest/rbac';

/** Discovery permissions in each namespace with targets. */
export function discoveryRules({ operator }: Pick<ResolvedCommon, 'operator'>): PolicyRule[] {
  return [
    allow('', ['pods', 'services', ...operator.has('endpointSlices') ? [] : ['endpoints']], READ),
    // monitors with their own role
    allow('discovery.k8s.io', ['endpointslices'], READ),
  ];
}

/** Cluster-wide permissions: kubelets, the API server and proxies authorize clients of their metrics with the API server. */
export function clusterRules(props: ResolvedCommon): PolicyRule[] {
  return [
    allow('', ['nodes/metrics'], ['get']),
    { nonResourceURLs: ['/metrics', '/metrics/slis'], verbs: ['get'] },
    ...props.authProxy ? DELEGATED_AUTHORIZATION : [],
    ...props.allNamespaces ? discoveryRules(props) : [],
  ];
}
