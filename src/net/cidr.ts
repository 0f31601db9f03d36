import { IpAddress } from './ip-address';

/** Whether it is a network as Kubernetes reads one: `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [address, length, ...more] = text.split('/');
  const ip = IpAddress.parse(address);
  return ip !== undefined && !ip.isMapped && ip.canonical === address && more.length === 0 && /^(0|[1-9]\d{0,2})$/.test(length ?? '') && Number(length) <= (ip.family === 'IPv4' ? 32 : 128);
}

/** Whether an address is in a network; of what is neither, it is not. */
export function containsIp(cidr: string, address: string): boolean {
  const [network, length] = cidr.split('/');
  const [a, b] = [IpAddress.parse(network), IpAddress.parse(address)];
  if (!a || !b || a.family !== b.family || length === undefined) { return false; }
  return a.words.every((word, at) => {
    const bits = Math.min(32, Math.max(0, Number(length) - 32 * at));
    return bits === 0 || word >>> (32 - bits) === b.words[at] >>> (32 - bits);
  });
}
