import { CONFIGURATION, INSTANCES } from './permissions';
import { allow, PolicyRule, READ } from '../manifest/rbac';

/** A ClusterRole that the API server adds to its own user roles. */
interface AggregatedRole {
  readonly id: string;
  /** The role that it extends. */
  readonly to: readonly string[];
  readonly rules: readonly PolicyRule[];
}

const GROUP = 'monitoring.coreos.com';

/**
 * Users may read everything, and change their own objects. Only administrators may change objects from which pods are created: users who
 * may write a Prometheus have the permissions of its ServiceAccount.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export const AGGREGATED_ROLES: readonly AggregatedRole[] = [
  { id: 'view', to: ['view', 'edit', 'admin'], rules: [allow(GROUP, [...INSTANCES, ...CONFIGURATION].sort(), READ)] },
  { id: 'edit', to: ['edit', 'admin'], rules: [allow(GROUP, CONFIGURATION, ['create', 'update', 'patch', 'delete', 'deletecollection'])] },
];

export function aggregationLabels({ to }: AggregatedRole): { [label: string]: string } {
  return Object.fromEntries(to.map(name => [`rbac.authorization.k8s.io/aggregate-to-${name}`, 'true']));
}
