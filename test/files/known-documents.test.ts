import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { parseDocuments } from '../../src/files/documents';
import { KnownParts, parseManifests } from '../../src/files/manifest-documents';

const GOLDEN = join(__dirname, '..', 'golden');
const valuesOf = (text: string, known?: KnownParts) => {
  const read = parseManifests(text, known);
  return 'documents' in read ? read.documents.map(({ value }) => value) : read;
};

test('documents that are read one by one are those of the whole text', () => {
  for (const file of readdirSync(GOLDEN).filter(name => name.endsWith('.yaml'))) {
    const text = readFileSync(join(GOLDEN, file), 'utf8');
    expect({ documents: valuesOf(text) }).toEqual(parseDocuments(text, 'kubernetes'));
  }
});

test('a document that is known is not read again', () => {
  const known: KnownParts = new Map();
  const text = (name: string) => `---\na: 1\n---\nname: ${name}\n`;
  const [one, other] = ['eu', 'us'].map(name => valuesOf(text(name), known) as readonly unknown[]);
  expect(one[0]).toBe(other[0]);
  expect([one[1], other[1]]).toEqual([{ name: 'eu' }, { name: 'us' }]);
});

const PIECES = ['---\n', '--- # a\n', '\n', '\r\n', 'a: 1\n', 'b: [1, 2]\n', '# c\n', 'c: |\n  x\n', '{', '}\n', 'text\n', '---x\n', '"', '...\n'];

test('whether parts are known changes nothing', () => {
  const known: KnownParts = new Map();
  fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map(pieces => pieces.join('')), text => {
    expect(parseManifests(text, known)).toEqual(parseManifests(text));
  }), { numRuns: 2_000, seed: 7 });
});
