import { join } from 'path';

const { countSkipped, sayLeftOut, skippedTests } = require('./skipped');

const file = (name: string, ...statuses: string[]) => ({ name: join(__dirname, '../..', name), assertionResults: statuses.map(status => ({ status })) });
const result = { numPendingTests: 3, numTodoTests: 0, testResults: [file('test/a.test.ts', 'passed', 'pending', 'pending'), file('test/b.test.ts', 'passed'), file('test/c.test.ts', 'pending')] };
const source = (name: string) => name.endsWith('a.test.ts') ? 'hasPromtool() ? test : test.skip' : 'test.skip';

test('skipped tests are printed by file, with their number and the reason', () => {
  expect(skippedTests(result, [], source)).toEqual([
    'test/a.test.ts: 2 skipped: promtool is not available: it comes with Prometheus; put it into the PATH, or its path into the variable PROMTOOL',
    'test/c.test.ts: 1 skipped: marked so in the file',
  ]);
  expect(countSkipped(result)).toBe(3);
});

test('a name pattern skips the rest', () => {
  expect(skippedTests(result, ['-t', 'x'], source)[0]).toBe('test/a.test.ts: 2 skipped: their names do not match the pattern');
});

test('if everything ran, nothing is printed', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  sayLeftOut(skippedTests({ testResults: [file('test/b.test.ts', 'passed')] }, [], source), 0);
  sayLeftOut(skippedTests(undefined), 0);
  expect(log).not.toHaveBeenCalled();
  sayLeftOut(['x: 1 skipped: y'], 1);
  expect(log.mock.calls.flat()).toEqual(['\n1 left out:', '  x: 1 skipped: y']);
  log.mockRestore();
});
