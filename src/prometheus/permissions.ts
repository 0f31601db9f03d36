import { ResolvedCommon } from './resolve-props';
import { allow, DELEGATED_AUTHORIZATION, PolicyRule, READ } from '../manifest/rbac';

/** What it discovers targets by, in each namespace with targets. */
export function discoveryRules({ operator }: Pick<ResolvedCommon, 'operator'>): PolicyRule[] {
  return [
    allow('', ['pods', 'services', ...operator.has('endpointSlices') ? [] : ['endpoints']], READ),
    // monitors that say their own role
    allow('discovery.k8s.io', ['endpointslices'], READ),
  ];
}

/** What it may do in the whole cluster: kubelets and the apiserver ask the apiserver who may read their metrics, proxies too. */
export function clusterRules(props: ResolvedCommon): PolicyRule[] {
  return [
    allow('', ['nodes/metrics'], ['get']),
    { nonResourceURLs: ['/metrics', '/metrics/slis'], verbs: ['get'] },
    ...props.authProxy ? DELEGATED_AUTHORIZATION : [],
    ...props.allNamespaces ? discoveryRules(props) : [],
  ];
}
