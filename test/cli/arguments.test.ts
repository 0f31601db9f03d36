import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main, run } from '../../src/cli';
import { Options, readOptions } from '../../src/commands/arguments';

const OPTIONS = { 'format': { type: 'string', default: 'text' }, 'fail-on': { type: 'string' }, 'json': { type: 'boolean' }, 'help': { type: 'boolean', short: 'h' } } as const satisfies Options;
const read = (...args: string[]) => readOptions('explain', args, OPTIONS);
const none = { 'format': 'text', 'fail-on': undefined, 'json': false, 'help': false };

describe('arguments', () => {
  test.each([
    [[], none, []],
    [['a', '--json', 'b'], { ...none, json: true }, ['a', 'b']],
    [['--format', 'json', '--fail-on=never', '-'], { ...none, 'format': 'json', 'fail-on': 'never' }, ['-']],
    [['--format='], { ...none, format: '' }, []],
    [['--format=-x', '--fail-on', '-'], { ...none, 'format': '-x', 'fail-on': '-' }, []],
    [['-h'], { ...none, help: true }, []],
    [['--json', '--json'], { ...none, json: true }, []],
    [['--', '--json', '-h', '--'], none, ['--json', '-h', '--']],
    [['a', '--', '-b'], none, ['a', '-b']],
  ])('%j', (args, values, paths) => expect(read(...args)).toEqual({ values, paths }));

  test.each([
    [['--jsn'], 'explain has no option "--jsn": did you mean "--json"?'],
    [['--failon', 'x'], 'explain has no option "--failon": did you mean "--fail-on"?'],
    [['--formatt=json'], 'explain has no option "--formatt": did you mean "--format"?'],
    [['--quiet'], 'explain has no option "--quiet"'],
    [['-x'], 'explain has no option "-x"'],
    [['-hx'], 'explain has no option "-x"'],
    [['--constructor'], 'explain has no option "--constructor"'],
    [['--__proto__=x'], 'explain has no option "--__proto__"'],
    [['--format'], '--format requires a value: write "--format VALUE"'],
    [['--format', '--json'], '--format requires a value, and "--json" follows: write "--format=VALUE"'],
    [['--format', '--', 'x'], '--format requires a value, and "--" follows: write "--format=VALUE"'],
    [['--json=x'], '--json does not accept a value, and has "x": write "--json"'],
    [['--format', 'json', '--format=text'], '--format is set twice, to "json" and "text": set it once'],
  ])('%j is an error', (args, message) => expect(() => read(...args)).toThrow(new Error(message)));

  test('errors are short for any input', () => {
    for (const args of [[`--${'x'.repeat(100_000)}`], [`--json=${'x'.repeat(100_000)}`], ['--format=a', `--format=${'x'.repeat(100_000)}`]]) {
      expect(() => read(...args)).toThrow(/^[^]{1,300}$/);
    }
  });
});

const said = (...args: string[]) => {
  const [out, err]: string[][] = [[], []];
  const print = (to: string[]) => (text: string) => void to.push(text);
  const withText = (status: number) => ({ status, out: out.join(''), err: err.join('') });
  const status = run(args, print(out), print(err), { readInput: () => ({ text: '' }) });
  return typeof status === 'number' ? withText(status) : status.then(withText);
};

describe.each(['explain', 'diff', 'verify', 'migrate', 'rules'])('every command has the same options for help: %s', command => {
  test.each(['-h', '--help'])('%s prints its help on stdout', async option => {
    expect(await said(command, option)).toEqual({ status: 0, err: '', out: expect.stringMatching(new RegExp(`^Usage: cdk8s-prometheus ${command} [^]*-h, --help [^]*\n  -- [^]*\nExit status: 0 [^]*; 2 usage`)) });
    expect(await said(command, 'path', option, '--format')).toMatchObject({ status: 2 });
  });

  test('an unknown option is named, with a pointer to the help', async () => {
    expect(await said(command, '--colour', 'x')).toEqual({ status: 2, out: '', err: `${command} has no option "--colour"\n"cdk8s-prometheus ${command} --help" shows the options\n` });
  });

  test('names of files and values cannot write to the terminal, and the message is short', async () => {
    const odd = `a\u001b[2J\nforged\u202e${'x'.repeat(100_000)}`;
    for (const args of [[`--${odd}`, 'x'], ['--namespace', odd, 'x', 'y'], ['--format', odd, '--prometheus', 'http://a', 'x', 'y'], ['--', odd, odd], ['--targets', odd, '--', odd]]) {
      const { status, out, err } = await said(command, ...args);
      expect([status, out]).toEqual([2, '']);
      // eslint-disable-next-line no-control-regex
      expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^forged/m);
      expect(err.length).toBeLessThan(1_500);
    }
  });
});

test.each(['explain', 'diff', 'verify', 'migrate'])('%s without arguments reports what is missing', async command => {
  expect(await said(command)).toEqual({ status: 2, out: '', err: expect.stringMatching(new RegExp(`^${command} requires .*\n"cdk8s-prometheus ${command} --help" shows the options\n$`)) });
});

describe('without a command', () => {
  test.each(['-h', '--help'])('%s is the list of commands', async option => {
    expect(await said(option)).toEqual({ status: 0, err: '', out: expect.stringMatching(/^Usage: cdk8s-prometheus explain [^]*\n {2}explain {5}[^]*\n {2}diff [^]*\n {2}verify [^]*\n {2}migrate /) });
  });

  test('no arguments at all are a usage error', async () => expect(await said()).toEqual({ status: 2, out: '', err: expect.stringMatching(/^Usage: /) }));
  test('--version', async () => expect(await said('--version')).toEqual({ status: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) }));

  test.each([
    ['explan', 'unknown command "explan": did you mean "explain"?'],
    ['verfy', 'unknown command "verfy": did you mean "verify"?'],
    ['synth', 'unknown command "synth"'],
    ['constructor', 'unknown command "constructor"'],
    ['--json', 'unknown option "--json"'],
    ['--versio', 'unknown option "--versio": did you mean "--version"?'],
  ])('%s', async (first, message) => {
    expect(await said(first, 'x')).toEqual({ status: 2, out: '', err: `${message}\n"cdk8s-prometheus --help" shows the commands\n` });
  });
});

test('the error for an unreadable file is one short line, whatever the file contains', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  try {
    writeFileSync(join(folder, 'a.yaml'), `a: !${'!'.repeat(1_000_000)} b\n`);
    const err: string[] = [];
    expect(main(['explain', folder], () => undefined, text => void err.push(text))).toBe(2);
    expect(err.join('')).toMatch(/a\.yaml: line 1, column 4/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
