import { checkObject } from '../../src/schema/check-object';
import { SchemaSet } from '../../src/schema/schema';
import { Violation } from '../../src/schema/violation';
import { Dialect, Walker } from '../../src/schema/walker';
import { share } from '../../src/validation/shared';
import { Made, madeSchema, said, wrongIn } from '../support/made-schema';

const verdicts = (spec: Made, value: unknown, dialect: Dialect = 'custom') => said(wrongIn(spec, value, dialect));
const TEXT: Made = { t: 's' };

// JSON Schema Validation, section 6, and https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
describe('each attribute of a schema', () => {
  test.each<[string, Made, unknown[], unknown[], string]>([
    ['minimum', { t: 'i', min: 1 }, [1, 2], [0, -1], 'bounds spec: an integer, at least 1'],
    ['exclusiveMinimum', { t: 'n', min: 1, xmin: 1 }, [1.5, 2], [1, 0], 'bounds spec: a number, more than 1'],
    ['maximum', { t: 'i', max: 9 }, [9, 8], [10], 'bounds spec: an integer, at most 9'],
    ['exclusiveMaximum', { t: 'n', max: 9, xmax: 1 }, [8.5, 0], [9, 10], 'bounds spec: a number, less than 9'],
    ['minimum and maximum', { t: 'i', min: 1, max: 9 }, [1, 9], [0, 10], 'bounds spec: an integer, at least 1 and at most 9'],
    ['format int32', { t: 'i', f: 'int32' }, [2147483647, -2147483648], [2147483648, -2147483649], 'bounds spec: an integer of at most 2147483647'],
    ['format int64', { t: 'i', f: 'int64' }, [-(2 ** 63), 2 ** 62], [2 ** 63, -(2 ** 64)], 'bounds spec: an integer of at most 2147483647'],
    ['no format', { t: 'i' }, [2 ** 63, -(2 ** 64)], [1.5], 'type spec: an integer'],
    ['maximum below 32 bits', { t: 'i', max: 2147483646 }, [2147483646], [2147483647], 'bounds spec: an integer, at most 2147483646'],
    ['minLength 1', { t: 's', nl: 1 }, ['a', '😀'], [''], 'length spec: at least 1 character'],
    ['minLength', { t: 's', nl: 3 }, ['abc', 'abcd', 'abcdef', '😀😀😀'], ['ab', '😀😀', '😀a'], 'length spec: at least 3 characters'],
    ['maxLength', { t: 's', xl: 3 }, ['abc', '', '😀😀😀'], ['abcd', '😀😀😀😀'], 'length spec: at most 3 characters'],
    ['minItems 1', { t: 'a', items: TEXT, ni: 1 }, [['a']], [[]], 'length spec: at least 1 item'],
    ['minItems', { t: 'a', ni: 2 }, [['a', 'b']], [['a']], 'length spec: at least 2 items'],
    ['maxItems', { t: 'a', items: TEXT, xi: 2 }, [['a', 'b'], []], [['a', 'b', 'c']], 'length spec: at most 2 items'],
    ['pattern', { t: 's', pattern: '^a+$' }, ['a', 'aa'], ['b', ''], 'pattern spec: a string that matches ^a+$'],
    ['enum of texts', { t: 's', oneOf: ['', 'a'] }, ['', 'a'], ['b'], 'enum spec: one of "", "a"'],
    ['enum of numbers', { t: 'i', oneOf: [1, 2] }, [1, 2], [3], 'enum spec: one of 1, 2'],
    ['format date-time', { t: 's', f: 'date-time' }, ['2026-01-31T12:00:00Z', '2026-01-31t12:00:00.5+02:00'], ['2026-01-31', '2026-01-31 12:00:00Z', 'x2026-01-31T12:00:00Z', ''], 'format spec: a time such as "2026-01-31T12:00:00Z"'],
    ['integer', { t: 'i' }, [0, -1], ['1', true, [], {}], 'type spec: an integer'],
    ['number', { t: 'n' }, [0, 1.5], ['1', NaN, Infinity], 'type spec: a number'],
    ['boolean', { t: 'b' }, [true, false], ['true', 1], 'type spec: true or false'],
    ['integer or string', { ios: 1 }, [1, 'http', ''], [1.5, true, {}], 'type spec: an integer or a string'],
    ['pattern of an integer or string', { ios: 1, pattern: '^[0-9]+%$' }, [1, '10%'], ['10'], 'pattern spec: an integer or a string that matches ^[0-9]+%$'],
    ['no type', {}, [1, 'a', true, [], { a: 1 }], [], ''],
    ['list-type set', { t: 'a', items: TEXT, set: 1 }, [['a', 'b'], ['a']], [['b', 'b']], 'duplicate-key spec[1]: each once'],
    ['no list-type', { t: 'a', items: TEXT }, [['a', 'a']], [], ''],
    ['preserve-unknown-fields', { t: 'o', fields: { a: TEXT }, any: 1 }, [{ b: 1 }, { a: 'x' }], [{ a: 1 }], 'type spec.a: a string'],
    ['a map of values', { t: 'o', values: TEXT }, [{ any: 'x' }, {}, { a: null }, { a: undefined }], [{ any: 1 }], 'type spec.any: a string'],
    ['fields', { t: 'o', fields: { a: TEXT } }, [{ a: 'x' }, {}, { a: null }, { a: undefined }, { b: undefined }], [{ b: 1 }], 'unknown-field spec.b: a'],
    ['a string', TEXT, ['', 'a'], [1, true, [1], { a: 1 }], 'type spec: a string'],
  ])('%s', (_, spec, right, wrong, expected) => {
    expect(right.map(value => [value, verdicts(spec, value)])).toEqual(right.map(value => [value, []]));
    expect(wrong.map(value => [value, verdicts(spec, value)])).toEqual(wrong.map(value => [value, [expected]]));
  });

  test('a value above 32 bits is reported with the 32-bit maximum, not with the bound', () => {
    expect(verdicts({ t: 'i', f: 'int32', max: 5 }, 2147483647)).toEqual(['bounds spec: an integer, at most 5']);
    expect(verdicts({ t: 'i', f: 'int32', max: 5 }, 2147483648)).toEqual(['bounds spec: an integer of at most 2147483647']);
  });

  test('a required field is reported with its allowed values, unless it has a default', () => {
    const spec: Made = { t: 'o', r: ['a', 'b', 'c'], fields: { a: { t: 'i', min: 1 }, b: { t: 's', d: '' }, c: TEXT } };
    expect(verdicts(spec, { c: 'x' })).toEqual(['required spec.a: an integer, at least 1']);
    expect(verdicts(spec, { a: 1 })).toEqual(['required spec.c: a string']);
    // Go's decoder of Kubernetes' own kinds knows no defaults of a schema
    expect(verdicts(spec, { a: 1, c: 'x' }, 'builtin')).toEqual(['required spec.b: a string']);
    expect(verdicts({ t: 'o', r: ['gone'], fields: {} }, {})).toEqual(['required spec.gone']);
  });

  test('the caller decides which required fields count, with the path of the object', () => {
    const spec: Made = { t: 'o', r: ['a'], fields: { a: TEXT, list: { t: 'a', items: { t: 'o', r: ['b'], fields: { b: TEXT } } } } };
    const asked: string[] = [];
    const found = wrongIn(spec, { list: [{}] }, 'builtin', (path, name) => { asked.push(`${path.join('.')} ${name}`); return name === 'b'; });
    expect([asked, said(found)]).toEqual([['spec.list.0 b', 'spec a'], ['required spec.list[0].b: a string']]);
  });
});

