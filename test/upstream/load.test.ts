import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { lazily, nodeOf } from '../../src/upstream/load';
import { SchemaIndex } from '../../src/upstream/schema-index';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-load-'));
const data = join(folder, 'data');
mkdirSync(data);
afterAll(() => rmSync(folder, { recursive: true }));

interface Things { readonly things: readonly number[] }
const reader = () => lazily<Things>('things.json', ['things'], [join(folder, 'elsewhere'), data]);

test('a file is read on first use, and once', () => {
  const things = reader();
  writeFileSync(join(data, 'things.json'), '{"things":[1]}');
  const first = things();
  writeFileSync(join(data, 'things.json'), '{"things":[2]}');
  expect(first).toEqual({ things: [1] });
  expect(things()).toBe(first);
});

test('the error for a missing file names it and the cure', () => {
  rmSync(join(data, 'things.json'), { force: true });
  expect(reader()).toThrow('data/things.json of cdk8s-prometheus does not exist: reinstall the package');
});

test.each([
  ['', /things\.json is damaged: .*; reinstall the package/],
  ['{"things":[1', /things\.json is damaged: .*; reinstall the package/],
  ['{"other":1}', /things\.json is damaged: it has no "things"; reinstall the package/],
  ['null', /things\.json is damaged: it has no "things"/],
  ['[]', /things\.json is damaged: it has no "things"/],
])('the error for a damaged file (%j) names it and the cure', (text, message) => {
  writeFileSync(join(data, 'things.json'), text);
  expect(reader()).toThrow(message);
});

describe('an index with a node on each line', () => {
  const index = lazily<SchemaIndex>('index.json', ['versions', 'nodes'], [data]);
  const text = '{"versions":["1.0.0"],\n"nodes":[\n{"t":"s"},\n{"t":oops},\n{"t":"o","o":{"a":0}}]}\n';
  beforeAll(() => writeFileSync(join(data, 'index.json'), text));

  test('is read node by node', () => expect([0, 2, 3].map(number => nodeOf(index(), number))).toEqual([{ t: 's' }, { t: 'o', o: { a: 0 } }, undefined]));

  test('names the damaged file when a damaged node is used', () => {
    expect(() => nodeOf(index(), 1)).toThrow(/index\.json is damaged: .*; reinstall the package/);
    expect(() => index().nodes).toThrow(/index\.json is damaged/);
  });

  test('that ends too early is damaged', () => {
    writeFileSync(join(data, 'index.json'), text.slice(0, -4));
    expect(lazily<SchemaIndex>('index.json', ['nodes'], [data])).toThrow(/index\.json is damaged/);
  });
});
