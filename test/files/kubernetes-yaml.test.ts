import { parseDocuments } from '../../src/files/documents';

const read = (text: string, reader?: 'kubernetes') => (parseDocuments(text, reader) as { readonly documents: readonly unknown[] }).documents[0];

// https://github.com/yaml/go-yaml/blob/v2/resolve.go, which kubectl, Helm and Argo CD read by (sigs.k8s.io/yaml)
test.each([
  ['yes', true], ['Yes', true], ['on', true], ['ON', true], ['y', true], ['no', false], ['off', false], ['N', false], ['true', true], ['False', false],
  ['010', 8], ['-010', -8], ['0', 0], ['08', 8], ['1_000', 1000], ['1e3', 1000], ['0x1F', 31], ['0b11', 3], ['-0b11', -3], ['0o17', 15], ['0O17', 15], ['0X1f', 31], ['0x_1F', 31], ['+1', 1], ['.5', 0.5], ['1_000.5', 1000.5],
  ['yEs', 'yEs'], ['1:30', '1:30'], ['2026-01-31', '2026-01-31'], ['30s', '30s'], ['"yes"', 'yes'], ['v010', 'v010'], ['_1', '_1'], ['oN', 'oN'],
])('kubectl reads %s as %j', (text, expected) => {
  expect(read(`a: ${text}`, 'kubernetes')).toEqual({ a: expected });
});

test('kubectl merges maps', () => {
  expect(read('base: &base {a: 1, b: 1}\nmade: {<<: *base, b: 2}', 'kubernetes')).toEqual({ base: { a: 1, b: 1 }, made: { a: 1, b: 2 } });
});

test('values files and others are read by YAML 1.2', () => {
  expect(read('a: yes\nb: 010')).toEqual({ a: 'yes', b: 10 });
});
