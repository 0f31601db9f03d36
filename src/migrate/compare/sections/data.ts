import { claimOf, shardChanges, STORAGE, storageChanges } from '../../../diff/changes/servers';
import { Side, Sides } from '../../../diff/side';
import { Manifest, nameOf } from '../../../scrape-graph/manifest';
import { componentOf } from '../component';
import { Compared, compared, kept } from '../finding';

/** Objects with data: StatefulSets of custom resources and their claims, and StatefulSets and claims in the manifests. */
export function dataSection(sides: Sides): Compared[] {
  const { before, after } = sides;
  const servers = Object.keys(STORAGE).flatMap(kind => before.graph.world.ofKind(kind));
  return [...servers.flatMap(old => serverOf(old, sides)), ...writtenIn(before, after), ...leftOver(before, after)];
}

function statefulSetOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${namespace ?? ''}/${STORAGE[kind].statefulSet(name)}`;
}

function serverOf(old: Manifest, sides: Sides): Compared[] {
  const now = sides.after.graph.world.ofKind(old.kind).find(each => nameOf(each) === sides.serverName(old));
  const [component, { keeps }] = [componentOf(old), STORAGE[old.kind]];
  const subject = `StatefulSet ${statefulSetOf(old)}`;
  if (!now) {
    return [compared(
      'data', 'gone', subject, `no ${old.kind} of the new manifests replaces it, and its ${keeps} are no longer used`, component,
    )];
  }
  const isSame = statefulSetOf(old) === statefulSetOf(now);
  return [
    isSame ? kept('data', subject, component) : compared('data', 'renamed', subject, `now ${statefulSetOf(now)}`, component),
    ...claimsOf(old, now, component),
    ...shardChanges(old, now).map(({ text }) => compared('data', 'gone', nameOf(old), text, component)),
    ...userOf(old, now, component),
  ];
}

function claimsOf(old: Manifest, now: Manifest, component: string | undefined): Compared[] {
  const [claim, { keeps }] = [claimOf(old), STORAGE[old.kind]];
  const changes = storageChanges(old, now);
  const subject = claim ? `claim ${claim.name}` : `volume of ${nameOf(old)}`;
  if (changes.length > 0) {
    return changes.map(({ kind, text }) => compared('data', kind === 'data-loss' && claim ? 'gone' : 'changed', subject, text, component));
  }
  return [claim
    ? kept('data', subject, component)
    : { ...kept('data', subject, component), text: `it has no claim: as before, its ${keeps} are lost when its pod is replaced` }];
}

/** Files of another user cannot be written, unless the volume is changed to the group. */
function userOf(old: Manifest, now: Manifest, component: string | undefined): Compared[] {
  if (!claimOf(old)) { return []; }
  const fields = [
    'runAsUser', 'runAsGroup', 'fsGroup',
  ].filter(field => old.spec?.securityContext?.[field] !== now.spec?.securityContext?.[field]);
  const valueOf = ({ spec }: Manifest, field: string) => String(spec?.securityContext?.[field] ?? 'none');
  const texts = fields.map(field => `${field} ${valueOf(old, field)} becomes ${valueOf(now, field)}`);
  return texts.length === 0
    ? []
    : [compared(
      'data',
      'changed',
      `user of ${nameOf(old)}`,
      `${texts.join(', ')}: it cannot write to volumes whose files belong to the old user`,
      component,
    )];
}

/** StatefulSets and claims in the manifests themselves. */
function writtenIn(before: Side, after: Side): Compared[] {
  const now = new Set(after.manifests.map(nameOf));
  return before.manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'PersistentVolumeClaim').map(each => {
    const name = nameOf(each);
    const component = componentOf(each);
    return now.has(name)
      ? kept('data', name, component)
      : compared('data', 'gone', name, 'not in the new manifests: protect it from deletion with the old manifests', component);
  });
}

/** Objects whose deletion also deletes others. */
function leftOver(before: Side, after: Side): Compared[] {
  const now = new Set(after.manifests.map(nameOf));
  const gone = before.manifests.filter(
    each => (each.kind === 'Namespace' || each.kind === 'CustomResourceDefinition') && !now.has(nameOf(each)),
  );
  const definitions = gone.filter(({ kind }) => kind === 'CustomResourceDefinition');
  return [
    ...gone.filter(({ kind }) => kind === 'Namespace')
      .map(each => compared(
        'data', 'changed', nameOf(each), 'not in the new manifests: if it is deleted, the API server deletes everything in it',
      )),
    ...definitions.length === 0 ? [] : [definitionsLeft(definitions.length)],
  ];
}

function definitionsLeft(count: number): Compared {
  const [subject, them, their] = count === 1
    ? ['1 CustomResourceDefinition', 'it is', 'its kind']
    : [`${count} CustomResourceDefinitions`, 'they are', 'their kinds'];
  return compared(
    'data', 'changed', subject, `not in the new manifests: if ${them} deleted, the API server deletes every object of ${their}`,
  );
}
