import { Check, problem, Problem } from './problem';
import { ClusterState } from '../cluster-state';
import { Graph } from '../graph';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { NO_PERMISSION } from '../rules';
import { Discovery, Role } from '../targets/scrape-job';

/** A kind in RBAC's terms. */
export interface Resource {
  readonly group: string;
  readonly resource: string;
}

const core = (resource: string): Resource => ({ group: '', resource });

/** What the discovery of a role lists and watches. */
const NEEDS: { readonly [role in Role]: readonly Resource[] } = {
  endpoints: [core('endpoints'), core('pods'), core('services')],
  endpointslice: [{ group: 'discovery.k8s.io', resource: 'endpointslices' }, core('pods'), core('services')],
  pod: [core('pods')],
  service: [core('services')],
  node: [core('nodes')],
  ingress: [{ group: 'networking.k8s.io', resource: 'ingresses' }],
};

/** A permission that a Prometheus needs, and the monitors that need it. Without a namespace: all namespaces. */
export interface Need extends Resource {
  readonly namespace: string | undefined;
  readonly monitors: readonly Manifest[];
}

/** Everything that a Prometheus lists and watches for its scrapes, without duplicates. */
export function needsOf(prometheus: Manifest, { jobs }: Pick<Graph, 'jobs'>): Need[] {
  const needs = new Map<string, Need & { readonly monitors: Manifest[] }>();
  for (const { prometheus: own, job } of jobs) {
    if (own !== prometheus) { continue; }
    for (const discovery of job.discoveries) {
      for (const { namespace, group, resource } of discovery.kind === 'kubernetes' ? neededBy(discovery) : []) {
        const key = `${namespace ?? '*'} ${resource}`;
        const need = needs.get(key) ?? { namespace, group, resource, monitors: [] };
        needs.set(key, need);
        if (!need.monitors.includes(job.monitor)) { need.monitors.push(job.monitor); }
      }
    }
  }
  return [...needs.values()];
}

function neededBy({
  role, namespaces, withNode,
}: Extract<Discovery, { kind: 'kubernetes' }>): (Resource & { readonly namespace: string | undefined })[] {
  const where: readonly (string | undefined)[] = role === 'node' ? [undefined] : namespaces ?? [undefined];
  return [
    ...where.flatMap(namespace => (NEEDS[role] ?? []).map(each => ({ ...each, namespace }))),
    ...withNode ? [{ ...core('nodes'), namespace: undefined }] : [],
  ];
}

/** Permissions that a Prometheus lacks. Without any known binding only that fact is reported. */
export const checkDiscoveryPermissions: Check = ({ world, prometheuses, jobs }) => prometheuses.flatMap((prometheus): Problem[] => {
  const account = { name: textOf(prometheus.spec.serviceAccountName, 'default'), namespace: prometheus.metadata.namespace };
  const needs = needsOf(prometheus, { jobs });
  const granted = grantsOf(account, world);
  const who = `ServiceAccount ${account.namespace === undefined ? '' : `${account.namespace}/`}${account.name} of ${nameOf(prometheus)}`;
  const missing = needs.flatMap(need => {
    const verbs = ['list', 'watch'].filter(verb => !granted.some(grant => isGranted(grant, verb, need)));
    return verbs.length === 0 ? [] : [{ ...need, verbs }];
  });
  const places = new Map<string, typeof missing>();
  for (const each of missing) { places.set(each.namespace ?? '', [...places.get(each.namespace ?? '') ?? [], each]); }
  return [...places].map(([namespace, all]) => problem(NO_PERMISSION, {
    who,
    verbs: [...new Set(all.flatMap(({ verbs }) => verbs))].sort(),
    resources: all.map(({ resource }) => resource).sort(),
    where: namespace === '' ? 'in all namespaces' : `in namespace ${namespace}`,
    monitors: [...new Set(all.flatMap(({ monitors }) => monitors.map(nameOf)))].sort(),
    hasNone: granted.length === 0,
  }, prometheus, ...all.flatMap(({ monitors }) => monitors)));
});

interface Grant {
  /** Undefined: everywhere. */
  readonly namespace: string | undefined;
  /** Undefined if the role is not given: its rules are unknown. */
  readonly rules: readonly any[] | undefined;
}

function isGranted({ namespace, rules }: Grant, verb: string, need: Pick<Need, 'group' | 'resource' | 'namespace'>): boolean {
  if (namespace !== undefined && namespace !== need.namespace) { return false; }
  const has = (values: unknown, wanted: string) => listOf(values).some(value => value === wanted || value === '*');
  return rules === undefined || rules.some(rule =>
    has(rule?.verbs, verb) && has(rule?.apiGroups, need.group) && has(
      rule?.resources, need.resource,
    ) && listOf(rule?.resourceNames).length === 0);
}

/** Permissions from known bindings of an account, or of a group that contains every account. */
function grantsOf(account: { readonly name: string; readonly namespace: string | undefined }, world: ClusterState): Grant[] {
  const groups = ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${account.namespace}`];
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  const isFor = (binding: Manifest) => listOf(binding.raw?.subjects).some(({ kind, name, namespace }: any) => {
    switch (kind) {
      case 'ServiceAccount':
        return name === account.name
          && (account.namespace === undefined || (namespace ?? binding.metadata.namespace) === account.namespace);
      case 'Group': return groups.includes(name);
      case 'User': return name === user;
      default: return false;
    }
  });
  return [...world.ofKind('ClusterRoleBinding'), ...world.ofKind('RoleBinding')].filter(isFor).map((binding): Grant => {
    const { kind, name } = binding.raw?.roleRef ?? {};
    const role = world.named(kind, kind === 'Role' ? binding.metadata.namespace : undefined, name);
    return {
      namespace: binding.kind === 'RoleBinding' ? binding.metadata.namespace : undefined,
      rules: role && !role.raw?.aggregationRule ? listOf(role.raw?.rules) : undefined,
    };
  });
}
