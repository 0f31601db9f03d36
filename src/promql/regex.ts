import type { RE2JS } from 're2js';
import { engine } from './engine';
import { Remembered } from './remembered';

/** Groups of a match: the whole, numbered and named groups. */
export interface PatternGroups {
  readonly list: readonly string[];
  readonly byName: { readonly [name: string]: string };
}

export interface Pattern {
  readonly matches: (text: string) => boolean;
  /** Undefined if the text does not match as a whole. */
  readonly groups: (text: string) => PatternGroups | undefined;
}

/**
 * A compiled pattern; why it is invalid; or neither, if it is too large to compile here. Prometheus has no such limit, so this is not an
 * error.
 */
export type ReadPattern = Pattern | { readonly why: string } | typeof TOO_LARGE;

const TOO_LARGE = { isTooLarge: true } as const;

/** Pattern size that takes about a quarter of a second to compile: 100,000 characters after expanding repetitions. */
const LARGEST = 100_000;

const compiled = new Remembered<ReadPattern>(10_000);

/**
 * Patterns that need no regex engine, such as most of those that operators write: alternatives before a literal, `(a|b);true`, and a
 * literal before anything, `Pod;(.*)`.
 */
const TEXTS = /^(?:\(([\w;:/|-]+)\))?([\w;:/-]*)$/;
const BEFORE_ANYTHING = /^([\w;:/-]*)\((\.[*+])\)$/;

/**
 * A pattern as in Prometheus: anchored, `.` also matches a newline, RE2 syntax, so that matching takes linear time. Or the reason why it is
 * invalid. Never throws.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): ReadPattern {
  return compiled.of(pattern, text => patternSize(text) > LARGEST ? TOO_LARGE : plain(text) ?? byEngine(text));
}

/**
 * Literals, `.`, escaped characters, alternatives and groups, each repeated at most once: RE2 accepts them if the parentheses match. This
 * avoids loading the engine, which takes long.
 */
const COMMON = /^(?:[\w:;,=@\/ -]|\.|\\[.dwsDWS\/-]|\||\((?:\?:)?|(?<=[\w.)])[*+?](?![*+?])|\))*$/;

function isCommon(pattern: string): boolean {
  if (pattern.length > 500 || !COMMON.test(pattern)) { return false; }
  let depth = 0;
  for (const [mark] of pattern.matchAll(/\\.|[()]/g)) {
    if (mark === '(') { depth++; }
    if (mark === ')' && --depth < 0) { return false; }
  }
  return depth === 0;
}

/** Why Prometheus rejects a pattern. Undefined if it accepts it, or if that is unknown. */
export function whyNoPattern(pattern: string): string | undefined {
  if (isCommon(pattern)) { return undefined; }
  const read = readPattern(pattern);
  return 'why' in read ? read.why : undefined;
}

/** Approximate size of the compiled program: `(ab){100}` is 200. */
function patternSize(pattern: string): number {
  if (pattern.length > LARGEST) { return pattern.length; }
  const outer: number[] = [];
  let size = 0;
  let last = 0; // size of the operand of a repetition
  for (const [piece] of pattern.matchAll(PIECES)) {
    if (piece === '(') { outer.push(size); size = 0; last = 0; continue; }
    if (piece === ')') { last = size; size += outer.pop() ?? 0; continue; }
    const times = /^\{(\d+),?(\d*)\}$/.exec(piece);
    if (times) {
      const more = last * (Math.max(Number(times[1]), Number(times[2])) - 1);
      size += more;
      last += more;
      continue;
    }
    last = piece.startsWith('\\p') || piece.startsWith('\\P') ? CLASS_OF_UNICODE : piece.length;
    size += last;
  }
  return size + outer.reduce((sum, each) => sum + each, 0);
}

const PIECES = /\\[pP](?:\{[^}]*\}|.)|\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|./gs;
const CLASS_OF_UNICODE = 10;

function plain(pattern: string): Pattern | undefined {
  const [, before, anything] = BEFORE_ANYTHING.exec(pattern) ?? [];
  if (before !== undefined) {
    const least = before.length + (anything === '.*' ? 0 : 1);
    return of(text => text.length >= least && text.startsWith(before) ? [text, text.slice(before.length)] : undefined);
  }
  const [, texts, after] = TEXTS.exec(pattern) ?? [];
  if (after === undefined) { return undefined; }
  const wholes = new Map((texts ?? '').split('|')
    .map(text => [`${text}${after}`, texts === undefined ? [after] : [`${text}${after}`, text]]));
  return of(text => wholes.get(text));
}

function of(find: (text: string) => readonly string[] | undefined): Pattern {
  return {
    matches: text => find(text) !== undefined,
    groups: text => {
      const list = find(text);
      return list && { list, byName: {} };
    },
  };
}

function byEngine(pattern: string): ReadPattern {
  try {
    const regex = engine().compile(pattern, engine().DOTALL);
    return { matches: text => regex.matches(text), groups: text => groupsOf(regex, text) };
  } catch (error) {
    if (error instanceof RangeError) { return TOO_LARGE; } // stack overflow
    // this library added the flag
    return { why: String((error as Error).message).replace('error parsing regexp: ', '').replace('`(?s)', '`') };
  }
}

function groupsOf(regex: RE2JS, text: string): PatternGroups | undefined {
  const matcher = regex.matcher(text);
  if (!matcher.matches()) { return undefined; }
  const list = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '');
  return { list, byName: Object.fromEntries(Object.entries(regex.namedGroups()).map(([name, at]) => [name, list[at]])) };
}
