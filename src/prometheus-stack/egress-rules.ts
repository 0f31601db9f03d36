import { RestrictEgressOptions } from './restrict-egress-options';
import { Platform } from '../control-plane/platform';
import { networkOf } from '../control-plane/platform-network';
import { Labels } from '../manifest/labels';
import { EgressRule } from '../manifest/network-policy';
import { Path } from '../scrape-graph/connections/paths';

export interface PolicyNames {
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** Rules for all components: DNS, ports and networks from options, and the API server. */
export interface CommonRules {
  readonly names: EgressRule;
  readonly apiServer: EgressRule;
  readonly further: readonly EgressRule[];
}

export function egressRule({ port, protocol, pods, cidr }: Path): EgressRule {
  const to = pods ? [{ pods: pods.labels, namespace: pods.namespace }] : cidr !== undefined && [{ cidr }];
  return { ...port !== undefined && { ports: [port] }, ...protocol === 'UDP' && { udp: 'only' as const }, ...to && { to } };
}

/**
 * Connections that are allowed in addition to the addresses of objects: DNS, the API server, whose address is unknown here, and those of
 * options.
 */
export function commonRules(options: RestrictEgressOptions, platform: Platform): CommonRules {
  const { dnsNamespaces, dnsCidrs, dnsPorts } = networkOf(platform);
  const { egressPorts = [], egressCidrs = [] } = options;
  const resolvers = [
    ...merged(dnsNamespaces, options.dnsNamespaces).map(namespace => ({ namespace })),
    ...merged(dnsCidrs, options.dnsCidrs).map(cidr => ({ cidr })),
  ];
  const further: EgressRule = {
    ...egressPorts.length > 0 && { ports: egressPorts }, ...egressCidrs.length > 0 && { to: egressCidrs.map(cidr => ({ cidr })) },
  };
  return {
    names: { ports: merged(dnsPorts, options.dnsPorts), udp: true, to: resolvers },
    apiServer: { ports: merged(API_SERVER, options.apiServerPorts) },
    further: egressPorts.length + egressCidrs.length > 0 ? [further] : [],
  };
}

const API_SERVER: readonly number[] = [443, 6443];

function merged<T>(own: readonly T[], further: readonly T[] = []): T[] {
  return [...new Set([...own, ...further])];
}
