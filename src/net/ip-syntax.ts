/**
 * Which strings Kubernetes reads as an IP address. The API server has two readers:
 *
 * - the sloppy one (k8s.io/utils/net ParseIPSloppy), which always applies: leading zeros are allowed and decimal;
 * - the strict one (Go's net/netip ParseAddr), which also applies if validation is strict.
 *
 * Both reject zone ids, prefixes, ports, brackets, hex or octal octets, short forms or spaces.
 *
 * @see https://github.com/kubernetes/utils/blob/master/internal/third_party/forked/golang/net/ip.go
 */
export interface IpSyntax {
  /** 4 octets or 8 groups of 16 bits, the most significant first. */
  readonly parts: readonly number[];
  /** Whether the strict parser accepts the string, too. */
  readonly strict: boolean;
}

const [DOT, ZERO, NINE] = ['.', '0', '9'].map(each => each.charCodeAt(0));
const GROUP = /^[0-9A-Fa-f]+$/;

/** The result of the sloppy parser. Undefined if it rejects the text. */
export function readIp(text: string): IpSyntax | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

/** Character by character: lists of nodes have 100,000 of them. */
function readIpv4(text: string): IpSyntax | undefined {
  const parts: number[] = [];
  let [value, digits, strict] = [0, 0, true];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : DOT;
    if (code === DOT) {
      if (digits === 0) { return undefined; }
      parts.push(value);
      value = digits = 0;
      continue;
    }
    if (code < ZERO || code > NINE) { return undefined; }
    strict &&= digits !== 1 || value !== 0;
    value = value * 10 + code - ZERO;
    if (value > 255) { return undefined; }
    digits++;
  }
  return parts.length === 4 ? { parts, strict } : undefined;
}

function readIpv6(text: string): IpSyntax | undefined {
  const halves = text.split('::');
  if (halves.length > 2) { return undefined; }
  const [head, tail] = halves.map(half => half === '' ? [] : half.split(':'));
  const groups = readGroups(head, tail === undefined);
  const rest = readGroups(tail ?? [], true);
  if (!groups || !rest) { return undefined; }

  const missing = 8 - groups.parts.length - rest.parts.length;
  // "::" stands for at least one group; without it there must be eight
  if (tail === undefined ? missing !== 0 : missing < 1) { return undefined; }
  return {
    parts: [...groups.parts, ...new Array<number>(missing).fill(0), ...rest.parts],
    strict: groups.strict && rest.strict,
  };
}

/** Groups of hex digits; the last group of the whole address may be an IPv4 address. */
function readGroups(groups: readonly string[], mayEndInIpv4: boolean): IpSyntax | undefined {
  const parts: number[] = [];
  let strict = true;
  for (const [at, group] of groups.entries()) {
    if (mayEndInIpv4 && at === groups.length - 1 && group.includes('.')) {
      const ipv4 = readIpv4(group);
      if (!ipv4) { return undefined; }
      const [a, b, c, d] = ipv4.parts;
      parts.push(a * 256 + b, c * 256 + d);
      strict &&= ipv4.strict;
      continue;
    }
    const value = GROUP.test(group) ? parseInt(group, 16) : NaN;
    if (!(value <= 0xffff)) { return undefined; }
    parts.push(value);
    strict &&= group.length <= 4;
  }
  return { parts, strict };
}
