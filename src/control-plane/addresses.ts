import { Part } from './availability';
import { ControlPlaneOptions } from './control-plane-props';
import { ADDRESS, NO_ADDRESS } from './rules';
import { AddressFamily, IpAddress } from '../net/ip-address';
import { finding, Finding } from '../validation/rule';

/** The parts that may run outside of pods, and the options with their addresses. */
export const ADDRESS_OPTIONS = {
  controllerManager: 'controllerManagerAddresses',
  scheduler: 'schedulerAddresses',
  etcd: 'etcdAddresses',
  kubeProxy: 'kubeProxyAddresses',
} as const satisfies { readonly [part in Part]?: keyof ControlPlaneOptions };

/** The machines of a part without duplicates, by IP family. */
export type Addresses = ReadonlyMap<AddressFamily, readonly string[]>;

/** The machines on which a part runs. Undefined if it runs in pods. */
export function partAddresses(part: Part, props: ControlPlaneOptions): Addresses | undefined {
  const texts = textsOf(part, props);
  if (texts === undefined) { return undefined; }
  const parsed = texts.flatMap(text => IpAddress.parse(text) ?? []);
  return new Map((['IPv4', 'IPv6'] as const).flatMap(family => {
    const canonical = [...new Set(parsed.filter(address => address.family === family).map(address => address.canonical))].sort();
    return canonical.length === 0 ? [] : [[family, canonical]];
  }));
}

/** Empty lists and invalid addresses. */
export function checkAddresses(props: ControlPlaneOptions): Finding[] {
  return Object.entries(ADDRESS_OPTIONS).flatMap(([part, option]) => {
    const texts = textsOf(part as Part, props);
    if (texts?.length === 0) { return [finding(NO_ADDRESS, { option })]; }
    return (texts ?? []).filter(text => !IpAddress.parse(text)).map(text => finding(ADDRESS, { option, text }));
  });
}

function textsOf(part: Part, props: ControlPlaneOptions): string[] | undefined {
  return part in ADDRESS_OPTIONS ? props[ADDRESS_OPTIONS[part as keyof typeof ADDRESS_OPTIONS]] : undefined;
}
