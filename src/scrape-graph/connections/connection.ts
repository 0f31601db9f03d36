import { ClusterState } from '../cluster-state';
import { Manifest } from '../manifest';

/** An address to which a program connects, and the field that contains it. */
export interface Connection {
  /** A name or an IP address. `*` if only the port is known. */
  readonly host: string;
  /** A number, or the name of a port of the Service at `host`. Undefined if only the host is known. */
  readonly port?: number | string;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
  /** The number is a port of the pods, whatever the port of the Service: a reference by endpoints. */
  readonly isPodPort?: boolean;
  /** `spec.remoteWrite[0].url` */
  readonly field: string;
}

/** Addresses whose content is not readable here, or missing. */
export interface Unread {
  readonly field: string;
  /** `key "thanos.yaml" of the Secret "bucket"` */
  readonly what: string;
}

export interface Connections {
  readonly connections: readonly Connection[];
  readonly unread: readonly Unread[];
}

/** A value of an object, and its path. */
export interface Place {
  readonly field: string;
  // the value may have any type
  readonly value: any;
  readonly object: Manifest;
  readonly world: ClusterState;
}

export type Reader = (place: Place) => Connections;

export const NONE: Connections = { connections: [], unread: [] };

export function joinedConnections(parts: readonly Connections[]): Connections {
  return { connections: parts.flatMap(each => each.connections), unread: parts.flatMap(each => each.unread) };
}

export function known(...connections: readonly Connection[]): Connections {
  return { connections, unread: [] };
}

export function unread(field: string, what: string): Connections {
  return { connections: [], unread: [{ field, what }] };
}

/** A field of a value, with its path. */
export function within(place: Place, name: string): Place {
  return { ...place, field: `${place.field}.${name}`, value: place.value?.[name] };
}

/** The values at a path such as `spec.remoteWrite[].url`: every item of lists. Empty if nothing is there. */
export function placesAt(path: string, { object, world }: Pick<Place, 'object' | 'world'>): Place[] {
  let found: Place[] = [{ field: '', value: object, object, world }];
  for (const step of path.split('.')) {
    const name = step.replace(/\[\]$/, '');
    const next = found.map(place => ({
      ...place, field: place.field === '' ? name : `${place.field}.${name}`, value: place.value?.[name],
    }));
    found = (name === step ? next : next.flatMap(itemPlaces)).filter(({ value }) => value !== undefined && value !== null);
  }
  return found;
}

/** The items of a list, each with its path. */
export function itemPlaces(place: Place): Place[] {
  return Array.isArray(place.value)
    ? place.value.map((value, at) => ({ ...place, field: `${place.field}[${at}]`, value }))
      .filter(({ value }) => value !== undefined && value !== null)
    : [];
}
