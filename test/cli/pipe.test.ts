import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

// the published program, with commands that print as much as a large graph
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  for (const name of ['bin', 'lib']) { mkdirSync(join(folder, name)); }
  cpSync(join(__dirname, '..', '..', 'bin', 'cdk8s-prometheus'), join(folder, 'bin', 'cdk8s-prometheus'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const piped = (script: string, redirection = '') => {
  writeFileSync(join(folder, 'lib', 'cli.js'), `exports.run = (args, out, err) => { ${script} };\n`);
  const { stdout, stderr } = spawnSync('bash', ['-c', `"$1" "$2" ${redirection} | head -n 1; echo "status \${PIPESTATUS[0]}"`, 'bash', process.execPath, join(folder, 'bin', 'cdk8s-prometheus')], { encoding: 'utf8' });
  return { stdout, stderr };
};
const LONG = "'line\\n'.repeat(1_000_000)";

test.each([0, 1])('a reader that closes the pipe ends the command silently, with its exit status %d', status => {
  expect(piped(`out(${LONG}); return ${status};`)).toEqual({ stdout: `line\nstatus ${status}\n`, stderr: '' });
});

test('the same for a command that queries servers, and for stderr', () => {
  expect(piped(`return new Promise(resolve => { out(${LONG}); setTimeout(() => { out(${LONG}); resolve(1); }, 50); });`)).toEqual({ stdout: 'line\nstatus 1\n', stderr: '' });
  expect(piped(`err(${LONG}); out('x'); return 2;`, '2>&1 >/dev/null')).toEqual({ stdout: 'line\nstatus 2\n', stderr: '' });
});
