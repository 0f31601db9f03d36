import { spawnSync } from 'child_process';
import { join } from 'path';

const { missing } = jest.requireActual<{ missing(machine?: object): string[] }>('./prerequisites.js');
const GOOD = { platform: 'linux', arch: 'x64', uid: 0, has: () => true, goVersion: 'go1.26.8' };

test('a machine that has all requirements is accepted', () => expect(missing(GOOD)).toEqual([]));

test.each<[string, object, string]>([
  ['no Linux', { platform: 'darwin' }, 'needs Linux on x86-64'],
  ['another processor', { arch: 'arm64' }, 'needs Linux on x86-64'],
  ['no root', { uid: 1000 }, 'needs root'],
  ['no Go', { goVersion: '' }, 'there is none'],
  ['an old Go', { goVersion: 'go1.25.3' }, 'this is go1.25.3'],
  ['no pip', { has: (command: string) => command !== 'python3' }, 'apt-get install python3-pip'],
  ['no util-linux', { has: (...words: string[]) => !words.join(' ').includes('nsenter') }, 'apt-get install util-linux'],
])('%s: the error says what is missing and how to get it', (_, machine, text) => {
  const problems = missing({ ...GOOD, ...machine });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(text);
});

test('an unknown level exits with status 1, and never passes', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'run.js'), 'moon'], { encoding: 'utf8' });
  expect([status, stderr.includes('control-plane|node'), stdout.trimEnd().split('\n').pop()]).toEqual([1, true, '0 passed, 1 failed']);
});
