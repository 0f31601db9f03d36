import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { shop } from './shop';
import { PrometheusTest } from '../../src';

// What is made of promtool's answers, without a promtool: a program that gives them. (The real one is asked in prometheus-test.test.ts.)
const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
const before = process.env.PROMTOOL;

/** A promtool that finds the alert firing, or not, or that reads nothing: it fails where another answer is expected. */
function promtool(answer: 'fires' | 'is quiet' | 'fails'): void {
  const isQuietExpected = 'grep -q \'"exp_samples":\\[\\]\' "$3"';
  const verdict = { 'fires': `! ${isQuietExpected}`, 'is quiet': isQuietExpected, 'fails': 'false' }[answer];
  const program = join(folder, 'promtool');
  writeFileSync(program, `#!/bin/sh\n[ "$1" != --version ] || exit 0\n${verdict} || { echo "FAILED: ${answer}"; exit 1; }\n`);
  chmodSync(program, 0o755);
  process.env.PROMTOOL = program;
}

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) { delete process.env.PROMTOOL; } else { process.env.PROMTOOL = before; }
});

const ask = (fires: boolean) => () => PrometheusTest.of(shop()).expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { fires });

test('an alert that fires', () => {
  promtool('fires');
  expect(ask(true)).not.toThrow();
  expect(ask(false)).toThrow(/^alert "WebDown" fires after 30 minutes on these series$/);
});

test('an alert that is quiet', () => {
  promtool('is quiet');
  expect(ask(false)).not.toThrow();
  expect(ask(true)).toThrow(/^alert "WebDown" does not fire after 30 minutes on these series$/);
});

test('an answer that is none: promtool\'s words are passed on', () => {
  promtool('fails');
  expect(ask(true)).toThrow(/^promtool cannot say whether alert "WebDown" fires:\nFAILED: fails$/);
  expect(ask(false)).toThrow(/^promtool cannot say whether alert "WebDown" fires:\nFAILED: fails$/);
});
