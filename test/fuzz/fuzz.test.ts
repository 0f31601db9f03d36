import { spawnSync } from 'child_process';
import { join } from 'path';
import { expectClean, expectWords } from './invariants';
import { SECRET } from './mutate';
import { shrunk } from './shrink';
import { failureOf, Input, inputOf, signatureOf, target } from './target';
import { TARGETS } from './targets';
import { Random } from '../support/random';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'run.js'), ...args], { encoding: 'utf8', cwd: join(__dirname, '../..') });
  return { status, lines: stdout.trim().split('\n'), stderr };
};

test.each(TARGETS.map(each => [each.name, each] as const))('%s: an input depends only on its seed and number, and is plain data', (_, each) => {
  const inputs = [1, 2, 3].map(number => inputOf(each, 7, number));
  expect([3, 2, 1].map(number => inputOf(each, 7, number)).reverse()).toEqual(inputs);
  expect(JSON.parse(JSON.stringify(inputs))).toEqual(inputs);
  expect(inputs.map(input => failureOf(each, input)?.message)).toEqual([undefined, undefined, undefined]);
});

test('a planted fault is found, and its input is reduced to a minimum', () => {
  const planted = target<string[]>({
    name: 'planted', inputs: 0, make: random => Array.from({ length: 20 }, () => random.pick(['a', 'bb', 'xyz', 'c'])), check: words => { if (words.some(word => word.includes('y'))) { throw new Error(`there is ${words.length}`); } },
  });
  const input = inputOf(planted, 1, 1);
  const failure = failureOf(planted, input)!;
  const isSame = (each: Input) => { const other = failureOf(planted, each); return other !== undefined && signatureOf(other) === signatureOf(failure); };
  expect(shrunk(input, isSame, () => 0)).toEqual(['y']);
});

describe('no output contains this', () => {
  test.each([
    ['a value that nobody looked at', 'x is undefined'], ['an object as text', 'a [object Object]'], ['a control character', 'a\u001b[2J'], ['a secret', `https://user:${SECRET}@example.org`],
  ])('%s', (_, output) => {
    expect(() => expectClean('it', output, output.includes(SECRET) ? output : '')).toThrow(/^it has /);
    expect(() => expectClean('it', 'fine', '')).not.toThrow();
  });

  test('an exception of JavaScript, or an endless message', () => {
    expect(() => expectWords(new TypeError('x is not a function'), '')).toThrow(TypeError);
    expect(() => expectWords(new Error('a'.repeat(20_000)), '')).toThrow('has 20000 characters');
    expect(() => expectWords(new Error('[chart/X] "a" is 1: use 2'), '')).not.toThrow();
  });
});

test('the generator is the same as in other tests', () => expect([new Random(5).int(1000), new Random(5).int(1000)]).toEqual([new Random(5).int(1000), new Random(5).int(1000)]));

describe('npm run fuzz', () => {
  test('prints its seed, counts targets, and can repeat one input', () => {
    const { status, lines } = run('--seed', '42', '--only', 'addresses', '--at', '17');
    expect([status, lines[0], lines.at(-1)]).toEqual([0, 'seed 42', '1 passed, 0 failed']);
  });

  test.each([[['--only', 'adresses'], '--only names "adresses": the targets are promql, '], [['--seed', 'x'], '--seed is "x", not a number'], [['--at', '3'], '--at needs --seed and --only with one target']])('%j is an error', (args, message) => {
    const { status, stderr } = run(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
