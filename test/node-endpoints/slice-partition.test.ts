import fc from 'fast-check';
import { IpAddress } from '../../src/net/ip-address';
import { NodeTarget } from '../../src/node-endpoints/node-address';
import { Bucket, partition } from '../../src/node-endpoints/slice-partition';
import { cases } from '../support/cases';
import { randomIpv4, randomIpv6 } from '../support/odd-addresses';
import { Random } from '../support/random';

const target = (nodeName: string, address: string): NodeTarget => ({ nodeName, address: IpAddress.parse(address)! });

/** Distinct addresses, of neighbours or at random, of both families. */
function targets(seed: number, count: number): NodeTarget[] {
  const random = new Random(seed);
  const found = new Map<string, NodeTarget>();
  while (found.size < count) {
    const i = found.size;
    const text = random.pick([() => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, () => `2001:db8::${i.toString(16)}`, () => randomIpv4(random), () => randomIpv6(random)])();
    const address = IpAddress.parse(text);
    if (address && !found.has(address.canonical)) { found.set(address.canonical, { nodeName: `node-${i}`, address }); }
  }
  return [...found.values()];
}

const content = (bucket: Bucket) => JSON.stringify(bucket.targets.map(({ nodeName, address }) => [nodeName, address.canonical]));
const byName = (buckets: Bucket[]) => new Map(buckets.map(bucket => [`${bucket.family}-${bucket.number}`, content(bucket)]));

/** Buckets that are new, gone or different. */
function changed(before: Bucket[], after: Bucket[]): number {
  const [a, b] = [byName(before), byName(after)];
  return [...new Set([...a.keys(), ...b.keys()])].filter(name => a.get(name) !== b.get(name)).length;
}

const capacities = fc.constantFrom(100, 250, 500, 1000);
const sizes = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 1500 }) }, { weight: 1, arbitrary: fc.constantFrom(9_999, 10_000) });
const runs = { numRuns: 20, seed: 1 };

test('every target is in one bucket, of its family, within the capacity, by name; bucket names are unique, and no bucket is empty', () => {
  fc.assert(fc.property(fc.nat(), sizes, capacities, (seed, size, capacity) => {
    const all = targets(seed, size);
    const buckets = partition(all, capacity);
    expect(byName(buckets).size).toBe(buckets.length);
    expect(buckets.flatMap(bucket => bucket.targets).sort((a, b) => a.nodeName < b.nodeName ? -1 : 1)).toEqual([...all].sort((a, b) => a.nodeName < b.nodeName ? -1 : 1));
    for (const { family, targets: members } of buckets) {
      expect(members.length).toBeGreaterThan(0);
      expect(members.length).toBeLessThanOrEqual(capacity);
      expect(new Set(members.map(({ address }) => address.family))).toEqual(new Set([family]));
      expect(members.map(({ nodeName }) => nodeName)).toEqual(members.map(({ nodeName }) => nodeName).sort());
    }
  }), runs);
});

test('the order of the input does not matter', () => {
  fc.assert(fc.property(fc.nat(), sizes, capacities, (seed, size, capacity) => {
    const all = targets(seed, size);
    expect(byName(partition(new Random(seed + 1).shuffle(all), capacity))).toEqual(byName(partition(all, capacity)));
  }), runs);
});

test('an added or removed node changes at most two buckets', () => {
  fc.assert(fc.property(fc.nat(), sizes, capacities, fc.nat(), (seed, size, capacity, at) => {
    const all = targets(seed, size + 1);
    const without = all.filter((_, i) => i !== at % all.length);
    expect(changed(partition(without, capacity), partition(all, capacity))).toBeLessThanOrEqual(2);
  }), { ...runs, numRuns: cases(50) });
});

test('also at every step of growth from 1 to 1,100 nodes, in which buckets split', () => {
  const all = targets(7, 1100);
  let splits = 0;
  let before = partition([], 100);
  for (let size = 1; size <= all.length; size += 1) {
    const after = partition(all.slice(0, size), 100);
    expect(changed(before, after)).toBeLessThanOrEqual(2);
    splits += after.length > before.length ? 1 : 0;
    before = after;
  }
  expect(splits).toBeGreaterThanOrEqual(10);
});

test('a bucket that splits keeps its name for one half', () => {
  const all = Array.from({ length: 501 }, (_, i) => target(`node-${i}`, `10.0.${i >> 8}.${i & 255}`));
  expect(partition(all.slice(0, 500), 500).map(({ number }) => number)).toEqual(['0']);
  expect(partition(all, 500).map(({ number }) => number)).toEqual(['0', '1']);
});

test('buckets are filled evenly: 10,000 neighboring addresses need at most 40 buckets of 500', () => {
  const all = Array.from({ length: 10_000 }, (_, i) => target(`node-${i}`, `10.0.${i >> 8}.${i & 255}`));
  expect(partition(all, 500).length).toBeLessThanOrEqual(40);
});

test('addresses that differ in any one bit can be separated', () => {
  for (const bit of [0, 31, 32, 64, 100, 127]) {
    const groups = Array.from({ length: 8 }, (_, i) => Math.floor(bit / 16) === i ? (1 << (bit % 16)).toString(16) : '0');
    const pair = [target('a', '::ffff:0:0:1'), target('b', groups.join(':'))];
    expect(partition(pair, 1)).toHaveLength(2);
  }
});
