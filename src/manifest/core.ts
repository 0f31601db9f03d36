import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';

/** Core kinds: typed by the structs of the Kubernetes API, rendered to plain data. */
export function createService(scope: Construct, id: string, metadata: ObjectMetadata, spec: k8s.ServiceSpec): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'Service', spec: k8s.toJson_ServiceSpec(spec) });
}

/** No `subsets` at all where there is none: the apiserver takes that, but no subset without addresses. */
export function createEndpoints(scope: Construct, id: string, metadata: ObjectMetadata, subsets: readonly k8s.EndpointSubset[]): ApiObject {
  return createObject(scope, id, metadata, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    ...(subsets.length > 0 && { subsets: subsets.map(k8s.toJson_EndpointSubset) }),
  });
}

export function createEndpointSlice(scope: Construct, id: string, metadata: ObjectMetadata, slice: Omit<k8s.KubeEndpointSliceProps, 'metadata'>): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ...k8s.toJson_KubeEndpointSliceProps(slice) });
}
