import { ConstructName } from './constructs';
import { sumOfUnits } from '../values/durations';
import { matchAt } from '../values/texts';

/** Type of a token. An operator or a bracket is its own type. */
export type TokenType = 'name' | 'metric' | 'number' | 'duration' | 'string' | 'end' | Sign;

/** A token of an expression. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Its features that some versions do not support. */
  readonly uses?: ConstructName;
}

/** The tokens of a text, without comments, or the position and reason of an error. */
export type ReadTokens = { readonly tokens: readonly Token[] } | { readonly at: number; readonly why: string };

const SIGNS = [
  '==', '!=', '<=', '>=', '</', '>/', '=~', '!~', '<', '>', '=', '+', '-', '*', '/', '%', '^', '(', ')', '{', '}', '[', ']', ',', ':', '@',
] as const;
type Sign = typeof SIGNS[number];
const SIGN = new RegExp(SIGNS.map(sign => sign.replace(/[^\w]/g, '\\$&')).join('|'), 'y');

const SPACE = /[ \t\r\n]+/y;
const COMMENT = /#[^\r\n]*/y;
/** Unicode letters and dots: requires a feature flag. */
const NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const WIDE_NAME = /[a-zA-Z_\p{L}][a-zA-Z0-9_.\p{L}]*/yu;
const METRIC = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const WIDE_METRIC = /[a-zA-Z_:\p{L}][a-zA-Z0-9_:.\p{L}]*/yu;
const HEX = /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![\w.])/y;
const NUMBER = /(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?(?![\w.])/y;
const DURATION = /(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?(?!\w)/y;
const RAW = /`[^`]*`/y;
/** The escapes of Go, plus the quote character of the string. */
const CODE_POINT = String.raw`(?:u|U0000)(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4}`;
const ESCAPE = String.raw`\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|${CODE_POINT})`;
const DOUBLE = new RegExp(String.raw`"(?:[^"\\\n]|${ESCAPE}|\\")*"`, 'y');
const SINGLE = new RegExp(String.raw`'(?:[^'\\\n]|${ESCAPE}|\\')*'`, 'y');

/** Tokenizes an expression like Prometheus: the result depends on the open brackets. Never throws. */
export function readTokens(text: string): ReadTokens {
  const tokens: Token[] = [];
  let isInBraces = false;
  let isInBrackets = false;
  /** After `[`, until there is a number: no comment is allowed there. */
  let isBeforeNumber = false;
  for (let at = 0; at < text.length;) {
    const space = (matchAt(SPACE, text, at) ?? (isBeforeNumber ? undefined : matchAt(COMMENT, text, at)))?.length;
    if (space !== undefined) { at += space; continue; }
    const token = isInBraces ? inBraces(text, at) : outside(text, at, isInBrackets);
    if ('why' in token) { return token; }
    switch (token.type) {
      case '{': isInBraces = true; break;
      case '}': isInBraces = false; break;
      case '[':
        if (isInBrackets) { return unexpected(text, at); }
        isInBrackets = true;
        isBeforeNumber = true;
        break;
      case ']': isInBrackets = false; isBeforeNumber = false; break;
      case 'number': case 'duration': isBeforeNumber = false; break;
    }
    tokens.push(token.type === ':' && isBeforeNumber ? { ...token, uses: 'calculatedSubquery' } : token);
    at = token.to;
  }
  return { tokens: [...tokens, { type: 'end', text: '', from: text.length, to: text.length }] };
}

type ReadToken = Token | { readonly at: number; readonly why: string };

function inBraces(text: string, at: number): ReadToken {
  return nameAt(text, at, NAME, WIDE_NAME) ?? stringAt(text, at) ?? signAt(text, at);
}

function outside(text: string, at: number, isInBrackets: boolean): ReadToken {
  if (/[0-9]/.test(text[at]) || (text[at] === '.' && /[0-9]/.test(text[at + 1] ?? ''))) { return numberAt(text, at); }
  // in brackets, ":" precedes the step of a subquery
  if (isInBrackets) { return nameAt(text, at, NAME, NAME) ?? signAt(text, at); }
  const name = nameAt(text, at, METRIC, WIDE_METRIC);
  if (name) { return SPECIAL_NUMBER.test(name.text) ? { ...name, type: 'number' } : name; }
  return stringAt(text, at) ?? signAt(text, at);
}

const SPECIAL_NUMBER = /^(?:inf|nan)$/i;

function nameAt(text: string, at: number, narrow: RegExp, wide: RegExp): Token | undefined {
  const name = matchAt(wide, text, at);
  if (name === undefined) { return undefined; }
  const type = name.includes(':') ? 'metric' : 'name';
  return { type, text: name, from: at, to: at + name.length, ...matchAt(narrow, text, at) !== name && { uses: 'unquotedNames' } };
}

function numberAt(text: string, at: number): ReadToken {
  const number = matchAt(HEX, text, at) ?? matchAt(NUMBER, text, at);
  if (number !== undefined) {
    const value = Number(number.replace(/_/g, ''));
    if (!Number.isFinite(value)) { return { at, why: `the number ${number} is too large` }; }
    return { type: 'number', text: number, from: at, to: at + number.length, ...number.includes('_') && { uses: 'underscores' } };
  }
  const duration = matchAt(DURATION, text, at);
  if (!duration) { return { at, why: `${JSON.stringify(wordAt(text, at))} is neither a number nor a duration such as 1h30m` }; }
  const seconds = secondsOf(duration);
  if (seconds > LONGEST_DURATION) { return { at, why: `the duration ${duration} is longer than 292 years` }; }
  return { type: 'duration', text: duration, from: at, to: at + duration.length, ...seconds === 0 && { uses: 'zeroDuration' } };
}

/** Durations like in Go: nanoseconds in 64 bits. */
export const LONGEST_DURATION = 2 ** 63 / 1e9;

/** The length of `1h30m`, or the value of a number, also hexadecimal. */
export function secondsOf(text: string): number {
  if (SPECIAL_NUMBER.test(text)) { return /^i/i.test(text) ? Infinity : NaN; }
  if (!/^\d+[ywdhms]/.test(text)) { return Number(text.replace(/_/g, '')); }
  return sumOfUnits(text) / 1000;
}

const QUOTED: ReadonlyMap<string, RegExp> = new Map([['"', DOUBLE], ['\'', SINGLE], ['`', RAW]]);

function stringAt(text: string, at: number): ReadToken | undefined {
  const pattern = QUOTED.get(text[at]);
  if (pattern === undefined) { return undefined; }
  const found = matchAt(pattern, text, at);
  if (found !== undefined) { return { type: 'string', text: found, from: at, to: at + found.length }; }
  return { at, why: `the quoted string at character ${at + 1} is not closed on its line, or has an unknown escape sequence` };
}

function signAt(text: string, at: number): ReadToken {
  const sign = matchAt(SIGN, text, at) as Sign | undefined;
  if (sign === undefined) { return unexpected(text, at); }
  return { type: sign, text: sign, from: at, to: at + sign.length, ...(sign === '</' || sign === '>/') && { uses: 'trim' } };
}

function unexpected(text: string, at: number): { readonly at: number; readonly why: string } {
  return { at, why: `${JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))} is not expected at character ${at + 1}` };
}

function wordAt(text: string, at: number): string {
  return /^[\w.]{1,30}/.exec(text.slice(at, at + 30))?.[0] ?? text[at];
}
