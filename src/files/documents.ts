import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import type * as Yaml from 'yaml';

/** Loaded when it is needed: a program that reads no YAML is not slower for it. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const yaml = (): typeof Yaml => require('yaml');

/** JSON of 10,000 real nodes with all their images and labels is about 100 MiB. */
export const MAX_JSON_BYTES = 128 * 1024 * 1024;
/** YAML takes about 100 times as long to read. */
export const MAX_YAML_BYTES = 16 * 1024 * 1024;

/** Why a file has no documents. */
export type FileProblem =
  | { readonly kind: 'unreadable'; readonly why: string; readonly resolved: string }
  | { readonly kind: 'too-large'; readonly mebibytes: number; readonly limit: number }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'syntax'; readonly line: number; readonly column: number; readonly why: string };

/** All documents of a file, never a part of them; or why there are none. */
export type ReadDocuments = { readonly documents: readonly unknown[] } | { readonly problem: FileProblem };

/** Reads JSON, or YAML of one or several documents. Total: it never throws. */
export function readDocuments(path: string): ReadDocuments {
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
  return text === undefined ? { problem: { kind: 'not-text' } } : parseDocuments(text);
}

export function parseDocuments(text: string): ReadDocuments {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { problem: { kind: 'empty' } }; }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return { documents: [JSON.parse(text)] };
    } catch {
      // not JSON: either YAML in flow style or broken, and the YAML reader can say where
    }
  }
  return parseYaml(text);
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

function parseYaml(text: string): ReadDocuments {
  if (text.length > MAX_YAML_BYTES) { return tooLarge(text.length, MAX_YAML_BYTES); }
  try {
    const { LineCounter, parseAllDocuments } = yaml();
    const lineCounter = new LineCounter();
    // uniqueKeys costs the square of a map's size, which is too much for hostile input
    const parsed = parseAllDocuments(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' });
    const documents = 'empty' in parsed ? [] : parsed;
    const error = clearest(documents.flatMap(document => document.errors));
    if (error) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return { problem: { kind: 'syntax', line, column: col, why: firstLine(error.message) } };
    }
    const values = documents.map(document => document.toJS() as unknown).filter(value => value !== null && value !== undefined);
    return values.length > 0 ? { documents: values } : { problem: { kind: 'empty' } };
  } catch (error) {
    // too many aliases, or nested too deeply for the stack
    return { problem: { kind: 'syntax', line: 1, column: 1, why: firstLine(reasonOf(error)) } };
  }
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
