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
    const text = had ? listed(more.sort(), 6) : `new, with permission to ${listed(more.sort(), 6)}`;
    return [{ kind: 'wider-permission', subject: account, text, object: account }];
  });
}

export function allows(had: ReadonlyMap<string, ReadonlySet<string>> | undefined, resource: string, verb: string): boolean {
  if (!had) { return false; }
  const wider = [resource, resource.replace(/ in [^ ]+$/, '')];
  return wider.some(each => [had.get(each)?.has(verb), had.get(each)?.has('*')].includes(true));
}

export function grantedPermissions({ graph: { world } }: Side): Permissions {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const binding of world.ofKind(kind)) {
      const where = kind === 'RoleBinding' ? binding.metadata.namespace : undefined;
      const rules = rulesOf(world.named(
        textOf(binding.roleRef?.kind), binding.roleRef?.kind === 'Role' ? where : undefined, textOf(binding.roleRef?.name),
      ));
      for (const subject of listOf(binding.subjects)) { grant(found, accountOf(subject, where), rules, where); }
    }
  }
  return found;
}

function accountOf({ kind, namespace, name }: any, where: string | undefined): string {
  return nameOf({
    kind: textOf(kind, 'ServiceAccount'), metadata: { name: textOf(name), namespace: textOf(namespace) || where },
  } as Manifest);
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
    ...listOf(rule.nonResourceURLs).map(String),
  ];
}
