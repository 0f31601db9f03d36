import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata, withAnnotations } from './object';
import { API_SERVICE_CLAIMED } from './rules';
import { objectsOf } from '../validation/app-objects';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/** An API that a server adds to the API server: `v1beta1` of `metrics.k8s.io`. */
export interface AddedApi {
  readonly group: string;
  readonly version: string;
  /** Of several versions of a group, clients prefer the one with the highest number. */
  readonly priority?: number;
}

/** The Service behind the API, and its CA. */
export interface ApiServer {
  readonly service: string;
  readonly namespace: string | undefined;
  /** CA certificate, PEM in base64. */
  readonly caBundle?: string;
  /** cert-manager injects the CA of this Certificate: `namespace/name`. */
  readonly injectFrom?: string;
}

/** The name of an APIService is derived from its version and group. */
export function createApiService(
  scope: Construct, metadata: Omit<ObjectMetadata, 'name'>, { group, version, priority = 100 }: AddedApi, server: ApiServer,
): ApiObject {
  const { service, namespace, caBundle, injectFrom } = server;
  const own = { ...metadata, namespace: undefined, name: `${version}.${group}` };
  const isVerified = caBundle !== undefined || injectFrom !== undefined;
  const object = createObject(scope, `ApiService-${version}.${group}`, withAnnotations(
    own, injectFrom === undefined ? undefined : { 'cert-manager.io/inject-ca-from': injectFrom },
  ), {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    spec: {
      group,
      version,
      groupPriorityMinimum: 100,
      versionPriority: priority,
      service: { name: service, namespace, port: 443 },
      ...caBundle !== undefined && { caBundle },
      ...!isVerified && { insecureSkipTLSVerify: true },
    },
  });
  Problems.of(object).check(() => claimedBesides(object));
  return object;
}

/**
 * Other objects of the same name in the app: the last one reports them. In the same chart it is an error anyway, unless another library
 * created it.
 */
function claimedBesides(object: ApiObject): Finding[] {
  const all = objectsOf(object.node.root, 'APIService').filter(({ name }) => name === object.name);
  const others = all.slice(0, Math.max(0, all.indexOf(object))).map(({ node }) => node.path);
  const isTwice = all.some(each => each !== object && each.chart === object.chart && Problems.hasErrors(object));
  return others.length === 0 || isTwice ? [] : [finding(API_SERVICE_CLAIMED, { name: object.name, others })];
}
