import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { main } from '../../src/cli';
import { CHANGE_KINDS } from '../../src/diff/change';
import { CASES } from '../diff/cases';
import { changed, CLUSTER, without } from '../diff/worlds';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cli-diff-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const runWith = (input: string, ...args: string[]) => {
  const said = { out: '', err: '' };
  const code = main(['diff', ...args], text => { said.out += text; }, text => { said.err += text; }, { readInput: () => ({ text: input }) });
  return { code, ...said };
};
const run = (...args: string[]) => runWith('', ...args);

const LESS_RETENTION = changed(['retention: 30d', 'retention: 10d']);

describe('two folders', () => {
  test('losses come first, with their kind and its meaning', () => {
    const [old, now] = [write('old/all.yaml', CLUSTER), write('new/all.yaml', changed(['retention: 30d', 'retention: 10d'], ['example/web:2.1.0', 'example/web:2.2.0']))];
    expect(run(old, now)).toEqual({
      code: 0,
      err: '',
      out: [
        'Data that is lost [data-loss]',
        '  Samples, silences or objects are deleted, or are no longer read.',
        '  - Prometheus monitoring/main: retention 30d becomes 10d: older data is deleted',
        '',
        'Images [image]',
        '  The pods pull other images.',
        '  - example/web: 2.1.0 becomes 2.2.0',
        '',
        '1 data-loss, 1 image',
        '',
      ].join('\n'),
    });
  });

  test('the same in other files, order and text is not a change', () => {
    write('old/all.yaml', CLUSTER);
    CLUSTER.split('---\n').reverse().forEach((text, at) => write(`new/${at}.yaml`, text));
    expect(run(join(folder, 'old'), join(folder, 'new'))).toMatchObject({ code: 0, out: 'no change\n' });
  });

  test('the same change in several clusters is reported once, with their names', () => {
    for (const cluster of ['eu', 'us']) {
      write(`old/${cluster}/all.yaml`, CLUSTER);
      write(`new/${cluster}/all.yaml`, LESS_RETENTION);
    }
    const { out } = run(join(folder, 'old'), join(folder, 'new'));
    expect(out.match(/retention 30d/g)).toHaveLength(1);
    expect(out).toMatch(/^# eu, us\n/);
  });

  test('secrets in URLs are masked', () => {
    const [old, now] = [write('old.yaml', CLUSTER), write('new.yaml', changed(['{ cluster: eu }', "{ cluster: 'https://user:hunter2@host/' }"]))];
    for (const format of ['text', 'markdown', 'json', 'sarif']) {
      const { out } = run('--format', format, old, now);
      expect(out).toMatch(/user:(?:\*|\\\*){3}(?:@|&#64;)host/);
      expect(out).not.toContain('hunter2');
    }
  });

  test('standard input can be one side', () => {
    const now = write('new.yaml', LESS_RETENTION);
    expect(runWith(CLUSTER, '-', now).out).toContain('1 data-loss\n');
    expect(run('-', '-')).toMatchObject({ code: 2, err: expect.stringMatching(/^standard input can be the old or the new manifests, not both\n"cdk8s-prometheus diff --help"/) });
  });
});

describe('the exit status', () => {
  test.each([
    ['', 0], ['lost-alert', 0], ['data-loss', 1], ['lost-alert,data-loss', 1], ['loss', 1], ['downgrade', 0],
  ])('--fail-on %j', (failOn, code) => {
    const [old, now] = [write('old.yaml', CLUSTER), write('new.yaml', LESS_RETENTION)];
    expect(run('--fail-on', failOn, old, now).code).toBe(code);
  });

  describe.each(CHANGE_KINDS)('--fail-on %s', kind => {
    const { after, changes, scale } = CASES.find(each => each.changes.some(line => line.startsWith(`${kind}:`)))!;
    const size = scale ? ['--nodes', String(scale.nodes), '--pods', String(scale.pods)] : [];
    const statusOf = (failOn: readonly string[]) => run(...size, '--fail-on', failOn.join(), write('old.yaml', CLUSTER), write('new.yaml', after)).code;

    test('is 1 if there is a change of these kinds', () => expect(statusOf([kind])).toBe(1));

    test('is 0 if all changes are of other kinds', () => {
      expect(statusOf(CHANGE_KINDS.filter(each => !changes.some(line => line.startsWith(`${each}:`))))).toBe(0);
    });
  });

  test('"loss" means the kinds of the first weight in the table of the page', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'how-to', 'diff.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (loss|risk|info) \| /gm)].map(([, kind, weight]) => ({ kind, weight }));
    expect(rows.map(({ kind }) => kind)).toEqual(CHANGE_KINDS);
    for (const { kind, weight } of rows) {
      const { after, changes, scale } = CASES.find(each => each.changes.every(line => line.startsWith(`${kind}:`))) ?? {};
      if (after === undefined || changes!.length === 0 || scale) { continue; }
      expect([kind, run('--fail-on', 'loss', write('old.yaml', CLUSTER), write('new.yaml', after)).code]).toEqual([kind, weight === 'loss' ? 1 : 0]);
    }
  });

  test.each([
    [['--fail-on', 'lost-targets'], /^unknown kind of change "lost-targets": did you mean "lost-target"\?\n/],
    [['--format', 'xml'], /^--format is "xml": use one of text, markdown, json, sarif\n/],
    [['--pods', '3'], /^--pods requires --nodes\n/],
    [['--nodes', 'many'], /^--nodes is "many": use a number from 1 to 9999999\n/],
    [['--problems'], /^diff has no option "--problems"\n/],
  ])('%j is a usage error', (args, message) => {
    const [old, now] = [write('old.yaml', CLUSTER), write('new.yaml', CLUSTER)];
    expect(run(...args, old, now)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  test('2 if a path does not exist, or contains no manifest', () => {
    const old = write('old.yaml', CLUSTER);
    expect(run(old, join(folder, 'nowhere'))).toMatchObject({ code: 2, err: expect.stringContaining('nowhere') });
    expect(run(write('a.yaml', 'a: 1'), write('b.yaml', 'b: 1'))).toMatchObject({ code: 2, err: 'the input contains no manifest\n' });
    expect(run(old)).toMatchObject({ code: 2, err: expect.stringMatching(/^diff requires two paths, OLD and NEW, and got 1\n/) });
  });

  test('--help documents all of it', () => {
    expect(run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Kinds: rejected-update, data-loss, lost-target') });
  });
});

describe('--git', () => {
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@localhost', ...args], { cwd: folder, encoding: 'utf8' });
  const here = process.cwd();
  beforeEach(() => {
    git('init', '--quiet');
    write('dist/all.yaml', CLUSTER);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    process.chdir(folder);
  });
  afterEach(() => process.chdir(here));

  test('the old manifests are those of the revision, at the same paths', () => {
    write('dist/all.yaml', LESS_RETENTION);
    expect(run('--git', 'HEAD', '--', 'dist/')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('retention 30d becomes 10d') });
    expect(run('--git', 'HEAD', '--', 'dist/all.yaml').out).toContain('retention 30d becomes 10d');
    expect(run('--git', 'HEAD', '--', '.').out).toContain('retention 30d becomes 10d');
  });

  test('from a folder below the root, too', () => {
    write('dist/all.yaml', LESS_RETENTION);
    process.chdir(join(folder, 'dist'));
    expect(run('--git', 'HEAD', '--', '.').out).toContain('retention 30d becomes 10d');
  });

  test('a path that the revision does not have is new', () => {
    write('more/all.yaml', without('Prometheus', 'main'));
    expect(run('--git', 'HEAD', '--', 'more').out).toContain('2 new-alert');
  });

  test('a revision that does not exist, and one that looks like an option, is an error', () => {
    expect(run('--git', 'nowhere', '--', 'dist')).toMatchObject({ code: 2, out: '', err: 'Git revision "nowhere" does not exist\n' });
    expect(run('--git=--help', '--', 'dist')).toMatchObject({ code: 2, out: '', err: 'Git revision "--help" does not exist\n' });
    expect(run('--git', 'HEAD')).toMatchObject({ code: 2, err: expect.stringMatching(/^--git requires the paths to compare: "--git main -- dist\/"\n/) });
  });
});
