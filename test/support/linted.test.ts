import { writeTemporary } from './temporary';

const { changedTests, hashesOf } = require('./linted'); // eslint-disable-line @typescript-eslint/no-require-imports

const BEFORE = { 'node': 'v20', '.eslintrc.json': '1', 'src/a.ts': '1', 'test/support/help.ts': '1', 'test/a.test.ts': '1', 'test/b.test.ts': '1' };

test.each([
  ['nothing has changed', {}, []],
  ['a test file has changed', { 'test/a.test.ts': '2' }, ['test/a.test.ts']],
  ['a test file is new', { 'test/c.test.ts': '1' }, ['test/c.test.ts']],
  ['a test file is gone', { 'test/a.test.ts': undefined }, []],
  ['a source has changed', { 'src/a.ts': '2', 'test/a.test.ts': '2' }, undefined],
  ['a source is gone', { 'src/a.ts': undefined }, undefined],
  ['a file that tests import has changed', { 'test/support/help.ts': '2' }, undefined],
  ['the rules have changed', { '.eslintrc.json': '2' }, undefined],
  ['Node is another one', { node: 'v22' }, undefined],
])('if %s, lint reads %j: %j', (_, changes, expected) => {
  const now = Object.fromEntries(Object.entries({ ...BEFORE, ...changes }).filter(([, hash]) => hash !== undefined));
  expect(changedTests(BEFORE, now)).toEqual(expected);
});

test('the first run reads everything', () => expect(changedTests(undefined, BEFORE)).toBeUndefined());

test('the hash of a file is that of its content', () => {
  const [one, other] = ['1', '2'].map(text => writeTemporary({ 'src/deep/a.ts': text, 'src/b.ts': '', 'src/golden.yaml': text }, folder => hashesOf(folder, ['src', 'none'])));
  expect(Object.keys(one).sort()).toEqual(['node', 'src/b.ts', 'src/deep/a.ts']);
  expect(one['src/b.ts']).toBe(other['src/b.ts']);
  expect(one['src/deep/a.ts']).not.toBe(other['src/deep/a.ts']);
});
