import { amountOf } from '../../manifest/quantity';
import { Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { Side, Sides } from '../side';
import { refusedChanges } from './immutable';

/** Objects that are created or deleted, and updates that the API server rejects. */
export function objectChanges({ before, after, objects: { both, gone, added } }: Sides): Change[] {
  return [
    ...both.flatMap(([old, now]) => updateChanges(old, now)),
    ...rejectedChanges(before, after),
    ...gone.flatMap(lostWith),
    ...byKind(gone, 'deleted, if your tool prunes'),
    ...byKind(added, 'created'),
  ];
}

const LONGEST_REASON = 300;

/** An object that the API server rejected before as well is not a change. */
function rejectedChanges({ rejected: before }: Side, { rejected }: Side): Change[] {
  const known = new Set(before.map(({ manifest }) => nameOf(manifest)));
  return rejected.filter(({ manifest }) => !known.has(nameOf(manifest))).map(({ manifest, why }) => {
    const object = nameOf(manifest);
    return { kind: 'rejected-update', subject: object, text: `it is invalid: ${why.slice(0, LONGEST_REASON)}`, object };
  });
}

function updateChanges(before: Manifest, after: Manifest): Change[] {
  const object = nameOf(after);
  const fields = refusedChanges(before, after);
  const shrunk = before.kind === 'PersistentVolumeClaim' ? shrunkTo(before, after) : undefined;
  return [
    ...fields.length === 0
      ? []
      : [{ kind: 'rejected-update', subject: object, text: `${listed(fields)} cannot be changed`, object } as const],
    ...shrunk === undefined ? [] : [{ kind: 'rejected-update', subject: object, text: shrunk, object } as const],
  ];
}

function shrunkTo(before: Manifest, after: Manifest): string | undefined {
  const [old, now] = [before, after].map(({ spec }) => textOf(spec?.resources?.requests?.storage));
  const [from, to] = [amountOf(old), amountOf(now)];
  return from !== undefined && to !== undefined && to < from ? `a claim cannot shrink from ${old} to ${now}` : undefined;
}

/** Objects that are deleted together with another one. */
const LOST_WITH: { readonly [kind: string]: string } = {
  CustomResourceDefinition: 'the API server then deletes every object of this kind',
  Namespace: 'the API server then deletes everything in it',
  PersistentVolumeClaim: 'its volume is then deleted, depending on its reclaim policy',
};

function lostWith(manifest: Manifest): Change[] {
  const object = nameOf(manifest);
  const text = Object.hasOwn(LOST_WITH, manifest.kind) ? LOST_WITH[manifest.kind] : undefined;
  return text === undefined ? [] : [{ kind: 'data-loss', subject: object, text: `deleted; ${text}`, object, isOld: true }];
}

/** One line per kind. The manifests list the objects. */
function byKind(manifests: readonly Manifest[], what: string): Change[] {
  const kinds = new Map<string, string[]>();
  for (const { kind, metadata: { namespace, name } } of manifests) {
    kinds.set(kind, [...kinds.get(kind) ?? [], namespace === undefined ? name : `${namespace}/${name}`]);
  }
  return [...kinds].map(([kind, names]) => ({
    kind: 'object', subject: kind, text: `${names.length} ${what}: ${listed([...names].sort(), 5)}`,
  }) as const);
}
