import { checkObject } from '../../src/schema/check-object';
import { madeSchema, said } from '../support/made-schema';

const schema = madeSchema({ t: 'o', fields: {} });
const verdicts = (metadata: unknown) => said(checkObject(schema, { metadata }, 'custom'));

// the fields of ObjectMeta: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
test.each<[unknown]>([
  [{ name: 'x' }], [{ generateName: 'x-' }], [{ name: '', generateName: 'x-' }], [{ name: null, generateName: 'x-' }], [{ name: 'x', namespace: 'y' }], [{ name: 'x', namespace: undefined }],
  [{ name: 'x', labels: { a: 'b' }, annotations: { c: 'd' } }], [{ name: 'x', labels: undefined, annotations: null }], [{ name: 'x', labels: {}, annotations: {} }],
  [{ name: 'x', uid: 'a', selfLink: 'a', resourceVersion: '1', generation: 2 ** 40, deletionGracePeriodSeconds: 30, creationTimestamp: '2026-01-31T12:00:00Z', deletionTimestamp: null }],
  [{ name: 'x', finalizers: ['a/b'], ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'y', uid: 'z', controller: true, blockOwnerDeletion: false }] }],
  [{ name: 'x', managedFields: [{ manager: 'a', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', subresource: 'status', time: '2026-01-31T12:00:00Z', fieldsV1: { 'f:a': {} } }] }],
])('%j is right', metadata => expect(verdicts(metadata)).toEqual([]));

test.each<[unknown, string[]]>([
  [{}, ['required metadata.name']],
  [undefined, ['required metadata.name']],
  [null, ['required metadata.name']],
  [{ name: '' }, ['required metadata.name']],
  [{ name: null }, ['required metadata.name']],
  [{ namespace: 'y', labels: {} }, ['required metadata.name']],
  [{ label: {} }, ['required metadata.name', 'unknown-field metadata.label']],
  [{ name: 5 }, ['type metadata.name: a string']],
  [{ name: 'x', namespace: 5 }, ['type metadata.namespace: a string']],
  [{ name: 'x', labels: [] }, ['type metadata.labels: a map']],
  [{ name: 'x', labels: 'a' }, ['type metadata.labels: a map']],
  [{ name: 'x', labels: { a: 5 } }, ['type metadata.labels.a: a string']],
  [{ name: 'x', annotations: ['a'] }, ['type metadata.annotations: a map']],
  [{ name: 'x', annotations: { a: 'b', c: true } }, ['type metadata.annotations.c: a string']],
  [{ name: 'x', finalizers: 'a' }, ['type metadata.finalizers: a list']],
  [{ name: 'x', generation: '1' }, ['type metadata.generation: an integer']],
  [{ name: 'x', creationTimestamp: 'now' }, ['format metadata.creationTimestamp: a time such as "2026-01-31T12:00:00Z"']],
  [{ name: 'x', ownerReferences: [{ controler: true }] }, ['unknown-field metadata.ownerReferences[0].controler: name, uid, controller, blockOwnerDeletion']],
  [{ name: 'x', managedFields: [{ time: 5 }] }, ['type metadata.managedFields[0].time: a time such as "2026-01-31T12:00:00Z"']],
  ['x', ['type metadata: a map']],
  [[], ['type metadata: a map']],
])('%j is wrong: %j', (metadata, expected) => {
  expect(verdicts(metadata)).toEqual(expected);
});

test('problems of metadata come first', () => {
  expect(said(checkObject(schema, { metadata: { name: 5 }, other: 1 }, 'custom'))).toEqual(['type metadata.name: a string', 'unknown-field other']);
});
