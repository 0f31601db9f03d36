import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../../src/cli';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const PROMETHEUS = '{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: { name: x, namespace: monitoring } }\n';
const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: x } }\n';

afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const status = main(['migrate', ...args], text => { said.out += text; }, text => { said.err += text; });
  return { status, ...said };
}

test('reads files unchanged: several documents, and every kind', () => {
  const release = file('release.yaml', `${PROMETHEUS}---\n${CONFIG}`);
  const { status, out } = run('--plan', release, '--release', 'x', '--json', file('ours.yaml', `${PROMETHEUS}---\n${CONFIG}`));
  const { steps } = JSON.parse(out);
  expect(status).toBe(1); // neither has an operator
  expect(steps.find(({ id }: any) => id === 'uninstall').checks[0].prints).toBe('configmap/x\nprometheus.monitoring.coreos.com/x');
  expect(run(`--plan=${release}`, '--release=x', file('ours.yaml', PROMETHEUS)).out).toContain('# Migration of the release x in the namespace monitoring');
});

test('a file without manifests is an error with its name', () => {
  const { status, err } = run('--plan', file('empty.yaml', 'a: b\n'), folder);
  expect([status, err]).toEqual([2, expect.stringContaining('empty.yaml" contains no manifest')]);
});

test.each<[string, readonly string[]]>([
  ['migrate --plan requires the output of the program: dist/', ['--plan', 'release.yaml']],
  ['--plan requires a value: write "--plan VALUE"', ['dist/', '--plan']],
  ['--managed-by is "terraform": use one of helm, argocd, flux, kubectl', ['--plan', 'release.yaml', '--managed-by', 'terraform', 'dist/']],
  ['migrate --plan reads files, not standard input or pipes, because the plan names them', ['--plan', 'release.yaml', '-']],
])('%s', (message, args) => {
  const { status, err } = run(...args);
  expect([status, err.split('\n')[0]]).toEqual([2, message]);
});

test('the help names the options', () => expect(run('--plan', 'x', '--help').out).toContain('--managed-by TOOL     tool that installed the release: helm (the default), argocd, flux or kubectl'));
