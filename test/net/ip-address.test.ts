import { readFileSync } from 'fs';
import { join } from 'path';
import { AddressField, addressRefusal, IpAddress } from '../../src/net/ip-address';
import { ComponentVersion } from '../../src/versions/component-version';
import { randomIpv4, randomIpv6 } from '../support/odd-addresses';
import { Random } from '../support/random';

const kubernetes = (text: string) => ComponentVersion.parse('kubernetes', 'kubernetesVersion', text).version;
const FIELDS: AddressField[] = ['Endpoints', 'EndpointSlice IPv4', 'EndpointSlice IPv6'];

describe('the addresses that the API server accepts in endpoints', () => {
  // what the validation code of kube-apiserver 1.36.3 said of each string: its verdict for Endpoints, an IPv4 and an IPv6 slice with the feature gate
  // StrictIPCIDRValidation off and on, and the address that it read; conformance asks the running apiserver about other strings
  const recorded: [text: string, verdicts: string, canonical: string][] = JSON.parse(readFileSync(join(__dirname, '../data/ip-verdicts.json'), 'utf8'));

  test('agrees with the recorded verdicts on 2,126 strings', () => {
    expect(recorded).toHaveLength(2126);
    const differences = recorded.filter(([text, verdicts, canonical]) => {
      const ours = ['1.35', '1.36'].flatMap(version => FIELDS.map(field => addressRefusal(text, field, kubernetes(version)) === undefined ? '1' : '0'));
      return ours.join('') !== verdicts || (IpAddress.parse(text)?.canonical ?? '') !== canonical;
    });
    expect(differences).toEqual([]);
  });

  test.each([
    ['10.0.0.1', undefined],
    ['239.1.1.1', undefined],
    ['255.255.255.255', undefined],
    ['FD00::1', undefined],
    ['<nil>', 'is not an IP address'],
    ['10.0.0.1/24', 'is not an IP address'],
    ['0x0a.0.0.1', 'is not an IP address'],
    ['10.1', 'is not an IP address'],
    ['10.0.0.1\n', 'is not an IP address'],
    ['١٠.0.0.1', 'is not an IP address'],
    ['fe80::1%eth0', 'is not an IP address'],
    ['010.0.0.1', 'has leading zeros'],
    ['fd00::00001', 'has leading zeros'],
    ['::ffff:10.0.0.1', 'is an IPv4-mapped IPv6 address'],
    ['::ffff:127.0.0.1', 'is loopback'],
    ['127.5.0.1', 'is loopback'],
    ['::1', 'is loopback'],
    ['169.254.7.7', 'is link-local'],
    ['febf::1', 'is link-local'],
    ['0.0.0.0', 'is unspecified'],
    ['::', 'is unspecified'],
    ['224.0.0.251', 'is link-local multicast'],
    ['ff02::1', 'is link-local multicast'],
    ['ff12::1', 'is link-local multicast'],
  ])('Endpoints of 1.36 and %j: %s', (text, refusal) => {
    expect(addressRefusal(text, 'Endpoints', kubernetes('1.36'))).toBe(refusal);
  });

  test('slices of IPv6 require the canonical form in 1.33 and newer', () => {
    expect(addressRefusal('FD00::1', 'EndpointSlice IPv6', kubernetes('1.32'))).toBeUndefined();
    expect(addressRefusal('FD00::1', 'EndpointSlice IPv6', kubernetes('1.33'))).toBe('is not in canonical form (fd00::1)');
    expect(addressRefusal('10.0.0.1', 'EndpointSlice IPv6', kubernetes('1.33'))).toBe('is not an IPv6 address');
    expect(addressRefusal('fd00::1', 'EndpointSlice IPv4', kubernetes('1.33'))).toBe('is not an IPv4 address');
  });

  test('an address that Endpoints accept is accepted by a slice of its family in canonical form, in every version', () => {
    const random = new Random(1);
    const versions = ['1.28', '1.33', '1.36'].map(kubernetes);
    const texts = Array.from({ length: 5000 }, () => random.pick([randomIpv4, randomIpv6])(random));
    const taken = texts.filter(text => versions.some(version => addressRefusal(text, 'Endpoints', version) === undefined));
    expect(taken.length).toBeGreaterThan(1000);
    const refused = taken.flatMap(text => {
      const { canonical, family } = IpAddress.parse(text)!;
      return ([`EndpointSlice ${family}`, 'Endpoints'] as const).map(field => [text, addressRefusal(canonical, field, kubernetes('1.36'))]);
    }).filter(([, why]) => why !== undefined);
    expect(refused).toEqual([]);
  });

  test('a text of any length takes only the time to read it', () => {
    expect(addressRefusal('1'.repeat(1e6), 'Endpoints', kubernetes('1.36'))).toBe('is not an IP address');
    expect(addressRefusal(':'.repeat(1e6), 'Endpoints', kubernetes('1.36'))).toBe('is not an IP address');
    expect(addressRefusal('0:'.repeat(5e5), 'Endpoints', kubernetes('1.36'))).toBe('is not an IP address');
  });
});

test('words are the bits of the address; a mapped one is IPv4', () => {
  expect(IpAddress.parse('255.0.0.1')!.words).toEqual([0xff000001]);
  expect(IpAddress.parse('::ffff:255.0.0.1')!.words).toEqual([0xff000001]);
  expect(IpAddress.parse('2001:db8::ffff:1')!.words).toEqual([0x20010db8, 0, 0, 0xffff0001]);
});
