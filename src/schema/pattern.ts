import { searchPattern } from '../promql/search-pattern';

/** Longer texts are matched by the RE2 engine, where JavaScript's could take quadratic time. */
const LONG = 1000;

/**
 * A pattern of a CustomResourceDefinition, which Go's RE2 reads, as a test of this program. It matches anywhere in a text. Only what both
 * engines read alike is translated; a unit test compares every pattern of the data with the RE2 engine.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const regex = new RegExp(translated(pattern), 'u');
  return text => text.length > LONG && !pattern.startsWith('^') ? searchPattern(pattern, text) : regex.test(text);
}

/** In RE2 `.` matches anything except a newline, and `\s` is ASCII only. */
const ANY = '[^\\n]';
const SPACE = '\\t\\n\\f\\r ';

/** Escapes with the same meaning in both. */
const ESCAPABLE = /[.*+?^$()[\]{}|\\/dwDWnrtf-]/;

/** Letters with more case variants than upper and lower. */
const FOLDED: Readonly<Record<string, string>> = { k: '\\u212a', s: '\\u017f' };

function translated(pattern: string): string {
  // flag for case-insensitive matching, by open groups
  const ignoresCase = [false];
  let result = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (pattern.startsWith('(?i)', at)) {
      ignoresCase[ignoresCase.length - 1] = true;
      at += 3;
    } else if (char === '[') {
      const end = endOfClass(pattern, at);
      result += classOf(pattern.slice(at + 1, end), ignoresCase.at(-1)!);
      at = end;
    } else if (char === '\\') {
      result += translatedEscape(pattern[++at] ?? '', false);
    } else {
      if (char === '(') { ignoresCase.push(ignoresCase.at(-1)!); }
      if (char === ')') { ignoresCase.pop(); }
      const matched = ignoresCase.at(-1) ? inAnyCase(char) : char;
      result += char === '.' ? ANY : matched;
    }
  }
  return result;
}

function inAnyCase(char: string): string {
  const small = char.toLowerCase();
  return /[a-z]/.test(small) ? `[${small}${small.toUpperCase()}${FOLDED[small] ?? ''}]` : char;
}

function endOfClass(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') { at++; } else if (pattern[at] === ']') { return at; }
  }
  throw new Error('a class without an end is not a pattern');
}

/** A character class. A hyphen that is not a range is literal. */
function classOf(text: string, ignoresCase: boolean): string {
  if (ignoresCase && /[A-Za-z]/.test(text)) { throw new Error(`a class of letters in any case is not supported: [${text}]`); }
  // RE2 takes the bracket for a member
  if (text === '' || text === '^') { throw new Error('a class that begins with "]" is not supported'); }
  return `[${text.match(/\\.|[^\\]-[^\\]|./gs)!.map(partOfClass).join('')}]`;
}

function partOfClass(part: string): string {
  if (part === '-' || part === '[') { return `\\${part}`; }
  return part.startsWith('\\') ? translatedEscape(part[1], true) : part;
}

function translatedEscape(char: string, isInClass: boolean): string {
  if (char === 's') { return isInClass ? SPACE : `[${SPACE}]`; }
  if (!ESCAPABLE.test(char)) { throw new Error(`a pattern with \\${char} is not supported`); }
  return char === '-' && !isInClass ? '-' : `\\${char}`;
}
