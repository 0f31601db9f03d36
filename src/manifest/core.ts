import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { familiesForService } from './ip-families';
import { createObject, ObjectMetadata } from './object';

// The core fields that we use, spelled as in YAML. cdk8s-plus-28 has structs for the whole Kubernetes API, but loading them takes longer
// than loading all of this library.

export interface PortSpec {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

export interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly selector?: { readonly [label: string]: string };
  readonly ports?: readonly (PortSpec & { readonly targetPort?: number | string })[];
  readonly ipFamilies?: readonly string[];
  readonly ipFamilyPolicy?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: string;
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
}

interface TargetReference {
  readonly kind: string;
  readonly name: string;
}

export interface EndpointSubset {
  readonly addresses: readonly { readonly ip: string; readonly nodeName?: string; readonly targetRef?: TargetReference }[];
  readonly ports: readonly PortSpec[];
}

export interface EndpointSliceSpec {
  readonly addressType: string;
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly conditions?: { readonly ready: boolean };
    readonly nodeName?: string;
    readonly targetRef?: TargetReference;
  }[];
  readonly ports: readonly PortSpec[];
}

export function createService(scope: Construct, id: string, metadata: ObjectMetadata, spec: ServiceSpec): ApiObject {
  const families = spec.selector && spec.ipFamilyPolicy === undefined ? familiesForService(scope) : {};
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'Service', spec: { ...spec, ...families } });
}

/** Omits `subsets` if it is empty: the API server accepts that, but no subset without addresses. */
export function createEndpoints(scope: Construct, id: string, metadata: ObjectMetadata, subsets: readonly EndpointSubset[]): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'Endpoints', ...subsets.length > 0 && { subsets } });
}

export function createEndpointSlice(scope: Construct, id: string, metadata: ObjectMetadata, slice: EndpointSliceSpec): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ...slice });
}
