import { readFileSync, readSync, statSync } from 'fs';
import { resolve } from 'path';
import { valueOf } from './aliases';
import { clearest, compose, firstLine, placeOf, TooDeep, tooDeepFrom, TooMuch } from './compose';
import { Reader } from './reader';

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

/** The text of a file, or why it has none. */
export type ReadText = { readonly text: string } | { readonly problem: FileProblem };

/** Reads JSON, or YAML of one or several documents. Total: it never throws. */
export function readDocuments(path: string, reader: Reader = 'yaml'): ReadDocuments {
  const read = readText(path);
  return 'problem' in read ? read : parseDocuments(read.text, reader);
}

/** Reads a file as text. Total: it never throws. */
export function readText(path: string): ReadText {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) { return { problem: { kind: 'unreadable', why: 'it is not a regular file', resolved: resolve(path) } }; }
    return stat.size > MAX_JSON_BYTES ? tooLarge(stat.size, MAX_JSON_BYTES) : decoded(readFileSync(path));
  } catch (error) {
    return { problem: { kind: 'unreadable', why: reasonOf(error), resolved: resolve(path) } };
  }
}

/** How long a descriptor without data waits before the next attempt: a pipe of another program may be in no hurry. */
const PATIENCE_MILLISECONDS = 20;

/** Reads a stream, such as standard input, to its end. Total: it never throws, and keeps no more than a file may have. */
export function readDescriptor(descriptor: number, limit = MAX_JSON_BYTES): ReadText {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    let count: number;
    try {
      count = readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code === 'EOF') { break; } // the end of a pipe on Windows
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE_MILLISECONDS);
        continue;
      }
      return { problem: { kind: 'unreadable', why: reasonOf(error), resolved: 'standard input' } };
    }
    if (count === 0) { break; }
    length += count;
    if (length > limit) { return tooLarge(length, limit); }
    chunks.push(chunk.subarray(0, count));
  }
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Buffer): ReadText {
  const text = decode(bytes);
  return text === undefined ? { problem: { kind: 'not-text' } } : { text };
}

export function parseDocuments(text: string, reader: Reader = 'yaml'): ReadDocuments {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { problem: { kind: 'empty' } }; }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const deep = tooDeepFrom(text);
    if (deep !== undefined) { return { problem: { kind: 'syntax', ...placeOf(text, deep), why: new TooDeep(deep).message } }; }
    try {
      return { documents: [JSON.parse(text)] };
    } catch {
      // not JSON: either YAML in flow style or broken, and the YAML reader can say where
    }
  }
  return parseYaml(text, reader);
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

function parseYaml(text: string, reader: Reader): ReadDocuments {
  if (text.length > MAX_YAML_BYTES) { return tooLarge(text.length, MAX_YAML_BYTES); }
  try {
    const { documents, lineAt } = compose(text, reader);
    const error = clearest(documents.flatMap(document => document.errors));
    if (error) { return { problem: { kind: 'syntax', ...lineAt(error.pos[0]), why: firstLine(error.message) } }; }
    const values = documents.map(valueOf).filter(value => value !== null && value !== undefined);
    return values.length > 0 ? { documents: values } : { problem: { kind: 'empty' } };
  } catch (error) {
    if (error instanceof TooMuch) { return { problem: { kind: 'syntax', ...placeOf(text, error.offset), why: error.message } }; }
    // too many aliases
    return { problem: { kind: 'syntax', line: 1, column: 1, why: firstLine(reasonOf(error)) } };
  }
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

export function tooLarge(bytes: number, limit: number): { readonly problem: FileProblem } {
  return { problem: { kind: 'too-large', mebibytes: Math.ceil(bytes / 1024 / 1024), limit: limit / 1024 / 1024 } };
}

export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') { return 'there is no such file'; }
  return error instanceof Error ? error.message : String(error);
}
