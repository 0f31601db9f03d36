import { valueOf } from './aliases';
import { clearest, compose, firstLine, lineAndColumn, TooDeep, tooDeepFrom, TooMuch } from './compose';
import { Reader } from './reader';
import { FileProblem, MAX_YAML_BYTES, reasonOf, readText, tooLarge } from './text';

export type { FileProblem, ReadText } from './text';
export { isPipe, MAX_JSON_BYTES, MAX_YAML_BYTES, reasonOf, readDescriptor, readText, tooLarge } from './text';

/** All documents of a file, or the reason why it cannot be read. Never a part of them. */
export type ReadDocuments = { readonly documents: readonly unknown[] } | { readonly problem: FileProblem };

/** Reads JSON, or YAML of one or several documents. Never throws. */
export function readDocuments(path: string, reader: Reader = 'yaml'): ReadDocuments {
  const read = readText(path);
  return 'problem' in read ? read : parseDocuments(read.text, reader);
}

export function parseDocuments(text: string, reader: Reader = 'yaml'): ReadDocuments {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { problem: { kind: 'empty' } }; }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const deep = tooDeepFrom(text);
    if (deep !== undefined) { return { problem: { kind: 'syntax', ...lineAndColumn(text, deep), why: new TooDeep(deep).message } }; }
    try {
      return { documents: [JSON.parse(text)] };
    } catch {
      // not JSON: YAML in flow style, or broken, and the YAML parser reports the position
    }
  }
  return parseYaml(text, reader);
}

/** A problem as text. */
export function inWords(problem: FileProblem): string {
  switch (problem.kind) {
    case 'unreadable': return `${problem.why} (full path: ${problem.resolved})`;
    case 'too-large': return `it has ${problem.mebibytes} MiB; at most ${problem.limit} MiB are allowed`;
    case 'not-text': return 'it is not UTF-8 text';
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
    if (error instanceof TooMuch) { return { problem: { kind: 'syntax', ...lineAndColumn(text, error.offset), why: error.message } }; }
    // too many aliases
    return { problem: { kind: 'syntax', line: 1, column: 1, why: firstLine(reasonOf(error)) } };
  }
}
