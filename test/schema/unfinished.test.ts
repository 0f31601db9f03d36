import { ofFinished } from '../../src/schema/unfinished';
import { Violation } from '../../src/schema/violation';

const left = (violations: Violation[], isPartial = false) => ofFinished(violations, isPartial).map(({ code, path }) => `${code} ${path}`);
const ofValue = (value: unknown, code: Violation['code'] = 'type'): Violation[] => [{ code, path: 'spec.a', value }];

describe('a value that a later step fills in', () => {
  test.each<[unknown]>([['${REPLICAS}'], ['{{ .Values.replicas }}'], [{ '{': 1 }], [{ '{"[object Object]":null}': null }]])('%j is valid for any type of this field', value => {
    for (const code of ['type', 'enum', 'pattern', 'format', 'child-route'] as const) { expect(left(ofValue(value, code))).toEqual([]); }
    for (const code of ['unknown-field', 'bounds', 'length', 'duplicate-key', 'cel', 'too-new', 'removed'] as const) { expect(left(ofValue(value, code))).toEqual([`${code} spec.a`]); }
  });

  test.each<[unknown]>([['two'], [5], [{}], [{ a: 1 }], [{ '{': 1, 'b': 1 }], [{ 'a{': 1 }], [['{']], [null], [undefined]])('%j is none', value => {
    expect(left(ofValue(value))).toEqual(['type spec.a']);
  });
});

describe('a part of an object', () => {
  const required: Violation = { code: 'required', path: 'spec.selector' };

  test('may lack required fields, if it is named like a part', () => {
    expect([left([required]), left([required], true)]).toEqual([['required spec.selector'], []]);
    expect(left([required, { code: 'type', path: 'spec.a', value: 5 }], true)).toEqual(['type spec.a']);
  });

  // https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
  test.each(['$patch', 'spec.a[0].$patch', 'spec.$retainKeys', 'spec["$setElementOrder/containers"]', 'spec["$deleteFromPrimitiveList/finalizers"]'])('is recognized by the directive %s', path => {
    expect(left([{ code: 'unknown-field', path }, required])).toEqual([]);
    expect(left([{ code: 'type', path }, required])).toEqual([`type ${path}`, 'required spec.selector']);
  });

  test.each(['spec.x$patch', 'spec.$patches', 'spec.patch', 'spec.$other'])('is not recognized for the field %s', path => {
    expect(left([{ code: 'unknown-field', path }, required])).toEqual([`unknown-field ${path}`, 'required spec.selector']);
  });
});
