import { IpAddress } from './ip-address';

/** Whether it is a network as Kubernetes reads one: `10.0.0.0/8`, `fd00::/8`. */
export function isCidr(text: string): boolean {
  const [address, length, ...more] = text.split('/');
  const ip = IpAddress.parse(address);
  return ip !== undefined && !ip.isMapped && ip.canonical === address && more.length === 0 && /^(0|[1-9]\d{0,2})$/.test(length ?? '') && Number(length) <= (ip.family === 'IPv4' ? 32 : 128);
}
