import { parseDocuments } from '../../src/files/documents';
import { parseManifests } from '../../src/files/manifest-documents';

const read = (text: string) => {
  const manifests = parseManifests(text);
  const values = parseDocuments(text);
  const own = 'documents' in manifests ? { documents: manifests.documents.map(({ value }) => value), broken: manifests.broken.map(({ why }) => why) } : manifests;
  return { own, values: 'documents' in values ? values.documents : values.problem };
};

// each was read by kubectl 1.36: kubectl label --local -f FILE a=b -o json
test.each<[string, string, unknown]>([
  ['a text in single quotes, continued left of its key', "rules:\n    summary: 'one\n  two.'\n    for: 5m\n", { rules: { summary: 'one two.', for: '5m' } }],
  ['a text in single quotes, continued at the first column', "a:\n  b: 'one\ntwo'\n  c: 1\n", { a: { b: 'one two', c: 1 } }],
  ['a text in double quotes, continued left of its key', 'a:\n    b: "one\n  two\\n"\n    c: 1\n', { a: { b: 'one two\n', c: 1 } }],
  ['a map in braces, continued at the first column', 'metadata: {name: a,\n labels: {\na: b\n}\n}\nspec: {\nx: 1\n}\n', { metadata: { name: 'a', labels: { a: 'b' } }, spec: { x: 1 } }],
  ['a list in brackets, continued left of its key', 'a:\n    b: [one,\n  two]\n    c: 1\n', { a: { b: ['one', 'two'], c: 1 } }],
  ['an escaped apostrophe', 'a: "endpoint: \\\'{{ $labels.name }}\\\' failed"\nb: 1\n', { a: "endpoint: '{{ $labels.name }}' failed", b: 1 }],
  ['an escaped backslash before an apostrophe', 'a: "x\\\\\'y"\n', { a: "x\\'y" }],
  ['an apostrophe after a backslash, without double quotes', "a: x\\'y\nb: |\n  \"\\'\"\nc: '\\'\n", { a: "x\\'y", b: '"\\\'"\n', c: '\\' }],
])('%s is read', (_, text, expected) => expect(read(text)).toEqual({ own: { documents: [expected], broken: [] }, values: [expected] }));

test.each<[string, string]>([
  ['quotes without an end', "a: 'one\n  two\nb: 1\n"],
  ['an unknown escape', 'a: "x\\y"\n'],
  ['text after quotes', 'a: "x" y\n'],
  ['a brace without an end', 'a: {b: 1\nc: 2\n'],
])('%s is an error', (_, text) => {
  const { own, values } = read(text);
  expect(own).toMatchObject({ documents: [], broken: [expect.any(String)] });
  expect(values).toMatchObject({ kind: 'syntax' });
});

test('an error after an escaped apostrophe has its line', () => {
  expect(parseDocuments('a: "it\\\'s"\nb: "x" y\n')).toMatchObject({ problem: { kind: 'syntax', line: 2 } });
});

test('documents end within quotes, as for kubectl', () => {
  const parsed = parseManifests("a: 'one\n---\nb: 1\n");
  expect('documents' in parsed && parsed.documents.map(({ value }) => value)).toEqual([{ b: 1 }]);
});
