import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { NOTICE_METADATA, STRICT_CONTEXT_KEY } from '../../src/validation/notices';
import { Problems } from '../../src/validation/problems';
import { finding, rule } from '../../src/validation/rule';
import { aChart, errorsOf, noticesOf } from '../support/synth';

const WRONG = rule({ id: 'test/wrong', severity: 'error', message: ({ n }: { n: number }) => `wrong ${n}`, why: 'It is.', example: { n: 1 } });
const ODD = rule({ id: 'test/odd', severity: 'warning', message: ({ n }: { n: number }) => `odd ${n}`, why: 'It is.', example: { n: 1 } });

test('all errors of all constructs are reported at once, each with its path, each once', () => {
  const chart = aChart();
  const a = Problems.of(new Construct(chart, 'A'));
  a.add(WRONG, { n: 1 });
  a.add(WRONG, { n: 1 });
  a.add(WRONG, { n: 2 });
  Problems.of(new Construct(chart, 'B')).add(WRONG, { n: 3 });
  expect(errorsOf(chart).split('\n').slice(1)).toEqual(['  [test/A] wrong 1 [test/wrong]', '  [test/A] wrong 2 [test/wrong]', '  [test/B] wrong 3 [test/wrong]']);
});

test('a warning is printed once on stderr, for any number of charts and synths, and is kept as metadata', () => {
  const app = new App();
  const charts = ['a', 'b', 'c'].map(id => new Chart(app, id));
  const construct = new Construct(charts[0], 'A');
  Problems.of(construct).add(ODD, { n: 1 });
  Problems.of(construct).addAll([finding(ODD, { n: 1 })]);
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  app.synthYaml();
  Testing.synth(charts[1]);
  expect(spy.mock.calls).toEqual([['[a/A] odd 1 [test/odd]', 'Cdk8sPrometheusNotice']]);
  spy.mockRestore();
  expect(construct.node.metadata.map(({ type, data }) => [type, data])).toEqual([[NOTICE_METADATA, 'odd 1 [test/odd]']]);
});

test.each([true, 'true'])('with the strict context key %j a warning is an error', value => {
  const chart = aChart(undefined, { [STRICT_CONTEXT_KEY]: value });
  Problems.of(new Construct(chart, 'A')).add(ODD, { n: 1 });
  expect(errorsOf(chart)).toContain('[test/A] odd 1 [test/odd]');
});

test('without it, a warning does not fail', () => {
  const chart = aChart();
  Problems.of(new Construct(chart, 'A')).add(ODD, { n: 1 });
  expect(noticesOf(chart)).toEqual(['[test/A] odd 1 [test/odd]']);
});

describe('checks of finished objects', () => {
  test('run once per synth, for any number of charts, and again in the next', async () => {
    const app = new App();
    const charts = ['a', 'b', 'c'].map(id => new Chart(app, id));
    let asked = 0;
    Problems.of(charts[0]).check(() => { asked += 1; return []; });
    app.synthYaml();
    expect(asked).toBe(1);
    await Promise.resolve();
    app.synthYaml();
    expect(asked).toBe(2);
  });

  test('their errors fail, and their warnings are printed in the same synth', () => {
    const chart = aChart();
    Problems.of(chart).check(() => [finding(ODD, { n: 1 })]);
    expect(noticesOf(chart)).toEqual(['[test] odd 1 [test/odd]']);
    Problems.of(chart).check(() => [finding(WRONG, { n: 1 })]);
    expect(errorsOf(chart)).toContain('[test] wrong 1 [test/wrong]');
  });

  test('with the strict context key their warnings are errors, once', () => {
    const chart = aChart(undefined, { [STRICT_CONTEXT_KEY]: true });
    Problems.of(chart).check(() => [finding(ODD, { n: 1 })]);
    expect(errorsOf(chart).split('\n')).toHaveLength(2);
  });
});
