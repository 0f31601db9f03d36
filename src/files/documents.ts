import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import type * as Yaml from 'yaml';
import { optionsOf, Reader } from './kubernetes-yaml';

/** Loaded when it is needed: a program that reads no YAML is not slower for it. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const yaml = (): typeof Yaml => require('yaml');

/** JSON of 10,000 real nodes with all their images and labels is about 100 MiB. */
export const MAX_JSON_BYTES = 128 * 1024 * 1024;
/** YAML takes about 100 times as long to read. */
export const MAX_YAML_BYTES = 16 * 1024 * 1024;

/** Deeper than any manifest. Who reads one does so by recursion; some thousand levels of YAML do not only fail, they end the whole program. */
const DEEPEST = 250;
const TOO_DEEP = `it is nested deeper than ${DEEPEST}`;

/** Why a file has no documents. */
export type FileProblem =
  | { readonly kind: 'unreadable'; readonly why: string; readonly resolved: string }
  | { readonly kind: 'too-large'; readonly mebibytes: number; readonly limit: number }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'syntax'; readonly line: number; readonly column: number; readonly why: string };

/** All documents of a file, never a part of them; or why there are none. */
export type ReadDocuments = {
  readonly documents: readonly unknown[];
  /** The line at which each document begins, after `---` and comments. */
  readonly lines: readonly number[];
} | { readonly problem: FileProblem };

/** Documents by their texts. Folders of many clusters have the same ones again and again: each is read once, and all have the same value. */
export type KnownDocuments = Map<string, unknown>;

/** Reads JSON, or YAML of one or several documents. Total: it never throws. */
export function readDocuments(path: string, reader: Reader = 'yaml', known?: KnownDocuments): ReadDocuments {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) { return { problem: { kind: 'unreadable', why: 'it is not a regular file', resolved: resolve(path) } }; }
    if (stat.size > MAX_JSON_BYTES) { return tooLarge(stat.size, MAX_JSON_BYTES); }
    bytes = readFileSync(path);
  } catch (error) {
    return { problem: { kind: 'unreadable', why: reasonOf(error), resolved: resolve(path) } };
  }
  const text = decode(bytes);
  return text === undefined ? { problem: { kind: 'not-text' } } : parseDocuments(text, reader, known);
}

export function parseDocuments(text: string, reader: Reader = 'yaml', known?: KnownDocuments): ReadDocuments {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { problem: { kind: 'empty' } }; }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const deep = tooDeepFrom(text);
    if (deep !== undefined) { return { problem: { kind: 'syntax', ...placeOf(text, deep), why: TOO_DEEP } }; }
    try {
      return { documents: [JSON.parse(text)], lines: [1] };
    } catch {
      // not JSON: either YAML in flow style or broken, and the YAML reader can say where
    }
  }
  return (known && parseParts(text, reader, known)) ?? parseYaml(text, reader);
}

/** A problem in words, for those who have no more to say of it. */
export function inWords(problem: FileProblem): string {
  switch (problem.kind) {
    case 'unreadable': return `${problem.why} (looked at ${problem.resolved})`;
    case 'too-large': return `it has ${problem.mebibytes} MiB, more than ${problem.limit}`;
    case 'not-text': return 'it is no text in UTF-8';
    case 'empty': return 'it is empty';
    case 'syntax': return `line ${problem.line}, column ${problem.column}: ${problem.why}`;
  }
}

/** What changes how a text is divided: directives, ends of documents, a byte order mark. */
const UNUSUAL = /^(?:%|\.\.\.|\ufeff)/m;
/** YAML allows this at the beginning of a line only between documents, not even in a quoted text. */
const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;

