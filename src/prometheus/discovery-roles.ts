import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterRules, discoveryRules } from './permissions';
import { ResolvedCommon } from './resolve-props';
import { ObjectMetadata } from '../manifest/object';
import { allow, createRolesIn, inOrder, Permission, PolicyRule, READ, rulesFor, ServiceAccountReference } from '../manifest/rbac';

/** Permissions for service discovery: a Role in each namespace, or the ClusterRole. */
export class DiscoveryRoles {
  public readonly roles: ApiObject[] = [];
  public readonly bindings: ApiObject[] = [];
  private readonly scraped = new Set<string>();
  private readonly paths = new Set<string>();
  private readsNodes = false;

  public constructor(
    private readonly scope: Construct, private readonly props: ResolvedCommon, private readonly metadata: ObjectMetadata,
    private readonly serviceAccount: ServiceAccountReference, private readonly clusterRole: ApiObject,
  ) {}

  /** Grants discovery in a namespace. A second call for the same one does nothing. */
  public allow(namespace: string): void {
    if (this.props.allNamespaces || this.scraped.has(namespace)) { return; }
    this.scraped.add(namespace);
    this.create(namespace, discoveryRules(this.props));
  }

  /** Grants reading nodes, whose metadata a monitor attaches to its targets. */
  public allowNodes(): void {
    if (this.readsNodes) { return; }
    this.readsNodes = true;
    this.clusterRole.addJsonPatch(JsonPatch.add('/rules/-', allow('', ['nodes'], READ)));
  }

  /** Grants reading URL paths of servers that authorize with the API server. A path that is already granted changes nothing. */
  public allowPaths(paths: readonly string[]): void {
    const further = [...new Set(paths)].filter(path => !this.paths.has(path)).sort();
    if (further.length === 0) { return; }
    for (const path of further) { this.paths.add(path); }
    this.clusterRole.addJsonPatch(JsonPatch.add('/rules/-', readPaths(further)));
  }

  /** Restricts discovery to these objects: the existing Roles are removed. @param reads by namespace; `''` is the whole cluster */
  public only(reads: ReadonlyMap<string, readonly Permission[]>): void {
    const own = (objects: readonly ApiObject[], where: string) => objects.filter(({ metadata }) => metadata.namespace === where);
    for (const object of [...this.roles, ...this.bindings]) {
      if (!reads.has(object.metadata.namespace ?? '')) { this.scope.node.tryRemoveChild(object.node.id); }
    }
    for (const [namespace, permissions] of reads) {
      if (namespace === '') { continue; }
      const [role] = own(this.roles, namespace);
      const rules = inOrder(rulesFor(permissions, READ));
      if (role) { role.addJsonPatch(JsonPatch.replace('/rules', rules)); } else { this.create(namespace, rules); }
    }
    for (const objects of [this.roles, this.bindings]) {
      objects.splice(0, objects.length, ...objects.filter(({ metadata }) => reads.has(metadata.namespace ?? '')));
    }
    const paths = [...this.paths].sort();
    const rules = [
      ...clusterRules({ ...this.props, allNamespaces: false }),
      ...rulesFor(reads.get('') ?? [], READ),
      ...paths.length > 0 ? [readPaths(paths)] : [],
    ];
    this.clusterRole.addJsonPatch(JsonPatch.replace('/rules', inOrder(rules)));
  }

  private create(namespace: string, rules: readonly PolicyRule[]): void {
    const [{ role, binding }] = createRolesIn(this.scope, [namespace], this.metadata, rules, this.serviceAccount);
    this.roles.push(role);
    this.bindings.push(binding);
  }
}

function readPaths(nonResourceURLs: readonly string[]): PolicyRule {
  return { nonResourceURLs, verbs: ['get'] };
}
