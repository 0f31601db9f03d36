import { NodeTarget } from './node-address';

/**
 * etcd's limit of one request, in bytes (`--max-request-bytes`): 1.5 MiB. A server-side dry run does not check it.
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
export const ETCD_REQUEST_LIMIT = 1.5 * 1024 * 1024;

/** Maximum size of all annotations of an object, in bytes. `kubectl apply` stores a copy of the whole object in one. */
export const ANNOTATIONS_LIMIT = 262_144;

/** Maximum number of addresses that the mirroring controller copies from an Endpoints object into slices. */
export const MIRRORING_LIMIT = 1000;

/** Maximum number of endpoints in one EndpointSlice. */
export const SLICE_LIMIT = 1000;

/** Reserve for metadata, managed fields, and the wrapper of the API server. */
const OVERHEAD = 8 * 1024;

/**
 * Size of an Endpoints object with these targets in etcd, in bytes: the protobuf encoding in which the API server stores it. (Measured:
 * 92,700 plain addresses fit into one request.)
 */
export function storedEndpointsBytes(targets: readonly NodeTarget[]): number {
  return targets.reduce((sum, target) => sum + storedAddressBytes(target), OVERHEAD);
}

function storedAddressBytes({ nodeName, address }: NodeTarget): number {
  // kind "Node", the name, and five empty strings that are encoded
  const reference = text(4) + text(nodeName.length) + 5 * text(0);
  return field(text(address.canonical.length) + field(reference) + text(0) + text(nodeName.length));
}

/** Tag, length, content. */
function field(bytes: number): number {
  return 1 + (bytes < 128 ? 1 : 2) + bytes;
}

const text = field;

/**
 * Size of the copy that a client-side `kubectl apply` stores in an annotation, in bytes: the JSON of the object, except metadata. An
 * element is `{"addresses":["…"],"nodeName":"…","targetRef":{"kind":"Node","name":"…"}},`.
 */
export function lastAppliedBytes(targets: readonly NodeTarget[]): number {
  return targets.reduce((sum, { nodeName, address }) => sum + 71 + address.canonical.length + 2 * nodeName.length, 1024);
}
