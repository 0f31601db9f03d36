import { allows, Permissions, grantedPermissions } from '../../../diff/changes/permissions';
import { Side, Sides } from '../../../diff/side';
import { Manifest, nameOf, textOf } from '../../../scrape-graph/manifest';
import { listed } from '../../../validation/rule';
import { podSpecOf } from '../../../validation/workload';
import { componentOf } from '../component';
import { Compared, compared, kept } from '../finding';

/** Permissions of each component, its ServiceAccount, and the cloud roles of that account. */
export function permissionSection({ before, after }: Sides): Compared[] {
  const [old, now] = [grantedPermissions(before), grantedPermissions(after)];
  const [owners, successors] = [ownersIn(before), ownersIn(after)];
  const byComponent = new Map([...successors].map(([account, component]) => [component, account]));
  const taken = new Set<string>();
  const accounts = [...new Set([...old.keys(), ...owners.keys()])].sort();
  const found = accounts.flatMap((account): Compared[] => {
    const component = owners.get(account);
    const successor = now.has(account) || successors.has(account) ? account : byComponent.get(component ?? '');
    if (successor === undefined) {
      return [compared(
        'permission',
        'gone',
        account,
        component === undefined ? 'not used by the new manifests' : `the new manifests have no ${component}`,
        component,
      )];
    }
    taken.add(successor);
    return [accountOf(account, successor, old, now, component), ...rolesOf(account, successor, before, after, component)];
  });
  const added = [...now.keys()].filter(account => !taken.has(account)).sort();
  return [
    ...found,
    ...added.map(account => compared(
      'permission', 'new', account, `permission to ${listed(newIn(undefined, now.get(account)), 4)}`, successors.get(account),
    )),
  ];
}

/** The component that uses each account. */
function ownersIn({ manifests }: Side): ReadonlyMap<string, string> {
  return new Map(manifests.flatMap((object): [string, string][] => {
    const name = textOf(podSpecOf(object)?.serviceAccountName ?? object.spec?.serviceAccountName, '');
    const component = componentOf(object);
    return name === '' || component === undefined
      ? []
      : [[
        nameOf({
          kind: 'ServiceAccount',
          metadata: { name, ...object.metadata.namespace !== undefined && { namespace: object.metadata.namespace } },
        }),
        component,
      ]];
  }));
}

function accountOf(account: string, successor: string, old: Permissions, now: Permissions, component: string | undefined): Compared {
  const [fewer, more] = [newIn(now.get(successor), old.get(account)), newIn(old.get(account), now.get(successor))];
  const texts = [
    ...account === successor ? [] : [`now ${successor}`],
    ...fewer.length > 0 ? [`loses permission to ${listed(fewer, 4)}`] : [],
    ...more.length > 0 ? [`gains permission to ${listed(more, 4)}`] : [],
  ];
  if (texts.length === 0) { return kept('permission', account, component); }
  return compared('permission', account === successor ? 'changed' : 'renamed', account, texts.join('; '), component);
}

type Allowed = ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Permissions of the second that the first lacks. */
function newIn(first: Allowed, second: Allowed): string[] {
  return [...second ?? []].flatMap(([resource, verbs]) => {
    const more = [...verbs].filter(verb => !allows(first, resource, verb)).sort();
    return more.length > 0 ? [`${more.join(', ')} ${resource}`] : [];
  }).sort();
}

/** Annotations with which a cloud grants a role to an account: without them, remote storage rejects the pods. */
const CLOUD = /^(eks\.amazonaws\.com|iam\.gke\.io|azure\.workload\.identity|iam\.cloud\.)/;

function rolesOf(account: string, successor: string, before: Side, after: Side, component: string | undefined): Compared[] {
  const [old, now] = [annotationsOf(account, before), annotationsOf(successor, after)];
  return Object.entries(old).filter(([name]) => CLOUD.test(name)).map(([name, value]) => {
    const subject = `${account}, annotation ${name}`;
    if (now[name] === undefined) { return compared('permission', 'gone', subject, `was ${JSON.stringify(value)}`, component); }
    return now[name] === value
      ? kept('permission', subject, component)
      : compared('permission', 'changed', subject, `${JSON.stringify(value)} becomes ${JSON.stringify(now[name])}`, component);
  });
}

function annotationsOf(account: string, { manifests }: Side): { readonly [name: string]: string } {
  return manifests.find((each: Manifest) => nameOf(each) === account)?.metadata.annotations ?? {};
}
