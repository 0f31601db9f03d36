import { Yaml } from 'cdk8s';
import { stringify } from '../../src/fleet-app/emitter';
import { documentsFrom } from '../support/documents';
import { goldenFiles, readGolden } from '../support/golden';
import { writeTemporary } from '../support/temporary';

test('every example is written byte for byte as cdk8s writes it, and no document is left to cdk8s', () => {
  const files = goldenFiles().filter(file => file.startsWith('example-')); // the others: fleet-app.test.ts
  expect(files.length).toBeGreaterThan(15);
  for (const file of files) {
    const yaml = readGolden(file);
    const documents = writeTemporary({ [file]: yaml }, folder => Yaml.load(`${folder}/${file}`));
    expect([file, documents.map(document => stringify(document)).join('---\n') === yaml]).toEqual([file, true]);
  }
});

test('3,000 random documents are written as cdk8s writes them, or left to cdk8s; conformance has 100,000', () => {
  const next = documentsFrom(11);
  let left = 0;
  for (let at = 0; at < 3000; at++) {
    const document = next();
    const text = stringify(document);
    if (text === undefined) { left++; } else if (text !== Yaml.stringify(document)) { expect({ at, document, text }).toEqual({ at, document, text: Yaml.stringify(document) }); }
  }
  expect(left).toBeLessThan(2000);
});

test.each<[string, unknown]>([
  ['undefined', { a: undefined }], ['a date', { a: new Date(0) }], ['a function', { a: () => 1 }], ['a class', { a: new (class X { public readonly b = 1; })() }], ['a symbol', { a: [Symbol('a')] }],
  ['a bigint', { a: 1n }], ['a list', []], ['a text', 'a'], ['nothing', null], ['an empty map', {}], ['a text that ends with empty lines', { a: 'b\n\n' }], ['the mark of an end', { a: 'b\n---\nc' }], ['a key with such a mark', { a: { '--- b': 1 } }],
  ['an odd key of the outermost map, which is written otherwise there', { 'a: b': 1 }],
])('%s is left to cdk8s', (_, document) => expect(stringify(document)).toBeUndefined());
