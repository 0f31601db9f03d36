import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Cluster, clustersOf, SourceObject, manifestsOf } from './clusters';
import { Graph, graphOf } from './graph';
import { keyOf, kindOf } from './manifest';
import { jsonOf } from '../validation/to-json';

/** The objects of an app, each with its child of the app. */
export function givenBy(objects: readonly ApiObject[]): SourceObject[] {
  return objects.map(object => {
    const { kind, apiVersion, name, metadata: { namespace } } = object;
    return {
      origin: originOf(object), key: keyOf({ kind: kindOf(kind, apiVersion), metadata: { name, namespace } }), read: () => jsonOf(object),
    };
  });
}

/** The current graph of the cluster to which an object of an app belongs. */
export function graphAround(object: ApiObject): Graph {
  const clusters = clustersOf(givenBy(object.node.root.node.findAll().filter(ApiObject.isApiObject)));
  const own: Cluster = clusters.find(({ name }) => name === originOf(object)) ?? clusters[0];
  return graphOf(manifestsOf(own).manifests);
}

function originOf(object: IConstruct): string {
  return object.node.scopes[1]?.node.id ?? '';
}
