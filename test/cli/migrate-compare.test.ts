import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../src/cli';
import { prometheus, rules, alert, yamlOf } from '../migrate/compare/compare-of';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'compare-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function run(...args: string[]) {
  let [out, err] = ['', ''];
  const status = main(['migrate', '--compare', ...args], text => { out += text; }, text => { err += text; });
  return { status, out, err };
}

const stack = (...names: string[]) => yamlOf(prometheus('kps'), ...names.map(name => rules(name.toLowerCase(), alert(name, 'page', `up{a="${name}"}`))));

test('the exit status is 1 if something is gone without a decision', () => {
  const [old, same, less] = [file('old.yaml', stack('One', 'Two')), file('same.yaml', stack('One', 'Two')), file('less.yaml', stack('One'))];
  expect(run(old, same)).toMatchObject({ status: 0, err: '' });
  const { status, out } = run(old, less);
  expect(status).toBe(1);
  expect(out).toContain('  - gone    Two (page): was in group "own" of PrometheusRule monitoring/two');
  const decided = run('--decided', file('decided.yaml', 'alert: { Two: "nobody reads it", Three: "not there" }'), old, less);
  expect(decided).toMatchObject({ status: 0, err: 'note: the decision on "Three" of alert has no effect: nothing that matches it is gone\n' });
  expect(decided.out).toContain('[decided: nobody reads it]');
});

test('formats are text, Markdown and JSON', () => {
  const old = file('formats.yaml', stack('One'));
  expect(run('--format', 'markdown', old, old).out).toMatch(/^## What the migration keeps/);
  expect(JSON.parse(run('--json', old, old).out)).toMatchObject({ counts: { gone: 0, undecided: 0 } });
});

test.each([
  [['--format', 'xml', 'a', 'b'], /--format is "xml": use one of text, markdown, json/],
  [['a'], /migrate --compare requires two paths, OLD and NEW, and got 1/],
  [['-', '-'], /standard input can be the old or the new manifests, not both/],
  [['--unknown', 'a', 'b'], /migrate --compare has no option "--unknown"/],
])('%j is a usage error', (args, message) => {
  const { status, err } = run(...args);
  expect(status).toBe(2);
  expect(err).toMatch(message);
});

test('missing manifests are a read error', () => {
  expect(run(join(folder, 'none.yaml'), join(folder, 'none.yaml'))).toMatchObject({ status: 2 });
  expect(run('--help').out).toMatch(/^Usage: cdk8s-prometheus migrate --compare/);
});
