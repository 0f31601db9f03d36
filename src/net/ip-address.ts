import { IPv6 } from 'ipaddr.js';
import { IpSyntax, readIp } from './ip-syntax';
import { ComponentVersion } from '../versions/component-version';

export type AddressFamily = 'IPv4' | 'IPv6';

/** The field that contains an address: the API server has other rules for each. */
export type AddressField = 'Endpoints' | 'EndpointSlice IPv4' | 'EndpointSlice IPv6';

/**
 * Addresses that every API server version rejects as an endpoint, as tests on octets (IPv4) and groups (IPv6). Other multicast and the
 * broadcast address are accepted. Link-local multicast is ffx2::/16 for every x, because Go checks only the scope.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/validation/validation.go (ValidateEndpointIP)
 */
type Test = (parts: readonly number[]) => boolean;
const SPECIAL: readonly { readonly name: string; readonly ipv4: Test; readonly ipv6: Test }[] = [
  { name: 'unspecified', ipv4: parts => parts.every(isZeroPart), ipv6: parts => parts.every(isZeroPart) },
  { name: 'loopback', ipv4: parts => parts[0] === 127, ipv6: parts => parts[7] === 1 && parts.slice(0, 7).every(isZeroPart) },
  { name: 'link-local', ipv4: parts => parts[0] === 169 && parts[1] === 254, ipv6: parts => (parts[0] & 0xffc0) === 0xfe80 },
  {
    name: 'link-local multicast',
    ipv4: parts => parts[0] === 224 && parts[1] === 0 && parts[2] === 0,
    ipv6: parts => (parts[0] & 0xff0f) === 0xff02,
  },
];

function isZeroPart(part: number): boolean {
  return part === 0;
}

/** An address as Kubernetes parses it. An IPv4-mapped IPv6 address is an IPv4 address there, and so it is here. */
export class IpAddress {
  /** Undefined if Kubernetes cannot parse the text as an address. */
  public static parse(text: string): IpAddress | undefined {
    const syntax = readIp(text);
    return syntax && new IpAddress(text, syntax);
  }

  public readonly family: AddressFamily;
  /** The canonical text of this address, which every version accepts (RFC 5952 for IPv6). */
  public readonly canonical: string;
  /** Written as `::ffff:10.0.0.1`. */
  public readonly isMapped: boolean;
  private readonly isStrict: boolean;
  private readonly parts: readonly number[];

  private constructor(public readonly text: string, { parts, strict }: IpSyntax) {
    this.isStrict = strict;
    this.isMapped = parts[5] === 0xffff && parts.slice(0, 5).every(isZeroPart); // IPv4 has no sixth part
    this.parts = this.isMapped ? [parts[6] >> 8, parts[6] & 255, parts[7] >> 8, parts[7] & 255] : parts;
    this.family = this.parts.length === 4 ? 'IPv4' : 'IPv6';
    this.canonical = this.canonicalText();
  }

  private canonicalText(): string {
    if (this.family === 'IPv6') { return new IPv6([...this.parts]).toRFC5952String(); }
    return this.isStrict && !this.isMapped ? this.text : this.parts.join('.');
  }

  /** The address in 32-bit words, most significant first: one for IPv4, four for IPv6. */
  public get words(): readonly number[] {
    const p = this.parts;
    return this.family === 'IPv4'
      ? [((p[0] << 24) | (p[1] << 16) | (p[2] << 8) | p[3]) >>> 0]
      : [0, 2, 4, 6].map(at => ((p[at] << 16) | p[at + 1]) >>> 0);
  }

  /** Why the API server of this version rejects this address, as written, in this field. Undefined if it accepts it. */
  public refusal(field: AddressField, version: ComponentVersion<'kubernetes'>): string | undefined {
    const special = SPECIAL.find(range => (this.family === 'IPv4' ? range.ipv4 : range.ipv6)(this.parts));
    if (special) { return `is ${special.name}`; }
    if (field === 'EndpointSlice IPv4' && this.family === 'IPv6') { return 'is not an IPv4 address'; }
    if (field === 'EndpointSlice IPv6' && this.family === 'IPv4') { return 'is not an IPv6 address'; }

    const isCanonicalField = field === 'EndpointSlice IPv6' && version.has('canonicalIpv6InSlices');
    if (isCanonicalField || version.has('strictIpValidation')) {
      if (!this.isStrict) { return 'has leading zeros'; }
      if (this.isMapped) { return 'is an IPv4-mapped IPv6 address'; }
    }
    if (isCanonicalField && this.text !== this.canonical) { return `is not in canonical form (${this.canonical})`; }
    return undefined;
  }
}

/** The same for any text. */
export function addressRefusal(text: string, field: AddressField, version: ComponentVersion<'kubernetes'>): string | undefined {
  const address = IpAddress.parse(text);
  return address ? address.refusal(field, version) : 'is not an IP address';
}
