import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Selectable, SERVER_KINDS } from './cluster/selection';
import { ServerObject } from './cluster/server';
import { manifestOf, objectsOf } from '../validation/app-objects';
import { clusterOf } from '../validation/versions-in-force';

const OPERATOR_GROUP = 'monitoring.coreos.com/';

/** If the app has more clusters than this, a part without servers may belong to any of them: its surroundings are unknown. */
const MOST_CLUSTERS = 4;

/** Objects of an app that checks of other objects read, by cluster. Each kind is read on first use. */
export class AppObjects {
  private serversByCluster: ReadonlyMap<string, readonly ServerObject[]> | undefined;
  private namespacesByCluster: ReadonlyMap<string, readonly ServerObject[]> | undefined;
  private readonly byName = new Map<string, ReadonlyMap<string, ApiObject>>();

  public constructor(private readonly root: IConstruct) {}

  /**
   * The servers of a cluster. A part of the app without servers may belong to the same cluster as the others: it gets the servers of all.
   */
  public servers(cluster: string): readonly ServerObject[] {
    this.serversByCluster ??= this.group(SERVER_KINDS, ({ apiVersion }) => apiVersion.startsWith(OPERATOR_GROUP));
    const own = this.serversByCluster.get(cluster);
    if (own) { return own; }
    return this.serversByCluster.size > MOST_CLUSTERS ? [] : [...this.serversByCluster.values()].flat();
  }

  public namespaces(cluster: string): readonly Selectable[] {
    this.namespacesByCluster ??= this.group(['Namespace'], ({ apiVersion }) => apiVersion === 'v1');
    const all = this.serversByCluster?.has(cluster) ? [] : [...this.namespacesByCluster.values()].flat();
    return [...all, ...this.namespacesByCluster.get(cluster) ?? []];
  }

  /** The manifest of an object of a cluster, by its name. */
  public find(cluster: string, kind: string, namespace: string, name: string): unknown {
    let named = this.byName.get(kind);
    if (!named) {
      named = new Map(objectsOf(this.root, kind).map(object => [
        clusterKey(clusterOf(object), object.metadata.namespace, object.name), object,
      ]));
      this.byName.set(kind, named);
    }
    const object = named.get(clusterKey(cluster, namespace, name));
    return object && readObject(object);
  }

  private group(kinds: readonly string[], isOne: (object: ApiObject) => boolean): ReadonlyMap<string, readonly ServerObject[]> {
    const found = new Map<string, ServerObject[]>();
    for (const object of kinds.flatMap(kind => objectsOf(this.root, kind)).filter(isOne)) {
      const cluster = clusterOf(object);
      found.set(cluster, [...found.get(cluster) ?? [], asServer(readObject(object))]);
    }
    return found;
  }
}

/** Names and namespaces have no slash. */
function clusterKey(cluster: string, namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}/${cluster}`;
}

/** The manifest of an object, for reading only. If the object cannot be rendered, cdk8s reports the error itself. */
export function readObject(object: ApiObject): any {
  try {
    return manifestOf(object) ?? {};
  } catch (error) {
    if (!isOfCdk8s(object, error)) { throw error; }
    return {};
  }
}

/** Whether cdk8s, or the code that renders the object in its place, reports the error again. */
function isOfCdk8s({ toJson }: ApiObject, error: unknown): boolean {
  return toJson !== ApiObject.prototype.toJson || String((error as Error).message).startsWith('Failed serializing construct');
}

/** A manifest, reduced to the fields that select objects. Any input is accepted. */
export function asServer(raw: any): ServerObject {
  const { kind, metadata, spec } = raw;
  return {
    kind: String(kind),
    metadata: {
      name: String(metadata?.name),
      ...typeof metadata?.namespace === 'string' && { namespace: metadata.namespace },
      ...typeof metadata?.labels === 'object' && metadata.labels !== null && { labels: metadata.labels },
    },
    spec: typeof spec === 'object' && spec !== null ? spec : {},
    raw,
  };
}
