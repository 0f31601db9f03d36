import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { main } from '../../src/cli';
import { listFiles } from '../../src/scrape-graph/file-list';
import { deployment, meta, monitor, prometheus, service, WELL } from '../support/scrape-graph';

// A third-party repository must not crash the command, forge its output, or affect anything but its own files.

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hostile-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (objects: readonly object[]) => objects.map(object => JSON.stringify(object)).join('\n---\n');
const write = (name: string, content: string | readonly object[]) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : textOf(content));
  return join(folder, name);
};
const run = (...args: string[]) => {
  const said = { out: '', err: '' };
  const status = main(args, text => { said.out += text; }, text => { said.err += text; });
  return { status, ...said };
};
/** Each command that reads folders of manifests. */
const COMMANDS: readonly (readonly string[])[] = [
  ...['text', 'json', 'mermaid', 'html', 'sarif', 'junit'].map(format => ['explain', '--format', format, 'DIR']),
  ...['text', 'markdown', 'json', 'sarif'].map(format => ['diff', '--format', format, 'EMPTY', 'DIR']), ['migrate', '--from', 'objects', 'DIR'], ['migrate', '--compare', 'DIR', 'DIR'],
];
const runOn = (args: readonly string[]) => {
  mkdirSync(`${folder}-empty`, { recursive: true });
  try {
    const folders: { readonly [word: string]: string } = { DIR: folder, EMPTY: `${folder}-empty` };
    return run(...args.map(each => folders[each] ?? each));
  } finally {
    rmSync(`${folder}-empty`, { recursive: true });
  }
};

describe.each(COMMANDS)('%s %s %s %s %s', (...args) => {
  const given = args.filter(each => each !== undefined);

  test('two links to the parent folder, workspaces that link each other, and caches of tools: read once', () => {
    write('a/all.yaml', WELL);
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('..', join(folder, 'a', 'up2'));
    for (const name of ['x', 'y', 'z']) {
      for (const other of ['x', 'y', 'z']) {
        mkdirSync(join(folder, name, 'node_modules'), { recursive: true });
        symlinkSync(`../../${other}`, join(folder, name, 'node_modules', other));
      }
      write(`${name}/node_modules/lib/manifest.yaml`, WELL);
      write(`${name}/.git/manifest.yaml`, WELL);
    }
    const { status, out, err } = runOn(given);
    expect([status, err.split('\n').filter(line => line.startsWith('left out'))]).toEqual([expect.any(Number), []]);
    expect(status).toBeLessThan(2);
    expect(out + err).not.toMatch(/node_modules|more than once/);
  });

  test('names with escape sequences, line ends and right-to-left marks are printed as text', () => {
    const name = 'web\nProblems\n  nothing\u001b]0;owned\u0007\u001b[2J\u202e\u0085';
    write('all.yaml', [prometheus(), { ...monitor({ endpoints: [{ port: 'x' }] }), ...meta(name) }, { ...service(), ...meta(`${name}2`) }, deployment()]);
    write('bad\u001b[31m\n.yaml', 'a: [');
    const { out, err } = runOn(given);
    // eslint-disable-next-line no-control-regex
    for (const text of [out, err]) { expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/); }
    expect(err).not.toMatch(/^\.yaml/m);
  });

  test('one malformed object affects only itself', () => {
    const odd = [
      'apiVersion: v1\nkind: constructor\nmetadata: {name: a}\nspec: {template: {spec: {containers: []}}}', 'apiVersion: apps/v1\nkind: toString\nmetadata: {name: a}', 'kind: __proto__\napiVersion: v1\nmetadata: {name: a}',
      'apiVersion: v1\nkind: List\nitems: &a\n- {kind: List, apiVersion: v1, items: *a}', 'null', '- - - a', '5', 'apiVersion: v1\nkind: Service\nmetadata: null', 'apiVersion: v1\nkind: Service\nmetadata: {name: null}\nspec: null',
      'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: b, namespace: shop}\nspec:\n  selector: null\n  endpoints: [null, {port: metrics, relabelings: [null, {action: null}], metricRelabelings: [{action:}]}]',
      'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: c, namespace: shop}\nspec: {groups: [null, {name: x, rules: [null, {alert: null}]}]}',
    ];
    write('all.yaml', `${textOf(WELL)}\n---\n${odd.join('\n---\n')}\n`);
    symlinkSync('somebody@host.123', join(folder, '.#all.yaml'));
    const { status, out, err } = runOn(given);
    expect(err).not.toMatch(/Cannot read|is not a function|call stack|ENOENT/);
    expect(status).toBeLessThan(2);
    expect(out.length).toBeGreaterThan(20);
    expect(err).toContain('.#all.yaml: it is a link to a file that does not exist');
  });
});

test('a file without permission is one line, and the other files are explained', () => {
  write('all.yaml', WELL);
  chmodSync(write('locked.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: a}\n'), 0o000);
  const { status, out, err } = run('explain', folder);
  expect([status, out.includes('ServiceMonitor shop/web')]).toEqual([0, true]);
  // root can read it anyway
  expect(err.split('\n').filter(line => line !== '')).toEqual(process.getuid?.() === 0 ? [] : [expect.stringMatching(/^left out: .*locked\.yaml: EACCES/)]);
});

test('a folder with too many files is rejected while the files are listed', () => {
  for (let at = 0; at < 12; at++) { write(`${at % 3}/${at}.yaml`, ''); }
  expect(() => listFiles([folder], 10)).toThrow('there are more than 10 files: pass a smaller folder');
  expect(listFiles([folder], 12).files).toHaveLength(12);
});

test.each([['ends of documents', '---\n', 100_000], ['brackets', '[', 1 << 24], ['marks of a tag', '!', 1_000_000], ['empty maps', '{},', 1_000_000], ['a stream of maps', '{}', 600_000]])('very many %s are read or rejected, with a short message', (_, piece, count) => {
  write('all.yaml', WELL);
  write('much.yaml', piece.repeat(count));
  const { status, out, err } = run('explain', folder);
  expect([status, out.includes('ServiceMonitor shop/web')]).toEqual([0, true]);
  expect(err.length).toBeLessThan(1_500);
});
