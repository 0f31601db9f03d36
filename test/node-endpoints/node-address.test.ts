import { AddressChoice, chooseTargets } from '../../src/node-endpoints/node-address';
import { NodeRecord } from '../../src/node-endpoints/node-list';
import { ComponentVersion } from '../../src/versions/component-version';

const choice = (more: Partial<AddressChoice> = {}): AddressChoice => ({ preferredType: 'InternalIP', version: ComponentVersion.newest('kubernetes'), ...more });
const at = (kubernetes: string) => choice({ version: ComponentVersion.parse('kubernetes', 'kubernetesVersion', kubernetes).version });

function node(name: string, internal: string[], external: string[] = [], isReadyKnown = true): NodeRecord {
  return {
    name,
    isReadyKnown,
    addresses: [...internal.map(address => ({ type: 'InternalIP' as const, address })), ...external.map(address => ({ type: 'ExternalIP' as const, address }))],
  };
}

const chosen = (nodes: NodeRecord[], how = choice()) => chooseTargets(nodes, how).targets.map(({ nodeName, address }) => `${nodeName} ${address.canonical}`);
const reasons = (nodes: NodeRecord[], how = choice()) => chooseTargets(nodes, how).unusable.map(({ nodeName, reason }) => `${nodeName} ${reason}`);

test('the first usable address of the preferred type is used', () => {
  expect(chosen([node('a', ['<nil>', '10.0.0.1', '10.0.0.2'], ['203.0.113.1'])])).toEqual(['a 10.0.0.1']);
  expect(chosen([node('a', ['10.0.0.1'], ['203.0.113.1'])], choice({ preferredType: 'ExternalIP' }))).toEqual(['a 203.0.113.1']);
});

test('if no address of the preferred type is usable, the other type is tried', () => {
  expect(chosen([node('a', ['0.0.0.0', 'x'], ['203.0.113.1'])])).toEqual(['a 203.0.113.1']);
  expect(chosen([node('a', ['10.0.0.1'])], choice({ preferredType: 'ExternalIP' }))).toEqual(['a 10.0.0.1']);
});

test('a dual-stack node is one target: of the family that it lists first, or of the preferred one', () => {
  const nodes = [node('dual', ['10.0.0.1', 'fd00::1']), node('six', ['fd00::2'])];
  expect(chosen(nodes)).toEqual(['dual 10.0.0.1', 'six fd00::2']);
  expect(chosen(nodes, choice({ preferredFamily: 'IPv6' }))).toEqual(['dual fd00::1', 'six fd00::2']);
  expect(chosen(nodes, choice({ preferredFamily: 'IPv4' }))).toEqual(['dual 10.0.0.1', 'six fd00::2']);
});

test('addresses are written in canonical form', () => {
  expect(chosen([node('a', ['2001:DB8:0:0::A'])])).toEqual(['a 2001:db8::a']);
});

test('before 1.36 leading zeros and mapped addresses are read as Kubernetes does; in 1.36 and newer they are rejected', () => {
  const nodes = [node('mapped', ['::ffff:10.0.0.8']), node('zeros', ['010.0.0.9'])];
  expect(chosen(nodes, at('1.35'))).toEqual(['mapped 10.0.0.8', 'zeros 10.0.0.9']);
  expect(chosen(nodes, at('1.36'))).toEqual([]);
  expect(reasons(nodes)).toEqual(['mapped InternalIP "::ffff:10.0.0.8" is an IPv4-mapped IPv6 address', 'zeros InternalIP "010.0.0.9" has leading zeros']);
});

test('of two nodes with one address, the one with a known Ready status is used, in any order, and the other is reported', () => {
  const [gone, here] = [node('a-gone', ['10.0.0.1'], [], false), node('b-here', ['10.0.0.1'])];
  for (const nodes of [[gone, here], [here, gone]]) {
    expect(chosen(nodes)).toEqual(['b-here 10.0.0.1']);
    expect(reasons(nodes)).toEqual(['a-gone has the same address 10.0.0.1 as node "b-here", whose Ready status is known']);
  }
});

test('of several nodes with one address and the same status, the first by name is used, also if the address is written in two ways', () => {
  const nodes = [node('c', ['fd00::1']), node('a', ['FD00:0::1']), node('b', ['fd00::1'])];
  expect(chosen(nodes)).toEqual(['a fd00::1']);
  expect(reasons(nodes)).toEqual(['b has the same address fd00::1 as node "a", which comes first by name', 'c has the same address fd00::1 as node "a", which comes first by name']);
});

test('the reason names every address that was tried', () => {
  expect(reasons([node('a', ['<nil>', '127.0.0.1'], ['fe80::1%eth0']), node('b', [])])).toEqual([
    'a InternalIP "<nil>" is not an IP address; InternalIP "127.0.0.1" is loopback; ExternalIP "fe80::1%eth0" is not an IP address',
    'b has no InternalIP and no ExternalIP',
  ]);
});
