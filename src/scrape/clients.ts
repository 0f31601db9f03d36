import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { jsonOf } from '../validation/to-json';
import { Attached } from '../values/attached';

/** What every reference to a server names. */
interface Reference {
  readonly serviceName: string;
  readonly namespace?: string;
}

/** A server behind a NetworkPolicy, and its clients. */
interface Server {
  /** Undefined if all clients may connect. */
  readonly policy: ApiObject | undefined;
  /** Namespaces whose pods may connect. */
  readonly namespaces: Set<string>;
}

/** Facts about references: by the very object. Python passes a copy of it, which names the same Service. */
class Known<T> {
  private readonly exact = new Attached<object, T>();
  private readonly named = new Attached<IConstruct, Map<string, { readonly scope: IConstruct; readonly fact: T }[]>>();

  public set(scope: IConstruct, reference: Reference, fact: T): void {
    this.exact.set(reference, fact);
    const ofApp = this.named.get(scope.node.root) ?? new Map<string, { readonly scope: IConstruct; readonly fact: T }[]>();
    this.named.set(scope.node.root, ofApp);
    const ofName = ofApp.get(nameOf(reference)) ?? [];
    ofApp.set(nameOf(reference), ofName);
    ofName.push({ scope, fact });
  }

  /** Undefined if it is not known which of several it is: an app may have several clusters. */
  public get(scope: IConstruct, reference: Reference): T | undefined {
    if (this.exact.has(reference)) { return this.exact.get(reference); }
    const all = this.named.get(scope.node.root)?.get(nameOf(reference)) ?? [];
    const [only, ...others] = all.length > 1 ? all.filter(each => Chart.of(each.scope) === Chart.of(scope)) : all;
    return others.length === 0 ? only?.fact : undefined;
  }
}

const nameOf = ({ serviceName, namespace = '' }: Reference) => `${namespace}/${serviceName}`;

const servers = new Known<Server>();

/**
 * Remembers who may connect to the server of a reference. The first rule of the policy is about its clients.
 * @param reference by which clients know the server
 * @param namespaces whose pods may connect already
 */
export function servedBehind(
  scope: IConstruct, reference: Reference, policy: ApiObject | undefined, namespaces: readonly (string | undefined)[],
): void {
  servers.set(scope, reference, { policy, namespaces: new Set(namespaces.filter(namespace => namespace !== undefined)) });
}

/** Allows the pods of a namespace to connect to the server of a reference. Nothing is known of a server outside of the app. */
export function allowClients(scope: IConstruct, reference: Reference, namespace: string | undefined): void {
  const server = servers.get(scope, reference);
  if (!server?.policy || namespace === undefined || server.namespaces.has(namespace)) { return; }
  server.namespaces.add(namespace);
  // a patch may have replaced the rules, which then belong to the user
  if (!Array.isArray(jsonOf(server.policy).spec?.ingress?.[0]?.from)) { return; }
  server.policy.addJsonPatch(JsonPatch.add(
    '/spec/ingress/0/from/-', { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
  ));
}

const isolated = new Known<boolean>();

/**
 * Remembers whether a NetworkPolicy isolates the pods of a user interface: without one, a further policy would be the first.
 * @param reference by which others know it
 */
export function reachedThrough<T extends Reference>(scope: IConstruct, reference: T, policy: ApiObject | undefined): T {
  isolated.set(scope, reference, policy !== undefined);
  return reference;
}

/** Whether all clients may connect to a user interface: this library created it, without a policy. */
export function isOpenToAll(scope: IConstruct, reference: Reference): boolean {
  return isolated.get(scope, reference) === false;
}
