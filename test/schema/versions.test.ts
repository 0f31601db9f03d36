import { SchemaSet, lifetimeAt, schemasOf } from '../../src/schema/schema';
import { locate } from '../../src/schema/versions';
import { SchemaIndex } from '../../src/upstream/schema-index';
import { compareVersions, versionNumbers } from '../../src/values/version-numbers';

test.each<[string, number[] | undefined]>([
  ['0.85.0', [0, 85, 0]], ['v0.85.1', [0, 85, 1]], ['1.36', [1, 36, 0]], ['v1.34.2-gke.1348000', [1, 34, 2]], ['1.36.3+k3s1', [1, 36, 3]], ['1.36-rc', [1, 36, 0]],
  ['', undefined], ['1', undefined], ['x1.2.3', undefined], ['1.2.3.4', undefined], ['1.2.3 ', undefined], ['1.2.', undefined], ['vv1.2', undefined], ['1.2.3-', undefined], ['1234567.0.0', undefined],
])('%j is %j', (text, numbers) => expect(versionNumbers(text)).toEqual(numbers));

test.each<[[number, number, number], [number, number, number], number]>([
  [[1, 2, 3], [1, 2, 3], 0], [[2, 0, 0], [1, 9, 9], 1], [[1, 9, 9], [2, 0, 0], -1], [[1, 3, 0], [1, 2, 9], 1], [[1, 2, 3], [1, 2, 5], -2],
])('%j and %j: %d', (a, b, order) => expect(compareVersions(a, b)).toBe(order));

describe('a version is that of the nearest release at or below it', () => {
  const versions = ['0.70.0', '0.72.1', '0.80.0'];

  test.each<[string, boolean, { at: number; isNewer: boolean } | undefined]>([
    ['0.70.0', false, { at: 0, isNewer: false }],
    ['0.71.5', false, { at: 0, isNewer: false }],
    ['0.72.0', false, { at: 0, isNewer: false }],
    ['0.72.1', false, { at: 1, isNewer: false }],
    ['0.79.9', false, { at: 1, isNewer: false }],
    ['0.80.0', false, { at: 2, isNewer: false }],
    ['0.80.1', false, { at: 2, isNewer: true }],
    ['1.0.0', false, { at: 2, isNewer: true }],
    ['0.69.9', false, undefined],
    ['main', false, undefined],
    ['0.72.0', true, { at: 1, isNewer: false }],
    ['0.80.9', true, { at: 2, isNewer: false }],
    ['0.81.0', true, { at: 2, isNewer: true }],
    ['0.69.9', true, undefined],
  ])('%s (by minor release: %s): %j', (text, byMinor, expected) => expect(locate({ versions }, text, byMinor)).toEqual(expected));
});

describe('differences between versions', () => {
  const index: SchemaIndex = {
    versions: ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0'],
    kinds: { 'v1/Always': 0, 'v1/Late': [0, 2], 'v1/Twice': [0, 1, 2, 3, 4] },
    pool: [],
    nodes: [
      { t: 'o', o: { always: 1, late: [1, 2], gone: [1, 0, 2], twice: [1, 1, 2, 3, 4] } },
      { t: 's', was: [[1, { t: 'i' }], [3, { t: 'b' }]] },
    ],
  };
  const fieldsAt = (at: number) => schemasOf(index, at).root('v1/Always')!.names;
  const lifetime = (name: string, at: number) => schemasOf(index, at).root('v1/Always')!.lifetimeOf(name);

  test('are fields', () => {
    expect([0, 1, 2, 3, 4].map(fieldsAt)).toEqual([['always', 'gone'], ['always', 'gone', 'twice'], ['always', 'late'], ['always', 'late', 'twice'], ['always', 'late']]);
  });

  test('are the allowed values of a field: attributes apply before a version, not in it', () => {
    expect([0, 1, 2, 3, 4].map(at => schemasOf(index, at).root('v1/Always')!.field('always')!.type)).toEqual(['i', 'b', 'b', 's', 's']);
  });

  test('are kinds', () => {
    expect([0, 1, 2, 3, 4].map(at => ['v1/Always', 'v1/Late', 'v1/Twice', 'v1/Never', 'constructor'].filter(key => schemasOf(index, at).root(key)))).toEqual([
      ['v1/Always'], ['v1/Always', 'v1/Twice'], ['v1/Always', 'v1/Late'], ['v1/Always', 'v1/Late', 'v1/Twice'], ['v1/Always', 'v1/Late'],
    ]);
  });

  test('come from the next version that has the field, otherwise from the one that removed it', () => {
    expect([0, 1].map(at => lifetime('late', at))).toEqual([{ since: '1.2.0' }, { since: '1.2.0' }]);
    expect([2, 3, 4].map(at => lifetime('gone', at))).toEqual([{ until: '1.2.0' }, { until: '1.2.0' }, { until: '1.2.0' }]);
    expect([0, 2, 4].map(at => lifetime('twice', at))).toEqual([{ since: '1.1.0' }, { since: '1.3.0' }, { until: '1.4.0' }]);
    expect([lifetime('never', 0), lifetime('constructor', 0), lifetime('always', 0)]).toEqual([undefined, undefined, {}]);
    expect(lifetimeAt([0, 3], new SchemaSet(index, 3))).toEqual({});
  });

  test('is parsed once for each version', () => {
    expect(schemasOf(index, 1)).toBe(schemasOf(index, 1));
    expect(schemasOf(index, 1)).not.toBe(schemasOf(index, 2));
    expect(schemasOf(index, 1).root('v1/Always')).toBe(schemasOf(index, 1).root('v1/Always'));
    expect(schemasOf({ ...index }, 1)).not.toBe(schemasOf(index, 1));
  });

  test('a field is found in any case, and one without fields has none', () => {
    const root = schemasOf(index, 0).root('v1/Always')!;
    expect([root.fieldInAnyCase('ALWAYS')?.type, root.fieldInAnyCase('never'), root.field('always')!.names, root.field('always')!.field('x'), root.field('always')!.items, root.field('always')!.values, root.field('always')!.lifetimeOf('x')])
      .toEqual(['i', undefined, [], undefined, undefined, undefined, undefined]);
  });
});
