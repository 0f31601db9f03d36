import { ResolvedProps } from './resolve-props';
import { IpAddress } from '../net/ip-address';
import { shown } from '../validation/rule';

/** The addresses of a target without duplicates, and those that every API server rejects. */
export interface TargetAddresses {
  readonly usable: readonly IpAddress[];
  readonly refused: readonly string[];
}

export function addressesOf({ ips, addressVersion }: ResolvedProps): TargetAddresses {
  const usable = new Map<string, IpAddress>();
  const refused: string[] = [];
  for (const text of ips) {
    const address = IpAddress.parse(text);
    const refusal = address ? address.refusal('Endpoints', addressVersion) : 'is not an IP address';
    if (refusal === undefined) { usable.set(address!.canonical, address!); } else { refused.push(`${shown(text, 45)} ${refusal}`); }
  }
  return { usable: [...usable.values()].sort((a, b) => a.canonical < b.canonical ? -1 : 1), refused };
}

/**
 * The name in an ExternalName Service: the host name, or else an IPv4 address, which the API server accepts as a name though it does not
 * resolve. Undefined for IPv6, which the API server rejects: the Service is then headless.
 */
export function externalNameOf({ hostname }: ResolvedProps, { usable }: TargetAddresses): string | undefined {
  return hostname ?? usable.find(({ family }) => family === 'IPv4')?.canonical;
}

/** `host:port` for a ScrapeConfig: the host name or the addresses. */
export function hostsOf({ hostname, port }: ResolvedProps, { usable }: TargetAddresses): string[] {
  const hosts = hostname === undefined
    ? usable.map(({ family, canonical }) => family === 'IPv6' ? `[${canonical}]` : canonical)
    : [hostname];
  return hosts.map(host => `${host}:${port}`);
}
