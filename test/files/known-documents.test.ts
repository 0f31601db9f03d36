import * as fc from 'fast-check';
import { parseDocuments } from '../../src/files/documents';
import { KnownParts, parseManifests } from '../../src/files/manifest-documents';
import { cases } from '../support/cases';
import { goldenFiles, readGolden } from '../support/golden';

const read = (text: string, known?: KnownParts) => {
  const result = parseManifests(text, known);
  if ('problem' in result) { throw new Error(result.problem.kind); }
  return result;
};

test('documents that are parsed one by one equal those of the whole text', () => {
  for (const file of goldenFiles()) {
    const text = readGolden(file);
    expect({ documents: read(text).documents.map(({ value }) => value) }).toEqual(parseDocuments(text, 'kubernetes'));
  }
});

const PIECES = ['---', '---\n', '--- ', '--- # a\n', '--- |\n', '\n', '\r\n', 'a: 1\n', 'b: [1, 2]\n', '- x\n', '# c\n', 'c: |\n  x\n', '  ---\n', '"', '\'', '...\n', '%YAML 1.2\n', '&a ', '*a\n', '{', '}\n', '\ufeff', 'text\n', '---x\n', '\t', ':', '!!str '];

test('the same for any text that is valid YAML as a whole; previously read texts change nothing', () => {
  const known: KnownParts = new Map();
  fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map(pieces => pieces.join('')), text => {
    const own = read(text);
    expect(read(text, known)).toEqual(own);
    const whole = parseDocuments(text, 'kubernetes');
    if ('documents' in whole) { expect(own.documents.map(({ value }) => value)).toEqual(whole.documents); }
  }), { numRuns: cases(3_000), seed: 7 });
});

test('a known document is not parsed again', () => {
  const known = new Map() as KnownParts;
  const text = (name: string) => `---\na: 1\n---\nname: ${name}\n`;
  const [one, other] = ['eu', 'us'].map(name => read(text(name), known).documents.map(({ value }) => value));
  expect(one[0]).toBe(other[0]);
  expect([one[1], other[1]]).toEqual([{ name: 'eu' }, { name: 'us' }]);
});

test.each([
  ['a: 1\n', [1]], ['---\na: 1\n', [2]], ['\n# c\n---\n# d\n\na: 1\n---\nb: 1\n', [6, 8]], ['a: 1\r\n---\r\nb: 1\r\n', [1, 3]], ['a: 1\n---\n# nothing\n---\nb: 1\n', [1, 5]],
])('%j begins at the lines %j', (text, lines) => {
  expect(read(text).documents.map(({ line }) => line)).toEqual(lines);
});
