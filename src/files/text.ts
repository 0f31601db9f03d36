import { closeSync, constants, openSync, readFileSync, readSync, statSync } from 'fs';
import { resolve } from 'path';

/** JSON of 10,000 real nodes with all their images and labels is about 100 MiB. */
export const MAX_JSON_BYTES = 128 * 1024 * 1024;
/** YAML takes about 100 times as long to parse. */
export const MAX_YAML_BYTES = 16 * 1024 * 1024;

/** Why a file cannot be read. */
export type FileProblem =
  | { readonly kind: 'unreadable'; readonly why: string; readonly resolved: string }
  | { readonly kind: 'too-large'; readonly mebibytes: number; readonly limit: number }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'syntax'; readonly line: number; readonly column: number; readonly why: string };

/** The text of a file, or why it cannot be read. */
export type ReadText = { readonly text: string } | { readonly problem: FileProblem };

/** Reads a file or a pipe as text. Never throws. */
export function readText(path: string): ReadText {
  if (typeof path !== 'string') { return { problem: { kind: 'unreadable', why: 'the path is not a string', resolved: typeof path } }; }
  try {
    const stat = statSync(path);
    if (stat.isFIFO()) { return readPipe(path); }
    if (!stat.isFile()) { return { problem: { kind: 'unreadable', why: 'it is not a regular file', resolved: resolve(path) } }; }
    return stat.size > MAX_JSON_BYTES ? tooLarge(stat.size, MAX_JSON_BYTES) : decoded(readFileSync(path));
  } catch (error) {
    return { problem: { kind: 'unreadable', why: reasonOf(error), resolved: resolve(path) } };
  }
}

/** Whether a path is a pipe, which can be read only once. */
export function isPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true;
}

/** Wait between attempts to read a descriptor without data: the other program may be slow. */
const PAUSE_MILLISECONDS = 20;

/** How long a pipe may send no data, in milliseconds. */
export interface Patience {
  /** Until the first data. */
  readonly withoutWriter: number;
  /** Between two chunks: a chart with many dependencies takes long to render. */
  readonly withoutData: number;
}

const PATIENCE: Patience = { withoutWriter: 10_000, withoutData: 180_000 };

/** The path that a shell creates for `<(command)`: its writer has opened the pipe already. */
export const OF_SHELL = /^\/(?:dev|proc\/self)\/fd\/\d+$/;

/** Reads a named pipe, or that of `<(helm template ...)`, to its end. Waits for the writer, but not indefinitely. Never throws. */
export function readPipe(path: string, patience: Patience = PATIENCE, limit = MAX_JSON_BYTES): ReadText {
  const unreadable = (why: string): ReadText => ({ problem: { kind: 'unreadable', why, resolved: resolve(path) } });
  let descriptor: number;
  try {
    // to read (0), and without waiting for a writer; Windows has neither such pipes nor this flag
    descriptor = openSync(path, constants.O_NONBLOCK ?? 0);
  } catch (error) {
    return unreadable(reasonOf(error));
  }
  try {
    const piece = pieces(descriptor);
    let hasWriter = OF_SHELL.test(path);
    let silent = 0;
    const chunks: Buffer[] = [];
    let length = 0;
    for (;;) {
      const next = piece();
      hasWriter ||= next === 'silent';
      if (next === 'end' && hasWriter) { return decoded(Buffer.concat(chunks)); }
      if (typeof next === 'string') {
        silent += PAUSE_MILLISECONDS;
        if (!hasWriter && silent >= patience.withoutWriter) {
          return unreadable(`no program writes to the pipe: waited ${patience.withoutWriter / 1000} seconds`);
        }
        if (silent >= patience.withoutData) {
          return unreadable(`the pipe had no data for ${patience.withoutData / 1000} seconds: check the program that writes to it`);
        }
        pause();
        continue;
      }
      hasWriter = true;
      silent = 0;
      length += next.length;
      if (length > limit) { return tooLarge(length, limit); }
      chunks.push(next);
    }
  } catch (error) {
    return unreadable(reasonOf(error));
  } finally {
    closeSync(descriptor);
  }
}

/** Reads a stream, such as standard input, to its end. Never throws, and keeps at most the maximum size of a file. */
export function readDescriptor(descriptor: number, limit = MAX_JSON_BYTES): ReadText {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const piece = pieces(descriptor);
    for (;;) {
      const next = piece();
      if (next === 'end') { return decoded(Buffer.concat(chunks)); }
      if (next === 'silent') { pause(); continue; }
      length += next.length;
      if (length > limit) { return tooLarge(length, limit); }
      chunks.push(next);
    }
  } catch (error) {
    return { problem: { kind: 'unreadable', why: reasonOf(error), resolved: 'standard input' } };
  }
}

/** Reads the next chunk of a stream; `silent` if a writer exists that sends no data now. @throws the error of the system */
function pieces(descriptor: number): () => Buffer | 'end' | 'silent' {
  return () => {
    const chunk = Buffer.allocUnsafe(65_536);
    try {
      const count = readSync(descriptor, chunk);
      return count === 0 ? 'end' : chunk.subarray(0, count);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code === 'EOF') { return 'end'; } // the end of a pipe on Windows
      if (code === 'EAGAIN') { return 'silent'; }
      throw error;
    }
  };
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
}

function decoded(bytes: Buffer): ReadText {
  const text = decode(bytes);
  return text === undefined ? { problem: { kind: 'not-text' } } : { text };
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
  if (code === 'ENOENT') { return 'the file does not exist'; }
  return error instanceof Error ? error.message : String(error);
}
