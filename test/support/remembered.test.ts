import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';

const { Memory, tracesIn } = require('./remembered'); // eslint-disable-line @typescript-eslint/no-require-imports

/** Two test files have it: the second one loads a source that the worker has compiled for the first one. */
const SHARING = `
  const one = require('../src/one');
  test('the module is its own', () => {
    expect(one.isLoaded).toBe(undefined);
    one.isLoaded = true;
  });`;
/** A repository in which a test file loads a source, which loads another one, and reads data. */
const FILES: { readonly [name: string]: string } = {
  '.gitignore': 'node_modules\n',
  'package.json': '{}',
  'package-lock.json': '{}',
  'src/one.js': "exports.two = require('./two').two;\n",
  'src/two.js': 'exports.two = 2;\n',
  'src/other.js': 'exports.other = 3;\n',
  'data/numbers.json': '[2]',
  'data/unread.json': '[3]',
  'test/reads.test.js': `
    const { existsSync, readdirSync } = require('fs');
    const fs = require('node:fs/promises');
    const { two } = require('../src/one');
    test('reads', async () => {
      expect(JSON.parse(await fs.readFile('data/numbers.json', 'utf8'))).toContain(two);
      expect(readdirSync('data').length).toBeGreaterThan(0);
      expect(existsSync('data/none.json')).toBe(false);
      expect(existsSync('x'.repeat(5000))).toBe(false); // no name that a file can have
      expect(existsSync('src/one.js/package.json')).toBe(false); // below a file
    });`,
  'test/sharing-a.test.js': SHARING,
  'test/sharing-b.test.js': SHARING,
  'test/node.test.js': "test('node', () => { require('child_process').execFileSync(process.execPath, ['-e', '0']); });",
  'test/program.test.js': "const { spawnSync } = require('child_process'); test('program', () => { spawnSync('true'); });",
  'test/device.test.js': "test('device', () => { require('fs').readFileSync('/dev/null'); });",
  'test/failed.test.js': "test('failed', () => { throw new Error('as meant'); });",
  'test/skipped.test.js': "test.skip('skipped', () => undefined); test('passes', () => undefined);",
};
/** Long before the run, so that nothing is as new as it. */
const OLD = new Date('2026-01-01T00:00:00Z');

let root: string;
let env: NodeJS.ProcessEnv;
/** What jest reports, and when it began. */
let result: object;
let since: number;
let traces: any[];

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), OLD, OLD);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'remembered-'));
  env = { PATH: process.env.PATH, TMPDIR: mkdtempSync(join(tmpdir(), 'remembered-tmp-')) };
  for (const [name, text] of Object.entries(FILES)) { write(name, text); }
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  const [folder, report] = [mkdtempSync(join(tmpdir(), 'traces-')), join(root, '.git', 'jest.json')];
  const config = JSON.stringify({ rootDir: root, runtime: resolve('test/support/traced-runtime.js'), testEnvironment: 'node', transform: {} });
  since = Date.now();
  spawnSync(process.execPath, [resolve('node_modules/jest/bin/jest.js'), '--config', config, '--ci', '--maxWorkers=1', '--json', `--outputFile=${report}`], { cwd: root, env: { ...env, CDK8S_PROMETHEUS_TRACES: folder } });
  result = JSON.parse(readFileSync(report, 'utf8'));
  traces = tracesIn(folder);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const memory = (changes = {}) => new Memory(root, { env: { ...env, ...changes } });
const unchanged = (changes = {}) => [...memory(changes).unchanged().keys()].sort();

describe('all inputs of a test file are found', () => {
  const traceOf = (name: string) => traces.find(({ test: each }) => each === join('test', `${name}.test.js`));

  test('loaded modules, files, names in a folder, and missing files', () => {
    expect(traceOf('reads')).toMatchObject({ isWhole: false, isForeign: false });
    const own = traceOf('reads').paths.filter((each: string) => !/^(\.\.|x{5})/.test(each)); // jest is outside of this repository
    expect(own).toEqual(['data/', 'data/none.json', 'data/numbers.json', 'src/one.js', 'src/one.js/package.json', 'src/two.js', 'test/reads.test.js'].map(each => each.replaceAll('/', join('/'))));
  });

  test('modules that another test file has loaded before', () => {
    for (const name of ['sharing-a', 'sharing-b']) {
      expect(traceOf(name).paths).toEqual(expect.arrayContaining([join('src', 'one.js'), join('src', 'two.js'), join('test', `${name}.test.js`)]));
    }
  });

  test.each([['node', true, false], ['program', false, true], ['device', false, true]])('%s: all files count %j, cannot be compared %j', (name, isWhole, isForeign) => {
    expect(traceOf(name)).toMatchObject({ isWhole, isForeign });
  });
});

describe('passed test files are not run again', () => {
  const READS = join('test', 'reads.test.js');
  const NODE = join('test', 'node.test.js');
  const SHARED = ['a', 'b'].map(each => join('test', `sharing-${each}.test.js`));

  beforeAll(() => memory().remember(result, traces, since));

  test('while nothing has changed; a test file that failed, skipped a test or depends on other programs runs again', () => {
    expect(unchanged()).toEqual([NODE, READS, ...SHARED]);
    expect(memory().unchanged().get(READS)).toBe(1);
  });

  test.each([
    ['an imported source', 'src/two.js', 'exports.two = 2; // otherwise\n'],
    ['a data file', 'data/numbers.json', '[1, 2]'],
    ['the test file itself', 'test/reads.test.js', `${FILES['test/reads.test.js']} // otherwise`],
    ['a file that was not there', 'data/none.json', '[]'],
    ['a name in a folder', 'data/new.json', '[]'],
    ['the lockfile', 'package-lock.json', '{ "lockfileVersion": 3 }'],
    ['a source that could be found in the place of another one', 'src/two.json', '{}'],
  ])('%s runs it again', (_, name, text) => {
    write(name, text);
    try {
      expect(unchanged()).not.toContain(READS);
    } finally {
      if (FILES[name] === undefined) { rmSync(join(root, name)); } else { write(name, FILES[name]); }
    }
    expect(unchanged()).toContain(READS);
  });

  test('another environment variable, or another Node, runs all of them', () => {
    expect(unchanged({ TZ: 'Europe/Berlin' })).toEqual([]);
    expect([...new Memory(root, { env, node: 'v0.0.0' }).unchanged().keys()]).toEqual([]);
  });

  test('files that it does not read do not run it again, unless it starts Node', () => {
    write('data/unread.json', '[4]');
    write('src/other.js', 'exports.other = 4;\n');
    expect(unchanged()).toEqual([READS, ...SHARED]);
    for (const name of ['data/unread.json', 'src/other.js']) { write(name, FILES[name]); }
  });

  test('a test file whose source changed during the run does not count as passed', () => {
    utimesSync(join(root, 'src/two.js'), new Date(since + 1000), new Date(since + 1000));
    memory().remember(result, traces, since);
    expect(unchanged()).toEqual([]);
    write('src/two.js', FILES['src/two.js']);
  });
});
