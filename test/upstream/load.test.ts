import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { lazily } from '../../src/upstream/load';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-load-'));
const data = join(folder, 'data');
mkdirSync(data);
afterAll(() => rmSync(folder, { recursive: true }));

interface Things { readonly things: readonly number[] }
const reader = () => lazily<Things>('things.json', ['things'], [join(folder, 'elsewhere'), data]);

test('a file is read when it is first used, and once', () => {
  const things = reader();
  writeFileSync(join(data, 'things.json'), '{"things":[1]}');
  const first = things();
  writeFileSync(join(data, 'things.json'), '{"things":[2]}');
  expect(first).toEqual({ things: [1] });
  expect(things()).toBe(first);
});

test('a missing file names itself and the cure', () => {
  rmSync(join(data, 'things.json'), { force: true });
  expect(reader()).toThrow('data/things.json of cdk8s-prometheus does not exist: reinstall the package');
});

test.each([
  ['', /things\.json is damaged: .*; reinstall the package/],
  ['{"things":[1', /things\.json is damaged: .*; reinstall the package/],
  ['{"other":1}', /things\.json is damaged: it has no "things"; reinstall the package/],
  ['null', /things\.json is damaged: it has no "things"/],
  ['[]', /things\.json is damaged: it has no "things"/],
])('a damaged file (%j) names itself and the cure', (text, message) => {
  writeFileSync(join(data, 'things.json'), text);
  expect(reader()).toThrow(message);
});
