const { countsOf, filesForSecondTry, afterSecondTry, unstable } = require('./second-try');

const suite = (name: string, ...statuses: string[]) => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: statuses.map((status, at) => ({ status, fullName: `${name} ${at}`, failureMessages: status === 'failed' ? [`no ${at}\n    at x (y.ts:1:2)`] : [] })),
});
const broken = { name: 'c', status: 'failed', message: 'no module', assertionResults: [] };
const first = [suite('a', 'passed', 'pending'), suite('b', 'passed', 'failed', 'failed'), broken];

test('tests are counted, and a file that cannot run is one failure', () => {
  expect(countsOf(first)).toEqual({ passed: 2, failed: 3 });
});

test('files that fail beside others run again', () => {
  expect(filesForSecondTry(first)).toEqual(['b', 'c']);
});

test('nothing runs again if all passed, if it already ran alone, or if many files failed', () => {
  expect(filesForSecondTry([suite('a', 'passed'), suite('b', 'passed')])).toEqual([]);
  expect(filesForSecondTry([broken])).toEqual([]);
  expect(filesForSecondTry(['a', 'b', 'c', 'd', 'e'].map((name, at) => suite(name, at < 4 ? 'failed' : 'passed')))).toEqual([]);
});

test('the second result counts, also if it is a failure', () => {
  const again = [suite('b', 'passed', 'failed', 'passed')];
  expect(countsOf(afterSecondTry(first, again))).toEqual({ passed: 3, failed: 2 });
  expect(unstable(first, again)).toEqual([]);
});

test('a file that then passes is listed with what failed at first', () => {
  const again = [suite('b', 'passed', 'passed', 'passed'), { ...suite('c', 'passed', 'pending'), status: 'focused' }];
  expect(countsOf(afterSecondTry(first, again))).toEqual({ passed: 5, failed: 0 });
  expect(unstable(first, again)).toEqual([
    { name: 'b', failures: ['b 1: no 1', 'b 2: no 2'] },
    { name: 'c', failures: ['no module'] },
  ]);
});
