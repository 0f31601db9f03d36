import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import { LineCounter, parseAllDocuments, YAMLParseError } from 'yaml';
import { FILE_EMPTY, FILE_NOT_TEXT, FILE_SYNTAX, FILE_TOO_LARGE, FILE_UNREADABLE } from './rules';
import { finding, Finding } from '../validation/rule';

/** JSON of 10,000 real nodes with all their images and labels is about 100 MiB. */
export const MAX_JSON_BYTES = 128 * 1024 * 1024;
/** YAML takes about 100 times as long to read. */
export const MAX_YAML_BYTES = 16 * 1024 * 1024;

export interface Documents {
  readonly documents: readonly unknown[];
  readonly findings: readonly Finding[];
}

/** The documents in a file of JSON or YAML; never a part of them: where there is a finding, there is no document. */
export function readNodesFile(path: string): Documents {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) { return failed(finding(FILE_UNREADABLE, { file: path, why: 'it is not a regular file', resolved: resolve(path) })); }
    if (stat.size > MAX_JSON_BYTES) { return tooLarge(path, stat.size, MAX_JSON_BYTES); }
    bytes = readFileSync(path);
  } catch (error) {
    return failed(finding(FILE_UNREADABLE, { file: path, why: reasonOf(error), resolved: resolve(path) }));
  }
  const text = decode(bytes);
  return text === undefined ? failed(finding(FILE_NOT_TEXT, { file: path })) : parseDocuments(text, path);
}

export function parseDocuments(text: string, file: string): Documents {
  const trimmed = text.trimStart();
  if (trimmed === '') { return failed(finding(FILE_EMPTY, { file })); }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return { documents: [JSON.parse(text)], findings: [] };
    } catch {
      // not JSON: either YAML in flow style or broken, and the YAML reader can say where
    }
  }
  return parseYaml(text, file);
}

function parseYaml(text: string, file: string): Documents {
  if (text.length > MAX_YAML_BYTES) { return tooLarge(file, text.length, MAX_YAML_BYTES); }
  try {
    const lineCounter = new LineCounter();
    // uniqueKeys costs the square of a map's size, which is too much for hostile input
    const parsed = parseAllDocuments(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' });
    const documents = 'empty' in parsed ? [] : parsed;
    const error = clearest(documents.flatMap(document => document.errors));
    if (error) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return failed(finding(FILE_SYNTAX, { file, line, column: col, why: firstLine(error.message) }));
    }
    const values = documents.map(document => document.toJS() as unknown).filter(value => value !== null && value !== undefined);
    return values.length > 0 ? { documents: values, findings: [] } : failed(finding(FILE_EMPTY, { file }));
  } catch (error) {
    // too many aliases, or nested too deeply for the stack
    return failed(finding(FILE_SYNTAX, { file, line: 1, column: 1, why: firstLine(reasonOf(error)) }));
  }
}

/** The first error; of several at one place, the one that says most (a cut-off file is badly indented, too). */
function clearest(errors: readonly YAMLParseError[]): YAMLParseError | undefined {
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

function tooLarge(file: string, bytes: number, limit: number): Documents {
  return failed(finding(FILE_TOO_LARGE, { file, mebibytes: Math.ceil(bytes / 1024 / 1024), limit: limit / 1024 / 1024 }));
}

function failed(found: Finding): Documents {
  return { documents: [], findings: [found] };
}

function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') { return 'there is no such file'; }
  return error instanceof Error ? error.message : String(error);
}
