import { IpAddress } from '../../src/net/ip-address';
import { lastAppliedBytes, storedEndpointsBytes } from '../../src/node-endpoints/object-size';

const target = (nodeName: string, address: string) => ({ nodeName, address: IpAddress.parse(address)! });
const longName = 'n'.repeat(103);

// what Size() of k8s.io/api v0.36.3 says that one more such address adds to an Endpoints object
test.each([['n', '10.0.0.1', 38], ['ip-10-0-0-20.eu-west-1.compute.internal', '10.10.10.100', 118], [longName, '2001:db8:4::a', 248]])(
  'a target %s adds as many bytes as its protobuf encoding', (name, address, bytes) => {
    expect(storedEndpointsBytes([target(name, address)]) - storedEndpointsBytes([])).toBe(bytes);
  });

test('the copy in the annotation is as long as its JSON', () => {
  const targets = [target('a', '10.0.0.1'), target(longName, 'fd00::1')];
  const json = JSON.stringify(targets.map(({ nodeName, address }) => ({ addresses: [address.canonical], nodeName, targetRef: { kind: 'Node', name: nodeName } })));
  expect(lastAppliedBytes(targets) - lastAppliedBytes([])).toBe(json.length - '[]'.length + 1);
});