describe('items of a list', () => {
  const keyed: Made = { t: 'a', k: ['name', 'protocol'], items: { t: 'o', fields: { name: TEXT, protocol: { t: 's', d: 'TCP' } } } };

  test('are compared by their keys, with defaults; a missing key is a key, too', () => {
    expect(wrongIn(keyed, [{ name: 'a' }, { name: 'b' }, { name: 'a', protocol: 'TCP' }])).toEqual([{ code: 'duplicate-key', path: 'spec[2]', value: 'name "a", protocol "TCP"', allowed: 'each once' }]);
    expect(verdicts(keyed, [{}, {}])).toEqual(['duplicate-key spec[1]: each once']);
    expect(verdicts(keyed, [{ name: 'a' }, { name: 'a', protocol: 'UDP' }, {}])).toEqual([]);
    expect(verdicts({ t: 'a', k: ['name'] }, [{ name: 'a' }, { name: 'a' }])).toEqual(['duplicate-key spec[1]: each once']);
    expect(verdicts({ t: 'a', k: ['name'], items: { t: 'o', fields: {}, any: 1 } }, [{ name: 'a' }, { name: 'b' }])).toEqual([]);
  });

  test('of a wrong type are not compared', () => {
    expect(verdicts(keyed, ['a', 'a'])).toEqual(['type spec[0]: a map', 'type spec[1]: a map']);
    expect(wrongIn({ t: 'a', set: 1 }, [1, 1])).toEqual([{ code: 'duplicate-key', path: 'spec[1]', value: '1', allowed: 'each once' }]);
  });

  test('of Kubernetes\' own kinds are not compared by the schema, and not counted', () => {
    expect(verdicts(keyed, [{ name: 'a' }, { name: 'a' }], 'builtin')).toEqual([]);
    expect(verdicts({ t: 'a', items: TEXT, ni: 1 }, [], 'builtin')).toEqual([]);
  });

  test('that are null are errors, unless Go treats null as an empty value or the item may have any type', () => {
    expect(wrongIn({ t: 'a', items: TEXT }, [null])).toEqual([{ code: 'null-in-list', path: 'spec[0]', value: null, allowed: 'a string' }]);
    expect(verdicts({ t: 'a', items: TEXT }, [null], 'builtin')).toEqual([]);
    expect(verdicts({ t: 'a', items: { any: 1 } }, [null])).toEqual([]);
    expect(verdicts({ t: 'a', items: TEXT }, [undefined])).toEqual([]);
  });

  test('may have any type if the schema does not limit it', () => {
    expect(verdicts({ t: 'a' }, [1, 'a', null])).toEqual([]);
  });
});

