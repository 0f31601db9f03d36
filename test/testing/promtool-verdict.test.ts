import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { shop } from './shop';
import { AlertExpectation, MissingPromtool, PrometheusTest, SampleExpectation } from '../../src';

// How responses of promtool are handled, without a real promtool: a fake program returns them. (The real one is used in
// prometheus-test.test.ts.)
const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
const before = process.env.PROMTOOL;

/** What promtool 3.16.0 writes of an alert that fires where none is expected. */
const FIRING = `  FAILED:
    alertname: WebDown, time: 30m,\x20
        exp:[],\x20
        got:[
            0:
              Labels:{alertname="WebDown", job="web", path="a \\"b\\" é", severity="critical", "service.name"="x"}
              Annotations:{summary="down"}
            ]
`;
const RECORDED = `  FAILED:
    expr: "{__name__=\\"job:up:min\\"}", time: 25m,
        exp: nil
        got: {__name__="job:up:min", job="a"} 1E+00, {__name__="job:up:min", job="b, {c}"} NaN, {__name__="job:up:min", job="d"} -Inf
`;

/** A promtool with this response for every test. */
function promtool(answer: string | undefined): void {
  const program = join(folder, 'promtool');
  writeFileSync(join(folder, 'answer'), answer ?? '');
  writeFileSync(program, `#!/bin/sh\n[ "$1" != --version ] || exit 0\ncat ${join(folder, 'answer')}\nexit ${answer === undefined ? 0 : 1}\n`);
  chmodSync(program, 0o755);
  process.env.PROMTOOL = program;
}

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) { delete process.env.PROMTOOL; } else { process.env.PROMTOOL = before; }
});

const ask = (fires: boolean, expected: AlertExpectation = {}) => () => PrometheusTest.of(shop()).expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { fires, ...expected });

test('an alert that fires', () => {
  promtool(FIRING);
  expect(ask(true)).not.toThrow();
  expect(ask(false)).toThrow(/alert "WebDown" fires after 30 minutes with these series; it fires with:/);
});

test('a firing alert has its labels and annotations, and the message lists them', () => {
  promtool(FIRING);
  expect(ask(true, { labels: { 'severity': 'critical', 'path': 'a "b" é', 'service.name': 'x' }, annotations: { summary: 'down' } })).not.toThrow();
  expect(ask(false, { annotations: { summary: 'up' } })).not.toThrow();
  expect(ask(true, { annotations: { summary: 'up' } })).toThrow(/alert "WebDown" does not fire with these labels and annotations after 30 minutes with these series; it fires with:/);
});

test('an alert that does not fire', () => {
  promtool(undefined);
  expect(ask(false)).not.toThrow();
  expect(ask(true)).toThrow(/alert "WebDown" does not fire after 30 minutes with these series/);
});

test('an invalid answer: the output of promtool is shown', () => {
  promtool('FAILED: fails');
  expect(ask(true)).toThrow(/^promtool cannot evaluate alert "WebDown":\nFAILED: fails$/);
  expect(ask(false)).toThrow(/^promtool cannot evaluate alert "WebDown":\nFAILED: fails$/);
  expect(record([])).toThrow(/^promtool cannot evaluate "job:up:min":\nFAILED: fails$/);
});

const record = (samples: SampleExpectation[]) => () => PrometheusTest.of(shop()).expectRecord('job:up:min', {}, { samples });

test('samples that are recorded', () => {
  promtool(RECORDED);
  expect(record([{ value: 1 }, { value: NaN, labels: { job: 'b, {c}' } }, { value: -Infinity, labels: { job: 'd' } }])).not.toThrow();
  expect(record([{ value: 1 }, { value: 2, labels: { job: 'a' } }])).toThrow(/^"job:up:min" does not have these samples after 25 minutes with these series:\n {2}\{job="a"\} 2\nit has\n {2}\{job="a"\} 1\n/);
  expect(record([])).toThrow(/^"job:up:min" has samples after 25 minutes with these series:\n {2}\{job="a"\} 1\n/);
});

test('samples that are not recorded', () => {
  promtool(undefined);
  expect(record([])).not.toThrow();
  expect(record([{ value: 1 }])).toThrow(/it has none$/);
});

test('a series that no rule records is a mistake of the test', () => {
  promtool(undefined);
  expect(() => PrometheusTest.of(shop()).expectRecord('job:up:mean', {}, { samples: [] })).toThrow('no rule of the app records "job:up:mean"; did you mean "job:up:min"?');
});

test('without promtool tests are skipped by option, with one warning', () => {
  process.env.PROMTOOL = '/not/there/promtool';
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const tested = PrometheusTest.of(shop(), { missingPromtool: MissingPromtool.SKIP });
  tested.expectAlert('WebDown', {});
  tested.expectRecord('job:up:min', {}, { samples: [{ value: 1 }] });
  expect(() => tested.expectAlert('WebDawn', {})).toThrow('the app has no alert "WebDawn"; did you mean "WebDown"?');
  expect(warn.mock.calls.filter(([text]) => String(text).startsWith('tests of rules are skipped: promtool is not found'))).toHaveLength(1);
});
