import { listOf, Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { Side, Sides } from '../side';

/** What each account may do: `get, list secrets in shop`, by account. */
export type Permissions = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Permissions that an account did not have before. A new account had none. */
export function permissionChanges({ before, after }: Sides): Change[] {
  const [old, now] = [grantedPermissions(before), grantedPermissions(after)];
  return [...now].flatMap(([account, resources]): Change[] => {
    const had = old.get(account);
    const more = [...resources].flatMap(([resource, verbs]) => {
      const added = [...verbs].filter(verb => !allows(had, resource, verb)).sort();
      return added.length > 0 ? [`${added.join(', ')} ${resource}`] : [];
    });
    if (more.length === 0) { return []; }
    const text = had || existed(account, before) ? listed(more.sort(), 6) : `new, with permission to ${listed(more.sort(), 6)}`;
    return [{ kind: 'wider-permission', subject: account, text, object: account }];
  });
}

function existed(account: string, { graph: { world } }: Side): boolean {
  return world.ofKind('ServiceAccount').some(each => nameOf(each) === account);
}

/**
 * Whether permissions contain one. `*` is every verb, group or resource, and the name `*` with a slash that subresource of every resource.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function allows(had: ReadonlyMap<string, ReadonlySet<string>> | undefined, resource: string, verb: string): boolean {
  if (!had) { return false; }
  if (isOf(had.get(resource), verb)) { return true; }
  const wanted = partsOf(resource);
  return [...had].some(([own, verbs]) => isOf(verbs, verb) && covers(partsOf(own), wanted));
}

function isOf(verbs: ReadonlySet<string> | undefined, verb: string): boolean {
  return verbs !== undefined && (verbs.has(verb) || verbs.has('*'));
}

interface ResourceParts {
  /** Undefined for paths without a resource. */
  readonly group?: string;
  readonly name: string;
  readonly only: readonly string[];
  readonly where?: string;
}

/** The inverse of `resourcesOf` and `grant`. */
function partsOf(text: string): ResourceParts {
  const [, name, group = '', only, where] = /^([^. ]*)(?:\.([^ ]*))?(?: named (.*?))?(?: in ([^ ]+))?$/.exec(text) ?? [text, text];
  const names = only === undefined ? [] : only.split(', ');
  return text.startsWith('/') ? { name: text, only: [] } : { group, name, only: names, ...where !== undefined && { where } };
}

function covers(own: ResourceParts, wanted: ResourceParts): boolean {
  if (own.group === undefined || wanted.group === undefined) {
    return own.group === wanted.group && own.name.endsWith('*') && wanted.name.startsWith(own.name.replace(/\*+$/, ''));
  }
  const isSubresource = own.name.startsWith('*/') && wanted.name.endsWith(own.name.slice(1));
  return (own.group === '*' || own.group === wanted.group)
    && (own.name === '*' || own.name === wanted.name || isSubresource)
    && (own.only.length === 0 || wanted.only.length > 0 && wanted.only.every(name => own.only.includes(name)))
    && (own.where === undefined || own.where === wanted.where);
}

export function grantedPermissions({ graph: { world } }: Side): Permissions {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const binding of world.ofKind(kind)) {
      const where = kind === 'RoleBinding' ? binding.metadata.namespace : undefined;
      const rules = rulesOf(world.named(
        textOf(binding.roleRef?.kind), binding.roleRef?.kind === 'Role' ? where : undefined, textOf(binding.roleRef?.name),
      ));
      const subjects = listOf(binding.subjects).filter(subject => textOf(subject.name) !== '');
      for (const subject of subjects) { grant(found, accountOf(subject, where), rules, where); }
    }
  }
  return found;
}

/** A ServiceAccount is also a user with the name `system:serviceaccount:shop:web`. */
function accountOf({ kind, namespace, name }: any, where: string | undefined): string {
  const [, inNamespace, account] = kind === 'User' ? /^system:serviceaccount:([^:]+):([^:]+)$/.exec(textOf(name)) ?? [] : [];
  if (account !== undefined) { return nameOf({ kind: 'ServiceAccount', metadata: { name: account, namespace: inNamespace } }); }
  const isAccount = textOf(kind, 'ServiceAccount') === 'ServiceAccount';
  const own = isAccount ? textOf(namespace) || where : undefined;
  return nameOf({
    kind: textOf(kind, 'ServiceAccount'), metadata: { name: textOf(name), ...own !== undefined && { namespace: own } },
  });
}

function rulesOf(role: Manifest | undefined): readonly any[] {
  return listOf(role?.rules);
}

function grant(found: Map<string, Map<string, Set<string>>>, account: string, rules: readonly any[], where: string | undefined): void {
  const own = found.get(account) ?? new Map<string, Set<string>>();
  found.set(account, own);
  for (const rule of rules) {
    for (const resource of resourcesOf(rule)) {
      const key = where === undefined ? resource : `${resource} in ${where}`;
      own.set(key, new Set([...own.get(key) ?? [], ...listOf(rule.verbs).map(String)]));
    }
  }
}

function resourcesOf(rule: any): string[] {
  const names = listOf(rule.resourceNames).map(String);
  const only = names.length > 0 ? ` named ${names.sort().join(', ')}` : '';
  const groups = listOf(rule.apiGroups).map(String);
  const resources = listOf(rule.resources).map(String);
  return [
    ...groups.flatMap(group => resources.map(resource => `${resource}${group === '' ? '' : `.${group}`}${only}`)),
    ...listOf(rule.nonResourceURLs).map(url => url === '*' ? '/*' : String(url)),
  ];
}
