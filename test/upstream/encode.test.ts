import * as fc from 'fast-check';
import { decode, Schema, Schemas, unfolded } from './index';
import { SchemaIndex } from '../../src/upstream/schema-index';
import { cases } from '../support/cases';

const { encode, textOf } = require('../../build/sync-upstream/encode') as {
  encode(releases: [string, Schemas][]): SchemaIndex;
  textOf(index: SchemaIndex): string;
};

const TEXT: Schema = { t: 's' };
const object = (o: Record<string, Schema>, own: object = {}): Schema => ({ t: 'o', ...own, o });
const versions = (...schemas: Schema[]): [string, Schemas][] => schemas.map((schema, at) => [`0.${at}.0`, { 'v1/Kind': schema }]);
const fieldsOf = (index: SchemaIndex) => index.nodes[index.kinds['v1/Kind'] as number].o;

test('a field has the versions in which it exists, also with gaps', () => {
  const index = encode(versions(object({ a: TEXT }), object({ a: TEXT, b: TEXT }), object({ b: TEXT }), object({ a: TEXT }), object({ a: TEXT, b: TEXT })));
  expect(fieldsOf(index)).toEqual({ a: [0, 0, 2, 3], b: [0, 1, 3, 4] });
});

test('a changed attribute has its earlier values', () => {
  const index = encode(versions(TEXT, { t: 's', p: '^a' }, { t: 's', p: '^a' }, { t: 's', e: ['a'] }));
  expect(index.nodes).toEqual([{ t: 's', e: 1, was: [[1, { t: 's' }], [3, { t: 's', p: 0 }]] }]);
  expect(index.pool).toEqual(['^a', ['a']]);
});

test('a later version shares the node with the earlier one, up to the release that differs', () => {
  const tls = object({ ca: TEXT });
  const more = object({ ca: TEXT, key: TEXT });
  const united = encode(versions(object({ old: tls }), object({ old: more, young: more })));
  expect(united.nodes).toHaveLength(3);
  expect(fieldsOf(united)).toEqual({ old: 1, young: [1, 1] });
  const parted = encode(versions(object({ old: tls, other: tls }), object({ old: more, other: tls })));
  expect(parted.nodes).toHaveLength(4);
});

test('an added release changes few lines: numbers stay', () => {
  const before = versions(object({ b: object({ x: TEXT }), c: { t: 'i' } }), object({ b: object({ x: TEXT }), c: { t: 'i' }, d: { t: 's', p: '^d' } }));
  const after: [string, Schemas][] = [...before, ['0.2.0', { 'v1/Kind': object({ a: { t: 'b', p: '^a' }, b: object({ x: TEXT }), c: { t: 'i' }, d: { t: 's', p: '^d' } }) }]];
  const [lines, more] = [textOf(encode(before)), textOf(encode(after))].map(text => text.replace(/[,\]}]*$/gm, '').split('\n'));
  expect(lines.filter(line => !more.includes(line))).toEqual(['{"versions":["0.0.0","0.1.0"', '{"t":"o","o":{"b":1,"c":2,"d":[4,1']);
});

test('a kind that was added later has its first version', () => {
  const index = encode([['0.1.0', { 'v1/A': TEXT }], ['0.2.0', { 'v1/A': TEXT, 'v1/B': TEXT }], ['0.3.0', { 'v1/B': TEXT }]]);
  expect(index.kinds).toEqual({ 'v1/A': [0, 0, 2], 'v1/B': [0, 1] });
  expect(Object.keys(decode(index, '0.2.5'))).toEqual(['v1/A', 'v1/B']);
  expect(() => decode(index, '0.0.9')).toThrow('0.0.9 is older than 0.1.0');
});

test('a definition that contains itself is a node that refers to itself', () => {
  const schemas = { 'v1/Kind': object({ schema: { ref: '#Self' } }), '#Self': object({ not: { ref: '#Self' }, all: { t: 'a', i: { ref: '#Self' } } }) };
  const index = encode([['1.0.0', schemas]]);
  expect(JSON.parse(textOf(index))).toEqual(index);
  expect(Object.keys(index.kinds)).toEqual(['v1/Kind']);
  const self = object({ not: { recursive: 1 }, all: { t: 'a', i: { recursive: 2 } } });
  expect(decode(index, '1.0.0')).toEqual({ 'v1/Kind': object({ schema: self }) });
  expect(unfolded(schemas)).toEqual({ 'v1/Kind': object({ schema: self }) });
});

const leaf = fc.record({ t: fc.constantFrom('s', 'i'), p: fc.constantFrom('^a', '^b'), c: fc.constant(['self']), d: fc.constantFrom('', null, {}) }, { requiredKeys: ['t'] });
const tree = fc.letrec<{ node: Schema }>(tie => ({
  node: fc.oneof({ maxDepth: 3 }, leaf,
    fc.record({ t: fc.constant('o'), r: fc.constant(['a']), o: fc.dictionary(fc.constantFrom('a', 'b', 'default'), tie('node'), { minKeys: 1 }) }, { requiredKeys: ['t', 'o'] }),
    fc.record({ t: fc.constant('a'), i: tie('node') }),
    fc.record({ t: fc.constant('o'), m: tie('node') })) as fc.Arbitrary<Schema>,
})).node;

test('decoding returns the encoded schemas, for any schemas', () => {
  fc.assert(fc.property(fc.array(fc.dictionary(fc.constantFrom('v1/A', 'v1/B'), tree, { minKeys: 1 }), { minLength: 1, maxLength: 6 }), releases => {
    const all = releases.map((schemas, at): [string, Schemas] => [`0.${at}.0`, schemas]);
    const index = JSON.parse(textOf(encode(all))) as SchemaIndex;
    for (const [version, schemas] of all) { expect(decode(index, version)).toEqual(schemas); }
  }), { numRuns: cases(300) });
});
