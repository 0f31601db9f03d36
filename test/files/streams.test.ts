import { spawn, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../src/cli';
import { isPipe, readText } from '../../src/files/documents';
import { readPipe } from '../../src/files/text';
import { WELL } from '../support/scrape-graph';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'streams-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const pipe = (name = 'pipe') => {
  const path = join(folder, name);
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  return path;
};
const writeTo = (path: string, script: string) => { spawn('sh', ['-c', script, 'sh', path], { stdio: 'ignore' }).unref(); };
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args: string[]) => {
  const said = { out: '', err: '' };
  const status = main(args, text => { said.out += text; }, text => { said.err += text; });
  return { status, ...said };
};
const MANIFESTS = WELL.map(object => JSON.stringify(object)).join('\n---\n');

describe('a named pipe', () => {
  test('is read to its end, whenever its writer starts and however slow it is', () => {
    const path = pipe();
    writeTo(path, 'sleep 0.2; { printf a; sleep 0.2; printf b; } > "$1"');
    expect(isPipe(path)).toBe(true);
    expect(readText(path)).toEqual({ text: 'ab' });
  });

  test('without a writer is a problem after some time', () => {
    expect(readPipe(pipe(), { withoutWriter: 60, withoutData: 60 })).toEqual({ problem: expect.objectContaining({ why: 'no program writes to the pipe: waited 0.06 seconds' }) });
  });

  test('with a writer that stops sending is a problem after a longer time', () => {
    const path = pipe();
    writeTo(path, '{ printf a; sleep 5; } > "$1"');
    expect(readPipe(path, { withoutWriter: 5_000, withoutData: 400 })).toEqual({ problem: expect.objectContaining({ why: expect.stringContaining('the pipe had no data for 0.4 seconds') }) });
  });

  test('is bounded', () => {
    const path = pipe();
    writeTo(path, 'head -c 3000000 /dev/zero > "$1"');
    expect(readPipe(path, { withoutWriter: 5_000, withoutData: 5_000 }, 1 << 20)).toEqual({ problem: { kind: 'too-large', mebibytes: 2, limit: 1 } });
  });
});

test.each(['/dev/zero', '/dev/null'])('%s is neither a file nor a pipe', device => {
  expect(readText(device)).toEqual({ problem: expect.objectContaining({ why: 'it is not a regular file' }) });
  expect(run('explain', device)).toMatchObject({ status: 2, err: expect.stringContaining('it is not a regular file') });
});

test('<(command) of a shell is read, and an empty output is an empty file', () => {
  const script = write('read.js', `const { source } = require(${JSON.stringify(join(__dirname, '../support/source.js'))});\nconst { readText } = source('files/text')['files/text'];\nconsole.log(JSON.stringify(process.argv.slice(2).map(path => readText(path))));\n`);
  const { stdout, stderr } = spawnSync('bash', ['-c', '"$1" "$2" <(sleep 0.1; echo "kind: A") <(false)', 'bash', process.execPath, script], { encoding: 'utf8' });
  expect([stderr, JSON.parse(stdout)]).toEqual(['', [{ text: 'kind: A\n' }, { text: '' }]]);
});

describe('each command reads a pipe like a file', () => {
  test('explain', () => {
    const path = pipe();
    writeTo(path, `cat ${JSON.stringify(write('all.yaml', MANIFESTS))} > "$1"`);
    const { status, out } = run('explain', path);
    expect([status, out]).toEqual([0, run('explain', join(folder, 'all.yaml')).out.replaceAll('all.yaml', 'pipe')]);
  });

  test('diff, both sides', () => {
    const [old, now] = [pipe('old'), pipe('new')];
    writeTo(old, `cat ${JSON.stringify(write('all.yaml', MANIFESTS))} > "$1"`);
    writeTo(now, `cat ${JSON.stringify(join(folder, 'all.yaml'))} > "$1"`);
    expect(run('diff', old, now)).toMatchObject({ status: 0, err: '' });
  });

  test('migrate, of values and of objects', () => {
    const values = pipe('values');
    writeTo(values, 'printf "grafana: { enabled: false }\\n" > "$1"');
    expect(run('migrate', values).out).toContain('new PrometheusStack(');
    for (const [origin, name] of [['objects', 'a'], ['rancher-monitoring', 'b']]) {
      const objects = pipe(name);
      writeTo(objects, `cat ${JSON.stringify(write('all.yaml', MANIFESTS))} > "$1"`);
      expect(run('migrate', '--from', origin, objects).out).toContain('new PrometheusStack(');
    }
    const rancher = pipe('rancher');
    writeTo(rancher, 'printf "prometheus: { prometheusSpec: { retention: 7d } }\\n" > "$1"');
    expect(run('migrate', '--from', 'rancher-monitoring', rancher).out).toContain('The values of rancher-monitoring');
  });

  test('except commands that read their files again later', () => {
    expect(run('migrate', '--plan', pipe(), 'dist').err).toContain('migrate --plan reads files, not standard input or pipes');
    expect(run('diff', '--git', 'HEAD', '--', join(folder, 'pipe')).err).toContain('--git compares files, not standard input or pipes');
  });
});
