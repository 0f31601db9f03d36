import { NodeTarget } from './node-address';

/**
 * etcd's limit of one request, in bytes (`--max-request-bytes`): 1.5 MiB. A server-side dry run does not see it.
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
export const ETCD_REQUEST_LIMIT = 1.5 * 1024 * 1024;

/** What all annotations of an object may take together, in bytes; `kubectl apply` keeps a copy of the whole object in one. */
export const ANNOTATIONS_LIMIT = 262_144;

/** Addresses that the mirroring controller copies from an Endpoints object into slices; the rest it leaves out. */
export const MIRRORING_LIMIT = 1000;

/** The most endpoints that an apiserver takes in one EndpointSlice. */
export const SLICE_LIMIT = 1000;

/** For metadata, managed fields, and what the apiserver wraps around the object. */
const OVERHEAD = 8 * 1024;

/**
 * The size in etcd of an Endpoints object of these targets, in bytes: the protobuf encoding, in which the apiserver
 * stores it. (92,700 plain addresses fit into one request, tried.)
 */
export function storedEndpointsBytes(targets: readonly NodeTarget[]): number {
  return targets.reduce((sum, target) => sum + storedAddressBytes(target), OVERHEAD);
}

function storedAddressBytes({ nodeName, address }: NodeTarget): number {
  // kind "Node", name, and five strings that are empty but written
  const reference = text(4) + text(nodeName.length) + 5 * text(0);
  return field(text(address.canonical.length) + field(reference) + text(0) + text(nodeName.length));
}

/** Tag, length, content. */
function field(bytes: number): number {
  return 1 + (bytes < 128 ? 1 : 2) + bytes;
}

const text = field;

/**
 * The copy that a client-side `kubectl apply` puts into an annotation, in bytes: the JSON of the object, to within the
 * metadata. An element is `{"addresses":["…"],"nodeName":"…","targetRef":{"kind":"Node","name":"…"}},`.
 */
export function lastAppliedBytes(targets: readonly NodeTarget[]): number {
  return targets.reduce((sum, { nodeName, address }) => sum + 71 + address.canonical.length + 2 * nodeName.length, 1024);
}
