import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { RE2JS } from 're2js';
import { contentsOf, decode, HASHES, hashOf, ROOT } from './index';
import { kubernetesSchemas, operatorSchemas } from '../../src/upstream/load';
import { SchemaIndex } from '../../src/upstream/schema-index';

// build/sync-upstream/hashes.json holds the hash of each release's schemas, as they were read from upstream's artifacts.
const INDEXES: [string, () => SchemaIndex, Readonly<Record<string, string>>][] = [
  ['operator', operatorSchemas, HASHES.operator],
  ['kubernetes', kubernetesSchemas, HASHES.kubernetes],
];

const KEYWORDS = [
  'any', 'c', 'd', 'e', 'f', 'i', 'ios', 'k', 'm', 'max', 'min', 'ni', 'nl', 'o', 'p', 'r', 'set', 't', 'was',
];

describe.each(INDEXES)('%s schemas', (_, read, hashes) => {
  test('decode to upstream\'s schemas, in every release: they are not edited by hand', () => {
    const different = Object.keys(hashes).filter(version => hashOf(decode(read(), version)) !== hashes[version]);
    expect(different).toEqual([]);
  });

  test('list each release that differs from the one before it, and the newest', () => {
    const releases = Object.keys(hashes);
    const wanted = releases.filter((release, at) => at === 0 || at === releases.length - 1 || hashes[release] !== hashes[releases[at - 1]]);
    expect(read().versions).toEqual(wanted);
  });

  test('have only keywords that the walker knows', () => {
    expect(contentsOf(read()).names.filter(name => !KEYWORDS.includes(name))).toEqual([]);
  });

  test('refer to nodes, texts and versions that exist', () => {
    const index = read();
    const { attributes, nodes, patterns, enums, rules, bounds } = contentsOf(index);
    expect([...nodes, ...patterns, ...enums, ...rules].filter(number => !Number.isInteger(number) || number < 0)).toEqual([]);
    expect(nodes.filter(number => number >= index.nodes.length)).toEqual([]);
    expect([...patterns, ...rules].filter(number => typeof index.pool[number] !== 'string')).toEqual([]);
    expect(enums.filter(number => !Array.isArray(index.pool[number]))).toEqual([]);
    expect(bounds.filter(list => list.some((bound, at) => bound >= index.versions.length || bound <= (list[at - 1] ?? -1)))).toEqual([]);
    expect(attributes.filter(({ t = 'o' }) => !['o', 'a', 's', 'i', 'n', 'b'].includes(t))).toEqual([]);
    expect(index.nodes.flatMap(({ was = [] }) => was).filter(([until]) => until < 1 || until >= index.versions.length)).toEqual([]);
  });

  test('have patterns that RE2 compiles', () => {
    const index = read();
    const texts = contentsOf(index).patterns.map(number => index.pool[number] as string);
    texts.forEach(text => expect(() => RE2JS.compile(text)).not.toThrow());
  });
});

test('a changed type, a changed bound of versions and a missing field change the hash', () => {
  const index = operatorSchemas();
  const replaced = (number: number, node: object): SchemaIndex => ({ ...index, nodes: index.nodes.map((each, at) => at === number ? node : each) });
  const isSame = (changed: SchemaIndex, version: string) => hashOf(decode(changed, version)) === HASHES.operator[version];
  const text = index.nodes.findIndex(({ t, was }) => t === 's' && was === undefined);
  const object = index.nodes.findIndex(({ o = {} }) => typeof o.automountServiceAccountToken !== 'undefined');
  const { automountServiceAccountToken: _field, ...fields } = index.nodes[object].o!;

  expect(isSame(index, '0.74.0')).toBe(true);
  expect(isSame(replaced(text, { t: 'i' }), '0.74.0')).toBe(false);
  expect(isSame(replaced(object, { ...index.nodes[object], o: fields }), '0.94.1')).toBe(false);
  expect(isSame({ ...index, versions: ['0.70.1', ...index.versions.slice(1)] }, '0.70.1')).toBe(false);
});

test('each pinned release has its hash', () => {
  const pins = JSON.parse(readFileSync(join(ROOT, 'build', 'sync-upstream', 'pins.json'), 'utf8')) as { operator: object; kubernetes: string[] };
  expect(Object.keys(HASHES.operator)).toEqual(Object.keys(pins.operator));
  expect(Object.keys(HASHES.kubernetes)).toEqual(pins.kubernetes.map(version => version.replace(/\.\d+$/, '.0')));
});

test('there are 19 CEL rules, the first in 0.84', () => {
  const index = operatorSchemas();
  const { rules } = contentsOf(index);
  expect(rules).toHaveLength(19);
  expect(rules.map(number => index.pool[number]).filter(rule => (rule as string).includes("self.mode == 'DaemonSet' && has("))).toHaveLength(12);
  const hasRule = (version: string) => JSON.stringify(decode(index, version)).includes('"c":[');
  expect([hasRule('0.83.0'), hasRule('0.84.0')]).toEqual([false, true]);
});

test('the data stay within 150 kB of JSON, those of the operator within 72', () => {
  const bytes = (name: string) => statSync(join(ROOT, 'data', name)).size;
  expect(bytes('operator-schemas.json')).toBeLessThanOrEqual(72_000);
  expect(bytes('operator-schemas.json') + bytes('kubernetes-schemas.json')).toBeLessThanOrEqual(125_000);
  expect(bytes('upstream.json')).toBeLessThanOrEqual(10_000);
});
