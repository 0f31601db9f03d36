import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';

export function createIngress(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec });
}

export function createHttpRoute(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec });
}
