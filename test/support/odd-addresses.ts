import { Random } from './random';

const PLAIN = ['10.0.0.1', '192.168.1.255', '255.255.255.255', '0.0.0.0', '127.0.0.1', '169.254.7.7', '224.0.0.1', '224.0.1.1', '239.1.1.1',
  'fd00::1', '::', '::1', 'fe80::1', 'febf::1', 'fec0::', 'ff02::1', 'ff12::1', 'ff0e::1', '2001:db8::1:0:0:1', '2001:db8:0:1:1:1:1:1',
  '::ffff:10.0.0.1', '::10.0.0.1', '64:ff9b::10.1.2.3', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:10.0.0.1', '1::8', '0:0:0:0:0:ffff:a00:1'];

/** Unusual address strings of real nodes, scripts and people, and similar ones. */
export const ODD_ADDRESSES = [...PLAIN, '<nil>', '', ' ', 'node-1', 'None', 'null', '10.0.0.256', ' 10.0.0.1', '10.0.0.1 ', '10.0.0.1\n', '10.0.0.1/24',
  '10.0.0.1:10250', '010.0.0.1', '0x0a.0.0.1', '0x0a000001', '167772161', '1.2.3', '1.2', '1', '1.2.3.4.5', '1.2.3.', '.1.2.3', '1..2.3', 'FD00::1',
  'fd00:0:0:0:0:0:0:1', 'fd00::00001', 'fd00::0001', 'fd00::10000', 'fe80::1%eth0', '[fd00::1]', '[fd00::1]:10250', 'fd00::/64', ':::', '::1::', ':1', '1:', '1:::8',
  '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4::5:6:7:8', '1.2.3.4::', '::1.2.3.4:5', '::ffff:010.0.0.1', '::FFFF:10.0.0.1',
  '::ffff:127.0.0.1', '::ffff:a9fe:101', '+1.2.3.4', '-1.2.3.4', '1e1.0.0.1', '１０.0.0.1', '10.0.0.١', '10。0。0。1', '00000000000000000010.0.0.1', '4294967306.0.0.1'];

const CHARACTERS = [...'0123456789abcdefABCDEFxg:.%/[] -+\t', '::', '00', '0x', '%eth0', '/24', ':10250', 'ffff', '١', '１'];

export function randomIpv4(random: Random): string {
  return Array.from({ length: 4 }, () => random.pick([0, 1, 9, 10, 127, 169, 224, 254, 255, random.int(256)])).join('.');
}

export function randomIpv6(random: Random): string {
  const groups = Array.from({ length: 8 }, () => random.pick(['0', '0', '0', '1', 'ffff', 'fe80', 'ff02', 'FD00', '00ab', random.int(65536).toString(16)]));
  if (random.next() < 0.25) { groups.splice(6, 2, randomIpv4(random)); }
  if (random.next() < 0.6) { groups.splice(random.int(groups.length), 1 + random.int(6), ''); }
  return groups.join(':').replace(/^:(?!:)/, '::').replace(/([^:]):$/, '$1::');
}

/** Valid addresses, mutated: octal, hex, zones, mapped, Unicode digits, spaces, ports, prefixes. */
export function oddAddresses(seed: number, count: number): string[] {
  const random = new Random(seed);
  const addresses = [...ODD_ADDRESSES];
  while (addresses.length < count) {
    let text = random.pick([() => random.pick(ODD_ADDRESSES), () => randomIpv4(random), () => randomIpv6(random)])();
    for (let edits = random.int(3); edits > 0; edits--) {
      const at = random.int(text.length + 1);
      text = text.slice(0, at) + random.pick(['', ...CHARACTERS]) + text.slice(at + random.int(2));
    }
    addresses.push(text);
  }
  return addresses.slice(0, count);
}