describe('Kubernetes\' own kinds, as Go decodes them', () => {
  test('have bytes in base64, with line breaks, or as a list of numbers', () => {
    const bytes: Made = { t: 's', f: 'byte' };
    for (const right of ['', 'YWI=', 'YWJj', 'YW\nI=\r\n', 'Y+/=', [97, 98]]) { expect([right, verdicts(bytes, right, 'builtin')]).toEqual([right, []]); }
    for (const wrong of ['YWI', 'YWI*', 'a', 'Y===', '====', '*YWI']) { expect([wrong, verdicts(bytes, wrong, 'builtin')]).toEqual([wrong, ['format spec: a string in base64']]); }
    expect(verdicts(bytes, 5, 'builtin')).toEqual(['type spec: a string in base64']);
    expect(verdicts(bytes, 'YWI*')).toEqual([]);
    expect(verdicts(TEXT, [97], 'builtin')).toEqual(['type spec: a string']);
  });

  test('have an integer or a string of 32 bits', () => {
    expect(verdicts({ ios: 1 }, 2147483647, 'builtin')).toEqual([]);
    expect(verdicts({ ios: 1 }, 2147483648, 'builtin')).toEqual(['bounds spec: an integer of at most 2147483647']);
    expect(verdicts({ ios: 1 }, 2147483648)).toEqual([]);
  });

  test('have maps without a schema, and a custom resource has none', () => {
    expect(verdicts({ t: 'o' }, { a: 1 }, 'builtin')).toEqual([]);
    expect(verdicts({ t: 'o', fields: {} }, { a: 1 }, 'builtin')).toEqual(['unknown-field spec.a']);
    expect(verdicts({ t: 'o' }, { a: 1 })).toEqual(['unknown-field spec.a']);
    expect(verdicts({ t: 'o' }, {})).toEqual([]);
  });
});