/** Reads each document by itself, and only those that are not known. Undefined if one cannot be read: the whole text tells why, and where. */
function parseParts(text: string, reader: Reader, known: KnownDocuments): ReadDocuments | undefined {
  if (text.length > MAX_YAML_BYTES || UNUSUAL.test(text)) { return undefined; }
  const starts = [...new Set([0, ...[...text.matchAll(SEPARATOR)].map(({ index }) => index)])];
  const documents: unknown[] = [];
  const lines: number[] = [];
  let line = 1;
  for (const [at, start] of starts.entries()) {
    const part = text.slice(start, starts[at + 1]);
    if (!known.has(part)) {
      const read = parseYaml(part, reader);
      if ('problem' in read && read.problem.kind !== 'empty') { return undefined; }
      known.set(part, 'documents' in read ? read.documents[0] : undefined);
    }
    const value = known.get(part);
    if (value !== undefined) {
      documents.push(value);
      lines.push(line + linesBefore(part));
    }
    line += countOf(part);
  }
  return documents.length > 0 ? { documents, lines } : { problem: { kind: 'empty' } };
}

/** Lines of a document before its content: the separator, comments, empty lines. */
function linesBefore(part: string): number {
  return countOf(/^(?:---)?[ \t]*(?:(?:#.*)?\r?\n[ \t]*)*/.exec(part)![0]);
}

function countOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { count++; }
  return count;
}

function parseYaml(text: string, reader: Reader): ReadDocuments {
  if (text.length > MAX_YAML_BYTES) { return tooLarge(text.length, MAX_YAML_BYTES); }
  try {
    const { Composer, LineCounter } = yaml();
    const lineCounter = new LineCounter();
    // uniqueKeys costs the square of a map's size, which is too much for hostile input
    const documents = [...new Composer({ ...optionsOf(reader), uniqueKeys: false, logLevel: 'silent' }).compose(tokensOf(text, lineCounter))];
    const error = clearest(documents.flatMap(document => document.errors));
    if (error) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return { problem: { kind: 'syntax', line, column: col, why: firstLine(error.message) } };
    }
    const values = documents.map(document => ({ value: document.toJS() as unknown, line: lineCounter.linePos(document.contents?.range?.[0] ?? 0).line }))
      .filter(({ value }) => value !== null && value !== undefined);
    return values.length > 0 ? { documents: values.map(({ value }) => value), lines: values.map(({ line }) => line) } : { problem: { kind: 'empty' } };
  } catch (error) {
    if (error instanceof TooDeep) { return { problem: { kind: 'syntax', ...placeOf(text, error.offset), why: TOO_DEEP } }; }
    // too many aliases
    return { problem: { kind: 'syntax', line: 1, column: 1, why: firstLine(reasonOf(error)) } };
  }
}

class TooDeep extends Error {
  public constructor(public readonly offset: number) { super(TOO_DEEP); }
}

/** The syntax of each document, read without recursion. */
function* tokensOf(text: string, { addNewLine }: Yaml.LineCounter): Generator<Yaml.CST.Token> {
  const { Lexer, Parser } = yaml();
  const parser = new Parser(addNewLine);
  addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if ((parser as unknown as { readonly stack: readonly unknown[] }).stack.length > DEEPEST) { throw new TooDeep((parser as unknown as { readonly offset: number }).offset); }
  }
  yield* parser.end();
}

/** Where JSON is too deep, before it is read. */
function tooDeepFrom(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // a text, to its end
        for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) { if (text.charCodeAt(at) === 0x5c) { at++; } }
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

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The first error; of several at one place, the one that says most (a cut-off file is badly indented, too). */
function clearest(errors: readonly Yaml.YAMLParseError[]): Yaml.YAMLParseError | undefined {
  return errors.find(({ code, pos }) => pos[0] === errors[0].pos[0] && code !== 'BAD_INDENT') ?? errors[0];
}

/** UTF-8, or UTF-16 with a byte order mark, which is what `>` writes in Windows PowerShell. */
function decode(bytes: Buffer): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function tooLarge(bytes: number, limit: number): ReadDocuments {
  return { problem: { kind: 'too-large', mebibytes: Math.ceil(bytes / 1024 / 1024), limit: limit / 1024 / 1024 } };
}

function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') { return 'there is no such file'; }
  return error instanceof Error ? error.message : String(error);
}
