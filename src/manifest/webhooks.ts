import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';

export function createWebhookConfiguration(
  scope: Construct, id: string, kind: string, metadata: ObjectMetadata, webhooks: readonly object[],
): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'admissionregistration.k8s.io/v1', kind, webhooks });
}

/** Objects of cert-manager. */
export function createCertificate(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', spec });
}

export function createSelfSignedIssuer(scope: Construct, id: string, metadata: ObjectMetadata): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', spec: { selfSigned: {} } });
}
