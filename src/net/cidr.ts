import { IpAddress } from './ip-address';

/** Whether Kubernetes accepts it as a network: `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const network = readNetwork(text);
  return network !== undefined && text === `${network.ip.canonical}/${network.length}`;
}

/** Whether an address is in a network. False if either is invalid. */
export function containsIp(cidr: string, address: string): boolean {
  const [network, ip] = [readNetwork(cidr), IpAddress.parse(address)];
  if (!network || network.ip.family !== ip?.family) { return false; }
  return network.ip.words.every((word, at) => {
    const bits = Math.min(32, Math.max(0, network.length - 32 * at));
    return bits === 0 || word >>> (32 - bits) === ip.words[at] >>> (32 - bits); // in JavaScript a shift by 32 is a shift by 0
  });
}

/** Accepts all spellings: leading zeros, and IPv4-mapped IPv6 addresses, of which the last 32 bits count. */
function readNetwork(text: string): { readonly ip: IpAddress; readonly length: number } | undefined {
  const [, address, digits] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  const ip = address === undefined ? undefined : IpAddress.parse(address);
  if (!ip) { return undefined; }
  const length = Number(digits) - (ip.isMapped ? 96 : 0);
  return length >= 0 && length <= (ip.family === 'IPv4' ? 32 : 128) ? { ip, length } : undefined;
}
