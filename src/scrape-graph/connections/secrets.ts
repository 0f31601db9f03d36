import { Connections, NONE, Place, Reader, unread } from './connection';
import { ClusterState } from '../cluster-state';
import { textOf } from '../manifest';

/** A Secret or a ConfigMap by name and key, as in fields of custom resources and in environments. */
interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
}

function describe({ kind, name, key }: Reference): string {
  return key === '' ? `the ${kind} ${JSON.stringify(name)}` : `key ${JSON.stringify(key)} of the ${kind} ${JSON.stringify(name)}`;
}

/** The text of a key, if the object is given in plain text. */
export function textBehind({ kind, name, key }: Reference, namespace: string | undefined, world: ClusterState): string | undefined {
  const object = world.named(kind, namespace, name);
  const plain = object?.stringData?.[key] ?? (kind === 'ConfigMap' ? object?.data?.[key] : undefined);
  if (typeof plain === 'string') { return plain; }
  const encoded = kind === 'Secret' ? object?.data?.[key] : undefined;
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}

/** A key of a Secret: its readable content, or that it is unreadable. */
export function fromSecret(read: (text: string, place: Place) => Connections): Reader {
  return place => fromReference({ kind: 'Secret', name: textOf(place.value?.name), key: textOf(place.value?.key) }, place, read);
}

export function fromReference(reference: Reference, place: Place, read: (text: string, place: Place) => Connections): Connections {
  if (reference.name === '') { return NONE; }
  const text = textBehind(reference, place.object.metadata.namespace, place.world);
  return text === undefined ? unread(place.field, describe(reference)) : read(text, place);
}

/** A key of a Secret in a format that is unknown here: unreadable even if it is given. */
export const unreadSecret: Reader = ({ value, field }) => {
  const reference: Reference = { kind: 'Secret', name: textOf(value?.name), key: textOf(value?.key) };
  return reference.name === '' ? NONE : unread(field, describe(reference));
};

/** A file of a pod. */
export const unreadFile: Reader = ({ value, field }) => typeof value !== 'string' || value === ''
  ? NONE
  : unread(field, `the file ${JSON.stringify(value)}`);
