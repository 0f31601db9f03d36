import { ApiObject, JsonPatch } from 'cdk8s';
import { jsonOf } from '../validation/to-json';

/** A server behind a NetworkPolicy, as far as its clients are concerned. */
interface Server {
  /** Undefined if everybody may connect. */
  readonly policy: ApiObject | undefined;
  /** Namespaces whose pods may connect. */
  readonly namespaces: Set<string>;
}

const servers = new WeakMap<object, Server>();

/**
 * Remembers who may connect to the server of a reference. The first rule of the policy is about its clients.
 * @param reference by which clients know the server: the very object
 * @param namespaces whose pods may connect already
 */
export function servedBehind(reference: object, policy: ApiObject | undefined, namespaces: readonly (string | undefined)[]): void {
  servers.set(reference, { policy, namespaces: new Set(namespaces.filter(namespace => namespace !== undefined)) });
}

/** Lets the pods of a namespace connect to the server of a reference. Of a server that is not here, nothing is known. */
export function allowClients(reference: object, namespace: string | undefined): void {
  const server = servers.get(reference);
  if (!server?.policy || namespace === undefined || server.namespaces.has(namespace)) { return; }
  server.namespaces.add(namespace);
  // a patch may have replaced the rules: they are somebody else's then
  if (!Array.isArray(jsonOf(server.policy).spec?.ingress?.[0]?.from)) { return; }
  server.policy.addJsonPatch(JsonPatch.add('/spec/ingress/0/from/-', { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }));
}

const open = new WeakSet<object>();

/**
 * Remembers whether a NetworkPolicy isolates the pods of a user interface: without one, a further policy would be the first.
 * @param reference by which others know it: the very object
 */
export function reachedThrough<T extends object>(reference: T, policy: ApiObject | undefined): T {
  if (!policy) { open.add(reference); }
  return reference;
}

/** Whether everybody may connect to a user interface: this library made it, and no policy. */
export function isOpenToAll(reference: object): boolean {
  return open.has(reference);
}
