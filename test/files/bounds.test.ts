import { compose } from '../../src/files/compose';
import { parseDocuments } from '../../src/files/documents';
import { parseManifests } from '../../src/files/manifest-documents';

const whyOf = (text: string): string => {
  const read = parseManifests(text);
  if ('problem' in read) { return read.problem.kind; }
  return read.broken.map(({ why }) => why).join('; ');
};

// https://github.com/yaml/go-yaml/blob/v2.4.0/decode.go#L275: kubectl rejects documents by what their aliases repeat, not by their number
test('one text under an anchor can be used five hundred times', () => {
  const { documents } = parseManifests(`a: &x text\nb:\n${'- *x\n'.repeat(500)}`) as unknown as { documents: { value: any }[] };
  expect(documents[0].value.b).toHaveLength(500);
  expect(parseDocuments(`a: &x text\nb:\n${'- *x\n'.repeat(500)}`)).toMatchObject({ documents: [{ a: 'text' }] });
});

test('values that are repeated endlessly reject the document, with the reason', () => {
  const doubling = ['a0: &a0 [x, x]', ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)].join('\n');
  expect(whyOf(doubling)).toMatch(/^its aliases repeat \d+ values; at most 1000000 are allowed$/);
  expect(whyOf(`a: &x 1\nb:\n${'- *x\n'.repeat(10_001)}`)).toBe('it has 10001 aliases; at most 10000 are allowed');
  expect(whyOf('a: &x\n  b: *x\n')).toBe('the anchor "x" contains itself');
});

test('a List that contains itself affects only itself', () => {
  expect(whyOf('apiVersion: v1\nkind: List\nitems: &a\n- {kind: List, apiVersion: v1, items: *a}\n')).toBe('the anchor "a" contains itself');
});

test('the message about an endless word is cut', () => {
  expect(whyOf('!'.repeat(1_000_000)).length).toBeLessThan(400);
});

test('more values than fit into memory are rejected at the position where they exceed the limit', () => {
  const text = '-\n'.repeat(1_000);
  expect(compose(text, 'kubernetes').documents).toHaveLength(1);
  expect(() => compose(text, 'kubernetes', 1_000)).toThrow('it has too many values for one file: split it');
});
