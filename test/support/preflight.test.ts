import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
const script = join(folder, 'test/support/preflight.js');
mkdirSync(join(folder, 'test/support'), { recursive: true });
cpSync(join(__dirname, 'preflight.js'), script);
afterAll(() => rmSync(folder, { recursive: true }));

test('without "npm ci" the commands print that it is required', () => {
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, 'cdk8s-prometheus: the package "typescript" is not installed: run "npm ci" first\n']);
});

test('a Node that is too old is reported, with the required one', () => {
  const old = join(folder, 'test/support/old.js');
  writeFileSync(old, readFileSync(script, 'utf8').replace('process.versions.node.split', '"18.20.1".split'));
  const { status, stderr } = spawnSync(process.execPath, [old], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('is too old: install Node 20.16 or newer');
});
