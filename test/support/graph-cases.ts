import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { main } from '../../src/cli';

/** Required and forbidden output of `explain` for a folder. Texts are case-insensitive patterns. */
export interface Expectation {
  readonly why: string;
  readonly kind: string;
  /** Null if either is correct. */
  readonly exit?: number | null;
  readonly mustSay?: readonly string[];
  readonly mustNotSay?: readonly string[];
  readonly maxProblems?: number;
  readonly scraped?: readonly string[];
  readonly notScraped?: readonly string[];
  readonly anywhere?: readonly string[];
  readonly notAnywhere?: readonly string[];
  /** Links that are created next to the files. */
  readonly links?: { readonly [name: string]: string };
}

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const CASES = join(__dirname, '..', 'data', 'graph-cases');

export const caseNames: readonly string[] = readdirSync(CASES).sort();

export function expectationOf(name: string): Expectation {
  return JSON.parse(readFileSync(join(CASES, name, 'expect.json'), 'utf8'));
}

/** The output of the command line for a case. */
export function explained(name: string, links: Expectation['links'] = {}): Said {
  const folder = mkdtempSync(join(tmpdir(), 'graph-case-'));
  try {
    cpSync(join(CASES, name), folder, { recursive: true, filter: path => basename(path) !== 'expect.json' });
    for (const [link, target] of Object.entries(links)) { symlinkSync(target, join(folder, link)); }
    const texts = { out: '', err: '' };
    const status = main(['explain', folder], text => { texts.out += text; }, text => { texts.err += text; });
    return { status, ...texts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines of the sections with a title. Lines with deeper indentation belong to the line before, if lines are joined. */
export function linesOf(text: string, title: string, isJoined: boolean): string[] {
  const lines: string[] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) { isInside = line.startsWith(title); continue; }
    if (!isInside || line.trim() === '' || line.trim() === 'nothing') { continue; }
    if (isJoined && /^ {3}/.test(line) && lines.length > 0) { lines.push(`${lines.pop()} ${line.trim()}`); } else { lines.push(line.trim()); }
  }
  return lines;
}

/** The differences from an expectation. Empty if there are none. */
export function against(expected: Expectation, { status, out, err }: Said): string[] {
  const problems = linesOf(out, 'Problems', true);
  const scraped = linesOf(out, 'Scraped', false);
  const all = `${out}\n${err}`.split('\n');
  const missing = (what: string, lines: readonly string[], patterns: readonly string[] = []) =>
    patterns.filter(pattern => !lines.some(line => new RegExp(pattern, 'i').test(line))).map(pattern => `${what} ${pattern}`);
  const present = (what: string, lines: readonly string[], patterns: readonly string[] = []) =>
    patterns.flatMap(pattern => lines.filter(line => new RegExp(pattern, 'i').test(line)).slice(0, 1)).map(line => `${what} ${line}`);
  const { exit = null, maxProblems = Infinity } = expected;
  return [
    ...exit !== null && status !== exit ? [`ends with ${status}, not ${exit}`] : [],
    ...missing('no problem says', problems, expected.mustSay),
    ...present('a problem says', problems, expected.mustNotSay),
    ...problems.length > maxProblems ? [`${problems.length} problems, more than ${maxProblems}`] : [],
    ...missing('not scraped:', scraped, expected.scraped),
    ...present('scraped:', scraped, expected.notScraped),
    ...missing('nowhere:', all, expected.anywhere),
    ...present('there is', all, expected.notAnywhere),
  ];
}