describe('quantities', () => {
  const quantity: Made = { f: 'quantity' };

  // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
  test.each(['1', '100m', '2Gi', '+1.5', '-.5', '5.', '1e3', '1E-3', '12345678901234567890', '128974848', '129M', ' 1 '])('%j is one', text => {
    expect(verdicts(quantity, text)).toEqual([]);
  });

  test.each(['', '1 Gi', '1GB', 'Gi', 'x1', '1K', '1.2.3', '.', '1e'])('%j is none', text => {
    expect(verdicts(quantity, text)).toEqual(['format spec: a quantity such as "500m" or "2Gi"']);
  });

  test('may be numbers, otherwise only strings', () => {
    expect([1, 1.5].map(value => verdicts(quantity, value))).toEqual([[], []]);
    expect([true, [], {}, Infinity].map(value => verdicts(quantity, value))).toEqual(Array(4).fill(['type spec: a quantity such as "500m" or "2Gi"']));
    expect(verdicts({ t: 's', f: 'quantity' }, '1 GB')).toEqual(['format spec: a quantity such as "500m" or "2Gi"']);
  });
});

test('the fields of a map without a type are checked', () => {
  expect(verdicts({ fields: { a: TEXT } }, { a: 1, b: 2 })).toEqual(['type spec.a: a string', 'unknown-field spec.b: a']);
  expect(verdicts({ fields: { a: TEXT } }, 'text')).toEqual([]);
});

describe('an unknown field', () => {
  const withFields = (count: number): Made => ({ t: 'o', fields: Object.fromEntries(Array.from({ length: count }, (_, at) => [`field${at}`, TEXT])) });

  test('lists the known fields, if there are at most twelve', () => {
    expect(verdicts(withFields(12), { zzz: 1 })).toEqual(['unknown-field spec.zzz: field0, field1, field2, field3, field4, field5, field6, field7, field8, field9, field10, field11']);
    expect(verdicts(withFields(13), { zzz: 1 })).toEqual(['unknown-field spec.zzz']);
    expect(verdicts(withFields(0), { zzz: 1 })).toEqual(['unknown-field spec.zzz']);
  });

  test('does not suggest fields that every object has', () => {
    const embedded: Made = { t: 'o', fields: { apiVersion: TEXT, kind: TEXT, metadata: TEXT, status: TEXT, spec: TEXT } };
    expect(verdicts(embedded, { zzz: 1 })).toEqual(['unknown-field spec.zzz: spec']);
  });
});

describe('a value of the wrong type', () => {
  const insideOf = (value: unknown) => wrongIn(TEXT, value).map(({ inside }: Violation) => inside);

  test('lists the fields that kubectl names instead of it', () => {
    expect(insideOf({ 'a': 1, 'b.c': 2 })).toEqual([['spec.a', 'spec["b.c"]']]);
    expect(insideOf([{ a: 1 }, 'x', null, { b: 1 }])).toEqual([['spec[0].a', 'spec[3].b']]);
    expect(insideOf({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })).toEqual([['spec.a', 'spec.b', 'spec.c', 'spec.d', 'spec.e']]);
    expect(insideOf([{ a: 1, b: 1, c: 1 }, { d: 1, e: 1, f: 1 }])).toEqual([['spec[0].a', 'spec[0].b', 'spec[0].c', 'spec[1].d', 'spec[1].e']]);
    expect(insideOf([1, 1, 1, 1, 1, { a: 1 }])).toEqual([undefined]);
  });

  test.each([[1], [{}], [[]], [null]])('%j has none', value => {
    expect(insideOf([value])).toEqual([undefined]);
    expect(wrongIn({ t: 'b' }, 5)).toEqual([{ code: 'type', path: 'spec', value: 5, allowed: 'true or false' }]);
  });
});

