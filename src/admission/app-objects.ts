import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Selectable, SERVER_KINDS } from './cluster/selection';
import { ServerObject } from './cluster/server';
import { manifestOf, objectsOf } from '../validation/app-objects';
import { clusterOf } from '../validation/versions-in-force';

const OPERATOR_GROUP = 'monitoring.coreos.com/';

/** With more clusters than this, a part of the app without servers may belong to any cluster: its surroundings are unknown. */
const MOST_CLUSTERS = 4;

/** Objects of an app that checks of other objects look at, by cluster. Each kind is read when it is first needed. */
export class AppObjects {
  private serversByCluster: ReadonlyMap<string, readonly ServerObject[]> | undefined;
  private namespacesByCluster: ReadonlyMap<string, readonly ServerObject[]> | undefined;
  private readonly byName = new Map<string, ReadonlyMap<string, ApiObject>>();

  public constructor(private readonly root: IConstruct) {}

  /** The servers of a cluster. A part of the app without any may be for the same cluster as the others: then those of all. */
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
      named = new Map(objectsOf(this.root, kind).map(object => [clusterKey(clusterOf(object), object.metadata.namespace, object.name), object]));
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

/** The manifest of an object, for reading alone. Of an object that cannot be rendered cdk8s says itself what is wrong. */
export function readObject(object: ApiObject): any {
  try {
    return manifestOf(object) ?? {};
  } catch (error) {
    if (!isOfCdk8s(object, error)) { throw error; }
    return {};
  }
}

/** Whether cdk8s, or who renders the object in its place, reports the error again. */
function isOfCdk8s({ toJson }: ApiObject, error: unknown): boolean {
  return toJson !== ApiObject.prototype.toJson || String((error as Error).message).startsWith('Failed serializing construct');
}

/** A manifest as the selection of objects reads it, whatever stands in it. */
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
