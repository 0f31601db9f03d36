import { mustReplace } from './cluster';

// Lines of kubectl 1.36 with an apiserver 1.37. The conflict is from a run in which the operator wrote the status in between.
const CONFLICT = 'kubectl replace -f -: Error from server (Conflict): error when replacing "STDIN": Operation cannot be fulfilled on servicemonitors.monitoring.coreos.com "web": the object has been modified; please apply your changes to the latest version and try again';
const MISSING = 'Error from server (NotFound): error when replacing "STDIN": services "web" not found';
const OBJECTS = [{ apiVersion: 'v1', kind: 'Service' }];

/** A kubectl that fails with these outputs, and then succeeds. */
const saying = (...outputs: readonly string[]) => {
  const run = jest.fn((_args: readonly string[], _input?: string) => ({ ok: true, output: 'service/web replaced' }));
  for (const output of outputs) { run.mockReturnValueOnce({ ok: false, output }); }
  return run;
};

test('a replacement that a controller has overtaken is repeated, with the same objects', () => {
  const run = saying(CONFLICT, `${CONFLICT}\nservice/web replaced`);
  mustReplace(OBJECTS, run);
  const call = [['replace', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS })];
  expect(run.mock.calls).toEqual([call, call, call]);
});

test.each([
  ['that has another cause', MISSING],
  ['of which only a part was overtaken', `${CONFLICT}\n${MISSING}`],
  ['without an error from the apiserver', 'dial tcp: connection refused'],
])('a failure %s ends the test at once', (_, output) => {
  const run = saying(output);
  expect(() => mustReplace(OBJECTS, run)).toThrow(output);
  expect(run).toHaveBeenCalledTimes(1);
});

test('it gives up after ten conflicts', () => {
  const run = saying(...Array(20).fill(CONFLICT));
  expect(() => mustReplace(OBJECTS, run)).toThrow('(Conflict)');
  expect(run).toHaveBeenCalledTimes(10);
});
