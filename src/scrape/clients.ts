import { ApiObject, JsonPatch } from 'cdk8s';
import { jsonOf } from '../validation/to-json';

/** A server behind a NetworkPolicy, and its clients. */
interface Server {
  /** Undefined if all clients may connect. */
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

/** Allows the pods of a namespace to connect to the server of a reference. Nothing is known of a server outside of the app. */
export function allowClients(reference: object, namespace: string | undefined): void {
  const server = servers.get(reference);
  if (!server?.policy || namespace === undefined || server.namespaces.has(namespace)) { return; }
  server.namespaces.add(namespace);
  // a patch may have replaced the rules, which then belong to the user
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

/** Whether all clients may connect to a user interface: this library created it, without a policy. */
export function isOpenToAll(reference: object): boolean {
  return open.has(reference);
}
