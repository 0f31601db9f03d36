import { Schema } from './index';

const { reduced } = require('../../build/sync-upstream/schema') as { reduced(schema: object): Schema };
const { differences, grouped } = require('../../build/sync-upstream/differences') as {
  differences(before: object, now: object): string[];
  grouped(lines: string[]): string[];
};
const { gateTable } = require('../../build/sync-upstream/feature-gates') as { gateTable(releases: [string, Record<string, boolean>][]): object };
const { historyOf } = require('../../build/sync-upstream/promql') as { historyOf(releases: [string, Record<string, object>][]): object };
const { schemasOf } = require('../../build/sync-upstream/kubernetes-openapi') as { schemasOf(definitions: object): Record<string, Schema> };

test('an unknown keyword fails, so that nothing new of upstream is lost', () => {
  expect(() => reduced({ type: 'string', nullable: true })).toThrow('nullable: true of a schema is not known');
  expect(() => reduced({ type: 'object', properties: { a: { oneOf: [] } } })).toThrow('oneOf');
  expect(() => reduced({ type: 'text' })).toThrow('"text"');
  expect(() => reduced({ anyOf: [{ required: ['a'] }] })).toThrow('anyOf');
  expect(() => reduced({ 'x-kubernetes-list-type': 'other' })).toThrow('"other"');
});

test('fields with the names of keywords are fields', () => {
  const names = ['default', 'description', 'enum', 'type', 'properties', 'example'];
  const schema = { type: 'object', description: 'text', properties: Object.fromEntries(names.map(name => [name, { type: 'string', description: 'text' }])) };
  expect(reduced(schema)).toEqual({ t: 'o', o: Object.fromEntries(names.map(name => [name, { t: 's' }])) });
});

test('default values stay as they are', () => {
  expect(reduced({ type: 'object', default: { description: 'kept', type: 'string' } })).toEqual({ t: 'o', d: { description: 'kept', type: 'string' } });
});

test('OpenAPI\'s description of types that decode themselves is replaced', () => {
  const kind = { 'x-kubernetes-group-version-kind': [{ group: 'batch', version: 'v1', kind: 'Job' }] };
  const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
  const [quantity, port] = ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'io.k8s.apimachinery.pkg.util.intstr.IntOrString'];
  const schemas = schemasOf({
    Job: { ...kind, type: 'object', properties: { cpu: ref(quantity), port: ref(port), any: ref('JSON'), self: ref('Self') } },
    JSON: { description: 'anything' },
    Self: { type: 'object', properties: { not: ref('Self') } },
    [quantity]: { type: 'string' },
    [port]: { type: 'string', format: 'int-or-string' },
  });
  expect(schemas).toEqual({
    'batch/v1/Job': { t: 'o', o: { cpu: { f: 'quantity' }, port: { ios: 1 }, any: { any: 1 }, self: { ref: '#Self' } } },
    '#Self': { t: 'o', o: { not: { ref: '#Self' } } },
  });
});

test('a feature gate was added in its minor release, if the first patch releases are not available', () => {
  const rows = gateTable([['0.80.1', {}], ['0.81.1', { A: false }], ['0.82.0', { A: true, B: true }], ['0.82.1', { A: true }], ['0.83.0', { A: true, C: true }]]);
  expect(rows).toEqual({
    A: { since: '0.81.0', default: true, defaultSince: '0.82.0' },
    B: { since: '0.82.0', until: '0.82.1', default: true },
    C: { since: '0.83.0', default: true },
  });
});

test('the history of a function has its changes, its first and its last release', () => {
  const rows = historyOf([
    ['0.45.6', { gone: { v: 1 }, changed: { v: 1, x: true } }], ['0.55.1', { changed: { v: 2 }, young: { v: 1 } }], ['0.300.1', { changed: { v: 3 }, young: { v: 1 } }],
  ]);
  expect(rows).toEqual({
    gone: { v: 1, until: '2.55.0' },
    changed: { v: 3, was: [['2.55.0', { v: 1, x: true }], ['3.0.0', { v: 2 }]] },
    young: { v: 1, since: '2.55.0' },
  });
});

test('additions of a newer release are listed by path', () => {
  const before = { Kind: { t: 'o', o: { a: { t: 's' }, list: { t: 'a', i: { t: 'o', o: { x: { t: 's' } } } }, map: { t: 'o', m: { t: 's' } } } } };
  const now = { Kind: { t: 'o', o: { list: { t: 'a', i: { t: 'o', o: { x: { t: 'i' }, y: { t: 's' } } } }, map: { t: 'o', m: { t: 'i' } } } } };
  expect(differences(before, now)).toEqual([
    'Kind.a is gone', 'Kind.list[].x has changed: {"t":"s"} is now {"t":"i"}', 'Kind.list[].y is new', 'Kind.map.* has changed: {"t":"s"} is now {"t":"i"}',
  ]);
});

test('the same difference in many places is one line', () => {
  const lines = ['A.spec.containers[].x is new', 'A.spec.initContainers[].x is new', 'A.spec.y has changed: {"c":["a.b"]} is now {}', 'B.spec.x is gone'];
  expect(grouped(lines)).toEqual(['A.spec.containers[].x is new (and 1 more)', ...lines.slice(2)]);
});
