import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from './labels';
import { createObject, ObjectMetadata } from './object';

/** Clients: pods by their labels, in this namespace or in the named ones. */
export interface Peer {
  readonly pods?: Labels;
  readonly namespace?: string;
  /** A network, instead of pods. */
  readonly cidr?: string;
}

interface PortRule {
  /** The ports of the pods. Undefined: all. */
  readonly ports?: readonly number[];
  /** UDP in addition to TCP, or only UDP. */
  readonly udp?: boolean | 'only';
}

export interface IngressRule extends PortRule {
  /** Undefined: all clients. */
  readonly from?: readonly Peer[];
}

export interface EgressRule extends PortRule {
  /** Undefined: all destinations. */
  readonly to?: readonly Peer[];
}

/** Restricts connections to the selected pods. Egress of these pods is unrestricted. */
export function createNetworkPolicy(
  scope: Construct, id: string, metadata: ObjectMetadata, selector: Labels, rules: readonly IngressRule[],
): ApiObject {
  const ingress = rules.map(({ ports, udp, from }) => ({
    ...ports && { ports: portsOf(ports, udp) }, ...from && { from: from.map(peerOf) },
  }));
  return createPolicy(scope, id, metadata, selector, { policyTypes: ['Ingress'], ingress });
}

/** Restricts connections from the selected pods. Ingress to these pods is unrestricted. */
export function createEgressPolicy(
  scope: Construct, id: string, metadata: ObjectMetadata, selector: Labels, rules: readonly EgressRule[],
): ApiObject {
  const egress = rules.map(({ ports, udp, to }) => ({ ...ports && { ports: portsOf(ports, udp) }, ...to && { to: to.map(peerOf) } }));
  return createPolicy(scope, id, metadata, selector, { policyTypes: ['Egress'], egress });
}

function createPolicy(scope: Construct, id: string, metadata: ObjectMetadata, selector: Labels, direction: object): ApiObject {
  return createObject(
    scope,
    id,
    metadata,
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { podSelector: { matchLabels: selector }, ...direction } },
  );
}

function portsOf(ports: readonly number[], udp: boolean | 'only' = false): object[] {
  const protocols = [...udp === 'only' ? [] : ['TCP'], ...udp === false ? [] : ['UDP']];
  return ports.flatMap(port => protocols.map(protocol => ({ port, protocol })));
}

function peerOf({ pods, namespace, cidr }: Peer) {
  if (cidr !== undefined) { return { ipBlock: { cidr } }; }
  return {
    ...namespace !== undefined && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
    ...pods && { podSelector: { matchLabels: pods } },
    ...pods === undefined && namespace === undefined && { podSelector: {} },
  };
}