describe('paths', () => {
  test.each([['a-b', 'spec.a-b'], ['$a_1', 'spec.$a_1'], ['a.b', 'spec["a.b"]'], ['1a', 'spec["1a"]'], ['a b', 'spec["a b"]'], ['"', 'spec["\\""]'], ['', 'spec[""]']])('%j is written so that it differs from other types', (name, path) => {
    expect(wrongIn({ t: 'o', fields: {} }, { [name]: 1 }).map(each => each.path)).toEqual([path]);
  });

  test('have names of at most 80 characters if they are quoted, and of 253 otherwise', () => {
    const pathOf = (name: string) => wrongIn({ t: 'o', fields: {} }, { [name]: 1 })[0].path;
    expect(pathOf(`.${'x'.repeat(79)}`)).toBe(`spec[".${'x'.repeat(79)}"]`);
    expect(pathOf(`.${'x'.repeat(80)}`)).toBe(`spec[".${'x'.repeat(79)}…"]`);
    expect(pathOf('x'.repeat(253))).toBe(`spec.${'x'.repeat(253)}`);
    expect(pathOf('x'.repeat(254))).toBe(`spec["${'x'.repeat(80)}…"]`);
  });
});

describe('limits', () => {
  test('100 violations of one object are collected, of any kind', () => {
    const list = (count: number) => Array.from({ length: count }, () => 1);
    expect(verdicts({ t: 'a', items: TEXT }, list(100))).toHaveLength(100);
    expect(verdicts({ t: 'a', items: TEXT }, list(101))).toHaveLength(100);
    const unlike: Made = { t: 'a', items: { t: 'o', fields: { topology: TEXT, mode: TEXT, x: TEXT }, cel: ['!has(self.topology) || (has(self.mode) && self.mode == \'Topology\')'] } };
    expect(verdicts(unlike, Array.from({ length: 101 }, () => ({ topology: 'x' })))).toHaveLength(100);
    expect(verdicts({ t: 'o', fields: { l: { t: 'a', items: { ...TEXT, nl: 1 } }, x: unlike } }, { l: Array(100).fill(''), x: [{ topology: 'x' }] })).toHaveLength(100);
  });

  test('200 levels are checked, and no more', () => {
    const nested = (levels: number): object => levels === 0 ? { wrong: 1 } : { a: nested(levels - 1) };
    // a schema that contains itself
    const index = { versions: ['1.0.0'], kinds: {}, pool: [], nodes: [{ t: 'o' as const, o: { a: 0 } }] };
    const check = (levels: number) => checkObject(new SchemaSet(index, 0).node(0), { metadata: { name: 'x' }, ...nested(levels) }, 'custom').length;
    expect([check(200), check(201)]).toEqual([1, 0]);
  });
});

