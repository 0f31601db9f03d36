import type * as Yaml from 'yaml';
import { optionsOf } from './kubernetes-yaml';
import { lexemesOf } from './lexemes';
import { Reader } from './reader';

/** Loaded on first use, so that programs without YAML input start faster. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const yaml = (): typeof Yaml => require('yaml');

/** Deeper than any manifest. Parsers recurse: thousands of YAML levels do not only fail, they crash the process. */
const DEEPEST = 250;

/**
 * Tokens of a text: keys, values, dashes, spaces, line ends. 16 MiB of manifests have about 3 million. 16 MiB of dashes have 24 million,
 * and their values take gigabytes.
 */
const MOST_LEXEMES = 5_000_000;

/** The position at which a text exceeds the limits. */
export abstract class TooMuch extends Error {
  protected constructor(why: string, public readonly offset: number) { super(why); }
}

export class TooDeep extends TooMuch {
  public constructor(offset: number) { super(`it is nested deeper than ${DEEPEST}`, offset); }
}

export class TooMany extends TooMuch {
  public constructor(offset: number) { super('it has too many values for one file: split it', offset); }
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The documents of a text with their errors, and a lookup of the line of an offset. */
export interface Composed {
  readonly documents: readonly Yaml.Document[];
  readonly lineAt: (offset: number) => Place;
}

/** @throws TooMuch */
export function compose(text: string, reader: Reader, most = MOST_LEXEMES): Composed {
  const { Composer, LineCounter } = yaml();
  const lineCounter = new LineCounter();
  // uniqueKeys takes quadratic time, too much for hostile input
  const documents = [...new Composer({ ...optionsOf(reader), uniqueKeys: false, logLevel: 'silent' }).compose(tokensOf(
    text, lineCounter, most,
  ))];
  const lineAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  return { documents, lineAt };
}

/** The tokens of each document, read without recursion. */
function* tokensOf(text: string, { addNewLine }: Yaml.LineCounter, most: number): Generator<Yaml.CST.Token> {
  const { Lexer, Parser } = yaml();
  const parser = new Parser(addNewLine);
  const state = parser as unknown as { readonly stack: readonly unknown[]; readonly offset: number };
  let count = 0;
  addNewLine(0);
  for (const lexeme of lexemesOf(text, new Lexer())) {
    yield* parser.next(lexeme);
    if (++count > most) { throw new TooMany(state.offset); }
    if (state.stack.length > DEEPEST) { throw new TooDeep(state.offset); }
  }
  yield* parser.end();
}

/** Where JSON is nested too deeply, checked before parsing. */
export function tooDeepFrom(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // a text, to its end
        at = endOfText(text, at);
        break;
      case 0x5b: case 0x7b:
        if (++depth > DEEPEST) { return at; }
        break;
      case 0x5d: case 0x7d:
        depth--;
        break;
    }
  }
  return undefined;
}

/** One value of a stream of JSON, and the line at which it begins. */
export interface JsonText {
  readonly text: string;
  readonly line: number;
}

/** More values than any real stream of objects has. */
const MOST_VALUES = 500_000;

/**
 * The values of a stream of JSON, one after another, as text; none if something else stands between them. The last may be incomplete.
 * @throws TooMany
 */
export function jsonTexts(text: string, most = MOST_VALUES): JsonText[] {
  const values: JsonText[] = [];
  let [depth, start, line, startLine] = [0, 0, 1, 1];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x0a: line++; break;
      case 0x20: case 0x09: case 0x0d: break;
      case 0x22: {
        if (depth === 0) { return []; }
        at = endOfText(text, at);
        break;
      }
      case 0x5b: case 0x7b:
        if (depth++ === 0) { [start, startLine] = [at, line]; }
        break;
      case 0x5d: case 0x7d:
        if (--depth === 0) { values.push({ text: text.slice(start, at + 1), line: startLine }); }
        if (depth < 0) { return []; }
        if (values.length > most) { throw new TooMany(start); }
        break;
      default:
        if (depth === 0) { return []; }
    }
  }
  if (depth > 0) { values.push({ text: text.slice(start), line: startLine }); }
  return values;
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) { at += text.charCodeAt(at) === 0x5c ? 2 : 1; }
  return at;
}

export function lineAndColumn(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The first error. At the same position, the most specific one (a cut-off file is also badly indented). */
export function clearest(errors: readonly Yaml.YAMLParseError[]): Yaml.YAMLParseError | undefined {
  return errors.find(({ code, pos }) => pos[0] === errors[0].pos[0] && code !== 'BAD_INDENT') ?? errors[0];
}

/** Longer than any message of a parser, unless it repeats its input. */
const LONGEST = 300;

export function firstLine(message: string): string {
  const line = message.split('\n', 1)[0].replace(/ at line \d+, column \d+:?$/, '');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
