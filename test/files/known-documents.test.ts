import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { parseDocuments } from '../../src/files/documents';

const GOLDEN = join(__dirname, '..', 'golden');

test('documents that are read one by one are those of the whole text, at the same lines', () => {
  for (const file of readdirSync(GOLDEN).filter(name => name.endsWith('.yaml'))) {
    const text = readFileSync(join(GOLDEN, file), 'utf8');
    expect(parseDocuments(text, 'kubernetes', new Map())).toEqual(parseDocuments(text, 'kubernetes'));
  }
});

const PIECES = ['---', '---\n', '--- ', '--- # a\n', '--- |\n', '\n', '\r\n', 'a: 1\n', 'b: [1, 2]\n', '- x\n', '# c\n', 'c: |\n  x\n', '  ---\n', '"', '\'', '...\n', '%YAML 1.2\n', '&a ', '*a\n', '{', '}\n', '\ufeff', 'text\n', '---x\n', '\t', ':', '!!str '];

test('the same of any text, errors and their places too', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map(pieces => pieces.join('')), text => {
    const [parts, whole] = [parseDocuments(text, 'kubernetes', new Map()), parseDocuments(text, 'kubernetes')];
    if (!('documents' in whole)) { expect(parts).toEqual(whole); return; }
    expect(parts).toMatchObject({ documents: whole.documents });
  }), { numRuns: 3_000, seed: 7 });
});

test('a document that is known is not read again', () => {
  const known = new Map<string, unknown>();
  const text = (name: string) => `---\na: 1\n---\nname: ${name}\n`;
  const [one, other] = ['eu', 'us'].map(name => parseDocuments(text(name), 'kubernetes', known) as { readonly documents: readonly unknown[] });
  expect(one.documents[0]).toBe(other.documents[0]);
  expect([one.documents[1], other.documents[1]]).toEqual([{ name: 'eu' }, { name: 'us' }]);
});

test.each([
  ['a: 1\n', [1]], ['---\na: 1\n', [2]], ['\n# c\n---\n# d\n\na: 1\n---\nb: 1\n', [6, 8]], ['a: 1\r\n---\r\nb: 1\r\n', [1, 3]], ['a: 1\n---\n# nothing\n---\nb: 1\n', [1, 5]],
])('%j begins at the lines %j', (text, lines) => {
  expect(parseDocuments(text, 'kubernetes', new Map())).toMatchObject({ lines });
  expect(parseDocuments(text, 'kubernetes')).toMatchObject({ lines });
});
