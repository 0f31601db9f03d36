import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { partsOf, report, resultOf, State } = require('./full');

const folder = mkdtempSync(join(tmpdir(), 'full-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('each file of conformance tests is one part, as is each other suite', () => {
  const names: string[] = partsOf().map(({ name }: any) => name);
  for (const level of ['control-plane', 'node']) {
    const files = readdirSync(join(__dirname, level)).filter(name => name.endsWith('.conformance.ts')).map(name => `${level}/${name.replace(/(\.full)?\.conformance\.ts$/, '')}`);
    expect(files.length).toBeGreaterThan(4);
    expect(names).toEqual(expect.arrayContaining(files));
  }
  expect(names).toEqual(expect.arrayContaining(['unit', 'demo', 'package/consumers', 'package/python', 'package/java', 'package/trust']));
  expect(new Set(names).size).toBe(names.length);
});

test('a part runs only its own file', () => {
  const { command } = partsOf().find(({ name }: any) => name === 'control-plane/addresses');
  const pattern = new RegExp(command.at(-1));
  expect(pattern.test('/x/test/conformance/control-plane/addresses.conformance.ts')).toBe(true);
  expect(pattern.test('/x/test/conformance/control-plane/kubelet-addresses.conformance.ts')).toBe(false);
});

test.each<[number, string, object]>([
  [0, 'x\n12 passed, 0 failed\n', { ok: true, passed: 12, failed: 0 }],
  [1, '12 passed, 3 failed\n', { ok: false, passed: 12, failed: 3 }],
  [1, '12 passed, 0 failed\n', { ok: false, passed: 12, failed: 1 }],
  [0, '0 passed, 0 failed\n', { ok: false, passed: 0, failed: 1 }],
  [0, '1 passed, 0 failed\n5 passed, 0 failed\n', { ok: true, passed: 5, failed: 0 }],
  // one that has no count of its own
  [0, 'fine\n', { ok: true, passed: 1, failed: 0 }],
  [2, '', { ok: false, passed: 0, failed: 1 }],
])('a command that exits with %i and says %j', (status, output, result) => expect(resultOf(status, output, 7)).toEqual({ ...result, seconds: 7 }));

test('passed parts are recorded, failed ones run again, and a damaged record is ignored', () => {
  const file = join(folder, 'a', 'state.json');
  const state = new State(file);
  state.set('one', { ok: true, passed: 3, failed: 0, seconds: 5 });
  state.set('two', { ok: false, passed: 1, failed: 1, seconds: 60 });
  const again = new State(file);
  expect(['one', 'two', 'three'].map(name => again.hasPassed(name))).toEqual([true, false, false]);
  for (const text of ['{"one":', '[]', 'null', '"x"']) {
    writeFileSync(file, text);
    expect(new State(file).hasPassed('one')).toBe(false);
  }
  expect(readFileSync(file, 'utf8')).toBe('"x"');
});

test('two runs at the same time keep each other\'s results', () => {
  const file = join(folder, 'two.json');
  const [one, other] = [new State(file), new State(file)];
  one.set('one', { ok: true, passed: 3, failed: 0, seconds: 5 });
  other.set('two', { ok: true, passed: 1, failed: 0, seconds: 5 });
  expect(Object.keys(new State(file).results)).toEqual(['one', 'two']);
});

test('the table has each part, and a part that has not run is neither passed nor failed', () => {
  const state = new State(join(folder, 'none.json'));
  Object.assign(state.results, {
    one: { ok: true, passed: 3, failed: 0, seconds: 5 }, two: { ok: false, passed: 1, failed: 1, seconds: 60 }, gone: { ok: true, passed: 9, failed: 0, seconds: 1 },
  });
  expect(report([{ name: 'one' }, { name: 'two' }, { name: 'three' }], state)).toEqual({
    lines: ['one    ok          3 passed    0 failed      5 s', 'two    FAILED      1 passed    1 failed     60 s', 'three  has not run'], passed: 4, failed: 1, seconds: 65, missing: 1,
  });
});