describe('data that several clusters share', () => {
  const spec: Made = { t: 'o', fields: { a: { t: 'o', fields: { b: TEXT } } } };
  const other: Made = { t: 'o', fields: { a: { t: 'o', fields: {} } } };
  const inSpec = (schema: Made) => ({ t: 'o', fields: { spec: schema } } as const);

  test('is wrong each time', () => {
    const value = share({ a: { b: 1 } });
    expect([verdicts(spec, value), verdicts(spec, value)]).toEqual([['type spec.a.b: a string'], ['type spec.a.b: a string']]);
  });

  test('that is valid for one schema may be invalid for another', () => {
    const value = share({ a: { b: 'x' } });
    expect([verdicts(spec, value), verdicts(other, value), verdicts(spec, value)]).toEqual([[], ['unknown-field spec.a.b'], []]);
  });

  test('of which only the names were checked is not valid yet for other checks', () => {
    const schema = madeSchema(inSpec(spec));
    const value = share({ spec: { a: { b: 1 } } });
    const names = new Walker({ dialect: 'custom' });
    names.checkNames(schema, value);
    const decoded = new Walker({ dialect: 'builtin', decodesOnly: true });
    decoded.check(madeSchema(inSpec({ t: 'o', fields: { a: { t: 'o', fields: { b: {} } } } })), value);
    const whole = new Walker({ dialect: 'custom' });
    whole.check(schema, value);
    expect([names.finish(), decoded.finish(), said(whole.finish())]).toEqual([[], [], ['type spec.a.b: a string']]);
  });

  test('that is valid is not checked again', () => {
    const schema = madeSchema({ t: 'o', fields: { a: TEXT } });
    const value = share({ a: 'x' });
    const walk = () => { const walker = new Walker({ dialect: 'custom' }); walker.check(schema, value); return walker.finish(); };
    walk();
    const spy = jest.spyOn(schema, 'field');
    expect([walk(), spy.mock.calls.length]).toEqual([[], 0]);
  });

  test('with a CEL rule is checked each time, after the rest', () => {
    const ruled: Made = { t: 'o', fields: { topology: TEXT, mode: TEXT }, cel: ['!has(self.topology) || (has(self.mode) && self.mode == \'Topology\')'] };
    const value = share({ topology: 'x' });
    const expected = ['cel spec: set "mode" to "Topology", or remove "topology"'];
    expect([verdicts(ruled, value), verdicts(ruled, value)]).toEqual([expected, expected]);
  });
});

describe('the field names of a status', () => {
  const status = (schema: Made, value: unknown, dialect: Dialect = 'custom') => {
    return said(checkObject(madeSchema({ t: 'o', fields: { status: schema } }), { metadata: { name: 'x' }, status: value }, dialect));
  };
  const all: Made = {
    t: 'o',
    r: ['missing'],
    fields: {
      text: { t: 's', nl: 5, pattern: '^a', f: 'date-time', oneOf: ['a'] },
      count: { t: 'i', min: 5 },
      either: { ios: 1, pattern: '^a' },
      size: { f: 'quantity' },
      deep: { t: 'o', fields: {} },
      list: { t: 'a', ni: 5, set: 1, items: { t: 'o', fields: { a: TEXT } } },
      missing: TEXT,
      topology: TEXT,
      mode: TEXT,
    },
    cel: ['!has(self.topology) || (has(self.mode) && self.mode == \'Topology\')'],
  };

  test('of a custom resource are checked, its values are not: the API server drops them', () => {
    expect(status(all, { text: 'b', count: 1, either: 'b', size: 'x', list: [{ a: 1 }, { a: 1 }, null], topology: 'x' })).toEqual([]);
    expect(status(all, { text: 1, count: 'x', either: true, size: true, list: {}, deep: 'x' })).toEqual([]);
    expect(status(all, { list: [{ b: 1 }], deep: { c: 1 } })).toEqual(['unknown-field status.list[0].b: a', 'unknown-field status.deep.c']);
  });

  test('of Kubernetes\' own kinds are checked with their values, and nothing is required', () => {
    expect(status(all, { count: 'x', other: 1 }, 'builtin')).toEqual(['type status.count: an integer, at least 5', 'unknown-field status.other: text, count, either, size, deep, list, missing, topology, mode']);
    expect(status({ t: 'o', fields: { either: { ios: 1 } } }, { either: 2147483648 }, 'builtin')).toEqual(['bounds status.either: an integer of at most 2147483647']);
  });

  test('are ignored from the object on for which the schema has no status', () => {
    expect(said(checkObject(madeSchema({ t: 'o', fields: {} }), { metadata: { name: 'x' }, status: 1 }, 'custom'))).toEqual(['unknown-field status']);
  });

  test('that is null is ignored', () => { expect(status(all, null)).toEqual([]); });
});
