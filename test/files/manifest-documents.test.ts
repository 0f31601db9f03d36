import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { jsonTexts } from '../../src/files/compose';
import { readDescriptor } from '../../src/files/documents';
import { parseManifests } from '../../src/files/manifest-documents';

const read = (text: string) => {
  const result = parseManifests(text);
  if ('problem' in result) { throw new Error(result.problem.kind); }
  return result;
};
const valuesOf = (text: string) => read(text).documents.map(({ value }) => value);

// https://github.com/kubernetes/apimachinery/blob/v0.34.0/pkg/util/yaml/decoder.go#L341: a line that begins with "---" ends a document
test('a broken document affects only itself, and is reported with its line in the file', () => {
  const { documents, broken } = read('a: 1\n---\nb: [\n---\nc: 3\n---\n"d\n---\n- e\n');
  expect(documents.map(({ value, line }) => [line, value])).toEqual([[1, { a: 1 }], [5, { c: 3 }], [9, ['e']]]);
  expect(broken.map(({ line }) => line)).toEqual([3, 7]);
});

test('the line of a document is that of its first key, after comments and separators', () => {
  expect(read('# one\n\na: 1\n---\n# two\nb: 2\n--- # three\nc: 3\n').documents.map(({ line }) => line)).toEqual([3, 6, 8]);
});

test('lines are those of the file, also with carriage returns', () => {
  const { documents, broken } = read('a: 1\r\n---\r\nb: [\r\n---\r\nc: 3\r\n');
  expect(documents.map(({ line, value }) => [line, value])).toEqual([[1, { a: 1 }], [5, { c: 3 }]]);
  expect(broken).toHaveLength(1);
});

test('a file with only comments and separators has no document', () => {
  for (const text of ['', '\n', '---\n---\n', '# comment\n', '---\n# a\n---\nnull\n']) { expect(read(text)).toEqual({ documents: [], broken: [] }); }
});

test('a stream of JSON is read like kubectl reads it, one value after another', () => {
  expect(valuesOf('{"a": "}"}\n{"b": ["{"]} {"c": 1}')).toEqual([{ a: '}' }, { b: ['{'] }, { c: 1 }]);
  expect(read('{"a": 1}\n{"b": 2}').documents.map(({ line }) => line)).toEqual([1, 2]);
});

test('a stream with too many values is rejected at the position of the limit, and a list without brackets is not a stream', () => {
  expect(() => jsonTexts('{}\n'.repeat(12), 10)).toThrow('it has too many values for one file: split it');
  expect(jsonTexts('{}\n[1]\n\n {"a":"}"}').map(({ text, line }) => [text, line])).toEqual([['{}', 1], ['[1]', 2], ['{"a":"}"}', 4]]);
  expect([jsonTexts('{},{}'), jsonTexts('{} a {}'), jsonTexts('}{}')]).toEqual([[], [], []]);
  const start = process.cpuUsage().user;
  expect(parseManifests('{}\n'.repeat(200_000))).toMatchObject({ broken: [] });
  expect(process.cpuUsage().user - start).toBeLessThan(5e6); // with a look back for each line it takes a minute
});

test('items of a List have lines', () => {
  const [{ itemLines }] = read('kind: List\nitems:\n- a: 1\n- b: 2\n\n- c: 3\n').documents;
  expect(itemLines).toEqual([3, 4, 6]);
});

test('a duplicate key of a map is reported with the line of the second one; the last value counts', () => {
  const [{ value, duplicateKeys }] = read('a: 1\nb:\n  c: 1\n  c: 2\na: 3\nlist:\n- {d: 1, e: 2, d: 3}\n').documents;
  expect(value).toEqual({ a: 3, b: { c: 2 }, list: [{ d: 3, e: 2 }] });
  expect(duplicateKeys).toEqual([{ key: 'c', line: 4 }, { key: 'a', line: 5 }, { key: 'd', line: 7 }]);
});

test('merged maps are not duplicate keys', () => {
  expect(read('base: &b {x: 1}\nmore: &c {y: 1}\nmade: {<<: *b, x: 2}\nboth:\n  <<: *b\n  <<: *c\n').documents[0].duplicateKeys).toEqual([]);
});

test('a document with an alias bomb affects only itself', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)].join('\n');
  const { documents, broken } = read(`ok: 1\n---\n${bomb}\n---\nok: 2\n`);
  expect(documents.map(({ value }) => value)).toEqual([{ ok: 1 }, { ok: 2 }]);
  expect(broken).toEqual([{ line: 3, column: 1, why: expect.stringContaining('alias') }]);
});

test('a document that is nested too deeply affects only itself', () => {
  const { documents, broken } = read(`ok: 1\n---\na: ${'['.repeat(5000)}\n---\nok: 2\n`);
  expect(documents).toHaveLength(2);
  expect(broken).toEqual([{ line: 3, column: expect.any(Number), why: 'it is nested deeper than 250' }]);
});

test('with twice as many keys it takes twice the time, not four times', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at}: ${at}`).join('\n');
  const time = (count: number) => {
    const text = keys(count);
    const start = process.cpuUsage();
    parseManifests(text);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const least = (count: number) => Math.min(...Array.from({ length: 4 }, () => time(count))); // others include garbage collection
  time(2000);
  expect(least(40_000) / least(10_000)).toBeLessThan(12);
});

describe('a stream', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stream-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const readFrom = (content: string | Buffer, limit?: number) => {
    writeFileSync(join(folder, 'a'), content);
    const descriptor = openSync(join(folder, 'a'), 'r');
    try { return readDescriptor(descriptor, limit); } finally { closeSync(descriptor); }
  };

  test('is read to its end, in pieces', () => {
    const text = 'é'.repeat(100_000);
    expect(readFrom(text)).toEqual({ text });
  });

  test('is bounded', () => expect(readFrom('x'.repeat(1 << 21), 1 << 20)).toEqual({ problem: { kind: 'too-large', mebibytes: 2, limit: 1 } }));

  test('that is not a string does not exist', () => expect(readFrom(Buffer.from([0xff, 0x00, 0x80]))).toEqual({ problem: { kind: 'not-text' } }));

  test('that is closed is a problem, not a crash', () => expect(readDescriptor(9999)).toEqual({ problem: expect.objectContaining({ kind: 'unreadable' }) }));
});
